"""What scenes need beside people and cameras, by category, in the words of a language."""

from __future__ import annotations

from collections.abc import Iterator

from cupola.production.scene import Element, Scene
from cupola.publish.day import Schedule


def by_category(scene: Scene, schedule: Schedule) -> Iterator[tuple[str, str, str]]:
    """Give the elements of a scene, a category a line: its key, its name, and what is needed of it."""
    said = schedule.language
    found: dict[str, list[str]] = {}
    for element in scene.elements:
        found.setdefault(element.category, []).append(_words(element, schedule))
    for category, words in found.items():
        yield category, said.say(f"category-{category.replace('_', '-')}"), ", ".join(words)


def elements_text(scene: Scene, schedule: Schedule) -> str:
    """Give the elements of a scene on one line: `Props: medkit, 2 × towel; Wardrobe: overall`."""
    return "; ".join(f"{category}: {words}" for _, category, words in by_category(scene, schedule))


def _words(element: Element, schedule: Schedule) -> str:
    name = schedule.language.name(element.name)
    counted = f"{element.count}\u00a0×\u00a0{name}" if element.count > 1 else name
    needed = schedule.language.name(element.needed_by)
    return schedule.language.say("needed-by", element=counted, by=needed) if needed else counted
