"""Frames: states come into TEME as astropy and Skyfield bring them there, and an ITRF turns with the Earth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.sky.earth import to_fixed
from cupola.sky.frame import FRAMES, is_known_frame, to_teme
from tests.authorities.frames_and_states import GCRS, TEME
from tests.skyfield_peer import times

POSITION, VELOCITY = (np.array([each]) for each in GCRS)


@pytest.mark.parametrize("date", TEME)
def test_gcrs_into_teme_agrees_with_astropy_within_a_millimetre(date: str) -> None:
    """Measured: 0.6 mm; 0.05 mm/s, which is the turning of TEME itself that the velocity leaves out."""
    position, velocity = to_teme("GCRF", np.array([instant(date)]), POSITION, VELOCITY)
    assert np.linalg.norm(position[0] - TEME[date][0]) < 1e-6
    assert np.linalg.norm(velocity[0] - TEME[date][1]) < 1e-7


def test_gcrs_into_teme_agrees_with_skyfield_through_half_a_century() -> None:
    """1 mm; measured 0.3 mm."""
    from skyfield.sgp4lib import TEME as THEIRS

    at = np.linspace(instant("2000-01-01T12:00Z"), instant("2049-12-31T12:00Z"), 60)
    for moment in at:
        one = np.array([moment])
        expected = np.einsum("ijn,nj->ni", THEIRS.rotation_at(times(one)), POSITION)
        assert np.linalg.norm(to_teme("ICRF", one, POSITION, VELOCITY)[0] - expected) < 1e-6


def test_eme2000_is_the_gcrs_turned_by_the_frame_bias() -> None:
    """Skyfield's bias matrix; at the station's distance it moves a position by 0.7 m."""
    from skyfield.framelib import ICRS_to_J2000
    from skyfield.sgp4lib import TEME as THEIRS

    at = np.array([instant("2022-02-11T12:00Z")])
    expected = np.einsum("ijn,nj->ni", THEIRS.rotation_at(times(at)), POSITION @ ICRS_to_J2000)
    found = to_teme("EME2000", at, POSITION, VELOCITY)[0]
    assert np.linalg.norm(found - expected) < 1e-6
    assert 0.6e-3 < np.linalg.norm(found - to_teme("GCRF", at, POSITION, VELOCITY)[0]) < 0.8e-3


def test_the_interpolated_rotation_is_the_exact_one() -> None:
    """Asked for a month at once, and for one instant alone: 0.1 mm, the rounding of instants."""
    at = np.linspace(instant("2022-02-01T00:00Z"), instant("2022-03-03T00:00Z"), 101)
    many = to_teme("GCRF", at, np.repeat(POSITION, 101, 0), np.repeat(VELOCITY, 101, 0))[0]
    for k in (0, 1, 37, 50, 99, 100):
        assert np.linalg.norm(many[k] - to_teme("GCRF", at[k : k + 1], POSITION, VELOCITY)[0]) < 1e-7


def test_teme_is_left_as_it_is() -> None:
    at = np.array([0.0])
    position, velocity = to_teme("teme", at, POSITION, VELOCITY)
    assert position is POSITION
    assert velocity is VELOCITY


def test_what_stands_over_a_point_of_the_ground_turns_with_the_earth() -> None:
    """A geostationary place: it flies 3.07 km/s eastward, and its state goes back to where it came from."""
    at = np.array([instant("2022-02-11T12:00Z")])
    position, velocity = to_teme("ITRF2000", at, np.array([[42164.0, 0.0, 0.0]]), np.zeros((1, 3)))
    assert np.linalg.norm(velocity) == pytest.approx(3.0747, abs=1e-3)
    assert abs(position[0] @ velocity[0]) < 1e-6
    assert np.allclose(to_fixed(position, at), [[42164.0, 0.0, 0.0]], atol=1e-6)


@pytest.mark.parametrize("frame", [*FRAMES, "ITRF", "ITRF-97", "ITRF2000", "ITRF2014", "eme2000", "itrf93"])
def test_known_frames(frame: str) -> None:
    assert is_known_frame(frame)


@pytest.mark.parametrize("frame", ["", "TOD", "ITRFX", "ITRF-", "ITRF 1", "GCRF2", "MOON_ME"])
def test_unknown_frames(frame: str) -> None:
    assert not is_known_frame(frame)


@given(st.sampled_from([*FRAMES, "ITRF"]), st.floats(0.0, 2.5e9))
def test_no_frame_changes_a_distance(frame: str, at: float) -> None:
    position, _ = to_teme(frame, np.array([at]), POSITION, VELOCITY)
    assert np.linalg.norm(position) == pytest.approx(float(np.linalg.norm(POSITION)), abs=1e-7)
