"""The air's edge: rays bend as a step-by-step trace of them does, and back again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.preview.colour import luminance
from cupola.preview.heavens.edge import Edge, place_of, unbent
from cupola.sky.atmosphere import REFRACTIVITY, Air, density
from cupola.sky.earth import EQUATOR_KM, stretched, surface_point

Floats = NDArray[np.float64]

HIGH = surface_point(0.0, 0.0, 420.0)
EDGE = Edge.before(HIGH, Air())


def at_angle(angle: float, turn: float = 0.0) -> Floats:
    """Give the Earth-fixed direction that stands an angle, rad, from straight down over the equator."""
    level = np.cos(turn) * np.array([0.0, 1.0, 0.0]) + np.sin(turn) * np.array([0.0, 0.0, 1.0])
    ray = -np.cos(angle) * np.array([1.0, 0.0, 0.0]) + np.sin(angle) * level
    ray[2] /= float(stretched(np.array([0.0, 0.0, 1.0]))[2])
    found: Floats = ray / np.linalg.norm(ray)
    return found


def traced(angle: float) -> tuple[float, float]:
    """Follow a ray from 420 km by steps of d(n t)/ds = grad n: its way beyond the air, rad, and its lowest height, km.

    Half a kilometre a step, midpoint rule; shares only the air's density with the tables.
    """
    place, way = np.array([0.0, EQUATOR_KM + 420.0]), np.array([np.sin(angle), -np.cos(angle)])
    lowest, step = 420.0, 0.5

    def pull(at: Floats, along: Floats) -> Floats:
        far = float(np.linalg.norm(at))
        rise = (density(far - EQUATOR_KM + 0.005) - density(far - EQUATOR_KM - 0.005)) / 0.01
        slope = REFRACTIVITY * float(rise) * at / far
        found: Floats = slope - (slope @ along) * along
        return found

    reach = 2.0 * np.sqrt(420.0 * (2.0 * EQUATOR_KM + 420.0))
    skipped = (EQUATOR_KM + 420.0) * np.cos(angle) - 1300.0  # still above the air
    place = place + skipped * way
    for _ in range(int((reach - skipped) / step)):
        half = place + 0.5 * step * way
        turned = way + 0.5 * step * pull(place, way)
        place = place + step * turned
        way = way + step * pull(half, turned)
        way = way / np.linalg.norm(way)
        lowest = min(lowest, float(np.linalg.norm(place)) - EQUATOR_KM)
        if way @ place > 0.0 and np.linalg.norm(place) > EQUATOR_KM + 110.0:
            break
    return float(np.arctan2(way[0], -way[1])), lowest


@pytest.mark.parametrize("height", [10.0, 20.0, 35.0])
def test_a_ray_leaves_the_air_as_a_step_by_step_trace_of_it_does(height: float) -> None:
    node = int(np.searchsorted(EDGE.tangent, height))
    way, lowest = traced(float(EDGE.seen[node]))
    assert lowest == pytest.approx(height, abs=0.05)
    assert way == pytest.approx(float(EDGE.true[node]), abs=2e-5)  # 0.001 deg


@given(st.floats(1e-6, 0.9999), st.floats(0.0, 6.28))
def test_what_appears_somewhere_is_seen_there(part: float, turn: float) -> None:
    angle = float(np.interp(part, [0.0, 1.0], [EDGE.true[0] + 1e-6, np.pi - 0.01]))
    beyond = at_angle(angle, turn)
    seen = EDGE.appearing(beyond[None])[0]
    out = np.zeros(3)
    unbent(seen, EDGE, out)
    assert out == pytest.approx(beyond, abs=3e-7)  # 0.06 arcsec


@given(st.floats(0.0, 1.0), st.floats(0.0, 6.28))
def test_bent_rays_come_from_lower_down_and_high_ones_from_where_they_seem(part: float, turn: float) -> None:
    angle = float(np.interp(part, [0.0, 1.0], [EDGE.seen[0] + 1e-9, 2.5]))
    ray, out = at_angle(angle, turn), np.zeros(3)
    place = unbent(ray, EDGE, out)
    assert np.linalg.norm(out) == pytest.approx(1.0)
    bent = float(np.arccos(min(float(ray @ out), 1.0)))
    if place >= len(EDGE.seen) - 1:
        assert bent < 1e-7
    else:
        assert 0.0 <= bent < np.radians(1.15)
        assert out @ EDGE.down >= ray @ EDGE.down - 1e-9


def test_the_ground_hides_what_is_behind_it() -> None:
    out = np.zeros(3)
    assert unbent(at_angle(float(EDGE.seen[0]) - 1e-6), EDGE, out) == -1.0
    assert unbent(at_angle(float(EDGE.seen[0]) + 1e-6), EDGE, out) >= 0.0


def test_the_horizon_stands_20_deg_down_from_410_km() -> None:
    """19.95 to 20.03 deg refracted, over all latitudes."""
    edge = Edge.before(surface_point(0.0, 0.0, 410.0), Air())
    assert 19.95 < 90.0 - np.degrees(edge.seen[0]) < 20.03


def test_what_is_seen_grows_with_the_tangent_height_and_so_does_its_light() -> None:
    assert (np.diff(EDGE.seen) > 0.0).all()
    assert (np.diff(EDGE.true) > 0.0).all()
    shine = luminance(EDGE.light)
    assert (np.diff(shine) > -1e-4).all()
    assert shine[-1] == pytest.approx(1.0)
    assert np.interp(30.0, EDGE.tangent, shine) == pytest.approx(0.62, abs=0.05)
    assert np.interp(15.0, EDGE.tangent, shine) == pytest.approx(0.10, abs=0.02)


def test_haze_dims_the_lowest_rays_and_leaves_the_high_ones() -> None:
    hazy = Edge.before(HIGH, Air(haze=0.5))
    assert luminance(hazy.light)[4] < 0.1 * luminance(EDGE.light)[4]
    assert luminance(hazy.light)[160] == pytest.approx(luminance(EDGE.light)[160], rel=1e-6)


def test_a_place_among_angles() -> None:
    angles = np.array([0.0, 1.0, 3.0])
    assert place_of(-0.1, angles) == -1.0
    assert place_of(0.25, angles) == 0.25
    assert place_of(2.0, angles) == 1.5
    assert place_of(9.0, angles) == 2.0


def test_an_eye_above_the_air_and_one_at_its_edge_have_the_same_rays() -> None:
    over, under = (Edge.before(surface_point(0.0, 10.0, height), Air()) for height in (100.01, 99.99))
    for height in (12.0, 30.0, 60.0):
        for of in ("seen", "true"):
            one, other = (float(np.interp(height, edge.tangent, getattr(edge, of))) for edge in (over, under))
            assert one == pytest.approx(other, abs=5e-5)
    for angle in over.seen[::40]:
        there, here = (float(np.interp(angle, edge.seen, luminance(edge.light))) for edge in (over, under))
        assert there == pytest.approx(here, abs=0.01)


def test_a_ray_of_an_eye_within_the_air_goes_up_as_it_was_bent() -> None:
    """A Sun 10 deg high is lifted by 5.3' (Allen 1973, section 55)."""
    edge, out = Edge.before(surface_point(0.0, 0.0, 0.01), Air()), np.zeros(3)
    assert unbent(at_angle(np.radians(100.0)), edge, out) > 0.0
    assert np.degrees(np.arcsin(out[0])) == pytest.approx(10.0 - 5.3 / 60.0, abs=0.003)
    assert edge.appearing(out[None])[0] == pytest.approx(at_angle(np.radians(100.0)), abs=2e-5)


def test_from_within_the_air_the_sun_sets_on_the_horizon_and_from_space_in_clouds() -> None:
    low, high = (Edge.before(surface_point(0.0, 0.0, height), Air()) for height in (11.0, 90.0))
    assert (low.floor(8.0), high.floor(8.0), EDGE.floor(8.0)) == (0.0, 0.0, 8.0)
