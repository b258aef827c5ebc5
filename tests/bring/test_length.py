"""Lengths of boards are eighths, however they are written, and whatever a spreadsheet made of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.length import read_pages
from cupola.script.length import pages_text


@pytest.mark.parametrize(
    ("text", "eighths"),
    [
        ("1 3/8", 11),
        ("3/8", 3),
        ("2", 16),
        ("1.375", 11),
        ("1,375", 11),
        ("0.13", 1),
        ("1⅜", 11),
        ("½", 4),
        ("1 3/8 pgs", 11),
        ("2 стр.", 16),
        ("1 3/8 S.", 11),
        ("1-3/8", 11),
        ("2026-08-03", 3),
        ("2026-03-08", 3),
        ("2026-08-08", 8),
    ],
)
def test_a_length_is_read(text: str, eighths: int) -> None:
    assert read_pages(text) == eighths


@pytest.mark.parametrize(
    "text", ["", "x", "2026-09-10", "2026-09-08", "2026-08-09", "1/3", "01:00", "-1", "1 3/8 2/8", "1e3", "½½"]
)
def test_what_is_no_length_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a length|is a date"):
        read_pages(text)


def test_a_bare_number_counts_eighths_where_the_column_says_so() -> None:
    assert read_pages("11", in_eighths=True) == 11
    assert read_pages("11/8", in_eighths=True) == 11
    assert read_pages("1 3/8", in_eighths=True) == 11


@settings(derandomize=True)
@given(st.integers(1, 79_999))
def test_what_we_write_is_read_as_it_is(count: int) -> None:
    assert read_pages(pages_text(count)) == count
    assert read_pages(f"{count / 8:.3f}") == count
