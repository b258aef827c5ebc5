"""The station's own shadow on a window: direct sun that modules, ships, arrays and radiators do not hold back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.condition import Condition
from cupola.light.moment import Moment, Vantage
from cupola.places.sight import Sight

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

    # The Sun goes round the station in a revolution, 0.065 deg/s: 0.5 m at 30 m take it 14.7 s.
    step: ClassVar[float] = 14.0
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
    """Give spans in which a window is in the station's shadow one by one, and divided where its blocker changes.

    A blocker that comes between two others for less than 14 s may be left out.
    """
    found: list[Shadow] = []
    for start, stop in zip(dark.starts.tolist(), dark.stops.tolist(), strict=True):
        count = max(2, int(np.ceil((stop - start) / SunReaches.step)) + 1)
        # the very ends are on the blocker's edge: 1 ms inside of them it is hit
        edge = min(_NAMED, (stop - start) / 4)
        nodes = np.linspace(start + edge, stop - edge, count)
        found += _divided(Span(start, stop), nodes, sight, vantage)
    return found


def _divided(span: Span, nodes: Instants, sight: Sight, vantage: Vantage) -> Iterator[Shadow]:
    names = _names(nodes, sight, vantage)
    runs = [(name, [k for k, _ in run]) for name, run in groupby(enumerate(names), key=lambda pair: pair[1])]
    begins = span.start
    for here, after in zip(runs, [*runs[1:], None], strict=True):
        stops = span.stop
        if after is not None:
            stops = _handover(nodes[here[1][-1]], nodes[after[1][0]], here[0], sight, vantage)
        if here[0] is not None:
            yield Shadow(Span(begins, stops), here[0])
        begins = stops


def _handover(low: float, high: float, name: str | None, sight: Sight, vantage: Vantage) -> float:
    """Give the instant between two at which a blocker is no longer the first to be met."""
    while high - low > _NAMED:
        middle = (low + high) / 2
        same = _names(np.array([middle]), sight, vantage)[0] == name
        low, high = (middle, high) if same else (low, middle)
    return high


def _names(at: Instants, sight: Sight, vantage: Vantage) -> list[str | None]:
    sun = vantage.at(at).sun_in_body
    return sight.blockers(sun, at, sun)
