"""Rooms as triangles: surfaces, holes, directions."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.places import load_station
from cupola.preview.inside.form import Lump, modelled
from cupola.preview.inside.furnish import room_of
from cupola.preview.inside.mesh import Mesh, beam, fan, frames, hull, joined, of_solid
from cupola.preview.inside.solid import BALL, BOX, FORM, Solid
from tests.preview.inside.rooms import DEPTH, FORWARD, RIGHT, UP, cube, opening


def volume(mesh: Mesh) -> float:
    """Give what a closed surface holds; negative where its triangles look in."""
    one, two, three = (mesh.points[mesh.faces[:, k]] for k in range(3))
    return float(np.einsum("ni,ni->n", one, np.cross(two, three)).sum() / 6)


def solid(kind: int, *half: float) -> Solid:
    return Solid("", kind, np.array([0.1, 0.2, 0.3]), np.eye(3), np.array(half), np.ones(3))


def test_walls_have_a_hole_as_large_as_the_window() -> None:
    assert hull(cube()).area() == pytest.approx(24.0 - 0.16)


def test_two_windows_in_one_wall_are_two_holes() -> None:
    room = cube(0.6, opening(aside=-0.4), opening(aside=0.4, name="other"))
    assert hull(room).area() == pytest.approx(24.0 - 0.32)


def test_walls_frames_and_glass_close_the_room() -> None:
    """Looking in: the volume is that of the cube and of the hole, negative."""
    room = cube(0.6, opening(), opening(RIGHT, 3, name="side"))
    found = frames(room)
    assert found is not None
    glass = [fan(one.middle + one.corners @ np.stack([one.right, one.up])) for one in room.openings]
    assert abs(volume(joined([hull(room), found, *glass]))) == pytest.approx(8.0 + 2 * 0.16 * DEPTH)


def test_rooms_of_the_station_are_closed_but_for_their_windows() -> None:
    """The surface that an opening leaves out is that of its outline."""
    station = load_station("iss")
    for name in ("nauka.forward", "cupola.top", "zvezda.w8", "zvezda.w14", "kibo.aft"):
        room = room_of(station, station.window(name))
        found, missing = hull(room), sum(one.area for one in room.openings)
        shut = joined([found, *(_plug(one) for one in room.openings)])
        assert shut.area() - found.area() == pytest.approx(missing)
        assert abs(volume(shut)) > 1.0
        shifted = Mesh(shut.points + np.array([3.0, -2.0, 5.0]), shut.faces)
        assert volume(shifted) == pytest.approx(volume(shut), rel=1e-6)  # true of closed surfaces only


def _plug(one) -> Mesh:  # type: ignore[no-untyped-def]
    return fan(one.middle - one.depth * one.normal + one.corners @ np.stack([one.right, one.up]))


@given(st.floats(0.0, 60.0), st.floats(0.0, 360.0))
def test_a_beam_is_as_wide_as_the_window_looks_from_the_sun(tilt: float, turn: float) -> None:
    side = np.cos(np.radians(turn)) * UP + np.sin(np.radians(turn)) * RIGHT
    towards = np.cos(np.radians(tilt)) * FORWARD + np.sin(np.radians(tilt)) * side
    found = beam(opening(), towards)
    assert found.area() == pytest.approx(0.16 * np.cos(np.radians(tilt)))
    one, two, three = (found.points[found.faces[0, k]] for k in range(3))
    normal = np.cross(two - one, three - one)
    assert normal @ towards < 0.0  # it shines into the room
    assert normal / np.linalg.norm(normal) == pytest.approx(-towards, abs=1e-9)


def test_a_box_and_a_ball_have_their_surface_and_look_out() -> None:
    box, ball = of_solid(solid(BOX, 0.1, 0.2, 0.3)), of_solid(solid(BALL, 0.2, 0.2, 0.2))
    assert box.area() == pytest.approx(8 * (0.02 + 0.03 + 0.06))
    assert volume(box) == pytest.approx(8 * 0.006)
    assert ball.area() == pytest.approx(4 * np.pi * 0.04, rel=0.01)
    assert volume(ball) == pytest.approx(4 / 3 * np.pi * 0.008, rel=0.02)


def test_clay_has_the_surface_that_is_seen_from_its_deepest_place() -> None:
    """A ball of 10 cm aside of the middle of its box, turned a quarter: its surface, its volume, its place."""
    form = modelled((Lump((0.03, 0.0, 0.01), (0.1, 0.1, 0.1)),), (-0.12, -0.12, -0.12), (0.15, 0.12, 0.12), 0.005)
    axes = np.stack([RIGHT, -FORWARD, UP])
    clay = Solid("", FORM, np.array([1.0, 2.0, 3.0]) + form.middle @ axes, axes, form.half, np.ones(3), away=form.away)
    mesh = of_solid(clay)
    assert mesh.area() == pytest.approx(4 * np.pi * 0.01, rel=0.01)
    assert volume(mesh) == pytest.approx(4 / 3 * np.pi * 0.001, rel=0.01)
    assert (mesh.points.min(axis=0) + mesh.points.max(axis=0)) / 2 == pytest.approx([1.0, 2.03, 3.01], abs=1e-3)


def test_a_mesh_is_written_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "box.ply"
    box = of_solid(solid(BOX, 0.1, 0.2, 0.3))
    box.write(path)
    head, _, body = path.read_bytes().partition(b"end_header\n")
    assert b"element vertex 8" in head
    assert len(body) == 8 * 12 + 12 * 13
