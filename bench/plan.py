"""Planning The Challenge: opportunities, first proven plan, gap, against a plain model with an interval a window.

The plain model is what one would write first: for every opportunity of every pass an optional interval of its own, and
the same rules on them. Both get the same problem and the same solver settings, one after the other in one run.
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

from cupola.light import Almanac
from cupola.plan.assemble import problem as assemble
from cupola.plan.opening import starts_on
from cupola.plan.problem import Problem
from cupola.plan.result import Plan
from cupola.plan.solve import Interrupt, Progress, Stop, solve
from cupola.plan.variables import shared_time
from cupola.plan.verify import verify
from cupola.production import Production, load

CHALLENGE = Path(__file__).parents[1] / "productions" / "the-challenge"
LIMIT = 120.0


def main() -> None:
    """Measure and print."""
    began = time.perf_counter()
    production = load(CHALLENGE)
    read = time.perf_counter()
    almanac = Almanac(production.orbit, production.station, production.shoot, production.attitude_lost)
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
    print(f"ratio of gaps, plain to ours: {_ratio(plain, ours)}")
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


def _gap(board: Problem) -> tuple[int, int, float]:
    interrupt, last = Interrupt(), [0, board.total, 0.0]

    def watch(now: Progress) -> None:
        if now.stage == "value":
            last[:] = [now.value, now.bound, now.seconds]
        else:
            interrupt()

    solve(board, Stop(seconds=LIMIT / 0.75), watch, interrupt=interrupt)
    return int(last[0]), int(last[1]), float(last[2])


def _plain(board: Problem) -> tuple[int, int, float]:
    """Solve the plain model: scenes, passes, people, sets, hours; the rules that both models share."""
    model, began = cp_model.CpModel(), time.perf_counter()
    done = {scene.number: model.new_bool_var("") for scene in board.scenes}
    people: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    sets: dict[str, list[cp_model.IntervalVar]] = defaultdict(list)
    hours: dict[tuple[str, int], list[cp_model.LinearExprT]] = defaultdict(list)
    for task in board.tasks.values():
        for index in range(len(task.passes)):
            chosen = []
            for borrowed, free in shared_time(board, task):
                for day, span in enumerate(board.days):
                    setup = board.setup(task, day) if index == 0 else 0
                    rolling = board.rolling(task, day, task.passes[index])
                    for window in starts_on(span, task.rolling, free, setup, rolling):
                        here = model.new_bool_var("")
                        low, high = (round(edge - board.origin) for edge in (window.start, window.stop - 1))
                        start = model.new_int_var(low, high, "")
                        interval = model.new_optional_fixed_size_interval_var(start, setup + rolling, here, "")
                        chosen.append(here)
                        sets[task.set].append(interval)
                        for person in task.people:
                            people[person].append(interval)
                            if person not in borrowed:
                                hours[person, day].append((setup + rolling) * here)
            model.add(sum(chosen) == done[task.scene])
    for group in (*people.values(), *sets.values()):
        model.add_no_overlap(group)
    for (person, day), terms in hours.items():
        model.add(sum(terms) <= math.floor(board.workers[person].film_limit[day]))
    model.maximize(sum(scene.value * done[scene.number] for scene in board.scenes))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.random_seed = 2, 1
    solver.parameters.max_time_in_seconds = LIMIT
    solver.solve(model)
    return round(solver.objective_value), math.floor(solver.best_objective_bound), time.perf_counter() - began


def _ratio(plain: tuple[int, int, float], ours: tuple[int, int, float]) -> str:
    gaps = [(bound - value) / bound for value, bound, _ in (plain, ours)]
    if gaps[1] > 0:
        return f"{gaps[0] / gaps[1]:.1f}"
    return f"ours is proven best after {ours[2]:.0f} s" + ("" if gaps[0] else f", plain after {plain[2]:.0f} s")


def _help() -> float:
    times = []
    for _ in range(7):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "cupola", "--help"], check=True, capture_output=True)
        times.append((time.perf_counter() - began) * 1000)
    return sorted(times)[len(times) // 2]
