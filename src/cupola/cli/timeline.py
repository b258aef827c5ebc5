"""`cupola flight PRODUCTION`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cupola.cli import BUG, FAULTS, OK
from cupola.cli.desk import message_json, open_production, print_json, say
from cupola.cli.findings import refusals
from cupola.cli.standing import standing
from cupola.clock import DAY, utc_text
from cupola.flight.moment import Moment
from cupola.flight.timeline import Stay, moments, stays
from cupola.production import Production, folder_of
from cupola.production.ships import NEVER, Hold, Ship, liners
from cupola.units import counted, duration_text

_GB_A_TB = 1000.0
_WORLDS = {"earth": "the ground", "mars": "Mars", "moon": "the Moon"}


def timeline(path: Path, *, as_json: bool) -> int:
    """Print the flight of a production, and the plan that stands on it."""
    production = open_production(path)
    found = moments(production)
    refused = refusals(folder_of(path), found)
    if not as_json:
        print("\n".join(_flight(production, found)), flush=True)
    for message in refused:
        say(message.render())
    plan = standing(production, path)
    if as_json:
        told = [message_json(one) for one in (*refused, *plan.messages, *plan.too_late)]
        print_json(_plain(production, found) | {"plan": plan.plain(), "messages": told})
    else:
        print("\n".join(plan.lines(production)))
    for message in (*plan.messages, *plan.too_late):
        say(message.render())
    for line in plan.asides(path):
        say(line)
    if plan.is_ours:
        return BUG
    is_empty = plan.plan is not None and not plan.plan.strips
    return FAULTS if refused or plan.messages or plan.too_late or is_empty else OK


def _flight(production: Production, found: tuple[Moment, ...]) -> Iterator[str]:
    source = f"as computed from {production.orbit.name}" if production.ships and production.flight is not None else ""
    yield f"{'as written, UTC':20}  {'':28}  {source}".rstrip()
    yield from map(_moment, found)
    yield ""
    yield from _carriers(production)
    for ship in production.ships:
        yield from _ship(production, ship)
    yield from _people(production)


def _carriers(production: Production) -> Iterator[str]:
    """Say what the film is shot in where no ships are named: nothing else says it."""
    if production.flight is not None and not production.ships:
        name = production.station.name
        yield f'{name}: no "flight:" in production.yaml says who comes and goes in which ship'
    craft = {id(one.flights): one.flights for one in production.sets.values() if one.flights is not None}
    for flights in craft.values():
        stretches = flights.spans("weightless")
        longest = float((stretches.stops - stretches.starts).max(initial=0.0))
        flown = counted(len(flights.flown()), "flight")
        yield f"{flights.name}: {flown}, {counted(len(stretches), 'weightless stretch')} of {longest:.0f} s at most"
    worlds: dict[str, list[str]] = {}
    for one in production.sets.values():
        if one.location is not None and one.flights is None:
            worlds.setdefault(one.location.body, []).append(one.name)
    for body, names in worlds.items():
        yield f"on {_WORLDS.get(body, body)}: {', '.join(names)}"
    if production.flight is None and not craft and not production.ships:
        yield "no flight carries it: nobody leaves the ground"


def _moment(one: Moment) -> str:
    text = f"{utc_text(one.at)}  {one.what + ' ' + one.ship if one.ship else one.what:28}"
    if one.computed is not None:
        spread = f" ±{_short(one.spread)}" if one.spread else ""
        text += f"  computed {utc_text(one.computed)[11:]}{spread}, {_off(one)}"
    note = f" ({one.note})" if one.note else ""
    return f"{text.rstrip()}{note}"


def _off(one: Moment) -> str:
    off = (one.computed or 0.0) - one.at
    if abs(off) < 0.5:
        return "the same"
    return f"{_short(abs(off))} {'later' if off > 0 else 'earlier'}"


def _short(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120.0 else duration_text(seconds)


def _ship(production: Production, ship: Ship) -> list[str]:
    port = f" at {ship.port}" if ship.port else ""
    until = "stays on" if ship.departs == NEVER else f"to {utc_text(ship.departs)[:16]}Z"
    lines = [f"{ship.name}{port}: {utc_text(ship.arrives)[:16]}Z {until}"]
    for word, people, hold in (("up", ship.up, ship.hold_up), ("home", ship.down, ship.hold_down)):
        if ship.seats and people:
            names = ", ".join(map(production.name_of, people))
            lines.append(f"  {word}: {len(people)} of {counted(ship.seats, 'seat')}: {names}")
        if hold.cargo:
            lines.append(f"  {word}: {_hold(hold)}: {', '.join(one.what for one in hold.cargo)}")
    return lines


def _hold(hold: Hold) -> str:
    drives = sum(one.drives for one in hold.cargo)
    rushes = f", {counted(drives, 'drive')} of rushes with them" if drives else ""
    return f"{hold.mass:g} of {hold.most:g} kg, {hold.filled:g} of {hold.room:g} l{rushes}"


def _people(production: Production) -> Iterator[str]:
    for one in liners(production.ships):
        name = production.name_of(one.person)
        yield f"seat liner of {name}: from {one.source} to {one.target}, from {utc_text(one.after)[:16]}Z"
    for stay in stays(production):
        yield _stay(stay)
    data = sum(shot.data_gb for shot in production.shots.values())
    yield f"rushes: {data / _GB_A_TB:.2f} TB if every shot is made as it stands in the breakdown"


def _stay(one: Stay) -> str:
    away = f", {_days(one.away)} from launch to landing" if one.away is not None else ""
    return f"{one.person}: {_days(one.aboard)} aboard{away}"


def _days(seconds: float) -> str:
    days, rest = divmod(seconds, DAY)
    return f"{days:.0f} d {duration_text(rest)}" if days else duration_text(rest)


def _plain(production: Production, found: tuple[Moment, ...]) -> dict[str, Any]:
    return {
        "timeline": [
            {
                "what": one.what,
                "ship": one.ship or None,
                "utc": utc_text(one.at),
                "computed": None if one.computed is None else utc_text(one.computed),
                "off_s": None if one.computed is None else round(one.computed - one.at),
                "spread_s": round(one.spread, 1) if one.spread else None,
                "note": one.note or None,
            }
            for one in found
        ],
        "ships": [_plain_ship(ship) for ship in production.ships],
        "liners": [
            {"person": one.person, "from": one.source, "to": one.target, "after": utc_text(one.after)}
            for one in liners(production.ships)
        ],
        "stays": [
            {"person": one.person, "up": one.up, "down": one.down, "aboard_s": one.aboard, "away_s": one.away}
            for one in stays(production)
        ],
        "rushes_gb": round(sum(shot.data_gb for shot in production.shots.values()), 1),
    }


def _plain_ship(ship: Ship) -> dict[str, Any]:
    return {
        "ship": ship.id,
        "name": ship.name,
        "kind": ship.kind,
        "port": ship.port or None,
        "arrives": utc_text(ship.arrives),
        "departs": None if ship.departs == NEVER else utc_text(ship.departs),
        "seats": ship.seats,
        "up": {"people": list(ship.up), **_plain_hold(ship.hold_up)},
        "down": {"people": list(ship.down), **_plain_hold(ship.hold_down)},
    }


def _plain_hold(hold: Hold) -> dict[str, Any]:
    return {
        "kg": round(hold.mass, 3),
        "most_kg": hold.most,
        "litres": round(hold.filled, 3),
        "most_litres": hold.room,
        "drives": sum(one.drives for one in hold.cargo),
    }
