"""Planning: value, bound and time on three shoots, beside a plain model and what astronomers would use.

The windowed benchmark, beside a plain CP-SAT model and the schedulers of astroplan; The Challenge, beside the plain
model; and half a year aboard with a thousand shots. `python -m bench plan`, or `python -m bench.plan windowed` for one.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench._halfyear import write
from bench._plain import Answer, plain, ratio
from bench._schedulers import LIMIT, NAMES, is_there, scheduled
from bench._windowed import windowed
from bench.peers import once
from cupola.plan.light import almanac_of
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.problem import Problem
from cupola.plan.money import money
from cupola.plan.result import Bone, Plan, Strip
from cupola.plan.robustness import robustness
from cupola.plan.search.firststage import FirstStage
from cupola.plan.search.part import worth
from cupola.plan.search.solve import Interrupt, Progress, Stop, solve
from cupola.plan.search.stop import Budget
from cupola.plan.verify import verify
from cupola.production import Production, load

CHALLENGE: Final = Path(__file__).parents[1] / "productions" / "the-challenge"
_WINDOWED, _CHALLENGE, _HALF_YEAR = 60.0, 120.0, 120.0
"""Seconds for the most valuable plan of each."""


def main() -> None:
    """Measure and print."""
    for one in (the_windowed, the_challenge, half_a_year):
        print(f"-- {one.__name__.replace('_', ' ')}", flush=True)
        one()
    print(f"peak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    print(f"cupola --help: {_help():.0f} ms (median of 7)")


def the_windowed() -> None:
    """Measure the windowed benchmark."""
    problem = windowed()
    ours = _valued(problem, _WINDOWED)
    _beside(ours, plain(problem, _WINDOWED))
    for name in NAMES if is_there() else ():
        found = scheduled(name, problem)
        if found is None:
            print(f"astroplan, {name}: nothing after {LIMIT:.0f} s")
            continue
        print(
            f"astroplan, {name}: {found.shots} shots; value {found.value} in whole scenes "
            f"(ours to it {ours.value / max(1, found.value):.2f}), {found.parts:.0f} with scenes in part "
            f"({ours.value / max(1.0, found.parts):.2f}); {found.seconds:.1f} s",
            flush=True,
        )
    if not is_there():
        print("astroplan is not installed")


def the_challenge() -> None:
    """Measure The Challenge."""
    began = time.perf_counter()
    production, problem = _read(CHALLENGE)
    first, when = _first(problem, _CHALLENGE)
    print(f"first plan: {_proven(production, problem, first)}, {time.perf_counter() - began:.1f} s from the documents")
    print(f"  of that {when:.1f} s from the problem")
    _beside(_valued(problem, _CHALLENGE), plain(problem, _CHALLENGE))


def half_a_year() -> None:
    """Measure a thousand shots in 180 days."""
    with tempfile.TemporaryDirectory() as folder:
        write(CHALLENGE, Path(folder))
        production, problem = _read(Path(folder))
    course: list[Progress] = []
    began = time.perf_counter()
    found = solve(problem, Stop(seconds=_HALF_YEAR), course.append)
    seconds = time.perf_counter() - began
    first = next(now for now in course if now.value > 0)
    print(f"first plan, of value {first.value}: {first.seconds:.1f} s from the problem")
    print(f"after {seconds:.0f} s: {_proven(production, problem, found.strips)}")
    print(
        f"  value {found.value}, bound {found.bound}, gap {(found.bound - found.value) / found.bound:.1%}", flush=True
    )


def _read(folder: Path) -> tuple[Production, Problem]:
    """Read a production, find its light and make its problem, and say how long each took."""
    read, production = once(lambda: load(folder))
    almanac = almanac_of(production)
    needs = [shot.need for shot in production.shots.values()]
    lit, _ = once(lambda: almanac.opportunities(needs))
    made, problem = once(lambda: assemble(production, almanac))
    print(
        f"{len(production.shots)} shots in {len(production.days)} days: documents read in {read:.1f} s, light found in"
    )
    print(f"  {lit:.1f} s, problem made in {made:.1f} s; all scenes together are worth {problem.total}", flush=True)
    return production, problem


def _first(problem: Problem, limit: float) -> tuple[tuple[Strip, ...], float]:
    """Give the first plan that has anything in it, and the seconds it took."""
    interrupt = Interrupt()

    def stop(now: Progress) -> None:
        if now.value > 0:
            interrupt()

    seconds, found = once(lambda: solve(problem, Stop(seconds=limit), stop, interrupt=interrupt))
    return found.strips, seconds


def _proven(production: Production, problem: Problem, strips: tuple[Strip, ...]) -> str:
    """Say what a plan has in it, and what the proof finds."""
    made = {strip.shot for strip in strips}
    bones = tuple(Bone(shot.id, shot.scene, "") for shot in production.shots.values() if shot.id not in made)
    value, cost, early = worth(problem, strips), money(problem, strips), robustness(problem, strips)
    figures = value, problem.total, problem.total, cost
    plan = Plan("", production.digest, strips, bones, *figures, "", robustness=early)
    seconds, faults = once(lambda: verify(production, plan))
    return f"{len(strips)} shots, {len(faults)} rules broken (proof: {seconds:.1f} s)"


def _valued(problem: Problem, limit: float) -> Answer:
    """Search for the most valuable plan alone, for so many seconds."""
    began, course = time.perf_counter(), list[tuple[float, int]]()

    def tell(value: int, _: int) -> None:
        course.append((time.perf_counter() - began, value))

    found = FirstStage(problem, Budget(Stop(seconds=limit), 1.0), 1, Interrupt(), tell).run()
    return Answer(found.value, found.bound, time.perf_counter() - began, course)


def _beside(ours: Answer, other: Answer) -> None:
    for name, one in (("ours", ours), ("plain intervals", other)):
        print(f"{name}: value {one.value}, bound {one.bound}, gap {one.gap:.1%} after {one.seconds:.0f} s")
    print(f"ratio {ratio(other, ours)}", flush=True)


def _help() -> float:
    asked = [sys.executable, "-m", "cupola", "--help"]
    times = [once(lambda: subprocess.run(asked, check=True, capture_output=True))[0] for _ in range(7)]
    return statistics.median(times) * 1000


_PARTS: Final[dict[str, Callable[[], None]]] = {
    "windowed": the_windowed,
    "challenge": the_challenge,
    "half-year": half_a_year,
}

if __name__ == "__main__":
    for _name in sys.argv[1:] or _PARTS:
        _PARTS[_name]()
