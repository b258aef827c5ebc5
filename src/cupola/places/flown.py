"""What flies and comes down again: an aircraft with its parabolas, a craft that hops; as a set it gives gravity."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Span, SpanSet
from cupola.places.ground import Location


class Flown(Protocol):
    """The flights of a craft for a film; frozen, and so known by its value."""

    @property
    def name(self) -> str:
        """What people call the craft."""

    @property
    def capacity(self) -> int:
        """People in a take."""

    @property
    def base(self) -> Location:
        """Where it leaves from."""

    @property
    def sky(self) -> Location:
        """The place whose sky is over it while it flies."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words of gravity that can hold in it."""

    def spans(self, word: str) -> SpanSet:
        """Give when gravity is what a word says."""

    def feels(self, word: str, at: ArrayLike) -> NDArray[np.bool_]:
        """Say at which instants, shape (n,), gravity is what a word says: worked out another way than `spans`."""

    def flown(self) -> list[Span]:
        """Give the flights from take-off to landing."""
