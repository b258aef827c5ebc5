"""The gazetteer: named points on the ground that a window can look down on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cupola.places.document import Document

KINDS: Final = ("city", "coast", "desert", "lake", "mountains", "river", "volcano")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named point on the WGS84 ellipsoid: geodetic degrees north and east."""

    name: str
    lat: float
    lon: float
    kind: str


def read_landmarks(text: str, name: str) -> dict[str, Landmark]:
    """Read a gazetteer.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    document, root = Document.parse(text, name)
    root.only(("schema", "landmarks"))
    found = {}
    for key, entry in root.entries("landmarks"):
        entry.only(("lat", "lon", "kind"))
        lat, lon = entry.number("lat", -90.0, 90.0), entry.number("lon", -180.0, 180.0)
        found[key] = Landmark(key, lat, lon, entry.word("kind", known=KINDS))
    document.finish()
    return found


@cache
def shipped_landmarks() -> dict[str, Landmark]:
    """Give the gazetteer that comes with Cupola."""
    name = "landmarks.yaml"
    return read_landmarks(files("cupola.places").joinpath("data", name).read_text("utf-8"), name)
