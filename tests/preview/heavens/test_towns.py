"""The lights of towns: where the towns are, as bright as their people, and only at night."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.errors import PreviewError
from cupola.preview.colour import luminance
from cupola.preview.eye import Eye
from cupola.preview.heavens.lamps import DENSITY, Bits
from cupola.preview.heavens.towns import CANDELA, DRY, Towns
from cupola.sky.earth import geodetic, surface_point, vertical
from tests.preview.heavens.sights import PIXEL, Sight, blank, eye_at, lux, middle_of, open_sky, towns

Floats = NDArray[np.float64]

NIGHT, DAY = "2021-10-08T00:00:00Z", "2021-10-08T12:00:00Z"
WIDTH, HEIGHT = 240, 160

# Latitude and longitude, deg, and people in the town itself: GeoNames.
CITIES = {
    "Lisbon": (38.7251, -9.1498, 517_802, "2021-10-08T01:00:00Z"),
    "Moscow": (55.7522, 37.6156, 10_381_222, "2021-10-08T21:00:00Z"),
    "Buenos Aires": (-34.6132, -58.3772, 2_891_082, "2021-10-08T04:00:00Z"),
    "Tokyo": (35.6895, 139.6917, 9_733_276, "2021-10-08T15:00:00Z"),
    "Reykjavik": (64.1355, -21.8954, 118_918, "2021-10-08T01:00:00Z"),
}


def town(lat: float, lon: float, people: float, candela: float = CANDELA, sea: Bits = DRY) -> Towns:
    """Give one town."""
    up = vertical(surface_point(lat, lon)[None]).astype(np.float32)
    return Towns(up, np.array([people], np.float32), candela, sea)


def look(lat: float, lon: float, when: str, off: tuple[float, float] = (2.0, 3.0), pixel: float = PIXEL) -> Eye:
    """Give a camera some degrees beside a place that looks at it."""
    place = (lat + off[0], lon + off[1])
    return eye_at(place, surface_point(lat, lon) - surface_point(*place, 420.0), WIDTH, HEIGHT, when=when, pixel=pixel)


def shot(of: Towns, eye: Eye, sight: Sight | None = None) -> NDArray[np.float32]:
    picture = blank(WIDTH, HEIGHT)
    of.add(picture, sight or open_sky(WIDTH, HEIGHT), eye)
    return picture


@pytest.mark.parametrize("name", CITIES)
def test_a_city_is_in_the_list_and_shines_at_its_place_in_the_picture(name: str) -> None:
    """Within a pixel of the geodetic place as the camera projects it, 35 mm and 1920 pixels."""
    lat, lon, people, when = CITIES[name]
    near = np.arccos(np.clip(towns().up.astype(float) @ vertical(surface_point(lat, lon)[None])[0], -1.0, 1.0)) < 3e-4
    found = np.flatnonzero(near & (towns().people > 0.5 * people))
    assert len(found) >= 1
    # as few people as make one point of it: the middle of a whole city's lamps is no place
    point = Towns(towns().up[found[:1]], np.array([300.0], np.float32))
    eye = look(lat, lon, when)
    column, row = eye.places((surface_point(lat, lon) - eye.position)[None], WIDTH, HEIGHT)
    assert middle_of(shot(point, eye)) == pytest.approx((float(column[0]), float(row[0])), abs=1.0)
    whole = luminance(shot(Towns(towns().up[found[:1]], towns().people[found[:1]]), eye))
    i, j = round(float(row[0])), round(float(column[0]))
    assert whole[i - 8 : i + 9, j - 8 : j + 9].mean() > 5.0 * whole.mean()


@pytest.mark.parametrize("people", [300.0, 5_000.0, 80_000.0, 900_000.0])
def test_a_towns_light_at_the_camera_is_25_cd_a_head_by_the_cosine(people: float) -> None:
    eye = look(40.0, 0.0, NIGHT)
    sight = surface_point(40.0, 0.0) - eye.position
    far = np.linalg.norm(sight)
    upward = float(-vertical(surface_point(40.0, 0.0)[None])[0] @ sight / far)
    assert lux(shot(town(40.0, 0.0, people), eye), eye) == pytest.approx(
        CANDELA * people * upward / (far * 1e3) ** 2, rel=0.02
    )


def test_a_pixel_of_a_dense_town_is_a_tenth_of_a_candela_to_the_square_metre() -> None:
    """4,500 heads to the km2 at 25 cd each, from above; the middle is denser, the outskirts are darker."""
    eye = look(40.0, 0.0, NIGHT, (0.1, 0.1), PIXEL * 2.0)
    light = luminance(shot(town(40.0, 0.0, 4_000_000.0), eye))
    assert 0.02 < light[light > 0.002].mean() < 0.3
    assert pytest.approx(0.1125) == DENSITY * CANDELA * 1e-6


def test_a_town_beyond_the_horizon_is_not_drawn() -> None:
    """The horizon is 2,300 km away, 20 deg of the Earth's arc."""
    for aside, drawn in ((19.0, True), (21.5, False)):
        place = (40.0 - aside, 0.0)
        sight = surface_point(40.0, 0.0) - surface_point(*place, 420.0)
        eye = eye_at(place, sight, WIDTH, HEIGHT, when=NIGHT)
        light = shot(town(40.0, 0.0, 1e6), eye)
        assert (light.max() > 0.0) == drawn and light.min() == 0.0


def test_no_town_shines_by_day() -> None:
    assert shot(town(40.0, 0.0, 1e6), look(40.0, 0.0, DAY)).sum() == 0.0


def test_clouds_and_air_take_their_share() -> None:
    eye, sight = look(40.0, 0.0, NIGHT), open_sky(WIDTH, HEIGHT)
    clear = shot(town(40.0, 0.0, 1e5), eye, sight)
    dim = shot(town(40.0, 0.0, 1e5), eye, replace(sight, through=sight.through * np.float32(0.25)))
    np.testing.assert_allclose(dim, clear * 0.25, rtol=1e-5)


def test_twice_the_light_a_head_is_twice_the_light_and_none_is_none() -> None:
    eye = look(40.0, 0.0, NIGHT)
    one, two, none = (shot(town(40.0, 0.0, 1e5, candela), eye) for candela in (25.0, 50.0, 0.0))
    np.testing.assert_allclose(two, 2.0 * one, rtol=1e-5)
    assert none.sum() == 0.0


@pytest.mark.parametrize("candela", [-1.0, 1e6, float("nan")])
def test_an_impossible_light_is_refused(candela: float) -> None:
    with pytest.raises(PreviewError, match="E812"):
        town(0.0, 0.0, 1.0, candela)


def test_the_same_town_is_the_same_in_every_picture() -> None:
    eye = look(40.0, 0.0, NIGHT)
    assert (shot(town(40.0, 0.0, 1e5), eye) == shot(town(40.0, 0.0, 1e5), eye)).all()


def test_a_town_of_more_people_is_wider_and_as_dense() -> None:
    eye = look(40.0, 0.0, NIGHT, (0.1, 0.1), PIXEL * 2.0)
    wide = []
    for people in (1e5, 4e5, 1.6e6):
        light = luminance(shot(town(40.0, 0.0, people), eye))
        rows, columns = np.indices(light.shape)
        column, row = middle_of(shot(town(40.0, 0.0, people), eye))
        wide.append(float(np.sqrt((light * ((rows - row) ** 2 + (columns - column) ** 2)).sum() / light.sum())))
    assert wide[1] / wide[0] == pytest.approx(2.0, rel=0.15)
    assert wide[2] / wide[1] == pytest.approx(2.0, rel=0.15)


def test_no_lamp_of_a_town_on_the_coast_stands_in_the_sea_and_none_is_lost() -> None:
    """All east of the meridian is sea; seen from above with north up, the right half stays dark."""
    west = np.zeros((180, 45), np.uint8)
    west[:, 23:] = 255  # from 184 deg east of 180 deg west: 4 deg east
    eye = look(40.0, 3.95, NIGHT, (0.1, 0.0), PIXEL * 2.0)
    dry, wet = (luminance(shot(town(40.0, 3.95, 2e6, sea=sea), eye)) for sea in (DRY, west))
    column = float(eye.places((surface_point(40.0, 4.0) - eye.position)[None], WIDTH, HEIGHT)[0][0])
    beyond = np.arange(WIDTH) > column + 2.0
    assert dry[:, beyond].sum() > 0.05 * dry.sum()
    assert wet[:, beyond].sum() == 0.0
    assert wet.sum() == pytest.approx(dry.sum(), rel=0.05)


def test_a_town_in_the_sea_shines_at_its_place() -> None:
    """A mask of a kilometre has no small islands."""
    eye = look(40.0, 0.0, NIGHT)
    light = shot(town(40.0, 0.0, 1e5, sea=np.full((18, 5), 255, np.uint8)), eye)
    column, row = eye.places((surface_point(40.0, 0.0) - eye.position)[None], WIDTH, HEIGHT)
    assert middle_of(light) == pytest.approx((float(column[0]), float(row[0])), abs=0.05)


def test_lamps_are_yellow_or_white() -> None:
    """Sodium is redder than any LED; blue is in all of it less than red."""
    eye = look(40.0, 0.0, NIGHT)
    total = shot(town(40.0, 0.0, 1e6), eye).sum((0, 1))
    assert total[0] > total[1] > total[2] > 0.0


def test_the_list_holds_the_worlds_people_in_little_room() -> None:
    """Some 4.5 thousand million of 8 live in a place that GeoNames names."""
    assert 3.5e9 < float(towns().people.astype(float).sum()) < 7e9
    assert len(towns().people) > 150_000
    assert towns().up.nbytes + towns().people.nbytes < 5e6
    assert (np.diff(towns().people) <= 0.0).all()
    assert towns().people.min() > 0.0
    lat, _, _ = geodetic(towns().up.astype(float) * 6370.0)
    assert lat.min() > -56.0


def test_without_the_list_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cupola.preview.heavens.catalogue.find_spec", lambda _: None)
    with pytest.raises(PreviewError, match="E810 there are no towns"):
        Towns.read()
