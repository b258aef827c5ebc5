"""The way of a craft that flies and comes down again as a trajectory: over the place whose sky it has, at its height.

It is carried round by the Earth; its own speed over the ground is left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, utc_text
from cupola.errors import Message, SkyError
from cupola.places.flown import Flown
from cupola.sky.earth import SPIN, from_fixed, surface_point
from cupola.sky.orbit import Vectors, refuse_outside

Floats = NDArray[np.float64]

_METRES: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Flightpath:
    """One flight of a craft.

    Attributes
    ----------
    flights : Flown
        All of them.
    span : Span
        From the take-off of this one to its landing.
    """

    flights: Flown
    span: Span

    @classmethod
    def at(cls, flights: Flown, instant: float) -> Flightpath:
        """Give the flight of an instant.

        Raises
        ------
        SkyError
            None (E307).
        """
        found = next((span for span in flights.flown() if span.start <= instant <= span.stop), None)
        if found is None:
            times = ", ".join(f"{utc_text(span.start)} to {utc_text(span.stop)}" for span in flights.flown())
            text = f"{flights.name} does not fly at {utc_text(instant)}"
            raise SkyError(Message("E307", text, hint=f"it flies {times}" if times else "give it a flight"))
        return cls(flights, found)

    @property
    def joints(self) -> Instants:
        """No instants: it does not jump."""
        return np.empty(0)

    def positions(self, at: Instants) -> Vectors:
        """Give the place from the Earth's centre at instants, shape (n,): km, TEME, shape (n, 3)."""
        refuse_outside(at, self.span, self.flights.name)
        sky, (_, over) = self.flights.sky, self.flights.way(at)
        high = over + self.flights.base.height / _METRES
        fixed = np.stack([surface_point(sky.lat, sky.lon, float(height)) for height in high])
        return from_fixed(fixed, at)

    def states(self, at: Instants) -> tuple[Vectors, Vectors]:
        """Give position, km, and velocity, km/s, TEME, both of shape (n, 3)."""
        position = self.positions(at)
        x, y, _ = position.T
        return position, np.stack([-SPIN * y, SPIN * x, np.zeros(len(at))], axis=-1)
