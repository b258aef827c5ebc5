"""Rays to an eye within the air: refraction, the dip of the horizon and extinction, as others have them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.preview.colour import luminance
from cupola.preview.heavens.rising import rays_within
from cupola.sky.atmosphere import Air, lift
from cupola.sky.earth import EQUATOR_KM

CLEAN = Air(haze=0.0, dust=0.0)


def bent(height: float, elevation: float) -> float:
    """Give by how much a ray seen at an elevation, deg, is bent, arcmin."""
    seen, true, _, _ = rays_within(height, Air())
    return float(60.0 * np.degrees(np.interp(np.radians(90.0 + elevation), seen, seen - true)))


@pytest.mark.parametrize(
    ("elevation", "arcmin"), [(0.0, 33.2), (1.0, 23.9), (5.0, 9.7), (10.0, 5.2), (45.0, 0.95), (90.0, 0.0)]
)
def test_at_sea_level_the_air_lifts_as_in_the_tables(elevation: float, arcmin: float) -> None:
    """Bennett (1982) at 1013.25 hPa and 15 °C, the standard atmosphere's: 0.4' at the horizon, 0.1' above."""
    assert bent(0.001, elevation) == pytest.approx(arcmin, abs=0.4 if elevation < 2.0 else 0.1)


@pytest.mark.parametrize(("height", "dip"), [(0.001, 0.0293), (0.1, 0.293), (1.0, 0.926), (10.7, 3.12)])
def test_the_horizon_dips_less_than_it_would_without_air(height: float, dip: float) -> None:
    """Young's 1.76' times the root of metres (aty.sdsu.edu/explain/atmos_refr/dip.html); from 10.7 km 3.3 deg less."""
    seen = rays_within(height, Air())[0]
    found = 90.0 - float(np.degrees(seen[0]))
    assert found == pytest.approx(dip, rel=0.01)
    assert found < float(np.degrees(np.arccos(EQUATOR_KM / (EQUATOR_KM + height))))
    assert np.sin(seen[0]) == pytest.approx(
        (EQUATOR_KM + float(lift(0.0))) / (EQUATOR_KM + height + float(lift(height))), rel=1e-9
    )


def test_a_grazing_ray_is_bent_by_what_a_level_one_is_at_the_ground_and_more() -> None:
    """From high up it is bent all the way down and up again: twice, less what lies above the eye."""
    seen, true, _, _ = rays_within(60.0, Air())
    assert float(seen[0] - true[0]) == pytest.approx(2.0 * np.radians(bent(0.001, 0.0) / 60.0), rel=0.01)


def test_a_column_of_clean_air_leaves_what_rayleigh_and_ozone_do() -> None:
    """Straight down, 0.55 µm stands for the eye: Rayleigh 0.097, ozone 0.03; at 10 km a quarter of the air is left."""
    low, high = (float(luminance(rays_within(height, CLEAN)[3][-1])) for height in (0.001, 10.0))
    assert low == pytest.approx(np.exp(-0.130), abs=0.01)
    assert high == pytest.approx(np.exp(-0.097 * 0.26 - 0.032), abs=0.01)


@settings(max_examples=25)
@given(st.floats(-0.4, 99.9))
def test_rays_stand_in_order_and_bring_no_more_light_than_there_is(height: float) -> None:
    seen, true, tangent, light = rays_within(height, Air())
    assert (np.diff(seen) > 0.0).all()
    assert (np.diff(true) > 0.0).all()
    assert (np.diff(tangent) >= 0.0).all()
    assert seen[-1] == true[-1] == pytest.approx(np.pi)
    assert luminance(light).max() <= 1.0 + 1e-9
