"""Craft that carry people to a station: how long before the plane they leave, and how their chase goes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from cupola.errors import Message, SkyError, closest
from cupola.flight.site import Site
from cupola.places.document import CONFIDENCE, Entry, read_named

RECOVERY: Final = ("none", "droneship", "rtls")
"""What becomes of the first stage: nothing, it lands on a ship, it returns to the launch site."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How long before its pad crosses the station's plane a rocket leaves, the station being right above.

    Attributes
    ----------
    rocket, recovery : str
        Which, and what becomes of its first stage.
    site : str
        From where; empty: from anywhere that no other lead names.
    seconds, spread : float
        The lead and its standard deviation, s.
    flights : int
        On how many it was measured.
    """

    rocket: str
    recovery: str
    site: str
    seconds: float
    spread: float
    flights: int


@dataclass(frozen=True, slots=True)
class Daylight:
    """How contact follows the Sun at the station: a ship comes close in daylight.

    Attributes
    ----------
    sunrise, sunset : float
        Seconds from sunrise to the earliest contact, and from sunset to the latest.
    spread : float
        By how much flights differed from a contact that one of the two has moved, s.
    """

    sunrise: float
    sunset: float
    spread: float


@dataclass(frozen=True, slots=True)
class Profile:
    """A way to the station.

    Attributes
    ----------
    name : str
        As crews call it.
    phase : (float, float)
        Deg by which the station may be ahead of the pad at launch: from, to.
    lasts, spread : float
        Seconds from launch to contact with the station right above the pad, and by how much flights differed from that.
    source, confidence : str
        Where these figures are from, and how sure they are.
    least, most : float
        The shortest and the longest that it can last, s.
    longer : float
        By how many seconds it lasts longer for each degree that the station is ahead.
    daylight : Daylight or None
        How the Sun at the station moves contact; None: not at all.
    """

    name: str
    phase: tuple[float, float]
    lasts: float
    spread: float
    source: str
    confidence: str
    least: float
    most: float
    longer: float = 0.0
    daylight: Daylight | None = None

    @property
    def longest(self) -> float:
        """The most seconds that it takes from any phase."""
        return max(self.most, self.takes(self.phase[1]))

    def takes(self, phase: float) -> float:
        """Give the usual seconds from launch to contact, by the phase at launch, deg."""
        return self.lasts + self.longer * phase

    def is_open(self, phase: float) -> bool:
        """Say whether it can be flown from a phase at launch, deg in [-30, 330)."""
        first, last = self.phase
        return first <= phase < last


@dataclass(frozen=True, slots=True)
class Vehicle:
    """A craft and its rocket.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    ascent : float
        Seconds from lift-off to separation.
    speed : float
        At separation, km/s, inertial.
    leads : tuple of Lead
        By recovery and site.
    profiles : tuple of Profile
        The fastest first.
    """

    key: str
    name: str
    ascent: float
    speed: float
    leads: tuple[Lead, ...]
    profiles: tuple[Profile, ...]
    source: str
    confidence: str

    def lead(self, site: Site, recovery: str | None = None) -> Lead:
        """Give the lead from a site; by default with the recovery that is named first.

        Raises
        ------
        SkyError
            It does not fly with this recovery (E701).
        """
        wanted = recovery or self.leads[0].recovery
        found = [lead for lead in self.leads if lead.recovery == wanted]
        if not found:
            flown = " or ".join(dict.fromkeys(lead.recovery for lead in self.leads))
            text = f'{self.name} does not fly with the recovery "{wanted[:20]}"'
            raise SkyError(Message("E701", text, hint=f"give --recovery {flown}"))
        return min(found, key=lambda lead: (lead.site != site.key, bool(lead.site)))


def read_vehicles(text: str, name: str) -> dict[str, Vehicle]:
    """Read vehicles.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "vehicles", _vehicle)


def _vehicle(key: str, entry: Entry) -> Vehicle:
    entry.only(("name", "ascent", "speed", "leads", "profiles", "source", "confidence"))
    return Vehicle(
        key,
        entry.word("name"),
        entry.quantity("ascent", "s", 0.0, 3600.0),
        entry.quantity("speed", "km/h", 3600.0, 40_000.0) / 3600.0,
        tuple(map(_lead, entry.listed("leads"))),
        tuple(map(_profile, entry.listed("profiles"))),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
    )


def _lead(entry: Entry) -> Lead:
    entry.only(("rocket", "recovery", "site", "lead", "spread", "flights"))
    return Lead(
        entry.word("rocket"),
        entry.word("recovery", known=RECOVERY),
        entry.word("site", ""),
        entry.quantity("lead", "s", 0.0, 3600.0),
        entry.quantity("spread", "s", 0.0, 3600.0),
        entry.count("flights", 0, 10_000),
    )


def _profile(entry: Entry) -> Profile:
    entry.only(("name", "phase", "lasts", "spread", "longer", "between", "daylight", "source", "confidence"))
    phase = entry.inner("phase")
    limits = (
        (phase.quantity("from", "deg", -30.0, 330.0), phase.quantity("to", "deg", -30.0, 330.0))
        if phase
        else (0.0, 0.0)
    )
    lasts = entry.quantity("lasts", "s", 0.0, 1e6)
    between = entry.inner("between") if entry.has("between") else None
    return Profile(
        entry.word("name"),
        limits,
        lasts,
        entry.quantity("spread", "s", 0.0, 1e6),
        entry.word("source"),
        entry.word("confidence", known=CONFIDENCE),
        between.quantity("from", "s", 0.0, lasts) if between else lasts,
        between.quantity("to", "s", lasts, 1e6) if between else lasts,
        entry.quantity("longer", "s", 0.0, 3600.0) if entry.has("longer") else 0.0,
        _daylight(entry.inner("daylight")) if entry.has("daylight") else None,
    )


def _daylight(entry: Entry | None) -> Daylight | None:
    if entry is None:
        return None
    entry.only(("sunrise", "sunset", "spread"))
    return Daylight(*(entry.quantity(field, "s", 0.0, 3600.0) for field in ("sunrise", "sunset", "spread")))


@cache
def shipped_vehicles() -> dict[str, Vehicle]:
    """Give the vehicles that come with Cupola."""
    name = "vehicles.yaml"
    return read_vehicles(files("cupola.flight").joinpath("data", name).read_text("utf-8"), name)


def vehicle(key: str) -> Vehicle:
    """Give a vehicle by its name.

    Raises
    ------
    SkyError
        There is none (E702).
    """
    known = shipped_vehicles()
    if key not in known:
        hint = closest(key, known) or f"use one of {', '.join(known)}"
        raise SkyError(Message("E702", f'the vehicle "{key[:40]}" is unknown', hint=hint))
    return known[key]
