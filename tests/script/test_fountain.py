"""The parser as a whole: places, orders, other parsers, and text nobody would write."""

from __future__ import annotations

import fountain
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.script import HeadingWords, parse
from tests.script.scripts import Block, blocks, text_of

REAL = """\
Title: A SMALL STEP

FADE IN:

/* an old
opening */

  INT. NAUKA - DAY #1#  [[built on
the ground]]

ANNA floats. [[how?]] She is
	asleep.

\t\tANNA ^
\t(softly [[in Russian]])
\tMorning.

> THE END <
"""


def test_every_element_knows_its_line_and_column() -> None:
    places = [(e.kind, e.line, e.column) for e in parse(REAL).elements]
    assert places == [
        ("transition", 3, 1),
        ("boneyard", 5, 1),
        ("scene_heading", 8, 3),
        ("note", 8, 25),
        ("action", 11, 1),
        ("note", 11, 14),
        ("character", 14, 3),
        ("parenthetical", 15, 2),
        ("note", 15, 10),
        ("dialogue", 16, 2),
        ("centered", 18, 3),
    ]


def test_an_element_behind_a_long_aside_stands_where_its_text_stands() -> None:
    found = parse("One.\n\n/* a\n\nb */  INT. HOUSE\n\nTwo.\n").elements
    assert [(e.kind, e.line, e.column) for e in found] == [
        ("action", 1, 1),
        ("scene_heading", 5, 7),
        ("boneyard", 3, 1),
        ("action", 7, 1),
    ]


def test_a_note_belongs_to_its_element_and_follows_it() -> None:
    heading, note, action = parse("INT. HOUSE [[built?]]\n\nHe waits.\n").elements
    assert heading.notes == (note,)
    assert (note.text, action.notes) == ("built?", ())


def test_a_boneyard_is_no_note() -> None:
    action, boneyard = parse("He /* never */ waits.\n").elements
    assert (action.notes, boneyard.kind) == ((), "boneyard")


def test_dual_marks_every_part_of_both_speeches() -> None:
    found = parse("A\n(low)\nOne.\n\nB ^\n~Two.\n").elements
    assert [e.dual for e in found] == ["left", "left", "left", "right", "right"]


def test_the_screenplay_keeps_its_name_and_text() -> None:
    screenplay = parse("\ufeffOne.\r\nTwo.\r", "a.fountain")
    assert (screenplay.name, screenplay.text) == ("a.fountain", "One.\nTwo.\n")


def test_an_empty_file_is_an_empty_screenplay() -> None:
    for text in ("", "\n", "\ufeff", " \n\t\n"):
        assert parse(text).elements == ()


def test_heading_words_can_be_brought_along() -> None:
    words = HeadingWords(interior=("SIS",), exterior=("ULK",))
    found = parse("SIS. TALO\n\nULK PIHA\n\nINT. HOUSE\n", words=words).elements
    assert [e.kind for e in found] == ["scene_heading", "scene_heading", "action"]


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("He [[a]] waits[[b]].", [3, 8]),
        ("[[a]] He waits. [[b]]", [0, 9]),
        ("One[[a]]\n\ttwo [[b]] three", [3, 12]),
        ("  !One [[a]] two", [6]),
        ("INT. HOUSE [[a]] #12# [[b]]", [10, 10]),
        ("ANNA [[a]] (V.O.)\nHi [[b]] you\n  \nthere[[c]]", [5, 3, 13]),
        ("~la [[a]] la", [3]),
        ("> END [[a]] <", [3]),
        ("# Act [[a]] one", [4]),
        ("A /* gone */ word [[a]]", [2, 6]),
        ("[[a]]", [None]),
    ],
)
def test_a_note_knows_where_in_the_text_it_stands(text: str, offsets: list[int | None]) -> None:
    found = [e.offset for e in parse("\n" + text + "\n").elements if e.kind in ("note", "boneyard")]
    assert found == offsets


@pytest.mark.parametrize(("line", "text"), [("\\#1 fan", "#1 fan"), ("\\(no)", "(no)"), ("\\n", "\\n"), ("\\", "\\")])
def test_a_backslash_keeps_a_line_of_a_speech_what_it_is(line: str, text: str) -> None:
    assert [(e.kind, e.text) for e in parse(f"\nANNA\n{line}\n").elements] == [
        ("character", "ANNA"),
        ("dialogue", text),
    ]


def test_a_mark_with_a_caret_only_is_no_cue() -> None:
    assert [e.kind for e in parse("\n@^\n\n@ ^\n").elements] == ["action", "action"]


# Properties


@given(blocks)
def test_what_was_written_is_read(found: list[Block]) -> None:
    """Every block of a well-formed script is read as what it was written as, in order."""
    expected = [part for _, parts in found for part in parts]
    read = [(e.kind, e.text) for e in parse("\n" + text_of(found)).elements]
    assert read == expected


@given(blocks)
def test_the_text_of_an_element_begins_at_its_place(found: list[Block]) -> None:
    text = text_of(found)
    lines = text.split("\n")
    for element in parse("\n" + text).elements:
        begins = ("[[" if element.kind == "note" else "") + element.text.split("\n")[0]
        assert lines[element.line - 2][element.column - 1 :].startswith(begins)


@given(st.text(alphabet="Aa1 \t\n\r!.@>~#=[]/*()^:<é猫", max_size=200))
def test_any_text_is_a_screenplay(text: str) -> None:
    """No text fails; places lie in the file, and rise."""
    screenplay = parse(text)
    lines = screenplay.text.split("\n")
    for element in screenplay.elements:
        visible = element.text.split("\n")[0].strip().replace("    ", "\t")
        begin = lines[element.line - 1][element.column - 1 :]
        if element.kind == "note":
            assert begin.startswith("[[")
        elif element.kind == "boneyard":
            assert begin.startswith("/*")
        elif visible:
            assert begin.startswith(visible[0])


@given(st.text(alphabet="Aa \n![]/*.", max_size=120))
def test_no_visible_character_is_lost(text: str) -> None:
    """The letters of a script are those of its elements, whatever the asides: nothing written vanishes."""
    text = "\n" + text
    letters = sorted(c for c in text if c in "Aa")
    assert sorted(c for e in parse(text).elements for c in e.text if c in "Aa") == letters


# Another parser

KINDS = {"lyrics": "lyric"}


def oracle(text: str) -> list[tuple[str, str]]:
    """Read a script with fountain-py: kinds in our words, the lines of a speech together, marks of notes off."""
    found: list[tuple[str, str]] = []
    for element in fountain.FountainParser().parse(text).elements:
        kind, part = KINDS.get(element.type.value, element.type.value), element.text
        if kind == "character" and element.metadata.get("extension"):
            part += f" ({element.metadata['extension']})"
        if kind in ("note", "boneyard"):
            part = part[2:-2]
        if kind == "page_break":
            part = ""
        if kind in ("dialogue", "action") and found and found[-1][0] == kind == "dialogue":
            part = f"{found.pop()[1]}\n{part}"
        found.append((kind, part))
    return found


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_fountain_py_reads_well_formed_scripts_as_we_do(found: list[Block]) -> None:
    """The oracle is fountain-py 0.3, where it is right: plain ASCII scripts without inline notes."""
    text = text_of(found)
    assert [(e.kind, e.text) for e in parse("\n" + text).elements] == oracle("\n" + text)


# Text nobody would write

HOSTILE = {
    "a line without end": "A" * 2_000_000,
    "a heading without end": "INT. " + "HOUSE - " * 200_000,
    "a cue of brackets": "A" + "(" * 300_000 + "\nhello\n",
    "a cue of spaces": "A" + " " * 500_000 + "b\nhello\n",
    "a heading of number signs": "INT. A " + "#" * 300_000 + "\n",
    "a title page without end": "".join(f"Key {n}: value\n" for n in range(50_000)),
    "a key without a colon": "Title: x\n" + "word " * 200_000,
    "notes never closed": "[[ " * 300_000,
    "notes never closed, on lines": "[[\n" * 200_000,
    "notes closed after an empty line": "[[ " * 200_000 + "\n\n" + "]] " * 200_000,
    "boneyards never closed": "/* " * 300_000,
    "notes in notes": "[[" * 200_000 + "]]" * 200_000,
    "notes in one line": "a [[b]] " * 60_000,
    "notes over lines in one line": "a [[b\n]] " * 60_000,
    "boneyards in boneyards": "/*" * 200_000 + "*/" * 200_000,
    "white lines": "   \n" * 200_000,
    "white in a note": "[[" + " " * 300_000 + "x" + "\n \t" * 50_000 + "]]",
    "held lines": "ANNA\nYes.\n" + "  \n" * 200_000,
    "stars": "*" * 200_000 + "\n\n" + "_a" * 100_000,
    "cues before asides": "ANNA\n[[n]]\n" * 30_000,
    "speeches at once": "A ^\nx\n\n" * 50_000,
    "scene after scene": "INT. HOUSE - DAY\n\n" * 60_000,
    "signs": "=#>~@!." * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    """Each would take hours if time grew with the square of the text; here it is seconds at worst."""
    screenplay = parse(text)
    assert len(screenplay.elements) + len(screenplay.title) > 0 or not text.strip()
