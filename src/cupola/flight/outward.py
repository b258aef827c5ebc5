"""The way up of a ship of a production: launch, chase, contact, as the document and as the orbit have them."""

from __future__ import annotations

from collections.abc import Iterator
from math import pi
from typing import Final

from cupola.clock import DAY, Span, utc_text
from cupola.errors import SkyError
from cupola.flight.approach import Visit
from cupola.flight.arrival import hand_delay
from cupola.flight.craft import shipped_crafts
from cupola.flight.launch import MARGIN, Opportunity, opportunities
from cupola.flight.moment import Moment, Refusal, is_sure, place, refused, wider
from cupola.flight.site import Site, site
from cupola.flight.vehicle import Vehicle, shipped_vehicles, vehicle
from cupola.production import Production
from cupola.production.ships import Ship
from cupola.units import duration_text

_AROUND: Final = 1800.0  # seconds about a launch as written in which one is looked for
_SPREADS: Final = 3.0  # a contact farther than this from every chase that is open belongs to none
_AHEAD: Final = 5  # days on which another launch is looked for


def outward(production: Production, ship: Ship) -> Iterator[Moment]:
    """Give launch, contact and open hatches.

    What cannot be has a refusal: a site that is unknown or never in the plane (E700, E703, E704), a launch that is not
    in the plane (E711), a contact to which no open chase leads (E712).
    """
    found, refusal = None, None
    try:
        found, refusal = _launch(production, ship)
    except SkyError as error:
        refusal = refused(error, ship, "site")
    if ship.launch is not None:
        at, spread = (found.at, found.spread) if found else (None, 0.0)
        yield Moment("launch", ship.name, ship.launch, at, spread, _phase(found) if found else "", refusal)
    yield _contact(production, ship, found)
    yield Moment("hatches open", ship.name, ship.opened, note=f"{duration_text(ship.opens)} after contact")


def _phase(launch: Opportunity) -> str:
    side = "ahead" if launch.phase >= 0 else "behind"
    names = ", ".join(one.profile.name for one in launch.arrivals) or "no way to it"
    return f"station {abs(launch.phase):.1f} deg {side}, open: {names}"


def _contact(production: Production, ship: Ship, launch: Opportunity | None) -> Moment:
    chase = min(launch.arrivals, key=lambda one: abs(one.at - ship.arrives), default=None) if launch else None
    if launch is None or chase is None:
        refusal = _no_chase(production, ship, launch) if launch else None
        return Moment("contact", ship.name, ship.arrives, note="by hand" if ship.by_hand else "", refusal=refusal)
    note, later = f"{chase.profile.name} chase", _hand_delay(production, ship) if ship.by_hand else 0.0
    if later > 0.0:
        note += f", taken over by hand: {duration_text(later)} later than by itself"
    elif ship.by_hand:
        note += ", taken over by hand"
    at = chase.at + later
    is_other = abs(at - ship.arrives) > max(_SPREADS * chase.spread, _AROUND) and is_sure(launch.age)
    refusal = _no_chase(production, ship, launch) if is_other else None
    return Moment("contact", ship.name, ship.arrives, at, chase.spread, note, refusal)


def _no_chase(production: Production, ship: Ship, launch: Opportunity) -> Refusal:
    """Say that no chase ends at a contact, and which ones are open, or when one is."""
    lasts = duration_text(ship.arrives - (ship.launch or 0.0))
    side = "ahead" if launch.phase >= 0 else "behind"
    text = (
        f"{ship.name} makes contact {lasts} after launch; the station is {abs(launch.phase):.1f} deg {side} then, "
        "and no chase from there takes so long"
    )
    ends = [f"{one.profile.name}, contact about {utc_text(one.at)[:16]}Z" for one in launch.arrivals]
    hint = f"open from this launch: {'; '.join(ends)}" if ends else _other_launches(production, ship)
    return Refusal("E712", text, place(ship, "arrives"), hint)


def _other_launches(production: Production, ship: Ship) -> str:
    """Name the launches of the next days with their chases."""
    when = ship.launch or ship.arrives
    found = [one for one in _launches(production, ship, Span(when, when + _AHEAD * DAY)) if one.arrivals]
    words = [f"{utc_text(one.at)[:16]}Z ({', '.join(way.profile.name for way in one.arrivals)})" for one in found[:3]]
    return f"launch at {', '.join(words)}" if words else "launch on another day: `cupola flight launch` lists them"


def _hand_delay(production: Production, ship: Ship) -> float:
    """Give by how many seconds hands came later than the automatic approach; 0 where the approach is not known."""
    port, craft = production.station.ports.get(ship.port), shipped_crafts().get(ship.kind)
    if port is None or craft is None:
        return 0.0
    turning, motion = production.station.attitude.at(ship.arrives), 2 * pi / production.orbit.revolution
    return hand_delay(Visit(craft, port, turning, motion, ship.arrives))


def _launch(production: Production, ship: Ship) -> tuple[Opportunity | None, Refusal | None]:
    """Give the launch that the orbit offers within half an hour of the one as written, or why there is none."""
    if ship.launch is None:
        return None, None
    found = _launches(production, ship, Span(ship.launch - _AROUND, ship.launch + _AROUND))
    if found:
        return found[0], None
    near = _launches(production, ship, Span(ship.launch - DAY, ship.launch + DAY))
    if not near or not is_sure(near[0].age):
        return None, None
    text = f"{ship.name}: {_pad(ship).name} is not in the plane of the orbit within half an hour of this launch"
    best = sorted(near, key=lambda one: abs(one.at - (ship.launch or 0.0)))[:2]
    hint = f"launch at {' or '.join(utc_text(one.at) for one in best)}"
    return None, Refusal("E711", text, place(ship, "launch"), hint)


def _pad(ship: Ship) -> Site:
    return site(ship.site or "")


def _launches(production: Production, ship: Ship, span: Span) -> tuple[Opportunity, ...]:
    """Give the launches of a ship into the plane of the orbit; none where orbit or ship say nothing of them."""
    if ship.site is None or ship.kind not in shipped_vehicles():
        return ()
    pad, craft = _pad(ship), vehicle(ship.kind)
    course = wider(production, Span(span.start - MARGIN, span.stop + MARGIN + _longest(craft)))
    if course is None:
        course = wider(production, Span(span.start - MARGIN, span.stop + MARGIN))
    return opportunities(course, pad, craft, span) if course is not None else ()


def _longest(craft: Vehicle) -> float:
    return max(profile.longest for profile in craft.profiles)
