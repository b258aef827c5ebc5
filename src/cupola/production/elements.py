"""The elements of a scene by category, and what elements need; what the shots of a scene share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cupola.light import LIGHT_WORDS
from cupola.light.ground import GROUND_WORDS
from cupola.places import Station
from cupola.production.breakdownform import BreakdownForm, SceneForm
from cupola.production.build import Reporter
from cupola.production.scene import Element, Scene
from cupola.script.category import CATEGORIES

SHARED: Final = ("light", "window", "direct", "view", "view_by", "gravity", "quiet", "closed")
"""The fields of a scene that are those of each of its shots which says nothing else."""
Things = Mapping[str, Sequence[tuple[str, int]]]
"""Names and counts by category, as they are written."""


def shared(form: BreakdownForm) -> BreakdownForm:
    """Give a breakdown in which every shot has what its scene says for all of them."""
    return form.model_copy(update={"scenes": [_shared(scene) for scene in form.scenes]})


def _shared(scene: SceneForm) -> SceneForm:
    given = {name: getattr(scene, name) for name in SHARED if name in scene.model_fields_set}
    if not given:
        return scene
    shots = [
        shot.model_copy(update={name: value for name, value in given.items() if name not in shot.model_fields_set})
        for shot in scene.shots
    ]
    return scene.model_copy(update={"shots": shots})


def check_shared(forms: Sequence[SceneForm], station: Station | None, report: Reporter) -> None:
    """Find a light or window of a scene without shots that is unknown; with shots, they tell it."""
    for index, form in enumerate(forms):
        if form.shots:
            continue
        path = ("scenes", index)
        if "light" in form.model_fields_set:
            words = dict.fromkeys((*LIGHT_WORDS, *GROUND_WORDS))
            report.known(form.light, words, "E415", f"scene {form.scene}: the light", (*path, "light"))
        if form.window is not None and station is not None:
            report.known(form.window, station.windows, "E416", f"scene {form.scene}: the window", (*path, "window"))


def with_elements(scenes: Sequence[Scene], form: BreakdownForm, report: Reporter) -> tuple[Scene, ...]:
    """Give the scenes of a breakdown with their elements, where these are kept, and the colours of their pages."""
    _check_named(form, report)
    kept = {name.casefold(): place.place for name, place in form.stowed.items()}
    return tuple(
        replace(scene, elements=_kept(elements_of(written, form.needs), kept), revision=written.revision)
        if written.elements or written.revision
        else scene
        for scene, written in zip(scenes, form.scenes, strict=True)
    )


def elements_of(form: SceneForm, needs: Mapping[str, Things]) -> tuple[Element, ...]:
    """Give the elements of a scene by category, with those that they need, and these need in turn."""
    by_name = {name.casefold(): wanted for name, wanted in needs.items()}
    found: dict[tuple[str, str], Element] = {}
    waiting = [Element(category, *item) for category, items in form.elements.items() for item in items]
    while waiting:
        element = waiting.pop(0)
        key = element.category, element.name.casefold()
        if key in found:
            continue
        found[key] = element
        for category, items in by_name.get(element.name.casefold(), {}).items():
            waiting += [Element(category, name, count, element.name) for name, count in items]
    order = {category: k for k, category in enumerate(CATEGORIES)}
    return tuple(sorted(found.values(), key=lambda element: order[element.category]))


def _kept(elements: Sequence[Element], places: Mapping[str, str]) -> tuple[Element, ...]:
    return tuple(replace(one, stowed=places.get(one.name.casefold(), "")) for one in elements)


def _check_named(form: BreakdownForm, report: Reporter) -> None:
    """Warn of what is said of an element that no scene has, and that no other element needs."""
    named = [items for scene in form.scenes for items in scene.elements.values()]
    named += [items for wanted in form.needs.values() for items in wanted.values()]
    known = {name.casefold() for items in named for name, _ in items}
    for field, said in (("needs", form.needs), ("stowed", form.stowed)):
        for name in said:
            if name.casefold() not in known:
                report.add("W206", f'no scene has the element "{name}"', (field, name), "name it as the scenes do")
