"""Windows of a craft that flies and comes down again: which way each looks, level, in steady flight, and its glass."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from cupola.places.document import CONFIDENCE, Entry

Sizes = tuple[float, ...]

SIZES: Final = {"round": (1,), "rectangle": (2,), "rounded": (3,)}
"""How many measures a shape of glass has."""

_USUAL: Final = 50.0
_LYING, _STANDING = "ahead", "up"


@dataclass(frozen=True, slots=True)
class Pane:
    """A window of a craft.

    Attributes
    ----------
    name : str
        What it is asked for by.
    azimuth : float
        Which way it looks, clockwise from the craft's own front, deg. A nose that goes up and down turns windows at
        the sides, at 90 and 270 deg, only about their own axis.
    half_view : float
        Largest angle from there at which a lens at the glass looks past its frame, deg; an own estimate where it is
        not told.
    """

    name: str
    azimuth: float
    half_view: float = _USUAL


def read_pane(entry: Entry) -> Pane:
    """Read a window."""
    entry.only(("name", "azimuth", "half_view"))
    half_view = entry.quantity("half_view", "deg", 1.0, 90.0) if entry.has("half_view") else _USUAL
    return Pane(entry.word("name"), entry.quantity("azimuth", "deg", 0.0, 360.0), half_view)


@dataclass(frozen=True, slots=True)
class Glass:
    """The glass of a craft's windows, all of one kind, and where it is in the cabin.

    Attributes
    ----------
    shape : str
        As of a station's `Window`: `round`, `rectangle` or `rounded`.
    size : tuple of float
        Its measures, metres.
    clear : float
        Part of that outline that is glass.
    transmission : float
        Part of the visible light that passes.
    away : float
        From the cabin's middle to the glass, metres.
    length : float
        Of the cabin, metres; its height if it stands.
    stands : bool
        Whether the cabin's axis is upright, as a capsule's, and not from front to rear.
    source, confidence : str
        Where these figures are from, and how sure they are.
    """

    shape: str
    size: tuple[float, ...]
    clear: float
    transmission: float
    away: float
    length: float
    stands: bool
    source: str
    confidence: str


def read_size(entry: Entry, shape: str, least: float, most: float, sizes: Mapping[str, tuple[int, ...]]) -> Sizes:
    """Read the measures, m, that glass of a shape has; corners are round by half its width at most."""
    size = entry.quantities("size", "m", least, most, sizes.get(shape, (1, 2, 3)))
    if shape == "rounded" and len(size) == 3 and 2.0 * size[2] > min(size[:2]):
        entry.fault("E106", "the radius of its corners is more than half its width or height", "size")
    return size


def read_glass(craft: Entry) -> Glass | None:
    """Read the `glass` of a craft's windows, if it is told."""
    entry = craft.inner("glass") if craft.has("glass") else None
    if entry is None:
        return None
    entry.only(("shape", "size", "clear", "transmission", "away", "length", "axis", "source", "confidence"))
    shape = entry.word("shape", known=SIZES)
    return Glass(
        shape=shape,
        size=read_size(entry, shape, 0.05, 3.0, SIZES),
        clear=entry.number("clear", 0.01, 1.0, 1.0),
        transmission=entry.number("transmission", 0.01, 1.0),
        away=entry.quantity("away", "m", 0.3, 10.0),
        length=entry.quantity("length", "m", 0.5, 100.0),
        stands=entry.word("axis", _LYING, known=(_LYING, _STANDING)) == _STANDING,
        source=entry.word("source"),
        confidence=entry.word("confidence", known=CONFIDENCE),
    )
