"""Hours are cut into lessons: by hand, with every hour in a lesson, and what cannot be cut with what can."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.production.cutting import Cut, cut
from cupola.production.trainingform import CourseForm

HOUR = 3600.0


def course(**plain: Any) -> CourseForm:
    return CourseForm.model_validate(plain)


def lengths(**plain: Any) -> list[float]:
    """Give the hours that the lessons of a course last."""
    found = cut(course(**plain))
    assert not isinstance(found, str), found
    return [one.lasts / HOUR for one in found]


def test_hours_are_cut_into_lessons_and_the_rest_is_a_shorter_one() -> None:
    assert lengths(hours="6 h", lesson="2 h") == [2, 2, 2]
    assert lengths(hours="43 h", lesson="2 h") == [2.0] * 21 + [1.0]
    assert lengths(hours="1 h", lesson="2 h") == [1]
    assert lengths(hours="9 h", lesson="90 min") == [1.5] * 6


def test_lessons_and_hours_together_say_how_long_one_is() -> None:
    assert lengths(lessons=4, lesson="2 h") == [2, 2, 2, 2]
    assert lengths(lessons=4, hours="10 h") == [2.5] * 4
    assert lengths(lessons=5, hours="10 h", lesson="2 h") == [2] * 5


def test_ten_falls_of_twenty_seconds_count_for_two_hours() -> None:
    found = cut(course(hours="10 h", take="20 s", takes=10, counts="2 h"))
    assert found == [Cut(200.0, 2 * HOUR)] * 5


@pytest.mark.parametrize(
    ("plain", "says"),
    [
        ({"hours": "10 h", "take": "20 s", "counts": "3 h"}, "10 h 00 min cannot be cut into lessons of 3 h 00 min"),
        ({"hours": "4 h 5 min", "lesson": "2 h"}, "4 h 00 min or 6 h 00 min can"),
        ({"hours": "1 h", "counts": "3 h", "take": "20 s"}, "3 h 00 min can"),
        ({"hours": "4 h", "lesson": "2 h", "lessons": 3}, "are 6 h 00 min, and its hours are 4 h 00 min"),
        ({"hours": "4 h"}, "neither how long a lesson is"),
        ({"lesson": "2 h"}, "neither its hours nor how many lessons"),
    ],
)
def test_what_cannot_be_cut_says_why_and_what_can(plain: dict[str, Any], says: str) -> None:
    found = cut(course(**plain))
    assert isinstance(found, str) and says in found


@given(st.integers(1, 20_000), st.integers(1, 600))
def test_hours_in_are_hours_out(minutes: int, lesson: int) -> None:
    found = cut(course(hours=f"{minutes} min", lesson=f"{lesson} min"))
    rest = minutes % lesson
    if 0 < rest < 15:
        assert isinstance(found, str)
        return
    assert not isinstance(found, str)
    assert sum(one.counts for one in found) == pytest.approx(minutes * 60)
    assert sum(one.lasts for one in found) == pytest.approx(minutes * 60)
    assert all(0 < one.lasts <= lesson * 60 for one in found)
