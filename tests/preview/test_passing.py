"""The stretch of a course about an instant."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.preview.passing import AROUND, passing
from tests.october import one_set_orbit, stay_orbit

ORBIT = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
NOON = instant("2021-10-08T12:00Z")


@given(after=st.floats(-1799.0, 1799.0))
def test_it_is_where_the_course_is_within_a_metre(after: float) -> None:
    at = np.array([NOON + after])
    found, wanted = passing(ORBIT, NOON).states(at), ORBIT.states(at)
    assert found[0] == pytest.approx(wanted[0], abs=1e-3)
    assert found[1] == pytest.approx(wanted[1], abs=1e-6)


def test_it_covers_half_an_hour_to_either_side() -> None:
    span = passing(ORBIT, NOON).span
    assert (span.start, span.stop) == (NOON - AROUND, NOON + AROUND)


def test_at_the_ends_of_the_course_it_ends_with_it() -> None:
    for at in (ORBIT.span.start, ORBIT.span.start + 5.0, ORBIT.span.stop - 5.0, ORBIT.span.stop):
        near = passing(ORBIT, at)
        assert ORBIT.span.start <= near.span.start <= at <= near.span.stop <= ORBIT.span.stop
        assert near.positions(np.array([at])) == pytest.approx(ORBIT.positions(np.array([at])), abs=1e-3)


def test_it_does_not_go_over_a_joint() -> None:
    orbit = stay_orbit()
    joint = float(orbit.joints[2])
    for at in (joint - 20.0, joint, joint + 20.0):
        near = passing(orbit, at)
        assert near.span.stop <= joint or near.span.start >= joint
        assert near.positions(np.array([at])) == pytest.approx(orbit.positions(np.array([at])), abs=1e-3)


def test_it_can_be_sent_to_another_process() -> None:
    near = passing(ORBIT, NOON)
    there = pickle.loads(pickle.dumps(near))
    assert (there.positions(np.array([NOON])) == near.positions(np.array([NOON]))).all()


def test_an_instant_outside_the_course_is_refused() -> None:
    with pytest.raises(SkyError, match="E307"):
        passing(ORBIT, ORBIT.span.stop + 60.0)
