"""breakdown.yaml as written: scenes with their shots, what they need, and what is not shot."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from cupola.production.elementform import Elements
from cupola.production.fields import (
    Data,
    Duration,
    Form,
    Instant,
    Pages,
    Priority,
    Sector,
    Text,
    Word,
    Words,
    unit,
)
from cupola.production.gearform import StowedForm
from cupola.production.scene import Unit


class ShotForm(Form):
    """A shot of breakdown.yaml."""

    shot: Word
    text: Text
    size: Word = ""
    set: Word | None = None
    cast: Words = []
    crew: Words = []
    escort: Word | None = None
    light: Word = "any"
    window: Word | None = None
    direct: bool = False
    view: Word | None = None
    view_by: Word = "any"
    sun_from: Sector | None = None
    gravity: Word = "any"
    link: Word = "any"
    quiet: bool = False
    closed: bool = False
    camera: Word
    lens: Word = ""
    gear: dict[Word, Annotated[int, Field(ge=1, le=1000)]] = {}
    setup: Duration
    take: Annotated[float, unit("s"), Field(ge=1, le=7200)]
    takes: int = Field(ge=1, le=100)
    reset: Duration = 120.0
    passes: int | None = Field(default=None, ge=1, le=20)
    priority: Priority | None = None
    after: Words = []
    match: Word | None = None
    may_break: bool = False
    rig: Word | None = None
    look: dict[Word, Word] = {}
    lock: Instant | None = None
    data: Data | None = None


class SceneForm(Form):
    """A scene of breakdown.yaml."""

    scene: Word
    heading: Text
    pages: Pages
    screen_time: Duration
    fingerprint: Text = ""
    speaking: Words = []
    unit: Unit = "flight"
    set: Word | None = None
    priority: Priority = 2
    after: Words = []
    note: Text = ""
    light: Word = "any"
    window: Word | None = None
    direct: bool = False
    view: Word | None = None
    view_by: Word = "any"
    gravity: Word = "any"
    quiet: bool = False
    closed: bool = False
    elements: Elements = {}
    revision: Word = ""
    asked: dict[str, Any] = {}
    shots: list[ShotForm] = []


class BreakdownForm(Form):
    """breakdown.yaml."""

    schema_: Literal["cupola/1"] = Field(alias="schema")
    scenes: list[SceneForm] = []
    needs: dict[Word, Elements] = {}
    stowed: dict[Word, StowedForm] = {}
    boneyard: list[dict[str, Any]] = []
