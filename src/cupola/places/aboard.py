"""The cabin of a craft that flies and comes down again, as a place like a station: a room with windows that look out.

The craft's own frame: metres from the cabin's middle, x to its front, y to the right, z down.
"""

from __future__ import annotations

from functools import lru_cache
from math import cos, radians, sin
from typing import Final

from cupola.errors import Message, SkyError
from cupola.places.attitude import Attitude, YawPitchRoll
from cupola.places.flown import Flown
from cupola.places.landmarks import shipped_landmarks
from cupola.places.pane import Glass, Pane
from cupola.places.station import Module, Station, Window

CABIN: Final = "cabin"
"""The id of the one room."""

_EAST: Final = 90.0
_NOISE: Final = (70.0, 90.0)


@lru_cache(maxsize=16)
def aboard(flights: Flown) -> Station:
    """Give the cabin of a craft, held level on its heading.

    Its trajectory is to be one that the Earth carries along: it flies east, by which its attitude is told.

    Raises
    ------
    SkyError
        The glass of its windows is not known (E748).
    """
    craft, glass = flights.craft, flights.craft.glass
    if glass is None:
        text = f"what the windows of {flights.name} are like is not known"
        raise SkyError(Message("E748", text, hint="a picture needs their size; its shots can be planned without"))
    end = (0.0, 0.0, glass.length / 2) if glass.stands else (glass.length / 2, 0.0, 0.0)
    room = Module(
        id=CABIN,
        name=flights.name,
        segment="",
        ends=((-end[0], -end[1], -end[2]), end),
        diameter=2.0 * glass.away,
        aisle=None,
        capacity=craft.capacity,
        noise=_NOISE,
        port="",
        docked=None,
        source=glass.source,
        confidence=glass.confidence,
        note="",
    )
    return Station(
        name=flights.name,
        state="in flight",
        modules={CABIN: room},
        windows={pane.name: _window(pane, glass, flights.name) for pane in craft.windows},
        attitude=Attitude(YawPitchRoll(flights.heading - _EAST, 0.0, 0.0)),
        landmarks=shipped_landmarks(),
    )


def _window(pane: Pane, glass: Glass, craft: str) -> Window:
    front, right = cos(radians(pane.azimuth)), sin(radians(pane.azimuth))
    return Window(
        id=pane.name,
        module=CABIN,
        name=f"{craft}, {pane.name}",
        at=(glass.away * front, glass.away * right, 0.0),
        normal=(front, right, 0.0),
        shape=glass.shape,
        size=glass.size,
        clear=glass.clear,
        transmission=glass.transmission,
        half_view=pane.half_view,
        source=glass.source,
        confidence=glass.confidence,
        note="",
    )
