"""Landing zones: where a craft comes down, on land or at sea."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cupola.errors import Message, SkyError, closest
from cupola.places.document import CONFIDENCE, Entry, read_named
from cupola.places.landmarks import point

KINDS: Final = ("on land", "at sea")
HEADINGS: Final = ("north", "south", "either")

_REACH: Final = 150.0  # km, of a point that the user names


@dataclass(frozen=True, slots=True)
class Point:
    """A point to land at: deg north and east."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Zone:
    """Where a craft comes down.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    kind : {"on land", "at sea", ""}
        Empty: of either kind.
    heading : {"north", "south", "either"}
        Which way a craft flies when it comes down there.
    reach : float
        How far from a point it may land, km.
    points : tuple of Point
        The points to land at.
    source, confidence : str
        Where these figures are from, and how sure they are.
    """

    key: str
    name: str
    kind: str
    heading: str
    reach: float
    points: tuple[Point, ...]
    source: str = ""
    confidence: str = "low"


def read_zones(text: str, name: str) -> dict[str, Zone]:
    """Read landing zones.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "zones", _zone)


def _zone(key: str, entry: Entry) -> Zone:
    entry.only(("name", "kind", "heading", "reach", "points", "source", "confidence"))
    return Zone(
        key,
        entry.word("name"),
        entry.word("kind", known=KINDS),
        entry.word("heading", known=HEADINGS),
        entry.quantity("reach", "m", 0.0, 1e6) / 1e3,
        tuple(map(_point, entry.listed("points"))),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
    )


def _point(entry: Entry) -> Point:
    entry.only(("name", "lat", "lon"))
    return Point(entry.word("name"), entry.number("lat", -90.0, 90.0), entry.number("lon", -180.0, 180.0))


@cache
def shipped_zones() -> dict[str, Zone]:
    """Give the zones that come with Cupola."""
    name = "zones.yaml"
    return read_zones(files("cupola.flight").joinpath("data", name).read_text("utf-8"), name)


def zone(text: str) -> Zone:
    """Give the zone of a name, or of latitude and longitude in deg: `47.35,69.6`.

    Raises
    ------
    SkyError
        Neither (E715).
    """
    known = shipped_zones()
    found = known.get(text.strip().lower())
    if found is not None:
        return found
    where = point(text)
    if where is not None:
        name = f"{abs(where.lat):g} {'NS'[where.lat < 0]}, {abs(where.lon):g} {'EW'[where.lon < 0]}"
        return Zone(where.name, name, "", "either", _REACH, (Point(name, where.lat, where.lon),))
    hint = closest(text.lower(), known) or f"use one of {', '.join(known)}, or latitude,longitude: 47.35,69.6"
    raise SkyError(Message("E715", f'the landing zone "{text[:40]}" is unknown', hint=hint))
