"""Epochs: both forms of a date are read to the microsecond, nothing else is, and time scales keep their distances."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import InstantError, instant
from cupola.sky.epoch import TIME_SCALES, ccsds_epoch, to_utc
from tests.sky.messages import day_of_year, iso

SECONDS = st.floats(0.0, 4e9)


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("2022-042T12:00:00.000Z", "2022-02-11T12:00:00Z"),
        ("2022-042T12:00:00", "2022-02-11T12:00:00Z"),
        ("2022-02-11T12:00:00.5", "2022-02-11T12:00:00.5Z"),
        ("2022-02-11T12:00:00.", "2022-02-11T12:00:00Z"),
        ("2020-366T23:59:59.999Z", "2020-12-31T23:59:59.999Z"),
        ("2000-060T00:00:00", "2000-02-29T00:00:00Z"),
    ],
)
def test_dates_and_days_of_the_year_are_read(text: str, same: str) -> None:
    assert ccsds_epoch(text) == pytest.approx(instant(same), abs=1e-6)


@given(SECONDS)
def test_both_forms_of_an_instant_are_read_as_the_same(at: float) -> None:
    assert ccsds_epoch(iso(at)) == pytest.approx(at, abs=2e-6)
    assert ccsds_epoch(day_of_year(at)) == pytest.approx(at, abs=1.1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-02-11",
        "2022-02-11 12:00:00",
        "2022-02-30T12:00:00",
        "2022-000T12:00:00",
        "2022-366T12:00:00",
        "0000-001T12:00:00",
        "9999-999T12:00:00",
        "2022-02-11T24:00:00",
        "2022-02-11T12:60:00",
        "2016-12-31T23:59:60",
        "2022-02-11T12:00:00+01:00",
        "22042.5",
        "NaN",
    ],
)
def test_what_is_no_epoch_is_refused(text: str) -> None:
    with pytest.raises(InstantError, match=r"is no epoch|is not a date"):
        ccsds_epoch(text)


@given(st.text(max_size=40))
def test_any_text_is_an_epoch_or_refused(text: str) -> None:
    with suppress(InstantError):
        assert isinstance(ccsds_epoch(text), float)


@pytest.mark.parametrize(
    ("scale", "date", "behind"),
    [
        ("UTC", "2022-02-11", 0.0),
        ("TAI", "2022-02-11", 37.0),
        ("TT", "2022-02-11", 69.184),
        ("GPS", "2022-02-11", 18.0),
        ("TAI", "2016-06-01", 36.0),
        ("GPS", "1980-01-06", 0.0),
    ],
)
def test_utc_is_behind_the_even_scales_by_the_leap_seconds(scale: str, date: str, behind: float) -> None:
    """TAI - UTC was 36 s in 2016 and is 37 s since 2017; GPS time agreed with UTC when it began."""
    at = np.array([instant(f"{date}T12:00Z")])
    assert at[0] - to_utc(at, scale)[0] == pytest.approx(behind, abs=1e-6)


@pytest.mark.parametrize("scale", [scale for scale in TIME_SCALES if scale != "UTC"])
def test_even_scales_run_on_through_a_leap_second(scale: str) -> None:
    """Before and after midnight of 1 January 2017 the two are one second nearer to each other in UTC."""
    midnight = instant("2017-01-01T00:00Z")
    before, after = to_utc(np.array([midnight - 100.0, midnight + 200.0]), scale)
    assert after - before == pytest.approx(299.0, abs=1e-6)
