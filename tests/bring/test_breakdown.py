"""A board laid into breakdown.yaml: only what is missing is added, and the rest keeps every character."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.breakdown import Sets, laid_in
from cupola.bring.fact import Fact, lines
from cupola.bring.scenes import SceneRow
from cupola.errors import DocumentError
from cupola.production.breakdownform import BreakdownForm
from cupola.production.form import fill
from cupola.tree import parse
from tests.small import BREAKDOWN

SETS = Sets({"nauka": "nauka", "the big window": "cupola"})

HAND = """\
schema: cupola/1
scenes:
  # the first
  - scene: "1"
    heading: INT. NAUKA - DAY
    pages: 2/8
    screen_time: 15 s
    note: ''  # to be written
    elements:
      props: [torch, {spoon: 3}]  # ours
      vehicles:
        - jeep  # rented
    # the shots
    shots: []
  - {scene: "2", heading: INT. NAUKA - NIGHT, pages: 2/8, screen_time: 15 s, set: nauka, note: Dark., shots: []}
boneyard: []
"""


def row(number: str, **what: object) -> SceneRow:
    return SceneRow(number, 2, **what)  # type: ignore[arg-type]


def added_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    found = list(difflib.ndiff(before.splitlines(), after.splitlines()))
    return [line[2:] for line in found if line[0] == "+"], [line[2:] for line in found if line[0] == "-"]


def plain(text: str) -> dict[str, object]:
    filled = fill(BreakdownForm, parse(text, "breakdown.yaml")).sound()
    return {scene.scene: scene for scene in filled.scenes}


def test_what_is_missing_is_added_above_the_shots_and_nothing_else_changes() -> None:
    items = {"props": ("lamp", "tin"), "notes": ("Script Day: D1",)}
    text, _ = laid_in(BREAKDOWN, [row("1", synopsis="Anna wakes.", items=items)], SETS)
    plus, minus = added_lines(BREAKDOWN, text)
    assert minus == []
    assert plus == [
        "    note: Anna wakes.",
        "    elements:",
        "      props: [lamp, tin]",
        '      notes: ["Script Day: D1"]',
    ]
    assert plain(text)["1"].elements == {"props": [("lamp", 1), ("tin", 1)], "notes": [("Script Day: D1", 1)]}  # type: ignore[attr-defined]


def test_elements_that_are_there_are_added_to_in_the_form_they_have() -> None:
    items = {"props": ("Torch", "SPOON", "tin"), "vehicles": ("Jeep", "lorry"), "extras": ("crowd",)}
    text, facts = laid_in(HAND, [row("1", items=items)], SETS)
    assert "props: [torch, {spoon: 3}, tin]  # ours" in text
    assert "        - jeep  # rented\n        - lorry\n      extras: [crowd]\n    # the shots" in text
    assert [(one.field, one.table) for one in facts] == [("props", "tin"), ("vehicles", "lorry"), ("extras", "crowd")]


def test_how_many_there_are_is_kept() -> None:
    items = {"props": ("spoon x 5", "plate × 4", "9 mm pistol"), "extras": ("Crowd x12",)}
    text, _ = laid_in(HAND, [row("1", items=items)], SETS)
    found = plain(text)["1"].elements  # type: ignore[attr-defined]
    assert found["props"] == [("torch", 1), ("spoon", 3), ("plate", 4), ("9 mm pistol", 1)]
    assert found["extras"] == [("Crowd", 12)]


def test_a_scene_on_one_line_stays_on_one_line() -> None:
    text, _ = laid_in(HAND, [row("2", items={"props": ("tin",)})], SETS)
    assert "note: Dark., elements: {props: [tin]}, shots: []}" in text
    assert plain(text)["2"].elements == {"props": [("tin", 1)]}  # type: ignore[attr-defined]


def test_heading_and_length_are_the_screenplays_and_only_compared() -> None:
    text, facts = laid_in(HAND, [row("1", heading="EXT. NAUKA - DAY", pages=11)], SETS, replace=True)
    assert text == HAND
    assert list(lines(facts)) == [
        "1         heading: INT. NAUKA - DAY stays; the table has EXT. NAUKA - DAY (that of the screenplay)",
        "          pages: 2/8 stays; the table has 1 3/8 (that of the screenplay)",
    ]


def test_a_note_that_differs_stays_unless_it_is_to_be_replaced() -> None:
    kept, facts = laid_in(HAND, [row("2", synopsis="Light.")], SETS)
    assert (kept, [one.what for one in facts]) == (HAND, ["kept"])
    replaced, facts = laid_in(HAND, [row("2", synopsis="Light.")], SETS, replace=True)
    assert replaced == HAND.replace("note: Dark.", "note: Light.")
    assert facts == (Fact("2", "note", "replaced", "Dark.", "Light."),)


def test_an_empty_note_is_filled_in_its_place() -> None:
    text, _ = laid_in(HAND, [row("1", synopsis="Anna wakes.")], SETS)
    assert "    note: Anna wakes.  # to be written\n" in text


def test_the_set_is_found_by_what_tables_call_it() -> None:
    text, facts = laid_in(HAND, [row("1", places=("Somewhere", "THE BIG WINDOW"))], SETS)
    assert "    set: cupola\n" in text
    assert facts == (Fact("1", "set", "added", table="cupola"),)
    kept, facts = laid_in(HAND, [row("2", places=("THE BIG WINDOW",))], SETS)
    assert (kept, facts) == (HAND, (Fact("2", "set", "kept", "nauka", "cupola"),))


def test_the_sets_of_another_unit_are_left_alone() -> None:
    text, _ = laid_in(HAND, [row("1", places=("Nauka",))], Sets({"nauka": "nauka"}, "ground"))
    assert text == HAND


def test_a_scene_that_is_not_there_is_told_and_not_made_up() -> None:
    text, facts = laid_in(HAND, [row("9", heading="EXT. STEPPE", items={"props": ("tin",)})], SETS)
    assert text == HAND
    assert [(one.who, one.what) for one in facts] == [("9", "absent")]


def test_what_was_brought_in_is_not_brought_in_twice() -> None:
    rows = [row("1", synopsis="Anna: wakes.", items={"props": ("tin", "=cmd|x"), "cast": ("АННА",)}), row("2")]
    text, _ = laid_in(HAND, rows, SETS)
    again, facts = laid_in(text, rows, SETS)
    assert (again, facts) == (text, ())


def test_windows_lines_stay_windows_lines() -> None:
    text, _ = laid_in(HAND.replace("\n", "\r\n"), [row("1", synopsis="x", items={"extras": ("a",)})], SETS)
    assert text.count("\n") == text.count("\r\n")


@pytest.mark.parametrize("text", ["", "a: b", "[]", "scenes: {}", "schema: cupola/1\nscenes: [1]"])
def test_what_is_no_breakdown_is_an_error_or_has_no_scenes(text: str) -> None:
    try:
        _, facts = laid_in(text, [row("1")], SETS)
    except DocumentError:
        return
    assert [one.what for one in facts] == ["absent"]


NAMES = (
    st.text(min_size=1, max_size=20)
    .map(lambda name: " ".join(name.split()))
    .filter(lambda name: name.isprintable() and name)
)


@settings(max_examples=80, derandomize=True, deadline=None)
@given(
    st.sampled_from([HAND, BREAKDOWN, HAND.replace("\n", "\r\n")]),
    st.sampled_from(["1", "2"]),
    NAMES,
    st.dictionaries(st.sampled_from(["props", "vehicles", "extras", "notes"]), st.lists(NAMES, min_size=1, max_size=3)),
)
def test_whatever_the_names_the_document_says_afterwards_what_both_said(
    text: str, number: str, note: str, items: dict[str, list[str]]
) -> None:
    before = plain(text)
    after = plain(laid_in(text, [row(number, synopsis=note, items={k: tuple(v) for k, v in items.items()})], SETS)[0])
    for key, scene in after.items():
        old = before[key]
        new = items if key == number else {}
        assert scene.note == (old.note or (note if key == number else ""))  # type: ignore[attr-defined]
        for category, things in scene.elements.items():  # type: ignore[attr-defined]
            had = old.elements.get(category, [])  # type: ignore[attr-defined]
            assert things[: len(had)] == had
            assert {name.casefold() for name, _ in things} == {
                *(name.casefold() for name, _ in had),
                *(name.casefold() for name in new.get(category, [])),
            }
        assert scene.shots == old.shots  # type: ignore[attr-defined]
