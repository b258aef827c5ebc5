"""The flight of a production from launch to landing: what the document says, and what the orbit says beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import pi
from typing import Final

from cupola.clock import DAY, Span
from cupola.errors import CupolaError, Message, SkyError
from cupola.flight.approach import Visit
from cupola.flight.arrival import hand_delay
from cupola.flight.capsule import capsule, shipped_capsules
from cupola.flight.craft import shipped_crafts
from cupola.flight.landing import DOWN, Return, returns
from cupola.flight.launch import MARGIN, Arrival, Opportunity, opportunities
from cupola.flight.site import site
from cupola.flight.vehicle import shipped_vehicles, vehicle
from cupola.flight.zone import shipped_zones
from cupola.production import Production
from cupola.production.ships import NEVER, Ship
from cupola.sky import Course, Orbit

_OLDEST: Final = 100 * DAY
_TORN: Final = 50_000.0  # km: a reboost between two sets is no reason not to compute
_AROUND: Final = 1800.0  # seconds about a launch as written in which one is looked for


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of the flight.

    Attributes
    ----------
    what : str
        `launch`, `contact`, `hatches open`, `first shot`, `wrap`, `hatches close`, `undocking`, `landing`.
    ship : str
        The name of the ship; empty where it is the film's own.
    at : float
        As the document has it.
    computed : float or None
        As the orbit has it; None where it says nothing.
    spread : float
        Seconds, one standard deviation or the spread of flights; 0 where none is known.
    note : str
        What goes with it.
    """

    what: str
    ship: str
    at: float
    computed: float | None = None
    spread: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody of the production is away: seconds aboard, and from launch to landing where both are known."""

    person: str
    up: str
    down: str
    aboard: float
    away: float | None


def film_ships(production: Production) -> tuple[Ship | None, Ship | None]:
    """Give the ship whose contact begins the stay, and the one whose undocking ends it.

    Raises
    ------
    CupolaError
        The production says nothing of its ships (E726).
    """
    if not production.ships:
        hint = 'add "flight:" with its ships; or ask `cupola flight launch` and `cupola flight land`, which need none'
        raise CupolaError(Message("E726", f"{production.title} says nothing of its ships", hint=hint))
    people, stay = set(production.people), production.stay
    brings = [ship for ship in production.ships if people & set(ship.up)]
    takes = [ship for ship in production.ships if people & set(ship.down) and ship.departs != NEVER]
    return (
        min(brings, key=lambda ship: abs(ship.arrives - stay.start), default=None),
        min(takes, key=lambda ship: abs(ship.departs - stay.stop), default=None),
    )


def moments(production: Production) -> tuple[Moment, ...]:
    """Give the moments of the flight in time order; those of other ships only where they fall into the stay.

    Raises
    ------
    CupolaError
        No ships (E726); a site that is unknown or never in the plane (E700, E703, E704); no way home with this
        undocking, and no landing written (E718).
    """
    there, home = film_ships(production)
    found = [
        Moment("first shot", "", production.shoot.start),
        Moment("wrap", "", production.shoot.stop),
        *(_there(production, there) if there else ()),
        *(_home(production, home) if home else ()),
    ]
    for ship in production.ships:
        if ship is not there and ship.arrives in production.stay:
            found.append(Moment("contact", ship.name, ship.arrives))
        if ship is not home and ship.departs in production.stay:
            found.append(Moment("undocking", ship.name, ship.departs))
    return tuple(sorted(found, key=lambda one: one.at))


def _there(production: Production, ship: Ship) -> Iterator[Moment]:
    """Give launch, contact and open hatches."""
    found, note = _launch(production, ship)
    if ship.launch is not None:
        at, spread = (found.at, found.spread) if found else (None, 0.0)
        yield Moment("launch", ship.name, ship.launch, at, spread, note)
    chase = min(found.arrivals, key=lambda one: abs(one.at - ship.arrives), default=None) if found else None
    yield _contact(production, ship, chase)
    yield Moment("hatches open", ship.name, ship.opened)


def _contact(production: Production, ship: Ship, chase: Arrival | None) -> Moment:
    if chase is None:
        return Moment("contact", ship.name, ship.arrives, note="taken over by hand" if ship.by_hand else "")
    note = f"{chase.profile.name}; taken over by hand" if ship.by_hand else chase.profile.name
    at = chase.at + (_hand_delay(production, ship) if ship.by_hand else 0.0)
    return Moment("contact", ship.name, ship.arrives, at, chase.profile.spread, note)


def _hand_delay(production: Production, ship: Ship) -> float:
    """Give by how many seconds hands came later than the automatic approach; 0 where the approach is not known."""
    port, craft = production.station.ports.get(ship.port), shipped_crafts().get(ship.kind)
    if port is None or craft is None:
        return 0.0
    turning, motion = production.station.attitude.at(ship.arrives), 2 * pi / production.orbit.revolution
    return hand_delay(Visit(craft, port, turning, motion, ship.arrives))


def _home(production: Production, ship: Ship) -> Iterator[Moment]:
    """Give closed hatches, undocking and landing."""
    yield Moment("hatches close", ship.name, ship.closed)
    yield Moment("undocking", ship.name, ship.departs)
    try:
        found = _landing(production, ship)
    except SkyError as error:
        if ship.lands is None:
            raise
        yield Moment("landing", ship.name, ship.lands, note=error.messages[0].text)
        return
    if found is not None:
        note, landing = f"{found.point.name}, {'day' if found.is_day else 'night'}", found.fall.landing
        yield Moment("landing", ship.name, landing if ship.lands is None else ship.lands, landing, 0.0, note)
    elif ship.lands is not None:
        yield Moment("landing", ship.name, ship.lands)


def _launch(production: Production, ship: Ship) -> tuple[Opportunity | None, str]:
    """Give the launch that the orbit offers within half an hour of the one as written, or why there is none."""
    if ship.launch is None or ship.site is None or ship.kind not in shipped_vehicles():
        return None, ""
    pad = site(ship.site)
    span = Span(ship.launch - _AROUND, ship.launch + _AROUND)
    course = _wider(production, Span(span.start - MARGIN, max(span.stop + MARGIN, ship.arrives + DAY)))
    if course is None:
        return None, ""
    found = opportunities(course, pad, vehicle(ship.kind), span)
    return (found[0], "") if found else (None, f"{pad.name} is not in the plane of the orbit within half an hour of it")


def _landing(production: Production, ship: Ship) -> Return | None:
    """Give the way home that the undocking leaves: the one nearest to the landing as written, or else the first."""
    if ship.kind not in shipped_capsules():
        return None
    one = capsule(ship.kind)
    zone = next(zone for zone in shipped_zones().values() if zone.kind == one.lands)
    course = _wider(production, Span(ship.departs, ship.departs + one.free.most + DOWN + 60.0))
    if course is None:
        return None
    found = returns(course, one, zone, Span(ship.departs, ship.departs + 1.0), ship.departs)
    wanted = ship.lands if ship.lands is not None else ship.departs
    return min(found, key=lambda home: abs(home.fall.landing - wanted))


def _wider(production: Production, span: Span) -> Course | None:
    """Give the orbit of a production over another span, where its data reach so far."""
    course = production.orbit if production.flight is not None else None
    if isinstance(course, Orbit):
        try:
            return Orbit(course.sets, span, largest_seam=_TORN, farthest=_OLDEST, name=course.name)
        except SkyError:
            return None
    if course is not None and course.span.start <= span.start and span.stop <= course.span.stop:
        return course
    return None


def stays(production: Production) -> tuple[Stay, ...]:
    """Give how long each of the production's people who come and go is away."""
    found = []
    for key, person in production.people.items():
        came = next((ship for ship in production.ships if key in ship.up), None)
        goes = next((ship for ship in production.ships if key in ship.down), None)
        if came is not None and goes is not None:
            known = came.launch is not None and goes.lands is not None
            away = (goes.lands or 0.0) - (came.launch or 0.0) if known else None
            found.append(Stay(person.name, came.name, goes.name, goes.departs - came.arrives, away))
    return tuple(found)
