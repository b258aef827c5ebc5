"""Where a change is made: the file and the line of each edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cupola.plan.argument.change import Change, Document, Edit
from cupola.plan.document import PLAN
from cupola.plan.result import Strip
from cupola.production import Production
from cupola.production.unit import PRODUCTION, sources
from cupola.tree import Node, Steps, Tree, parse, read_text


@dataclass(frozen=True, slots=True)
class Spot:
    """A line of a file, counted from 1, that is to be edited, and what is written there."""

    file: str
    line: int
    words: str


def spots(folder: Path, edits: Sequence[Edit], plan: str = f"plan/{PLAN}") -> list[Spot]:
    """Find the lines of edits in the documents of a production; of a value that is not written, that of its parent.

    `plan` is the name of the plan in force. What happened to the shoot stands there, and not in production.yaml.
    """
    return [_spot(folder, edit, plan) for edit in edits]


def at_course(production: Production, change: Change) -> Change:
    """Give a change with its edits of lessons, which stand nowhere in the breakdown, made at their course."""
    return replace(change, edits=tuple(dict.fromkeys(_at_course(production, edit) for edit in change.edits)))


def _at_course(production: Production, edit: Edit) -> Edit:
    scene = production.scene.get(edit.path[1]) if edit.document == "breakdown" and len(edit.path) > 1 else None
    if scene is None or scene.lesson is None:
        return edit
    course, field = ("training", "courses", scene.lesson.course), edit.path[-1]
    if field == "shots":
        return Edit("production", (*course, "hours"), "is less")
    return Edit("production", (*course, field), "is less" if field == "after" else edit.value)


def locks(folder: Path, production: Production, strips: Sequence[Strip], plan: str) -> dict[str, str]:
    """Give by shot the file and the line of the lock that holds it: that of the breakdown, or else of the plan."""
    written: list[tuple[Document, str, tuple[str, ...]]]
    written = [("plan", key, ("strips", key, "lock")) for key in (strip.shot for strip in strips if strip.lock)]
    asked = [shot for shot in production.shots.values() if shot.lock is not None]
    written += [("breakdown", shot.id, ("scenes", shot.scene, "shots", shot.id, "lock")) for shot in asked]
    found = {key: _spot(folder, Edit(document, path, ""), plan) for document, key, path in written}
    return {key: f"{spot.file}:{spot.line}" for key, spot in found.items()}


def _spot(folder: Path, edit: Edit, plan: str) -> Spot:
    name, path = {"production": PRODUCTION, "plan": plan}.get(edit.document) or _breakdown(folder), edit.path
    tree = _tree(folder, name)
    if path[0] == "events" and not _is_there(tree.root.get("events"), path[1]) and (folder / plan).is_file():
        known = _tree(folder, plan)
        situation = known.root.get("situation")
        if situation is not None and _is_there(situation.get("events"), path[1]):
            name, path, tree = plan, ("situation", *path), known
    line, _ = tree.place(_steps(tree.root, path))
    taken_out = edit.value.startswith("is ")
    return Spot(name, line, f"{path[-1]}{' ' if taken_out else ': '}{edit.value}")


def _is_there(entries: Node | None, name: str) -> bool:
    return entries is not None and any(name in _names(item) for item in entries.items or ())


def _breakdown(folder: Path) -> str:
    return sources(folder).breakdown_named


def _tree(folder: Path, name: str) -> Tree:
    return parse(read_text(folder / name, name), name)


def _steps(root: Node, path: Sequence[str]) -> Steps:
    """Give the way to a value with the places in lists instead of the names of scenes, shots and events."""
    node: Node | None = root
    found: list[str | int] = []
    for step in path:
        if node is None:
            break
        if node.items is not None:
            place = next((k for k, item in enumerate(node.items) if step in _names(item)), None)
            if place is None:
                break
            found.append(place)
            node = node.items[place]
        else:
            found.append(step)
            node = node.get(step)
    return tuple(found)


def _names(item: Node) -> tuple[str, ...]:
    if item.pairs is not None and "shot" in item.pairs:
        return (item.word("shot"),)
    return (item.word("scene"), item.word("what"))
