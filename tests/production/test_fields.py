"""What may stand in a field: quantities with units, instants, words."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from cupola.clock import instant
from cupola.production import fields


def read(kind: Any, value: object) -> Any:
    """Read a value as a field of that kind."""
    return TypeAdapter(kind).validate_python(value)


def refusal(kind: Any, value: object) -> tuple[str, str]:
    """Give the kind of fault and what is said of a value that is none of that kind."""
    with pytest.raises(ValidationError) as error:
        TypeAdapter(kind).validate_python(value)
    first = error.value.errors()[0]
    return first["type"], first["msg"]


@pytest.mark.parametrize(
    ("kind", "written", "value"),
    [
        (fields.Duration, "1 h 30 min", 5400.0),
        (fields.Duration, "2,5 min", 150.0),
        (fields.Duration, 0, 0.0),
        (fields.Data, "1.5 TB", 1500.0),
        (fields.Rate, "1 Gbps", 1000.0),
        (fields.HourPrice, "130000 USD/h", 130000.0),
        (fields.Offset, "-5 h", -18000.0),
        (fields.Instant, "2021-10-07T00:00Z", instant("2021-10-07T00:00Z")),
        (fields.Date, "2021-10-07", instant("2021-10-07T00:00Z")),
        (fields.ClockTime, "24:00", 86400.0),
        (fields.Word, 12, "12"),
        (fields.Words, "one", ["one"]),
        (fields.Words, 7, ["7"]),
        (fields.Words, ["a", 2], ["a", "2"]),
        (fields.Words, [], []),
        (fields.Pages, "1 2/8", 10),
        (fields.Pages, 2, 16),
        (fields.PriceOrName, "crew-time", "crew-time"),
        (fields.PriceOrName, "5 USD/h", 5.0),
    ],
)
def test_a_value_is_read(kind: Any, written: object, value: object) -> None:
    assert read(kind, written) == value


@pytest.mark.parametrize(
    ("kind", "written", "fault", "says"),
    [
        (fields.Duration, 5, "unit", "5 has no unit"),
        (fields.Duration, "5", "unit", "5 has no unit"),
        (fields.Duration, "5 m", "unit", '"m" measures a length'),
        (fields.Duration, "-5 min", "unit", "is negative"),
        (fields.Duration, True, "unit", "expected a quantity"),
        (fields.Duration, None, "unit", "expected a quantity"),
        (fields.Duration, "9" * 400 + " s", "unit", "not a finite number"),
        (fields.Data, "5 Mbps", "unit", "measures a data rate"),
        (fields.Instant, "2021-10-07", "instant", "is not an instant"),
        (fields.Instant, "2021-02-30T00:00Z", "instant", "is not an instant"),
        (fields.Instant, 20211007, "instant", "put quotes around it"),
        (fields.Instant, None, "instant", "put quotes around it"),
        (fields.Date, "7.10.2021", "instant", "is not an instant"),
        (fields.ClockTime, 630, "instant", "put quotes around it"),
        (fields.ClockTime, "24:01", "instant", "write 06:30"),
        (fields.Word, True, "string_type", "valid string"),
        (fields.Word, "", "string_too_short", "at least 1 character"),
        (fields.Words, [True], "string_type", "valid string"),
        (fields.Words, [""], "string_too_short", "at least 1 character"),
        (fields.Pages, "a few", "unit", "write for example 1 2/8"),
        (fields.Pages, None, "unit", "is not a length in pages"),
        (fields.Pages, [], "unit", "is not a length in pages"),
        (fields.Text, "x" * 4001, "string_too_long", "at most 4000 characters"),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(kind: Any, written: object, fault: str, says: str) -> None:
    found, text = refusal(kind, written)
    assert found == fault
    assert says in text


@given(st.integers(0, 99), st.integers(0, 59), st.integers(0, 59))
def test_a_duration_is_the_sum_of_its_parts(hours: int, minutes: int, seconds: int) -> None:
    assert read(fields.Duration, f"{hours} h {minutes} min {seconds} s") == hours * 3600 + minutes * 60 + seconds


def test_letters_of_every_script_are_words() -> None:
    for word in ("Юлия", "علی\u200cرضا", "向井", "Zoë – d’Arc", "👩\u200d🚀"):
        assert read(fields.Word, word) == read(fields.Text, word) == word
    assert read(fields.Text, "two\nlines\tof a note") == "two\nlines\tof a note"
