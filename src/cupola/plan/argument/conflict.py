"""Conflicts: the few reasons that alone keep a shot out of a plan, none of them too many.

A set of reasons from which nothing can be taken without the shot fitting in is found by leaving reasons out, many at
a time where that changes nothing (deletion: Chinneck & Dravnieks 1991, ORSA J. Computing 3; by halves: Junker 2004,
AAAI). Whether the shot fits under the reasons that are left is proven by solving, each time.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from cupola.plan.argument.ease import eased
from cupola.plan.argument.reason import Reason, reasons_of
from cupola.plan.argument.trial import Trial, verdict
from cupola.plan.result import Strip

T = TypeVar("T")

MOST_TRIALS: Final = 240
"""How often it is tried, for one argument, whether shots fit: the bound on its work."""
_SECOND: Final = 60
"""How often it is tried to find a shorter argument still: enough, if there is one of half a dozen reasons."""

MOST_UNDECIDED: Final = 6
"""After so many trials without an answer, each of which took all the work that it may, no more are made."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Reasons that alone keep shots out.

    Attributes
    ----------
    shots : tuple of str
        The shots that do not fit (together).
    reasons : tuple of Reason
        The reasons, those first that are changed most easily.
    minimal : bool
        Whether it is proven that without any one of them the others do not keep the shots out.
    """

    shots: tuple[str, ...]
    reasons: tuple[Reason, ...]
    minimal: bool

    @property
    def length(self) -> tuple[int, int]:
        """How long the argument is: the things that it names, and how many days and partners it names of them."""
        return len({(reason.kind, reason.about) for reason in self.reasons}), len(self.reasons)


class Court:
    """Finds out under which reasons shots do not fit, and counts how often it was asked."""

    def __init__(self, trial: Trial, keys: tuple[str, ...], most: int = MOST_TRIALS) -> None:
        self._trial, self._keys, self._left = trial, keys, most
        self.reasons: Final = tuple(reasons_of(trial, keys))
        self._undecided = 0
        self.sure = True

    def keeps_out(self, reasons: Collection[Reason]) -> bool:
        """Say whether these reasons alone are proven to keep the shots out."""
        if self._left <= 0 or self._undecided >= MOST_UNDECIDED or self._trial.is_over:
            self.sure = False
            return False
        self._left -= 1
        given = set(self.reasons) - set(reasons)
        found = verdict(eased(self._trial, self._keys, given), self._trial)
        if found is None:
            self._undecided += 1
            self.sure = False
        return found is False


def conflict(trial: Trial, keys: tuple[str, ...], most: int = MOST_TRIALS) -> Conflict | None:
    """Find the few reasons that keep shots of a scene out of a plan; None, when they fit, or nothing is proven.

    First planned shots are left out of the argument as far as that goes, those first that share least with the shots;
    then it is tried whether light and rules can be left out instead. The shorter argument is given.
    """
    found = None
    for order, trials in ((_strips_first, most), (_light_first, min(most, _SECOND))):
        court = Court(trial, keys, trials)
        if not court.keeps_out(court.reasons):
            return found
        kept = set(_least(court.keeps_out, order(trial, keys, court.reasons)))
        new = Conflict(keys, tuple(reason for reason in court.reasons if reason in kept), court.sure)
        if found is None or (new.minimal and new.length < found.length):
            found = new
    return found


def _least(fails: Callable[[Collection[Reason]], bool], reasons: Sequence[Reason]) -> list[Reason]:
    """Shrink reasons, first with all days of a person as one, then with the days of those who matter by themselves."""
    groups: dict[tuple[str, str], list[Reason]] = defaultdict(list)
    for reason in reasons:
        groups[(reason.kind, reason.about) if reason.day >= 0 else (str(reason), "")].append(reason)

    def together(chosen: Collection[tuple[str, str]]) -> bool:
        return fails([reason for group in chosen for reason in groups[group]])

    needed = [reason for group in shrunk(together, list(groups)) for reason in groups[group]]
    others = [reason for reason in needed if reason.day < 0]
    days = [reason for reason in needed if reason.day >= 0]
    return others + (shrunk(lambda chosen: fails([*others, *chosen]), days) if days else [])


def _strips_first(trial: Trial, keys: tuple[str, ...], reasons: Sequence[Reason]) -> list[Reason]:
    shared = {strip.shot: _shared(trial, keys, strip) for strip in trial.strips}
    return sorted(reasons, key=lambda reason: shared.get(reason.about, 0) if reason.kind == "strip" else math.inf)


def _light_first(_trial: Trial, _keys: tuple[str, ...], reasons: Sequence[Reason]) -> list[Reason]:
    return list(reasons[::-1])


def _shared(trial: Trial, keys: tuple[str, ...], strip: Strip) -> int:
    """Count the people, and the set, that a strip has in common with shots."""
    tasks = [trial.problem.tasks[key] for key in keys]
    people = {person for task in tasks for person in (*task.people, *task.escorts)}
    return len(people & set(strip.everyone)) + (strip.set in {task.set for task in tasks})


def shrunk(fails: Callable[[Collection[T]], bool], items: Sequence[T]) -> list[T]:
    """Give items that fail together and from which none can be left out, leaving out early ones first.

    Parameters
    ----------
    fails : callable
        Whether a collection of items fails; more items never help. It must be true of all items.
    items : sequence
        In the order in which they are left out where that is possible.
    """
    kept: list[T] = []
    _shrink(fails, list(items), [], kept)
    return kept


def _shrink(fails: Callable[[Collection[T]], bool], part: list[T], rest: Iterable[T], kept: list[T]) -> bool:
    """Leave out of `part` what is not needed beside `kept` and `rest`; say whether anything was kept of it."""
    others = [*kept, *rest]
    if fails(others):
        return False
    if len(part) == 1:
        kept.append(part[0])
        return True
    middle = len(part) // 2
    first, second = part[:middle], part[middle:]
    if _shrink(fails, first, [*second, *rest], kept):
        _shrink(fails, second, rest, kept)
    else:
        _shrink_needed(fails, second, rest, kept)
    return True


def _shrink_needed(fails: Callable[[Collection[T]], bool], part: list[T], rest: Iterable[T], kept: list[T]) -> None:
    """Leave out of `part`, which is known to be needed as a whole, what is not needed."""
    if len(part) == 1:
        kept.append(part[0])
        return
    middle = len(part) // 2
    if _shrink(fails, part[:middle], [*part[middle:], *rest], kept):
        _shrink(fails, part[middle:], rest, kept)
    else:
        _shrink_needed(fails, part[middle:], rest, kept)
