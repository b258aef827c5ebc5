"""The gazetteer: named points on the ground that a window can look down on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cupola.places.document import Entry, read_named

KINDS: Final = ("city", "coast", "desert", "lake", "mountains", "river", "volcano")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named point on the WGS84 ellipsoid: geodetic degrees north and east."""

    name: str
    lat: float
    lon: float
    kind: str


_NUMBER: Final = r"([+-]?\d{1,3}(?:\.\d{1,9})?)"
_POINT: Final = re.compile(rf"\s*{_NUMBER}\s*,\s*{_NUMBER}\s*")


def point(text: str) -> Landmark | None:
    """Give the point of the ground that `45.92, 63.34` names, latitude and longitude in deg; None for anything else."""
    found = _POINT.fullmatch(text)
    if found is None:
        return None
    lat, lon = float(found[1]), float(found[2])
    return Landmark(text.strip(), lat, lon, "point") if abs(lat) <= 90.0 and abs(lon) <= 180.0 else None


def read_landmarks(text: str, name: str) -> dict[str, Landmark]:
    """Read a gazetteer.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "landmarks", _landmark)


def _landmark(key: str, entry: Entry) -> Landmark:
    entry.only(("lat", "lon", "kind"))
    lat, lon = entry.number("lat", -90.0, 90.0), entry.number("lon", -180.0, 180.0)
    return Landmark(key, lat, lon, entry.word("kind", known=KINDS))


@cache
def shipped_landmarks() -> dict[str, Landmark]:
    """Give the gazetteer that comes with Cupola."""
    name = "landmarks.yaml"
    return read_landmarks(files("cupola.places").joinpath("data", name).read_text("utf-8"), name)
