"""Orders of shots and scenes that go in a ring together, though neither does alone; by looks as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from cupola.production.check import find_ring
from cupola.production.continuity import shot_before
from cupola.production.contradictions.case import Case
from cupola.tree import Steps


@dataclass(frozen=True, slots=True)
class Edge:
    """That something comes after something else: in words, and where it is written (None: by looks)."""

    words: str
    place: Steps | None


Graph = Mapping[str, Mapping[str, Edge | None]]
"""By node what comes before it. A node is a shot, or an end of a scene; edges within a scene are None."""


def graph(case: Case) -> Graph:
    """Give the order of the shots of the flight unit, with the beginning and the end of each scene between them."""
    production = case.production
    found: dict[str, dict[str, Edge | None]] = {}
    for shot in production.shots.values():
        before: dict[str, Edge | None] = {f"begin {shot.scene}": None}
        for other in shot_before(shot, production.shots.values(), production.people):
            before[f"shot {other}"] = Edge(f"shot {shot.id} after shot {other} by the order of looks", None)
        for other in shot.after:
            before[f"shot {other}"] = Edge(f"shot {shot.id} after shot {other}", (*case.places[shot.id], "after"))
        found[f"shot {shot.id}"] = before
        found.setdefault(f"end {shot.scene}", {})[f"shot {shot.id}"] = None
    for scene in production.scenes:
        found[f"begin {scene.number}"] = {
            f"end {other}": Edge(
                f"scene {scene.number} after scene {other}", (*case.scene_places[scene.number], "after")
            )
            for other in scene.after
        }
    return found


def mixed_ring(case: Case) -> None:
    """Find a ring that runs through orders of shots and of scenes, and through looks."""
    edges = graph(case)
    if _is_plain(edges):
        return  # a ring of scenes alone, or of shots alone, is named by `check_orders` and `check_look_order`
    ring = find_ring({node: list(before) for node, before in edges.items()})
    if ring:
        steps = [edge for a, b in pairwise([*ring, ring[0]]) if (edge := edges[a][b]) is not None]
        place = next(edge.place for edge in steps if edge.place is not None)
        text = f"the order goes in a ring: {', '.join(edge.words for edge in steps)}"
        case.breakdown.add("E463", text, place, "take one of these orders out")


def _is_plain(edges: Graph) -> bool:
    """Say whether there is a ring of scenes alone, or of shots alone."""
    shots = {
        node: [b for b in before if b.startswith("shot ")] for node, before in edges.items() if node.startswith("shot ")
    }
    scenes = {
        node.removeprefix("begin "): [b.removeprefix("end ") for b in before]
        for node, before in edges.items()
        if node.startswith("begin ")
    }
    return bool(find_ring(shots) or find_ring(scenes))


def comes_after(edges: Graph, shot: str, other: str) -> list[str]:
    """Give the words of a way by which a shot comes after another one; empty when it need not."""
    root, at = f"shot {shot}", f"shot {other}"
    trail: dict[str, tuple[str, Edge | None]] = {}
    nodes = [root]
    for node in nodes:
        for before, edge in edges.get(node, {}).items():
            if before not in trail:
                trail[before] = (node, edge)
                nodes.append(before)
    words: list[str] = []
    while at in trail:
        at, edge = trail[at]
        words += [edge.words] if edge is not None else []
        if at == root:
            return words[::-1]
    return []
