"""Rays in a room: walls, a window as a hole, balls and boxes by hand."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.preview.inside.cast import alone, first_hits, scene
from cupola.preview.inside.form import Form, Lump, modelled
from cupola.preview.inside.solid import BALL, BOX, FORM, Solid
from tests.preview.inside.rooms import DEPTH, FORWARD, RIGHT, UP, Floats, cube, opening

ROOM = cube()
NUMBERS = scene(ROOM)
WHITE = np.ones(3)


def hit(start: Floats, ray: Floats, room: object = NUMBERS) -> tuple[int, float, Floats]:
    what, far, normals = first_hits(room, start[None], ray[None] / np.linalg.norm(ray))  # type: ignore[arg-type]
    return int(what[0]), float(far[0]), normals[0]


def unit() -> st.SearchStrategy[Floats]:
    part = st.floats(-1.0, 1.0)
    vectors = st.tuples(part, part, part).filter(lambda one: np.linalg.norm(one) > 0.1)
    return vectors.map(lambda one: np.array(one) / np.linalg.norm(one))


@pytest.mark.parametrize("wall", [0, 2, 3, 4, 5])
def test_from_the_middle_each_wall_is_a_metre_away_and_looks_back(wall: int) -> None:
    ray = ROOM.walls[wall].normal
    what, far, normal = hit(np.zeros(3), ray)
    assert what == wall
    assert far == pytest.approx(1.0)
    assert normal == pytest.approx(-ray)


def test_a_ray_through_the_window_gets_out() -> None:
    assert hit(np.zeros(3), FORWARD)[0] == -1
    assert hit(0.15 * UP, FORWARD)[0] == -1


def test_a_ray_beside_the_window_meets_the_wall() -> None:
    what, far, _ = hit(0.25 * UP, FORWARD)
    assert what == 1
    assert far == pytest.approx(1.0)


def test_a_ray_that_slants_out_meets_the_frame_before_the_glass() -> None:
    """From the floor of the hole's edge, 45 deg up: at the wall 5 cm under the upper rim, 8 cm before the glass."""
    start = np.array([0.0, 0.0, -0.85])
    what, far, normal = hit(start, FORWARD + UP)
    assert what == len(ROOM.walls)
    assert far == pytest.approx(np.sqrt(2) * 1.05)
    assert normal @ UP < 0.0


def test_a_ray_that_starts_level_with_the_rim_leaves_by_the_glass() -> None:
    assert hit(np.array([0.5, 0.0, -0.2]), FORWARD + 0.3 * UP)[0] == -1


def test_windows_know_which_of_them_a_ray_leaves_by() -> None:
    room = scene(cube(0.6, opening(), opening(RIGHT, 3, name="side")))
    assert hit(np.zeros(3), FORWARD, room)[0] == -1
    assert hit(np.zeros(3), RIGHT, room)[0] == -2


@settings(max_examples=60)
@given(unit(), unit(), st.floats(0.0, 0.9))
def test_what_is_left_of_an_empty_room_is_as_far_as_its_walls_are(start: Floats, ray: Floats, out: float) -> None:
    """Two ways to the same length: the rays' and the room's own."""
    what, far, normal = hit(out * start, ray)
    if 0 <= what < len(ROOM.walls):
        assert far == pytest.approx(ROOM.reach(out * start, ray))
        assert normal @ ray < 0.0
    else:
        assert ray @ FORWARD > 0.0  # out through the window, or on to its frame


@settings(max_examples=40)
@given(unit(), unit(), st.floats(0.05, 0.2))
def test_a_ball_is_met_where_geometry_has_it(towards: Floats, ray: Floats, radius: float) -> None:
    """Near the line of sight or not: distance along the ray less half the chord."""
    centre = 0.6 * towards
    room = scene(ROOM.with_solids(Solid("ball", BALL, centre, np.eye(3), np.full(3, radius), WHITE)))
    what, far, normal = hit(np.zeros(3), ray, room)
    along = float(centre @ ray)
    miss = float(np.linalg.norm(centre - along * ray))
    if abs(miss - radius) < 1e-3:
        return
    if miss < radius and along > 0.0:
        assert what == len(ROOM.walls) + 1
        assert far == pytest.approx(along - np.sqrt(radius**2 - miss**2), abs=1e-9)
        assert normal == pytest.approx((far * ray - centre) / radius, abs=1e-6)
    else:
        assert what != len(ROOM.walls) + 1


def test_a_box_turned_by_45_degrees_shows_its_edge() -> None:
    """A cube of 40 cm on its edge reaches out by its half diagonal."""
    turn = np.array([[1, 1, 0], [-1, 1, 0], [0, 0, np.sqrt(2)]]) / np.sqrt(2)
    room = scene(ROOM.with_solids(Solid("box", BOX, 0.6 * RIGHT, turn, np.full(3, 0.1), WHITE)))
    what, far, normal = hit(np.zeros(3), RIGHT + 1e-6 * FORWARD, room)
    assert what == len(ROOM.walls) + 1
    assert far == pytest.approx(0.6 - 0.1 * np.sqrt(2), abs=1e-5)
    assert normal == pytest.approx(np.array([1, -1, 0]) / np.sqrt(2), abs=1e-6)


def test_a_stretched_ball_is_met_at_its_own_half_axis() -> None:
    room = scene(ROOM.with_solids(Solid("egg", BALL, 0.6 * UP, np.eye(3), np.array([0.1, 0.1, 0.3]), WHITE)))
    what, far, normal = hit(np.zeros(3), UP, room)
    assert what == len(ROOM.walls) + 1
    assert far == pytest.approx(0.3)
    assert normal == pytest.approx(-UP)


def test_what_stands_behind_the_start_is_not_met() -> None:
    room = scene(ROOM.with_solids(Solid("ball", BALL, -0.5 * RIGHT, np.eye(3), np.full(3, 0.1), WHITE)))
    assert hit(np.zeros(3), RIGHT, room)[0] == 3


def test_the_frame_of_the_window_is_as_deep_as_it_is_told() -> None:
    assert ROOM.openings[0].depth == DEPTH
    assert NUMBERS.openings[0, 10] == DEPTH


@cache
def ball_of_clay(radius: float) -> Form:
    return modelled(
        (Lump((0.0, 0.0, 0.0), (radius, radius, radius)),), (-0.15, -0.15, -0.15), (0.15, 0.15, 0.15), 0.003
    )


def clay(turn: float = 0.0, radius: float = 0.1) -> Solid:
    """Give a ball modelled in clay, 30 cm before the middle of the room, its box turned about the up axis."""
    form = ball_of_clay(radius)
    forward = np.cos(turn) * FORWARD + np.sin(turn) * RIGHT
    axes = np.stack([forward, np.cross(UP, forward), UP])
    return Solid("clay", FORM, 0.3 * FORWARD, axes, form.half, WHITE, away=form.away)


@settings(max_examples=60, deadline=None)
@given(unit(), st.floats(0.0, 0.15), st.floats(0.0, 3.0))
def test_a_ball_of_clay_is_met_where_a_ball_is(ray: Floats, beside: float, turn: float) -> None:
    """To 0.1 mm and 2 deg, but for rays that just touch it; whichever way its box is turned."""
    balls = [scene(cube().with_solids(one)) for one in (clay(turn), replace(clay(), kind=BALL, half=np.full(3, 0.1)))]
    aside = np.cross(ray, np.eye(3)[int(np.argmin(np.abs(ray)))])
    start = 0.3 * FORWARD + beside * aside / np.linalg.norm(aside) - 0.25 * ray
    if abs(beside - 0.1) < 0.003:
        return
    (what, far, normal), (wished, true, square) = (hit(start, ray, one) for one in balls)
    assert what == wished
    assert far == pytest.approx(true, abs=1e-4 if beside < 0.09 else 1e-3)
    assert normal @ square > np.cos(np.radians(2.0))


def test_a_ray_from_clay_gets_away_from_it_but_not_through_it() -> None:
    """From its surface: outward, along it, and inward."""
    numbers = scene(cube().with_solids(clay()))
    for up in (0.0, 0.05, 0.09):
        normal = np.array([-np.sqrt(0.01 - up**2), 0.0, up]) / 0.1
        point = 0.3 * FORWARD + 0.1 * normal + 1e-5 * normal
        along = np.cross(normal, RIGHT)
        for ray in (normal, along, -along, normal + 0.9 * along):
            assert hit(point, ray, numbers)[0] < 7
        assert hit(point, -normal, numbers)[0] == 7


def test_forms_lie_one_after_the_other() -> None:
    """Each has its own grid, whatever stands between them; nothing is met behind what is nearer."""
    small = replace(clay(radius=0.05), centre=-0.4 * FORWARD)
    between = Solid("box", BOX, np.zeros(3), np.eye(3), np.full(3, 0.02), WHITE)
    numbers = scene(cube().with_solids(clay(), between, small))
    for start, ray, thing, gap in ((0.1, FORWARD, 7, 0.1), (-0.1, -FORWARD, 9, 0.25)):
        what, far, _ = hit(start * FORWARD, ray, numbers)
        assert what == thing
        assert far == pytest.approx(gap, abs=1e-4)
    assert hit(-0.1 * FORWARD, FORWARD, numbers)[0] == 8


def test_a_solid_alone_is_met_from_everywhere_and_nothing_else_is_near() -> None:
    numbers = alone(clay())
    what, far, _ = hit(5.0 * UP + 0.3 * FORWARD, -UP, numbers)
    assert what == 6
    assert far == pytest.approx(4.9, abs=1e-4)
    assert hit(5.0 * UP, UP, numbers)[1] == pytest.approx(995.0)
