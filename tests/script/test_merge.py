"""What the script asks for comes into the breakdown, and what people wrote there stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.script import parse, revise, scenes, write_first
from cupola.script.scene import Scene
from cupola.tree import Plain
from cupola.tree import parse as parse_yaml


def script(*notes: str) -> tuple[Scene, ...]:
    text = "INT. NAUKA - DAY #1#\n\nShe takes what she needs and waits for the light.\n\n"
    return scenes(parse(text + "\n\n".join(f"[[{note}]]" for note in notes) + "\n"))


def scene_of(text: str) -> dict[str, Plain]:
    plain = parse_yaml(text, "breakdown.yaml").root.plain()
    assert isinstance(plain, dict)
    (entry,) = plain["scenes"]
    assert isinstance(entry, dict)
    return entry


def test_a_new_scene_has_what_the_script_asks_for() -> None:
    asked = ("light: sunrise; window: cupola top; quiet: yes", "extras: 2; props: torch, spoon × 3", "revision: Blue")
    text = write_first(script(*asked))
    assert "    light: sunrise\n    window: cupola.top\n    quiet: true\n    revision: Blue\n" in text
    assert "    elements:\n      extras: [{extras: 2}]\n      props: [torch, {spoon: 3}]\n" in text
    entry = scene_of(text)
    assert entry["elements"] == {"extras": [{"extras": 2}], "props": ["torch", {"spoon": 3}]}
    assert entry["quiet"] is True


def test_a_scene_that_asks_for_nothing_looks_as_before() -> None:
    assert "asked" not in write_first(script())
    assert "elements" not in write_first(script("a note for people: wait"))


def test_what_is_asked_for_twice_is_written_once() -> None:
    text = write_first(script("props: torch", "light: sunrise"))
    assert revise(text, script("props: torch", "light: sunrise"))[0] == text


CASES = [
    ("added in the script", "props: torch", "", "props: torch, rope", {"props": ["torch", "rope"]}),
    ("taken out of the script", "props: torch, rope", "", "props: rope", {"props": ["rope"]}),
    ("all taken out of the script", "props: torch", "", "", {"props": []}),
    ("added by hand", "props: torch", "[torch]>[torch, map]", "props: torch", {"props": ["torch", "map"]}),
    ("added by hand and in the script", "props: a", "[a]>[a, map]", "props: a, b", {"props": ["a", "map", "b"]}),
    ("the same added by both", "props: a", "[a]>[a, Map]", "props: a, map", {"props": ["a", "Map"]}),
    ("taken out by hand", "props: a, b", "[a, b]>[a]", "props: a, b", {"props": ["a"]}),
    ("renamed by hand", "props: torch", "[torch]>[big torch]", "props: torch", {"props": ["big torch"]}),
    ("counted by hand", "props: a", "[a]>[{a: 5}]", "props: a, b", {"props": [{"a": 5}, "b"]}),
    ("counted anew in the script", "props: a × 2", "", "props: a × 3", {"props": [{"a": 3}]}),
    ("a list of many lines", "props: a", " [a]>\n        - a\n        - b: 2", "props: a, c",
     {"props": ["a", {"b": 2}, "c"]}),
    ("another category", "props: a", "", "props: a; sound: fan", {"sound": ["fan"], "props": ["a"]}),
    ("elements in brackets", "props: a", "\n      props: [a]> {props: [a]}", "props: a; sound: fan",
     {"props": ["a"], "sound": ["fan"]}),
    ("elements taken out by hand", "props: a", "    elements:\n      props: [a]\n>", "props: a", None),
    ("the first thing of all", "", "", "props: a", {"props": ["a"]}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "edit", "after", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_elements(before: str, edit: str, after: str, expected: object) -> None:
    text = write_first(script(before))
    old, _, new = edit.partition(">")
    assert text.count(old) >= 1
    found, _ = revise(text.replace(old, new, 1) if old else text, script(after))
    assert scene_of(found).get("elements") == expected
    assert revise(found, script(after))[0] == found


FIELDS = [
    ("asked anew", "light: sunrise", "", "light: sunset", "sunset"),
    ("asked no more", "light: sunrise", "", "", None),
    ("asked for the first time", "", "", "light: sunset", "sunset"),
    ("changed by hand", "light: sunrise", "light: sunrise>light: eclipse", "light: sunset", "eclipse"),
    ("changed by hand, asked no more", "light: sunrise", "light: sunrise>light: eclipse", "", "eclipse"),
    ("given by hand first", "", "    unit: flight>    light: sun\n    unit: flight", "light: sunset", "sun"),
    ("taken out by hand", "light: sunrise", "    light: sunrise\n>", "light: sunrise", None),
]


@pytest.mark.parametrize(("before", "edit", "after", "expected"), [c[1:] for c in FIELDS], ids=[c[0] for c in FIELDS])
def test_fields(before: str, edit: str, after: str, expected: str | None) -> None:
    text = write_first(script(before))
    old, _, new = edit.partition(">")
    found, _ = revise(text.replace(old, new, 1) if old else text, script(after))
    assert scene_of(found).get("light") == expected
    assert revise(found, script(after))[0] == found


def test_the_unit_may_be_asked_for() -> None:
    text, _ = revise(write_first(script()), script("unit: ground"))
    assert scene_of(text)["unit"] == "ground"
    text, _ = revise(text, script())
    assert scene_of(text)["unit"] == "flight"


def test_an_entry_in_brackets_is_brought_in_step() -> None:
    text = 'schema: cupola/1\nscenes:\n  - {scene: "1", heading: INT. NAUKA - DAY}\n'
    found, _ = revise(text, script("light: sunrise; props: torch, {odd"))
    assert scene_of(found)["elements"] == {"props": ["torch", "{odd"]}
    assert scene_of(found)["light"] == "sunrise"
    gone, _ = revise(found, script())
    assert "light" not in scene_of(gone)


def test_comments_stay() -> None:
    text = write_first(script("props: torch")).replace("    elements:\n", "    # ours\n    elements:  # yours\n")
    found, _ = revise(text, script("props: torch, rope; sound: fan"))
    assert "    # ours\n    elements:  # yours\n" in found


names = st.sampled_from(("torch", "Torch", "a, b", "x × 2", "ЁЖ: 1", "- no", "{", "true", "#1", "é\u202e"))
lists = st.lists(st.tuples(st.sampled_from(("props", "sound", "extras")), names), max_size=6)


@given(st.lists(st.one_of(lists, st.sampled_from(("light: sun", "view: 1, 2", "")).map(str)), min_size=1, max_size=4))
@settings(max_examples=150, deadline=None)
def test_drafts_one_after_another_leave_what_the_last_one_asks_for(drafts: list[object]) -> None:
    """Without edits by hand, a breakdown brought through all drafts asks for the same as one made of the last."""
    text = write_first(script())
    for draft in drafts:
        notes = [draft] if isinstance(draft, str) else [f'{c}: "{name}"' for c, name in draft]  # type: ignore[attr-defined]
        text, _ = revise(text, script(*notes))
    fresh = scene_of(write_first(script(*notes)))
    found = scene_of(text)
    kept = {key: value for key, value in (found.get("elements") or {}).items() if value}  # type: ignore[union-attr]
    wanted = fresh.get("elements") or {}
    assert {k: sorted(map(str, v)) for k, v in kept.items()} == {k: sorted(map(str, v)) for k, v in wanted.items()}  # type: ignore[union-attr]
    assert [found.get(key) for key in ("light", "view")] == [fresh.get(key) for key in ("light", "view")]
