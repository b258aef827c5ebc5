"""Instants and span sets: half-open, sorted, with an algebra that agrees with counting seconds."""

from datetime import UTC, datetime
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import (
    InstantError,
    Span,
    SpanSet,
    calendar_days,
    clock_text,
    date_text,
    day_start,
    instant,
    midnight,
    time_of_day,
    utc_text,
)

WHOLE = Span(0.0, 60.0)
spans = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8).map(
    lambda pairs: SpanSet([min(p) for p in pairs], [max(p) for p in pairs])
)


def seconds_of(found: SpanSet) -> set[int]:
    """Give the whole seconds of [0, 60) that a set holds: the model the algebra is checked against."""
    return {s for s in range(60) if any(span.start <= s < span.stop for span in found)}


def test_an_instant_is_utc_seconds_since_1970() -> None:
    assert instant("1970-01-02T00:00:01Z") == 86401.0
    assert instant("2021-10-05T12:22:31Z") == datetime(2021, 10, 5, 12, 22, 31, tzinfo=UTC).timestamp()
    assert instant("2021-10-05T12:22Z") == instant("2021-10-05T12:22:00.000Z")


@pytest.mark.parametrize(
    "text",
    ["2021-10-05", "2021-10-05T12:22:31", "2021-13-05T12:00Z", "2021-10-05T25:00Z", "2021-10-05T12:22:60Z", "soon", ""],
)
def test_an_instant_in_another_form_is_refused(text: str) -> None:
    with pytest.raises(InstantError):
        instant(text)


@given(st.integers(-62_135_596_800, 253_402_300_799))
def test_a_written_instant_reads_back(seconds: int) -> None:
    assert instant(utc_text(seconds)) == seconds


def test_an_instant_is_rounded_not_cut_when_written() -> None:
    at = instant("2021-10-05T12:22:31.996Z")
    assert utc_text(at) == "2021-10-05T12:22:32Z"
    assert utc_text(at, 2) == "2021-10-05T12:22:32.00Z"
    assert utc_text(at, 3) == "2021-10-05T12:22:31.996Z"


def test_the_first_and_the_last_year_are_written_as_they_are_read() -> None:
    assert utc_text(instant("0001-01-01T00:00Z")) == "0001-01-01T00:00:00Z"
    assert date_text(instant("0201-10-05T12:00Z")) == "0201-10-05"
    assert utc_text(instant("9999-12-31T23:59:59.9Z")) == "9999-12-31T23:59:59Z", "there is no date to round up to"


def test_dates_and_times_of_day() -> None:
    at = instant("2021-10-09T23:30:00Z")
    assert date_text(at) == "2021-10-09"
    assert day_start("2021-10-09") == instant("2021-10-09T00:00Z")
    assert clock_text(at, 3 * 3600) == "02:30"
    assert clock_text(at, seconds=True) == "23:30:00"
    assert time_of_day("06:30") == 6.5 * 3600
    assert time_of_day("24:00") == 86400
    with pytest.raises(InstantError):
        time_of_day("24:01")


def test_a_span_is_half_open() -> None:
    span = Span(10.0, 20.0)
    assert 10.0 in span
    assert 20.0 not in span
    assert not span.overlaps(Span(20.0, 30.0))
    assert span.covers(Span(10.0, 20.0))
    assert not span.covers(Span(10.0, 20.5))


def test_what_two_spans_have_in_common_is_never_less_than_nothing() -> None:
    span = Span(10.0, 20.0)
    assert [span.common(other) for other in (Span(5.0, 12.0), Span(12.0, 14.0), Span(0.0, 30.0))] == [2.0, 2.0, 10.0]
    assert span.common(Span(20.0, 30.0)) == span.common(Span(40.0, 50.0)) == 0.0


def test_touching_spans_are_one() -> None:
    assert list(SpanSet([0, 10, 30], [10, 20, 40])) == [Span(0, 20), Span(30, 40)]


def test_empty_and_backward_spans_are_dropped() -> None:
    assert not SpanSet([5, 9], [5, 7])


def test_a_set_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        SpanSet([0], [1]).starts[0] = 5


@given(spans, spans)
def test_union_and_intersection_agree_with_counting_seconds(one: SpanSet, two: SpanSet) -> None:
    assert seconds_of(one | two) == seconds_of(one) | seconds_of(two)
    assert seconds_of(one & two) == seconds_of(one) & seconds_of(two)
    assert seconds_of(one - two) == seconds_of(one) - seconds_of(two)


@given(spans)
def test_the_complement_is_the_rest(one: SpanSet) -> None:
    rest = one.complement(WHOLE)
    assert seconds_of(rest) == set(range(60)) - seconds_of(one)
    assert not one & rest
    assert (one | rest) == SpanSet([0], [60])
    assert one.total + rest.total == 60.0


@given(spans, st.lists(st.floats(-5, 65), max_size=20))
def test_contains_agrees_with_the_spans(one: SpanSet, at: list[float]) -> None:
    found = one.contains(np.array(at))
    assert [bool(b) for b in found] == [any(t in span for span in one) for t in at]


@given(spans, st.integers(0, 60), st.integers(1, 30))
def test_covers_says_whether_one_span_holds_it_all(one: SpanSet, start: int, length: int) -> None:
    span = Span(float(start), float(start + length))
    assert one.covers(span) == any(held.covers(span) for held in one)


@given(spans, st.integers(0, 30))
def test_at_least_keeps_the_long_spans(one: SpanSet, least: int) -> None:
    assert list(one.at_least(least)) == [span for span in one if span.length >= least]


def test_gaps_shorter_than_asked_are_bridged() -> None:
    """0-1, 3-4 and 10-11: a gap of 2 and one of 6."""
    spans = SpanSet([0.0, 3.0, 10.0], [1.0, 4.0, 11.0])
    assert spans.bridged(2.0) == spans, "not those that are as long"
    assert spans.bridged(2.1) == SpanSet([0.0, 10.0], [4.0, 11.0])
    assert spans.bridged(100.0) == SpanSet([0.0], [11.0])
    assert SpanSet().bridged(5.0) == SpanSet()


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(1, 10)), max_size=12), st.integers(0, 20))
def test_bridging_adds_only_gaps_and_leaves_none_shorter(pairs: list[tuple[int, int]], most: int) -> None:
    spans = SpanSet([float(a) for a, _ in pairs], [float(a + b) for a, b in pairs])
    bridged = spans.bridged(float(most))
    assert spans & bridged == spans
    gaps = bridged.starts[1:] - bridged.stops[:-1]
    assert (gaps >= most).all()
    added = bridged - spans
    assert ((added.stops - added.starts) < max(most, 1)).all()


def test_days_go_from_midnight_to_midnight_on_the_clock_that_is_asked_for() -> None:
    moscow = 3 * 3600.0
    span = Span(instant("2021-10-05T12:00Z"), instant("2021-10-06T22:00Z"))
    first, second, third = calendar_days(span, moscow)
    assert [date_text(at + moscow) for at, _ in (first, second, third)] == ["2021-10-05", "2021-10-06", "2021-10-07"]
    assert first == (instant("2021-10-04T21:00Z"), Span(span.start, instant("2021-10-05T21:00Z")))
    assert third == (instant("2021-10-06T21:00Z"), Span(instant("2021-10-06T21:00Z"), span.stop))


def test_a_span_that_ends_at_midnight_has_no_part_of_the_day_that_begins() -> None:
    day = Span(day_start("2021-10-05"), day_start("2021-10-06"))
    assert calendar_days(day, 0.0) == [(day.start, day)]


@given(st.floats(0.0, 1e6), st.floats(1.0, 1e6), st.sampled_from([-43200.0, 0.0, 3600.0, 45900.0]))
def test_the_days_of_a_span_make_it_up_without_a_gap(start: float, length: float, offset: float) -> None:
    parts = [part for _, part in calendar_days(Span(start, start + length), offset)]
    assert (parts[0].start, parts[-1].stop) == (start, start + length)
    assert all(one.stop == other.start for one, other in pairwise(parts))


def test_the_day_of_an_instant_begins_at_midnight_of_its_clock() -> None:
    evening = instant("2021-10-05T22:30:00Z")
    assert utc_text(midnight(evening)) == "2021-10-05T00:00:00Z"
    assert utc_text(midnight(evening, 3 * 3600.0)) == "2021-10-05T21:00:00Z"
    assert utc_text(midnight(evening, -5 * 3600.0)) == "2021-10-05T05:00:00Z"
    assert midnight(midnight(evening, 3 * 3600.0), 3 * 3600.0) == midnight(evening, 3 * 3600.0)
