"""People of a production: day plans by date and by span of dates."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.clock import DAY, instant
from cupola.production import inspect, load
from tests.small import PRODUCTION, write_small

USUAL = "day: helper, limits: {film_per_day: 3 h}"


def film_days(tmp_path: Path, dates: str) -> list[float]:
    """Give on which days from 6 October on Eve has film time of the visitors' plan: more than a helper's 4 h."""
    assert USUAL in PRODUCTION
    text = PRODUCTION.replace(USUAL, f"day: helper, dates: {{{dates}}}, limits: {{film_per_day: 3 h}}")
    blocks = load(write_small(tmp_path, production=text)).people["eve"].blocks
    first = instant("2021-10-06T00:00Z")
    hours = [0.0] * 3
    for block in blocks:
        day = int((block.span.start - first) // DAY)
        if block.kind == "film" and 0 <= day < 3:
            hours[day] += block.span.length / 3600
    return hours


def test_a_span_of_dates_takes_its_day_plan_on_each_of_them(tmp_path: Path) -> None:
    one = film_days(tmp_path / "a", "2021-10-07: visitor")
    two = film_days(tmp_path / "b", "2021-10-07 to 2021-10-08: visitor")
    assert one[0] == two[0] == 4.0
    assert one[1] == two[1] == two[2] > 4.0
    assert one[2] == 4.0


def test_where_two_dates_meet_the_one_written_later_holds(tmp_path: Path) -> None:
    later = film_days(tmp_path / "a", "2021-10-06 to 2021-10-08: visitor, 2021-10-07: helper")
    former = film_days(tmp_path / "b", "2021-10-07: helper, 2021-10-06 to 2021-10-08: visitor")
    assert later[1] == 4.0 < later[0] == later[2]
    assert former[0] == former[1] == former[2] > 4.0


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ("2021-10-08 to 2021-10-07: visitor", '"2021-10-08 to 2021-10-07" ends before it begins'),
        ("2021-10-08 to 2029-10-07: visitor", "is longer than 1000 days"),
        ("2021-10-08 to never: visitor", '"2021-10-08 to never" is not a date'),
        ("2021-10-08 to: visitor", '"2021-10-08 to" is not a date'),
    ],
)
def test_a_span_of_dates_that_is_none_is_refused_at_its_line(tmp_path: Path, dates: str, expected: str) -> None:
    text = PRODUCTION.replace(USUAL, f"day: helper, dates: {{{dates}}}, limits: {{film_per_day: 3 h}}")
    (fault,) = inspect(write_small(tmp_path, production=text))[1]
    assert fault.code == "E108" and expected in fault.text and fault.where is not None
