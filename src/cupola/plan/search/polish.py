"""Makes a plan cheaper and safer without losing a scene: frees two days at a time and plans these anew.

A large-neighbourhood search (Shaw 1998, CP'98): all strips of two days are taken out, everything else stays, and the
small problem of putting them back into those days is solved in the order of the stages: the least money, of that the
least effort, of that the earliest scenes.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.figures import Money
from cupola.plan.model.problem import Problem
from cupola.plan.model.reading import strips_of
from cupola.plan.model.remaining import day_of, remaining
from cupola.plan.model.variables import Variables
from cupola.plan.money import money
from cupola.plan.result import Strip
from cupola.plan.robustness import earliness
from cupola.plan.rules import board_of
from cupola.plan.search.objective import Objective
from cupola.plan.search.solver import solver_of

_WORK_A_STAGE: Final = 1.0
"""The most work for one stage of a neighbourhood."""
_WORK_A_MODEL: Final = 0.1
"""What making the model of a neighbourhood counts for: it takes about 0.1 s, and often longer than solving it."""
_MONTH: Final = 31
"""Days of a board; on a longer one a model takes longer to make, in proportion, and dates alone are not waited for."""


@dataclass(frozen=True, slots=True)
class Polished:
    """A plan with what it costs, and with its earliness in seconds times value."""

    strips: tuple[Strip, ...]
    money: Money
    earliness: int

    @property
    def rank(self) -> tuple[int, int, int]:
        """What is least in the best plan, the first number before the second, the second before the third."""
        return self.money.cents, self.money.effort, -self.earliness


def polish(
    problem: Problem,
    strips: Sequence[Strip],
    seed: int,
    may_go_on: Callable[[float], bool],
    on_better: Callable[[Polished], None],
) -> Polished:
    """Make a plan cheaper, and of the same price earlier, days at a time, until nothing more is found.

    On a board of more than a month on which nobody has a price it ends when two rounds of as many tries as there are
    days have saved nobody an hour: earlier dates alone would be found for hours yet.

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
        Told the plan at the start and whenever it gets better.
    """
    best = _polished(problem, strips)
    on_better(best)
    spent, idle = 0.0, 0
    touched: dict[int, int] = {}
    tried: dict[tuple[int, ...], int] = {}
    count = len(problem.days)
    dates_alone = count > _MONTH and not _is_paid(problem)
    patience, model = 2 * count if dates_alone else math.comb(count, 2), _WORK_A_MODEL * max(1.0, count / _MONTH)
    for step, freed in enumerate(_days(count, seed), 1):
        if idle > patience or not may_go_on(spent):
            break
        idle += 1
        if tried.get(freed, -1) >= max(touched.get(day, 0) for day in freed):
            continue  # nothing was better there, and nothing has changed there since (don't-look bits, Bentley 1992)
        better, work = _again(problem, best, freed)
        spent += work + model
        tried[freed] = step
        if better is not None:
            if not dates_alone or better.rank[:2] < best.rank[:2]:
                idle = 0
            best = better
            touched |= dict.fromkeys(freed, step + 1)
            on_better(best)
    return best


def _is_paid(problem: Problem) -> bool:
    """Say whether anybody has a price, so that money is at stake."""
    return any(worker.price or worker.private_price or worker.day_rate for worker in problem.workers.values())


def _polished(problem: Problem, strips: Sequence[Strip]) -> Polished:
    return Polished(tuple(strips), money(problem, strips), earliness(problem, strips))


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
    """Plan the freed days anew; give a better plan if there is one, and the work it took."""
    loose = {s.shot: s for s in best.strips if all(day_of(problem, p.span.start) in freed for p in s.passes)}
    if not loose:
        return None, 0.0
    kept = [strip for strip in best.strips if strip.shot not in loose]
    small = remaining(problem, kept, loose)
    days = SpanSet.of(problem.days[day] for day in freed)
    tasks = {k: replace(t, open=t.open & days, rolling=t.rolling & days) for k, t in small.tasks.items()}
    found, work = _solve(replace(small, tasks=tasks), loose, kept)
    if len(found) < len(loose):
        return None, work
    new = _polished(problem, sorted([*kept, *found], key=lambda strip: (strip.span.start, strip.shot)))
    return (new if new.rank < best.rank else None), work


def _solve(small: Problem, loose: dict[str, Strip], kept: list[Strip]) -> tuple[tuple[Strip, ...], float]:
    """Solve the stages one after the other, each within what the earlier ones have reached."""
    board = board_of(small)
    model, variables = board.model, board.variables
    for done in variables.done.values():
        model.add(done == 1)
    _hint(model, variables, small.origin, loose)
    found: tuple[Strip, ...] = ()
    spent = 0.0
    for stage in Objective(model, small, variables, kept).frugal():
        model.minimize(stage)
        solver = solver_of(_WORK_A_STAGE)
        status = solver.solve(model)
        spent += float(solver.deterministic_time)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        found = strips_of(small, variables, solver)
        model.add(stage <= round(solver.objective_value))
        _hint_all(model, solver)
    return found, spent


def _hint(model: cp_model.CpModel, variables: Variables, origin: float, known: dict[str, Strip]) -> None:
    for one in variables.all_passes:
        model.add_hint(one.start, round(known[one.task.id].passes[one.index].span.start - origin))


def _hint_all(model: cp_model.CpModel, solver: cp_model.CpSolver) -> None:
    """Let the next stage begin where this one ended."""
    model.clear_hints()  # type: ignore[no-untyped-call]
    for index, value in enumerate(solver.response_proto.solution):
        model.add_hint(model.get_int_var_from_proto_index(index), value)
