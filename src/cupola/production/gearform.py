"""Cameras and gear of production.yaml as written, with cards, batteries and the nightly offload."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from cupola.production.fields import (
    ClockTime,
    Duration,
    Form,
    Length,
    Rate,
    Text,
    Word,
    unit,
)


class StowedForm(Form):
    """The place where a thing is kept when it is not in use, and who says so."""

    place: Word = Field(alias="at")
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class SensorForm(Form):
    """What a camera brings to an exposure."""

    width: Length
    height: Length
    iso: float
    frame_rate: float
    stops: float
    nd: list[float] = []
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class CardsForm(Form):
    """Memory cards: how many, and what each holds."""

    size: Annotated[float, unit("GB"), Field(gt=0)]
    count: int = Field(ge=1, le=1000)


class OffloadForm(Form):
    """The nightly offload; what is left out comes from the crew rules."""

    at: ClockTime | None = None
    rate: Rate | None = None
    hours: Duration | None = None
    copies: Annotated[int, Field(ge=1, le=10)] | None = None


class BatteryForm(Form):
    """The batteries of a camera: how many, how long one runs it, how long one is charged."""

    count: int = Field(ge=1, le=1000)
    runs: Annotated[Duration, Field(gt=0)]
    charge: Duration


class CameraForm(Form):
    """A camera: bodies aboard, and a packaged kind of camera or model, mode and rate of one's own."""

    kind: Word | None = None
    model: Word | None = None
    mode: Word | None = None
    bodies: int = Field(ge=1, le=100)
    rate: Rate | None = None
    sensor: SensorForm | None = None
    cards: CardsForm | None = None
    battery: BatteryForm | None = None
    stowed: StowedForm | None = None
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class GearForm(Form):
    """Gear that is counted."""

    name: Word
    count: int = Field(ge=1, le=1000)
    stowed: StowedForm | None = None
