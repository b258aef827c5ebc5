"""The ships of production.yaml as written, and the packaged kinds of ships."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Annotated, Any, Literal

from pydantic import Field

from cupola.production.fields import Data, Duration, Form, Instant, Mass, Text, Volume, Word, Words
from cupola.tree import parse


class CargoForm(Form):
    """Something in a ship: its mass and room, or the rushes that are on drives."""

    what: Word
    mass: Mass | None = None
    room: Volume | None = None
    data: Data | None = None
    copies: Annotated[int, Field(ge=1, le=10)] = 1
    gear: Words = []
    person: Word | None = None


class ShipForm(Form):
    """A ship: its kind, its times, who and what is in it; what is left out comes from its kind."""

    name: Word
    kind: Word
    port: Word | None = None
    launch: Instant | None = None
    site: Word | None = None
    arrives: Instant
    departs: Instant | None = None
    lands: Instant | None = None
    by_hand: bool = False
    up: Words = []
    down: Words = []
    cargo_up: list[CargoForm] = []
    cargo_down: list[CargoForm] = []
    seats: Annotated[int, Field(ge=0, le=100)] | None = None
    most_up: Mass | None = None
    most_down: Mass | None = None
    room_up: Volume | None = None
    room_down: Volume | None = None
    personal: Mass | None = None
    opens: Duration | None = None
    closes: Duration | None = None
    approach: Duration | None = None
    turns: Duration | None = None
    settles: Duration | None = None
    apart: Duration | None = None
    source: Text = ""
    confidence: Literal["high", "medium", "low"] = "medium"


class FlightForm(Form):
    """The ships of the shoot."""

    ships: Annotated[dict[Word, ShipForm], Field(min_length=1, max_length=100)]


class Figures(Form):
    """The figures of a kind of ship; durations in s, masses in kg, rooms in litres."""

    seats: int
    most_up: Mass
    most_down: Mass
    room_up: Volume
    room_down: Volume
    personal: Mass
    opens: Duration
    closes: Duration
    approach: Duration
    turns: Duration
    settles: Duration
    apart: Duration


class Drive(Form):
    """A drive that rushes come home on: GB, kg, litres."""

    holds: Data
    mass: Mass
    room: Volume


class ShipKind(Form):
    """A packaged kind of ship."""

    name: str
    liners: bool
    docks: Literal["probe", "ring"] | None = None
    figures: Figures


@cache
def _packaged() -> Any:
    text = (files("cupola.production") / "data" / "ships.yaml").read_text(encoding="utf-8")
    return parse(text, "ships.yaml").root.plain()


def _values(sourced: dict[str, Any]) -> dict[str, Any]:
    return {key: item["value"] for key, item in sourced.items()}


@cache
def ship_kinds() -> dict[str, ShipKind]:
    """Read the packaged kinds of ships."""
    kinds = _packaged()["kinds"]
    return {key: ShipKind.model_validate({**kind, "figures": _values(kind["figures"])}) for key, kind in kinds.items()}


@cache
def drive() -> Drive:
    """Read the packaged drive."""
    return Drive.model_validate(_values(_packaged()["drive"]))
