"""Prices of people's and sets' time, under which no plan is worth more than what can be earned."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from cupola.plan.model.problem import Problem
from cupola.plan.search.bound.alone import MayGoOn
from cupola.plan.search.bound.kernel import Floats, earn
from cupola.plan.search.bound.shifts import Shifts
from cupola.plan.search.stop import WORKERS

_MEMORY: Final = (0.9, 0.99)
_SMALL: Final = 1e-3
_BEGIN: Final = 0.3
"""The prices at first, in parts of a mean one: what all scenes are worth, shared by all prices."""
_SLOW: Final = 0.02
"""How much of a step goes into the mean of which scenes are wanted."""
_COMPARED: Final = 3e9
"""How many numbers are compared in a second, about."""
_STEP: Final = 2e-4
"""What a step counts as besides, in seconds."""


@dataclass(frozen=True, slots=True)
class Node:
    """Some scenes are in the plan, some are out: the bound on all such plans, and the prices that prove it.

    `wanted` says of each scene how often, of late, it was worth its prices; `exact`, that no prices prove less.
    """

    bound: float
    prices: Floats
    dues: Floats
    wanted: Floats
    inside: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()
    exact: bool = False


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
        size = np.sqrt(self.second / (1 - two**self.steps)) + _SMALL
        found: Floats = self.first / (1 - one**self.steps) / size
        return found


class Prices:
    """Prices that are lowered and raised until the bound that they prove is low.

    Let every pass have a price for each person in it, and one for its set, and every limit on a day's work a price,
    its due. For any prices, none below 0, the value of a legal plan is at most

        sum over scenes of max(0, value - the prices of all its passes)
        + sum over shifts of the most prices that passes can earn there, each less its share of a day's limit times due
        + sum over limits of their dues (0 where nothing is allowed at all).

    Proof. A scene in the plan has all its passes in it, and pays each person in them and their set their prices: so
    the value is at most the first sum and all that is paid. What a person is paid in a stretch of time is for passes
    that begin there, do not overlap, and have their gaps between them: `shifts` lets all of these be, on its grid
    too, since rounding down instants, and lengths together with gaps, keeps every order of them. Each shift earns at
    most its most, and the shares of a day's limit in a plan are at most one (or none), so that the third sum gives
    back at least what the second takes off. A set is paid likewise, and so is an escort who is the only one that may
    come. What is not looked at, like cards, weeks, order and like light, only forbids more. (A Lagrangian
    decomposition by people: Guignard and Kim 1987, Math. Program. 39.)

    Where scenes are known to be in, the first sum has their gain even if it is a loss; passes of scenes that are out
    earn nothing.
    """

    def __init__(self, problem: Problem, shifts: Shifts, pool: Executor) -> None:
        self._shifts, self._pool = shifts, pool
        self._values = np.array([scene.value for scene in problem.scenes], float)
        self._scale = float(self._values.sum()) / max(len(shifts.passes), 1)
        self._scene = shifts.scenes[shifts.passes]
        self._bits, self._made = np.full(len(shifts.row), -1, np.int64), np.zeros(len(shifts.row))
        edges = [len(shifts.tables.shifts) * k // WORKERS for k in range(WORKERS + 1)]
        self._parts = list(pairwise(edges))

    def first(self) -> Node:
        """Give a node of all plans: scenes are out only when one of their passes can begin at no time."""
        shifts = self._shifts
        prices = np.full(len(shifts.passes), _BEGIN * self._scale)
        never = np.setdiff1d(np.arange(len(shifts.scenes)), shifts.passes)
        outside = frozenset(shifts.scenes[never].tolist())
        return Node(np.inf, prices, np.zeros(len(shifts.room)), np.full(len(self._values), 0.5), outside=outside)

    def lower(self, node: Node, steps: int, rates: tuple[float, float], may_go_on: MayGoOn) -> Node:
        """Give a node with prices that prove a lower bound, if any are found.

        Parameters
        ----------
        node : Node
        steps : int
            The most steps.
        rates : (float, float)
            By how much of a mean price prices change in the first and in the last step.
        may_go_on : callable
            Is asked after every step.
        """
        low, wanted = node, node.wanted
        now = np.concatenate([node.prices, node.dues])
        mean = _Mean(np.zeros(len(now)), np.zeros(len(now)))
        for step in range(steps):
            prices, dues = now[: len(node.prices)], now[len(node.prices) :]
            bound, taken, gradient, work = self._try(prices, dues, node)
            wanted = (1 - _SLOW) * wanted + _SLOW * taken
            if bound < low.bound:
                held = np.where(now > 0.0, gradient, np.minimum(gradient, 0.0))
                low = Node(bound, prices, dues, wanted, node.inside, node.outside, exact=not held.any())
            if not may_go_on(work) or low.exact:
                break
            rate = self._scale * rates[0] * (rates[1] / rates[0]) ** (step / steps)
            now = np.maximum(now - rate * mean.direction(gradient), 0.0)
        return Node(low.bound, low.prices, low.dues, wanted, node.inside, node.outside, exact=low.exact)

    def _try(self, prices: Floats, dues: Floats, node: Node) -> tuple[float, Floats, Floats, float]:
        """Give the bound that prices prove, which scenes are taken, the gradient, and the work."""
        shifts, made = self._shifts, self._made
        taken = self._gains(prices) > 0
        taken[list(node.inside)], taken[list(node.outside)] = True, False
        open_ = np.ones(len(self._values))
        open_[list(node.outside)] = 0.0
        rewards = (prices * open_[self._scene])[shifts.row] - np.append(dues, 0.0)[shifts.limit] * shifts.share
        earned, compared = self._earn(rewards)
        bound = float(self._gains(prices)[taken].sum()) + earned + float(dues @ shifts.room)
        wanted = np.bincount(shifts.row, made, len(prices)) - taken[self._scene]
        worked = np.bincount(shifts.limit, shifts.share * made, len(dues) + 1)[:-1]
        gradient = np.concatenate([wanted, shifts.room - worked])
        return bound, taken.astype(float), gradient, _STEP + compared / _COMPARED

    def _gains(self, prices: Floats) -> Floats:
        """Give by scene what its value is beyond its prices."""
        found: Floats = self._values - np.bincount(self._scene, prices, len(self._values))
        return found

    def _earn(self, rewards: Floats) -> tuple[float, int]:
        """Give the most that is earned in all shifts, and how many numbers were compared for it."""

        def part(ends: tuple[int, int]) -> tuple[float, int]:
            return earn(self._shifts.tables, rewards, self._bits, self._made, *ends)

        found = list(self._pool.map(part, self._parts))
        return sum(value for value, _ in found), sum(compared for _, compared in found)
