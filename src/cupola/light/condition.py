"""What a condition is: a signed function of time that is positive while it holds."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from cupola.light.moment import Moment


class Condition(ABC):
    """A condition of light or view.

    Subclasses are frozen dataclasses: two that compare equal are the same condition, and are solved once.

    Attributes
    ----------
    step : float
        Seconds. Between instants this far apart the function changes sign at most once, apart from a brush with zero
        near an extremum; those the search looks for.
    """

    step: ClassVar[float]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions within which this one is looked at; outside of them it counts as not holding."""
        return ()

    @abstractmethod
    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the signed function at the instants of a moment, shape (n,): not negative where the condition holds."""
