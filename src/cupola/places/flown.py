"""What flies and comes down again: an aircraft with its parabolas, a craft that hops; as a set it gives gravity."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import Message, SkyError, closest
from cupola.places.ground import Location
from cupola.places.link import Link
from cupola.places.pane import Glass, Pane

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

    @property
    def windows(self) -> tuple[Pane, ...]:
        """Its windows."""

    @property
    def glass(self) -> Glass | None:
        """The glass in them; None where it is not known."""


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
    heading : float
        Where its front looks in steady flight, deg from north through east.
    radio : Link or None
        Over what it talks to its base; None: the packaged link of its kind.
    """

    craft: Craft
    takeoffs: tuple[float, ...]
    base: Location
    sky: Location
    heading: float = 0.0
    radio: Link | None = None

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

    def steady(self) -> list[Span]:
        """Give the parts of the flights in which its front looks where its heading says."""
        return self.flown()

    def dip(self, at: Instants) -> Floats:
        """Give how far the edge of the Earth lies below the horizon of its sky at instants, shape (n,): deg."""
        return np.zeros(len(at))

    def pane(self, name: str) -> Pane:
        """Give a window by its name.

        Raises
        ------
        SkyError
            E748, with what windows there are.
        """
        windows = {one.name: one for one in self.craft.windows}
        if name not in windows:
            known = f"its windows are {', '.join(windows)}" if windows else "none of its windows is known"
            hint = closest(name, windows) or known
            raise SkyError(Message("E748", f'{self.name} has no window "{name[:40]}"', hint=hint))
        return windows[name]

    def flown(self) -> list[Span]:
        """Give the flights from take-off to landing."""
        return [Span(takeoff, takeoff + self.craft.lasts) for takeoff in self.takeoffs]
