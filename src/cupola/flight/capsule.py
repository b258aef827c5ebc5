"""Capsules that bring people home: their burn, their way through the air, their parachute."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cupola.errors import Message, SkyError, closest
from cupola.flight.zone import KINDS
from cupola.places.document import CONFIDENCE, Entry, read_named

_KM = 1e3


@dataclass(frozen=True, slots=True)
class Free:
    """How long a capsule flies by itself between undocking and deorbit burn, s: least, usual, most."""

    least: float
    usual: float
    most: float


@dataclass(frozen=True, slots=True)
class Capsule:
    """A craft that comes home.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    slows, burn : float
        The deorbit burn: km/s, s.
    ballistic : float
        Mass over drag coefficient and area, kg/m2.
    lift : float
        The part of lift over drag that points up, in the mean.
    parachute, sinks : float
        The height at which it opens, km, and the seconds from there to the ground.
    free : Free
        From undocking to the burn.
    gains : float
        How far it can get ahead of the station, seconds for each second alone: it flies lower. 0: it keeps to it.
    apart : float
        Seconds that other traffic at the station keeps away from undocking.
    lands : {"on land", "at sea"}
        What its zones are.
    source, confidence : str
        Where these figures are from, and how sure they are.
    """

    key: str
    name: str
    slows: float
    burn: float
    ballistic: float
    lift: float
    parachute: float
    sinks: float
    free: Free
    gains: float
    apart: float
    lands: str
    source: str = ""
    confidence: str = "low"


def read_capsules(text: str, name: str) -> dict[str, Capsule]:
    """Read capsules.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "capsules", _capsule)


def _capsule(key: str, entry: Entry) -> Capsule:
    numbers = ("slows", "burn", "ballistic", "lift", "parachute", "sinks", "free", "gains", "apart")
    entry.only(("name", *numbers, "lands", "source", "confidence"))
    free = entry.inner("free")
    spans = [free.quantity(word, "s", 0.0, 1e6) for word in ("least", "usual", "most")] if free else [0.0] * 3
    return Capsule(
        key,
        entry.word("name"),
        entry.quantity("slows", "km/h", 0.0, 3600.0) / 3600.0,
        entry.quantity("burn", "s", 1.0, 3600.0),
        entry.number("ballistic", 10.0, 10_000.0),
        entry.number("lift", -1.0, 1.0),
        entry.quantity("parachute", "m", 0.0, 30_000.0) / _KM,
        entry.quantity("sinks", "s", 0.0, 3600.0),
        Free(*spans),
        entry.quantity("gains", "s", 0.0, 3600.0) / 3600.0,
        entry.quantity("apart", "s", 0.0, 1e6),
        entry.word("lands", known=KINDS),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
    )


@cache
def shipped_capsules() -> dict[str, Capsule]:
    """Give the capsules that come with Cupola."""
    name = "capsules.yaml"
    return read_capsules(files("cupola.flight").joinpath("data", name).read_text("utf-8"), name)


def capsule(key: str) -> Capsule:
    """Give a capsule by the name of its vehicle.

    Raises
    ------
    SkyError
        There is none (E702).
    """
    known = shipped_capsules()
    if key not in known:
        hint = closest(key, known) or f"use one of {', '.join(known)}"
        raise SkyError(Message("E702", f'the vehicle "{key[:40]}" is unknown, or does not come home', hint=hint))
    return known[key]
