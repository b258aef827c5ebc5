"""The title page: told from its lines, and written so that it is told again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script import TitleEntry
from cupola.script.fdx.sheet import Paragraph, Run
from cupola.script.fdx.titlepage import title_entries, title_lines


def page(*lines: tuple[str, bool]) -> list[Paragraph]:
    return [
        Paragraph("", "", "Center" if is_centred else "Left", False, 1, 1, [Run(text, "", "", "")])
        for text, is_centred in lines
    ]


def told(*lines: tuple[str, bool]) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.key, entry.values) for entry in title_entries(page(*lines))]


def test_the_middle_of_the_page() -> None:
    assert told(("FILM", True), ("", True), ("Screenplay by", True), ("One", True), ("Two", True)) == [
        ("Title", ("FILM",)),
        ("Credit", ("Screenplay by",)),
        ("Author", ("One", "Two")),
    ]
    assert told(("FILM", True), ("Based on a novel by Three", True))[1] == ("Source", ("Based on a novel by Three",))


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Copyright 2026 Us", "Copyright"),
        ("© Us", "Copyright"),
        ("Third draft", "Draft date"),
        ("20/09/2021", "Draft date"),
        ("1 Street\nTown", "Contact"),
        ("http://example.org", "Contact"),
    ],
)
def test_the_foot_of_the_page(line: str, key: str) -> None:
    assert [entry for entry, _ in told((line, False))] == [key]


def test_a_line_with_its_key() -> None:
    assert told(("Notes: be kind\nand slow", False)) == [("Notes", ("be kind", "and slow"))]


def test_a_page_of_nothing_has_no_entries() -> None:
    assert told(("", True), ("  ", False)) == []


keys = st.sampled_from(("Title", "Credit", "Author", "Source", "Draft date", "Contact", "Copyright", "Notes", "Font"))
values = st.lists(
    st.sampled_from(("FILM", "written by", "One", "(c) 2026", "2021-09-20", "a: b", "by")), min_size=1, max_size=2
)


@given(st.lists(st.tuples(keys, values.map(tuple)), max_size=6, unique_by=lambda entry: entry[0]))
def test_entries_are_told_again_from_what_is_written(found: list[tuple[str, tuple[str, ...]]]) -> None:
    entries = [TitleEntry(key, lines, 1, 1) for key, lines in found]
    assert told(*title_lines(entries)) == found


def test_no_line_opens_a_note_or_a_boneyard() -> None:
    assert told(("a [[[b]] /* c", True)) == [("Title", ("a [ [ [b]] / * c",))]
