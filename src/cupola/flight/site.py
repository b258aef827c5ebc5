"""Launch sites: where a rocket leaves from, and in which directions it may."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from cupola.errors import Message, SkyError, closest
from cupola.places.document import CONFIDENCE, Entry, read_named
from cupola.places.landmarks import point

Sector = tuple[float, float]
"""Two azimuths in deg, from north through east; from the first clockwise to the second."""

_ALL_AROUND: Sector = (0.0, 360.0)


@dataclass(frozen=True, slots=True)
class Site:
    """A place that rockets leave from.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    lat, lon : float
        Geodetic degrees north and east.
    azimuths : tuple of Sector
        Where a rocket may go, over the turning Earth.
    source, confidence : str
        Where these figures are from, and how sure they are.
    also : tuple of str
        Other names by which people ask for it.
    """

    key: str
    name: str
    lat: float
    lon: float
    azimuths: tuple[Sector, ...] = (_ALL_AROUND,)
    source: str = ""
    confidence: str = "low"
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, in small letters and digits only."""
        return tuple(map(_plain, (self.key, self.name, *self.also)))

    def allows(self, azimuth: float) -> bool:
        """Say whether a rocket may leave in a direction, deg."""
        return any((azimuth - first) % 360.0 <= ((last - first) % 360.0 or 360.0) for first, last in self.azimuths)


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def read_sites(text: str, name: str) -> dict[str, Site]:
    """Read launch sites.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "sites", _site)


def _site(key: str, entry: Entry) -> Site:
    entry.only(("name", "lat", "lon", "azimuths", "source", "confidence", "also"))
    return Site(
        key,
        entry.word("name"),
        entry.number("lat", -90.0, 90.0),
        entry.number("lon", -180.0, 180.0),
        tuple(map(_sector, entry.listed("azimuths"))),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
        tuple(name.strip() for name in entry.word("also").split(",")) if entry.has("also") else (),
    )


def _sector(entry: Entry) -> Sector:
    entry.only(("from", "to"))
    return entry.quantity("from", "deg", 0.0, 360.0), entry.quantity("to", "deg", 0.0, 360.0)


@cache
def shipped_sites() -> dict[str, Site]:
    """Give the sites that come with Cupola."""
    name = "sites.yaml"
    return read_sites(files("cupola.flight").joinpath("data", name).read_text("utf-8"), name)


def site(text: str) -> Site:
    """Give the site of one of its names, or of latitude and longitude in deg: `45.92,63.34`.

    Raises
    ------
    SkyError
        Neither (E700).
    """
    known = shipped_sites()
    for one in known.values():
        if _plain(text) in one.names:
            return one
    where = point(text)
    if where is not None:
        return Site(
            where.name,
            f"{abs(where.lat):g} {'NS'[where.lat < 0]}, {abs(where.lon):g} {'EW'[where.lon < 0]}",
            where.lat,
            where.lon,
        )
    hint = closest(text.lower(), known) or f"use one of {', '.join(known)}, or latitude,longitude: 45.92,63.34"
    raise SkyError(Message("E700", f'the launch site "{text[:40]}" is unknown', hint=hint))
