"""A breakdown handed out as a board: each scene with its heading, its length, what happens, and what it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cupola.bring.sex import Sheet
from cupola.production.breakdownform import BreakdownForm, SceneForm


def sheets_of(breakdown: BreakdownForm, sets: Mapping[str, str]) -> tuple[Sheet, ...]:
    """Give the scenes of a breakdown as sheets of a board.

    The cast is that of the elements, or else who speaks; what is needed several times says so: `spoon x 3`.

    Parameters
    ----------
    sets : mapping
        The names of the sets by their ids.
    """
    return tuple(_sheet(scene, sets) for scene in breakdown.scenes)


def _sheet(scene: SceneForm, sets: Mapping[str, str]) -> Sheet:
    items = {key: _names(things) for key, things in scene.elements.items()}
    items.setdefault("cast", list(scene.speaking))
    place = sets.get(scene.set, scene.set) if scene.set else ""
    return Sheet(scene.scene, scene.heading, scene.pages, scene.note, place, {k: v for k, v in items.items() if v})


def _names(things: Sequence[tuple[str, int]]) -> list[str]:
    return [name if count == 1 else f"{name} x {count}" for name, count in things]
