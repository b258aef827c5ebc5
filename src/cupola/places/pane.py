"""Windows of a craft that flies and comes down again: which way each looks, level, in steady flight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.places.document import Entry

_USUAL: Final = 50.0


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
