"""The light of the mean Earth: kept tables against rays followed anew, its albedo, and what must be so by nature."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.light.earthshine import earthshine
from cupola.sky.airlight import COARSE, kernel, views
from cupola.sky.airlight.kernel import Medium, blank, lay, phases_of, shone, sunshine
from cupola.sky.airlight.mean import albedo
from cupola.sky.airlight.profile import RADIUS_KM, Profile
from cupola.sky.airlight.tables import ALBEDO, eye, medium_of
from cupola.sky.airlight.views import daylight_table
from cupola.sky.atmosphere import TOP_KM, Air
from cupola.sky.earth import EQUATOR_KM, POLE_KM, surface_point
from cupola.sky.earthlight import LOWEST_SUN, EarthLight, _tables, earth_light, linear, sun_place
from cupola.sky.spectrum import SUNLIGHT_LX

Floats = NDArray[np.float64]

MEAN = 0.3


@cache
def medium() -> Medium:
    return medium_of(Profile.of(Air()), ALBEDO, COARSE)


@cache
def daylight() -> tuple[Floats, Floats]:
    """Give elevations of the Sun and the light on level ground, by band, there."""
    direct, _, sky = daylight_table(medium(), 0.0, 48, 128, 24)
    return np.array([kernel.sun_at(k / 47) for k in range(48)]), direct + sky


def followed(start: Floats, way: Floats, sun: Floats, ground: float) -> Floats:
    """Follow one straight ray from space through the air anew: XYZ of air and ground."""
    along = float(start @ way)
    closest = math.sqrt(float(start @ start) - along * along)
    if closest >= RADIUS_KM + TOP_KM or along >= 0.0:
        return np.zeros(3)
    enters = -along - math.sqrt((RADIUS_KM + TOP_KM) ** 2 - closest**2)
    meets = closest < RADIUS_KM
    leaves = -along - math.sqrt(RADIUS_KM**2 - closest**2) if meets else -2.0 * along - enters
    edges = np.linspace(0.0, leaves - enters, 161)
    ray, light = blank(160, 41), np.zeros(41)
    lay(medium(), start + enters * way, way, edges, ray)
    shone(medium(), ray, sun, phases_of(way, sun), light)
    if meets:
        point = (start + leaves * way) / RADIUS_KM
        elevation = math.degrees(math.asin(float(point @ sun)))
        at, lit = daylight()
        of_ground = np.array([np.interp(elevation, at, band) for band in lit.T])
        light = light + np.exp(-ray.depth) * of_ground * ground / math.pi
    return eye() @ light


def of_ground(reflectance: float) -> float:
    """Give the albedo of an Earth whose ground reflects a share."""
    bare, added = _tables()["albedo"]
    return float(bare + added * reflectance)


def directions(turn: float, tip: float) -> Floats:
    """Give a unit vector, tip deg from the nadir."""
    t, a = math.radians(tip), math.radians(turn)
    return np.array([math.sin(t) * math.cos(a), math.sin(t) * math.sin(a), -math.cos(t)])


def sun_over(zenith: float) -> Floats:
    z = math.radians(zenith)
    return np.array([math.sin(z), 0.0, math.cos(z)])


@pytest.mark.parametrize(
    ("tip", "part"), [(0.0, 0.03), (40.0, 0.03), (66.0, 0.03), (69.5, 0.03), (70.2, 0.05), (70.6, 0.08)]
)
@pytest.mark.parametrize("zenith", [10.0, 50.0, 75.0, 90.0])
def test_what_is_kept_is_the_light_of_rays_followed_anew(tip: float, part: float, zenith: float) -> None:
    """Ground that reflects what the kept tables were made for; 3 %, at the limb 8 %, and of noon's light 0.5 %."""
    start, sun = np.array([0.0, 0.0, RADIUS_KM + 420.0]), sun_over(zenith)
    light = earth_light(of_ground(ALBEDO))
    for turn in (0.0, 70.0, 180.0):
        way = directions(turn, tip)
        kept = light.around(start[None], way[None], sun[None], RADIUS_KM)[:, 0]
        assert kept == pytest.approx(followed(start, way, sun, ALBEDO), rel=part, abs=60.0)


@pytest.mark.parametrize(("plate", "zenith"), [(0.0, 20.0), (0.0, 80.0), (60.0, 50.0), (90.0, 60.0)])
def test_a_meter_has_the_light_that_a_picture_of_the_same_rays_has(plate: float, zenith: float) -> None:
    """Within 2 %: lux on a plate, and the sum of rays that are followed one by one, each as bright as its pixel."""
    start, sun, tip = np.array([0.0, 0.0, RADIUS_KM + 420.0]), sun_over(zenith), math.radians(plate)
    count = 600
    total = np.zeros(3)
    for k in range(count):  # spread by the cosine about the plate's normal
        share, turn = (k + 0.5) / count, k * math.pi * (3.0 - math.sqrt(5.0))
        x, y, z = math.sqrt(share) * math.cos(turn), math.sqrt(share) * math.sin(turn), -math.sqrt(1.0 - share)
        way = np.array([x * math.cos(tip) - z * math.sin(tip), y, x * math.sin(tip) + z * math.cos(tip)])
        total += followed(start, way, sun, ALBEDO) * math.pi / count
    places = [np.array([float(of)]) for of in (plate, zenith, 0.0, 420.0)]
    metered = earthshine(places[0], places[1], places[2], places[3], of_ground(ALBEDO))[:, 0] * SUNLIGHT_LX
    assert metered == pytest.approx(total, rel=0.02)


@pytest.mark.parametrize("share", [0.05, MEAN, 0.7])
def test_the_earth_reflects_the_share_that_it_is_asked_for(share: float) -> None:
    assert albedo(earth_light(share)) == pytest.approx(share, rel=2e-3)


def thrown_back(elevation: float) -> float:
    """Give the share of a Sun's light that level Earth below it sends up again."""
    node, weight = np.polynomial.legendre.leggauss(24)
    rise, turn = (grid.ravel() for grid in np.meshgrid((node + 1.0) / 2.0, math.pi * (node + 1.0) / 2.0, indexing="ij"))
    share = np.outer(weight / 2.0, weight * math.pi).ravel()  # both sides of the Sun
    seen = earth_light(MEAN).of_ground(rise, np.full(len(rise), elevation), turn)[1]
    return float(share @ (seen * rise)) / SUNLIGHT_LX / math.sin(math.radians(elevation))


def test_below_a_high_sun_the_earth_is_somewhat_darker_than_its_albedo_and_below_a_low_one_brighter() -> None:
    """The mean is that of CERES, 0.29, rounded (Loeb and others 2018)."""
    noon, morning, sunrise = (thrown_back(elevation) for elevation in (90.0, 30.0, 5.0))
    assert 0.25 < noon < 0.29 < morning < 0.35 < sunrise < 0.6
    straight_down = earth_light(MEAN).of_ground(np.ones(1), np.array([90.0]), np.zeros(1))[1, 0]
    assert straight_down * math.pi / SUNLIGHT_LX == pytest.approx(0.29, rel=0.05)


def test_a_black_earth_is_black_and_one_darker_than_its_air_is_thinner_air() -> None:
    assert not earth_light(0.0).ground.any()
    assert not earth_light(0.0).limb.any()
    assert earth_light(0.04).ground == pytest.approx(0.5 * earth_light(0.08).ground)


def test_by_night_there_is_no_light() -> None:
    light = earth_light(MEAN)
    for elevation in (LOWEST_SUN, -40.0, -90.0):
        at = np.array([elevation])
        assert light.of_ground(np.ones(1), at, np.zeros(1)).max() == 0.0
        assert light.of_limb(np.array([20.0]), at, np.zeros(1)).max() == 0.0


@given(st.floats(-90.0, 90.0), st.floats(0.0, math.pi), st.floats(0.0, 1.0), st.floats(0.0, TOP_KM))
def test_light_is_never_negative_nor_brighter_than_sunlit_snow(
    elevation: float, azimuth: float, rise: float, tangent: float
) -> None:
    light, at, turn = earth_light(MEAN), np.array([elevation]), np.array([azimuth])
    for seen in (light.of_ground(np.array([rise]), at, turn), light.of_limb(np.array([tangent]), at, turn)):
        assert (seen >= 0.0).all()
        assert (seen < 0.9 * SUNLIGHT_LX / math.pi).all()


@given(st.floats(-24.0, 90.0))
def test_places_are_those_of_the_compiled_tables(elevation: float) -> None:
    assert float(sun_place(np.array([elevation]))[0]) == pytest.approx(kernel.sun_place(elevation), abs=1e-12)


def test_the_axes_are_those_of_the_compiled_tables() -> None:
    """At a node of the kept tables there is what the node holds."""
    light = earth_light(MEAN)
    views_, suns, azimuths = light.ground.shape[1:]
    rise = np.array([views.view_at(5 / (views_ - 1))])
    sun = np.array([kernel.sun_at(30 / (suns - 1))])
    turn = np.array([math.pi * 4 / (azimuths - 1)])
    assert light.of_ground(rise, sun, turn)[:, 0] == pytest.approx(light.ground[:, 5, 30, 4], rel=1e-6)
    tangents, suns, azimuths = light.limb.shape[1:]
    tangent = np.array([views.tangent_at(7 / (tangents - 1))])
    sun, turn = np.array([kernel.sun_at(40 / (suns - 1))]), np.array([views.azimuth_at(3 / (azimuths - 1))])
    assert light.of_limb(tangent, sun, turn)[:, 0] == pytest.approx(light.limb[:, 7, 40, 3], rel=1e-6)


def test_rays_meet_the_ellipsoid_its_air_or_nothing() -> None:
    """From over a pole, where the ground is 21 km nearer to the Earth's centre."""
    light, sun = earth_light(MEAN), np.array([[0.0, 0.0, 1.5e8]])

    def seen(tip: float, height: float = 420.0) -> float:
        start = np.array([[0.0, 0.0, POLE_KM + height]])
        return float(light.along(start, 3.0 * directions(0.0, tip)[None], sun)[1, 0])

    whole = light.of_ground(np.ones(1), np.array([90.0]), np.zeros(1))[1, 0]
    assert seen(0.0) == pytest.approx(whole, rel=1e-6)
    assert 0.0 < seen(71.0) < seen(69.0)
    assert seen(75.0) == seen(180.0) == 0.0
    aside = np.array([[EQUATOR_KM + 420.0, 0.0, 0.0]])
    assert light.along(aside, np.array([[-1.0, 0.0, 0.0]]), np.array([[1.0, 0.0, 0.0]]))[1, 0] == pytest.approx(whole)


@pytest.mark.parametrize("elevation", [1.0, 4.0, 20.0])
def test_half_way_to_the_pole_the_sun_stands_over_the_grounds_own_horizon(elevation: float) -> None:
    """Straight down by the vertical there, which is 0.19 deg off the Earth's centre."""
    light = earth_light(MEAN)
    up = np.array([1.0, 0.0, 1.0]) / math.sqrt(2.0)
    e = math.radians(elevation)
    sun = math.sin(e) * up + math.cos(e) * np.array([1.0, 0.0, -1.0]) / math.sqrt(2.0)
    found = light.along((surface_point(45.0, 0.0, 420.0))[None], -up[None], 1.5e8 * sun[None])[1, 0]
    assert found == pytest.approx(light.of_ground(np.ones(1), np.array([elevation]), np.zeros(1))[1, 0], rel=0.01)


def test_towards_the_sun_the_limb_is_brighter_than_away_from_it() -> None:
    light = earth_light(MEAN)
    ahead, behind = light.of_limb(np.array([20.0, 20.0]), np.zeros(2), np.array([0.05, math.pi]))[1]
    assert ahead > 2 * behind


@given(st.integers(1, 3), st.integers(2, 4), st.integers(2, 4), st.data())
def test_a_grid_of_a_plane_is_read_as_the_plane(channels: int, rows: int, columns: int, data: st.DataObject) -> None:
    slopes = np.arange(1.0, channels + 1)[:, None, None]
    i, j = np.meshgrid(np.arange(rows), np.arange(columns), indexing="ij")
    grid = slopes * (3.0 * i - 2.0 * j)
    x = data.draw(st.floats(0.0, rows - 1.0))
    y = data.draw(st.floats(0.0, columns - 1.0))
    found = linear(grid, (np.array([x]), np.array([y])))
    assert found[:, 0] == pytest.approx(slopes[:, 0, 0] * (3.0 * x - 2.0 * y), abs=1e-9)


def test_beyond_its_edges_a_grid_has_the_value_of_the_edge() -> None:
    grid = np.array([[1.0, 2.0, 4.0]])
    assert linear(grid, (np.array([-5.0, 9.0]),)).tolist() == [[1.0, 4.0]]


def test_an_earth_of_a_light_has_the_channels_it_is_given() -> None:
    """A table of luminance alone is read as one of three channels is."""
    whole = earth_light(MEAN)
    bright = EarthLight(whole.ground[1:2], whole.limb[1:2])
    at = np.array([0.7]), np.array([30.0]), np.array([1.0])
    assert bright.of_ground(*at)[0] == pytest.approx(whole.of_ground(*at)[1])


def test_sunlight_through_the_air_is_that_of_the_tables_medium() -> None:
    out = np.zeros(41)
    sunshine(medium().sunshine, 0.0, 1.0, out)
    assert 0.7 < float(eye()[1] @ out) / SUNLIGHT_LX < 0.9
