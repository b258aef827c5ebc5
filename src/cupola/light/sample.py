"""The light at given instants, straight from the element sets: no grid, no interpolation, no search.

The proof of a plan asks here; it must not rest on what the plan was made from.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import DAY, SpanSet
from cupola.light.demand import demand
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits, Need
from cupola.light.phases import PhaseConditions
from cupola.light.window import SeesEarth
from cupola.places import Station, Window
from cupola.sky import Trajectory, sun_position

_INSTANTS: Final = 97


def holds(
    need: Need,
    at: ArrayLike,
    trajectory: Trajectory,
    station: Station,
    lost: SpanSet | None = None,
    limits: LightLimits | None = None,
) -> NDArray[np.bool_]:
    """Say at which instants all that a need asks for holds.

    Parameters
    ----------
    need : Need
        What is asked for.
    at : array_like, shape (n,)
        Instants that the trajectory covers.
    trajectory : Trajectory
        Usually the `Orbit`, which runs SGP4 for each instant.
    lost : SpanSet, optional
        When the attitude is lost.
    limits : LightLimits, optional
        Where light and view begin and end.

    Returns
    -------
    ndarray of bool, shape (n,)

    Raises
    ------
    DocumentError, SkyError
        An unknown word, window or landmark, or a need that contradicts itself.
    """
    set_limits = limits if limits is not None else LightLimits()
    asked = demand(need, station, set_limits)
    when = np.atleast_1d(np.asarray(at, float))
    moment = Vantage(trajectory, sun_position, station.attitude).at(when)
    result = np.ones(len(when), bool)
    if asked.phase is not None:
        result &= PhaseConditions.of(set_limits).hold(asked.phase, moment)
    for condition in asked.conditions:
        result &= condition.signed(moment) >= 0
    if asked.one_of:
        result &= np.any([np.all([c.signed(moment) >= 0 for c in every], axis=0) for every in asked.one_of], axis=0)
    if asked.turned and lost is not None:
        result &= ~lost.contains(when)
    return result


def sees_earth(window: Window, trajectory: Trajectory, station: Station) -> bool:
    """Say whether a window sees the Earth at all: asked at instants spread over the first day of the trajectory.

    In a circular orbit with a steady attitude the answer is the same all the time; what is spread is for the others.
    """
    span = trajectory.span
    at = np.linspace(span.start, min(span.stop, span.start + DAY), _INSTANTS)
    moment = Vantage(trajectory, sun_position, station.attitude).at(at)
    return bool((SeesEarth(window.normal, window.half_view).signed(moment) >= 0).any())
