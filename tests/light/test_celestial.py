"""Sun, Moon and the Earth's edge in a window: on orbits worked out by hand, and against Skyfield."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.light.celestial import Body, BodyInFrame, BodyUp, LimbInFrame
from cupola.light.moment import Moment, Vantage
from cupola.places import load_station
from cupola.sky.earth import EQUATOR_KM
from tests.light.skies import Circle, Still
from tests.october import one_set, one_set_orbit
from tests.skyfield_peer import bodies, satellite, times

ORBIT = Circle()
FORWARD, STARBOARD, PORT, NADIR = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0), (0.0, 0.0, 1.0)
RIM = np.degrees(np.arcsin(EQUATOR_KM / ORBIT.radius))
"""The angle from the nadir to the Earth's edge: 70 deg."""


def moment(beta: float = 0.0) -> Moment:
    """Give 720 instants of a revolution of the circular orbit, from under the Sun on."""
    return Vantage(ORBIT, Still(beta), moon=Still(-beta)).at(np.linspace(0.0, ORBIT.period, 720, endpoint=False))


def share(values: NDArray[np.float64]) -> float:
    """Give the share of instants at which a condition holds."""
    return float((values >= 0).mean())


def test_the_sun_is_in_a_forward_window_for_twice_its_half_view_of_a_revolution() -> None:
    assert share(BodyInFrame(FORWARD, 40.0, "sun").signed(moment())) == pytest.approx(80 / 360, abs=0.003)


@pytest.mark.parametrize(("body", "window", "other"), [("sun", STARBOARD, PORT), ("moon", PORT, STARBOARD)])
def test_a_body_at_negative_beta_is_to_starboard_all_the_time(
    body: Body, window: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    """Here the Moon stands on the other side."""
    assert share(BodyInFrame(window, 46.0, body).signed(moment(-45.0))) == 1.0
    assert share(BodyInFrame(other, 89.0, body).signed(moment(-45.0))) == 0.0


def test_a_body_in_the_orbits_plane_is_up_for_all_but_the_width_of_the_earth() -> None:
    assert share(BodyUp("sun").signed(moment())) == pytest.approx(1 - 2 * RIM / 360, abs=0.003)


@pytest.mark.parametrize(("half_view", "sees"), [(RIM - 1.0, 0.0), (RIM + 1.0, 1.0)])
def test_a_window_straight_down_sees_the_edge_only_if_it_is_wider_than_the_earth(half_view: float, sees: float) -> None:
    assert share(LimbInFrame(NADIR, half_view).signed(moment())) == sees


@pytest.mark.parametrize(("half_view", "sees"), [(90.0 - RIM - 1.0, 0.0), (90.0 - RIM + 1.0, 1.0)])
def test_a_window_to_the_horizon_sees_the_edge_20_deg_below_its_axis(half_view: float, sees: float) -> None:
    assert share(LimbInFrame(FORWARD, half_view).signed(moment())) == sees


@pytest.mark.parametrize("body", ["sun", "moon"])
def test_directions_of_sun_and_moon_agree_with_skyfield_within_a_hundredth_of_a_degree(body: Body) -> None:
    """From the station, through the level forward window: the signed function is a cosine."""
    orbit, elements = one_set_orbit(), one_set()
    at = np.linspace(orbit.span.start, orbit.span.stop, 97)
    here = Vantage(orbit).at(at)
    cosine = BodyInFrame(FORWARD, 90.0, body).signed(here)
    t, kernel = times(at), bodies()
    station = satellite(elements)
    # what Skyfield calls apparent from a spot that moves with the station bends light by the station's own speed, 5
    # arcsec; the Earth's 20 arcsec are in both
    seen = (kernel["earth"] + station).at(t).observe(kernel[body]).apparent().xyz.km.T
    state = station.at(t)
    position, velocity = state.xyz.km.T, state.velocity.km_per_s.T
    normal = np.cross(position, velocity)
    forward = np.cross(normal, position)
    peer = np.einsum("ni,ni->n", seen, forward) / np.linalg.norm(seen, axis=1) / np.linalg.norm(forward, axis=1)
    assert np.degrees(np.abs(np.arccos(cosine) - np.arccos(peer))).max() < 0.01


def test_in_october_2021_there_is_no_moon_in_the_nadir_window_and_never_the_sun() -> None:
    orbit = one_set_orbit()
    here = Vantage(orbit, attitude=load_station("iss").attitude).at(np.arange(orbit.span.start, orbit.span.stop, 60.0))
    for body in ("sun", "moon"):
        seen = (BodyInFrame(NADIR, 60.0, body).signed(here) >= 0) & (BodyUp(body).signed(here) >= 0)
        assert not seen.any(), "the Earth fills 70 deg about the nadir"
