"""The screenplay cut into scenes."""

from __future__ import annotations

import pytest
from hypothesis import given

from cupola.script import HeadingWords, Scene, parse, scenes
from tests.script.scripts import Block, blocks, text_of

SCRIPT = """\
Title: X

FADE IN:

[[before everything]]

INT. NAUKA - DAY #1#

= The lamp goes out.

ANNA floats. [[how?]]

ANNA (V.O.)
Morning.

BORIS
(low)
Yes.

ANNA (CONT'D)
Well.

# Act Two

= The second act.

EXT. STEPPE - NIGHT #2A#

A *capsule*.

CUT TO:

.POV

Dark.
"""


@pytest.fixture(scope="module")
def cut() -> tuple[Scene, ...]:
    return scenes(parse(SCRIPT))


def numbers(*given: str) -> list[str]:
    """Number scenes whose headings have these numbers; an empty one has none."""
    text = "\n\n".join(f"INT. HOUSE{f' #{number}#' if number else ''}" for number in given)
    return [scene.number for scene in scenes(parse("\n" + text))]


def test_a_scene_reaches_from_its_heading_to_the_next(cut: tuple[Scene, ...]) -> None:
    assert [scene.heading for scene in cut] == ["INT. NAUKA - DAY", "EXT. STEPPE - NIGHT", "POV"]
    assert [scene.elements[0].kind for scene in cut] == ["scene_heading"] * 3
    assert [e.kind for e in cut[1].elements] == ["scene_heading", "action", "transition"]


def test_what_stands_before_the_first_heading_is_in_no_scene(cut: tuple[Scene, ...]) -> None:
    texts = [e.text for scene in cut for e in scene.elements]
    assert "FADE IN:" not in texts
    assert "before everything" not in texts


def test_the_parts_of_the_heading(cut: tuple[Scene, ...]) -> None:
    assert [(s.place_kind, s.location, s.time_of_day) for s in cut] == [
        ("INT", "NAUKA", "DAY"),
        ("EXT", "STEPPE", "NIGHT"),
        (None, "POV", None),
    ]


def test_the_place_in_the_file(cut: tuple[Scene, ...]) -> None:
    assert [(s.line, s.column) for s in cut] == [(7, 1), (27, 1), (33, 2)]


def test_speakers_in_the_order_of_their_first_speeches(cut: tuple[Scene, ...]) -> None:
    assert [s.characters for s in cut] == [("ANNA", "BORIS"), (), ()]


def test_synopsis_and_notes(cut: tuple[Scene, ...]) -> None:
    """A synopsis below a section tells of what comes after it, not of the scene above."""
    assert [s.synopsis for s in cut] == ["The lamp goes out.", "", ""]
    assert [[n.text for n in s.notes] for s in cut] == [["how?"], [], []]


def test_length_and_screen_time(cut: tuple[Scene, ...]) -> None:
    assert cut[0].lines == 2 + 2 + 3 + 4 + 3
    assert [s.eighths for s in cut] == [2, 1, 1]
    assert cut[0].screen_time == 15.0


def test_a_script_without_headings_has_no_scenes() -> None:
    assert scenes(parse("He waits.\n")) == ()


def test_words_of_ones_own() -> None:
    words = HeadingWords(interior=("SIS",), times=("YÖ",))
    (scene,) = scenes(parse("SIS. TALO - YÖ\n", words=words), words)
    assert (scene.place_kind, scene.location, scene.time_of_day) == ("INT", "TALO", "YÖ")


def test_scenes_without_numbers_are_counted() -> None:
    assert numbers("", "", "") == ["1", "2", "3"]


def test_given_numbers_are_kept() -> None:
    assert numbers("12", "12A", "I-1-A") == ["12", "12A", "I-1-A"]


def test_counting_goes_on_from_the_number_before() -> None:
    assert numbers("10", "", "", "20", "") == ["10", "11", "12", "20", "21"]
    assert numbers("12A", "") == ["12A", "13"]


def test_where_the_next_number_is_given_elsewhere_a_letter_follows() -> None:
    assert numbers("1", "", "2") == ["1", "1A", "2"]
    assert numbers("1", "1A", "", "2") == ["1", "1A", "1B", "2"]
    assert numbers("1", "", "", "2", "") == ["1", "1A", "1B", "2", "3"]


def test_before_the_first_scene_the_letter_stands_in_front() -> None:
    assert numbers("", "1") == ["A1", "1"]


def test_the_letters_i_and_o_are_not_used() -> None:
    found = numbers("1", *[""] * 30, "2")
    assert found[8:10] == ["1H", "1J"]
    assert found[13:16] == ["1N", "1P", "1Q"]
    assert found[24:27] == ["1Z", "1AA", "1AB"]


def test_a_number_without_digits_is_followed_by_one() -> None:
    assert numbers("INTRO", "", "1") == ["INTRO", "INTROA", "1"]


def test_a_number_given_twice_stays_given_twice() -> None:
    """A bare parse repeats what is written; `check` says that it is wrong."""
    assert numbers("4", "4") == ["4", "4"]


def test_numbers_given_are_told_from_counted_ones() -> None:
    found = scenes(parse("INT. A #1#\n\nINT. B\n"))
    assert [(s.number, s.is_numbered) for s in found] == [("1", True), ("2", False)]


def test_many_inserted_scenes_are_numbered_at_once() -> None:
    """Ten thousand scenes without numbers between 1 and 2 each get one of their own."""
    found = numbers("1", *[""] * 10_000, "2")
    assert len(set(found)) == 10_002


def test_the_fingerprint_is_of_the_words_alone() -> None:
    one, two, three = (
        scenes(parse(text))[0].fingerprint
        for text in (
            "INT. HOUSE - DAY #1#\n\nHe *waits*, long. [[n]]\n\n= s\n",
            "int. house – day\n\nhe waits\nlong /* b */\n",
            "INT. HOUSE - NIGHT\n\nHe waits, long.\n",
        )
    )
    assert one == two
    assert one != three


@given(blocks)
def test_scenes_hold_the_script_without_gaps(found: list[Block]) -> None:
    screenplay = parse("\n" + text_of(found))
    cut = scenes(screenplay)
    joined = [e for scene in cut for e in scene.elements]
    assert joined == list(screenplay.elements[len(screenplay.elements) - len(joined) :])
    assert all(e.kind != "scene_heading" for e in screenplay.elements[: len(screenplay.elements) - len(joined)])
