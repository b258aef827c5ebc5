"""From forms to ships: their times, seats and kilograms, each looked up in their kind and checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from math import ceil

from cupola.clock import utc_text
from cupola.places import Port, Station
from cupola.production.build import Reporter
from cupola.production.document import ProductionForm
from cupola.production.shipform import CargoForm, ShipForm, ShipKind, drive, ship_kinds
from cupola.production.ships import NEVER, Cargo, Hold, Ship
from cupola.tree import Steps
from cupola.units import counted, duration_text

_SLACK = 1e-6


def the_ships(form: ProductionForm, station: Station | None, report: Reporter) -> tuple[Ship, ...]:
    """Make the ships, in the order of their arrival; every fault of theirs is kept."""
    if form.flight is None or any(path[:1] == ("flight",) for path in report.replaced):
        return ()
    kinds = ship_kinds()
    ships = {}
    for key, item in form.flight.ships.items():
        place: Steps = ("flight", "ships", key)
        if report.known(item.kind, kinds, "E720", "the kind of ship", (*place, "kind")):
            ships[key] = _ship(key, item, kinds[item.kind])
        _check_cargo(item, form, report, place)
    found = tuple(sorted(ships.values(), key=lambda ship: (ship.arrives, ship.id)))
    for ship in found:
        _check_times(ship, form.flight.ships[ship.id], report)
        _check_seats(ship, found, form, report)
        _check_holds(ship, form.flight.ships[ship.id], found, report)
    _check_ports(found, station, report)
    return found


def _ship(key: str, form: ShipForm, kind: ShipKind) -> Ship:
    usual = kind.figures
    personal = _or(form.personal, usual.personal)
    return Ship(
        id=key,
        name=form.name,
        kind=form.kind,
        port=form.port or "",
        launch=form.launch,
        site=form.site,
        arrives=form.arrives,
        departs=_or(form.departs, NEVER),
        lands=form.lands,
        by_hand=form.by_hand,
        seats=form.seats if form.seats is not None else usual.seats,
        liners=kind.liners,
        opens=_or(form.opens, usual.opens),
        closes=_or(form.closes, usual.closes),
        approach=_or(form.approach, usual.approach),
        turns=_or(form.turns, usual.turns),
        settles=_or(form.settles, usual.settles),
        apart=_or(form.apart, usual.apart),
        up=tuple(form.up),
        down=tuple(form.down),
        hold_up=_hold(form.cargo_up, _or(form.most_up, usual.most_up), _or(form.room_up, usual.room_up), personal),
        hold_down=_hold(
            form.cargo_down, _or(form.most_down, usual.most_down), _or(form.room_down, usual.room_down), personal
        ),
    )


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value


def _hold(cargo: Sequence[CargoForm], most: float, room: float, personal: float) -> Hold:
    return Hold(tuple(map(_cargo, cargo)), most, room, personal)


def _cargo(form: CargoForm) -> Cargo:
    """Make a piece of cargo; rushes are whole drives."""
    usual = drive()
    drives = ceil(form.data / usual.holds - _SLACK) * form.copies if form.data else 0
    mass = form.mass if form.mass is not None else drives * usual.mass
    room = form.room if form.room is not None else drives * usual.room
    return Cargo(form.what, mass, room, tuple(form.gear), form.person, drives)


def _check_cargo(form: ShipForm, production: ProductionForm, report: Reporter, place: Steps) -> None:
    """Check that what is carried is known: gear and cameras by name, and whose it is."""
    gear = [*production.gear, *production.cameras]
    for field, cargo, people in (("cargo_up", form.cargo_up, form.up), ("cargo_down", form.cargo_down, form.down)):
        for index, item in enumerate(cargo):
            path = (*place, field, index)
            for name in item.gear:
                report.known(name, gear, "E727", "the gear", (*path, "gear"))
            if item.person is not None:
                report.known(item.person, people, "E723", f"{form.name} does not carry them: the person", path)
            if item.mass is None and item.data is None:
                hint = 'add "mass: 2 kg", or "data: 8 TB" for rushes on drives'
                report.add("E724", f'{form.name}: "{item.what}" has no mass', path, hint)


def _check_times(ship: Ship, form: ShipForm, report: Reporter) -> None:
    """Check that launch, contact, undocking and landing come in this order, and are there where people go home."""
    place: Steps = ("flight", "ships", ship.id)
    order = [("launch", form.launch), ("arrives", form.arrives), ("departs", form.departs), ("lands", form.lands)]
    known = [(name, at) for name, at in order if at is not None]
    for (before, a), (after, b) in pairwise(known):
        if b <= a:
            text = f"{ship.name}: {after} is not after {before}"
            report.add("E721", text, (*place, after), "the order is launch, arrives, departs, lands")
    if form.departs is None and (ship.down or ship.hold_down.cargo):
        text = f"{ship.name} takes people or things home, and never undocks"
        report.add("E721", text, place, 'add "departs:"')
    elif ship.closed <= ship.opened and ship.departs > ship.arrives:
        text = f"{ship.name} closes its hatches before they are open: it is docked for too short a time"
        report.add("E721", text, (*place, "departs"), "let it stay longer, or set opens: and closes:")


def _check_seats(ship: Ship, ships: Iterable[Ship], form: ProductionForm, report: Reporter) -> None:
    names = {key: person.name for key, person in form.people.items()}
    for way, people in (("up", ship.up), ("down", ship.down)):
        if len(people) <= ship.seats:
            continue
        who = ", ".join(names.get(one, one) for one in people)
        does = "up" if way == "up" else "home"
        text = f"{len(people)} on the way {does} in {ship.name}, which has {counted(ship.seats, 'seat')}: {who}"
        free = [f"{other.name} has {n} free" for other in ships if (n := _seats_left(other, way)) > 0]
        report.add("E722", text, ("flight", "ships", ship.id, way), "; ".join(free[:3]) or "take somebody out")


def _seats_left(ship: Ship, way: str) -> int:
    people = ship.up if way == "up" else ship.down
    return ship.seats - len(people) if way == "up" or ship.departs != NEVER else 0


def _check_holds(ship: Ship, form: ShipForm, ships: Sequence[Ship], report: Reporter) -> None:
    """Check kilograms and litres both ways, of the ship and of each seat."""
    for way, hold in (("up", ship.hold_up), ("down", ship.hold_down)):
        place: Steps = ("flight", "ships", ship.id, f"cargo_{way}")
        takes = "takes up" if way == "up" else "takes home"
        order = sorted(range(len(hold.cargo)), key=lambda k: -hold.cargo[k].mass)
        heaviest = ", ".join(f"{hold.cargo[k].what} {hold.cargo[k].mass:g} kg" for k in order[:3])
        if hold.mass > hold.most + _SLACK:
            text = f"{ship.name} {takes} {hold.most:g} kg, and {hold.mass:g} kg are on its list: {heaviest}"
            report.add("E724", text, (*place, order[0]), _lighter(ship, way, hold, ships))
        if hold.filled > hold.room + _SLACK:
            text = f"{ship.name} {takes} {hold.room:g} l, and {hold.filled:g} l are on its list"
            report.add("E724", text, place, f"take out {hold.filled - hold.room:g} l, or pack it smaller")
        for person in dict.fromkeys(one.person for one in hold.cargo if one.person):
            mass = sum(one.mass for one in hold.cargo if one.person == person)
            if mass > hold.personal + _SLACK:
                text = f"{ship.name} {takes} {hold.personal:g} kg of each person's own, and {person} has {mass:g} kg"
                report.add("E724", text, place, 'leave out "person:" to count it as the ship\'s cargo')


def _lighter(ship: Ship, way: str, hold: Hold, ships: Sequence[Ship]) -> str:
    """Say what would bring a hold within its kilograms."""
    over = hold.mass - hold.most
    rushes = sum(one.mass for one in hold.cargo if one.drives)
    spare = [
        f"{other.name} has {free:g} kg free"
        for other in ships
        if other is not ship and (free := _free(other, way)) >= over
    ]
    less = [f"fewer copies, or a part by link: the drives are {rushes:g} kg"] if rushes >= over else []
    return "; ".join([f"take out {over:g} kg", *less, *spare[:2]])


def _free(ship: Ship, way: str) -> float:
    hold = ship.hold_up if way == "up" else ship.hold_down
    return hold.most - hold.mass if way == "up" or ship.departs != NEVER else 0.0


def _check_fit(ship: Ship, ports: Mapping[str, Port], report: Reporter, place: Steps) -> None:
    """Check that a port takes what a ship docks with; one that is berthed is put anywhere by the arm."""
    has = ship_kinds()[ship.kind].docks
    takes = ports[ship.port].mechanism
    if has is not None and has != takes:
        fitting = [key for key, port in ports.items() if port.mechanism == has]
        text = f"{ship.name} docks with a {has}, and the port {ship.port} takes a {takes}"
        report.add("E707", text, place, f"use {' or '.join(fitting)}" if fitting else "leave port out")


def _check_ports(ships: Sequence[Ship], station: Station | None, report: Reporter) -> None:
    """Check that ports are known and free, and that ships keep apart."""
    ports = station.ports if station is not None else {}
    for ship in ships:
        place: Steps = ("flight", "ships", ship.id, "port")
        if ship.port and ports and report.known(ship.port, ports, "E728", "the port", place):
            _check_fit(ship, ports, report, place)
    for one, other in combinations(ships, 2):
        place = ("flight", "ships", other.id)
        if one.port and one.port == other.port and one.departs > other.arrives and other.departs > one.arrives:
            until = "for good" if one.departs == NEVER else f"until {utc_text(one.departs)}"
            text = f"{other.name} comes to the port {one.port}, which {one.name} has taken {until}"
            free = ", ".join(key for key in ports if key not in {ship.port for ship in ships})
            report.add("E728", text, (*place, "port"), f"free: {free}" if free else "use another port")
        for a in one.moves:
            for b in other.moves:
                if abs(a - b) < (least := max(one.apart, other.apart)):
                    text = f"{one.name} and {other.name} come or go within {duration_text(abs(a - b))}"
                    hint = f"keep {duration_text(least)} between them, or set apart: on both if it is agreed"
                    report.add("E729", text, place, hint)
