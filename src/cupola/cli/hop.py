"""`cupola flight hop`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from cupola.cli import OK
from cupola.cli.desk import instant_of, print_json, say
from cupola.clock import utc_text
from cupola.errors import Message, SkyError
from cupola.light.hop import HopSights, hop_sights
from cupola.places.ground import Location
from cupola.places.hop import FLOATING, Hopper, Track, hopper, track
from cupola.places.landmarks import point
from cupola.units import UnitError, quantity

_KM: Final = 1e-3
_SPACE: Final = 100_000.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: everything as typed."""

    vehicle: str
    launch: str
    site: str | None
    heading: str


def hop(wanted: Wanted, *, as_json: bool) -> int:
    """Print the flight of a craft that hops."""
    craft, at = hopper(wanted.vehicle), instant_of(wanted.launch, hint="give --launch as 2021-10-13T14:49:51Z")
    sights = hop_sights(craft, at, _base(craft, wanted.site), _heading(wanted.heading))
    flight = track(craft)
    if as_json:
        print_json(
            {"phases": [_plain(at, *phase) for phase in _phases(craft, flight)], "seconds": _seconds(at, sights)}
        )
        return OK
    for name, since, height in _phases(craft, flight):
        print(f"{utc_text(at + since)}  {_clock(since)}  {height * _KM:6.1f} km  {name}")
    for window, lit in sights.direct.items():
        print(f"direct sun through {window}: {_stretches(lit)}")
    say(_about(craft, sights))
    return OK


def _heading(text: str) -> float:
    try:
        return quantity(text, "deg")
    except UnitError as error:
        raise SkyError(Message("E107", f"--heading: {error}", hint="give it as 90deg")) from None


def _base(craft: Hopper, site: str | None) -> Location:
    if site is None:
        return Location(f"site of {craft.name}", craft.lat, craft.lon, craft.ground)
    where = point(site)
    if where is None:
        hint = "write degrees north and east: 31.42,-104.76"
        raise SkyError(Message("E373", f'the place "{site[:60]}" is not understood', hint=hint))
    return Location("the site", where.lat, where.lon, craft.ground)


def _phases(craft: Hopper, flight: Track) -> Iterator[tuple[str, float, float]]:
    """Give what happens when, in seconds from the beginning, and how high: metres."""
    floats, highest = flight.floats, flight.apogee
    falling = (flight.time > floats[1]) & (flight.time < craft.slowed)
    hardest = float(flight.time[falling][flight.felt[falling].argmax()])
    space = flight.rises_through(_SPACE)
    heavy = falling & (flight.felt > 1.0)
    found = [
        ("lift-off" if craft.start == craft.ground else "release", 0.0),
        ("the engine stops", craft.burn),
        *([("it parts from its booster", craft.parts)] if craft.parts > craft.burn else []),
        ("everything floats", floats[0]),
        ("100 km", space),
        ("highest", highest[0]),
        ("weight comes back", floats[1]),
        ("as heavy as on the ground", float(flight.time[heavy][0])),
        (f"hardest: {flight.felt[falling].max():.1f} g", hardest),
        ("canopies" if craft.settled > craft.slowed else "gliding", craft.slowed),
        ("landing", craft.landing),
    ]
    known = sorted((one for one in found if one[1] == one[1]), key=lambda one: one[1])
    yield from ((name, at, float(np.interp(at, flight.time, flight.height))) for name, at in known)


def _clock(since: float) -> str:
    minutes, seconds = divmod(round(since), 60)
    return f"T+{minutes}:{seconds:02d}"


def _stretches(holds: NDArray[np.bool_]) -> str:
    """Say in which seconds of the flight something holds."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], holds, [False]]).astype(int)))
    spans = [f"{_clock(a)} to {_clock(b - 1)}" for a, b in edges.reshape(-1, 2).tolist()]
    return ", ".join(spans) or "never"


def _about(craft: Hopper, sights: HopSights) -> str:
    floats = int((sights.felt < FLOATING).sum())
    return (
        f"{craft.name}; floating for {floats} s; Sun {sights.sun[0]:.0f} deg high at {sights.azimuth[0]:.0f} deg; "
        f"the edge of the Earth sinks to {-sights.limb.min():.1f} deg below the level\n"
        "windows look level and keep their direction: give where the front looks with --heading"
    )


def _plain(launch: float, name: str, since: float, height: float) -> dict[str, Any]:
    return {
        "what": name,
        "utc": utc_text(launch + since, 1),
        "since_s": round(since, 1),
        "height_km": round(height * _KM, 2),
    }


def _seconds(launch: float, sights: HopSights) -> list[dict[str, Any]]:
    return [
        {
            "utc": utc_text(float(at)),
            "since_s": round(float(at) - launch),
            "height_km": round(float(sights.height[k]) * _KM, 3),
            "felt_g": round(float(sights.felt[k]), 3),
            "sun_deg": round(float(sights.sun[k]), 2),
            "sun_azimuth_deg": round(float(sights.azimuth[k]), 2),
            "limb_deg": round(float(sights.limb[k]), 2),
            "direct": [name for name, lit in sights.direct.items() if lit[k]],
        }
        for k, at in enumerate(sights.at)
    ]
