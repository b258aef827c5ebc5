"""Pictures of the Earth: its edge, its coasts, its light, day and night, against geometry and the tables themselves."""

from __future__ import annotations

import math
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.preview import colour
from cupola.preview.earth import Clouds, Earth, Materials, Seen, image, pyramid
from cupola.preview.earth.earth import _moon_colour, _moon_strength
from cupola.preview.earth.ground import reflectance
from cupola.preview.earth.materials import LIGHT, SHARE
from cupola.preview.earth.pyramid import Pyramid
from cupola.sky.airlight import COARSE, AirTables
from cupola.sky.atmosphere import bending, lift
from cupola.sky.earth import EQUATOR_KM, POLE_KM, geodetic, pierced
from cupola.sky.moon import FULL_MOON_LX
from cupola.sky.spectrum import SUNLIGHT_LX
from cupola.sky.sun import AU_KM
from tests.preview.earth.views import Floats, camera, plain_tables, unit

NARROW = (0.05, 0.05)


@pytest.fixture(scope="module")
def white() -> Earth:
    """Land of one grey under tables of one light: 1000 cd/m2 for white that faces the Sun."""
    return Earth.read(plain_tables(), Materials.even((0.5, 0.5, 0.5)), None)


@pytest.fixture(scope="module")
def tables() -> AirTables:
    return AirTables.made(fineness=COARSE)


def luminance(seen: Seen) -> Floats:
    return colour.luminance(seen.light)


def edge(seen: Seen, column: int) -> float:
    """Give the row, in pixels from the top, at which the ground begins in a column."""
    heights = seen.tangent[:, column].astype(float)
    row = int(np.flatnonzero(heights < 0.0)[0])
    above, below = heights[row - 1], heights[row]
    return float(row - 0.5 + above / (above - below))


def test_the_horizon_lies_as_deep_as_bent_rays_have_it(white: Earth) -> None:
    half, rows = (0.02, 0.02), 400
    for azimuth in (90.0, 270.0):  # along the equator the Earth is a circle
        seen = white.seen(camera(0.0, 30.0, 410.0, azimuth, -20.0, half, (0.0, 30.0)), 400, rows)
        tangent = (1.0 - 2.0 * edge(seen, 200) / rows) * half[1]
        depression = 20.0 - math.degrees(math.atan(tangent))
        expected = math.degrees(math.acos((EQUATOR_KM + float(lift(0.0))) / (EQUATOR_KM + 410.0)))
        pixel = math.degrees(2.0 * half[1] / rows)
        assert depression == pytest.approx(expected, abs=pixel)


@pytest.mark.parametrize(("lat", "azimuth"), [(0.0, 0.0), (51.6, 0.0), (51.6, 90.0), (-30.0, 200.0)])
def test_from_410_km_the_horizon_is_19_95_to_20_03_deg_deep(white: Earth, lat: float, azimuth: float) -> None:
    half, rows = (0.02, 0.02), 400
    seen = white.seen(camera(lat, 10.0, 410.0, azimuth, -20.0, half, (0.0, 10.0)), 64, rows)
    depression = 20.0 - math.degrees(math.atan((1.0 - 2.0 * edge(seen, 32) / rows) * half[1]))
    assert 19.94 <= depression <= 20.04


def test_from_afar_the_earth_is_as_wide_as_it_is_and_flattened(white: Earth) -> None:
    half, size, height = (0.3, 0.3), 600, 30_000.0
    seen = white.seen(camera(0.0, 77.0, height, 0.0, -90.0, half, (0.0, 77.0)), size, size)
    across, up = (seen.tangent[size // 2] < 0.0).sum(), (seen.tangent[:, size // 2] < 0.0).sum()
    distance = EQUATOR_KM + height
    wide = math.tan(math.asin((EQUATOR_KM + float(lift(0.0))) / distance)) / half[0] * size
    tall = POLE_KM / EQUATOR_KM * wide  # seen from the equator, an ellipse's outline, to 0.1 px
    assert across == pytest.approx(wide, abs=2.0)
    assert up == pytest.approx(tall, abs=2.0)


def test_the_lowest_height_of_a_ray_is_that_of_the_bent_ray(white: Earth) -> None:
    eye = camera(0.0, 0.0, 410.0, 90.0, -19.0, (0.03, 0.03), (0.0, 60.0))
    seen = white.seen(eye, 32, 300)
    rays = eye.rays(32, 300)[:, 16]
    along = rays @ eye.position
    impact = np.sqrt(eye.position @ eye.position - along**2) - EQUATOR_KM
    tangent = seen.tangent[:, 16]
    through_air = (tangent > 0.0) & (tangent < 99.0)
    assert through_air.sum() > 50
    assert tangent[through_air] + lift(tangent[through_air]) == pytest.approx(impact[through_air], abs=0.02)


def test_a_camera_that_looks_up_sees_nothing_of_the_earth(white: Earth) -> None:
    seen = white.seen(camera(10.0, 10.0, 420.0, 0.0, 50.0, (0.5, 0.5), (0.0, 0.0)), 32, 32)
    assert not seen.light.any()
    assert (seen.through == 1.0).all()
    assert (seen.tangent > 100.0).all()


def test_where_a_ray_meets_the_ground_is_where_the_ellipsoid_is() -> None:
    from cupola.preview.earth.bent import Bent
    from cupola.preview.earth.earth import _view
    from cupola.preview.earth.kernel import met, place_of, ray
    from cupola.sky.atmosphere import Air

    bent = Bent.of(Air(), 6.0)
    eye = camera(40.0, 20.0, 410.0, 60.0, -55.0, (0.4, 0.3), (0.0, 0.0))
    view = _view(eye, 100)
    rays = eye.rays(9, 7).reshape(-1, 3)
    points, hit = pierced(np.broadcast_to(eye.position, rays.shape), rays)
    lat, lon, _ = geodetic(points)
    assert hit.all()
    across, along_up = np.meshgrid((np.arange(9) + 0.5) / 9 * 2 - 1, 1 - (np.arange(7) + 0.5) / 7 * 2)
    for x, y, north, east in zip(across.ravel(), along_up.ravel(), lat, lon, strict=True):
        way, top, back = np.zeros(3), np.zeros(3), np.zeros(3)
        ray(view.half, view.axes, x, y, way)
        along = float(way @ view.position)
        impact = math.sqrt(view.distance**2 - along**2)
        met(view.position, view.distance, 1.0, bent.onto, way, along, impact, top, back)
        u, v = place_of(top)
        # straight rays and bent ones: less than 300 m apart this steep
        assert (u - 0.5) * 360.0 == pytest.approx(east, abs=0.004)
        assert (0.5 - v) * 180.0 == pytest.approx(north, abs=0.004)
        assert top @ back == pytest.approx(0.0, abs=1e-9)


def iceland() -> tuple[Materials, np.ndarray[tuple[int, ...], np.dtype[np.bool_]], int, int]:
    """Read the packaged mask about Iceland, by another way than `Materials` does: sea but for it."""
    (path,) = image.packaged("global_land_mask", "global-land-mask", "globe_combined_mask_compressed.npz")
    first, rows, west, columns = 2784, 480, 18480, 1600  # 66.8 to 62.8 deg north, 26 to 12.7 deg west
    with zipfile.ZipFile(path) as archive, archive.open("mask.npy") as file:
        file.read(128)
        for _ in range(first // 48):
            file.read(48 * 43200)
        block = np.frombuffer(file.read(rows * 43200), np.bool_).reshape(rows, 43200)
    crop = block[:, west : west + columns]
    mask = np.full((21600, 5400), 255, np.uint8)
    mask[first : first + rows, west // 8 : (west + columns) // 8] = np.packbits(crop, axis=1)
    share = np.ones((1350, 2700), np.float32)
    blocks = crop.reshape(rows // 16, 16, columns // 16, 16).mean(axis=(1, 3))
    share[first // 16 : (first + rows) // 16, west // 16 : (west + columns) // 16] = blocks
    cover = Pyramid.of(pyramid.copies(share, SHARE))
    even = Materials.even((0.9, 0.9, 0.9))
    return replace(even, cover=cover, mask=pyramid.fixed(mask)), crop, first, west


def test_the_coast_of_iceland_lies_where_the_mask_has_it_within_two_pixels() -> None:
    materials, crop, first, west = iceland()
    earth = Earth.read(plain_tables(), materials, None)
    width, height = 480, 360
    eye = camera(61.0, -18.0, 415.0, 350.0, -48.0, (0.4, 0.3), (60.0, -18.0))
    land = luminance(earth.seen(eye, width, height)) > 100.0
    rays = eye.rays(width, height).reshape(-1, 3)
    points, hit = pierced(np.broadcast_to(eye.position, rays.shape), rays)
    lat, lon, _ = geodetic(points)
    row, column = np.floor((90.0 - lat) * 120.0).astype(int) - first, np.floor((lon + 180.0) * 120.0).astype(int) - west
    inside = (row >= 0) & (row < crop.shape[0]) & (column >= 0) & (column < crop.shape[1])
    found = np.zeros(width * height, np.bool_)
    found[inside] = ~crop[row[inside], column[inside]]
    expected = found.reshape(height, width)
    assert hit.all()
    assert 0.15 < expected.mean() < 0.5
    near_land, all_land = expected.copy(), expected.copy()
    for down in range(-2, 3):
        for across in range(-2, 3):
            moved = np.roll(expected, (down, across), axis=(0, 1))
            near_land |= moved
            all_land &= moved
    # islets smaller than a pixel lie between the places that are looked up; no more than a dozen pixels
    assert (land & ~near_land).sum() <= 12
    assert (~land & all_land).sum() == 0
    assert (land != expected).mean() < 0.01


def test_a_uniform_earth_sends_what_the_tables_say_summed_over_the_sphere(tables: AirTables) -> None:
    """The picture's light on a plate below the camera against a sum over rings that reads the tables by itself."""
    from cupola.sky.airlight.kernel import sun_place
    from cupola.sky.airlight.views import view_place

    linear = float(LIGHT[160])
    reflects = float(reflectance(LIGHT[160:161])[0])
    height, sun_up = 2000.0, 50.0
    earth = Earth.read(tables, Materials.even((linear, linear, linear)), None)
    eye = camera(0.0, 0.0, height, 0.0, -90.0, (1.4, 1.4), (0.0, 90.0 - sun_up))
    size = 300
    seen = earth.seen(eye, size, size)
    cosine = eye.rays(size, size) @ eye.forward
    ground = seen.tangent < 0.0
    pixel = (2.0 * 1.4 / size) ** 2
    picture = float((luminance(seen) * cosine**4 * pixel)[ground].sum())

    distance = EQUATOR_KM + height
    edge_sine = EQUATOR_KM / distance
    sines = np.sqrt((np.arange(200) + 0.5) / 200) * edge_sine  # even in the plate's light
    turns = (np.arange(180) + 0.5) / 180 * 2.0 * np.pi
    sun = unit(0.0, 90.0 - sun_up)
    total = 0.0
    for sine in sines:
        slant = math.asin(min(sine / edge_sine, 1.0))
        centre = slant - math.asin(sine)
        for turn in turns:
            aside = np.array([0.0, math.cos(turn), math.sin(turn)])
            top = math.cos(centre) * np.array([1.0, 0.0, 0.0]) + math.sin(centre) * aside
            back = math.sin(centre) * np.array([1.0, 0.0, 0.0]) - math.cos(centre) * aside
            raised = float(top @ sun)
            level = sun - raised * top
            azimuth = math.acos(max(-1.0, min(1.0, float(level @ back) / float(np.linalg.norm(level)))))
            v = view_place(math.cos(slant)) * (tables.ground.shape[1] - 1)
            s = sun_place(math.degrees(math.asin(raised))) * (tables.ground.shape[2] - 1)
            a = azimuth / math.pi * (tables.ground.shape[3] - 1)
            air = _read(tables.ground[0, ..., 1], v, s, a)
            sky, direct = _read(tables.shaded[0, ..., 1], v, s), _read(tables.lit[0, ..., 1], v, s)
            total += air + reflects * (sky + direct * max(raised, 0.0))
    expected = total / (len(sines) * len(turns)) * math.pi * edge_sine**2
    assert picture == pytest.approx(expected, rel=0.02)


def _read(table: NDArray[np.float32], *place: float) -> float:
    """Read a table between its nodes, on all axes."""
    found = np.asarray(table, float)
    for at in place:
        low = min(int(at), found.shape[0] - 2)
        found = found[low] + (found[low + 1] - found[low]) * (at - low)
    return float(found)


def test_noon_is_as_bright_as_it_is(tables: AirTables) -> None:
    eye = camera(20.0, 10.0, 415.0, 45.0, -60.0, (0.5, 0.3), (12.0, 15.0))
    desert, sea = Materials.even((0.45, 0.35, 0.2)), Materials.even(sea=1.0)
    bare = luminance(Earth.read(tables, desert, None).seen(eye, 96, 54))
    assert 6_000 < np.median(bare) < 14_000
    water = luminance(Earth.read(tables, sea, None).seen(eye, 96, 54))
    assert 2_000 < np.median(water) < 6_000
    mean = luminance(Earth.read(tables, sea, Clouds.even(0.15)).seen(eye, 96, 54))
    assert 4_000 < np.median(mean) < 9_000
    overcast = luminance(Earth.read(tables, sea, Clouds.even(0.7)).seen(eye, 96, 54))
    assert 18_000 < np.median(overcast) < 28_000


def test_ground_and_limb_meet_without_a_step(tables: AirTables) -> None:
    eye = camera(0.0, 0.0, 410.0, 90.0, -20.0, (0.02, 0.02), (0.0, 40.0))
    seen = Earth.read(tables, Materials.even(sea=1.0), None).seen(eye, 16, 400)
    light = luminance(seen)[:, 8]
    first = int(np.flatnonzero(seen.tangent[:, 8] < 0.0)[0])
    assert light[first] == pytest.approx(light[first - 1], rel=0.1)
    assert np.abs(np.diff(np.log(light[first - 30 : first + 30]))).max() < 0.1


@pytest.mark.parametrize("east", [108.0, 110.0, 112.0])
def test_clouds_draw_no_line_along_the_edge_of_the_earth_at_sunrise(tables: AirTables, east: float) -> None:
    eye = camera(0.0, 0.0, 410.0, 90.0, -19.9, (0.002, 0.03), (0.0, east))
    seen = Earth.read(tables, Materials.even(sea=1.0), Clouds.even(0.6)).seen(eye, 16, 400)
    first = int(np.flatnonzero(seen.tangent[:, 8] < 0.0)[0])
    above, below = seen.light[first - 2, 8], seen.light[first + 1, 8]
    assert (below < 1.3 * above).all()


def test_a_picture_towards_the_sun_is_its_own_mirror_image(tables: AirTables) -> None:
    eye = camera(0.0, 0.0, 410.0, 90.0, -30.0, (0.6, 0.4), (0.0, 70.0))
    earth = Earth.read(tables, Materials.even((0.0, 0.0, 0.0)), Clouds.even(0.3))
    light = luminance(earth.seen(eye, 160, 96))
    assert light == pytest.approx(light[:, ::-1], rel=0.03, abs=1.0)


def test_light_that_is_read_between_corners_is_the_light_of_the_place(tables: AirTables) -> None:
    """Squares are read between corners only where that is nearly right: the same view in sixteen times the pixels."""
    eye = camera(30.0, 0.0, 410.0, 80.0, -35.0, (0.5, 0.35), (0.0, 95.0))
    earth = Earth.read(tables, Materials.even((0.0, 0.0, 0.0)), Clouds.even(0.4))
    coarse, fine = luminance(earth.seen(eye, 240, 168)), luminance(earth.seen(eye, 960, 672))
    middles = fine.reshape(168, 4, 240, 4)[:, 1:3, :, 1:3].mean(axis=(1, 3))
    ground = middles > 1.0
    ratio = coarse[ground] / middles[ground]
    assert np.median(ratio) == pytest.approx(1.0, abs=0.003)
    assert np.percentile(np.abs(ratio - 1.0), 95) < 0.04


def test_night_without_a_moon_is_black(tables: AirTables) -> None:
    eye = camera(0.0, 0.0, 410.0, 0.0, -60.0, (0.5, 0.5), (0.0, 180.0))
    seen = Earth.read(tables, Materials.even(), Clouds.even(0.5)).seen(eye, 32, 32)
    assert not seen.light.any()


def test_full_moon_lights_the_ground_as_the_sun_does_but_fainter(white: Earth) -> None:
    day = white.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 0.0), (0.0, 180.0)), 16, 16)
    night = white.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 180.0), (0.0, 0.0)), 16, 16)
    ratio = luminance(day).mean() / luminance(night).mean()
    assert ratio == pytest.approx(SUNLIGHT_LX / FULL_MOON_LX, rel=0.01)


def test_moonlight_is_a_little_redder_than_sunlight_and_as_bright_as_said() -> None:
    red, green, blue = _moon_colour()
    assert red > green > blue
    white = colour.of_xyz([0.9709, 1.0, 1.0311])  # about the Sun's
    assert colour.luminance(white * _moon_colour()) == pytest.approx(1.0, abs=0.02)
    assert not _moon_strength(unit(0.0, 0.0) * AU_KM, unit(0.0, 0.0) * 384_400.0).any()


def test_the_sun_is_brighter_in_january(white: Earth) -> None:
    eye = camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 0.0))
    near = replace(eye, sun=eye.sun * 0.983)
    ratio = white.seen(near, 16, 16).light.mean() / white.seen(eye, 16, 16).light.mean()
    assert ratio == pytest.approx(0.983**-2, rel=1e-4)


def test_ground_is_lit_by_the_cosine(white: Earth) -> None:
    light = [luminance(white.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, east)), 16, 16)).mean()
             for east in (0.0, 60.0)]  # fmt: skip
    assert light[1] / light[0] == pytest.approx(0.5, abs=0.005)
    assert light[0] == pytest.approx(1000.0 * (0.005 + 0.28 * 0.5**0.5 + 0.13 * 0.5 + 0.45 * 0.25), rel=0.03)


@pytest.mark.parametrize("elevation", [2.0, 5.0, 30.0])
def test_half_way_to_the_pole_ground_is_lit_by_the_sun_over_its_own_horizon(white: Earth, elevation: float) -> None:
    """The vertical is 0.19 deg off the Earth's centre there: a tenth of the light of a Sun 2 deg high."""
    eye = camera(45.0, 0.0, 410.0, 0.0, -90.0, NARROW, (45.0 - 90.0 + elevation, 0.0))
    level = luminance(white.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 0.0)), 16, 16)).mean()
    here = luminance(white.seen(eye, 17, 17))[8, 8]
    assert here / level == pytest.approx(math.sin(math.radians(elevation)), rel=0.03)  # patches differ by some 2 %


def test_coloured_ground_has_the_colour_of_its_map() -> None:
    """Its reflectances are of sRGB's primaries, the picture's light is of Rec. 2020's."""
    codes = np.array([200, 120, 60])
    earth = Earth.read(plain_tables(), Materials.even(tuple(LIGHT[codes].tolist())), None)
    seen = earth.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 0.0)), 16, 16).light[8, 8]
    expected = colour.FROM_SRGB @ reflectance(LIGHT[codes]).astype(float)
    assert seen / seen[1] == pytest.approx(expected / expected[1], rel=0.01)


def test_a_card_of_18_percent_in_1000_lux_reads_57_3_cd_m2_as_ground() -> None:
    """E rho / pi: 1000 lx are 318.3 cd/m2 of white ground, and grey ground reflects what its map says of it."""
    grey = int(np.abs(reflectance(LIGHT) - 0.18).argmin())
    linear, reflects = float(LIGHT[grey]), float(reflectance(LIGHT)[grey])
    earth = Earth.read(plain_tables(sun=1000.0 / math.pi), Materials.even((linear,) * 3), None)
    seen = earth.seen(camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, 0.0)), 16, 16)
    assert reflects == pytest.approx(0.18, abs=0.004)
    assert luminance(seen).mean() == pytest.approx(57.296 * reflects / 0.18, rel=0.01)  # 41 km are a few patches


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 180.0), (60.0, -180.0), (89.9, 0.0), (-90.0, 40.0)])
def test_there_is_no_seam_and_no_hole_at_180_deg_and_at_the_poles(white: Earth, lat: float, lon: float) -> None:
    earth = Earth.read(plain_tables(), Materials.even((0.5, 0.5, 0.5)), Clouds.even(0.2))
    seen = earth.seen(camera(lat, lon, 410.0, 0.0, -90.0, (0.3, 0.3), (lat, lon)), 96, 96)
    light = luminance(seen)
    assert np.isfinite(seen.light).all()
    assert (seen.tangent < 0.0).all()
    assert np.abs(light / np.median(light) - 1.0).max() < 0.2


def test_clouds_hide_the_ground_by_what_they_send_back(white: Earth) -> None:
    eye = camera(0.0, 0.0, 410.0, 0.0, -70.0, (0.3, 0.3), (0.0, 20.0))
    clear = white.seen(eye, 32, 32)
    half = Earth.read(plain_tables(), Materials.even(), Clouds.even(0.5)).seen(eye, 32, 32)
    assert half.through / clear.through == pytest.approx(0.5, abs=0.01)
    assert 0.3 < clear.through.min() < clear.through.max() < 0.95


def test_no_cloud_sends_back_more_than_falls_on_it() -> None:
    dark = Materials.even((0.0, 0.0, 0.0))
    for east in (0.0, 40.0, 75.0):
        eye = camera(0.0, 0.0, 410.0, 0.0, -90.0, NARROW, (0.0, east))
        for share in (0.1, 0.5, 0.7):
            light = luminance(Earth.read(plain_tables(), dark, Clouds.even(share)).seen(eye, 16, 16)).mean()
            falls = 1000.0 * math.cos(math.radians(east))
            assert light <= falls * (share + 0.02 + 0.1 * (east > 70.0))


def test_a_cloud_throws_its_shadow_away_from_the_sun() -> None:
    share = np.zeros((2048, 4096), np.float32)
    share[1020:1028, 2044:2052] = 0.7  # at 0 deg north and east, some 80 km wide
    one = Pyramid.of(pyramid.copies(share, SHARE))
    sky = replace(Clouds.even(0.5), cover=one)
    earth, bare = (Earth.read(plain_tables(), Materials.even((0.5, 0.5, 0.5)), clouds) for clouds in (sky, None))
    eye = camera(0.0, 0.0, 410.0, 0.0, -90.0, (0.3, 0.3), (0.0, 70.0))  # the Sun in the east, 20 deg high
    ratio = luminance(earth.seen(eye, 96, 96)) / luminance(bare.seen(eye, 96, 96))
    row = ratio[48]
    assert row[48] > 1.1
    west, east = row[:36], row[60:]
    assert west.min() < 0.6
    assert east.min() > 0.9


def test_a_picture_is_the_same_each_time_and_on_any_number_of_cores(
    tables: AirTables, monkeypatch: pytest.MonkeyPatch
) -> None:
    eye = camera(35.0, 20.0, 410.0, 80.0, -40.0, (0.5, 0.3), (10.0, 60.0))
    earth = Earth.read(tables, Materials.even(sea=0.6), Clouds.even(0.3))
    first = earth.seen(eye, 100, 60)
    monkeypatch.setattr("cupola.compiled.os.cpu_count", lambda: 1)
    second = earth.seen(eye, 100, 60)
    for name in ("light", "through", "tangent"):
        assert np.array_equal(getattr(first, name), getattr(second, name))


def test_a_picture_is_as_large_as_asked_and_of_single_precision(white: Earth) -> None:
    seen = white.seen(camera(0.0, 0.0, 410.0, 0.0, -45.0, (0.5, 0.3), (0.0, 0.0)), 37, 21)
    assert seen.light.shape == seen.through.shape == (21, 37, 3)
    assert seen.tangent.shape == (21, 37)
    assert {one.dtype for one in (seen.light, seen.through, seen.tangent)} == {np.dtype(np.float32)}


def test_through_the_limb_space_is_as_bright_as_the_air_leaves_it(white: Earth) -> None:
    eye = camera(0.0, 0.0, 410.0, 90.0, -19.0, (0.03, 0.03), (0.0, 60.0))
    seen = white.seen(eye, 8, 600)
    tangent, through = seen.tangent[:, 4], seen.through[:, 4]
    at = {height: through[int(np.argmin(np.abs(tangent - height)))] @ colour.LUMINANCE for height in (10, 15, 30, 50)}
    # render of rays of their own (issue 7): 4.5, 10, 62 and 98 % of the light
    assert at[10] == pytest.approx(0.045, abs=0.02)
    assert at[15] == pytest.approx(0.10, abs=0.03)
    assert at[30] == pytest.approx(0.62, abs=0.04)
    assert at[50] == pytest.approx(0.98, abs=0.02)
    assert (np.diff(through[tangent > 0.0] @ colour.LUMINANCE) <= 1e-4).all()


def test_the_earth_names_whose_pictures_are_in_it() -> None:
    credited = replace(Materials.even(), credits="Land: somebody.")
    assert Earth.read(plain_tables(), credited, None).credits == ("Land: somebody.",)


def test_a_ray_that_grazes_the_ground_is_turned_by_half_of_one_that_passes() -> None:
    from cupola.preview.earth.bent import Bent
    from cupola.sky.atmosphere import Air

    bent = Bent.of(Air(), 6.0)
    assert bent.onto[0] == pytest.approx(np.radians(float(bending(0.0))) / 2.0, rel=0.01)
    # at 45 deg: the refractivity times the tangent, over the sine
    assert np.interp(math.sqrt(math.sqrt(0.5)), np.linspace(0, 1, 64), bent.onto) == pytest.approx(
        2.778e-4 / math.sqrt(0.5), rel=0.01
    )
