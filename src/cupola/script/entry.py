"""An entry of the breakdown: what the screenplay determines of it, and how that is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cupola.script.document import Entry
from cupola.script.length import eighths_or_none, pages_text, screen_time
from cupola.script.merge import merged, new_lines
from cupola.script.revision import SceneKey
from cupola.script.scene import Scene
from cupola.script.yamltext import QUOTES, Edit, flow_list, replace_list, replace_scalar, scalar
from cupola.tree import Node
from cupola.units import UnitError, quantity

_MIDDLING: Final = 2
"""The priority of a scene until somebody says otherwise: important, but the film works without it."""


def key_of(entry: Entry) -> SceneKey:
    """Give what an entry remembers of its scene; nothing of one without a number, which cannot be brought in step."""
    node = entry.node
    if not node.word("scene"):
        return SceneKey("", "")
    return SceneKey(
        node.word("scene"), node.word("heading"), node.word("fingerprint"), eighths_or_none(node.word("pages"))
    )


def _time_text(count: int) -> str:
    return f"{screen_time(count):g} s"


def _fields(scene: Scene) -> dict[str, str]:
    """Give what the screenplay determines of an entry, as it is written."""
    return {
        "scene": scalar(scene.number, '"'),
        "heading": scalar(scene.heading),
        "pages": pages_text(scene.eighths),
        "screen_time": _time_text(scene.eighths),
        "fingerprint": scalar(scene.fingerprint, '"'),
        "speaking": flow_list(scene.characters),
    }


def new_entry(scene: Scene, indent: int, newline: str, colour: str | None = None) -> str:
    """Write the entry of a scene without shots, its dash in column `indent`, on pages of a colour."""
    usual = {"unit": "flight", "priority": str(_MIDDLING)}
    usual |= {"revision": scalar(colour)} if colour is not None else {}
    fields = _fields(scene) | usual | dict(new_lines(scene.asked, indent + 2, newline)) | {"shots": "[]"}
    margin = " " * (indent + 2)
    lines = [f"{margin}{key}:{value if value.startswith(newline) else ' ' + value}" for key, value in fields.items()]
    lines[0] = " " * indent + "- " + lines[0].lstrip()
    return newline.join(lines) + newline


def updates(text: str, entry: Entry, scene: Scene, newline: str) -> Iterator[Edit]:
    """Give the edits that bring an entry in step with its scene."""
    written = _fields(scene)
    edits, missing = merged(text, entry, scene.asked, newline)
    yield from edits
    for field in _stale(entry.node, scene):
        pair = (entry.node.pairs or {}).get(field)
        if pair is None:
            missing.append(f"{field}: {written[field]}")
        elif field == "speaking":
            yield replace_list(text, *pair, written[field])
        elif field == "heading":
            style = pair[1].style if pair[1].style in QUOTES else None
            yield replace_scalar(text, *pair, scalar(scene.heading, style))
        else:
            yield replace_scalar(text, *pair, written[field])
    if missing:
        yield _insertion(text, entry, missing, newline)


def field_edit(text: str, entry: Entry, name: str, written: str, newline: str) -> Edit:
    """Give the edit that sets a field of an entry to a written value."""
    pair = (entry.node.pairs or {}).get(name)
    return replace_scalar(text, *pair, written) if pair else _insertion(text, entry, [f"{name}: {written}"], newline)


def _insertion(text: str, entry: Entry, missing: list[str], newline: str) -> Edit:
    """Give the edit that adds fields to an entry, below its number."""
    _, number = (entry.node.pairs or {})["scene"]
    if entry.node.is_flow:
        return Edit(number.stop, number.stop, "".join(f", {field}" for field in missing))
    end = text.find("\n", number.stop) + 1 or len(text)
    margin = " " * entry.node.column
    return Edit(end, end, "".join(f"{margin}{field}{newline}" for field in missing))


def _stale(node: Node, scene: Scene) -> Iterator[str]:
    """Name the fields of an entry that are not what the screenplay says."""
    if node.word("scene") != scene.number:
        yield "scene"
    if node.word("heading") != scene.heading:
        yield "heading"
    before = eighths_or_none(node.word("pages"))
    if before != scene.eighths:
        yield "pages"
    if _is_computed_time(node, before) and not _is_time(node.word("screen_time"), scene.eighths):
        yield "screen_time"
    if node.word("fingerprint") != scene.fingerprint:
        yield "fingerprint"
    if node.words("speaking") != list(scene.characters):
        yield "speaking"


def _is_computed_time(node: Node, before: int | None) -> bool:
    """Say whether the screen time of an entry is missing or the one computed from its pages, not one set by hand."""
    text = node.word("screen_time")
    return not text or (before is not None and _is_time(text, before))


def _is_time(text: str, count: int) -> bool:
    try:
        return abs(quantity(text, "s") - screen_time(count)) < 0.5  # half a second is beneath a script's precision
    except UnitError:
        return False
