"""Makes a plan cheaper for its crew without losing a scene: frees two days at a time and plans these anew.

A large-neighbourhood search (Shaw 1998, CP'98): all strips of two days are taken out, everything else stays,
and the small problem of putting them back into those days is solved for the least effort.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.effort import effort
from cupola.plan.objective import Objective
from cupola.plan.problem import Problem
from cupola.plan.reading import strips_of
from cupola.plan.remaining import day_of, remaining
from cupola.plan.result import Strip
from cupola.plan.rules import board_of

_WORK_A_STEP = 1.0


@dataclass(frozen=True, slots=True)
class Polished:
    """A plan with its effort in seconds."""

    strips: tuple[Strip, ...]
    effort: int


def polish(
    problem: Problem,
    strips: Sequence[Strip],
    seed: int,
    may_go_on: Callable[[float], bool],
    on_better: Callable[[int], None],
) -> Polished:
    """Make a plan cheaper, days at a time, until nothing more is found.

    Parameters
    ----------
    problem : Problem
        What is planned.
    strips : sequence of Strip
        A legal plan of it.
    seed : int
        The order in which days are freed.
    may_go_on : callable
        Given the deterministic work spent so far, says whether to go on.
    on_better : callable
        Told the effort at the start and whenever it falls.
    """
    best = Polished(tuple(strips), effort(problem, strips))
    on_better(best.effort)
    spent, idle = 0.0, 0
    rounds = _days(len(problem.days), seed)
    everything = math.comb(len(problem.days), 2)
    for freed in rounds:
        if idle > everything or not may_go_on(spent):
            break
        better, work = _again(problem, best, freed)
        spent += work
        idle = 0 if better is not None else idle + 1
        if better is not None:
            best = better
            on_better(best.effort)
    return best


def _days(count: int, seed: int) -> Iterator[tuple[int, ...]]:
    """Give days to free: neighbours first, then every pair in an order that the seed decides, over and over."""
    if count == 1:
        yield (0,)
        return
    yield from ((k, k + 1) for k in range(count - 1))
    pick = random.Random(seed)
    while True:
        pairs = list(combinations(range(count), 2))
        pick.shuffle(pairs)
        yield from pairs


def _again(problem: Problem, best: Polished, freed: tuple[int, ...]) -> tuple[Polished | None, float]:
    """Plan the freed days anew; give a cheaper plan if there is one, and the work it took."""
    loose = [strip for strip in best.strips if day_of(problem, strip.span.start) in freed]
    if not loose:
        return None, 0.0
    kept = [strip for strip in best.strips if strip not in loose]
    small = remaining(problem, kept, [strip.shot for strip in loose])
    days = SpanSet.of(problem.days[day] for day in freed)
    tasks = {k: replace(t, open=t.open & days, rolling=t.rolling & days) for k, t in small.tasks.items()}
    found, work = _solve(replace(small, tasks=tasks), loose)
    strips = tuple(sorted([*kept, *found], key=lambda strip: (strip.span.start, strip.shot)))
    cost = effort(problem, strips) if len(found) == len(loose) else best.effort
    return (Polished(strips, cost) if cost < best.effort else None), work


def _solve(small: Problem, loose: Sequence[Strip]) -> tuple[tuple[Strip, ...], float]:
    board = board_of(small)
    model, variables = board.model, board.variables
    for done in variables.done.values():
        model.add(done == 1)
    model.minimize(Objective(model, small, variables).effort())
    known = {strip.shot: strip for strip in loose}
    for one in variables.all_passes:
        model.add_hint(one.start, round(known[one.task.id].passes[one.index].span.start - small.origin))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = _WORK_A_STEP
    solver.parameters.catch_sigint_signal = False
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return (), _WORK_A_STEP
    return strips_of(small, variables, solver), float(solver.deterministic_time)
