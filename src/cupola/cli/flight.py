"""`cupola flight`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from cupola.cli import OK
from cupola.cli.desk import print_json, say
from cupola.clock import DAY, InstantError, Span, date_text, day_start, utc_text
from cupola.errors import Message, SkyError, closest
from cupola.flight.approach import fitting_port
from cupola.flight.chase import Arrival
from cupola.flight.craft import craft as approaching
from cupola.flight.launch import MARGIN, Opportunity, opportunities
from cupola.flight.moment import OLDEST, TORN
from cupola.flight.site import Site, site
from cupola.flight.vehicle import Vehicle, vehicle
from cupola.places import Port, Station, load_station
from cupola.sky import Course, StateOrbit, open_orbit
from cupola.units import duration_text

_LONG: Final = 120.0  # seconds that are told as minutes
_MOST_DAYS: Final = 100
_FURTHER: Final = 14
"""Days on which another launch is looked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: everything as typed."""

    orbit: Sequence[Path]
    site: str
    vehicle: str
    recovery: str | None
    date: str
    days: int
    station: str
    port: str | None
    profile: str | None = None


def launch(wanted: Wanted, *, as_json: bool) -> int:
    """Print the launches from a site into the plane of a station."""
    if not wanted.orbit:
        raise SkyError(Message("E107", "--orbit is missing", hint="name a file with the station's orbit: --orbit FILE"))
    place, craft, span = site(wanted.site), vehicle(wanted.vehicle), days_of(wanted.date, wanted.days)
    course = _course(wanted.orbit, span, craft)
    berth = _berth(wanted, craft)
    found = opportunities(course, place, craft, span, wanted.recovery)
    if wanted.profile is not None:
        found = _by_profile(wanted, craft, found)
    if as_json:
        print_json({"opportunities": [_plain(one, berth) for one in found]})
        return OK
    for one in found:
        print(_text(one, berth))
    say(_head(course, place, craft, found))
    return OK


@dataclass(frozen=True, slots=True)
class _Berth:
    """The port that is asked for."""

    station: Station
    port: Port

    def taken_by(self, launch: float, contact: float) -> str | None:
        """Give the ship that is there at launch and still at contact: one that comes later is the one that is meant."""
        ship = self.station.ship_at(self.port, launch)
        return ship.name if ship is not None and ship.docked is not None and contact < ship.docked.stop else None


def _by_profile(wanted: Wanted, craft: Vehicle, found: Sequence[Opportunity]) -> tuple[Opportunity, ...]:
    """Keep the launches that leave a chase open.

    Raises
    ------
    SkyError
        The chase is unknown, or no launch of these days leaves it open (E714).
    """
    name, names = wanted.profile or "", [profile.name for profile in craft.profiles]
    if name not in names:
        hint = closest(name, names) or f"use one of {', '.join(names)}"
        raise SkyError(Message("E714", f'{craft.name} flies no chase "{name[:40]}"', hint=hint))
    kept = _leaving(name, found)
    if not kept:
        ways = [(one.at, " and ".join(way.profile.name for way in one.arrivals) or "none") for one in found]
        are = f" ({', '.join(f'{date_text(at)}: {names}' for at, names in ways)})" if ways else ""
        text = f"no launch of these days leaves {name} open: the phase does not allow it{are}"
        raise SkyError(Message("E714", text, hint=_next(wanted, craft)))
    return kept


def _leaving(name: str, found: Sequence[Opportunity]) -> tuple[Opportunity, ...]:
    """Give the launches that leave a chase open, with that chase alone."""
    ways = [(one, tuple(way for way in one.arrivals if way.profile.name == name)) for one in found]
    return tuple(replace(one, arrivals=way) for one, way in ways if way)


def _next(wanted: Wanted, craft: Vehicle) -> str:
    """Name the next launches that leave a chase open, as far as the orbit is known."""
    span = days_of(wanted.date, _FURTHER)
    try:
        later = opportunities(_course(wanted.orbit, span, craft), site(wanted.site), craft, span, wanted.recovery)
    except SkyError:
        later = ()
    when = [f"{utc_text(one.at)[:16]}Z" for one in _leaving(wanted.profile or "", later)[:3]]
    return f"open at {', '.join(when)}" if when else "ask for another day, with newer elements"


def _berth(wanted: Wanted, craft: Vehicle) -> _Berth | None:
    if wanted.port is None:
        return None
    station = load_station(wanted.station)
    return _Berth(station, fitting_port(station, wanted.port, approaching(craft.key)))


def days_of(date: str, count: int) -> Span:
    """Give the days that were asked for.

    Raises
    ------
    SkyError
        No date (E108), or too many days (E106).
    """
    if not 1 <= count <= _MOST_DAYS:
        raise SkyError(Message("E106", f"--days {count} is not possible", hint=f"give 1 to {_MOST_DAYS}"))
    try:
        start = day_start(date)
    except InstantError:
        raise SkyError(Message("E108", f'"{date[:40]}" is not a date', hint="give --date as 2021-10-05")) from None
    return Span(start, start + count * DAY)


def _course(files: Sequence[Path], span: Span, craft: Vehicle) -> Course:
    """Open the orbit for the launches, and for as much of the chases as it covers."""
    longest = max(profile.longest for profile in craft.profiles)
    needed = Span(span.start - MARGIN, span.stop + MARGIN)
    course = open_orbit(files, needed, largest_seam=TORN, farthest=OLDEST)
    if isinstance(course, StateOrbit):
        return course
    return open_orbit(files, Span(needed.start, needed.stop + longest + MARGIN), largest_seam=TORN, farthest=OLDEST)


def _head(course: Course, place: Site, craft: Vehicle, found: Sequence[Opportunity]) -> str:
    text = f"{craft.name} from {place.name} into the plane of {course.name}; times are UTC"
    if not found:
        return f"{text}: no launch on these days; one comes every 23 h 37 min, look at the next with --days 2"
    lead = found[0].lead
    return (
        f"{text}\n{lead.rocket} leaves {lead.seconds:.0f} s before its pad lies in the plane ({lead.flights} flights), "
        f"later by up to three minutes the farther the station is ahead"
    )


def _text(one: Opportunity, berth: _Berth | None) -> str:
    sky = f"to {one.azimuth:.1f} deg  {daylight(one.sun)}"
    lines = [f"{utc_text(one.at)}  ±{_spread(one)}  station {_phase(one.phase)}  {sky}"]
    lines += [f"  {_arrival(one, arrival)}{_at_port(one, arrival, berth)}" for arrival in one.arrivals]
    if not one.arrivals:
        lines.append("  no way to the station from this phase: wait for another day")
    return "\n".join(lines)


def _spread(one: Opportunity) -> str:
    if one.spread >= _LONG:
        return duration_text(round(one.spread, -1))
    return f"{one.spread:.0f} s" if one.age == one.age else "? s"


def _phase(phase: float) -> str:
    return f"{abs(phase):.1f} deg {'ahead' if phase >= 0 else 'behind'}"


def daylight(sun: float) -> str:
    """Say what light there is at the pad, by the Sun's height in deg."""
    if sun >= 0:
        return f"day, Sun {sun:.0f} deg up"
    kinds = ((-6.0, "twilight"), (-12.0, "nautical twilight"), (-18.0, "astronomical twilight"))
    return next((word for low, word in kinds if sun >= low), "night")


def _arrival(one: Opportunity, arrival: Arrival) -> str:
    lit = {True: ", in the Sun", False: ", in the dark", None: ""}[arrival.is_lit]
    if arrival.edge:
        lit = ", as the Sun sets there" if arrival.edge == "sunset" else ", as soon as there is light for it"
    return (
        f"{arrival.profile.name}: contact about {utc_text(arrival.at)[:16]}Z ±{duration_text(arrival.spread)}{lit} "
        f"({duration_text(arrival.at - one.at)} after launch)"
    )


def _at_port(one: Opportunity, arrival: Arrival, berth: _Berth | None) -> str:
    if berth is None:
        return ""
    ship = berth.taken_by(one.at, arrival.at)
    return f", at {berth.port.name}" if ship is None else f"; {ship} is then still at {berth.port.name}"


def _plain(one: Opportunity, berth: _Berth | None) -> dict[str, Any]:
    return {
        "utc": utc_text(one.at, 3),
        "date": date_text(one.at),
        "spread_s": round(one.spread, 1),
        "plane_utc": utc_text(one.crossing, 3),
        "phase_deg": round(one.phase, 2),
        "profiles": [arrival.profile.name for arrival in one.arrivals],
        "azimuth_deg": round(one.azimuth, 2),
        "heading": one.heading,
        "sun_deg": round(one.sun, 1),
        "daylight": one.sun >= 0,
        "elements_age_days": round(one.age / DAY, 2) if one.age == one.age else None,
        "arrivals": [
            {
                "profile": arrival.profile.name,
                "utc": utc_text(arrival.at),
                "spread_s": arrival.spread,
                "moved_by": arrival.edge or None,
                "sunlit": arrival.is_lit,
                "port": berth.port.name if berth else None,
                "taken_by": berth.taken_by(one.at, arrival.at) if berth else None,
            }
            for arrival in one.arrivals
        ],
    }
