"""The report: a screenplay and its scenes as plain data, for JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from cupola.script.cue import speaker
from cupola.script.element import Element, Screenplay
from cupola.script.length import pages_text
from cupola.script.merge import things_of
from cupola.script.scene import Scene


def as_json(screenplay: Screenplay, scenes: Sequence[Scene]) -> dict[str, Any]:
    """Give a screenplay as plain data.

    Returns
    -------
    dict
        `title`: the title page, key to text. `scenes`: number, heading, place_kind, location, time_of_day, line,
        eighths, pages, lines, screen_time_s, characters, is_omitted, revision, and what it asks of the breakdown:
        elements (category to names and counts) and fields. `characters`, by first appearance: name, scenes (numbers),
        speeches (count). `elements`, without the headings, which `scenes` has: kind, text, line, column, and where
        they are: level, dual, tags (category, name, start, stop).
    """
    return {
        "title": _title(screenplay),
        "scenes": [_scene(scene) for scene in scenes],
        "characters": _characters(screenplay, scenes),
        "elements": [_element(element) for element in screenplay.elements if element.kind != "scene_heading"],
    }


def _title(screenplay: Screenplay) -> dict[str, str]:
    title: dict[str, str] = {}
    for entry in screenplay.title:
        title[entry.key] = f"{title[entry.key]}\n{entry.text}" if entry.key in title else entry.text
    return title


def _scene(scene: Scene) -> dict[str, Any]:
    return {
        "number": scene.number,
        "heading": scene.heading,
        "place_kind": scene.place_kind,
        "location": scene.location,
        "time_of_day": scene.time_of_day,
        "line": scene.line,
        "eighths": scene.eighths,
        "pages": pages_text(scene.eighths),
        "lines": scene.lines,
        "screen_time_s": scene.screen_time,
        "characters": list(scene.characters),
        "is_omitted": scene.is_omitted,
        "revision": scene.asked.revision,
        "elements": {
            category: [{"name": item.name, "count": item.count} for item in items]
            for category, items in things_of(scene.asked.items).items()
        },
        "fields": dict(scene.asked.fields),
    }


def _characters(screenplay: Screenplay, scenes: Sequence[Scene]) -> list[dict[str, Any]]:
    speeches: dict[str, int] = {}
    for element in screenplay.elements:
        if element.kind == "character":
            name = speaker(element.text)
            speeches[name] = speeches.get(name, 0) + 1
    heard: dict[str, list[str]] = {name: [] for name in speeches}
    for scene in scenes:
        for name in scene.characters:
            heard[name].append(scene.number)
    return [{"name": name, "scenes": heard[name], "speeches": count} for name, count in speeches.items()]


def _element(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": element.kind,
        "text": element.text,
        "line": element.line,
        "column": element.column,
    }
    for key in ("level", "dual"):
        value = getattr(element, key)
        if value is not None:
            found[key] = value
    if element.tags:
        found["tags"] = [asdict(tag) for tag in element.tags]
    return found
