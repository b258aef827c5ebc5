"""The station's own shadow on a window: direct sun that modules, ships, arrays and radiators do not hold back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.condition import Condition
from cupola.light.moment import Moment, Vantage
from cupola.places.sight import Sight

Names = NDArray[np.object_]

_NAMED: Final = 1e-3  # seconds within which it is told where one blocker takes over from another


@dataclass(frozen=True, slots=True)
class SunReaches(Condition):
    """Nothing of the station is between a window's centre and the Sun's.

    Attributes
    ----------
    sight : Sight
        What can stand before the window.
    falls : tuple of Condition
        That the Sun is up, and within the window's incidence: only then it is asked.
    """

    # The Sun goes round the station in a revolution, 0.065 deg/s: 0.4 m at 30 m take it 11.8 s.
    step: ClassVar[float] = 11.0
    sight: Sight
    falls: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        """The conditions within which this one is looked at."""
        return self.falls

    def signed(self, moment: Moment) -> NDArray[np.float64]:
        """Give the clearance of the ray to the Sun, metres; see `Station.clearance`."""
        sun = moment.sun_in_body
        return self.sight.clearance(sun, moment.at, sun)


@dataclass(frozen=True, slots=True)
class Shadow:
    """A span in which the Sun would fall through a window, but for something in between.

    Attributes
    ----------
    span : Span
        From when to when.
    blocker : str
        What the ray from the window to the Sun meets first.
    """

    span: Span
    blocker: str


def shadows(dark: SpanSet, sight: Sight, vantage: Vantage) -> list[Shadow]:
    """Give spans in which a window is in the station's shadow one by one, divided where the blocker changes.

    A blocker that comes between two others for less than 11 s may be left out.
    """
    nodes, which = _nodes(dark)
    names = _names(nodes, sight, vantage)
    changes = np.flatnonzero((which[1:] == which[:-1]) & (names[1:] != names[:-1]))
    handed = _handed(nodes[changes], nodes[changes + 1], names[changes], sight, vantage)
    starts = np.concatenate([dark.starts, handed])
    order = np.argsort(starts, kind="stable")
    stops = np.sort(np.concatenate([dark.stops, handed]))
    first = np.searchsorted(which, np.arange(len(dark)))
    blockers = np.concatenate([names[first], names[changes + 1]])[order]
    found = zip(starts[order].tolist(), stops.tolist(), blockers, strict=True)
    return [Shadow(Span(start, stop), name) for start, stop, name in found if name is not None]


def _nodes(dark: SpanSet) -> tuple[Instants, NDArray[np.intp]]:
    """Give instants at most a step apart in each span, and which span each is in.

    The very ends of a span lie on the blocker's edge: the first and last node are 1 ms inside, where it is hit.
    """
    lengths = dark.stops - dark.starts
    counts = np.maximum(np.ceil(lengths / SunReaches.step).astype(np.intp) + 1, 2)
    which = np.repeat(np.arange(len(dark)), counts)
    place = np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)
    share = place / (counts - 1)[which]
    inside = np.minimum(_NAMED, lengths / 4)[which]
    return dark.starts[which] + inside + share * (lengths[which] - 2 * inside), which


def _handed(low: Instants, high: Instants, names: Names, sight: Sight, vantage: Vantage) -> Instants:
    """Give the instants between pairs, shape (n,), at which the first one's blocker is no longer the first met."""
    while len(low) and float((high - low).max()) > _NAMED:
        middle = (low + high) / 2
        same = _names(middle, sight, vantage) == names
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    return high


def _names(at: Instants, sight: Sight, vantage: Vantage) -> Names:
    sun = vantage.at(at).sun_in_body
    names: Names = np.empty(len(at), object)
    names[:] = sight.blockers(sun, at, sun)
    return names
