"""The training as written, and the packaged catalogue."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from cupola.production.trainingform import CATALOGUES, CourseForm, TrainingForm, catalogue, laid_over

HOUR = 3600.0


def course(**plain: Any) -> CourseForm:
    return CourseForm.model_validate(plain)


def test_the_hours_of_star_city_are_those_that_were_published() -> None:
    """Of the film crew of The Challenge: kiozk.ru (Men Today)."""
    known = catalogue("star-city")
    published = {
        "ship-and-station": 130,
        "iss-devices": 87,
        "medical": 70,
        "soyuz": 43,
        "fitness": 36,
        "landing": 20,
        "weightlessness": 10,
    }
    assert {key: known[key].hours for key in published} == {key: hours * HOUR for key, hours in published.items()}
    assert CATALOGUES == ("star-city",)


def test_every_course_of_the_catalogue_has_a_source_a_place_and_somebody_to_teach_it() -> None:
    for form in catalogue("star-city").values():
        assert form.name and form.hours and form.source and form.kind and form.role
        assert form.lesson is not None or form.take is not None
        assert all(other in catalogue("star-city") for other in form.after)


def test_what_is_published_nowhere_is_marked_low() -> None:
    known = catalogue("star-city")
    assert {key for key in known if known[key].confidence == "low"} >= {
        "centrifuge",
        "water-survival",
        "winter-survival",
    }


def test_a_course_comes_after_hours_of_others_or_after_all_of_them() -> None:
    assert course(after={"a": "20 h"}).after == {"a": 20 * HOUR}
    all_of_it = course(after="a").after["a"]
    assert course(after=["a", "b"]).after == {"a": all_of_it, "b": all_of_it}
    assert all_of_it > 9000 * HOUR
    assert course(after=[]).after == {}


@pytest.mark.parametrize(
    "wrong",
    [
        {"hours": "3"},
        {"hours": "0 h"},
        {"lesson": "10 s"},
        {"lessons": 0},
        {"after": {"a": "20"}},
        {"priority": 4},
        {"confidence": "sure"},
        {"colour": "red"},
        {"takes": 101},
    ],
)
def test_a_field_that_is_wrong_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        course(**wrong)


def test_a_training_needs_somebody_and_something() -> None:
    with pytest.raises(ValidationError):
        TrainingForm.model_validate({"trainees": [], "courses": {"a": {}}})
    with pytest.raises(ValidationError):
        TrainingForm.model_validate({"trainees": ["a"], "courses": {}})
    form = TrainingForm.model_validate({"trainees": "a", "courses": {"soyuz": {}}})
    assert (form.catalogue, form.worth, form.ready_by, form.trainees) == ("star-city", 60.0, None, ["a"])


def test_what_is_written_is_laid_over_the_catalogue() -> None:
    usual = catalogue("star-city")["soyuz"]
    found = laid_over(usual, course(set="sim", hours="10 h"))
    assert (found.set, found.hours, found.lesson, found.exam) == ("sim", 10 * HOUR, 2 * HOUR, 4 * HOUR)
    assert laid_over(usual, course(after=[])).after == {}
    assert laid_over(None, course(name="x")) == course(name="x")


def test_a_number_of_lessons_takes_the_place_of_the_catalogue_s_hours() -> None:
    usual = catalogue("star-city")["soyuz"]
    assert laid_over(usual, course(lessons=3)).hours is None
    assert laid_over(usual, course(lessons=3, hours="6 h")).hours == 6 * HOUR
