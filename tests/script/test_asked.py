"""What a scene asks for in all, in the colours of its pages, and when it is omitted."""

from __future__ import annotations

import pytest

from cupola.script import HeadingWords, check, numbered, parse, revise, scenes, write_first
from cupola.script.colour import COLOURS, latest
from cupola.script.request import Item


def test_a_scene_gathers_what_its_notes_ask_for() -> None:
    (scene,) = scenes(parse("INT. A [[props: torch]]\n\nOne. [[Props: Torch × 3; light: sun]]\n\n[[light: eclipse]]\n"))
    assert scene.asked.items == (Item("props", "torch", 3),)
    assert scene.asked.fields == (("light", "sun"),)


def test_the_length_of_a_scene_may_be_given() -> None:
    first, second = scenes(parse("INT. A [[pages: 1 3/8]]\n\nOne.\n\nINT. B\n\nTwo.\n"))
    assert (first.eighths, first.screen_time, second.eighths) == (11, 82.5, 1)
    assert first.lines == 4


def test_a_scene_asked_for_in_two_ways_and_with_unknown_words_is_pointed_at() -> None:
    screenplay = parse("INT. A\n\n[[light: sunrise; widow: cupola top]]\n\n[[light: eclipse]]\n")
    found = [(m.code, m.where.line if m.where else 0, m.hint) for m in check(screenplay, scenes(screenplay))]
    assert found[0] == ("W204", 3, 'Did you mean "window"?')
    assert found[1][:2] == ("W205", 5)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], None),
        (["Blue", "Pink", "Blue"], "Pink"),
        (["pink", "BLUE"], "pink"),
        (["Tan", "2nd Blue"], "2nd Blue"),
        (["2nd Pink", "2nd Blue"], "2nd Blue"),
        ([None, ""], None),
    ],
)
def test_the_latest_colour(names: list[str | None], expected: str | None) -> None:
    assert latest(names) == expected


def test_the_colours_come_in_their_usual_order() -> None:
    usual = ["Blue", "Pink", "Yellow", "Green", "Goldenrod", "Buff", "Salmon", "Cherry", "Tan"]
    assert list(COLOURS) == usual
    assert latest(usual) == "Tan"


# Omitted scenes and locked numbers

THREE = "INT. A #1#\n\nShe waits for the light.\n\nINT. B #2#\n\nHe comes too late.\n\nINT. C #3#\n\nNobody speaks.\n"
OMITTED = THREE.replace("INT. B #2#\n\nHe comes too late.", ".OMITTED #2#")


def test_an_omitted_scene_keeps_its_number_and_has_no_length() -> None:
    found = scenes(parse(OMITTED))
    assert [(s.number, s.is_omitted, s.eighths, s.screen_time) for s in found] == [
        ("1", False, 1, 7.5),
        ("2", True, 0, 0.0),
        ("3", False, 1, 7.5),
    ]
    assert '"2"' not in write_first(found)


def test_an_omitted_scene_goes_to_the_boneyard_and_returns() -> None:
    text = write_first(scenes(parse(THREE))).replace("priority: 2", "priority: 1  # ours")
    gone, revision = revise(text, scenes(parse(OMITTED)))
    assert [(c.kind, c.old_number) for c in revision.changes] == [("same", "1"), ("same", "3"), ("omitted", "2")]
    assert "2  INT. B: omitted, its shots are in the boneyard" in revision.lines()
    assert gone.index("boneyard:") < gone.index("INT. B")
    again, revision = revise(gone, scenes(parse(THREE)))
    assert revision.count("returned") == 1
    assert again == text


@pytest.mark.parametrize("heading", ["OMITTED", "Omitted.", "- OMITTED -", "ВЫМАРКА", "**OMITTED**"])
def test_headings_of_omitted_scenes(heading: str) -> None:
    text = f".{heading} #1#\n" if heading[0].isalnum() else f"INT. A\n\n.{heading.strip('-* ')} #1#\n"
    assert scenes(parse(text))[-1].is_omitted


def test_the_words_may_be_brought_along() -> None:
    words = HeadingWords(omitted=("POISTETTU",))
    found = scenes(parse(".POISTETTU #1#\n\n.OMITTED #2#\n", words=words), words)
    assert [s.is_omitted for s in found] == [True, False]


def test_numbers_that_are_locked_stay_when_scenes_come_and_go() -> None:
    """Once the numbers are in the script, a scene between is 12A, and the others keep theirs."""
    locked = numbered(parse("INT. A\n\nINT. B\n\nINT. C\n"))
    assert [e.number for e in locked.elements] == ["1", "2", "3"]
    more = parse("INT. A #1#\n\nINT. NEW\n\nINT. NEWER\n\nINT. B #2#\n\nINT. C #3#\n\nINT. LAST\n")
    assert [s.number for s in scenes(more)] == ["1", "1A", "1B", "2", "3", "4"]
    assert [e.number for e in numbered(more).elements] == ["1", "1A", "1B", "2", "3", "4"]
