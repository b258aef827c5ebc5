"""The parts of a station that stand in the light, each made of convex bodies."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span
from cupola.places.body import Body
from cupola.places.joint import Joint


@dataclass(frozen=True, slots=True)
class Part:
    """A named part of the station: a module, a docked ship, a truss segment, a wing, a radiator.

    Attributes
    ----------
    id, name : str
        What documents call it, and what people do.
    bodies : tuple of Body
        Convex pieces that it is made of.
    joint : Joint or None
        What turns it.
    there : Span or None
        When it is there; None for always.
    source, confidence : str
        Where its shape and place are from, and how sure that is: high, medium or low.
    """

    id: str
    name: str
    bodies: tuple[Body, ...]
    joint: Joint | None = None
    there: Span | None = None
    source: str = ""
    confidence: str = "low"

    @property
    def changes(self) -> tuple[Span, ...]:
        """The spans in which it is there, and in which a joint that turns it is parked."""
        joints = self.joint.chain if self.joint is not None else ()
        visits = (self.there,) if self.there is not None else ()
        return (*visits, *(parked.span for joint in joints for parked in joint.parked))

    def is_there(self, at: Instants) -> NDArray[np.bool_]:
        """Say at which instants, shape (n,), it is there."""
        if self.there is None:
            return np.ones(len(at), bool)
        there: NDArray[np.bool_] = (at >= self.there.start) & (at < self.there.stop)
        return there
