"""Windows as openings before a camera: numbers that can be measured with a ruler."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.light.glass import outline
from cupola.light.lens import Framing
from cupola.places import Window, load_station
from cupola.preview.craft import kernel
from cupola.preview.craft.opening import openings, panes, room_windows

Floats = NDArray[np.float64]

ISS = load_station("iss")
STATIONS = ["iss", "haven-1", "dragon-cupola"]
WINDOWS = [(name, key) for name in STATIONS for key in load_station(name).windows]


def window(shape: str, size: tuple[float, ...], clear: float = 1.0) -> Window:
    return Window("w", "M", "a window", (1.0, 2.0, 3.0), (0.0, 0.0, 1.0), shape, size, clear, 0.8, 60.0, "", "high", "")


def seen(one: Window, distance: float = 0.6) -> Floats:
    """Give the row of a window for a camera straight behind it."""
    framing = Framing.of(one.normal)
    camera = np.array(one.at) - distance * framing.axis
    found: Floats = openings([one], camera, np.stack([framing.axis, framing.right, framing.up]))[0]
    return found


def test_the_window_that_is_looked_through_comes_first_and_the_room_s_others_after_it() -> None:
    found = [one.id for one in room_windows(ISS, ISS.window("cupola.aft"))]
    assert found[0] == "cupola.aft"
    assert len(found) == len(set(found)) == 7 and "cupola.top" in found


def test_a_window_straight_ahead_is_as_far_ahead_as_the_lens_is_from_it() -> None:
    row = seen(window("round", (0.4,)), 0.6)
    assert row[kernel.MIDDLE : kernel.MIDDLE + 6] == pytest.approx([0.0, 0.0, 0.6, 0.0, 0.0, 1.0])


def test_a_round_window_has_a_radius_and_no_edges() -> None:
    row = seen(window("round", (0.4,), clear=0.81))
    assert row[kernel.EDGES - 2] == pytest.approx(0.18)
    assert not row[kernel.EDGES : kernel.WALL].any()


def test_a_rectangle_has_four_edges_half_its_sides_away() -> None:
    row = seen(window("rectangle", (0.5, 0.3)))
    edges = row[kernel.EDGES : kernel.WALL].reshape(4, 3)
    assert np.isnan(row[kernel.EDGES - 2])
    assert sorted(edges[:, 2]) == pytest.approx([0.15, 0.15, 0.25, 0.25])
    assert edges[:, :2].sum(axis=0) == pytest.approx([0.0, 0.0], abs=1e-12)
    assert row[kernel.EDGES - 1] == pytest.approx(0.3)  # twice the nearest edge: the narrower side


def test_a_rounded_window_is_a_circle_swept_over_its_core() -> None:
    row = seen(window("rounded", (0.5, 0.3, 0.1)))
    assert row[kernel.CORE : kernel.RADIUS] == pytest.approx([0.15, 0.05])
    assert row[kernel.RADIUS] == pytest.approx(0.1)
    assert row[kernel.WIDE] == pytest.approx(0.3)
    assert not row[kernel.EDGES : kernel.WALL].any()


@pytest.mark.parametrize(("name", "key"), WINDOWS)
def test_every_corner_of_the_glass_lies_on_two_edges_and_inside_the_others(name: str, key: str) -> None:
    one = load_station(name).window(key)
    if one.shape == "round":
        return
    edges = seen(one)[kernel.EDGES : kernel.WALL].reshape(4, 3)
    over = outline(one) @ edges[:, :2].T - edges[:, 2]
    assert over.max() == pytest.approx(0.0, abs=1e-12)
    assert (np.isclose(over, 0.0, atol=1e-12).sum(axis=1) == 2).all()


@given(aside=st.floats(-2.0, 2.0), over=st.floats(-2.0, 2.0), turn=st.floats(-1.2, 1.2))
def test_wherever_the_camera_is_held_a_window_keeps_its_distance_and_stays_square(
    aside: float, over: float, turn: float
) -> None:
    one = window("rectangle", (0.5, 0.3))
    camera = np.array(one.at) + np.array([aside, over, -1.0])
    framing = Framing.of((np.sin(turn), 0.0, np.cos(turn)))
    row = openings([one], camera, np.stack([framing.axis, framing.right, framing.up]))[0]
    middle = row[kernel.MIDDLE : kernel.MIDDLE + 3]
    axes = row[kernel.MIDDLE + 3 : kernel.MIDDLE + 12].reshape(3, 3)
    assert np.linalg.norm(middle) == pytest.approx(np.hypot(np.hypot(aside, over), 1.0))
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    assert middle @ axes[0] == pytest.approx(1.0)  # the plane of the glass is a metre off, however one looks


def test_glass_passes_what_the_station_file_says_straight_out_and_mirrors_some_of_the_rest() -> None:
    passes, mirrors = panes([window("round", (0.4,)), ISS.window("cupola.top")])
    assert passes.shape == mirrors.shape == (2, 256)
    assert passes[:, -1] == pytest.approx([0.8, ISS.window("cupola.top").transmission])
    assert ((passes >= 0.0) & (mirrors >= 0.0) & (passes + mirrors <= 1.0 + 1e-9)).all()
