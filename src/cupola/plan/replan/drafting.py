"""Ways on for a shoot that went another way: places for what was hit, in growing neighbourhoods of the plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations
from typing import Final

from cupola.plan.model.chain import first_pass
from cupola.plan.replan.bulletin import Standing
from cupola.plan.replan.difference import moved
from cupola.plan.replan.onward import Onward
from cupola.plan.replan.seats import fewest_moves, shortest_moves
from cupola.plan.result import Strip

Strips = tuple[Strip, ...]

_WORK: Final = 1.0
"""Deterministic work for one search, in units of about a second: a neighbourhood of twenty strips takes a tenth."""
_STEP: Final = 0.1
"""What it takes to lay out a neighbourhood, in the same units."""
_BUDGET: Final = 1.3
"""The work for one way on."""
_FEW: Final = 60
"""Up to so many strips ahead are looked at all at once: that takes no longer than to go day by day."""
_LOOSE_PAIRS: Final = 24
"""Up to so many strips ahead, pairs that must match may both move: where they could go together takes long to find."""


class Drafting:
    """Finds places for what was hit, everything else staying where it is as far as can be.

    Parameters
    ----------
    onward : Onward
        The shoot from now on.
    standing : Standing
        What is begun, ahead, and lost.
    hit : iterable of str
        The shots ahead or lost that cannot stay where they were.
    """

    def __init__(self, onward: Onward, standing: Standing, hit: Iterable[str]) -> None:
        self._onward, self._standing, self._hit = onward, standing, frozenset(hit)
        self._before: Mapping[str, Strip] = {strip.shot: strip for strip in (*standing.ahead, *standing.lost)}
        self._scenes = {
            scene.number: tuple(key for key in scene.tasks if key in onward.ahead) for scene in onward.board.scenes
        }
        self._values = {scene.number: scene.value for scene in onward.board.scenes}
        self._ahead = len(standing.ahead)
        self._spent = 0.0
        self._openings = cache(self._opening_days)

    def fewest_moves(self) -> Strips:
        """Place what is hit so that as much of it as can be is kept, few strips move, and these not far.

        What is hit is placed beside everything else; if that is not enough, in growing neighbourhoods. No scene that
        was not hit is given up for it.
        """
        self._spent = 0.0
        placed = self._place(self._standing.ahead, self._hit)
        hit = {self._before[key].scene for key in self._hit}
        found = self._brought_in(placed, hit, self.finished(placed), _LOOSE_PAIRS)
        return self._nearer(found)

    def most_film(self, first: Strips) -> Strips:
        """Bring in what can be of the scenes that a plan leaves out; the plan itself, when there is none."""
        self._spent = 0.0
        return self._brought_in(first, self.left_out(first), (), _FEW)

    def other_scene(self, first: Strips) -> Strips:
        """Keep a scene that the first way drops, at the price of another one; empty when there is no such way.

        A lesson that is kept at the price of one like it is no other way.
        """
        self._spent = 0.0
        dropped = {strip.scene for strip in self._before.values()} - self.finished(first)
        best: Strips = ()
        for number in sorted(dropped, key=lambda n: (-self._values[n], n)):
            for days in self._neighbourhoods([number]):
                found = self._place(first, self._loose(first, [number], days), must=[number])
                if number in self.finished(found) and self.worth(found) > self.worth(best):
                    best = found if self._kinds(found) != self._kinds(first) else best
            if best:
                break
        return best

    def other_days(self, first: Strips) -> Strips:
        """Find a way in which the strips that moved do not all land on the same days; empty when there is none."""
        self._spent = 0.0
        away = self.away(first)
        if not away:
            return ()
        shots, scenes = [strip.shot for strip in away], list(dict.fromkeys(strip.scene for strip in away))
        best = self._place(first, shots, other_days=away)
        for days in self._neighbourhoods(scenes):
            if self.finished(best) >= self.finished(first):
                break
            wider = self._place(first, {*self._loose(first, (), days), *shots}, other_days=away)
            best = wider if self.worth(wider) > self.worth(best) else best
        return best if self.finished(best) else ()

    def finished(self, strips: Iterable[Strip]) -> frozenset[str]:
        """Give the scenes that are whole, with what is begun."""
        there = {strip.shot for strip in (*self._standing.begun, *strips)}
        return frozenset(scene.number for scene in self._onward.board.scenes if there.issuperset(scene.tasks))

    def _kinds(self, strips: Strips) -> Counter[str]:
        """Count the scenes that are whole, each lesson as the first of those that are like it: one is as good."""
        first = {number: row[0] for row in self._onward.board.alike for number in row}
        return Counter(first.get(number, number) for number in self.finished(strips))

    def worth(self, strips: Iterable[Strip]) -> int:
        """Give the value of the scenes that are whole."""
        return sum(self._values[number] for number in self.finished(strips))

    def left_out(self, strips: Strips) -> list[str]:
        """Give the scenes that are not whole, and could be by light, sets and people."""
        finished = self.finished(strips)
        return [number for number in self._scenes if number not in finished and self.is_possible(number)]

    def is_possible(self, number: str) -> bool:
        """Say whether every shot that a scene still lacks has a place by light, set and people."""
        return all(self._openings(key) for key in self._scenes[number])

    def _brought_in(self, strips: Strips, numbers: Iterable[str], keep: Collection[str], at_once: int) -> Strips:
        """Try scenes that are out beside what is planned, with the strips of some days free, while it pays.

        The scenes to `keep` are not given up for others.
        """
        best, wanted = strips, list(numbers)
        for days in self._neighbourhoods(wanted, at_once):
            missing = [n for n in wanted if n not in self.finished(best) and self.is_possible(n)]
            if not missing:
                break
            found = self._place(best, self._loose(best, missing, days), must=keep)
            best = found if self.worth(found) > self.worth(best) else best
        return best

    def _neighbourhoods(self, numbers: Sequence[str], at_once: int = _FEW) -> Iterator[frozenset[int]]:
        """Give days whose strips may move, until the work is spent: none, and of up to `at_once` strips ahead then all.

        Of more, each day on which shots of the scenes could begin, then all, or of many strips first each two of those
        days, and so on.
        """
        able = sorted({day for number in numbers for key in self._scenes[number] for day in self._openings(key)})
        every = range(len(self._onward.board.days))
        most = 0 if self._ahead <= at_once else 1 if self._ahead <= _FEW else len(able)
        growing = (days for count in range(1, most + 1) for days in combinations(able, count))
        for days in chain([()], growing, [every]):
            if self._spent > _BUDGET:
                return
            yield frozenset(days)

    def _opening_days(self, key: str) -> frozenset[int]:
        """Give the days on which a shot could begin, as far as light, set and people go."""
        board = self._onward.board
        starts = first_pass(board, board.tasks[key])
        return frozenset(k for k, day in enumerate(board.days) if starts.clip(day))

    def _loose(self, strips: Strips, numbers: Sequence[str], days: frozenset[int]) -> set[str]:
        """Give the shots that may move: those of some scenes that are not begun, and what is planned on some days.

        Of a pair that must match, both stay, unless few strips are ahead.
        """
        wanted = {key for number in numbers for key in self._scenes[number]}
        production = self._onward.production
        near = {s.shot for s in strips if production.day_of(s.span.start) in days and not s.lock} - wanted
        if self._ahead <= _LOOSE_PAIRS:
            return wanted | near
        tied = {
            name
            for key in near
            if (like := production.shots[key].match) and like in near | wanted
            for name in (key, like)
        }
        return wanted | (near - tied)

    def _place(
        self, strips: Strips, tasks: Iterable[str], *, other_days: Strips = (), must: Collection[str] = ()
    ) -> Strips:
        """Place some shots anew, everything else staying; scenes that are not whole then are dropped."""
        free = sorted(tasks)
        stay = [strip for strip in strips if strip.shot not in free]
        if not free:
            return self._whole(stay)
        problem = self._onward.beside(stay, free)
        found = fewest_moves(problem, self._before, _WORK, other_days=other_days, must=must)
        self._spent += found.work + _STEP
        return self._whole([*stay, *map(self._as_before, found.strips)])

    def _nearer(self, strips: Strips) -> Strips:
        """Put the strips that move as near as can be to where they were."""
        away = self.away(strips)
        if not away:
            return strips
        stay = [strip for strip in strips if strip not in away]
        problem = self._onward.beside(stay, [strip.shot for strip in away])
        found = shortest_moves(problem, self._before, away, _WORK)
        return self._whole([*stay, *map(self._as_before, found.strips)])

    def away(self, strips: Iterable[Strip]) -> Strips:
        """Give the strips that have moved."""
        return tuple(s for s in strips if s.shot in self._before and moved(s, self._before[s.shot]))

    def _as_before(self, strip: Strip) -> Strip:
        """Keep a strip as it was, with its lock and its escorts, if it has not moved."""
        old = self._before.get(strip.shot)
        return old if old is not None and old.passes == strip.passes else strip

    def _whole(self, strips: Iterable[Strip]) -> Strips:
        """Give the strips of whole scenes, in time order."""
        found = list(strips)
        whole = self.finished(found)
        kept = (strip for strip in found if strip.scene in whole)
        return tuple(sorted(kept, key=lambda strip: (strip.span.start, strip.shot)))
