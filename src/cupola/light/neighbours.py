"""What of the station itself is seen through a window: modules, ships, trusses, arrays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.light.condition import Condition
from cupola.light.moment import Moment
from cupola.places import Station, Window
from cupola.places.part import Part
from cupola.sky.orbit import Vectors

_LOOKS: Final = 4000
"""Directions looked into: of a half view of 45 deg, a square degree and a half each."""
_GOLDEN: Final = np.pi * (3.0 - np.sqrt(5.0))


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A part of the station that stands in a window's field.

    Attributes
    ----------
    name : str
        Of the part.
    share : float
        Of the field, by solid angle, that it fills: 0 to 1.
    off_axis : float
        Angle in deg from the window's axis to its nearest point that is seen.
    """

    name: str
    share: float
    off_axis: float


def neighbours(station: Station, window: Window, at: float, sun: Vectors) -> list[Neighbour]:
    """Give what of the station is in a window's field at an instant, the largest first.

    Parameters
    ----------
    window : Window
        Its half view is the field.
    sun : ndarray, shape (3,)
        Unit vector to the Sun in the station's frame: arrays turn to it.
    """
    rays = field(window)
    when, to_sun = np.full(len(rays), at), np.broadcast_to(sun, rays.shape)
    names = np.array([name or "" for name in station.blockers(window.id, rays, when, to_sun)])
    off_axis = np.degrees(np.arccos(np.clip(rays @ np.array(window.normal), -1.0, 1.0)))
    found = [
        Neighbour(str(name), float((names == name).mean()), float(off_axis[names == name].min()))
        for name in np.unique(names)
        if name
    ]
    return sorted(found, key=lambda one: -one.share)


def field(window: Window) -> Vectors:
    """Give directions, spread evenly over a window's field: unit vectors in the station's frame, shape (n, 3)."""
    steps = np.arange(_LOOKS) + 0.5
    ahead = 1.0 - steps / _LOOKS * (1.0 - np.cos(np.radians(window.half_view)))
    aside, turn = np.sqrt(1.0 - ahead**2), _GOLDEN * steps
    axis = np.array(window.normal)
    one = np.cross(axis, np.eye(3)[np.argmin(np.abs(axis))])
    one = one / np.linalg.norm(one)
    rays: Vectors = (
        ahead[:, None] * axis
        + (aside * np.cos(turn))[:, None] * one
        + (aside * np.sin(turn))[:, None] * np.cross(axis, one)
    )
    return rays


@dataclass(frozen=True, slots=True)
class PartInFrame(Condition):
    """A module or a docked ship is there, and not hidden all over.

    What turns, arrays and radiators, is taken as it stands with the Sun overhead.
    """

    step: ClassVar[float] = 300.0
    part: Part
    is_seen: bool

    @classmethod
    def of(cls, station: Station, window: Window, part: Part) -> PartInFrame:
        """Look through a window for a part."""
        at = part.there.start if part.there is not None else 0.0
        seen = {one.name for one in neighbours(station, window, at, np.array([0.0, 0.0, -1.0]))}
        return cls(part, part.name in seen)

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give 1 while it is there to be seen, -1 otherwise."""
        return np.where(self.part.is_there(moment.at) & self.is_seen, 1.0, -1.0)
