"""The way home of a ship of a production: hatches, undocking, landing, as the document and as the orbit have them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cupola.clock import DAY, Span, utc_text
from cupola.errors import SkyError
from cupola.flight.capsule import Capsule, capsule, shipped_capsules
from cupola.flight.landing import DOWN, Return, returns
from cupola.flight.moment import Moment, Refusal, is_sure, place, refused, wider
from cupola.flight.zone import Zone, shipped_zones
from cupola.production import Production
from cupola.production.ships import Ship
from cupola.units import duration_text

_LANDS: Final = 3600.0  # seconds: a landing farther from its pass than this belongs to another one
_FIXED: Final = 6 * 3600.0  # seconds: who may fly on for longer before the burn chooses when to undock
_STEP: Final = 60.0  # seconds that the search for burns looks beyond the last


def homeward(production: Production, ship: Ship) -> Iterator[Moment]:
    """Give closed hatches, undocking and landing.

    What cannot be has a refusal: an undocking without a way home (E718), a landing to which it does not lead (E713).
    """
    found, refusal = None, None
    try:
        found = _landing(production, ship)
    except SkyError as error:
        refusal = refused(error, ship, "departs", _when_to_undock(production, ship))
    yield Moment("hatches close", ship.name, ship.closed, note=f"{duration_text(ship.closes)} before undocking")
    yield _undocking(ship, found, refusal)
    if found is not None:
        note, landing = f"{found.point.name}, {'day' if found.is_day else 'night'}", found.fall.landing
        lands = landing if ship.lands is None else ship.lands
        refusal = _other_pass(production, ship, found) if abs(lands - landing) > _LANDS else None
        yield Moment("landing", ship.name, lands, landing, 0.0, note, refusal)
    elif ship.lands is not None:
        yield Moment("landing", ship.name, ship.lands)


def _undocking(ship: Ship, found: Return | None, refusal: Refusal | None) -> Moment:
    """Give the undocking, and when it usually is for the landing that follows."""
    if found is None or (free := capsule(ship.kind).free).most - free.least > _FIXED:
        return Moment("undocking", ship.name, ship.departs, refusal=refusal)
    note = f"burn at {utc_text(found.fall.burn)[11:]}"
    return Moment("undocking", ship.name, ship.departs, found.fall.burn - free.usual, 0.0, note)


def _other_pass(production: Production, ship: Ship, found: Return) -> Refusal | None:
    """Say that a landing as written is not that of the pass which the undocking leaves."""
    if not is_sure(float(production.orbit.age([ship.departs])[0])):
        return None
    text = (
        f"{ship.name} lands {duration_text((ship.lands or 0.0) - ship.departs)} after undocking; "
        f"the pass that this undocking leaves lands at {utc_text(found.fall.landing)}"
    )
    return Refusal("E713", text, place(ship, "lands"), "write that, or leave lands out; or undock for another pass")


def _when_to_undock(production: Production, ship: Ship) -> str | None:
    """Name the undockings of the day that lead to a landing, the nearest first."""
    one = capsule(ship.kind)
    span = Span(ship.departs - DAY / 2, ship.departs + DAY / 2)
    course = wider(production, Span(span.start, span.stop + one.free.most + DOWN + _STEP))
    if course is None:
        return None
    try:
        found = returns(course, one, _zone(one), span)
    except SkyError:
        return None
    near = sorted(found, key=lambda home: abs(home.undock - ship.departs))[:3]
    words = [f"{utc_text(home.undock)[:16]}Z (lands {utc_text(home.fall.landing)[11:16]}Z)" for home in near]
    return f"undock at {', or at '.join(words)}" if words else None


def _landing(production: Production, ship: Ship) -> Return | None:
    """Give the way home that the undocking leaves: the one nearest to the landing as written, or else the first."""
    if ship.kind not in shipped_capsules():
        return None
    one = capsule(ship.kind)
    course = wider(production, Span(ship.departs, ship.departs + one.free.most + DOWN + _STEP))
    if course is None:
        return None
    found = returns(course, one, _zone(one), Span(ship.departs, ship.departs + 1.0), ship.departs)
    wanted = ship.lands if ship.lands is not None else ship.departs
    return min(found, key=lambda home: abs(home.fall.landing - wanted))


def _zone(one: Capsule) -> Zone:
    return next(zone for zone in shipped_zones().values() if zone.kind == one.lands)
