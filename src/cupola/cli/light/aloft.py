"""The flights of an aircraft: when it takes off and lands, when gravity is another one, where the Sun stands then."""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from cupola.cli.light.wording import pairs
from cupola.clock import Span, clock_text, utc_text
from cupola.light.ground import sun_sight
from cupola.places.flown import Flown
from cupola.units import counted, duration_text

_EARTH_AND_HEAVY: Final = 2


def flights_text(flights: Flown, offset: float) -> list[str]:
    """Give a line for each flight."""
    return [_line(flights, flight, offset) for flight in flights.flown()]


def _line(flights: Flown, flight: Span, offset: float) -> str:
    words = [f"{utc_text(flight.start)}  {clock_text(flight.start, offset)}-{clock_text(flight.stop, offset)}"]
    for word in flights.words[_EARTH_AND_HEAVY:]:
        found = [span for span in flights.spans(word) if span.overlaps(flight)]
        lasts = duration_text(round(found[0].length, 1))
        first, last = (clock_text(span.start, offset, seconds=True) for span in (found[0], found[-1]))
        words.append(f"{counted(len(found), 'time')} {lasts} {word}, {first} to {last}")
    high = sun_sight(flights.sky, np.array([flight.start, flight.stop])).elevation
    words.append(f"Sun {high[0]:.0f} to {high[1]:.0f} deg high")
    return "  ".join(words)


def flights_json(flights: Flown) -> list[dict[str, Any]]:
    """Give each flight as plain values."""
    return [
        {
            "takeoff": utc_text(flight.start),
            "landing": utc_text(flight.stop),
            "gravity": {word: pairs(flights.spans(word).clip(flight)) for word in flights.words[1:]},
        }
        for flight in flights.flown()
    ]
