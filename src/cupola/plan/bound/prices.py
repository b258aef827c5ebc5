"""Prices of people's and sets' time, under which no plan is worth more than what they earn."""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.plan.bound.kernel import Floats, best
from cupola.plan.bound.shifts import Shifts
from cupola.plan.problem import Problem
from cupola.plan.stop import WORKERS

_RATES: Final = ((0.28, 0.01), (0.008, 0.001))
"""By how much of a mean price prices change in the first and in the last step, while they are the same at all times,
and after. Found by trying; twice and half of it do as well."""
_MEMORY: Final = (0.9, 0.99)
_COMPARED: Final = 3e9
"""How many numbers are compared in a second, about."""
_STEP: Final = 2e7
"""What a step counts as besides."""


@dataclass(slots=True)
class _Mean:
    """Running means of a gradient and of its square (Adam: Kingma and Ba 2015, ICLR)."""

    first: Floats
    second: Floats
    steps: int = 0

    def direction(self, gradient: Floats) -> Floats:
        """Take in a gradient and give where to go."""
        one, two = _MEMORY
        self.steps += 1
        self.first = one * self.first + (1 - one) * gradient
        self.second = two * self.second + (1 - two) * gradient**2
        size = np.sqrt(self.second / (1 - two**self.steps)) + 1e-3
        found: Floats = self.first / (1 - one**self.steps) / size
        return found


class Prices:
    """Prices that are lowered and raised until the bound that they prove is low.

    Let every pass have a price for each person in it (and for its set), by the slot of time in which it starts, and
    every limit on a day's work a price. For any prices, none below 0, the value of a legal plan is at most

        sum over scenes of max(0, value - sum over passes of the least sum of prices in a slot)
        + sum over shifts of the most prices that passes earn there, less their shares of the day's limit at its price
        + sum over limits of their prices.

    Proof. A scene in the plan has all its passes in it, each in one slot of one stretch of time; there it pays each
    of those in it its price, at least the least sum. So the value is at most the first sum and all that is paid.
    What a person is paid in a stretch is for passes that start there, do not overlap, and have their gaps between
    them: `shifts` lets all of these be, on its grid too, since rounding down lengths, gaps and instants keeps every
    difference, and the third sum gives back at least what the second takes off. (A Lagrangian decomposition by
    people: Guignard and Kim 1987, Math. Program. 39.) What is not looked at, like cards, order and like light, only
    forbids more.
    """

    def __init__(self, problem: Problem, shifts: Shifts) -> None:
        self._shifts = shifts
        self._values = np.array([scene.value for scene in problem.scenes], float)
        self._row, rows = shifts.row, int(shifts.row.max(initial=-1)) + 1  # which price a pass has in a slot
        self._begins = np.flatnonzero(np.diff(shifts.passes, prepend=-1))
        self._scale = float(self._values.sum()) / max(rows, 1)
        self._low = (np.inf, np.full(rows, 0.3 * self._scale), np.zeros(len(shifts.room)))
        self._timed = False
        self._begin()
        self._bits, self._made = np.full(len(shifts.tables.items), -1, np.int64), np.zeros(len(shifts.row))
        self._parts = _parts(shifts)
        self._pool = ThreadPoolExecutor(len(self._parts))

    def by_time(self) -> None:
        """Let prices differ from slot to slot from now on, beginning at the best ones found."""
        value, prices, dues = self._low
        self._low = (value, prices[self._row], dues)
        self._row, self._timed = np.arange(len(self._row)), True
        self._begin()

    def _begin(self) -> None:
        _, self._prices, self._dues = self._low
        size = len(self._prices) + len(self._dues)
        self._mean = _Mean(np.zeros(size), np.zeros(size))

    def step(self, gone: float) -> tuple[float, float]:
        """Take a step.

        Parameters
        ----------
        gone : float
            Which part of all steps lies behind: steps become smaller.

        Returns
        -------
        float
            The bound that the prices before the step prove.
        float
            The work.
        """
        shifts, prices = self._shifts, self._prices[self._row]
        rewards = prices - np.append(self._dues, 0.0)[shifts.limit] * shifts.share
        earned, compared = self._earn(rewards)
        worth, paid = self._sell(prices)
        value = worth + earned + float(self._dues @ shifts.room)
        if value < self._low[0]:
            self._low = (value, self._prices, self._dues)
        wanted = np.bincount(self._row, self._made - paid[shifts.choice], len(self._prices))
        worked = np.bincount(shifts.limit, shifts.share * self._made, len(self._dues) + 1)[:-1]
        self._move(np.concatenate([wanted, shifts.room - worked]), gone)
        return value, compared / _COMPARED + len(prices) / _STEP

    def _earn(self, rewards: Floats) -> tuple[float, int]:
        """Give the most that is earned in all shifts, and how many numbers were compared for it."""

        def part(ends: tuple[int, int]) -> tuple[float, int]:
            return best(self._shifts.tables, rewards, self._bits, self._made, *ends)

        found = list(self._pool.map(part, self._parts))
        return sum(value for value, _ in found), sum(compared for _, compared in found)

    def _sell(self, prices: Floats) -> tuple[float, Floats]:
        """Give what scenes are worth beyond what they pay, and by choice whether a scene that is worth it takes it."""
        shifts, passes = self._shifts, self._shifts.passes
        cost = np.bincount(shifts.choice, prices, len(passes) + 1)[:-1]
        least = np.full(len(shifts.scenes), np.inf)
        least[passes[self._begins]] = np.minimum.reduceat(cost, self._begins)
        gain = self._values - np.bincount(shifts.scenes, least, len(self._values))
        cheapest = np.flatnonzero(cost == least[passes])
        first = cheapest[np.unique(passes[cheapest], return_index=True)[1]]
        paid = np.zeros(len(passes) + 1)
        paid[first] = gain[shifts.scenes[passes[first]]] > 0
        return float(np.maximum(gain, 0.0).sum()), paid

    def _move(self, gradient: Floats, gone: float) -> None:
        first, last = _RATES[self._timed]
        rate = self._scale * first * (last / first) ** gone
        moved = np.concatenate([self._prices, self._dues]) - rate * self._mean.direction(gradient)
        moved = np.maximum(moved, 0.0)
        self._prices, self._dues = moved[: len(self._prices)], moved[len(self._prices) :]


def _parts(shifts: Shifts) -> list[tuple[int, int]]:
    """Cut the shifts into as many parts as there are threads."""
    edges = [len(shifts.tables.shifts) * k // WORKERS for k in range(WORKERS + 1)]
    return [(a, b) for a, b in itertools.pairwise(edges) if a < b]
