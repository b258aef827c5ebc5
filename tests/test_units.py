"""Quantities are read with their units, and refused with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.units import UnitError, counted, duration_text, hours_text, quantity


@pytest.mark.parametrize(
    ("text", "base", "value"),
    [
        ("40 s", "s", 40.0),
        ("1 h 30 min", "s", 5400.0),
        ("1h30min", "s", 5400.0),
        ("2.5 min", "s", 150.0),
        ("2,5 min", "s", 150.0),
        ("-1 h", "s", -3600.0),
        ("12 deg", "deg", 12.0),
        ("30 arcmin", "deg", 0.5),
        ("35 mm", "m", 0.035),
        ("1.2 TB", "GB", 1200.0),
        ("1.7 Gbps", "Mbps", 1700.0),
        ("1.2 klm", "lm", 1200.0),
        ("4500 K", "K", 4500.0),
        ("130000 USD/h", "USD/h", 130000.0),
        (0, "s", 0.0),
    ],
)
def test_a_quantity_is_read_in_its_base_unit(text: object, base: str, value: float) -> None:
    assert quantity(text, base) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "base", "reason"),
    [
        (40, "s", "40 has no unit"),
        ("40", "s", "40 has no unit"),
        ("40 mm", "s", '"mm" measures a length; expected a time'),
        ("40 parsec", "s", 'unknown unit "parsec"'),
        ("soon", "s", "is not a quantity"),
        ("40 s and more", "s", "is not a quantity"),
        (None, "s", "expected a quantity"),
        (True, "s", "expected a quantity"),
    ],
)
def test_a_quantity_without_its_unit_is_refused_with_the_reason(text: object, base: str, reason: str) -> None:
    with pytest.raises(UnitError, match=reason):
        quantity(text, base)


def test_a_refused_quantity_names_an_example_that_would_be_read() -> None:
    with pytest.raises(UnitError, match='write for example "40 min" or "40 s"'):
        quantity("40", "s")
    assert quantity("40 s", "s") == 40.0


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (59.6, "1 min"),
        (150, "2 min 30 s"),
        (3900, "1 h 05 min"),
        (-90, "-1 min 30 s"),
        (86400, "24 h 00 min"),
    ],
)
def test_a_duration_is_written_as_on_a_call_sheet(seconds: float, text: str) -> None:
    assert duration_text(seconds) == text


@given(st.integers(0, 359_999))
def test_a_written_duration_reads_back_to_the_minute(seconds: int) -> None:
    lost = seconds % 60 if seconds >= 3600 else 0
    assert quantity(duration_text(seconds), "s") == seconds - lost


@given(st.text(max_size=60))
def test_no_text_makes_reading_a_quantity_fail_in_another_way(text: str) -> None:
    try:
        quantity(text, "s")
    except UnitError as error:
        assert str(error)


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(1, "pass", "1 pass"), (2, "pass", "2 passes"), (0, "take", "0 takes"), (3, "stretch", "3 stretches")],
)
def test_a_number_stands_with_its_noun(number: int, noun: str, text: str) -> None:
    assert counted(number, noun) == text


def test_hours_are_written_as_hours_where_a_decimal_tells_them() -> None:
    assert [hours_text(3600.0 * h) for h in (43, 1.5, 0)] == ["43 h", "1.5 h", "0 h"]
    assert hours_text(3600.0 * 10 + 600) == duration_text(36_600.0)
