"""Two versions of a film's scenes, screenplays or breakdowns: what became of each scene and of its entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from cupola.production.breakdownform import BreakdownForm
from cupola.production.contrast import Contrast, contrasts
from cupola.production.form import fill
from cupola.script import Revision, Scene
from cupola.script.breakdown import with_omitted
from cupola.script.element import Element
from cupola.script.length import screen_time
from cupola.script.match import match
from cupola.script.parting import Parting, partings
from cupola.script.revision import Change, SceneKey
from cupola.tree import Tree

_OF_THE_SCRIPT: Final = frozenset({"scene", "heading", "pages", "screen_time", "fingerprint", "speaking", "asked"})
"""Fields that follow from the screenplay: what became of the scene tells them."""


@dataclass(frozen=True, slots=True)
class Scenes:
    """The scenes of a version, and the entries that a breakdown has for them, by number."""

    scenes: tuple[Scene, ...]
    entries: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What differs between two versions.

    Attributes
    ----------
    revision : Revision
        What became of each scene.
    partings : tuple of Parting
        Scenes that were split or joined.
    fields : tuple of (str, Contrast)
        By the number that a scene has now, what its entry says otherwise.
    """

    revision: Revision
    partings: tuple[Parting, ...]
    fields: tuple[tuple[str, Contrast], ...]

    def lines(self) -> list[str]:
        """Give the difference as lines: a summary, partings, scenes, fields; nothing when there is none."""
        parted = {number for one in self.partings for number in (*one.before[1:], *one.after[1:])}
        told = [
            _text(change)
            for change in self.revision.changes
            if change.kind != "same" and not (change.kind in ("new", "gone", "omitted") and _number(change) in parted)
        ]
        fields = [f"scene {number}: {one.text()}" for number, one in self.fields]
        if not (told or fields or self.partings):
            return []
        summary = self.revision.lines()[:1] if told or self.partings else []
        return [*summary, *(one.text() for one in self.partings), *told, *fields]


def _number(change: Change) -> str:
    return change.new_number or change.old_number or ""


def _text(change: Change) -> str:
    if change.kind in ("gone", "omitted"):
        return f"{change.old_number}  {change.heading}: {change.kind}"
    return change.text()


def of_breakdown(tree: Tree, script: Sequence[Scene] = ()) -> Scenes:
    """Give the scenes of a breakdown.

    Parameters
    ----------
    script : sequence of Scene
        The scenes of its screenplay: those with which an entry is in step give it their words.

    Raises
    ------
    DocumentError
        Its form is wrong.
    """
    form = fill(BreakdownForm, tree).sound()
    plain: Any = tree.root.plain()
    entries = {one.scene: entry for one, entry in zip(form.scenes, plain.get("scenes") or (), strict=True)}
    words = {one.fingerprint: one.elements for one in script}
    found = (
        _scene(one.scene, one.heading, one.pages, one.fingerprint, words.get(one.fingerprint, ()))
        for one in form.scenes
    )
    return Scenes(tuple(found), entries)


def _scene(number: str, heading: str, length: int, fingerprint: str, elements: tuple[Element, ...]) -> Scene:
    """Give a scene of which only the entry is known, and perhaps its words."""
    return Scene(
        number=number,
        is_numbered=True,
        heading=heading,
        place_kind=None,
        location="",
        time_of_day=None,
        line=1,
        column=1,
        elements=elements,
        characters=(),
        lines=0,
        eighths=length,
        screen_time=screen_time(length),
        fingerprint=fingerprint,
        synopsis="",
        notes=(),
    )


def compare(before: Scenes, after: Scenes) -> Rewrite:
    """Compare two versions of the scenes of a film; a number that the script keeps for no scene is an omitted one."""
    omitted = {one.number for one in after.scenes if one.is_omitted}
    before, after = _there(before), _there(after)
    keys = [SceneKey(one.number, one.heading, one.fingerprint, one.eighths) for one in before.scenes]
    revision = with_omitted(match(keys, after.scenes), omitted)
    found: list[tuple[str, Contrast]] = []
    pairs = [(c.old_number, c.new_number) for c in revision.changes if c.old_number and c.new_number]
    names = _renamed(before, pairs)
    for old, new in pairs:
        if old in before.entries and new in after.entries:
            one, other = (_bare(entry) for entry in (before.entries[old], after.entries[new]))
            found += [(new, difference) for difference in contrasts(_called(one, names), other)]
    return Rewrite(revision, partings(keys, after.scenes, revision), tuple(found))


def _there(side: Scenes) -> Scenes:
    return Scenes(tuple(one for one in side.scenes if not one.is_omitted), side.entries)


def _bare(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key not in _OF_THE_SCRIPT}


def _renamed(before: Scenes, pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Give the names that scenes and shots have now by those they had: shot 12A of scene 12 is 14A in scene 14."""
    names = dict(pairs)
    for old, new in pairs:
        for shot in before.entries.get(old, {}).get("shots") or ():
            name = str(shot.get("shot", "")) if isinstance(shot, dict) else ""
            if name.startswith(old) and name[len(old) :][:1].isalpha():
                names[name] = new + name[len(old) :]
    return names


def _called(entry: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Give an entry with its scenes and shots called as they are now."""

    def called(value: Any) -> Any:
        if isinstance(value, list):
            return [called(one) for one in value]
        return names.get(str(value), value) if isinstance(value, str | int) and not isinstance(value, bool) else value

    def shot(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: called(one) if key in ("shot", "after", "match") else one for key, one in value.items()}

    found = {key: called(value) if key == "after" else value for key, value in entry.items()}
    if isinstance(found.get("shots"), list):
        found["shots"] = [shot(one) for one in found["shots"]]
    return found
