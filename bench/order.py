"""Talent scheduling: seconds to a proven best order, beside DIDP's CABS, in one run.

CABS (`didppy`, complete anytime beam search) gets the model of its authors (Kuroiwa and Beck): the state is the set of
scenes left, the cost of the next one what its actors and those who wait cost, and the same dominance. Scenes with the
same actors are merged for both. It runs in a process of its own; where it is not installed, Cupola is measured alone.
MiniZinc is not asked: in its public model an actor is not paid on the last scene.
"""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from cupola.plan.order.instance import Instance
from cupola.plan.order.ordering import Course, Limit, Ordering, order

PUBLISHED = Path(__file__).parents[1] / "tests" / "authorities" / "talent.json"
SHAPES = [(24, 8, None), (40, 8, None), (40, 12, None), (24, 16, 0.2), (48, 12, None), (64, 12, 0.2)]
"""Scenes and actors of random instances, and in what part of the scenes an actor is."""
LIMIT = 60.0
REPEATS = 5
FILM = 18
"""Scenes from which on an instance is a film: smaller ones take either solver a millisecond."""
SEEDS = 2


def main() -> None:
    """Measure and print."""
    order(Instance.of([[1, 1, 0], [0, 1, 1], [1, 0, 1]], [1, 1, 1], [1, 1, 1]))
    order(_random(24, 6, 0))  # what is compiled is loaded before anything is timed
    found = json.loads(PUBLISHED.read_text())["instances"]
    films = {
        name: Instance.of([list(map(int, row)) for row in one["presence"]], one["pay"], one["length"])
        for name, one in found.items()
    }
    print(f"{'instance':18s} {'n x m':>7s} {'cost':>7s}  proof  Cupola, s    CABS, s    ratio")
    ratios = {name: ratio for name, film in films.items() if (ratio := _row(name, film, REPEATS))}
    if ratios:
        long = [ratio for name, ratio in ratios.items() if len(films[name].cast) >= FILM]
        print(f"all published instances: CABS takes {_mean([*ratios.values()]):.0f} times as long (geometric mean)")
        print(f"those of {FILM} scenes and more: {_mean(long):.0f} times")
    for scenes, actors, part in SHAPES:
        for seed in range(SEEDS):
            _row(f"random {seed}", _random(scenes, actors, seed, part), 1)


def _row(name: str, instance: Instance, repeats: int) -> float:
    """Print an instance; give how many times as long CABS takes, at least; 0 without it."""
    times, found = [], Ordering((), 0, 0)
    for _ in range(repeats):
        began = time.perf_counter()
        found = order(instance, Course(Limit(seconds=LIMIT)))
        times.append(time.perf_counter() - began)
    ours = sorted(times)[len(times) // 2]
    size = f"{len(instance.cast)}x{len(instance.pay)}"
    proof = "yes" if found.optimal else f"{(found.cost - found.bound) / found.cost:.0%}"
    line = f"{name:18s} {size:>7s} {found.cost:7d} {proof:>6s} {ours:10.4f}"
    peer = _cabs(instance)
    if peer is None:
        print(f"{line}  didppy is not installed", flush=True)
        return 0.0
    sign = "" if peer["optimal"] else ">"
    other = "" if peer["cost"] == found.cost else f"  CABS found {peer['cost']}, bound {peer['bound']}"
    print(f"{line} {sign}{peer['seconds']:9.2f} {peer['seconds'] / ours:8.0f}{other}", flush=True)
    return float(peer["seconds"]) / ours


def _mean(ratios: list[float]) -> float:
    return math.exp(sum(map(math.log, ratios)) / len(ratios))


def _random(scenes: int, actors: int, seed: int, part: float | None = None) -> Instance:
    """Give an instance as Garcia de la Banda and others draw them, or with actors in a part of the scenes."""
    draw = random.Random(1000 * scenes + 10 * actors + seed)
    table = []
    for _ in range(actors):
        number = draw.randint(2, scenes) if part is None else round(part * scenes)
        mine = set(draw.sample(range(scenes), number))
        table.append([int(s in mine) for s in range(scenes)])
    return Instance.of(
        table, [draw.randint(1, 100) for _ in range(actors)], [draw.randint(1, 5) for _ in range(scenes)]
    )


def _cabs(instance: Instance) -> dict[str, float] | None:
    if find_spec("didppy") is None:
        return None
    asked = json.dumps({"cast": instance.cast, "length": instance.length, "pay": instance.pay, "limit": LIMIT})
    peer = Path(__file__).parent / "peers" / "didp.py"
    done = subprocess.run([sys.executable, str(peer)], input=asked, stdout=subprocess.PIPE, text=True, check=True)
    answer: dict[str, float] = json.loads(done.stdout)
    return answer
