"""Fountain written: read again it is the same, and it looks as a writer would write it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cupola.script import Element, Screenplay, Tag, parse, read
from cupola.script.aside import HOLD
from cupola.script.fdx import fdx_text
from cupola.script.manuscript import fountain_text
from tests.docs.page import ROOT
from tests.script.likeness import scraps, without_places
from tests.script.scripts import Block, blocks, text_of
from tests.script.test_fountain import HOSTILE

USUAL = f"""\
Title: A SMALL STEP
Author:
    One
    Two

FADE IN:

INT. NAUKA - DAY #7A#

= She wakes.

ANNA floats. [[how?]] She is
asleep.

ANNA (V.O.)
(softly)
Morning.
{" " * HOLD}
Is it?

BORIS ^
~La la

> THE END <

===

## Act two

CUT TO:
"""


def test_a_usual_script_is_written_letter_for_letter() -> None:
    assert fountain_text(parse(USUAL)) == USUAL


@pytest.mark.parametrize("path", sorted((ROOT / "productions").glob("*/*.fountain")), ids=lambda p: p.parent.name)
def test_the_scripts_of_the_house_are_the_same_when_written_and_read(path: Path) -> None:
    screenplay = read(path)
    again = parse(fountain_text(screenplay), screenplay.name)
    assert without_places(again) == without_places(screenplay)


@given(scraps)
@settings(max_examples=400, deadline=None)
@example("\n[[n]]FADE IN:INT. HOUSE")
@example("\nA\n\\#1\n")
def test_what_is_written_and_read_again_is_the_same(text: str) -> None:
    screenplay = parse(text)
    written = fountain_text(screenplay)
    again = parse(written)
    assert without_places(again) == without_places(screenplay)
    assert fountain_text(again) == written


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_a_well_formed_script_needs_no_mark_that_it_did_not_have(found: list[Block]) -> None:
    text = "\n" + text_of(found)
    assert len(fountain_text(parse(text)).split()) <= len(text.replace(".", " . ").split())


# What Fountain reads as something else

ODD = [
    ("action", "INT. HOUSE", "!INT. HOUSE"),
    ("action", "CUT TO:", "!CUT TO:"),
    ("action", "BOOM", "BOOM"),
    ("action", "BOOM\nand again", "!BOOM\nand again"),
    ("action", "Wind\n# not a section", "Wind\n!# not a section"),
    ("action", "Note: begin", "!Note: begin"),
    ("scene_heading", "THE MOON", ".THE MOON"),
    ("scene_heading", "“THE MOON”", ".THE MOON”"),
    ("transition", "Later.", "> Later."),
    ("character", "Anna", "@Anna"),
    ("character", "ANNA", "@ANNA"),  # nobody speaks
    ("centered", "END", "> END <"),
    ("note", "a]", "[[a] ]]"),
    ("note", "a\n\nb", "[[a\n  \nb]]"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), ODD)
def test_what_would_be_read_as_something_else_has_a_mark(kind: str, text: str, expected: str) -> None:
    screenplay = Screenplay("a", (), (Element(kind, text, 1, 1),), "")  # type: ignore[arg-type]
    assert fountain_text(screenplay) == f"{expected}\n"


@pytest.mark.parametrize("line", ["#1 fan", "!", "@home", "> off", "~la", "= two", "(really)", "===", ".38"])
def test_a_line_of_a_speech_that_begins_like_something_else_is_escaped(line: str) -> None:
    cue, speech = Element("character", "ANNA", 1, 1), Element("dialogue", line, 2, 1)
    again = parse(fountain_text(Screenplay("a", (), (cue, speech), "")))
    assert [(e.kind, e.text) for e in again.elements] == [("character", "ANNA"), ("dialogue", line)]


def test_tags_length_and_revision_become_notes() -> None:
    heading = Element("scene_heading", "INT. HOUSE", 1, 1, "7A", eighths=11)
    action = Element("action", "A torch falls.", 3, 1, tags=(Tag("props", "torch", 2, 7),), revision="Blue")
    assert fountain_text(Screenplay("a", (), (heading, action), "", "fdx")) == (
        "INT. HOUSE [[pages: 1 3/8]] #7A#\n\nA torch[[props: torch]] falls. [[revision: Blue]]\n"
    )


@given(st.text(alphabet="Aa1 \n\r!.@>~#=[]/*()^:<é猫\\", max_size=120))
@settings(deadline=None)
def test_any_text_is_written(text: str) -> None:
    screenplay = parse(text)
    letters = sorted(c for e in screenplay.elements for c in e.text if c in "Aa1é猫")
    assert sorted(c for e in parse(fountain_text(screenplay)).elements for c in e.text if c in "Aa1é猫") == letters


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_written_in_linear_time(text: str) -> None:
    screenplay = parse(text[:60_000])
    assert len(fountain_text(screenplay)) > 0 or not screenplay.elements
    assert len(fdx_text(screenplay)) > 0
