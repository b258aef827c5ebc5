"""What ships mean for people, the stay, gear and the station's timeline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from cupola.clock import Span, utc_text
from cupola.errors import closest
from cupola.production.build import Reporter
from cupola.production.document import ProductionForm
from cupola.production.model import Event
from cupola.production.scene import Scene
from cupola.production.ships import NEVER, Ship, ship_down, ship_up
from cupola.tree import Steps

_TRUE: Final = 1.0  # seconds: instants are written to the second


def check_ways(ships: Sequence[Ship], form: ProductionForm, report: Reporter) -> None:
    """Check that whoever goes up comes home, once and later, and is not aboard before their ship is."""
    names = {key: person.name for key, person in form.people.items()}
    for ship in ships:
        for way, people in (("up", ship.up), ("down", ship.down)):
            for person in people:
                place: Steps = ("flight", "ships", ship.id, way)
                fault = _fault(person, names.get(person, person), way, ship, ships)
                if fault:
                    known = person in names
                    report.add("E723", fault[0], place, fault[1] if known else closest(person, names) or fault[1])
    for key, one in form.people.items():
        came = ship_up(ships, key)
        if came is not None and one.arrive is not None and one.arrive < came.arrives - _TRUE:
            text = f"{one.name} is said to be aboard from {utc_text(one.arrive)}, and arrives in {came.name} later"
            report.add("E725", text, ("people", key, "arrive"), f"write {utc_text(came.arrives)}, or leave it out")


def _fault(person: str, name: str, way: str, ship: Ship, ships: Sequence[Ship]) -> tuple[str, str] | None:
    """Say what is wrong with somebody's way up or home in a ship, and what would be right."""
    same = [other for other in ships if person in (other.up if way == "up" else other.down)]
    people = ship.up if way == "up" else ship.down
    does = "goes up" if way == "up" else "comes home"
    if people.count(person) > 1:
        return f"{name} {does} twice in {ship.name}", "take one out"
    if same[0] is not ship:
        return f"{name} {does} twice: in {same[0].name} and in {ship.name}", "take one out"
    if way == "up" and ship_down(ships, person) is None:
        homes = [other.name for other in ships if other.departs > ship.arrives and len(other.down) < other.seats]
        where = f"put them into a seat of {homes[0]}" if homes else "name a ship with a free seat"
        return f"{name} goes up in {ship.name} and never comes home", f"{where}, under down:"
    came = ship_up(ships, person)
    if way == "down" and came is not None and came.arrives >= ship.departs:
        text = f"{name} comes home in {ship.name} before they arrive in {came.name}"
        return text, "let them come home in a later ship"
    if way == "down" and came is not None and came.departs < ship.arrives:
        text = f"{name} has no seat from {utc_text(came.departs)}, when {came.name} leaves, until {ship.name} comes"
        return text, f"let {ship.name} arrive before {came.name} leaves: everybody aboard has a seat to leave in"
    return None


def check_frame(ships: Sequence[Ship], form: ProductionForm, report: Reporter) -> None:
    """Check that the stay lies between the ships that bring people of the film and take them home."""
    stay = form.stay
    brings = [ship for ship in ships if set(ship.up) & set(form.people)]
    takes = [ship for ship in ships if set(ship.down) & set(form.people) and ship.departs != NEVER]
    if brings:
        ship = min(brings, key=lambda one: abs(one.arrives - stay.arrive))
        _check_edge("arrive", stay.arrive, ship.arrives, f"{ship.name} makes contact", report)
        _check_edge("first_shot", stay.first_shot, ship.opened, f"the hatches of {ship.name} are open", report)
    if takes:
        ship = min(takes, key=lambda one: abs(one.departs - stay.depart))
        _check_edge("wrap", stay.wrap, ship.closed, f"the hatch of {ship.name} closes", report, is_end=True)
        _check_edge("depart", stay.depart, ship.departs, f"{ship.name} undocks", report, is_end=True)


def _check_edge(field: str, at: float, limit: float, what: str, report: Reporter, *, is_end: bool = False) -> None:
    over = at - limit if is_end else limit - at
    if over <= _TRUE:
        return
    word, most = ("after", "at the latest") if is_end else ("before", "at the earliest")
    text = f"{field} is {utc_text(at)}, {word} {what} at {utc_text(limit)}"
    report.add("E725", text, ("stay", field), f"write {utc_text(limit)} {most}, or leave {field} out; or move the ship")


def check_gear(ships: Sequence[Ship], form: ProductionForm, scenes: Iterable[Scene], report: Reporter) -> None:
    """Find gear and cameras that come when the shoot has begun, in a ship that opens after the first shot."""
    first: dict[str, Ship] = {}
    for ship in ships:
        for cargo in ship.hold_up.cargo:
            for name in cargo.gear:
                first.setdefault(name, ship)
    users = _users(scenes)
    for name, ship in first.items():
        if ship.opened <= form.stay.first_shot + _TRUE or name not in users:
            continue
        index = next(k for k, cargo in enumerate(ship.hold_up.cargo) if name in cargo.gear)
        place: Steps = ("flight", "ships", ship.id, "cargo_up", index, "gear")
        shots = ", ".join(users[name][:5]) + (" …" if len(users[name]) > 5 else "")
        text = (
            f"{name} comes in {ship.name}, open at {utc_text(ship.opened)}: after the first shot; shots {shots} use it"
        )
        report.add("E727", text, place, f"send it ahead, or let first_shot be {utc_text(ship.opened)}")


def _users(scenes: Iterable[Scene]) -> Mapping[str, list[str]]:
    """Name the shots that use each gear and camera."""
    users: dict[str, list[str]] = {}
    for shot in (shot for scene in scenes for shot in scene.shots):
        for name in (shot.camera, *(key for key, _ in shot.gear)):
            users.setdefault(name, []).append(shot.id)
    return users


def with_ships(known: tuple[Event, ...], ships: Sequence[Ship], form: ProductionForm) -> tuple[Event, ...]:
    """Give the events with what comings and goings add to them, but for those that are told already, in time order."""
    stay = Span(form.stay.arrive, max(form.stay.arrive, form.stay.depart))
    found = [event for ship in ships for event in _events(ship, known) if event.span.overlaps(stay)]
    return tuple(sorted((*known, *found), key=lambda event: (event.span.start, event.what))) if found else known


def _events(ship: Ship, known: Sequence[Event]) -> list[Event]:
    found = []
    if not _is_told(ship.arrives, known):
        found.append(_event(f"{ship.name} arrives", ship.arrives - ship.approach, ship.opened))
        found.append(_turn(ship, "docking", ship.arrives))
    if ship.departs != NEVER and not _is_told(ship.departs, known):
        start = ship.closed if ship.seats else ship.departs - ship.approach
        found.append(_event(f"{ship.name} undocks", start, ship.departs + ship.settles))
        found.append(_turn(ship, "undocking", ship.departs))
    return found


def _is_told(at: float, known: Sequence[Event]) -> bool:
    """Say whether filming is stopped at an instant by an event of the timeline; its end counts."""
    return any(event.stops_filming and event.span.start <= at <= event.span.stop for event in known)


def _turn(ship: Ship, what: str, at: float) -> Event:
    span = Span(at - ship.turns, at + ship.settles)
    return Event(f"The station turns for the {what} of {ship.name}", span, frozenset(), frozenset(), False, True)


def _event(what: str, start: float, stop: float) -> Event:
    return Event(what, Span(start, stop), frozenset(), frozenset(), True, False)
