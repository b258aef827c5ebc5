"""The packaged capsule with its dome: what it can see from each of its attitudes."""

from __future__ import annotations

import numpy as np
import pytest

from cupola.places import Station, load_station

SHIP = load_station("dragon-cupola")
POSITION, VELOCITY = np.array([[6963.137, 0.0, 0.0]]), np.array([[0.0, 7.566, 0.0]])
DOWN, AHEAD = np.array([-1.0, 0.0, 0.0]), np.array([0.0, 1.0, 0.0])


def looks(ship: Station, window: str, mode: str) -> np.ndarray:
    """Give where a window looks in an attitude mode, in the inertial frame."""
    turning = next(one.turning for one in ship.attitude.modes if one.name == mode)
    local = turning.matrix().T @ np.array(ship.window(window).normal)
    ahead, starboard, down = AHEAD, np.array([0.0, 0.0, -1.0]), DOWN
    found: np.ndarray = local[0] * ahead + local[1] * starboard + local[2] * down
    return found


@pytest.mark.parametrize(
    ("mode", "towards"),
    [("dome-down", DOWN), ("dome-up", -DOWN), ("dome-ahead", AHEAD), ("dome-behind", -AHEAD)],
)
def test_the_dome_looks_where_its_attitude_is_named_for(mode: str, towards: np.ndarray) -> None:
    assert looks(SHIP, "dome", mode) == pytest.approx(towards, abs=1e-12)


def test_the_dome_usually_looks_down() -> None:
    at = np.array([0.0])
    turned = SHIP.attitude.in_body(at, POSITION, VELOCITY, DOWN[None, :])
    assert turned[0] == pytest.approx([1.0, 0.0, 0.0], abs=1e-12)


def test_the_windows_beside_the_seats_look_to_both_sides_and_a_little_to_the_nose() -> None:
    port, starboard = (np.array(SHIP.window(f"cabin.{side}").normal) for side in ("port", "starboard"))
    assert port * [1, -1, 1] == pytest.approx(starboard)
    assert 10.0 < np.degrees(np.arcsin(port[0])) < 20.0


def test_the_open_nose_cone_stands_in_the_view_of_the_dome_on_one_side_only() -> None:
    low = np.radians(8.0)
    rays = np.array([[np.sin(low), 0.0, -np.cos(low)], [np.sin(low), 0.0, np.cos(low)], [1.0, 0.0, 0.0]])
    free = SHIP.clearance("dome", rays, np.zeros(3), np.tile([0.0, 0.0, 1.0], (3, 1)))
    assert (free > 0).tolist() == [False, True, True]


def test_every_figure_says_how_sure_it_is() -> None:
    said = [(one.source, one.confidence) for one in SHIP.modules.values()]
    said += [(one.source, one.confidence) for one in SHIP.windows.values()]
    said += [(one.source, one.confidence) for one in SHIP.attitude.modes]
    assert all(source and confidence in ("high", "medium", "low") for source, confidence in said)
    assert SHIP.identities == ()
