"""Courses: both kinds of orbit answer alike, and say in words how old and how good they are."""

import numpy as np
import pytest

from cupola.clock import DAY, Span, instant
from cupola.sky import Course, Orbit, StateOrbit, age_words, parse_oem
from tests.october import STAY, element_sets, one_set, one_set_orbit, stay_orbit
from tests.sky.messages import kvn_oem, kvn_segment, nasa, sheet, states

FEBRUARY = Span(instant("2022-02-25T20:00Z"), instant("2022-02-26T07:00Z"))


def courses() -> list[Course]:
    """Give one of each kind."""
    return [stay_orbit(), StateOrbit([nasa()], FEBRUARY)]


@pytest.mark.parametrize("course", courses())
def test_both_kinds_answer_alike(course: Course) -> None:
    at = np.linspace(course.span.start, course.span.stop, 7)
    position, velocity = course.states(at)
    assert position.shape == velocity.shape == (7, 3)
    assert np.array_equal(course.positions(at), position)
    assert course.age(at).shape == course.timing_error(at).shape == (7,)
    assert course.ephemeris().span == course.span
    assert ((course.joints > course.span.start) & (course.joints < course.span.stop)).all()
    assert 5400 < course.revolution < 5700
    assert course.name


def test_element_sets_announce_nothing() -> None:
    assert stay_orbit().events == ()


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (6.0, "elements 6 days old: ±5.7 s"),
        (1.0, "elements 1 day old: ±0.5 s"),
        (1.5, "elements 1.5 days old: ±0.8 s"),
        (0.75, "elements 18 hours old: ±0.4 s"),
        (0.25, "elements 6 hours old: ±0.2 s"),
        (0.04, "elements 1 hour old: ±0.1 s"),
        (0.0, "elements 0 hours old: ±0.1 s"),
        (-3.0, "elements of 3 days later: ±1.9 s"),
    ],
)
def test_the_age_of_elements_in_words(days: float, words: str) -> None:
    epoch = one_set().epoch
    orbit = Orbit([one_set()], Span(epoch - 5 * DAY, epoch + 9 * DAY))
    assert age_words(orbit, epoch + days * DAY) == words


def test_states_say_when_they_were_published_and_that_they_state_no_error() -> None:
    course = StateOrbit([nasa()], FEBRUARY)
    assert age_words(course, FEBRUARY.start) == "states published 14 days before: the file states no timing error"


@pytest.mark.parametrize(
    ("created", "words"),
    [
        ("2021-10-10T00:00:00", "states published 2 days later: the file states no timing error"),
        ("unknown", "states: the file states no timing error"),
    ],
)
def test_states_made_later_or_at_an_unknown_time(created: str, words: str) -> None:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    at = np.arange(orbit.span.start, orbit.span.stop, 240.0)
    file = parse_oem(sheet(kvn_oem(kvn_segment(states(at, *orbit.states(at))), created=created)))
    assert age_words(StateOrbit([file], Span(at[0], at[-1])), float(at[0])) == words


def test_the_timing_error_of_the_stay_is_seconds_and_never_denies_a_seam() -> None:
    """October 2021: the largest where the sets of the 2nd and the 8th, and of the 8th and the 15th, meet."""
    orbit = stay_orbit()
    error = orbit.timing_error(np.linspace(STAY.start, STAY.stop, 2000))
    assert 0.05 < error.min() < error.max() < 4.0
    for seam in orbit.seams:
        assert orbit.timing_error([seam.at - 1.0, seam.at + 1.0]).max() >= abs(seam.along_track) / 2


def test_a_set_used_alone_has_a_larger_error_than_many() -> None:
    alone = Orbit([element_sets()[2]], STAY, farthest=20 * DAY)
    at = [STAY.stop - 3600.0]
    assert alone.timing_error(at)[0] > 5 * stay_orbit().timing_error(at)[0]
