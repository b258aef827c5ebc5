"""The station's bodies at an instant: turned as light meets them elsewhere."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.places import load_station
from cupola.places.body import Box, Sphere
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part
from cupola.places.rays import turn
from cupola.preview.craft import solids as rows
from cupola.preview.craft.solids import HULL, WING, before, pose, solids

ISS = load_station("iss")
ALPHA = Joint("alpha", (0.0, 24.0, 1.0), (0.0, 1.0, 0.0), faces=(0.0, 0.0, -1.0))
BETA = Joint("beta", (0.0, 34.0, 0.7), (1.0, 0.0, 0.0), faces=(0.0, 0.0, -1.0), on=ALPHA)
WING_PART = Part("W", "a wing", (Box((0.0, 34.0, 1.0), (11.0, 30.0, 0.05)),), BETA)
Angle = st.floats(0.0, 2 * np.pi)


@given(one=Angle, two=st.floats(-1.4, 1.4))
def test_a_joint_stands_as_it_does_for_a_ray_of_light(one: float, two: float) -> None:
    """`places.rays.turn`, joint by joint."""
    sun = np.array([np.cos(one) * np.cos(two), np.sin(one) * np.cos(two), np.sin(two)])
    place, ray = (3.0, -2.0, 5.0), (0.6, 0.0, 0.8)
    line = (*place, *ray, *sun.tolist())
    for joint in BETA.chain:
        line = turn(np.array([joint.numbers]), 0, (np.nan, np.nan), line)
    turned, shift = pose(BETA, 0.0, sun)
    assert turned @ np.array(place) + shift == pytest.approx(line[:3], abs=1e-9)
    assert turned @ np.array(ray) == pytest.approx(line[3:6], abs=1e-9)
    assert turned @ turned.T == pytest.approx(np.eye(3), abs=1e-12)


def test_a_wing_faces_the_sun() -> None:
    sun = np.array([0.48, 0.6, -0.64])
    turned, _ = pose(BETA, 0.0, sun)
    assert turned.T @ np.array([0.0, 0.0, -1.0]) == pytest.approx(sun, abs=1e-9)


def test_a_parked_joint_stands_still_while_it_is_parked() -> None:
    joint = Joint("a", (0.0, 0.0, 0.0), (0.0, 0.0, 1.0), faces=(1.0, 0.0, 0.0), parked=(Parked(Span(0.0, 10.0), 90.0),))
    sun = np.array([1.0, 0.0, 0.0])
    assert pose(joint, 5.0, sun)[0].T @ np.array([1.0, 0.0, 0.0]) == pytest.approx([0.0, 1.0, 0.0], abs=1e-12)
    assert pose(joint, 10.0, sun)[0] == pytest.approx(np.eye(3))


def test_a_ship_is_drawn_only_while_it_is_there() -> None:
    ship = Part("S", "a ship", (Sphere((5.0, 0.0, 0.0), 1.0),), there=Span(10.0, 20.0))
    sun = np.array([0.0, 0.0, -1.0])
    assert [len(solids((ship,), at, sun)) for at in (9.0, 10.0, 19.9, 20.0)] == [0, 1, 1, 0]


def test_the_ball_of_a_turned_body_holds_its_corners() -> None:
    sun = np.array([0.6, 0.0, 0.8])
    row = solids((WING_PART,), 0.0, sun)[0]
    turned, shift = pose(BETA, 0.0, sun)
    corner = np.array([5.5, 49.0, 1.025])
    there = turned.T @ (corner - shift)
    assert np.linalg.norm(there - row[rows.BALL : rows.BALL + 3]) <= row[rows.BALL + 3] + 1e-9


def test_a_wing_is_blue_before_and_coppery_behind_and_all_else_is_white() -> None:
    row = solids((WING_PART,), 0.0, np.array([0.0, 0.0, -1.0]))[0]
    assert row[rows.FRONT_SKIN : rows.FRONT_SKIN + 3].tolist() == list(WING)
    assert row[rows.FRONT : rows.FRONT + 3].tolist() == [0.0, 0.0, -1.0]
    ball = Part("B", "", (Sphere((0.0, 0.0, 0.0), 1.0),))
    row = solids((ball,), 0.0, np.array([0.0, 0.0, -1.0]))[0]
    assert row[rows.FRONT_SKIN : rows.BACK_SKIN].tolist() == list(HULL)


def test_the_module_of_a_window_does_not_stand_before_it() -> None:
    window = ISS.window("cupola.top")
    names = {part.id for part in before(ISS, window)}
    assert "CUP" not in names and len(names) == len(ISS.parts) - 1
