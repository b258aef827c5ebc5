"""Pictures of a room by light, and their sums."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.preview.colour import luminance
from cupola.preview.inside.actor import CARD
from cupola.preview.inside.cast import scene
from cupola.preview.inside.lights import EARTH, SUN, weights
from cupola.preview.inside.passes import Passes, straight_on, taken
from cupola.preview.inside.patches import patches, reaching
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import BOX, Solid
from cupola.preview.inside.straight import lamplit, skylit, sunlit
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, Floats, cube, lamp, lights

WIDTH, HEIGHT = 36, 24


def looking(axis: Floats, place: Floats) -> Pose:
    right = np.cross(axis, UP)
    return Pose(place, axis, right, np.cross(right, axis), (0.6, 0.4), WIDTH, HEIGHT)


def with_card(share: float) -> Room:
    """Give the cube with a card of 18 % that faces the window, 20 cm behind the middle."""
    card = Solid("card", BOX, np.array([-0.2, 0.0, 0.0]), np.eye(3), np.array([0.001, 0.1, 0.1]), CARD)
    return cube(share, lamps=(lamp(-0.9 * UP, UP), lamp(0.9 * RIGHT, -RIGHT, name="row-2"))).with_solids(card)


@cache
def passes(share: float = 0.5, cd_m2: float = 500.0) -> Passes:
    room = with_card(share)
    net = patches(room, scene(room), 0.3, 16)
    return taken(room, looking(-FORWARD, np.array([0.6, 0.0, 0.0])), lights(room, cd_m2=cd_m2), net, grid=2)


def test_an_18_percent_card_at_1000_lux_reads_57_3() -> None:
    """The card in a black room, in a Sun of 1000 lx behind glass that passes 80 %."""
    picture = passes(0.0, 0.0).mix({SUN: np.full(3, 1000.0 / 0.8)})
    assert luminance(picture[HEIGHT // 2, WIDTH // 2]) == pytest.approx(57.296, rel=2e-3)


@pytest.mark.parametrize(("light", "within"), [(SUN, 0.03), (EARTH, 0.1), ("row-1", 0.1), ("row-2", 0.1)])
def test_the_card_reads_what_a_meter_before_it_reads(light: str, within: float) -> None:
    """18 % of E lx are 0.18 E / pi cd/m2, whichever light it is and by whichever way it comes."""
    room = with_card(0.5)
    numbers, net, now = scene(room), patches(room, scene(room), 0.3, 16), lights(room, cd_m2=500.0)
    place, facing = np.array([[-0.198, 0.0, 0.0]]), FORWARD[None]
    straight = {
        SUN: sunlit(numbers, place, facing, now.sun, now.glass),
        EARTH: skylit(numbers, room.openings, place, facing, now.sky, 256)[:, 0],
        **lamplit(numbers, room, place, facing, 256),
    }[light]
    on_patches = straight_on(room, numbers, now, net)[light]
    thrown = net.reflectance * (on_patches + net.gathered(on_patches))
    lux = straight[0] + luminance(reaching(numbers, net, thrown, place, facing)[0])
    read = luminance(passes().light[light][HEIGHT // 2 - 1 : HEIGHT // 2 + 1, WIDTH // 2 - 1 : WIDTH // 2 + 1]).mean()
    assert read == pytest.approx(0.18 * lux / np.pi, rel=within)


def test_the_window_shows_what_is_outside_through_its_glass() -> None:
    room = cube(0.5)
    net = patches(room, scene(room), 0.5, 8)
    found = taken(room, looking(FORWARD, np.zeros(3)), lights(room, -FORWARD), net, grid=3)
    outside = np.full((HEIGHT, WIDTH, 3), 100.0, np.float32)
    picture = found.mix({}, outside)
    assert picture[HEIGHT // 2, WIDTH // 2] == pytest.approx(80.0)
    assert picture[0, 0].max() == 0.0
    # 40 cm of glass 1.08 m away, in a picture 0.8 high and 1.2 wide at 1 m
    assert (found.through / 0.8).mean() == pytest.approx(0.4**2 / 1.08**2 / (1.2 * 0.8), rel=0.05)


@settings(max_examples=8)
@given(st.floats(0.0, 4.0), st.floats(0.0, 4.0))
def test_sums_are_linear_in_dimmers(one: float, two: float) -> None:
    found = passes()
    apart = found.mix({"row-1": np.full(3, one)}) + found.mix({"row-2": np.full(3, two)})
    assert found.mix({"row-1": np.full(3, one), "row-2": np.full(3, two)}) == pytest.approx(apart, rel=1e-5, abs=1e-6)


def test_another_instant_is_a_matter_of_milliseconds_because_only_sums_change() -> None:
    """A red Sun of half the light: red half, green and blue none."""
    found = passes()
    white, red = found.mix({SUN: np.ones(3)}), found.mix({SUN: np.array([0.5, 0.0, 0.0])})
    assert red[..., 0] == pytest.approx(0.5 * white[..., 0])
    assert red[..., 1:].max() == 0.0


def test_each_light_has_its_pass() -> None:
    found = passes()
    assert set(found.light) == {SUN, EARTH, "row-1", "row-2"}
    assert all(luminance(light).max() > 0.0 for light in found.light.values())
    assert all(light.shape == (HEIGHT, WIDTH, 3) and light.dtype == np.float32 for light in found.light.values())


def test_lighter_walls_make_more_fill() -> None:
    """The card is lit straight alike; what comes by way of walls is more."""
    dark, light = (luminance(passes(share).light["row-1"]).mean() for share in (0.2, 0.7))
    assert light > 2.0 * dark


def test_weights_of_lights_that_are_not_there_do_not_count() -> None:
    found = passes()
    assert (found.mix({"candle": np.ones(3)}) == 0.0).all()
    room = with_card(0.5)
    assert found.mix(weights(lights(room), room, {"cabin": 0.0})).max() > 0.0
