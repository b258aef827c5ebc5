"""The approach: from the end of the rendezvous around the station to the axis of a port, and down to contact.

Closed loop: every few seconds the ship is seen, not quite where it is, and its thrusters are set for the speed that
brings it where the leg wants it; in between it moves by the equations of Clohessy and Wiltshire. The origin of the
station's frame stands for its middle of mass: ten metres between the two push by 0.00004 m/s2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from cupola.clock import Instants, Span, utc_text
from cupola.errors import Message, SkyError
from cupola.flight.craft import Craft
from cupola.flight.legs import BreakOff, Descent, FlyAround, Keep, TakeOver, Way
from cupola.flight.pilot import STEP, Line, Pilot
from cupola.flight.relative import Floats
from cupola.places import Port, Station
from cupola.places.attitude import Turning

GRAVITY: Final = 9.80665
"""m/s2, by which a specific impulse in seconds is a speed."""

_LONGEST: Final = 4 * 3600.0  # seconds of an approach


@dataclass(frozen=True, slots=True)
class Trouble:
    """The automatic approach fails.

    Attributes
    ----------
    then : {"by hand", "break off"}
        What is done about it.
    at : float or None
        When; None: at a distance.
    distance : float or None
        From docking gear to port, m, at which it first is; None: at an instant.
    """

    then: Literal["by hand", "break off"]
    at: float | None = None
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """Who comes to which port, and how.

    Attributes
    ----------
    turning : Turning
        How the station is turned all the while.
    motion : float
        Its mean motion, rad/s.
    at : float
        The end of the rendezvous.
    trouble : Trouble or None
        What goes wrong.
    seed : int
        For all that is left to chance.
    """

    craft: Craft
    port: Port
    turning: Turning
    motion: float
    at: float
    trouble: Trouble | None = None
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Leg:
    """A part of an approach; distances in m from docking gear to port, `spent` in m/s."""

    name: str
    hand: str
    span: Span
    distances: tuple[float, float]
    spent: float


@dataclass(frozen=True, slots=True)
class Contact:
    """How the docking gear touches.

    Attributes
    ----------
    at : float
        When.
    speed, sideways : float
        m/s, along the axis and across it.
    aside, angle : float
        Beside the axis, m, and askew, deg.
    is_captured : bool
        Whether the mechanism bears all of these.
    """

    at: float
    speed: float
    sideways: float
    aside: float
    angle: float
    is_captured: bool


@dataclass(frozen=True, eq=False)
class Approach:
    """An approach as it was flown.

    Attributes
    ----------
    at : ndarray, shape (n,)
        Instants, a second apart, up to contact or until it is away.
    places : ndarray, shape (n, 3)
        The ship's middle of mass, m, the station's frame.
    contact : Contact or None
        None: it broke off.
    spent : float
        Change of speed by the thrusters, m/s.
    propellant : float
        That in kg, by Tsiolkovsky's equation.
    """

    visit: Visit
    legs: tuple[Leg, ...]
    at: Instants
    places: Floats
    contact: Contact | None
    spent: float
    propellant: float

    @property
    def is_docked(self) -> bool:
        """Whether the ship is held by the port at the end."""
        return self.contact is not None and self.contact.is_captured


def fitting_port(station: Station, key: str, craft: Craft) -> Port:
    """Give a port that a craft fits.

    Raises
    ------
    DocumentError
        There is no such port (E705).
    SkyError
        The craft does not fit it (E707).
    """
    port = station.port(key)
    if port.mechanism != craft.mechanism:
        fitting = [one.id for one in station.ports.values() if one.mechanism == craft.mechanism]
        hint = f"it docks at {' or '.join(fitting)}" if fitting else "no port of this station fits"
        text = f"{port.name} takes a {port.mechanism}, and the ship has a {craft.mechanism}"
        raise SkyError(Message("E707", text, hint=hint))
    return port


def port_for(station: Station, key: str, craft: Craft, at: float) -> Port:
    """Give a port at which a craft can dock at an instant.

    Raises
    ------
    DocumentError
        There is no such port (E705).
    SkyError
        The craft does not fit it (E707), or another ship is there (E706).
    """
    port = fitting_port(station, key, craft)
    ship = station.ship_at(port, at)
    if ship is not None and ship.docked is not None:
        ports = [one for one in station.ports.values() if one.mechanism == craft.mechanism]
        free = [one.id for one in ports if station.ship_at(one, at) is None]
        hint = f"free then: {', '.join(free)}" if free else "no port that it fits is free then"
        text = f"{ship.name} is at {port.name} until {utc_text(ship.docked.stop)}"
        raise SkyError(Message("E706", text, hint=hint))
    return port


def fly(visit: Visit) -> Approach:
    """Fly an approach.

    Raises
    ------
    SkyError
        The trouble comes before it begins or after contact, or at a distance that it never has (E708); the ship does
        not come to its port in four hours (E710).
    """
    flight = _Flight(visit)
    _refuse_early(visit, flight.pilot)
    flight.run()
    pilot, contact = flight.pilot, flight.contact()
    if visit.trouble is not None and flight.hopes:
        _refuse_late(visit, contact)
    states = np.array(pilot.states)
    at = visit.at + STEP * np.arange(len(states), dtype=np.float64)
    if contact is not None:
        share = (contact.at - at[-2]) / STEP
        at[-1], states[-1] = contact.at, states[-2] + share * (states[-1] - states[-2])
    craft = visit.craft
    return Approach(
        visit=visit,
        legs=tuple(flight.legs),
        at=at,
        places=states[:, :3] @ visit.turning.matrix().T,
        contact=contact,
        spent=pilot.spent,
        propellant=float(craft.mass * -np.expm1(-pilot.spent / (GRAVITY * craft.impulse))),
    )


class _Flight:
    """An approach at work."""

    def __init__(self, visit: Visit) -> None:
        self._visit, craft = visit, visit.craft
        self.line = Line.to(visit.port, craft, visit.turning)
        self.pilot = Pilot(craft, self.line, visit.motion, craft.automatic, visit.seed)
        self.hopes = visit.trouble is not None
        self.legs: list[Leg] = []
        self._is_away = False

    def run(self) -> None:
        """Fly all legs, or those up to a break-off."""
        for leg in self._planned():
            while not self._flown(leg):
                self._bear()
                if self._is_away:
                    return

    def contact(self) -> Contact | None:
        """Say how it touched, if it did."""
        if self._is_away:
            return None
        before, after = self.pilot.states[-2:]
        high, low = self.line.along(before[:3]), self.line.along(after[:3])
        share = high / (high - low)
        touch = before + share * (after - before)
        off, speed = self.line.axes @ (touch[:3] - self.line.contact), self.line.axes @ touch[3:]
        fast, sideways, aside = -float(speed[0]), float(np.hypot(*speed[1:])), float(np.hypot(*off[1:]))
        most, angle = self._visit.craft.capture, self.pilot.askew
        return Contact(
            at=self._visit.at + self.pilot.seconds - STEP + share * STEP,
            speed=fast,
            sideways=sideways,
            aside=aside,
            angle=angle,
            is_captured=most.slowest <= fast <= most.fastest
            and sideways <= most.sideways
            and aside <= most.aside
            and angle <= most.angle,
        )

    def _planned(self) -> Iterator[Way]:
        """Give the legs, if all goes well."""
        holds = self._visit.craft.holds
        yield FlyAround(self.pilot.state[:3], self.line.point(holds[0][0]))
        for k, (distance, lasts) in enumerate(holds):
            if k:
                yield Descent(distance)
            yield Keep(self.line.point(distance), lasts)
        yield Descent(0.0)

    def _flown(self, leg: Way) -> bool:
        """Fly a leg; say whether to its end, or only until trouble came."""
        pilot = self.pilot
        start, near, spent = pilot.seconds, pilot.distance, pilot.spent
        while not leg.is_over(pilot) and not self._fails():
            pilot.step(lambda seen: leg.aim(pilot, seen))
            if pilot.seconds > _LONGEST:
                away = f"{pilot.distance:.0f} m from {self._visit.port.name}"
                text = f"after {_LONGEST / 3600:g} hours the ship is still {away}"
                raise SkyError(Message("E710", text, hint="give it stronger thrusters, or better sensors"))
        if pilot.seconds > start:
            span = Span(self._visit.at + start, self._visit.at + pilot.seconds)
            spans = (near, pilot.distance), pilot.spent - spent
            self.legs.append(Leg(leg.name, pilot.hand.name, span, *spans))
        return leg.is_over(pilot)

    def _fails(self) -> bool:
        """Say whether the automatic approach fails now."""
        trouble = self._visit.trouble
        if not self.hopes or trouble is None:
            return False
        if trouble.at is not None:
            return self._visit.at + self.pilot.seconds >= trouble.at
        return self.pilot.distance <= (trouble.distance or 0.0)

    def _bear(self) -> None:
        """Do what is done about trouble."""
        self.hopes, pilot, trouble = False, self.pilot, self._visit.trouble
        pilot.take(self._visit.craft.by_hand)
        if trouble is not None and trouble.then == "break off":
            self._is_away = self._flown(BreakOff())
            return
        self._flown(TakeOver(pilot.state[:3].copy(), pilot.hand.takes_over))


def _refuse_early(visit: Visit, pilot: Pilot) -> None:
    trouble = visit.trouble
    if trouble is None:
        return
    if trouble.at is not None and trouble.at < visit.at:
        text = f"{utc_text(trouble.at)} is before the approach begins"
        raise SkyError(Message("E708", text, hint=f"give an instant from {utc_text(visit.at)} on"))
    if trouble.distance is not None and trouble.distance > pilot.distance:
        text = f"the approach begins {pilot.distance:.0f} m from the port, nearer than {trouble.distance:g} m"
        raise SkyError(Message("E708", text, hint=f"give a distance of less than {pilot.distance:.0f} m"))


def _refuse_late(visit: Visit, contact: Contact | None) -> None:
    if contact is not None:
        text = f"the approach has made contact before, at {utc_text(contact.at)}"
        raise SkyError(Message("E708", text, hint=f"give an instant before {utc_text(contact.at)}"))
