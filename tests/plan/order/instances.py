"""Instances for the tests: the published ones, random ones, and what is best by trying every order."""

from __future__ import annotations

import json
import random
from itertools import permutations
from pathlib import Path

from hypothesis import strategies as st

from cupola.plan.order.instance import Instance

_PUBLISHED = json.loads((Path(__file__).parents[2] / "authorities" / "talent.json").read_text())["instances"]
NAMES = tuple(_PUBLISHED)


def published(name: str) -> tuple[Instance, int]:
    """Give a published instance and its published optimum."""
    found = _PUBLISHED[name]
    return Instance.of([list(map(int, row)) for row in found["presence"]], found["pay"], found["length"]), found[
        "optimum"
    ]


def scattered(scenes: int, actors: int, seed: int, part: float | None = None) -> Instance:
    """Give a random instance: actors are in a part of the scenes, or (Garcia de la Banda and others) in any number."""
    draw = random.Random(seed)
    table = []
    for _ in range(actors):
        number = draw.randint(2, scenes) if part is None else max(2, round(part * scenes))
        mine = set(draw.sample(range(scenes), number))
        table.append([int(s in mine) for s in range(scenes)])
    pay = [draw.randint(1, 100) for _ in range(actors)]
    return Instance.of(table, pay, [draw.randint(1, 5) for _ in range(scenes)])


def by_trial(instance: Instance) -> int:
    """Give the least cost of all orders that are allowed."""
    orders = permutations(range(len(instance.cast)))
    return min(instance.cost(order) for order in orders if instance.allows(order))


@st.composite
def small(draw: st.DrawFn, most: int = 6, *, ordered: bool = False) -> Instance:
    """Draw an instance of a few scenes and actors, perhaps with orders of scenes."""
    n, m = draw(st.integers(1, most)), draw(st.integers(1, 5))
    table = draw(st.lists(st.lists(st.integers(0, 1), min_size=n, max_size=n), min_size=m, max_size=m))
    pay = draw(st.lists(st.integers(0, 20), min_size=m, max_size=m))
    length = draw(st.lists(st.integers(0, 4), min_size=n, max_size=n))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    before = draw(st.lists(st.sampled_from(pairs), max_size=4)) if ordered and pairs else []
    return Instance.of(table, pay, length, before=before)
