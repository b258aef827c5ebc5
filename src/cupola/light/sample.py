"""The light at given instants, straight from the element sets: no grid, no interpolation, no search.

The proof of a plan asks here; it must not rest on what the plan was made from.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import SpanSet
from cupola.light.demand import demand
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits, Need
from cupola.light.phases import PhaseConditions
from cupola.places import Station
from cupola.sky import Trajectory, sun_position


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
    if asked.turned and lost is not None:
        result &= ~lost.contains(when)
    return result
