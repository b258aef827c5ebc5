"""What the day brought is read as it is typed, and what is not understood is shown with a caret."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, instant, utc_text
from cupola.errors import PlanError
from cupola.plan.replan.news import News
from cupola.production import Event
from tests.plan import challenge
from tests.plan.edits import day

NOW = day(15, "10:00")


def news(now: float = NOW, ahead: float = 0.0) -> News:
    """Give a reader of The Challenge's news, the crew's clock so many seconds ahead."""
    return News(replace(challenge.production(), crew_offset=ahead), now)


def span(event: Event) -> str:
    """Give an event's span from minute to minute, of October."""
    return "..".join(utc_text(at)[8:16] for at in (event.span.start, event.span.stop))


def test_a_lost_attitude_stops_filming_and_takes_the_light_away() -> None:
    event = news().event("attitude lost 09:13Z..09:43Z")
    assert event == Event(
        "attitude lost", Span(day(15, "09:13"), day(15, "09:43")), frozenset(), frozenset(), True, True
    )


def test_any_other_words_stop_filming_only() -> None:
    event = news().event("  smoke   alarm in Zarya 11:00Z..11:20Z")
    assert (event.what, event.stops_filming, event.attitude_lost) == ("smoke alarm in Zarya", True, False)


def test_a_set_is_closed_and_somebody_is_busy_by_their_names() -> None:
    block, busy = news().block("nauka:12:00Z..13:00Z"), news().busy("dubrov:14:00Z..17:00Z")
    assert (block.what, block.sets, block.people, block.stops_filming) == (
        "NAUKA is closed",
        frozenset({"nauka"}),
        frozenset(),
        False,
    )
    assert (busy.what, busy.people, busy.sets) == ("Pyotr Dubrov is busy", frozenset({"dubrov"}), frozenset())
    assert span(busy) == "15T14:00..15T17:00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dubrov:14:00Z..17:00Z", "15T14:00..15T17:00"),
        ("dubrov:14:00:30Z..17:00Z", "15T14:00..15T17:00"),
        ("dubrov:2021-10-16T08:00Z..2021-10-16T09:00Z", "16T08:00..16T09:00"),
        ("dubrov:23:00Z..01:00Z", "15T23:00..16T01:00"),  # over midnight
        ("dubrov:2021-10-16T08:00Z..09:00Z", "16T08:00..16T09:00"),  # the end is of the day of its beginning
        ("dubrov:2021-10-14T20:00Z..21:00Z", "14T20:00..14T21:00"),
        ("dubrov:2021-10-14T23:00Z..01:00Z", "14T23:00..15T01:00"),
        ("dubrov:..12:00Z", "15T10:00..15T12:00"),  # from now
        ("dubrov:..10:00Z", "15T00:00..15T10:00"),  # over by now: since midnight
        ("dubrov:14:00Z..", "15T14:00..16T20:30"),  # to the wrap
        ("dubrov:..", "15T10:00..16T20:30"),
        ("dubrov:14:00..17:00", "15T14:00..15T17:00"),
    ],
)
def test_times_without_a_date_are_of_the_day_of_now_and_ends_may_be_left_out(text: str, found: str) -> None:
    assert span(news().busy(text)) == found


def test_a_time_without_a_z_is_of_the_crews_clock_and_its_day() -> None:
    moscow = news(day(15, "22:30"), 3 * 3600.0)  # there it is the 16th
    assert span(moscow.busy("dubrov:08:00..09:00")) == "16T05:00..16T06:00"
    assert span(moscow.busy("dubrov:08:00Z..09:00Z")) == "15T08:00..15T09:00"
    assert span(moscow.busy("dubrov:2021-10-16T01:00..2021-10-16T02:00")) == "15T22:00..15T23:00"
    assert span(moscow.busy("dubrov:2021-10-17T01:00..02:00")) == "16T22:00..16T23:00"
    assert span(moscow.busy("dubrov:..2021-10-15T23:30")) == "14T21:00..15T20:30", "since the crew's midnight"


def test_what_ends_by_now_is_over() -> None:
    assert news().over(news().block("nauka:..10:00Z"))
    assert not news().over(news().block("nauka:..10:01Z"))


@pytest.mark.parametrize(
    ("read", "text", "says", "column"),
    [
        (News.event, "attitude lost", "an event has words and a span of time", 1),
        (News.event, "09:13Z..09:43Z", "an event has words and a span of time", 1),
        (News.event, "lost 09:13Z..9h43", '"9h43" is not a time', 14),
        (News.event, "lost 25:13Z..", '"25:13" is not a time of day', 6),
        (News.event, "lost 09:43Z..09:43Z", "the span ends before it begins", 6),
        (News.event, "lost 2021-13-01T09:43Z..", '"2021-13-01T00:00Z" is not an instant', 6),
        (News.event, "a\x00b 09:13Z..09:43Z", "said in a line", 1),
        (News.event, "x" * 151 + " 09:13Z..09:43Z", "said in a line", 1),
        (News.block, "nauka", "--block names a set, a colon and a span of time", 1),
        (News.block, "nauca:..10:00Z", 'the set "nauca" is unknown', 1),
        (News.busy, "dubrow:..10:00Z", 'the person "dubrow" is unknown', 1),
        (News.busy, "dubrov:10:00Z", "--busy names a person, a colon and a span of time", 1),
        (News.busy, "dubrov:noon..13:00Z", '"noon" is not a time', 8),
    ],
)
def test_what_is_not_understood_is_shown_with_a_caret_and_a_hint(
    read: Callable[[News, str], Event], text: str, says: str, column: int
) -> None:
    with pytest.raises(PlanError) as error:
        read(news(), text)
    message = error.value.messages[0]
    assert message.code == "E580"
    assert says in message.text
    assert message.where is not None
    assert message.where.column == column
    assert message.where.file.startswith("--")
    assert message.source == text
    if "line" not in says:
        assert message.hint


def test_a_misspelt_name_is_set_right() -> None:
    with pytest.raises(PlanError, match='Did you mean "dubrov"'):
        news().busy("dubrow:..12:00Z")


@given(st.integers(0, 1439), st.integers(1, 1439))
def test_a_span_of_the_clock_lasts_as_long_as_it_says(start: int, length: int) -> None:
    stop = (start + length) % 1440
    event = news().event(f"alarm {start // 60:02d}:{start % 60:02d}Z..{stop // 60:02d}:{stop % 60:02d}Z")
    assert event.span.length == 60 * length
    assert (
        datetime.fromtimestamp(event.span.start, UTC).date()
        == datetime.fromtimestamp(instant("2021-10-15T00:00Z"), UTC).date()
    )
