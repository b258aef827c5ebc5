"""The plan when the day goes wrong: what is shot stays shot, locks stay, and as little as possible moves.

Strips that are hit are placed anew in growing neighbourhoods: first they and their scenes alone, everything else
staying; then with what else was planned on their days; then with everything. The first in which nothing of the film is
lost is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import clock_text
from cupola.errors import Message, PlanError
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.bulletin import Bulletin, Standing, standing, strikes
from cupola.plan.chain import first_pass
from cupola.plan.difference import Move, difference, moved
from cupola.plan.explain import Argument
from cupola.plan.light import light_of
from cupola.plan.money import money
from cupola.plan.onward import Onward
from cupola.plan.result import Plan, Strip
from cupola.plan.robustness import robustness
from cupola.plan.seats import Seats, fewest_moves, shortest_moves
from cupola.plan.situation import situated
from cupola.plan.verify import Fault, verify
from cupola.plan.wording import date_words
from cupola.production import Event, Production

FEWEST: Final = "fewest moves"
MOST: Final = "most film"
OTHER: Final = "other days"

_WORK: Final = 4.0
"""Deterministic work for each search, in units of about a second: enough for a neighbourhood of some twenty strips."""
_NOT_OF_A_PLACE: Final = ("E510", "E511", "E571", "E572")
"""Faults that do not say that a strip stands where it may not."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan that somebody may approve: what it goes for, and what it changes strip by strip, with the reasons."""

    way: str
    plan: Plan
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Replan:
    """The answer to a bulletin.

    Attributes
    ----------
    standing : Standing
        What the bulletin made of the plan.
    causes : mapping of str to str
        By shot that cannot stay where it was, why.
    drafts : tuple of Draft
        Legal plans from now on; the first moves the least. A second one differs in the scenes that it finishes, in
        the strips that move, or in a day; there is none when nothing has to change or nothing else is possible.
    """

    standing: Standing
    causes: Mapping[str, str]
    drafts: tuple[Draft, ...]


def replan(
    production: Production,
    plan: Plan,
    bulletin: Bulletin,
    almanac: Almanac | GroundSets | None = None,
    on_step: Callable[[str], None] | None = None,
) -> Replan:
    """Plan what is left of a shoot.

    Parameters
    ----------
    production : Production
        As documented; what has happened comes with `plan` and `bulletin`.
    plan : Plan
        The plan that was followed.
    bulletin : Bulletin
        What is reported.
    almanac : Almanac or GroundSets, optional
        The light of the shoot under what has happened, if it is there already.
    on_step : callable
        Told in words what is being done.

    Raises
    ------
    PlanError
        As `standing` does; or a locked strip cannot stay where it is (E574).
    """
    say = on_step or (lambda _: None)
    stand = standing(production, plan, bulletin)
    world = situated(production, stand.situation)
    say("looking at what is hit")
    hits = _Hits(world, plan, stand)
    stand = hits.stand
    say(f"looking for the light of what is left; {len(hits.causes)} strips cannot stay")
    locked = [strip for strip in stand.ahead if strip.lock]
    onward = Onward.of(world, almanac or light_of(world), stand.situation, stand.begun, locked)
    return Replan(stand, hits.causes, tuple(_Drafting(onward, plan, stand, hits.causes, say).drafts()))


class _Hits:
    """What cannot stay where it was, with the reasons, and the standing without what had to be broken off."""

    def __init__(self, world: Production, plan: Plan, stand: Standing) -> None:
        self._world = world
        self.causes = {strip.shot: self._cause(strip, stand, "not shot as planned") for strip in stand.lost}
        candidate = replace(plan, strips=stand.begun + stand.ahead, situation=stand.situation)
        faults = [fault for fault in verify(world, candidate) if fault.code not in _NOT_OF_A_PLACE]
        at = {strip.shot: strip for strip in candidate.strips}
        for fault in faults:
            for shot in self._culprits(fault, stand):
                self.causes.setdefault(shot, self._cause(at[shot], stand, fault.text))
        self.stand = stand.broken_off(self.causes)

    def _culprits(self, fault: Fault, stand: Standing) -> list[str]:
        """Name the shots of a fault that can give way: what is ahead, or else what is under way."""
        ahead = {strip.shot: strip for strip in stand.ahead}
        loose = [shot for shot in fault.shots if shot in ahead and not ahead[shot].lock]
        locked = [shot for shot in fault.shots if shot in ahead and ahead[shot].lock]
        if not loose and locked:
            text = f"{locked[0]} is locked and cannot be shot then: {fault.text}"
            raise PlanError(Message("E574", text, hint=f"let it move: --unlock {locked[0]}"))
        return loose or [strip.shot for strip in stand.under_way if strip.shot in fault.shots]

    def _cause(self, strip: Strip, stand: Standing, otherwise: str) -> str:
        event = next((event for event in stand.situation.events if strikes(event, strip)), None)
        return event_words(self._world, event, strip.span.start) if event else otherwise


def event_words(production: Production, event: Event, near: float) -> str:
    """Say an event as the reason of something at an instant: `NAUKA is closed until 10:00`."""
    offset, shoot = production.crew_offset, production.shoot
    day = production.day_of(near)

    def clock(at: float) -> str:
        date = "" if production.day_of(at) == day else f"{date_words(at, offset)} "
        return date + clock_text(at, offset)

    if event.span.covers(shoot):
        return event.what
    if event.span.start <= shoot.start:
        return f"{event.what} until {clock(event.span.stop)}"
    if event.span.stop >= shoot.stop:
        return f"{event.what} from {clock(event.span.start)} on"
    return f"{event.what} {clock(event.span.start)}-{clock(event.span.stop)}"


class _Drafting:
    """Makes the drafts from what is ahead, lost and hit."""

    def __init__(
        self, onward: Onward, plan: Plan, stand: Standing, causes: Mapping[str, str], say: Callable[[str], None]
    ) -> None:
        self._onward, self._plan, self._stand, self._causes, self._say = onward, plan, stand, causes, say
        self._ahead = {strip.shot: strip for strip in stand.ahead}
        self._before = {strip.shot: strip for strip in (*stand.ahead, *stand.lost)}
        self._scenes = {
            scene.number: tuple(key for key in scene.tasks if key in onward.ahead) for scene in onward.board.scenes
        }
        self._values = {scene.number: scene.value for scene in onward.board.scenes}

    def drafts(self) -> Iterator[Draft]:
        """Give the drafts: the fewest moves, then one that differs."""
        self._say("placing what is hit")
        first = self._fewest()
        yield self._draft(FEWEST, first)
        self._say("looking for another way")
        second = self._most(first)
        if self._worth(second) > self._worth(first):
            yield self._draft(MOST, second)
            return
        away = [strip for strip in first if strip.shot in self._before and moved(strip, self._before[strip.shot])]
        if away:
            third = self._otherwise(first, away)
            if third:
                yield self._draft(OTHER, third)

    def _fewest(self) -> tuple[Strip, ...]:
        """Place what is hit so that the fewest strips move, then as near as can be."""
        best: tuple[Strip, ...] = tuple(self._without_hit())
        for scenes in self._neighbourhoods():
            full = sum(self._values[number] for number in scenes)
            found = self._place(scenes, best)
            if self._worth(found) >= self._worth(best):
                best = found
            if sum(self._values[n] for n in self._finished(best) & scenes) == full:
                break
        return self._nearer(best)

    def _neighbourhoods(self) -> Iterator[frozenset[str]]:
        """Give the scenes that may move: those hit; those planned on their days; all that are planned."""
        hit = self._hit_scenes()
        if not hit:
            return
        yield hit
        days = {self._onward.production.day_of(self._before[key].span.start) for key in self._causes}
        near = (s for s in self._stand.ahead if self._onward.production.day_of(s.span.start) in days)
        yield hit | self._movable(strip.scene for strip in near)
        yield hit | self._movable(strip.scene for strip in self._stand.ahead)

    def _hit_scenes(self) -> frozenset[str]:
        return frozenset(self._before[key].scene for key in self._causes)

    def _movable(self, numbers: Iterable[str]) -> frozenset[str]:
        """Leave out scenes with matches among their own shots, which take long to move: they stay where they are."""
        shots = self._onward.production.shots
        tied = {number for number, keys in self._scenes.items() if any(shots[key].match in keys for key in keys)}
        return frozenset(numbers) - tied

    def _without_hit(self) -> Iterator[Strip]:
        """Give what stays when each scene that is hit is given up."""
        hit = self._hit_scenes()
        return (strip for strip in self._stand.ahead if strip.scene not in hit)

    def _place(
        self, scenes: frozenset[str], known: Sequence[Strip], other_days: Sequence[Strip] = ()
    ) -> tuple[Strip, ...]:
        """Place the strips of some scenes anew; everything else that is known stays."""
        stay = [strip for strip in known if strip.scene not in scenes]
        tasks = [key for number in self._scenes if number in scenes for key in self._scenes[number]]
        problem = self._onward.beside(stay, tasks)
        hint = {strip.shot: strip for strip in known if strip.scene in scenes} if not other_days else None
        found: Seats = fewest_moves(problem, self._before, _WORK, {**self._before, **(hint or {})}, other_days)
        return tuple(sorted([*stay, *map(self._as_before, found.strips)], key=_in_time))

    def _as_before(self, strip: Strip) -> Strip:
        """Keep the lock of a strip, and the whole strip with its escorts if it has not moved."""
        old = self._ahead.get(strip.shot)
        if old is None:
            return strip
        return old if old.span == strip.span and old.everyone == strip.everyone else replace(strip, lock=old.lock)

    def _nearer(self, strips: tuple[Strip, ...]) -> tuple[Strip, ...]:
        """Put the strips that move as near as can be to where they were."""
        away = [strip for strip in strips if strip.shot in self._before and moved(strip, self._before[strip.shot])]
        if not away:
            return strips
        stay = [strip for strip in strips if strip not in away]
        problem = self._onward.beside(stay, [strip.shot for strip in away])
        found = shortest_moves(problem, self._before, away, _WORK / 2)
        return tuple(sorted([*stay, *map(self._as_before, found.strips)], key=_in_time))

    def _most(self, first: tuple[Strip, ...]) -> tuple[Strip, ...]:
        """Bring in as much as can be of what is left out: beside everything, then with everything free to move."""
        out = frozenset(number for number in self._left_out(first) if self._is_possible(number))
        if not out:
            return first
        best = first
        for scenes in (out, out | self._hit_scenes() | self._movable(strip.scene for strip in first)):
            found = self._place(scenes, best)
            best = found if self._worth(found) > self._worth(best) else best
        return best

    def _otherwise(self, first: tuple[Strip, ...], away: Sequence[Strip]) -> tuple[Strip, ...]:
        """Find a plan in which not all strips that moved land on the same days; empty when there is none."""
        scenes = frozenset(strip.scene for strip in away)
        found = self._place(scenes, first, away)
        lost = self._finished(first) - self._finished(found)
        if lost:
            near = {self._onward.production.day_of(strip.span.start) for strip in (*away, *found)}
            more = (s for s in first if self._onward.production.day_of(s.span.start) in near)
            wider = self._place(scenes | self._movable(strip.scene for strip in more), first, away)
            found = wider if self._worth(wider) > self._worth(found) else found
        return found if self._finished(found) else ()

    def _left_out(self, strips: Sequence[Strip]) -> list[str]:
        finished = self._finished(strips)
        return [number for number, keys in self._scenes.items() if keys and number not in finished]

    def _is_possible(self, number: str) -> bool:
        """Say whether every shot that a scene still lacks has a place by light, set and people."""
        board = self._onward.board
        return all(first_pass(board, board.tasks[key]) for key in self._scenes[number])

    def _finished(self, strips: Sequence[Strip]) -> frozenset[str]:
        """Give the scenes that are whole, with what is begun."""
        there = {strip.shot for strip in (*self._stand.begun, *strips)}
        return frozenset(s.number for s in self._onward.board.scenes if there.issuperset(s.tasks))

    def _worth(self, strips: Sequence[Strip]) -> int:
        return sum(self._values[number] for number in self._finished(strips))

    def _draft(self, way: str, ahead: Sequence[Strip]) -> Draft:
        strips = tuple(sorted([*self._stand.begun, *ahead], key=_in_time))
        there = {strip.shot for strip in strips}
        bones = [key for key in self._onward.board.tasks if key not in there]
        board = self._onward.without_begun(self._onward.with_matches(strips, bones))
        argument = Argument(self._onward.production, board, self._onward.almanac, strips)
        made = replace(
            self._plan,
            digest=self._onward.production.digest,
            strips=strips,
            boneyard=argument.boneyard(),
            value=self._worth(ahead),
            bound=max(self._worth(ahead), self._bound()),
            total=self._onward.board.total,
            money=money(self._onward.board, strips),
            robustness=robustness(self._onward.board, strips),
            stop=way,
            situation=self._stand.situation,
        )
        return Draft(way, made, difference(self._onward.production, self._plan, made, self._causes))

    def _bound(self) -> int:
        """Give what cannot be exceeded: what could not be before, less the scenes that cannot be finished any more."""
        possible = sum(v for n, v in self._values.items() if not self._scenes[n] or self._is_possible(n))
        is_same = self._plan.digest == self._onward.production.digest
        return min(self._plan.bound, possible) if is_same else possible


def _in_time(strip: Strip) -> tuple[float, str]:
    return strip.span.start, strip.shot


__all__ = ["FEWEST", "MOST", "OTHER", "Draft", "Replan", "event_words", "replan"]
