"""Tags as notes and notes as tags."""

from __future__ import annotations

import pytest

from cupola.script import Element, Screenplay, Tag, parse
from cupola.script.annotation import noted, tagged


def first(text: str) -> Element:
    return tagged(parse("\n" + text)).elements[0]


def test_a_note_that_names_the_words_before_it_is_a_tag() -> None:
    action = first("The torch[[props: Torch]] falls.\n")
    assert (action.text, action.tags, action.notes) == ("The torch falls.", (Tag("props", "Torch", 4, 9),), ())


@pytest.mark.parametrize(
    "text",
    [
        "The lamp[[props: torch]] falls.",  # other words
        "The blowtorch[[props: torch]] falls.",  # a part of a word
        "The torch[[props: torch; light: sun]] falls.",  # and something more
        "Two torch[[props: torch × 2]] fall.",
        "The torch[[on the left]] falls.",
        "[[props: torch]] The torch falls.",
        "He waits. [[pages: 2]]",  # a length is that of a heading
    ],
)
def test_any_other_note_stays_a_note(text: str) -> None:
    action = first(text + "\n")
    assert len(action.notes) == 1
    assert (action.tags, action.eighths) == ((), None)


def test_the_words_may_be_marked() -> None:
    assert first("The **torch**[[props: torch]] falls.\n").tags == (Tag("props", "torch", 6, 11),)


def test_length_and_revision_go_to_their_element() -> None:
    heading = first("INT. HOUSE [[pages: 1 3/8]] [[revision: Pink]]\n")
    assert (heading.eighths, heading.revision, heading.notes) == (11, "Pink", ())


def test_what_is_noted_is_tagged_again() -> None:
    tags = (Tag("props", "torch", 4, 9), Tag("sound", "falls", 10, 15))
    action = Element("action", "The torch falls.", 1, 1, tags=tags, revision="Blue")
    screenplay = Screenplay("a", (), (action,), "")
    assert [e.text for e in noted(screenplay).elements[1:]] == ["props: torch", "sound: falls", "revision: Blue"]
    assert tagged(noted(screenplay)) == screenplay


def test_notes_stay_in_the_order_of_their_places() -> None:
    note = Element("note", "why?", 1, 1, offset=2)
    action = Element("action", "A torch.", 1, 1, notes=(note,), tags=(Tag("props", "torch", 2, 7),))
    found = noted(Screenplay("a", (), (action, note), "")).elements
    assert [(e.text, e.offset) for e in found[1:]] == [("why?", 2), ("props: torch", 7)]
    assert [n.text for n in found[0].notes] == ["why?", "props: torch"]
