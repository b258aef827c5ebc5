"""Attitudes as a station's file says them: angles or a quaternion, one of them, and sound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.places import Quaternion, YawPitchRoll, parse_station
from tests.places.test_load import changed, faults

YPR = "ypr: [180 deg, 0 deg, 0 deg]"
angles = st.floats(-180.0, 180.0)


def quaternion_of(yaw: float, pitch: float, roll: float) -> Quaternion:
    """Give the quaternion of yaw, pitch and roll, deg: the product of the three single turns."""

    def times(p: tuple[float, ...], q: tuple[float, ...]) -> tuple[float, float, float, float]:
        v, w = np.array(p[:3]), np.array(q[:3])
        x, y, z = (p[3] * w + q[3] * v + np.cross(v, w)).tolist()
        return x, y, z, float(p[3] * q[3] - v @ w)

    half = np.radians([yaw, pitch, roll]) / 2
    s, c = np.sin(half).tolist(), np.cos(half).tolist()
    return Quaternion(*times(times((0, 0, s[0], c[0]), (0, s[1], 0, c[1])), (s[2], 0, 0, c[2])))


@given(angles, angles, angles)
def test_a_quaternion_turns_as_its_yaw_pitch_and_roll(yaw: float, pitch: float, roll: float) -> None:
    expected = YawPitchRoll(yaw, pitch, roll).matrix()
    assert np.allclose(quaternion_of(yaw, pitch, roll).matrix(), expected, atol=1e-12)


def test_a_quarter_turn_about_z_brings_starboard_to_the_front() -> None:
    """By hand: yawed 90 deg to starboard, the local vertical's y is the station's x."""
    turned = Quaternion(0.0, 0.0, 0.5**0.5, 0.5**0.5).matrix()
    assert turned @ [0, 1, 0] == pytest.approx([1, 0, 0])
    assert turned @ [1, 0, 0] == pytest.approx([0, -1, 0])


def test_a_special_attitude_may_be_a_quaternion_with_the_scalar_last() -> None:
    station = parse_station(changed(YPR, "quaternion: [0, 0, 1, 0]"), "haven.yaml")
    turning = station.attitude.special[0].turning
    assert turning == Quaternion(0.0, 0.0, 1.0, 0.0)
    assert np.allclose(turning.matrix(), YawPitchRoll(180.0, 0.0, 0.0).matrix())
    assert str(turning) == "quaternion 0, 0, 1, 0"


def test_a_rounded_quaternion_is_made_a_unit_one() -> None:
    station = parse_station(changed(YPR, "quaternion: [0.0305, 0.0002, 0.0349, 0.9989]"), "haven.yaml")
    matrix = station.attitude.special[0].turning.matrix()
    assert np.allclose(matrix @ matrix.T, np.eye(3), atol=1e-12)


@pytest.mark.parametrize(
    ("new", "message"),
    [
        ("", "haven.yaml:6:7: E336 special 1: it has no attitude"),
        (f"{YPR}\n      quaternion: [0, 0, 0, 1]", "haven.yaml:10:19: E336 special 1: it says its attitude twice"),
        ("quaternion: [0.7, 0, 0, 0.8]", "haven.yaml:9:19: E337 special 1: the quaternion has the length 1.063, not 1"),
        ("quaternion: [0, 0, 1]", "haven.yaml:9:19: E106 special 1: quaternion must be a list of 4 values"),
        ("quaternion: [0, 0, 90, 0]", "haven.yaml:9:19: E106 special 1: quaternion is 90; it must be from -1.001"),
        ("quarternion: [0, 0, 0, 1]", 'haven.yaml:9:7: E106 special 1: the field "quarternion" is unknown'),
    ],
)
def test_an_attitude_that_is_none_is_told_with_its_place(new: str, message: str) -> None:
    found = [fault.render() for fault in faults(changed(f"{YPR}\n", f"{new}\n"))]
    assert any(message in text for text in found), found


def test_an_attitude_that_is_missing_is_told_what_to_write() -> None:
    (fault,) = faults(changed(f"      {YPR}\n", ""))
    assert fault.hint == "give ypr (yaw, pitch, roll) or quaternion (four numbers, the scalar last), one of them"


MODES = "  modes:\n    belly-up: {ypr: [0 deg, 0 deg, 180 deg], source: operator, confidence: low}\n"


def test_modes_are_read_and_change_nothing_until_they_are_asked_for() -> None:
    station = parse_station(changed("  special:", f"{MODES}  special:"), "haven.yaml")
    (mode,) = station.attitude.modes
    assert (mode.name, mode.turning, mode.source) == ("belly-up", YawPitchRoll(0.0, 0.0, 180.0), "operator")
    assert station.attitude.nominal != mode.turning


def test_a_mode_without_an_attitude_is_refused() -> None:
    text = changed("  special:", f"{MODES.replace('ypr: [0 deg, 0 deg, 180 deg], ', '')}  special:")
    assert [one.code for one in faults(text)] == ["E336"]
