"""The upper bound: scenes that cannot be made at all are left out; what the others need is priced."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cupola.plan.bound.alone import Watch, possible
from cupola.plan.bound.prices import Prices
from cupola.plan.bound.shifts import shifts_of
from cupola.plan.problem import Problem

_ALONE: Final = 0.25
"""The part of the work that may go into looking at scenes one by one."""
_STEPS: Final = (400, 4000)
"""The most steps with prices that are the same at all times, and with prices of times."""
_FIRST: Final = 0.3
"""The part of the work that may be gone when the prices of times begin."""
_ENTRIES: Final = 400_000
"""The most prices of times; with more, one price a stretch."""
_SURE: Final = 1e-6
"""What sums of floats may be off; a value is a whole number."""


def upper_bound(
    problem: Problem,
    work: float,
    seed: int = 1,
    on_better: Callable[[int], None] | None = None,
    watch: Watch | None = None,
    may_go_on: Callable[[float], bool] | None = None,
) -> int:
    """Give a value that no legal plan of a problem exceeds.

    Two relaxations, each proven where it is made: `alone.possible` leaves out scenes that do not fit even when nothing
    else is shot; `prices.Prices` prices the time of everybody who is in the others.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    work : float
        Work, in units of about a second on one core; for the same work the bound is the same.
    seed : int
        Of the solver that looks at single scenes; it decides nothing but how long that takes.
    on_better : callable
        Told of every lower bound.
    watch : callable
        Told of every solver before it runs.
    may_go_on : callable
        Told the work since it was last asked; says whether to go on. What is known by then is given.
    """
    tell = _Tell(problem.total, on_better or (lambda _: None), may_go_on or (lambda _: True))
    kept, spent = possible(problem, work * _ALONE, seed, watch or (lambda _: None))
    tell.lower(kept.total)
    if tell.may_go_on(spent) and kept.tasks:
        _price(kept, work - spent, tell)
    return tell.bound


@dataclass(slots=True)
class _Tell:
    bound: int
    on_better: Callable[[int], None]
    may_go_on: Callable[[float], bool]

    def lower(self, value: float) -> None:
        """Take note of a bound; it is a whole number, as values are."""
        found = math.floor(value + _SURE * max(1.0, abs(value)))
        if found < self.bound:
            self.bound = found
            self.on_better(found)


def _price(problem: Problem, work: float, tell: _Tell) -> None:
    """Lower the bound by prices, first the same at all times, then of each half hour, or of each stretch of time."""
    shifts = shifts_of(problem, fine=True)
    if len(shifts.row) > _ENTRIES:
        shifts = shifts_of(problem, fine=False)
    prices = Prices(problem, shifts)
    left = work - _run(prices, work * _FIRST, _STEPS[0], tell)
    if left > 0:
        prices.by_time()
        _run(prices, left, _STEPS[1], tell)


def _run(prices: Prices, work: float, most: int, tell: _Tell) -> float:
    """Take steps up to some work or some number of them; give the work."""
    spent = 0.0
    for step in range(most):
        gone = max(spent / work, step / most)
        value, cost = prices.step(gone)
        tell.lower(value)
        spent += cost
        if spent >= work or not tell.may_go_on(cost):
            break
    return spent
