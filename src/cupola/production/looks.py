"""The looks of a person: costume, make-up, hair, wounds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks between which somebody changes.

    Attributes
    ----------
    all : tuple of str
        Every look; the first is the usual one.
    order : tuple of str
        Those that are worn in this order only: a beard before the shave.
    change : float or None
        Seconds that a change takes; None for what the rules of the shoot say.
    """

    all: tuple[str, ...]
    order: tuple[str, ...] = ()
    change: float | None = None

    @property
    def usual(self) -> str:
        """The look in shots that say none."""
        return self.all[0]

    def before(self, look: str) -> tuple[str, ...]:
        """Give the looks that are never worn again once this one is."""
        return self.order[: self.order.index(look)] if look in self.order else ()
