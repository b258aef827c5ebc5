"""How ships come to a port, as data: their thrusters and sensors, their speeds, and what their docking gear bears."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np

from cupola.errors import Message, SkyError, closest
from cupola.places.body import Vector
from cupola.places.document import CONFIDENCE, Entry, read_named
from cupola.places.port import MECHANISMS
from cupola.production.shipform import ship_kinds

_FAR: Final = 2000.0  # metres: farther out it is no approach any more
_FAST: Final = 20.0  # m/s


@dataclass(frozen=True, slots=True)
class Hand:
    """Who steers: a system, or somebody by hand.

    Attributes
    ----------
    name : str
        As crews call it.
    around : float
        Speed of the fly-around, m/s.
    speeds : tuple of (float, float)
        How fast it comes along the port's axis, m/s, by the distance of probe and port, m; evenly in between.
    steers : int
        Seconds from one setting of the thrusters to the next.
    settles : float
        Seconds in which an error of place is worked off.
    slack : float
        Error of speed that is let stand, m/s.
    angle, rate : float
        Standard deviations of a look: of the line of sight, deg; of the speed, m/s.
    aim, pointing : float
        Standard deviations of what stays: beside the axis, m; of the ship's own axis, deg.
    takes_over : float
        Seconds until it steers, after another has failed.
    """

    name: str
    around: float
    speeds: tuple[tuple[float, float], ...]
    steers: int
    settles: float
    slack: float
    angle: float
    rate: float
    aim: float
    pointing: float
    takes_over: float
    source: str
    confidence: str

    def speed(self, distance: float) -> float:
        """Give the speed along the axis at a distance, m/s."""
        distances, speeds = zip(*self.speeds, strict=True)
        return float(np.interp(distance, np.array(distances), np.array(speeds)))


@dataclass(frozen=True, slots=True)
class Capture:
    """What a docking mechanism bears: speeds in m/s, beside the axis in m, askew in deg."""

    slowest: float
    fastest: float
    aside: float
    sideways: float
    angle: float
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Lapse:
    """A stretch of time that follows on something, seconds, and by how much it differs."""

    after: float
    spread: float
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Craft:
    """A ship at the end of its rendezvous.

    Attributes
    ----------
    key : str
        The vehicle's.
    mechanism : str
        Of the ports that it fits.
    mass, length, diameter : float
        kg and m.
    reach : float
        From its middle of mass to the tip of its docking gear, m.
    thrust, impulse : float
        N, both ways along each of three axes, and specific impulse, s.
    arrives : Vector
        Where the rendezvous ends, m, local vertical frame.
    scatter : (float, float)
        Standard deviations of that place, m, and of the speed there, m/s, along each axis.
    holds : tuple of (float, float)
        Distances on the axis, m, at which it waits, and how long, s; the farthest first.
    retreats : float
        Speed at which it leaves when it breaks off, m/s.
    hatches, retry : Lapse
        From contact to open hatches; from a broken-off approach to the next.
    automatic, by_hand : Hand
        Who steers.
    """

    key: str
    mechanism: str
    mass: float
    length: float
    diameter: float
    reach: float
    thrust: float
    impulse: float
    arrives: Vector
    scatter: tuple[float, float]
    holds: tuple[tuple[float, float], ...]
    retreats: float
    capture: Capture
    hatches: Lapse
    retry: Lapse
    automatic: Hand
    by_hand: Hand
    source: str
    confidence: str


def read_crafts(text: str, name: str) -> dict[str, Craft]:
    """Read how craft come to a port.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    found = read_named(text, name, "crafts", _craft)
    return {key: craft for key, craft in found.items() if craft is not None}


def _craft(key: str, entry: Entry) -> Craft | None:
    inner = ("approach", "capture", "hatches", "retry", "automatic", "by-hand")
    entry.only(
        ("mechanism", "mass", "length", "diameter", "reach", "thrust", "impulse", "source", "confidence", *inner)
    )
    parts = [found for found in map(entry.inner, inner) if found is not None]
    if len(parts) < len(inner):
        return None
    approach, capture, hatches, retry, automatic, by_hand = parts
    approach.only(("arrives", "scatter", "holds", "retreats", "source", "confidence"))
    scatter = approach.inner("scatter")
    return Craft(
        key=key,
        mechanism=entry.word("mechanism", known=MECHANISMS),
        mass=entry.quantity("mass", "kg", 100.0, 1e6),
        length=entry.quantity("length", "m", 0.5, 100.0),
        diameter=entry.quantity("diameter", "m", 0.5, 100.0),
        reach=entry.quantity("reach", "m", 0.1, 100.0),
        thrust=entry.quantity("thrust", "N", 0.1, 1e6),
        impulse=entry.quantity("impulse", "s", 10.0, 10_000.0),
        arrives=approach.vector("arrives"),
        scatter=_scatter(scatter) if scatter else (0.0, 0.0),
        holds=tuple(map(_hold, approach.listed("holds"))),
        retreats=_speed(approach, "retreats"),
        capture=_capture(capture),
        hatches=_hatches(key, hatches),
        retry=_lapse(retry),
        automatic=_hand(automatic),
        by_hand=_hand(by_hand),
        **_origin(entry),
    )


def _scatter(entry: Entry) -> tuple[float, float]:
    entry.only(("place", "speed"))
    return entry.quantity("place", "m", 0.0, _FAR), _speed(entry, "speed")


def _hold(entry: Entry) -> tuple[float, float]:
    entry.only(("at", "lasts"))
    return entry.quantity("at", "m", 0.0, _FAR), entry.quantity("lasts", "s", 0.0, 1e5)


def _capture(entry: Entry) -> Capture:
    entry.only(("slowest", "fastest", "aside", "sideways", "angle", "source", "confidence"))
    return Capture(
        _speed(entry, "slowest"),
        _speed(entry, "fastest"),
        entry.quantity("aside", "m", 0.0, 10.0),
        _speed(entry, "sideways"),
        entry.quantity("angle", "deg", 0.0, 90.0),
        **_origin(entry),
    )


def _lapse(entry: Entry) -> Lapse:
    entry.only(("after", "spread", "source", "confidence"))
    after, spread = (entry.quantity(field, "s", 0.0, 1e7) for field in ("after", "spread"))
    return Lapse(after, spread, **_origin(entry))


def _hatches(key: str, entry: Entry) -> Lapse:
    """Read how long hatches take: as written, or as for the kind of ship."""
    kinds = ship_kinds()
    if entry.has("after") or key not in kinds:
        return _lapse(entry)
    entry.only(("after", "spread", "source", "confidence"))
    return Lapse(kinds[key].figures.opens, entry.quantity("spread", "s", 0.0, 1e7), **_origin(entry))


def _hand(entry: Entry) -> Hand:
    entry.only(
        ("name", "around", "speeds", "steers", "settles", "slack", "angle", "rate", "aim", "pointing", "takes_over",
         "source", "confidence")
    )  # fmt: skip
    return Hand(
        entry.word("name"),
        _speed(entry, "around"),
        _speeds(entry),
        round(entry.quantity("steers", "s", 1.0, 60.0)),
        entry.quantity("settles", "s", 1.0, 1000.0),
        _speed(entry, "slack"),
        entry.quantity("angle", "deg", 0.0, 90.0),
        _speed(entry, "rate"),
        entry.quantity("aim", "m", 0.0, 10.0),
        entry.quantity("pointing", "deg", 0.0, 90.0),
        entry.quantity("takes_over", "s", 0.0, 1e5),
        **_origin(entry),
    )


def _speeds(entry: Entry) -> tuple[tuple[float, float], ...]:
    found = []
    for row in entry.listed("speeds"):
        row.only(("at", "speed"))
        found.append((row.quantity("at", "m", 0.0, _FAR), _speed(row, "speed")))
    if not found or found != sorted(found, key=lambda one: one[0]):
        entry.fault("E106", "speeds must be a list of distances, the nearest first", "speeds")
    return tuple(found)


def _speed(entry: Entry, field: str) -> float:
    return entry.quantity(field, "km/h", 0.0, 3.6 * _FAST) / 3.6


def _origin(entry: Entry) -> dict[str, str]:
    return {"source": entry.word("source"), "confidence": entry.word("confidence", known=CONFIDENCE)}


@cache
def shipped_crafts() -> dict[str, Craft]:
    """Give the craft that come with Cupola."""
    name = "docking.yaml"
    return read_crafts(files("cupola.flight").joinpath("data", name).read_text("utf-8"), name)


def craft(key: str) -> Craft:
    """Give how a vehicle comes to a port.

    Raises
    ------
    SkyError
        There is none of that name (E702).
    """
    known = shipped_crafts()
    if key not in known:
        hint = closest(key, known) or f"use one of {', '.join(known)}"
        raise SkyError(Message("E702", f'the vehicle "{key[:40]}" is unknown', hint=hint))
    return known[key]
