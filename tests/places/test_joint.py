"""Joints: arrays face the Sun as far as their axes allow, and stand still when parked."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.places import load_station
from cupola.places.body import Box, Vector
from cupola.places.joint import Joint, Parked
from cupola.places.part import Part
from cupola.places.sight import Sight
from tests.places.casting import seen

ISS = load_station("iss")
SARJ = Joint("sarj", (0.0, 24.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, -1.0))
BGA = Joint("bga", (0.0, 33.9, 0.7), (1.0, 0.0, 0.0), (0.0, 0.0, -1.0), on=SARJ)
FLAT = Joint("trrj", (0.0, 14.5, 0.0), (1.0, 0.0, 0.0), angle=90.0)

directions = st.tuples(st.floats(-1.0, 1.0), st.floats(-np.pi, np.pi))


def unit(height: float, turn: float) -> Vector:
    """Give a direction."""
    flat = float(np.sqrt(1 - height * height))
    return flat * float(np.cos(turn)), flat * float(np.sin(turn)), height


@pytest.mark.parametrize(
    ("sun", "mast"),
    [
        ((0, 0, -1), (1, 0, 0)),  # overhead: as drawn, the wings lie along the flight
        ((0, 0, 1), (-1, 0, 0)),  # below: half a turn on
        ((1, 0, 0), (0, 0, 1)),  # ahead: one wing up, one down
        ((0.6, 0.64, -0.48), (0.48 / np.hypot(0.6, 0.48), 0, 0.6 / np.hypot(0.6, 0.48))),
    ],
)
def test_the_rotary_joint_sets_the_masts_square_to_the_sun(sun: Vector, mast: Vector) -> None:
    """A direction that comes out as x in the joint's own frame is where the mast drawn along x points."""
    assert seen(SARJ, (0, 0, 0), mast, sun).ray == pytest.approx([1, 0, 0], abs=1e-12)
    assert np.dot(mast, sun) == pytest.approx(0.0, abs=1e-12)


@given(directions)
def test_the_gimbal_on_the_rotary_joint_faces_any_sun_squarely(way: tuple[float, float]) -> None:
    sun = unit(*way)
    assume(np.hypot(sun[0], sun[2]) > 1e-6)
    found = seen(BGA, (0, 0, 0), sun, sun)
    assert found.ray == pytest.approx([0, 0, -1], abs=1e-9)
    assert found.sun == pytest.approx([0, 0, -1], abs=1e-9)


@given(directions, directions)
def test_turning_keeps_lengths_angles_and_the_axis(one: tuple[float, float], two: tuple[float, float]) -> None:
    sun, ray = unit(*one), unit(*two)
    found = seen(SARJ, (3.0, 4.0, 5.0), ray, sun)
    assert np.linalg.norm(found.ray) == pytest.approx(1.0)
    assert found.ray[1] == pytest.approx(ray[1])
    assert np.dot(found.ray, found.sun) == pytest.approx(np.dot(ray, sun))
    assert np.hypot(found.origin[0], found.origin[2]) == pytest.approx(np.hypot(3.0, 5.0))


def test_with_the_sun_along_its_axis_a_joint_stands_at_zero() -> None:
    assert seen(SARJ, (0, 0, 0), (1, 0, 0), (0, 1, 0)).ray == pytest.approx([1, 0, 0])


def test_a_joint_that_does_not_face_the_sun_stands_at_its_angle() -> None:
    """At 90 deg about x what was drawn along y stands along z: a ray along z is met as one along y."""
    found = seen(FLAT, (0, 14.5, 3.0), (0, 0, 1), (1, 0, 0))
    assert found.ray == pytest.approx([0, 1, 0])
    assert found.origin == pytest.approx([0, 17.5, 0])


def test_a_parked_joint_stands_still_from_the_first_instant_to_before_the_last() -> None:
    """With the Sun overhead what was drawn ahead stands ahead; parked at 90 deg about y, what was drawn below does."""
    joint = replace(SARJ, parked=(Parked(Span(100.0, 200.0), 90.0), Parked(Span(300.0, 400.0), 0.0)))
    drawn = {"ahead": Box((10.0, 24.0, 0.0), (1.0, 1.0, 1.0)), "below": Box((0.0, 24.0, 10.0), (1.0, 1.0, 1.0))}
    sight = Sight((0.0, 24.0, 0.0), (1.0, 0.0, 0.0), tuple(Part(k, k, (box,), joint) for k, box in drawn.items()))
    at = np.array([99.9, 100.0, 199.9, 200.0, 300.0])
    along, sun = (np.tile(one, (len(at), 1)) for one in ((1.0, 0.0, 0.0), (0.0, 0.0, -1.0)))
    assert sight.blockers(along, at, sun) == ["ahead", "below", "below", "ahead", "ahead"]


def test_what_a_joint_sweeps_holds_every_corner_at_every_angle() -> None:
    low, high = np.array([3.5, 31.0, 0.6]), np.array([38.2, 37.0, 0.8])
    swept = SARJ.swept(low, high)
    corners = np.array([[x, y, z] for x in (3.5, 38.2) for y in (31.0, 37.0) for z in (0.6, 0.8)])
    for angle in np.linspace(0, 2 * np.pi, 13):
        c, s = np.cos(angle), np.sin(angle)
        turned = corners @ np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]])
        assert max(swept.beyond((x, y, z)) for x, y, z in turned) < 1e-9
    assert swept.radii[0] == pytest.approx(np.hypot(38.2, 0.8))


def test_the_isss_arrays_follow_the_sun_and_were_parked_for_the_docking() -> None:
    joints = {joint.name: joint for part in ISS.parts if part.joint for joint in part.joint.chain}
    assert {name for name, joint in joints.items() if joint.faces} == {
        "sarj-starboard", "sarj-port", "bga-s4", "bga-s6", "bga-p4", "bga-p6", "zvezda-arrays", "nauka-arrays",
    }  # fmt: skip
    parked = {name for name, joint in joints.items() if joint.parked}
    assert parked == {name for name in joints if name.startswith(("sarj", "bga"))}
    assert all(joints[f"bga-{truss}"].on is not None for truss in ("s4", "s6", "p4", "p6"))
