from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span
from cupola.publish.moment import Clocks, long_date, minutes_text, mission_time, running_text, short_date
from tests.publish.conftest import at, span

UTC_CLOCKS = Clocks(0.0, at("5 08:00"), "GMT")
MOSCOW = Clocks(3 * 3600.0, at("5 08:00"), "MSK")


def test_a_moment_stands_on_three_clocks() -> None:
    moment = MOSCOW.moment(at("9 22:30:05"))
    assert (moment.utc, moment.utc_s) == ("22:30", "22:30:05")
    assert (moment.crew, moment.crew_s, moment.date) == ("01:30", "01:30:05", "2021-10-10")
    assert moment.met == "4/14:30"
    assert MOSCOW.moment(at("9 22:30:05") + 0.4).at == at("9 22:30:05")


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.0, "0/00:00"),
        (59.4, "0/00:00"),
        (59.6, "0/00:01"),
        (86400.0, "1/00:00"),
        (4 * 86400.0 + 7 * 60.0, "4/00:07"),
        (-3600.0, "−0/01:00"),
        (-20.0, "0/00:00"),
    ],
)
def test_mission_time_counts_days_hours_and_minutes(seconds: float, text: str) -> None:
    assert mission_time(seconds) == text


@given(st.integers(min_value=0, max_value=4_000_000_000))
def test_mission_time_can_be_read_back_to_the_minute(seconds: int) -> None:
    days, _, rest = mission_time(float(seconds)).partition("/")
    hours, minutes = rest.split(":")
    assert (int(days) * 24 + int(hours)) * 60 + int(minutes) == seconds // 60


@given(st.dates())
def test_dates_are_those_of_the_calendar(date: object) -> None:
    text = str(date)
    when = datetime.fromisoformat(text).replace(tzinfo=UTC)
    assert long_date(text) == f"{when:%A} {when.day} {when:%B} {when.year}"
    assert short_date(text) == f"{when:%a} {when.day} {when:%b}"


def test_midnight_is_that_of_the_crew() -> None:
    assert MOSCOW.midnight(at("9 22:30")) == at("9 21:00")
    assert UTC_CLOCKS.midnight(at("9 22:30")) == at("9 00:00")
    assert MOSCOW.date(at("9 22:30")) == "2021-10-10"


def test_a_span_ends_at_24_when_it_ends_at_midnight() -> None:
    assert UTC_CLOCKS.span_text(span("9 09:02-09:40")) == "09:02–09:40"
    assert UTC_CLOCKS.span_text(Span(at("9 21:30"), at("10 00:00"))) == "21:30–24:00"
    assert UTC_CLOCKS.span_text(Span(at("9 21:30"), at("10 00:00") + DAY)) == "21:30–00:00"
    assert UTC_CLOCKS.span_text(Span(at("9 09:02"), at("9 09:02:40"))) == "09:02"
    assert UTC_CLOCKS.span_text(Span(at("9 09:02"), at("10 09:02"))) == "09:02–09:02"
    assert MOSCOW.span_text(Span(at("9 20:30"), at("9 21:00"))) == "23:30–24:00"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.0, "0 min"), (26.4, "26 s"), (60.0, "1 min"), (45 * 60.0, "45 min"), (7500.0, "2 h 05")]
)
def test_crew_time_is_written_in_minutes(seconds: float, text: str) -> None:
    assert minutes_text(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(0.0, "0:00"), (45.0, "0:45"), (725.4, "12:05"), (3600.0, "60:00")])
def test_running_time_is_minutes_and_seconds(seconds: float, text: str) -> None:
    assert running_text(seconds) == text
