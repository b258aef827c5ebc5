"""What flies and comes down again: an aircraft with its parabolas, a craft that hops; as a set it gives gravity."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.places.ground import Location

Floats = NDArray[np.float64]


class Craft(Protocol):
    """A kind of craft."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def capacity(self) -> int:
        """People in a take."""

    @property
    def lasts(self) -> float:
        """The seconds from take-off to landing."""


@dataclass(frozen=True, slots=True)
class Flown(ABC):
    """The flights of a craft for a film; frozen, and so known by its value.

    Attributes
    ----------
    craft : Craft
        What flies.
    takeoffs : tuple of float
        When it leaves, in order.
    base : Location
        Where it leaves from.
    sky : Location
        The place whose sky is over it while it flies.
    """

    craft: Craft
    takeoffs: tuple[float, ...]
    base: Location
    sky: Location

    @property
    def name(self) -> str:
        """What people call the craft."""
        return self.craft.name

    @property
    def capacity(self) -> int:
        """People in a take."""
        return self.craft.capacity

    @property
    @abstractmethod
    def words(self) -> tuple[str, ...]:
        """The words of gravity that can hold in it."""

    @property
    @abstractmethod
    def link(self) -> str:
        """The link over which it talks to where it left from, of `link.shipped_links`."""

    @abstractmethod
    def spans(self, word: str) -> SpanSet:
        """Give when gravity is what a word says."""

    @abstractmethod
    def feels(self, word: str, at: ArrayLike) -> NDArray[np.bool_]:
        """Say at which instants, shape (n,), gravity is what a word says: worked out another way than `spans`."""

    @abstractmethod
    def way(self, at: Instants) -> tuple[Floats, Floats]:
        """Give how far the craft is from its base along the ground and how high over it at instants: both (n,), km."""

    def flown(self) -> list[Span]:
        """Give the flights from take-off to landing."""
        return [Span(takeoff, takeoff + self.craft.lasts) for takeoff in self.takeoffs]
