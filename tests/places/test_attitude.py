"""Attitude: the local vertical frame, the order of the angles, the timeline."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.places import Attitude, SpecialAttitude, YawPitchRoll
from cupola.places.attitude import local_vertical

LEVEL = YawPitchRoll(0.0, 0.0, 0.0)
TEA = YawPitchRoll(-4.0, -3.0, 0.0)
angles = st.floats(-180, 180)

# Over the equator at longitude 0 of the inertial frame, flying east.
POSITION = np.array([[6800.0, 0.0, 0.0]])
VELOCITY = np.array([[0.0, 7.66, 0.0]])
AT = np.array([100.0])


def special(name: str, start: float, stop: float, ypr: YawPitchRoll) -> SpecialAttitude:
    """Make a special attitude."""
    return SpecialAttitude(name, Span(start, stop), ypr, "test", "high")


def test_forward_is_the_flight_starboard_is_south_and_nadir_is_down_when_flying_east() -> None:
    (frame,) = local_vertical(POSITION, VELOCITY)
    assert frame == pytest.approx(np.array([[0, 1, 0], [0, 0, -1], [-1, 0, 0]]))


def test_level_flight_has_the_stations_axes_on_the_local_vertical_ones() -> None:
    assert LEVEL.matrix() == pytest.approx(np.eye(3))


@pytest.mark.parametrize(
    ("ypr", "nose"),
    [
        (YawPitchRoll(90, 0, 0), (0, 1, 0)),  # a yaw to the right points the nose to starboard
        (YawPitchRoll(0, 90, 0), (0, 0, -1)),  # a pitch up points it to the zenith
        (YawPitchRoll(0, 0, 90), (1, 0, 0)),  # a roll leaves it
        (YawPitchRoll(90, 90, 0), (0, 0, -1)),  # yaw first, then pitch about the new axis
    ],
)
def test_a_positive_angle_turns_the_nose_as_a_pilot_says(ypr: YawPitchRoll, nose: tuple[int, int, int]) -> None:
    assert ypr.matrix()[0] == pytest.approx(np.array(nose), abs=1e-12)


def test_a_roll_to_the_right_lowers_the_starboard_side() -> None:
    assert YawPitchRoll(0, 0, 90).matrix()[1] == pytest.approx(np.array([0, 0, 1]), abs=1e-12)


def test_the_nominal_attitude_of_the_iss_points_the_nose_down_and_to_port() -> None:
    nose = TEA.matrix()[0]
    assert np.degrees(np.arcsin(nose[2])) == pytest.approx(3.0)
    assert np.degrees(np.arctan2(nose[1], nose[0])) == pytest.approx(-4.0)


@given(angles, angles, angles)
def test_every_attitude_is_a_rotation(yaw: float, pitch: float, roll: float) -> None:
    matrix = YawPitchRoll(yaw, pitch, roll).matrix()
    assert matrix @ matrix.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(matrix) == pytest.approx(1.0)


@given(st.lists(st.floats(-1, 1), min_size=6, max_size=6))
def test_the_local_vertical_frame_is_a_rotation_for_any_state(numbers: list[float]) -> None:
    position, velocity = np.array([numbers[:3]]) * 7000, np.array([numbers[3:]]) * 8
    if np.linalg.norm(np.cross(position, velocity)) > 10.0:
        (frame,) = local_vertical(position, velocity)
        assert frame @ frame.T == pytest.approx(np.eye(3), abs=1e-9)
        assert frame[2] @ position[0] == pytest.approx(-np.linalg.norm(position[0]))
        assert frame[0] @ velocity[0] >= 0


def test_the_inertial_matrix_is_the_attitude_after_the_local_vertical() -> None:
    (found,) = Attitude(TEA).body_from_inertial(AT, POSITION, VELOCITY)
    assert found == pytest.approx(TEA.matrix() @ local_vertical(POSITION, VELOCITY)[0])


@given(st.integers(0, 2**32))
def test_vectors_are_turned_into_the_station_as_its_matrices_turn_them(seed: int) -> None:
    """Any states, also radial and eccentric ones, before, in and after a special attitude; to 1e-12 of their length."""
    some = np.random.default_rng(seed)
    position, velocity, vectors = some.normal(size=(3, 40, 3)) * np.array([7000.0, 8.0, 1.0])[:, None, None]
    attitude = Attitude(TEA, (special("reboost", 100.0, 200.0, YawPitchRoll(170, 20, -5)),))
    at = some.uniform(50.0, 250.0, 40)
    matrices = attitude.body_from_inertial(at, position, velocity)
    found = attitude.in_body(at, position, velocity, vectors)
    assert found == pytest.approx(np.einsum("nij,nj->ni", matrices, vectors), abs=1e-10)
    back = attitude.in_inertial(at, position, velocity, (0.6, -0.64, 0.48))
    assert back == pytest.approx(np.einsum("nji,j->ni", matrices, [0.6, -0.64, 0.48]), abs=1e-10)
    assert attitude.in_body(at[:0], position[:0], velocity[:0], vectors[:0]).shape == (0, 3)
    assert attitude.in_inertial(at[:0], position[:0], velocity[:0], (1.0, 0.0, 0.0)).shape == (0, 3)


def test_a_special_attitude_holds_from_its_start_to_before_its_stop() -> None:
    tail = YawPitchRoll(180, 0, 0)
    attitude = Attitude(LEVEL, (special("reboost", 100.0, 200.0, tail),))
    at = np.array([99.9, 100.0, 199.9, 200.0])
    found = attitude.body_from_inertial(at, np.repeat(POSITION, 4, 0), np.repeat(VELOCITY, 4, 0))
    assert found[:, 0, 1] == pytest.approx([1, -1, -1, 1])
    assert [attitude.at(float(t)) for t in at] == [LEVEL, tail, tail, LEVEL]


def test_the_joints_are_the_edges_of_special_attitudes_within_a_span() -> None:
    attitude = Attitude(LEVEL, (special("one", 10.0, 20.0, TEA), special("two", 20.0, 40.0, LEVEL)))
    assert attitude.joints(Span(0.0, 30.0)).tolist() == [10.0, 20.0]
    assert attitude.joints(Span(10.0, 20.0)).tolist() == []


def test_an_attitude_reads_as_angles() -> None:
    assert str(TEA) == "yaw -4, pitch -3, roll 0 deg"
