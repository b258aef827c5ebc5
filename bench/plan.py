"""Planning The Challenge: opportunities, first proven plan, gap, against a plain model with an interval a window.

The plain model is what one would write first: for every opportunity of every pass an optional interval and a choice of
its own, and the same rules on them, without the implied limits. Both get the same problem, solver settings and time.
"""

from __future__ import annotations

import math
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

from ortools.sat.python import cp_model

from cupola.clock import SpanSet
from cupola.plan.light import almanac_of
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.problem import Problem, Task
from cupola.plan.model.variables import Cell, Variables
from cupola.plan.result import Plan
from cupola.plan.rules import RULES, Board, Rule
from cupola.plan.rules.light import light_is_scarce
from cupola.plan.rules.people import escort_intervals, one_thing_at_a_time
from cupola.plan.search.objective import Objective
from cupola.plan.search.solve import WORKERS, Interrupt, Progress, Stop, solve
from cupola.plan.verify import verify
from cupola.production import Production, load

Answer = tuple[int, int, float]
"""A value, a bound, and the seconds it took."""

CHALLENGE = Path(__file__).parents[1] / "productions" / "the-challenge"
LIMIT = 120.0


def main() -> None:
    """Measure and print."""
    began = time.perf_counter()
    production = load(CHALLENGE)
    read = time.perf_counter()
    almanac = almanac_of(production)
    almanac.opportunities([shot.need for shot in production.shots.values()])
    lit = time.perf_counter()
    print(
        f"documents read in {read - began:.2f} s; opportunities of {len(production.shots)} shots in {lit - read:.2f} s"
    )
    board = assemble(production, almanac)
    _first(production, board, time.perf_counter() - began)
    ours = _gap(board)
    print(f"all scenes together are worth {board.total}: the trivial bound; ours is {ours[1]}")
    plain = _plain(board)
    for name, (value, bound, seconds) in (("ours", ours), ("plain intervals", plain)):
        print(f"{name}: value {value}, bound {bound}, gap {(bound - value) / bound:.1%} after {seconds:.0f} s")
    print(f"ratio {_ratio(plain, ours)}")
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"cupola --help: {_help():.0f} ms (median of 7)")


def _first(production: Production, board: Problem, before: float) -> None:
    """Time the first plan that has anything in it, with its proof."""
    interrupt, began = Interrupt(), time.perf_counter()

    def stop(now: Progress) -> None:
        if now.value > 0:
            interrupt()

    found = solve(board, Stop(seconds=LIMIT), stop, interrupt=interrupt)
    plan = Plan("", production.digest, found.strips, (), found.value, found.bound, board.total, 0, "")
    broken = [fault for fault in verify(production, plan) if fault.code != "E510"]
    seconds = before + time.perf_counter() - began
    print(f"first plan: {len(found.strips)} shots, {len(broken)} rules broken, {seconds:.1f} s after the start")


def _gap(board: Problem) -> Answer:
    began, seconds, interrupt = time.perf_counter(), [0.0], Interrupt()

    def watch(now: Progress) -> None:
        if now.stage == "effort" and not interrupt.asked:
            seconds[0] = time.perf_counter() - began
            interrupt()

    found = solve(board, Stop(seconds=LIMIT / 0.75), watch, interrupt=interrupt)
    return found.value, found.bound, seconds[0]


class PlainVariables(Variables):
    """A choice for each opportunity instead of one for each day."""

    def _cells(self, task: Task, index: int, name: str) -> tuple[Cell, ...]:
        return tuple(
            Cell(cell.day, cell.borrowed, cell.length, SpanSet.of([span]), self._model.new_bool_var(""))
            for cell in super()._cells(task, index, name)
            for span in cell.starts
        )


def intervals_of_opportunities(board: Board) -> None:
    """Nobody is in two shots at once: an interval for each opportunity in the calendars of the people."""
    rest = round(board.problem.rest_between)
    busy: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    for one in board.variables.all_passes:
        for cell in one.cells:
            interval = board.model.new_optional_interval_var(
                one.start, cell.length + rest, one.start + (cell.length + rest), cell.literal, ""
            )
            for person in one.task.people:
                busy[person].append(interval)
    for person, interval in escort_intervals(board, rest):
        busy[person].append(interval)
    for intervals in busy.values():
        board.model.add_no_overlap(intervals)


_INSTEAD: dict[Rule, Rule] = {one_thing_at_a_time: intervals_of_opportunities}
"""What the plain model does its own way; the implied limits it leaves out."""


def _plain(board: Problem) -> Answer:
    began = time.perf_counter()
    model = cp_model.CpModel()
    variables = PlainVariables(model, board)
    plain = Board(model, board, variables)
    for rule in RULES:
        if rule is not light_is_scarce:
            _INSTEAD.get(rule, rule)(plain)
    model.maximize(Objective(model, board, variables).value())
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = WORKERS, 1
    solver.parameters.max_time_in_seconds = LIMIT
    solver.solve(model)
    return round(solver.objective_value), math.floor(solver.best_objective_bound), time.perf_counter() - began


def _ratio(plain: Answer, ours: Answer) -> str:
    gaps = [(bound - value) / bound for value, bound, _ in (plain, ours)]
    if gaps[1] > 0:
        return f"of gaps, plain to ours: {gaps[0] / gaps[1]:.1f}"
    times = f"of times, plain to ours: {plain[2] / ours[2]:.1f}"
    return f"{times}; ours is proven best" + (f", plain is not (gap {gaps[0]:.1%})" if gaps[0] else ", and so is plain")


def _help() -> float:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cupola", "--help"], check=True, capture_output=True)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[len(times) // 2]
