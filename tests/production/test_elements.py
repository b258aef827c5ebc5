"""Elements of scenes by category, what they need, and what the shots of a scene share."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import Production, load
from cupola.production.breakdownform import SceneForm, ShotForm
from cupola.production.elements import SHARED
from cupola.production.scene import Element
from tests.production.faults import changed, found
from tests.small import write_small

ELEMENTS = """\
    elements:
      sound: [fan]
      props: [pistol, {spoon: 3}]
    revision: Blue
    shots:
      - {shot: 1A"""
NEEDS = """\
needs:
  Pistol: {labour: [armourer], special_effects: [{blanks: 12}]}
  armourer: {special_equipment: [safe], props: [pistol]}
"""


def small(folder: Path, *changes: tuple[str, str], end: str = "") -> Production:
    return load(write_small(folder, breakdown=changed("breakdown", *changes) + end))


def test_a_scene_has_its_elements_in_the_order_of_the_categories(tmp_path: Path) -> None:
    first, second, *_ = small(tmp_path, ("    shots:\n      - {shot: 1A", ELEMENTS)).scenes
    assert first.elements == (Element("props", "pistol"), Element("props", "spoon", 3), Element("sound", "fan"))
    assert (first.revision, second.elements, second.revision) == ("Blue", (), "")


def test_an_element_brings_what_it_needs_and_that_what_it_needs_in_turn(tmp_path: Path) -> None:
    """A pistol needs its armourer, the armourer a safe; that the armourer needs the pistol goes in no endless ring."""
    first, *_ = small(tmp_path, ("    shots:\n      - {shot: 1A", ELEMENTS), end=NEEDS).scenes
    assert first.elements == (
        Element("props", "pistol"),
        Element("props", "spoon", 3),
        Element("special_effects", "blanks", 12, "pistol"),
        Element("sound", "fan"),
        Element("special_equipment", "safe", 1, "armourer"),
        Element("labour", "armourer", 1, "pistol"),
    )


def test_needs_of_something_that_no_scene_has_are_pointed_at(tmp_path: Path) -> None:
    (message,) = found(tmp_path, breakdown=changed("breakdown") + "needs:\n  drone: {labour: [pilot]}\n")
    assert (message.code, message.pointed[:5]) == ("W206", "drone")


STOWED = """\
stowed:
  Spoon: {at: "galley, drawer 2", source: seen there, confidence: low}
  pistol: {at: safe}
"""


def test_an_element_is_kept_where_the_breakdown_says_whatever_its_capitals(tmp_path: Path) -> None:
    first, *_ = small(tmp_path, ("    shots:\n      - {shot: 1A", ELEMENTS), end=STOWED).scenes
    assert {one.name: one.stowed for one in first.elements} == {
        "pistol": "safe",
        "spoon": "galley, drawer 2",
        "fan": "",
    }


def test_a_place_of_something_that_no_scene_has_is_pointed_at(tmp_path: Path) -> None:
    (message,) = found(tmp_path, breakdown=changed("breakdown") + "stowed:\n  drone: {at: bag 1}\n")
    assert (message.code, message.pointed[:5]) == ("W206", "drone")


WRONG = [
    ("make-up: [scar]", "make_up"),
    ("prosp: [torch]", 'Did you mean "props"?'),
    ("weather: [rain]", "they are cast"),
    ("props: [{spoon: 0}]", "with how many"),
    ("props: [[torch]]", "with how many"),
    ("props: ['']", "with how many"),
    ("props: [{a: 1, b: 2}]", "with how many"),
    ('props: ["a\\nb"]', "with how many"),
    (f"props: [{'z' * 4001}]", "with how many"),
]


@pytest.mark.parametrize(("text", "told"), WRONG)
def test_what_is_no_element_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (message,) = found(
        tmp_path, breakdown=changed("breakdown", ("    set: cupola\n", f"    set: cupola\n    elements: {{{text}}}\n"))
    )
    assert message.code == "E106"
    assert told in message.text


def test_the_shots_of_a_scene_have_what_it_says_for_all_of_them(tmp_path: Path) -> None:
    change = ("    set: cupola\n", "    set: cupola\n    light: eclipse\n    window: cupola.forward\n    quiet: true\n")
    first, second = small(tmp_path, change).scenes[2].shots
    assert (first.need.light, first.need.window, first.quiet) == ("sun", "cupola.top", True)
    assert (second.need.light, second.need.window, second.quiet) == ("eclipse", "cupola.forward", True)


def test_what_a_scene_says_is_checked_before_it_has_shots(tmp_path: Path) -> None:
    text = changed("breakdown", ("    unit: ground\n", "    light: sunrize\n    window: cupola.tpo\n"))
    messages = found(tmp_path, breakdown=text)
    assert [(m.code, m.message.hint) for m in messages] == [
        ("E415", 'Did you mean "sunrise"?'),
        ("E416", 'Did you mean "cupola.top"?'),
    ]


def test_what_is_shared_is_written_alike_in_scenes_and_shots() -> None:
    for name in SHARED:
        assert SceneForm.model_fields[name].default == ShotForm.model_fields[name].default
