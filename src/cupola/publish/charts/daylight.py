"""What the day chart of a window shows: phases, direct sun, the meter behind the glass, landmarks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.clock import DAY, Instants, Span, SpanSet
from cupola.light import Almanac, Need
from cupola.light.reading import Reading
from cupola.light.sights import Sight, sights
from cupola.units import counted

_STEP: Final = 20.0  # seconds between two readings of the meter
_MINUTE: Final = 60.0


@dataclass(frozen=True, slots=True)
class DayLight:
    """What the chart shows.

    Attributes
    ----------
    window : str
        The window's id.
    name : str
        Its name.
    phases : dict of str to SpanSet
        The light phases.
    direct : SpanSet
        When the Sun falls through the window.
    reading : Reading
        The meter behind it, every 20 s and at both ends.
    sights : tuple of Sight
        Landmarks in view, those nearest to the window's axis first.
    facts : tuple of str
        The two lines of the head.
    limits : str
        Where light and view were taken to begin and end.
    """

    window: str
    name: str
    phases: dict[str, SpanSet]
    direct: SpanSet
    reading: Reading
    sights: tuple[Sight, ...]
    facts: tuple[str, ...]
    limits: str

    @property
    def span(self) -> Span:
        """What the chart covers."""
        return Span(float(self.reading.at[0]), float(self.reading.at[-1]))

    @classmethod
    def of(cls, almanac: Almanac, window: str) -> DayLight:
        """Ask an almanac and a meter for all that the chart shows.

        Raises
        ------
        DocumentError
            An unknown window (E311).
        """
        glass, span = almanac.station.window(window), almanac.span
        (direct,) = almanac.opportunities([Need("any", window, direct=True)])
        at: Instants = np.append(np.arange(span.start, span.stop, _STEP), span.stop)
        reading = almanac.meter(window)(at)
        seen = sights(almanac, window, almanac.station.landmarks)
        return cls(
            window,
            glass.name,
            almanac.phases(),
            direct,
            reading,
            tuple(sorted(seen, key=lambda sight: (sight.off_axis, sight.span.start, sight.what))),
            _facts(almanac, direct),
            str(almanac.limits),
        )


def _facts(almanac: Almanac, direct: SpanSet) -> tuple[str, str]:
    minutes = f"{direct.total / _MINUTE:.0f} min of direct sun in {counted(len(direct), 'stretch')}"
    times = minutes if direct else "no direct sun"
    (row, *_) = almanac.day_table((-almanac.span.start) % DAY)
    night = f"night {row.night / _MINUTE:.1f} min" if row.night == row.night else "no night"
    return times, f"beta {row.beta:.1f}°   ·   {night}".replace("-", "−")
