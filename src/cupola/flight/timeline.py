"""The flight of a production from launch to landing: what the document says, and what the orbit says beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cupola.flight.homeward import homeward
from cupola.flight.moment import Moment
from cupola.flight.outward import outward
from cupola.production import Production
from cupola.production.ships import NEVER, Ship


@dataclass(frozen=True, slots=True)
class Stay:
    """How long somebody of the production is away: seconds aboard, and from launch to landing where both are known."""

    person: str
    up: str
    down: str
    aboard: float
    away: float | None


def film_ships(production: Production) -> tuple[Ship | None, Ship | None]:
    """Give the ship whose contact begins the stay, and the one whose undocking ends it; None where there is none."""
    people, stay = set(production.people), production.stay
    brings = [ship for ship in production.ships if people & set(ship.up)]
    takes = [ship for ship in production.ships if people & set(ship.down) and ship.departs != NEVER]
    return (
        min(brings, key=lambda ship: abs(ship.arrives - stay.start), default=None),
        min(takes, key=lambda ship: abs(ship.departs - stay.stop), default=None),
    )


def moments(production: Production) -> tuple[Moment, ...]:
    """Give the moments of the flight in time order; those of other ships and of aircraft where they fall into the stay.

    What cannot be has a refusal: see `outward` and `homeward`.
    """
    there, home = film_ships(production)
    found = [
        Moment("first shot", "", production.shoot.start),
        Moment("wrap", "", production.shoot.stop),
        *(outward(production, there) if there else ()),
        *(homeward(production, home) if home else ()),
        *_flown(production),
        *(_alone(production) if production.flight is not None and not production.ships else ()),
    ]
    for ship in production.ships:
        if ship is not there and ship.arrives in production.stay:
            found.append(Moment("contact", ship.name, ship.arrives))
        if ship is not home and ship.departs in production.stay:
            found.append(Moment("undocking", ship.name, ship.departs))
    return tuple(sorted(found, key=lambda one: one.at))


def _alone(production: Production) -> Iterator[Moment]:
    """Give what is known of a flight whose ships are not told."""
    yield Moment("lift-off", "", production.mission_start)
    yield Moment("arrival", "", production.stay.start)
    yield Moment("departure", "", production.stay.stop)


def _flown(production: Production) -> Iterator[Moment]:
    """Give take-offs and landings of craft with sets in them."""
    craft = {id(one.flights): one.flights for one in production.sets.values() if one.flights is not None}
    for flights in craft.values():
        for span in flights.flown():
            yield Moment("take-off", flights.name, span.start)
            yield Moment("landing", flights.name, span.stop)


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
