"""Where head and camera are."""

import numpy as np
import pytest

from cupola.errors import SkyError
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.inside.cast import first_hits, scene
from cupola.preview.inside.furnish import room_of
from cupola.preview.inside.pose import FACE_M, face_reach, faced, free, head_at, pose
from tests.preview.inside.rooms import DEPTH, FORWARD, RIGHT, UP, cube

ROOM = cube()
LENS = Lens(35.0)
ISS = load_station("iss")


def test_a_head_is_as_far_from_the_glass_as_it_is_told() -> None:
    assert head_at(ROOM, 1.0) == pytest.approx([DEPTH, 0.0, 0.0])


def test_a_head_in_the_light_stands_on_the_line_to_it() -> None:
    sun = (FORWARD + UP) / np.sqrt(2)
    middle = ROOM.openings[0].middle
    assert head_at(ROOM, 0.8, sun) == pytest.approx(middle - 0.8 * sun)


@pytest.mark.parametrize("distance", [0.0, 0.1, 2.0, 5.0, float("nan")])
def test_a_head_in_a_wall_is_refused(distance: float) -> None:
    with pytest.raises(SkyError) as raised:
        head_at(ROOM, distance)
    assert raised.value.messages[0].code == "E834"
    assert raised.value.messages[0].hint == "give 0.30 to 1.86 m"


def test_the_usual_distance_is_less_in_a_shallow_room() -> None:
    assert face_reach(ROOM) == FACE_M
    dome = room_of(ISS, ISS.window("zvezda.w14"))
    assert 0.3 < face_reach(dome) <= FACE_M


@pytest.mark.parametrize("angle", [0.0, 60.0, 105.0, 180.0])
def test_the_camera_stands_at_its_angle_about_the_face(angle: float) -> None:
    head = head_at(ROOM, 1.0)
    view = pose(ROOM, head, LENS, "CU", angle, 64, 36)
    out, to_camera = ROOM.openings[0].middle - head, view.place - head
    cosine = out @ to_camera / np.linalg.norm(out) / np.linalg.norm(to_camera)
    assert np.degrees(np.arccos(np.clip(cosine, -1, 1))) == pytest.approx(angle, abs=1e-5)


def test_a_wider_shot_has_the_camera_farther_off() -> None:
    head = head_at(ROOM, 1.0)
    near, far = (
        np.linalg.norm(pose(ROOM, head, Lens(16.0), size, 105.0, 64, 36).place - head) for size in ("CU", "MS")
    )
    assert near < far <= 1.0


def test_the_face_is_in_the_picture_and_aside_of_its_middle() -> None:
    head = head_at(ROOM, 1.0)
    view = pose(ROOM, head, LENS, "CU", 105.0, 64, 36)
    to_head = (head - view.place) / np.linalg.norm(head - view.place)
    across = abs(to_head @ view.right / (to_head @ view.axis) / view.half[0])
    assert 0.2 < across < 0.5


def test_without_an_angle_the_camera_stands_where_there_is_room_to_step_back() -> None:
    """A metre beside the face; a long lens asks for more, and finds it aslant."""
    head = head_at(ROOM, 1.0)
    told, found = (
        np.linalg.norm(pose(ROOM, head, Lens(50.0), "CU", angle, 64, 36).place - head) for angle in (105.0, None)
    )
    assert found > told
    usual = pose(ROOM, head, Lens(16.0), "CU", None, 64, 36)
    assert usual.place == pytest.approx(pose(ROOM, head, Lens(16.0), "CU", 105.0, 64, 36).place)


@pytest.mark.parametrize("angle", [-1.0, 181.0, float("nan")])
def test_an_angle_that_is_none_is_refused(angle: float) -> None:
    with pytest.raises(SkyError) as raised:
        pose(ROOM, head_at(ROOM, 1.0), LENS, "CU", angle, 64, 36)
    assert raised.value.messages[0].code == "E836"


@pytest.mark.parametrize("name", ["nauka.forward", "zvezda.w9", "zvezda.w14", "cupola.forward"])
def test_the_camera_is_in_no_rack(name: str) -> None:
    """Between the head and the lens nothing stands."""
    room = room_of(ISS, ISS.window(name))
    head = head_at(room, face_reach(room))
    view = pose(room, head, LENS, "CU", 105.0, 64, 36)
    ray = view.place - head
    assert free(room, head, ray / np.linalg.norm(ray)) > np.linalg.norm(ray)


def test_the_pixels_look_where_a_pinhole_looks() -> None:
    view = pose(ROOM, head_at(ROOM, 1.0), LENS, "CU", 105.0, 64, 36)
    rays = view.rays()
    assert rays.shape == (36, 64, 3)
    assert rays[17:19, 31:33].mean(axis=(0, 1)) == pytest.approx(view.axis, abs=1e-3)
    corner = view.rays(0.0, 0.0)[0, 0]
    assert corner @ view.right / (corner @ view.axis) == pytest.approx(-view.half[0])
    assert corner @ view.up / (corner @ view.axis) == pytest.approx(view.half[1])


def test_the_first_thing_a_free_ray_meets_ends_it() -> None:
    assert free(ROOM, np.zeros(3), UP) == pytest.approx(1.0)
    assert first_hits(scene(ROOM), np.zeros((1, 3)), UP[None])[1][0] == pytest.approx(1.0)


def test_somebody_looks_half_way_between_window_and_camera() -> None:
    """At most 60 deg from the window; over the shoulder at the window alone, as where the camera is at the glass."""

    def angle(camera_deg: float) -> tuple[float, float]:
        camera = np.cos(np.radians(camera_deg)) * FORWARD + np.sin(np.radians(camera_deg)) * RIGHT
        look = faced(np.zeros(3), 0.7 * FORWARD, 1.5 * camera)
        assert np.linalg.norm(look) == pytest.approx(1.0)
        return tuple(np.degrees(np.arccos(np.clip([look @ FORWARD, look @ camera], -1.0, 1.0))).tolist())

    assert angle(90.0) == pytest.approx((45.0, 45.0))
    assert angle(130.0) == pytest.approx((60.0, 70.0))
    assert angle(150.0) == pytest.approx((0.0, 150.0))
    assert angle(0.0) == pytest.approx((0.0, 0.0))
    assert angle(180.0)[0] == 0.0


def test_a_place_is_in_the_picture_or_beside_or_behind_it() -> None:
    view = pose(ROOM, head_at(ROOM, 1.0), LENS, "CU", 105.0, 64, 36)
    for across, up, seen in ((0.9, 0.9, True), (1.1, 0.0, False), (0.0, -1.1, False), (-0.9, -0.9, True)):
        aside = across * view.half[0] * view.right + up * view.half[1] * view.up
        assert view.sees(view.place + 2.0 * (view.axis + aside)) is seen
        assert not view.sees(view.place - 2.0 * (view.axis + aside))


@pytest.mark.parametrize(("face", "mm", "angle"), [(0.7, 24.0, 105.0), (0.7, 28.0, 115.0), (0.4, 28.0, 105.0)])
def test_without_an_angle_the_window_is_in_the_picture_where_it_can_be(face: float, mm: float, angle: float) -> None:
    """A wide lens has it from the usual side, and stays there if another has more room than it asks for; a longer one
    goes round by 10 deg."""
    head, middle = head_at(ROOM, face), ROOM.openings[0].middle
    view = pose(ROOM, head, Lens(mm), "CU", None, 64, 36)
    assert view.sees(middle)
    assert view.place == pytest.approx(pose(ROOM, head, Lens(mm), "CU", angle, 64, 36).place)


def test_of_two_sides_the_camera_takes_the_lit_one() -> None:
    head = head_at(ROOM, 0.8)
    for side in (RIGHT, -RIGHT):
        view = pose(ROOM, head, Lens(24.0), "CU", None, 64, 36, (2 * FORWARD + side) / np.sqrt(5))
        assert (view.place - head) @ side > 0.0


def test_a_head_above_the_window_is_whole_in_the_picture() -> None:
    """The window in the floor: the picture gives way downwards, and the crown is not cut off."""
    room = room_of(ISS, ISS.window("cupola.top"))
    head = head_at(room, face_reach(room))
    view = pose(room, head, Lens(24.0), "MCU", None, 64, 36)
    assert view.sees(head + 0.11 * view.up)
    assert view.sees(head - 0.13 * view.up)
