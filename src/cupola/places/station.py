"""A station as a place to shoot: modules, docked ships, windows, attitude. Plain values, read by `load_station`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import pi

import numpy as np

from cupola.clock import Instants, Span
from cupola.errors import DocumentError, Message, closest
from cupola.places.attitude import Attitude
from cupola.places.body import Floats, Vector
from cupola.places.lamp import Lamps
from cupola.places.landmarks import Landmark, point
from cupola.places.link import Link
from cupola.places.part import Part
from cupola.places.port import Port
from cupola.places.sight import Sight
from cupola.sky import Course
from cupola.sky.orbit import Vectors


@dataclass(frozen=True, slots=True)
class Module:
    """A room of the station, or a ship docked to it.

    Attributes
    ----------
    ends : tuple of two Vector
        The two ends of its axis, metres; a ship's first end is its port.
    diameter : float
        Metres, outside.
    aisle : tuple of float or None
        Free length, width and height inside, metres.
    capacity : int
        People who can be in a take, camera included.
    noise : tuple of float
        Lowest and highest usual sound level, dBA.
    port : str
        Where a ship is docked; empty for a module.
    docked : Span or None
        When a ship is there; None for a module.
    """

    id: str
    name: str
    segment: str
    ends: tuple[Vector, Vector]
    diameter: float
    aisle: tuple[float, ...] | None
    capacity: int
    noise: tuple[float, float]
    port: str
    docked: Span | None
    source: str
    confidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Window:
    """Glass that light falls through and a lens looks through.

    Attributes
    ----------
    module : str
        Id of the module it is in.
    at : Vector
        Its centre, metres.
    normal : Vector
        Unit vector outward.
    shape : str
        `round` (size: diameter), `rectangle` (width, height), `rounded` (width, height, radius of the corners) or
        `trapezoid` (longer edge, shorter edge, height).
    size : tuple of float
        Metres.
    clear : float
        Part of that outline that is glass.
    transmission : float
        Part of the visible light that passes.
    half_view : float
        Largest angle from the normal, in deg, at which a lens at the glass looks past frame and hull.
    """

    id: str
    module: str
    name: str
    at: Vector
    normal: Vector
    shape: str
    size: tuple[float, ...]
    clear: float
    transmission: float
    half_view: float
    source: str
    confidence: str
    note: str

    @property
    def area(self) -> float:
        """The clear glass in square metres."""
        if self.shape == "round":
            return self.clear * pi / 4 * self.size[0] ** 2
        if self.shape == "rectangle":
            return self.clear * self.size[0] * self.size[1]
        if self.shape == "rounded":
            return self.clear * (self.size[0] * self.size[1] - (4.0 - pi) * self.size[2] ** 2)
        return self.clear * (self.size[0] + self.size[1]) / 2 * self.size[2]


@dataclass(frozen=True, slots=True)
class StationEvent:
    """Something that happened, or was going to, on the station's own timeline.

    `effect` is `none`, `filming stops`, or `attitude lost`: filming stops then too, and no direction can be relied on.
    """

    what: str
    span: Span
    effect: str
    source: str
    confidence: str


@dataclass(frozen=True)
class Station:
    """A station with everything that a shoot needs to know of it.

    Attributes
    ----------
    modules : Mapping of str to Module
        Modules and docked ships by id.
    windows : Mapping of str to Window
        Windows by id.
    landmarks : Mapping of str to Landmark
        The gazetteer, by name.
    events : tuple of StationEvent
        The station's own timeline.
    parts : tuple of Part
        What stands in the light: modules, ships and the rest of the structure. A module's part has its id.
    ports : Mapping of str to Port
        Where ships dock, by id; none where they are not known.
    lamps : Lamps
        The cabins' lamps; none where they are not known.
    identities : tuple of str
        Catalogue number and international designator, by which orbit files name it; empty where they are not known.
    links : Mapping of str to Link
        Over what it talks to the ground, by id; none where it is not known.
    """

    name: str
    state: str
    modules: Mapping[str, Module]
    windows: Mapping[str, Window]
    attitude: Attitude
    landmarks: Mapping[str, Landmark]
    events: tuple[StationEvent, ...] = ()
    parts: tuple[Part, ...] = ()
    lamps: Lamps = field(default_factory=Lamps)
    ports: Mapping[str, Port] = field(default_factory=dict)
    identities: tuple[str, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)
    _sights: dict[str, Sight] = field(default_factory=dict, init=False, repr=False, compare=False)

    def refuse_other(self, course: Course) -> None:
        """Refuse the orbit of another satellite.

        Raises
        ------
        DocumentError
            E303: both are named by a catalogue number, or by a designator, and the names differ.
        """
        for is_number in (True, False):
            own, named = (
                {_plain(one) for one in names if one.isdigit() == is_number}
                for names in (self.identities, course.identities)
            )
            if own and named and not own & named:
                text = f"{course.name} is of satellite {', '.join(course.identities)}, not of {self.name}"
                hint = f"get the orbit of {', '.join(self.identities)}"
                raise DocumentError(Message("E303", text, hint=hint))

    def window(self, key: str) -> Window:
        """Give a window by its id.

        Raises
        ------
        DocumentError
            E311, with the nearest id as the hint.
        """
        if key not in self.windows:
            known = f"its windows are {', '.join(self.windows)}" if self.windows else "its file names none"
            hint = closest(key, self.windows) or known
            raise DocumentError(Message("E311", f'{self.name} has no window "{key[:40]}"', hint=hint))
        return self.windows[key]

    def part(self, key: str) -> Part:
        """Give what of the station goes by an id: a module, a ship, an array.

        Raises
        ------
        DocumentError
            E312, with the nearest id as the hint.
        """
        found = next((part for part in self.parts if part.id == key), None)
        if found is None:
            hint = closest(key, [part.id for part in self.parts])
            raise DocumentError(Message("E312", f'{self.name} has no part "{key[:40]}"', hint=hint))
        return found

    def port(self, key: str) -> Port:
        """Give a docking port by its id.

        Raises
        ------
        DocumentError
            E705, with the nearest id as the hint.
        """
        if key not in self.ports:
            known = f"its ports are {', '.join(self.ports)}" if self.ports else "name them in its file under ports:"
            hint = closest(key, self.ports) or known
            raise DocumentError(Message("E705", f'{self.name} has no docking port "{key[:40]}"', hint=hint))
        return self.ports[key]

    def ship_at(self, port: Port, at: float) -> Module | None:
        """Give the ship that is docked at a port at an instant, if there is one."""
        ships = (one for one in self.modules.values() if one.docked is not None and at in one.docked)
        return next((one for one in ships if one.port == port.name), None)

    def landmark(self, key: str) -> Landmark:
        """Give a landmark by its name, or the point that `45.92, 63.34` names.

        Raises
        ------
        DocumentError
            E312, with the nearest name as the hint.
        """
        spot = point(key)
        if spot is not None:
            return spot
        if key not in self.landmarks:
            hint = closest(key, self.landmarks) or f"it knows {len(self.landmarks)} cities, coasts, mountains and lakes"
            raise DocumentError(Message("E312", f'the gazetteer has no landmark "{key[:40]}"', hint=hint))
        return self.landmarks[key]

    def joints(self, within: Span) -> Instants:
        """Give the instants in a span, shape (m,), at which something comes, goes, or is parked."""
        edges = sorted({edge for part in self.parts for span in part.changes for edge in (span.start, span.stop)})
        return np.array([edge for edge in edges if within.start < edge < within.stop], dtype=float)

    def sight(self, window: str) -> Sight:
        """Give what can stand in the light of a window.

        Raises
        ------
        DocumentError
            An unknown window (E311).
        """
        if window not in self._sights:
            found = self.window(window)
            others = tuple(part for part in self.parts if part.id != found.module)
            self._sights[window] = Sight(found.at, found.normal, others)
        return self._sights[window]

    def clearance(self, window: str, rays: Vectors, at: Instants, sun: Vectors) -> Floats:
        """Give how clear of the station itself rays from a window's centre are.

        Parameters
        ----------
        window : str
            Its id. The module that it is in never hides it.
        rays : ndarray, shape (n, 3)
            Unit vectors, the station's frame, outward: less than 90 deg from the window's normal.
        at : ndarray, shape (n,)
            Instants, for ships that come and go and joints that are parked.
        sun : ndarray, shape (n, 3)
            Unit vectors to the Sun, the station's frame: solar arrays turn to it.

        Returns
        -------
        ndarray, shape (n,)
            Metres of ray: less than zero where something is in the way, by the length of ray inside of it; more than
            zero where the ray is free, by how much too late it would enter what it nearly meets, but at most 25 cm.
            Continuous as rays and Sun turn.

        Raises
        ------
        DocumentError
            An unknown window (E311).
        """
        return self.sight(window).clearance(rays, at, sun)

    def blockers(self, window: str, rays: Vectors, at: Instants, sun: Vectors) -> list[str | None]:
        """Give the name of what each ray from a window meets first, None for free ones; see `clearance`."""
        return self.sight(window).blockers(rays, at, sun)


def _plain(identity: str) -> str:
    """Give a designator without what is written in one way or another: `1998-067-A` is `1998067A`."""
    return "".join(character for character in identity.upper() if character.isalnum())
