"""What a writer is told about a screenplay."""

from __future__ import annotations

import pytest

from cupola.script import check, parse, scenes


def found(text: str) -> list[tuple[str, str]]:
    screenplay = parse(text, "a.fountain")
    return [(m.code, str(m.where).removeprefix("a.fountain:")) for m in check(screenplay, scenes(screenplay))]


def test_a_sound_script_gives_no_message() -> None:
    assert found("INT. HOUSE - DAY #1#\n\nHe waits.\n\nA\nOne.\n\nB ^\nTwo.\n\nEXT. STREET #2#\n") == []


def test_a_number_given_twice_is_an_error() -> None:
    screenplay = parse("INT. A #4#\n\nINT. B #4#\n\nINT. C #4#\n", "a.fountain")
    messages = check(screenplay, scenes(screenplay))
    assert [m.code for m in messages] == ["E201", "E201"]
    assert messages[0].render() == (
        "a.fountain:3:1: E201 scene 4 is already on line 1: INT. A\n"
        "  INT. B #4#\n"
        "  ^\n"
        "hint: give one of the two another number: 4A"
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("INT. HOUSE - DAY\nHe waits.\n", "1:1"),
        ("\nHe waits.\n  EXT. STREET - NIGHT\n\nRain.\n", "3:3"),
        ("\nHe waits.\nИНТ. ДОМ - ДЕНЬ\n", "3:1"),
        ("\nHe [[how?]] waits.\nEXT. STREET\n", "3:1"),
    ],
)
def test_a_heading_without_empty_lines_is_pointed_at(text: str, where: str) -> None:
    assert found(text) == [("W201", where)]


@pytest.mark.parametrize(
    "text", ["!INT. HOUSE - DAY\nHe waits.\n", "He goes\nint. it was\nnothing.\n", "\n  !INT. HOUSE\n"]
)
def test_what_is_meant_as_action_is_not(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("\nHe waits. [[why\n\nIt rains.\n", "2:1"),
        ("\nHe\nwaits. /* why\n", "3:1"),
        ("\nANNA\nYes [[no.\n", "3:1"),
    ],
)
def test_what_is_never_closed_is_pointed_at(text: str, where: str) -> None:
    assert found(text) == [("W202", where)]


def test_a_caret_without_a_speech_above_is_pointed_at() -> None:
    assert found("INT. A\n\nHe waits.\n\nANNA (V.O.) ^\nYes.\n") == [("W203", "5:13")]


def test_messages_come_in_the_order_of_the_file() -> None:
    text = "INT. A #1#\n\nB ^\nYes.\n\nINT. C #1#\n\nHe [[waits.\n\nINT. D\nX.\n"
    assert found(text) == [("W203", "3:3"), ("E201", "6:1"), ("W202", "8:1"), ("W201", "10:1")]


def test_every_message_says_what_to_do() -> None:
    screenplay = parse("INT. A #1#\n\nB ^\nYes.\n\nINT. C #1#\n\nHe [[waits.\n\nINT. D\nX.\n")
    assert all(m.hint and m.source is not None for m in check(screenplay, scenes(screenplay)))


def test_a_script_without_scenes_is_no_mistake() -> None:
    """A page of action, a sample, a poem: it may be read and shown like any other."""
    assert found("He waits.\n") == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("INT. " + "Y" * 4000 + " #1#\n\nA.", "1:1"),
        ("INT. A #1#\n\n@" + "X" * 201 + "\nHi.\n", "3:2"),
        ("INT. A #1#\n\n[[props: " + "z" * 201 + "]]\n", "1:1"),
        ("INT. A #1#\n\n[[notes: " + "z" * 4001 + "]]\n", "1:1"),
    ],
)
def test_a_name_that_no_paper_holds_is_an_error_at_its_line(text: str, where: str) -> None:
    assert found(text) == [("E212", where)]


def test_the_longest_names_are_sound() -> None:
    longest = (
        "INT. "
        + "Y" * 3995
        + "\n\n@"
        + "X" * 200
        + "\nHi.\n\n[[props: "
        + "z" * 200
        + "; notes: "
        + "n" * 4000
        + "]]\n"
    )
    assert found(longest) == []
