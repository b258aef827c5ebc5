"""`cupola flight land`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cupola.cli import OK
from cupola.cli.desk import instant_of, print_json, say
from cupola.cli.flight import daylight, days_of
from cupola.clock import Span, utc_text
from cupola.errors import Message, SkyError
from cupola.flight.capsule import Capsule, capsule
from cupola.flight.landing import DOWN, Return, returns
from cupola.flight.moment import OLDEST, TORN
from cupola.flight.zone import Zone, zone
from cupola.sky import Course, age_words, open_orbit
from cupola.units import duration_text

_MARGIN = 60.0  # seconds: the burns that are looked at reach one step beyond the last


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for: everything as typed."""

    orbit: Sequence[Path]
    vehicle: str
    zone: str
    date: str | None
    days: int
    undock: str | None
    traffic: Sequence[str]


def land(wanted: Wanted, *, as_json: bool) -> int:
    """Print the ways home."""
    if not wanted.orbit:
        raise SkyError(Message("E107", "--orbit is missing", hint="name a file with the station's orbit: --orbit FILE"))
    capsule_, zone_ = capsule(wanted.vehicle), zone(wanted.zone)
    undock = None if wanted.undock is None else instant_of(wanted.undock, "--undock")
    span = _span(wanted, undock)
    needed = Span(span.start, span.stop + capsule_.free.most + DOWN + _MARGIN)
    course = open_orbit(wanted.orbit, needed, largest_seam=TORN, farthest=OLDEST)
    traffic = [instant_of(text, "--traffic") for text in wanted.traffic]
    found = returns(course, capsule_, zone_, span, undock, traffic)
    if as_json:
        print_json({"opportunities": [plain(one) for one in found]})
        return OK
    for one in found:
        print(_text(one))
    say(_head(course, capsule_, zone_, span, found))
    return OK


def _span(wanted: Wanted, undock: float | None) -> Span:
    if wanted.date is not None:
        return days_of(wanted.date, wanted.days)
    if undock is None:
        raise SkyError(Message("E107", "--date is missing", hint="give --date 2021-10-17, or --undock with a time"))
    return Span(undock, undock + 1.0)


def _text(one: Return) -> str:
    fall = one.fall
    after = duration_text(fall.landing - one.undock)
    lines = [
        f"undock {utc_text(one.undock)}  burn {utc_text(fall.burn)[11:]}  air {utc_text(fall.entry)[11:]}  "
        f"parachute {utc_text(fall.parachute)[11:]}  land {utc_text(fall.landing)}  ({after})",
        f"  {one.point.name}: {fall.lat:.2f}, {fall.lon:.2f}, {one.miss:.0f} km off, flying {one.heading}, "
        f"{daylight(one.sun)}, up to {fall.load:.1f} g",
    ]
    if fall.ahead:
        lines.append(f"  in a lower orbit, at last {duration_text(fall.ahead)} ahead of the station")
    if one.traffic is not None:
        apart = duration_text(abs(one.traffic - one.undock))
        lines.append(f"  too near to other traffic at {utc_text(one.traffic)}: {apart}")
    return "\n".join(lines)


def _head(course: Course, capsule_: Capsule, zone_: Zone, span: Span, found: Sequence[Return]) -> str:
    text = f"{capsule_.name} from {course.name} to {zone_.name}; times are UTC; {age_words(course, span.start)}"
    if not found:
        return f"{text}: no pass comes within {zone_.reach:.0f} km on these days; look at more with --days"
    return f"{text}\nburn of {capsule_.slows * 1000:.0f} m/s in {duration_text(capsule_.burn)}"


def plain(one: Return) -> dict[str, Any]:
    """Give a way home as data."""
    fall = one.fall
    return {
        "undock": utc_text(one.undock),
        "burn": utc_text(fall.burn),
        "entry": utc_text(fall.entry),
        "parachute": utc_text(fall.parachute),
        "landing": utc_text(fall.landing),
        "after_undocking_s": round(fall.landing - one.undock),
        "ahead_s": round(fall.ahead),
        "point": one.point.name,
        "lat": round(fall.lat, 3),
        "lon": round(fall.lon, 3),
        "miss_km": round(one.miss, 1),
        "heading": one.heading,
        "sun_deg": round(one.sun, 1),
        "daylight": one.is_day,
        "load_g": round(fall.load, 1),
        "traffic": None if one.traffic is None else utc_text(one.traffic),
    }
