"""Views that the station itself hides: a landmark, the Sun or the Moon behind a module, a ship, an array."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from cupola.light.celestial import Body, body_of
from cupola.light.condition import Condition
from cupola.light.moment import Moment
from cupola.light.window import place_of
from cupola.places import Landmark
from cupola.places.sight import Sight
from cupola.sky.orbit import Vectors


@dataclass(frozen=True, slots=True)
class PlaceShows(Condition):
    """Nothing of the station is between a window's centre and a landmark.

    Attributes
    ----------
    sight : Sight
        What can stand before the window.
    landmark : Landmark
        The place.
    seen : tuple of Condition
        That it is in the window's field: only then it is asked.
    """

    # The ground below goes by at 1 deg/s: 2 m at 30 m take it 4 s.
    step: ClassVar[float] = 4.0
    sight: Sight
    landmark: Landmark
    seen: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions within which this one is looked at."""
        return self.seen

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the clearance of the ray, metres; see `Station.clearance`."""
        return _clearance(self.sight, place_of(moment, self.landmark) - moment.position, moment)


@dataclass(frozen=True, slots=True)
class BodyShows(Condition):
    """Nothing of the station is between a window's centre and the Sun or the Moon; see `PlaceShows`."""

    # They go round the station in a revolution, 0.065 deg/s: 0.4 m at 30 m take them 11.8 s.
    step: ClassVar[float] = 11.0
    sight: Sight
    body: Body
    seen: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions within which this one is looked at."""
        return self.seen

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the clearance of the ray, metres; see `Station.clearance`."""
        return _clearance(self.sight, body_of(moment, self.body) - moment.position, moment)


def _clearance(sight: Sight, line: Vectors, moment: Moment) -> NDArray[np.float64]:
    ray = moment.in_body(line / np.linalg.norm(line, axis=-1, keepdims=True))
    return sight.clearance(ray, moment.at, moment.sun_in_body)
