"""What eyes mirror: window, lamps and Sun, by the laws of mirrors."""

import numpy as np
import pytest

from cupola.preview.inside.cast import Scene, scene
from cupola.preview.inside.gleam import CORNEA, eyes_of, mirrored, reflected, sun_in
from cupola.preview.inside.lights import EARTH, SUN
from cupola.preview.inside.passes import taken
from cupola.preview.inside.patches import patches
from cupola.preview.inside.pose import Pose
from cupola.preview.inside.room import Room
from cupola.preview.inside.solid import BALL, BOX, Solid
from tests.preview.inside.rooms import FORWARD, RIGHT, UP, Floats, cube, lamp, lights

CAMERA = 0.5 * (FORWARD + RIGHT) / np.sqrt(2)


def eye(*half: float) -> Solid:
    return Solid("right eye", BALL, np.zeros(3), np.eye(3), np.array(half), np.full(3, 0.5))


def with_eye(*others: Solid, half: tuple[float, ...] = (0.1, 0.1, 0.1)) -> tuple[Room, Scene]:
    room = cube(0.5, lamps=(lamp(0.9 * RIGHT, -RIGHT),)).with_solids(*others, eye(*half))
    return room, scene(room)


def looking(place: Floats, width: int = 40) -> Pose:
    axis = -place / np.linalg.norm(place)
    right = np.cross(axis, UP)
    return Pose(place, axis, right, UP, (0.3, 0.2), width, width * 2 // 3)


def test_a_cornea_mirrors_a_fortieth_straight_and_all_aslant() -> None:
    """((n - 1) / (n + 1))² for the index 1.376."""
    assert pytest.approx((0.376 / 2.376) ** 2, rel=0.01) == CORNEA
    assert reflected(np.array([1.0, 0.0, -0.1])) == pytest.approx([CORNEA, 1.0, 1.0])
    assert reflected(np.array([0.5])) == pytest.approx(CORNEA + (1 - CORNEA) / 32)


def test_the_eyes_of_a_room_are_known_by_their_numbers() -> None:
    box = Solid("box", BOX, -0.5 * FORWARD, np.eye(3), np.full(3, 0.1), np.ones(3))
    room, numbers = with_eye(box)
    assert [(number, one.name) for number, one in eyes_of(room, numbers).items()] == [(8, "right eye")]


def test_a_mirror_that_looks_half_way_shows_the_window_and_one_that_looks_at_the_camera_does_not() -> None:
    room, numbers = with_eye()
    to_camera = CAMERA / np.linalg.norm(CAMERA)
    half_way = (FORWARD + to_camera) / np.linalg.norm(FORWARD + to_camera)
    normals = np.stack([half_way, to_camera])
    light = mirrored(room, numbers, lights(room, cd_m2=500.0), CAMERA, 0.1 * normals, normals)
    ray = CAMERA - 0.1 * half_way
    cosine = half_way @ ray / np.linalg.norm(ray)
    assert light[EARTH][0] == pytest.approx(0.8 * 500.0 * reflected(np.array([cosine]))[0])
    assert light[EARTH][1].max() == 0.0


def test_a_lamp_is_mirrored_as_bright_as_it_shines() -> None:
    """The camera 45 deg from the lamp: the mirror looks half way between the two."""
    room, numbers = with_eye()
    normal = (RIGHT + CAMERA / np.linalg.norm(CAMERA))[None]
    normal = normal / np.linalg.norm(normal)
    light = mirrored(room, numbers, lights(room, cd_m2=0.0), CAMERA, 0.001 * normal, normal)
    cosine = normal[0] @ CAMERA / np.linalg.norm(CAMERA)
    assert light["row-1"][0] == pytest.approx(room.lamps[0].radiance * reflected(np.array([cosine]))[0], rel=1e-3)
    assert light[EARTH].max() == 0.0


@pytest.mark.parametrize(
    ("half", "radius"), [((0.1, 0.1, 0.1), 0.1), ((0.05, 0.1, 0.1), 0.2), ((0.1, 0.05, 0.05), 0.025)]
)
def test_the_sun_in_an_eye_is_as_strong_as_the_eye_is_round(half: tuple[float, ...], radius: float) -> None:
    """From where the Sun comes from, E R²/4 cd: of an ellipsoid's tip, R is the square of one half over the other."""
    room, numbers = with_eye(half=half)
    view = looking(0.6 * FORWARD)
    found = sun_in(numbers, 7, room.solids[0], lights(room), view)
    assert found is not None
    row, column, light = found
    assert (row, column) in {(r, c) for r in (12, 13) for c in (19, 20)}
    angle = 0.6 * 0.4 / (40 * 26)  # of a pixel in the middle, sr
    far = 0.6 - half[0]
    assert light * angle * far**2 == pytest.approx(0.8 * CORNEA * radius**2 / 4.0, rel=1e-6)


def test_a_finer_picture_has_the_same_gleam_in_smaller_pixels() -> None:
    room, numbers = with_eye()
    coarse, fine = (sun_in(numbers, 7, room.solids[0], lights(room), looking(CAMERA, width)) for width in (30, 60))
    assert coarse is not None and fine is not None
    assert fine[2] == pytest.approx(4.0 * coarse[2])
    assert fine[0] // 2 == coarse[0] and fine[1] // 2 == coarse[1]


def test_a_sun_that_is_behind_or_hidden_is_in_no_eye() -> None:
    room, numbers = with_eye()
    view = looking(CAMERA)
    assert sun_in(numbers, 7, room.solids[0], lights(room), view) is not None
    assert sun_in(numbers, 7, room.solids[0], lights(room, -FORWARD), view) is None
    for place in (0.5 * FORWARD, 0.6 * CAMERA):  # before the window, before the lens
        shade = Solid("shade", BOX, place, np.eye(3), np.full(3, 0.05), np.ones(3))
        hidden, these = with_eye(shade)
        assert sun_in(these, 8, hidden.solids[1], lights(hidden), view) is None


def test_the_pass_of_the_sun_has_its_gleam_where_the_eye_is() -> None:
    """And that of the Earth the window: both brighter than an eye that is no eye."""
    room, numbers = with_eye()
    view = looking(CAMERA)
    matt = cube(0.5, lamps=room.lamps).with_solids(Solid("ball", BALL, *_rest(room.solids[0])))
    now = lights(room, cd_m2=500.0)
    wet, dry = (taken(one, view, now, patches(one, scene(one), 0.5, 8), grid=1) for one in (room, matt))
    more = wet.light[SUN][..., 0] - dry.light[SUN][..., 0]
    spot = sun_in(numbers, 7, room.solids[0], now, view)
    assert spot is not None
    assert int(np.argmax(more)) == spot[0] * view.width + spot[1]
    assert more.max() == pytest.approx(spot[2], rel=1e-3)
    assert np.count_nonzero(more > 1e-6) == 1
    assert (wet.light[EARTH] - dry.light[EARTH]).max() > 0.02 * 400.0


def _rest(one: Solid) -> tuple[Floats, Floats, Floats, Floats]:
    return one.centre, one.axes, one.half, one.reflectance
