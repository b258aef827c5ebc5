"""The plan when the day goes wrong: what is shot stays shot, locks stay, and as little as possible moves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.errors import Message, PlanError
from cupola.light import Almanac
from cupola.light.ground import GroundSets
from cupola.plan.argument.explain import Argument
from cupola.plan.light import light_of
from cupola.plan.money import money
from cupola.plan.replan.bulletin import Bulletin, Standing, event_words, standing, strikes
from cupola.plan.replan.difference import Move, difference
from cupola.plan.replan.drafting import Drafting, Strips
from cupola.plan.replan.onward import Onward
from cupola.plan.result import Plan, Strip
from cupola.plan.robustness import robustness
from cupola.plan.situation import situated
from cupola.plan.verify import Case, Fault, verify
from cupola.plan.verify.upkeep import clear_and_restore
from cupola.production import Production
from cupola.units import counted

FEWEST: Final = "fewest moves"
MOST: Final = "most film"
SPARE: Final = "another scene is given up"
OTHER: Final = "other days"
LESS: Final = "less film, less moved"

_NOT_OF_A_PLACE: Final = ("E510", "E511", "E571", "E572")
"""Faults that do not say that a strip stands where it may not."""
_SAME: Final = 1.0
"""Seconds: plans are written in whole ones."""


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
        As `standing` does; or locked strips cannot stay where they are: `LockError` (E574).
    """
    say = on_step or (lambda _: None)
    stand = standing(production, plan, bulletin)
    world = situated(production, stand.situation)
    say("looking at what is hit")
    hits = _Hits(world, plan, stand)
    stand = hits.stand
    say(f"looking for the light of what is left; {counted(len(hits.causes), 'strip')} cannot stay")
    locked = [strip for strip in stand.ahead if strip.lock]
    onward = Onward.of(world, almanac or light_of(world), stand.situation, stand.begun, locked)
    return Replan(stand, hits.causes, tuple(_Desk(onward, plan, stand, hits.causes).drafts(say)))


class LockError(PlanError):
    """Locked strips cannot stay where they are.

    Attributes
    ----------
    strips : tuple of Strip
        The strips, one for each message.
    """

    def __init__(self, strips: Sequence[Strip], messages: Sequence[Message]) -> None:
        super().__init__(*messages)
        self.strips = tuple(strips)


class _Hits:
    """What cannot stay where it was, with the reasons, and the standing without what had to be broken off."""

    def __init__(self, world: Production, plan: Plan, stand: Standing) -> None:
        self._world = world
        self.causes = {strip.shot: self._cause(strip, stand, "not shot as planned") for strip in stand.lost}
        candidate = replace(plan, strips=stand.begun + stand.ahead, situation=stand.situation)
        faults = [fault for fault in verify(world, candidate) if fault.code not in _NOT_OF_A_PLACE]
        at = {strip.shot: strip for strip in candidate.strips}
        self._check_locks(faults, stand)
        for fault in faults:
            for shot in self._culprits(fault, stand):
                self.causes.setdefault(shot, self._cause(at[shot], stand, fault.text))
        self.stand = stand.broken_off(self.causes)

    def _culprits(self, fault: Fault, stand: Standing) -> list[str]:
        """Name the shots of a fault that can give way: what is ahead, or else what is under way."""
        loose = {strip.shot for strip in stand.ahead if not self._is_locked(strip)}
        under_way = {strip.shot for strip in stand.under_way}
        return [shot for shot in fault.shots if shot in loose] or [shot for shot in fault.shots if shot in under_way]

    def _check_locks(self, faults: Sequence[Fault], stand: Standing) -> None:
        """Raise where only what is locked could give way."""
        locked = {strip.shot: strip for strip in stand.ahead if self._is_locked(strip)}
        found: dict[str, Message] = {}
        for fault in faults:
            shot = next((shot for shot in fault.shots if shot in locked), None)
            if shot and not self._culprits(fault, stand):
                text = f"{shot} is locked and cannot be shot then: {fault.text}"
                hint = (
                    f"let it move: --unlock {shot}" if locked[shot].lock else "take its lock out, or lock it elsewhere"
                )
                found.setdefault(shot, Message("E574", text, hint=hint))
        if found:
            raise LockError([locked[shot] for shot in found], list(found.values()))

    def _is_locked(self, strip: Strip) -> bool:
        """Say whether a strip is locked where it is, in the plan or in the breakdown."""
        own = self._world.shots[strip.shot].lock
        return strip.lock or (own is not None and abs(strip.span.start - own) <= _SAME)

    def _cause(self, strip: Strip, stand: Standing, otherwise: str) -> str:
        event = next((event for event in stand.situation.events if strikes(event, strip)), None)
        return event_words(self._world, event, strip.span.start, stand.situation.now) if event else otherwise


@dataclass(frozen=True)
class _Desk:
    """Makes drafts of ways on."""

    onward: Onward
    plan: Plan
    standing: Standing
    causes: Mapping[str, str]

    def drafts(self, say: Callable[[str], None]) -> Iterator[Draft]:
        """Give the way that moves the least, then the first of the others that differs."""
        say("placing what is hit")
        drafting, first = self._settled()
        yield self._draft(drafting, FEWEST, first)
        say("looking for another way")
        for way, found in _other_ways(drafting, first):
            if found and found != first and not self._upset(found):
                yield self._draft(drafting, way, found)
                return

    def _settled(self) -> tuple[Drafting, Strips]:
        """Find the way that moves the least; again, with more to move, where a dropped scene upsets what should stay.

        When the first use of a set on a day is dropped, the next one is the first, and its people must clear the set.
        """
        hit = frozenset(self.causes)
        while True:
            drafting = Drafting(self.onward, self.standing, hit)
            found = drafting.fewest_moves()
            upset = self._upset(found)
            dropped = {strip.shot for strip in self.standing.ahead} - {strip.shot for strip in found}
            if not upset or hit >= upset | dropped:
                return drafting, found
            hit |= upset | dropped

    def _upset(self, ahead: Strips) -> frozenset[str]:
        """Name the strips ahead whose people would have to clear or put back a set and cannot."""
        strips = (*self.standing.begun, *ahead)
        case = Case(self.onward.production, replace(self.plan, strips=strips, situation=self.standing.situation))
        shots = {shot for fault in clear_and_restore(case) for shot in fault.shots}
        return frozenset(strip.shot for strip in ahead if strip.shot in shots)

    def _draft(self, drafting: Drafting, way: str, ahead: Sequence[Strip]) -> Draft:
        production, whole = self.onward.production, self.onward.board
        strips = tuple(sorted([*self.standing.begun, *ahead], key=lambda strip: (strip.span.start, strip.shot)))
        there = {strip.shot for strip in strips}
        bones = [key for key in whole.tasks if key not in there]
        board = self.onward.without_begun(self.onward.with_matches(strips, bones))
        value = drafting.worth(ahead)
        made = replace(
            self.plan,
            digest=production.digest,
            strips=strips,
            boneyard=Argument(production, board, self.onward.almanac, strips).boneyard(),
            value=value,
            bound=max(value, self._bound(drafting)),
            total=whole.total,
            money=money(whole, strips),
            robustness=robustness(whole, strips),
            stop=way,
            situation=self.standing.situation,
        )
        return Draft(way, made, difference(production, self.plan, made, self.causes))

    def _bound(self, drafting: Drafting) -> int:
        """Give what cannot be exceeded: what could not be before, less the scenes that cannot be finished any more."""
        possible = sum(scene.value for scene in self.onward.board.scenes if drafting.is_possible(scene.number))
        is_same = self.plan.digest == self.onward.production.digest
        return min(self.plan.bound, possible) if is_same else possible


def _other_ways(drafting: Drafting, first: Strips) -> Iterator[tuple[str, Strips]]:
    yield MOST, drafting.most_film(first)
    yield SPARE, drafting.other_scene(first)
    found = drafting.other_days(first)
    yield LESS if len(drafting.away(found)) < len(drafting.away(first)) else OTHER, found
