"""The checks that need more than one form: stay, events, orders without a cycle, orbit and stay together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from cupola.light import BODY_WORDS, sees_earth
from cupola.places import Station
from cupola.production.breakdownform import SceneForm
from cupola.production.build import Reporter
from cupola.production.scene import Scene, Unit
from cupola.script import Scene as ScriptScene
from cupola.script.cue import speaker
from cupola.sky import Course


def check_orders(forms: Sequence[SceneForm], report: Reporter) -> None:
    """Find orders that bite their own tail, among scenes and among shots."""
    scenes = {form.scene: list(form.after) for form in forms}
    shots = {shot.shot: list(shot.after) for form in forms for shot in form.shots}
    for what, graph in (("scene", scenes), ("shot", shots)):
        ring = find_ring(graph)
        if ring:
            words = f" after {what} ".join([*ring, ring[0]])
            report.add(
                "E412", f"the order goes in a ring: {what} {words}", _place(forms, what, ring[0]), "take one out"
            )


def _place(forms: Sequence[SceneForm], what: str, key: str) -> tuple[str | int, ...]:
    for index, form in enumerate(forms):
        if what == "scene" and form.scene == key:
            return ("scenes", index, "after")
        for k, shot in enumerate(form.shots):
            if what == "shot" and shot.shot == key:
                return ("scenes", index, "shots", k, "after")
    return ()


def find_ring(graph: Mapping[str, Sequence[str]]) -> list[str]:
    """Give one ring of a directed graph, each node followed by the one it points to; empty when there is none."""
    done: set[str] = set()
    for root in graph:
        trail: list[str] = []
        stack = [(root, iter(graph.get(root, ())))]
        trail.append(root)
        while stack:
            node, rest = stack[-1]
            step = next(rest, None)
            if step is None:
                stack.pop()
                trail.pop()
                done.add(node)
            elif step in trail:
                return trail[trail.index(step) :]
            elif step not in done:
                stack.append((step, iter(graph.get(step, ()))))
                trail.append(step)
    return []


_HEARD: Final = re.compile(r"\(\s*(V\.?\s?O\.?|O\.?\s?[SC]\.?|Г?\.?З\.?\s?К\.?)\s*\)", re.IGNORECASE)
"""The extensions of a cue that say that the speaker is not seen: voice over, off screen, off camera, за кадром."""


def only_heard(scene: ScriptScene) -> frozenset[str]:
    """Give who speaks in a scene without being seen in it once."""
    cues = [element.text for element in scene.elements if element.kind == "character"]
    seen = {speaker(cue) for cue in cues if not _HEARD.search(cue)}
    return frozenset(scene.characters) - seen


def check_speaking(
    forms: Sequence[SceneForm], script: Sequence[ScriptScene], plays: Mapping[str, str], report: Reporter, unit: Unit
) -> None:
    """Warn of a scene of a unit in which somebody of it speaks, is seen speaking, and is in none of its shots."""
    heard = {scene.number: only_heard(scene) for scene in script}
    for index, form in enumerate(forms):
        if form.unit != unit or not form.shots:
            continue
        seen = {person for shot in form.shots for person in shot.cast}
        for name in form.speaking:
            if name in plays and plays[name] not in seen and name not in heard.get(form.scene, ()):
                text = f"{name} speaks in scene {form.scene}, but {plays[name]} is in none of its shots"
                report.add("W401", text, ("scenes", index, "speaking"), "add the person to a shot's cast")


def check_views(
    forms: Sequence[SceneForm], scenes: Sequence[Scene], orbit: Course, station: Station, report: Reporter
) -> None:
    """Find views of the Earth through windows that never see it."""
    shots = {shot.id: shot for scene in scenes for shot in scene.shots}
    blind = {
        key: not sees_earth(station.windows[key], orbit, station)
        for key in sorted(
            {s.need.window for s in shots.values() if _of_the_earth(s.need.view, station) and s.need.window}
        )
    }
    for index, form in enumerate(forms):
        for k, shot in enumerate(form.shots):
            if shot.shot in shots and _of_the_earth(shot.view, station) and shot.window and blind[shot.window]:
                text = f"shot {shot.shot}: the Earth is never in view of {shot.window}"
                hint = "look through a window that points down or to the horizon"
                report.add("E416", text, ("scenes", index, "shots", k, "window"), hint)


def _of_the_earth(view: str | None, station: Station) -> bool:
    """Say whether a view is of the Earth, and not of the Sun, the Moon or a part of the station."""
    return view is not None and view not in BODY_WORDS and view not in station.modules
