"""The upper bound: scenes that cannot be made at all are left out; what the others need is priced."""

from __future__ import annotations

import heapq
import math
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Final

from cupola.plan.model.problem import Problem
from cupola.plan.search.bound.alone import MayGoOn, Watch, possible
from cupola.plan.search.bound.prices import Node, Prices
from cupola.plan.search.bound.shifts import shifts_of
from cupola.plan.search.bound.totals import within_totals
from cupola.plan.search.stop import WORKERS

_ALONE: Final = 0.1
"""The part of the work that may go into looking at scenes one by one."""
_ROOT: Final = 0.8
"""The part of the work that may be gone when scenes begin to be known as in or out."""
_STEPS: Final = (400, 50)
"""Steps with prices for all plans, and for the plans with one more scene in, or one more out."""
_RATES: Final = ((0.28, 0.01), (0.05, 0.01))
"""By how much of a mean price they change in the first and in the last of these steps. These figures were found by
trying; twice and half of it do about as well."""
_TRIED: Final = 5
_SURE: Final = 1e-6
"""By which part sums of floats may be off; a value is a whole number."""


def upper_bound(
    problem: Problem,
    work: float,
    seed: int = 1,
    on_better: Callable[[int], None] | None = None,
    watch: Watch | None = None,
    may_go_on: MayGoOn | None = None,
) -> int:
    """Give a value that no legal plan of a problem exceeds.

    First all the time of people and sets is set against what all scenes need of it. Then `alone.possible` leaves out
    scenes that do not fit even when nothing else is shot, and `prices.Prices` prices the time of everybody who is in
    the others. Then the plans are split into those with a scene and those without it, again and again, where the bound
    is highest: no plan exceeds the highest bound of all parts.

    Parameters
    ----------
    problem : Problem
        What is to be planned.
    work : float
        Work, in units of about a second on one core; for the same work the bound is the same.
    seed : int
        Of the solver that looks at single scenes.
    on_better : callable
        Told of every lower bound.
    watch : callable
        Told of every solver before it runs, so that it can be stopped from outside.
    may_go_on : callable
        Told the work since it was last asked; says whether to go on. What is known by then is given.
    """
    search = _Search(problem.total, work, on_better or (lambda _: None), may_go_on or (lambda _: True))
    search.tell(within_totals(problem))
    kept = possible(problem, work * _ALONE, seed, watch or (lambda _: None), search.spend)
    search.tell(kept.total)
    if kept.tasks and not search.over:
        with ThreadPoolExecutor(WORKERS) as pool:
            search.split(Prices(kept, shifts_of(kept), pool))
    return search.bound


@dataclass(slots=True)
class _Search:
    bound: int
    work: float
    on_better: Callable[[int], None]
    may_go_on: MayGoOn
    spent: float = 0.0
    over: bool = False

    def tell(self, value: float) -> None:
        """Take note of a bound; it is a whole number, as values are."""
        found = math.floor(value + _SURE * max(1.0, abs(value)))
        if found < self.bound:
            self.bound = found
            self.on_better(found)

    def spend(self, work: float) -> bool:
        """Take note of work and say whether to go on."""
        self.spent += work
        self.over = self.over or not self.may_go_on(work) or self.spent >= self.work
        return not self.over

    def split(self, prices: Prices) -> None:
        """Lower the bound by prices, and by scenes that are in or out."""
        root = self._root(prices)
        nodes, count = [(-root.bound, 0, root)], 0
        while not self.over:
            node = heapq.heappop(nodes)[2]
            scene = _between(node)
            if scene is None or node.exact:
                break
            for part in _parts(node, scene):
                low = prices.lower(part, _STEPS[1], _RATES[1], self.spend)
                count += 1
                heapq.heappush(nodes, (-low.bound, count, low))
            self.tell(-nodes[0][0])

    def _root(self, prices: Prices) -> Node:
        """Give prices for all plans; a few steps tell how many the work allows."""
        begun = self.spent
        root = prices.lower(prices.first(), _TRIED, (_RATES[0][0],) * 2, self.spend)
        each = (self.spent - begun) / _TRIED
        steps = min(_STEPS[0], math.ceil(max(0.0, self.work * _ROOT - self.spent) / each))
        if not self.over and not root.exact:
            root = prices.lower(root, steps, _RATES[0], self.spend)
        self.tell(root.bound)
        return root


def _between(node: Node) -> int | None:
    """Give the scene, not known to be in or out, that is in about as often as out; None when all are known."""
    known = node.inside | node.outside
    free = [scene for scene in range(len(node.wanted)) if scene not in known]
    return min(free, key=lambda scene: abs(float(node.wanted[scene]) - 0.5), default=None)


def _parts(node: Node, scene: int) -> tuple[Node, Node]:
    """Give the plans of a node without a scene, and those with it."""
    return (
        replace(node, outside=node.outside | {scene}, exact=False),
        replace(node, inside=node.inside | {scene}, exact=False),
    )
