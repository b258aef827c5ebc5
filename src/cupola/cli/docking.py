"""`cupola flight dock`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isnan, pi
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from cupola.cli import OK
from cupola.cli.desk import instant_of, print_json, say
from cupola.clock import Span, clock_text, utc_text
from cupola.errors import CupolaError, Message
from cupola.flight.approach import Approach, Contact, Trouble, Visit, port_for
from cupola.flight.arrival import Arrival, arrive
from cupola.flight.craft import craft
from cupola.flight.seen import Look, Seen, seen
from cupola.flight.vehicle import vehicle
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.sky import open_orbit
from cupola.units import UnitError, counted, duration_text, quantity

if TYPE_CHECKING:
    from cupola.cli.late import Late

_USUAL: Final = 3600.0  # seconds of orbit that an approach takes at most, as a rule


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: everything as typed."""

    orbit: Sequence[Path]
    station: str
    port: str
    vehicle: str
    at: str
    by_hand: str | None
    break_off: str | None
    window: Sequence[str]
    lens: str | None
    seed: int
    production: Path | None


def dock(asked: Asked, *, as_json: bool) -> int:
    """Print an approach from the end of the rendezvous to contact, and what is seen of it."""
    if not asked.orbit:
        raise CupolaError(
            Message("E107", "--orbit is missing", hint="name a file with the station's orbit: --orbit FILE")
        )
    if asked.seed < 0:
        raise CupolaError(Message("E106", f"--seed {asked.seed} is not possible", hint="give 0 or more"))
    ship, station, at = vehicle(asked.vehicle), load_station(asked.station), instant_of(asked.at)
    lens = Lens(1000.0 * _measured(asked.lens, "--lens")) if asked.lens else None
    course = open_orbit(asked.orbit, Span(at, at + _USUAL))
    station.refuse_other(course)
    coming = craft(ship.key)
    port = port_for(station, asked.port, coming, at)
    visit = Visit(coming, port, station.attitude.at(at), 2 * pi / course.revolution, at, _trouble(asked), asked.seed)
    arrival = arrive(visit)
    if arrival.tries[0].at[-1] > course.span.stop:
        course = open_orbit(asked.orbit, Span(at, float(arrival.tries[0].at[-1])))
    views = seen(station, course, arrival.tries[0], asked.window or None, lens)
    shoot = _shoot(asked.production, arrival, ship.name) if asked.production is not None else None
    if as_json:
        print_json(_plain(arrival, views, ship.name) | {"shoot": shoot.plain() if shoot else None})
        return OK
    effect = shoot.lines() if shoot else ()
    for line in (*_legs(arrival.tries[0]), *_outcome(arrival), *effect, *map(_view, views)):
        print(line)
    say(f"{ship.name} to {port.name}; {station.name}, {visit.turning}; times are UTC; the first try is shown")
    say(f"distances: from docking gear to port; seen from: {_windows(views)}")
    say(
        "the speeds, sensors and thrusters behind this are estimates; another --seed, another approach of the same kind"
    )
    if shoot and asked.production:
        for line in shoot.next_steps(asked.production):
            say(line)
    return OK


def _shoot(path: Path, arrival: Arrival, ship: str) -> Late:
    from cupola.cli.late import late_arrival

    return late_arrival(path, arrival, ship)


def _trouble(asked: Asked) -> Trouble | None:
    if asked.by_hand is not None and asked.break_off is not None:
        text = "--by-hand and --break-off are two ways out of the same trouble"
        raise CupolaError(Message("E505", text, hint="give one of them"))
    if asked.by_hand is not None:
        return _fails("by hand", asked.by_hand, "--by-hand")
    return _fails("break off", asked.break_off, "--break-off") if asked.break_off is not None else None


def _fails(then: Literal["by hand", "break off"], where: str, option: str) -> Trouble:
    """Read an instant or a distance."""
    if where.strip().endswith("Z"):
        return Trouble(then, at=instant_of(where))
    return Trouble(then, distance=_measured(where, option))


def _measured(text: str, option: str) -> float:
    try:
        return quantity(text, "m")
    except UnitError as error:
        raise CupolaError(Message("E107", f"{option}: {error}")) from None


def _legs(approach: Approach) -> Iterator[str]:
    for leg in approach.legs:
        first, last = leg.distances
        yield (
            f"{utc_text(leg.span.start)}  {leg.name:15s}  {leg.hand:9s}  {duration_text(leg.span.length):>12s}"
            f"  {first:4.0f} m to {abs(last):3.0f} m"
        )


def _outcome(arrival: Arrival) -> Iterator[str]:
    first = arrival.tries[0]
    yield _touch(first.contact) if first.contact is not None else "no contact: it broke off"
    yield f"{first.spent:.1f} m/s of thrusters, {first.propellant:.0f} kg of propellant"
    if len(arrival.tries) > 1:
        retry = first.visit.craft.retry
        yield f"next try about {utc_text(arrival.tries[-1].visit.at)[:16]}Z ±{duration_text(retry.spread)}"
        yield _touch(arrival.contact)
    lost = f", {counted(arrival.days_lost, 'day')} lost" if arrival.days_lost else ""
    late = f", {duration_text(arrival.late)} later than without trouble{lost}" if arrival.late else ""
    yield f"hatches open about {utc_text(arrival.hatches)[:16]}Z ±{duration_text(arrival.spread)}{late}"


def _touch(contact: Contact) -> str:
    held = "" if contact.is_captured else ": the docking gear does not hold"
    return (
        f"contact {utc_text(contact.at)} at {contact.speed:.2f} m/s, {1000 * contact.aside:.0f} mm beside the axis, "
        f"{contact.angle:.1f} deg askew{held}"
    )


def _view(one: Seen) -> str:
    first, last = one.first, one.last
    fills = "" if isnan(last.share) else f"  {100 * first.share:3.0f} to {100 * last.share:3.0f} % of the picture"
    return (
        f"  {one.window:20s}  {clock_text(first.at, seconds=True)} to {clock_text(last.at, seconds=True)}"
        f"  {first.distance:4.0f} m to {last.distance:3.0f} m  {first.size:4.1f} to {last.size:4.1f} deg{fills}"
        f"  in the {'Sun' if one.is_lit else 'dark'}"
    )


def _windows(views: Sequence[Seen]) -> str:
    return ", ".join(dict.fromkeys(one.window for one in views)) or "no window"


def _plain(arrival: Arrival, views: Sequence[Seen], ship: str) -> dict[str, Any]:
    visit = arrival.tries[0].visit
    return {
        "vehicle": ship,
        "port": visit.port.name,
        "attitude": str(visit.turning),
        "tries": [_try(one) for one in arrival.tries],
        "contact": _contact(arrival.contact),
        "hatches": {"utc": utc_text(arrival.hatches), "spread_s": round(arrival.spread)},
        "late_s": round(arrival.late),
        "days_lost": arrival.days_lost,
        "seen": [_seen(one) for one in views],
    }


def _try(one: Approach) -> dict[str, Any]:
    return {
        "at": utc_text(one.visit.at),
        "legs": [
            {
                "name": leg.name,
                "hand": leg.hand,
                "from": utc_text(leg.span.start),
                "to": utc_text(leg.span.stop, 1),
                "distance_m": [round(distance, 1) for distance in leg.distances],
                "thrusters_m_s": round(leg.spent, 2),
            }
            for leg in one.legs
        ],
        "contact": _contact(one.contact) if one.contact is not None else None,
        "thrusters_m_s": round(one.spent, 2),
        "propellant_kg": round(one.propellant, 1),
    }


def _contact(contact: Contact) -> dict[str, Any]:
    return {
        "utc": utc_text(contact.at, 1),
        "speed_m_s": round(contact.speed, 3),
        "sideways_m_s": round(contact.sideways, 4),
        "miss_mm": round(1000 * contact.aside),
        "angle_deg": round(contact.angle, 2),
        "captured": contact.is_captured,
    }


def _seen(one: Seen) -> dict[str, Any]:
    return {
        "window": one.window,
        "from": utc_text(one.span.start, 1),
        "to": utc_text(one.span.stop, 1),
        "sunlit": one.is_lit,
        "first": _look(one.first),
        "last": _look(one.last),
    }


def _look(look: Look) -> dict[str, Any]:
    return {
        "distance_m": round(look.distance, 1),
        "size_deg": round(look.size, 2),
        "off_axis_deg": round(look.off_axis, 1),
        "share_of_picture": None if isnan(look.share) else round(look.share, 3),
    }
