"""How far off the timing of light may be, by the age of the element sets that it is predicted with.

SGP4 was compared with trajectories that NASA published: element sets of 10 and 12 February 2022 (quiet) and of 26
February 2025 (made just after a manoeuvre, at the solar maximum). The error along the track after 1, 2, 3, 5, 7, 10 and
13 days, divided by the speed of 7.66 km/s, is the root mean square below within a fifth. An error across the track
moves light by a hundredth of that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY

Floats = NDArray[np.float64]

_LEAST_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class TimingModel:
    """The expected timing error of an element set, one standard deviation: the root of the sum of three squares.

    Attributes
    ----------
    start : float
        Seconds at the set's own epoch: how well a set fits the orbit that it was made from.
    drift : float
        Seconds a day: the mean motion is a little wrong.
    drag : float
        Seconds a day squared: the air is thicker or thinner than the set supposes.
    """

    start: float = 0.13
    drift: float = 0.50
    drag: float = 0.134

    def __call__(self, age: ArrayLike) -> Floats:
        """Give the error in seconds for ages in seconds, of either sign, shape (n,)."""
        days = np.asarray(age, float) / DAY
        error: Floats = np.sqrt(self.start**2 + (self.drift * days) ** 2 + (self.drag * days**2) ** 2)
        return error


QUIET: Final = TimingModel()
"""No manoeuvre and a quiet Sun: 2 s after three days, 7 s after a week, 23 s after 13 days."""

DISTURBED: Final = TimingModel(start=0.13, drift=1.7, drag=1.84)
"""A set made just after a manoeuvre, or used across one: 17 s after three days, a minute and a half after a week."""


def timing_error(
    model: TimingModel, age: Floats, gap: Floats, which: NDArray[np.intp], jumps: Sequence[float]
) -> Floats:
    """Give the expected timing error at instants between element sets, shape (n,), in seconds.

    Where two sets meet, each has come half-way, and their jump is known. If they disagree by more than the model
    expects of two such sets, the model is raised to it over the whole stretch between them; if by less, it is lowered,
    but at most to a half: two sets can agree and both be wrong. It cannot be less than half the jump there: one of the
    two is at least so far off.

    Parameters
    ----------
    model : TimingModel
        For a set that stands alone.
    age : ndarray, shape (n,)
        Seconds since the epoch of the set in use; negative before it.
    gap : ndarray, shape (m,)
        Seconds between the epochs of successive sets.
    which : ndarray, shape (n,)
        Index of the set in use.
    jumps : sequence of float, length m
        By how many seconds of flight the orbit jumps between successive sets.
    """
    plain = model(age)
    if not len(gap):
        return plain
    expected = np.sqrt(2.0) * model(gap / 2)
    shares = np.maximum(np.abs(np.asarray(jumps, float)) / expected, _LEAST_SHARE)
    # Stretch k lies between sets k - 1 and k; before the first set and after the last there is nothing to compare.
    padded = np.concatenate([[1.0], shares, [1.0]])
    error: Floats = plain * padded[which + (age >= 0)]
    return error
