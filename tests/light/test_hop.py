"""What there is to see in a hop: the Sun as over the site, an edge of the Earth that sinks, windows that look level."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.clock import instant
from cupola.light import LightLimits
from cupola.light.hop import hop_sights
from cupola.places.ground import Location
from cupola.places.hop import hopper
from tests.light.ground.places import altaz

SHEPARD = hopper("new-shepard")
SITE = Location("Corn Ranch", 31.422927, -104.757152, 1120.0)
NS18 = instant("2021-10-13T14:49:51Z")


def test_there_is_a_row_for_each_second_from_lift_off_to_landing() -> None:
    sights = hop_sights(SHEPARD, NS18, SITE)
    assert (len(sights.at), sights.at[0], sights.at[-1]) == (618, NS18, NS18 + 617.0)
    assert sights.height[0] == sights.height[-1] == 1120.0


def test_the_edge_of_the_earth_sinks_by_ten_degrees() -> None:
    """By hand: arccos(6371 / (6371 + 106)) = 10.4 deg at the top, 0 on the ground."""
    limb = hop_sights(SHEPARD, NS18, SITE).limb
    assert (limb[0], limb[-1]) == (0.0, 0.0)
    assert limb.min() == pytest.approx(-10.4, abs=0.05)


def test_the_sun_stands_where_skyfield_has_it_over_west_texas_that_morning() -> None:
    sights = hop_sights(SHEPARD, NS18, SITE)
    high, side, _ = altaz(SITE, "sun", sights.at[::100])
    assert sights.sun[::100] == pytest.approx(high, abs=0.01)
    assert sights.azimuth[::100] == pytest.approx(side, abs=0.01)
    assert sights.lit.all()


def test_the_sun_falls_through_the_windows_that_look_its_way() -> None:
    """Azimuth 114 deg, 21 deg up: window 3 looks to 120 deg; 75 deg either way lets in windows 2, 3 and 4."""
    sights = hop_sights(SHEPARD, NS18, SITE)
    assert [name for name, lit in sights.direct.items() if lit.all()] == ["window 2", "window 3", "window 4"]
    turned = hop_sights(SHEPARD, NS18, SITE, heading=180.0)
    assert [name for name, lit in turned.direct.items() if lit.all()] == ["window 1", "window 5", "window 6"]
    narrow = hop_sights(SHEPARD, NS18, SITE, limits=LightLimits(incidence=30.0))
    assert [name for name, lit in narrow.direct.items() if lit.any()] == ["window 3"]


def test_before_dawn_the_sun_rises_on_the_way_up_and_sets_on_the_way_down() -> None:
    """The Sun 5 deg under the level is over the edge of the Earth from 24 km on, and not on the ground."""
    dawn = instant("2021-10-13T12:32:00Z")
    sights = hop_sights(SHEPARD, dawn, SITE)
    assert -8.0 < sights.sun[0] < -2.0
    lit = sights.lit.astype(int)
    assert (lit[0], lit[-1], lit.max()) == (0, 0, 1)
    assert np.abs(np.diff(lit)).sum() == 2
    assert not any(one[0] for one in sights.direct.values())
