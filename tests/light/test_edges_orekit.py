"""Sunrises and sunsets against Orekit, the one peer whose Earth is flattened.

Orekit's Sun stands where it is; ours where it is seen, 20.5 arc seconds behind: its light left it eight minutes ago,
and meets an Earth that flies sideways. On board one sees ours. That is worth 0.1 s of a sunrise, and up to 0.25 s where
the Sun slants to the limb at a beta angle of 60 deg. Given the same Sun, 0.03 s remain: the flattened Earth is
stretched to a sphere, and the Sun's disc with it.
"""

from functools import cache

import numpy as np
import pytest

from cupola.light import Edges, edges, orbit_edges
from cupola.light.moment import Vantage
from cupola.sky.eclipse import limit
from cupola.sky.interpolation import Table, nodes
from tests.authorities.orekit import orekit_edges
from tests.october import one_set_orbit
from tests.skyfield_peer import geometric_sun

LIMITS = ("umbra", "penumbra")
DAY_QUARTER = 21600.0


@cache
def ours(what: str) -> Edges:
    """Give our edges as anybody gets them."""
    return orbit_edges(one_set_orbit(), limit(what))


@cache
def by_orekits_sun(what: str) -> Edges:
    """Give our edges of a Sun that stands where it is."""
    orbit = one_set_orbit()
    at = nodes(orbit.span.start, orbit.span.stop, DAY_QUARTER, 4)
    sun = Table(orbit.span.start, DAY_QUARTER, geometric_sun(at), 4)
    return edges(Vantage(orbit.ephemeris(), sun), orbit.span, limit(what))


@pytest.mark.parametrize("what", LIMITS)
def test_none_of_orekits_edges_is_lost_and_none_is_added(what: str) -> None:
    assert len(orekit_edges(what).at) == 371
    assert ours(what).rises.tolist() == orekit_edges(what).rises.tolist()


@pytest.mark.parametrize("what", LIMITS)
def test_umbra_and_penumbra_are_orekits_within_a_quarter_of_a_second(what: str) -> None:
    assert np.abs(ours(what).at - orekit_edges(what).at).max() <= 0.25


@pytest.mark.parametrize("what", LIMITS)
def test_with_the_sun_where_orekit_has_it_30_ms_remain(what: str) -> None:
    assert np.abs(by_orekits_sun(what).at - orekit_edges(what).at).max() <= 0.03


@pytest.mark.parametrize("what", LIMITS)
def test_the_rest_is_that_the_sun_is_seen_where_it_was(what: str) -> None:
    """The seen Sun is west of the true one, so that the station, flying east, meets it sooner, and loses it sooner."""
    sooner = orekit_edges(what).at - ours(what).at
    assert 0.08 < sooner.mean() < 0.11
