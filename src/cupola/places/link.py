"""Links: over what a place talks to the ground, as data.

A relay stands over the equator at its longitude, as high as what turns with the Earth. Where an antenna sees past the
structure that carries it is told by cones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.places.body import Vector
from cupola.places.document import CONFIDENCE, Entry, read_named
from cupola.sky.earth import surface_point
from cupola.units import GB_OF_A_MEGABIT

Floats = NDArray[np.float64]

CARRIES: Final = ("video", "voice", "data")
"""What a link may carry."""
LINK_WORDS: Final = ("any", "none", "video", "voice")
"""What a shot can ask of links, besides the names of those of its place; `none`: nobody on the ground hears or sees."""
GEOSTATIONARY_KM: Final = 42_164.17
"""Radius of the orbit that turns with the Earth."""

_GB_PER_MBPS_HOUR: Final = GB_OF_A_MEGABIT * 3600.0
_KM: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Cone:
    """Directions within `half` deg of an axis, a unit vector of the station's frame."""

    axis: Vector
    half: float


@dataclass(frozen=True, slots=True)
class Relay:
    """A satellite that hangs over the equator: its name, and over which longitude, deg east."""

    name: str
    lon: float

    @property
    def fixed(self) -> Floats:
        """Where it stands: km, the Earth-fixed frame, shape (3,)."""
        east = np.radians(self.lon)
        return GEOSTATIONARY_KM * np.array([np.cos(east), np.sin(east), 0.0])


@dataclass(frozen=True, slots=True)
class GroundStation:
    """A ground station: where, deg north and east, and from what elevation on it hears, deg."""

    name: str
    lat: float
    lon: float
    lowest: float

    @property
    def fixed(self) -> Floats:
        """Where it stands: km, the Earth-fixed frame, shape (3,)."""
        return surface_point(self.lat, self.lon)


@dataclass(frozen=True, slots=True)
class Link:
    """A link to the ground.

    Attributes
    ----------
    key, name : str
        What is asked for, and what people call it.
    carries : tuple of str
        Of `CARRIES`.
    down, up : float or None
        Mbit/s; None where it is not known.
    relays, stations : tuple
        Any of which it goes over. Without them it goes to what its place is known by: the airfield, the Earth.
    swarm : bool
        It goes over so many low satellites that one is always in sight.
    ray : float
        Rays to a relay that pass lower over the ground than this, km, are lost.
    looks : tuple of Cone
        Where its antennas look: into one of these; everywhere if there are none.
    hidden : tuple of Cone
        What is in their way.
    lowest : float
        From what height over the horizon on it is open, deg: of a craft over its airfield, of the Earth over a place
        on another world.
    sun : float
        Within so many deg of the Sun, seen from the Earth, a planet is not heard.
    source, confidence : str
        Where these figures are from, and how sure they are.
    """

    key: str
    name: str
    carries: tuple[str, ...]
    down: float | None = None
    up: float | None = None
    relays: tuple[Relay, ...] = ()
    stations: tuple[GroundStation, ...] = ()
    swarm: bool = False
    ray: float = 0.0
    looks: tuple[Cone, ...] = ()
    hidden: tuple[Cone, ...] = ()
    lowest: float = 0.0
    sun: float = 0.0
    source: str = ""
    confidence: str = "low"

    @property
    def turned(self) -> bool:
        """Whether it depends on how the station is turned."""
        return bool(self.looks or self.hidden)

    @property
    def gb_per_hour(self) -> float | None:
        """What it carries down in an hour in which it is open, GB; None where its rate is not known."""
        return None if self.down is None else self.down * _GB_PER_MBPS_HOUR


def named(word: str, links: Iterable[Link]) -> tuple[Link, ...]:
    """Give the links of which one has to be open for a word; for `none` those that may not be: by voice or picture."""
    if word == "none":
        return tuple(one for one in links if set(one.carries) & {"video", "voice"})
    return tuple(one for one in links if word == one.key or word in one.carries)


def read_links(root: Entry) -> dict[str, Link]:
    """Read the links of a document, by name."""
    return {key: read_link(key, entry) for key, entry in root.entries("links")}


def read_link(key: str, entry: Entry) -> Link:
    """Read a link."""
    entry.only(
        ("name", "carries", "down", "up", "relays", "stations", "swarm", "ray", "looks", "hidden", "lowest", "sun",
         "source", "confidence")
    )  # fmt: skip
    if key in (*LINK_WORDS, *CARRIES):
        entry.fault("E745", f'no link may go by the name "{key}": it is a word for links', hint="name it anew")
    return Link(
        key=key,
        name=entry.word("name"),
        carries=entry.words("carries", CARRIES),
        down=_rate(entry, "down"),
        up=_rate(entry, "up"),
        relays=tuple(map(_relay, entry.listed("relays"))),
        stations=tuple(map(_station, entry.listed("stations"))),
        swarm=entry.word("swarm", "false", known=("true", "false")) == "true",
        ray=entry.quantity("ray", "m", 0.0, 100_000.0) * _KM if entry.has("ray") else 0.0,
        looks=tuple(map(_cone, entry.listed("looks"))),
        hidden=tuple(map(_cone, entry.listed("hidden"))),
        lowest=entry.quantity("lowest", "deg", -5.0, 90.0) if entry.has("lowest") else 0.0,
        sun=entry.quantity("sun", "deg", 0.0, 30.0) if entry.has("sun") else 0.0,
        source=entry.word("source"),
        confidence=entry.word("confidence", known=CONFIDENCE),
    )


def _rate(entry: Entry, field: str) -> float | None:
    return entry.quantity(field, "Mbps", 0.0, 1e6) if entry.has(field) else None


def _relay(entry: Entry) -> Relay:
    entry.only(("name", "lon"))
    return Relay(entry.word("name"), entry.number("lon", -180.0, 360.0))


def _station(entry: Entry) -> GroundStation:
    entry.only(("name", "lat", "lon", "lowest"))
    lat, lon = entry.number("lat", -90.0, 90.0), entry.number("lon", -180.0, 180.0)
    return GroundStation(entry.word("name"), lat, lon, entry.quantity("lowest", "deg", -5.0, 90.0))


def _cone(entry: Entry) -> Cone:
    entry.only(("axis", "half"))
    return Cone(entry.unit("axis"), entry.quantity("half", "deg", 0.0, 180.0))


@cache
def shipped_links() -> dict[str, Link]:
    """Give the links of places that are no station: `airfield`, `site`, `mars`, `moon`."""
    name = "links.yaml"
    text = files("cupola.places").joinpath("data", name).read_text("utf-8")
    return read_named(text, name, "links", read_link)
