"""Scenes as values: their shots, and what they need beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cupola.clock import Span
from cupola.light import Need
from cupola.light.need import BODY_WORDS
from cupola.production.lesson import Lesson

Unit = Literal["flight", "ground"]
"""The units of a film: the main one, wherever it shoots, and the one that stays on the ground."""


@dataclass(frozen=True, slots=True)
class Shot:
    """One camera position: people, gear, light, view, and how long it takes.

    `setup`, `take` and `reset` are seconds on the ground-trained clock; `passes` is None when the plan may choose;
    `rig` names the light scheme of its set, and `looks` the look of each person who has several.
    `match` names the shot with which it must cut; at `lock`, if there is one, its set-up begins. `camera` is empty for
    what is made without one. A lesson is held `within` the days on which its course is offered.
    """

    id: str
    scene: str
    text: str
    size: str
    set: str
    cast: tuple[str, ...]
    crew: tuple[str, ...]
    escort: str | None
    need: Need
    quiet: bool
    camera: str
    lens: str
    gear: tuple[tuple[str, int], ...]
    setup: float
    take: float
    takes: int
    reset: float
    passes: int | None
    priority: int
    after: tuple[str, ...]
    data_gb: float
    match: str | None = None
    closed: bool = False
    lock: float | None = None
    rig: str = ""
    looks: tuple[tuple[str, str], ...] = ()
    may_break: bool = False
    within: Span | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Cast and crew, each once, without the escort."""
        return tuple(dict.fromkeys(self.cast + self.crew))

    @property
    def looks_out(self) -> bool:
        """Whether the ground is in the picture."""
        return self.need.view is not None and self.need.view not in BODY_WORDS


@dataclass(frozen=True, slots=True)
class Element:
    """Something that a scene needs: its category, its name, how many, and the element that needs it, if one does.

    `stowed` is where it is kept, in words; empty where that is not said.
    """

    category: str
    name: str
    count: int = 1
    needed_by: str = ""
    stowed: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """A scene of the screenplay with its breakdown; those of another unit than the production's have no shots.

    `cast` are those who play in its shots, and `follows` the scenes that it or a shot of it must come after; both are
    told of scenes of every unit. A `lesson` of the training is a scene with one shot, without a camera.
    `elements` are what it needs beside, by category, with what these need; `revision` the colour of its pages.
    """

    number: str
    heading: str
    eighths: int
    screen_time: float
    unit: Unit
    set: str | None
    priority: int
    after: tuple[str, ...]
    speaking: tuple[str, ...]
    time_of_day: str | None
    place_kind: str | None
    synopsis: str
    note: str
    shots: tuple[Shot, ...]
    cast: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    lesson: Lesson | None = None
    elements: tuple[Element, ...] = ()
    revision: str = ""
