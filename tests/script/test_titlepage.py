"""The title page."""

from __future__ import annotations

import pytest

from cupola.script import TitleEntry, parse

PAGE = """\
Title:
    _**THE CHALLENGE**_
\tThe Orbital Act
Credit: written by
Author: Anna Petrova
Draft date: 2021-09-20
Contact:
   Star City
   Russia

FADE IN:
"""


def test_values_stand_beside_the_key_or_indented_below() -> None:
    title = parse(PAGE).title
    assert [(entry.key, entry.values) for entry in title] == [
        ("Title", ("_**THE CHALLENGE**_", "The Orbital Act")),
        ("Credit", ("written by",)),
        ("Author", ("Anna Petrova",)),
        ("Draft date", ("2021-09-20",)),
        ("Contact", ("Star City", "Russia")),
    ]


def test_entries_know_their_place() -> None:
    assert [(e.line, e.column) for e in parse(PAGE).title] == [(1, 1), (4, 1), (5, 1), (6, 1), (7, 1)]


def test_the_script_begins_below_it() -> None:
    assert [(e.kind, e.line) for e in parse(PAGE).elements] == [("transition", 11)]


def test_an_entry_is_found_in_any_case() -> None:
    screenplay = parse(PAGE)
    assert screenplay.entry("draft DATE") == "2021-09-20"
    assert screenplay.entry("contact") == "Star City\nRussia"
    assert screenplay.entry("source") is None


def test_one_entry_is_a_title_page() -> None:
    assert parse("Draft date: 6/23/2012\n").title == (TitleEntry("Draft date", ("6/23/2012",), 1, 1),)


def test_unknown_keys_are_kept() -> None:
    assert [e.key for e in parse("Title: X\nMood board: blue\n\nHe waits.\n").title] == ["Title", "Mood board"]


def test_a_value_beside_the_key_may_go_on_below() -> None:
    assert parse("Title: ONE\n    TWO\n\n").title[0].text == "ONE\nTWO"


def test_an_empty_value_is_kept() -> None:
    assert [(e.key, e.values) for e in parse("Title:\nAuthor: X\n\n").title] == [("Title", ()), ("Author", ("X",))]


def test_a_cyrillic_title_page() -> None:
    assert parse("Название: ВЫЗОВ\nАвтор: А\n\nТекст.\n").entry("название") == "ВЫЗОВ"


@pytest.mark.parametrize(
    "text",
    [
        "FADE IN:\n\nINT. HOUSE - DAY\n",
        "CUT TO:\n    EXT. HOUSE\n",
        "FADE IN: the sea\n",
        "INT. HOUSE: KITCHEN - DAY\n\nHe cooks.\n",
        "Steel enters the code on the keypad: 9765\n",
        "!Note: this is action\n",
        "# Act: One\n",
        "> To: Anna <\n",
        "He says: nothing\n\nTitle: X\n".replace("He says", "He says to all of them now"),
        "http://example.org is written on the wall.\n",
        "Title:\n\nHe waits.\n".replace("Title", "Somewhere"),
        ":\n",
    ],
)
def test_this_is_no_title_page(text: str) -> None:
    assert parse(text).title == ()


def test_empty_lines_above_a_usual_key_are_passed_over() -> None:
    assert parse("\n\nTitle: X\n\nHe waits.\n").entry("title") == "X"
    assert parse("\n\nAnna: hello\n").title == ()


def test_a_note_above_the_title_page_is_kept() -> None:
    screenplay = parse("[[draft]]\nMood: blue\n\nHe waits.\n")
    assert screenplay.entry("mood") == "blue"
    assert [e.kind for e in screenplay.elements] == ["note", "action"]


def test_a_line_that_is_neither_key_nor_indented_ends_it() -> None:
    screenplay = parse("Title: X\nHe waits.\n")
    assert [e.text for e in screenplay.elements] == ["He waits."]


def test_a_note_on_the_title_page_is_kept() -> None:
    screenplay = parse("Title: X [[working]]\n\nHe waits.\n")
    assert screenplay.entry("title") == "X"
    assert [(e.kind, e.text) for e in screenplay.elements] == [("note", "working"), ("action", "He waits.")]
