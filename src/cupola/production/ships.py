"""The ships of a production: who and what goes up and comes home in them, and when. Plain values."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from cupola.clock import Span, SpanSet

NEVER: Final = math.inf


@dataclass(frozen=True, slots=True)
class Cargo:
    """Something in a ship.

    Attributes
    ----------
    what : str
        In words.
    mass, room : float
        Of all of it: kg, litres.
    gear : tuple of str
        Ids of gear and cameras that are in it.
    person : str or None
        Whose own it is.
    drives : int
        How many drives with rushes these are.
    """

    what: str
    mass: float
    room: float
    gear: tuple[str, ...] = ()
    person: str | None = None
    drives: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """What a ship carries one way, and the most it can: kg and litres.

    `personal` is what each seat may take of its own beside it.
    """

    cargo: tuple[Cargo, ...]
    most: float
    room: float
    personal: float

    @property
    def mass(self) -> float:
        """What is in it that is nobody's own, kg."""
        return sum(item.mass for item in self.cargo if item.person is None)

    @property
    def filled(self) -> float:
        """The room that this takes, litres."""
        return sum(item.room for item in self.cargo if item.person is None)


@dataclass(frozen=True, slots=True)
class Ship:
    """A ship that comes to the station.

    Attributes
    ----------
    id, name, kind : str
        As written, as people call it, and what it is.
    port : str
        Where it is docked; empty where that is not said.
    launch, site : float, str or None
        When and where from, where that is said.
    arrives, departs : float
        Contact and undocking; `NEVER` where it stays on.
    lands : float or None
        When it comes down, where that is said.
    by_hand : bool
        Whether its crew took over and docked it by hand.
    seats : int
        How many.
    liners : bool
        Whether each seat has a liner that is made for one person.
    opens, closes : float
        Seconds from contact until the hatches are open, and from their closing to the undocking.
    approach, turns, settles, apart : float
        Seconds: see `data/ships.yaml`.
    up, down : tuple of str
        Who goes up and comes home in it: ids of people, or names of others.
    hold_up, hold_down : Hold
        What does.
    """

    id: str
    name: str
    kind: str
    port: str
    launch: float | None
    site: str | None
    arrives: float
    departs: float
    lands: float | None
    by_hand: bool
    seats: int
    liners: bool
    opens: float
    closes: float
    approach: float
    turns: float
    settles: float
    apart: float
    up: tuple[str, ...]
    down: tuple[str, ...]
    hold_up: Hold
    hold_down: Hold

    @property
    def opened(self) -> float:
        """When its hatches are open."""
        return self.arrives + self.opens

    @property
    def closed(self) -> float:
        """When they close before it undocks."""
        return self.departs - self.closes

    @property
    def moves(self) -> tuple[float, ...]:
        """When it comes and goes."""
        return (self.arrives,) if self.departs == NEVER else (self.arrives, self.departs)


@dataclass(frozen=True, slots=True)
class Liner:
    """A seat liner that is carried from the ship its owner came up in to the one they go home in."""

    person: str
    source: str
    target: str
    after: float


def liners(ships: Sequence[Ship]) -> tuple[Liner, ...]:
    """Name the liners that change ships, each as soon as both are docked and open, in time order."""
    found = [
        Liner(person, old.name, new.name, max(old.opened, new.opened))
        for new in ships
        if new.liners
        for person in new.down
        for old in ships
        if old is not new and old.liners and person in old.up
    ]
    return tuple(sorted(found, key=lambda one: (one.after, one.person)))


def ship_up(ships: Sequence[Ship], person: str) -> Ship | None:
    """Give the ship that somebody goes up in."""
    return next((ship for ship in ships if person in ship.up), None)


def ship_down(ships: Sequence[Ship], person: str) -> Ship | None:
    """Give the ship that somebody comes home in."""
    return next((ship for ship in ships if person in ship.down), None)


def aboard(ships: Sequence[Ship], person: str, stay: Span) -> Span:
    """Give the part of a stay for which somebody is aboard: from open hatches of their ship to closed ones."""
    came, goes = ship_up(ships, person), ship_down(ships, person)
    start = came.opened if came is not None and came.arrives > stay.start else stay.start
    stop = goes.closed if goes is not None and goes.departs < stay.stop else stay.stop
    return Span(start, max(start, stop))


def arrival(ships: Sequence[Ship], person: str, stay: Span) -> float | None:
    """Give when somebody arrives, if that is after the stay has begun."""
    came = ship_up(ships, person)
    return came.arrives if came is not None and came.arrives > stay.start else None


def flown(ships: Sequence[Ship], person: str) -> SpanSet:
    """Give when somebody is in space: from each launch, or contact, to the landing, or undocking, that follows it."""
    found = []
    for ship in (one for one in ships if person in one.up):
        home = [one for one in ships if person in one.down and one.departs > ship.arrives]
        stops = [one.departs if one.lands is None else one.lands for one in home]
        found.append(Span(ship.arrives if ship.launch is None else ship.launch, min(stops, default=NEVER)))
    return SpanSet.of(found)
