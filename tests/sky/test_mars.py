"""Mars: the worked examples of the Mars24 notes, and the Sun by a second way: the IAU's rotation and `plan94`."""

from __future__ import annotations

import erfa
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, JD_1970, instant
from cupola.sky.mars import SOL, light_time, mars_time, sun_over_mars
from cupola.sky.sun import AU_KM
from cupola.sky.teme import terrestrial_days

# NASA Goddard Institute for Space Studies, Mars24 Sunclock, "Algorithm and Worked Examples": A at the prime meridian,
# B at the planned site of Spirit, 184.702 deg west.
EXAMPLES = np.array([instant("2000-01-06T00:00:00Z"), instant("2004-01-03T13:46:31Z")])
SAMPLES = np.array(
    [instant(f"{year}-{month:02d}-11T03:00:00Z") for year in range(1990, 2046, 5) for month in (1, 4, 8)]
)


def test_the_worked_examples_come_out_to_the_last_digit() -> None:
    time = mars_time(EXAMPLES)
    assert time.season == pytest.approx([277.18758, 327.32416], abs=1e-5)
    assert time.equation == pytest.approx([-5.18774, -12.77553], abs=1e-5)
    assert time.sol[0] == pytest.approx(44_795.99976, abs=1e-5)
    assert time.mean(0.0) == pytest.approx([23.99425, 13.16537], abs=1e-5)
    assert time.mean(-184.702)[1] == pytest.approx(0.85190, abs=1e-5)
    assert time.true(-184.702)[1] == pytest.approx(0.00020, abs=1e-5)
    assert time.true(0.0)[0] == pytest.approx(23 + 38 / 60 + 54 / 3600, abs=0.5 / 3600)


def test_the_sun_is_where_the_iaus_rotation_and_another_ephemeris_have_it() -> None:
    """Pole and prime meridian: IAU working group on cartographic coordinates, 2009; planetocentric declination."""
    tt = terrestrial_days(SAMPLES)
    days = tt + JD_1970 - 2_451_545.0
    sun = -erfa.plan94(JD_1970, tt, 4)["p"]
    pole_ra, pole_dec = np.radians(317.68143 - 0.1061 * days / 36_525), np.radians(52.88650 - 0.0609 * days / 36_525)
    pole = np.stack([np.cos(pole_ra) * np.cos(pole_dec), np.sin(pole_ra) * np.cos(pole_dec), np.sin(pole_dec)], -1)
    node = np.stack([-np.sin(pole_ra), np.cos(pole_ra), 0 * pole_ra], -1)
    distance = np.linalg.norm(sun, axis=-1)
    along, across, up = ((sun * axis).sum(-1) for axis in (node, np.cross(pole, node), pole))
    east = np.degrees(np.arctan2(across, along)) - (176.630 + 350.89198226 * days)
    time = mars_time(SAMPLES)
    ours = 180.0 - 15.0 * time.true(0.0)
    assert np.abs((east - ours + 180.0) % 360.0 - 180.0).max() < 0.012
    plain = np.degrees(np.arcsin(0.42565 * np.sin(np.radians(time.season))))  # planetocentric
    assert np.abs(np.degrees(np.arcsin(up / distance)) - plain).max() < 0.012
    assert np.abs(distance - time.distance).max() < 3e-4


def test_noon_is_when_the_sun_is_on_the_meridian() -> None:
    """At true noon it stands 90 deg less the difference of latitude and declination high."""
    at = instant("2026-11-20T00:00:00Z") + np.arange(0.0, SOL, 30.0)
    time = mars_time(at)
    noon = int(np.abs(time.true(137.44) - 12.0).argmin())
    east, north, up = sun_over_mars(-4.59, 137.44, at)[noon] / (time.distance[noon] * AU_KM)
    assert abs(east) < 0.003
    assert np.degrees(np.arctan2(up, np.hypot(east, north))) == pytest.approx(
        90.0 - abs(-4.59 - time.declination[noon]), abs=0.01
    )


@given(st.floats(-90, 90), st.floats(-180, 180), st.floats(0, 60 * 365 * DAY))
def test_the_sun_is_as_far_away_as_mars_is(lat: float, lon: float, since: float) -> None:
    at = np.array([instant("1990-01-01T00:00Z") + since])
    sight = sun_over_mars(lat, lon, at)
    assert np.linalg.norm(sight) / AU_KM == pytest.approx(mars_time(at).distance[0], rel=1e-12)
    assert 1.38 < mars_time(at).distance[0] < 1.667


def test_a_sol_later_the_mean_sun_is_where_it_was() -> None:
    time = mars_time(np.array([EXAMPLES[1], EXAMPLES[1] + SOL]))
    assert time.mean(0.0)[1] == pytest.approx(time.mean(0.0)[0], abs=1e-5)
    assert time.sol[1] - time.sol[0] == pytest.approx(1.0, abs=1e-6)


def test_light_takes_three_to_twenty_two_minutes() -> None:
    """The opposition of September 2035 is a near one, 0.38 au; the conjunction of 2021 was 2.6 au away."""
    near, far = light_time(np.array([instant("2035-09-11T00:00Z"), instant("2021-10-08T00:00Z")])) / 60
    assert near == pytest.approx(0.38 * 8.317, abs=0.1)
    assert far == pytest.approx(2.63 * 8.317, abs=0.4)
