"""Improves a plan part by part: a large-neighbourhood search around the model (Shaw 1998, CP'98)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import Final

from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.search.neighbourhood import Neighbourhoods
from cupola.plan.search.part import Outcome, Part, Watch, better, worth

_WORK: Final = 0.1
"""The most deterministic work on a part; what is not found in it is seldom found in four times as much."""


def improve(
    problem: Problem,
    strips: Sequence[Strip],
    seed: int,
    may_go_on: Callable[[float], bool],
    on_better: Callable[[tuple[Strip, ...]], None],
    *,
    threads: int,
    watch: Watch = lambda _: None,
) -> tuple[Strip, ...]:
    """Plan parts of a plan anew, so many at a time, and keep what is worth more.

    The parts of a round start from the same plan, and their results are taken in the order in which they were chosen:
    the plan does not depend on which is ready first.

    Parameters
    ----------
    problem : Problem
        The whole problem.
    strips : sequence of Strip
        A legal plan of it.
    seed : int
        Which parts are chosen.
    may_go_on : callable
        Given the work spent since it was last asked, says whether to go on.
    on_better : callable
        Given the plan whenever it is worth more.
    threads : int
        How many parts are planned at a time.
    watch : callable
        Is told of every solver before it runs.
    """
    best, value = tuple(strips), worth(problem, strips)
    draw, known, spent = Random(seed), Neighbourhoods(problem), 0.0
    with ThreadPoolExecutor(threads) as pool:
        while value < problem.total and may_go_on(spent):
            spent = 0.0
            chosen = [known.choose(best, draw) for _ in range(threads)]
            seeds = [draw.randrange(2**31) for _ in chosen]
            base = best

            def plan(part: Part, seed: int, base: tuple[Strip, ...] = base) -> Outcome:
                return better(problem, base, part, _WORK, seed, watch)

            outcomes = list(pool.map(plan, [part for _, part in chosen], seeds))
            before = value
            for (kind, _), outcome in zip(chosen, outcomes, strict=True):
                found = worth(problem, outcome.strips or ())
                known.learn(kind, outcome, max(0, found - before))
                spent += outcome.work / threads
                if outcome.strips is not None and found > value:
                    best, value = outcome.strips, found
                    on_better(best)
    return best
