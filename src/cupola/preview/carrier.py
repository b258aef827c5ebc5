"""What carries the camera of a shot: the station of its production, or the craft that its set is in, and their ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cupola.errors import CupolaError, Message
from cupola.places import Station
from cupola.places.aboard import aboard
from cupola.places.flightpath import Flightpath
from cupola.sky.orbit import Trajectory

if TYPE_CHECKING:
    from cupola.production import Production, Shot


def station_of(production: Production, shot: Shot) -> Station:
    """Give the station of a shot, or the cabin of what it flies in, as one.

    Raises
    ------
    CupolaError
        It is shot on the ground (E817); the glass of its craft is not known (E748).
    """
    where = production.sets[shot.set]
    if where.flights is not None:
        return aboard(where.flights)
    if production.flight is None or where.location is not None:
        text = f"shot {shot.id} is shot on the ground: a preview is of a window aboard what flies"
        raise CupolaError(Message("E817", text, hint="its storyboard draws a card for each shot: cupola storyboard"))
    return production.station


def course_of(production: Production, shot: Shot, at: float) -> Trajectory:
    """Give the way of the station, or of the craft at an instant.

    Raises
    ------
    SkyError
        The craft does not fly then (E307).
    """
    flights = production.sets[shot.set].flights
    return Flightpath.at(flights, at) if flights is not None else production.orbit


def has_window(production: Production, shot: Shot) -> bool:
    """Say whether a shot looks, or is lit, through a window aboard what flies."""
    flies = production.flight is not None or production.sets[shot.set].flights is not None
    return flies and shot.need.window is not None
