"""What cannot be, at its line in the documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cupola.errors import Message
from cupola.production import sources
from cupola.production.unit import PRODUCTION
from cupola.tree import Node, Steps, parse, read_text

if TYPE_CHECKING:
    from cupola.flight.moment import Moment
    from cupola.plan.argument.foresight import Finding
    from cupola.plan.document import WrittenPlan
    from cupola.production import Production


def messages(production: Production, findings: Sequence[Finding], old: WrittenPlan | None) -> tuple[Message, ...]:
    """Make a message of each finding, at its shot in the breakdown, or at its strip in the plan that locks it.

    What is found of the lessons of a course is said once, at the course.

    Parameters
    ----------
    production : Production
        What is planned.
    findings : sequence of Finding
        What cannot be.
    old : WrittenPlan or None
        The plan whose locks are kept.
    """
    folder = production.folder
    given = sources(folder)
    name = given.breakdown_named
    tree = parse(read_text(given.folder / given.breakdown, name), name)
    places = _places(tree.root)
    book = parse(read_text(folder / PRODUCTION, PRODUCTION), PRODUCTION)
    courses = _courses(production)

    def message(one: Finding) -> Message:
        if one.code == "E574" and old is not None:
            return replace(old.message(one.code, one.text, (one.shot,)), hint=f"take `lock: true` out; {one.hint}")
        if one.shot in courses:
            return book.message(one.code, one.text, (*courses[one.shot], one.field), one.hint)
        return tree.message(one.code, one.text, (*places[one.shot], one.field), one.hint)

    first = {(one.code, courses[one.shot]): one for one in reversed(findings) if one.shot in courses}
    return tuple(message(one) for one in findings if one.shot not in courses or one in first.values())


def _courses(production: Production) -> dict[str, Steps]:
    """Give where the course of each lesson is written, by the lesson's shot."""
    return {
        shot.id: ("training", "courses", scene.lesson.course)
        for scene in production.scenes
        if scene.lesson is not None
        for shot in scene.shots
    }


def refusals(folder: Path, found: Sequence[Moment]) -> tuple[Message, ...]:
    """Make a message of each moment of a flight that cannot be, at its ship in production.yaml."""
    why = [one.refusal for one in found if one.refusal is not None]
    if not why:
        return ()
    tree = parse(read_text(folder / PRODUCTION, PRODUCTION), PRODUCTION)
    return tuple(tree.message(one.code, one.text, one.path, one.hint) for one in why)


def _places(root: Node) -> dict[str, Steps]:
    scenes = root.get("scenes")
    found: dict[str, Steps] = {}
    for k, scene in enumerate((scenes.items if scenes else None) or []):
        shots = scene.get("shots")
        for j, shot in enumerate((shots.items if shots else None) or []):
            found[shot.word("shot")] = ("scenes", k, "shots", j)
    return found
