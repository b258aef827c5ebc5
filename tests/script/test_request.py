"""Notes that ask for something, and notes for people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script.category import CATEGORIES, category_of
from cupola.script.request import Item, Request, item_text, read_request

ASKED = [
    ("light: sunrise", Request(fields=(("light", "sunrise"),))),
    ("Light: SUNRISE", Request(fields=(("light", "sunrise"),))),
    ("window: cupola top", Request(fields=(("window", "cupola.top"),))),
    ("window: Cupola forward starboard", Request(fields=(("window", "cupola.forward-starboard"),))),
    ("window: nauka.forward", Request(fields=(("window", "nauka.forward"),))),
    ("view by: night; view: Lisbon", Request(fields=(("view_by", "night"), ("view", "Lisbon")))),
    ('view: "45.92, 63.34"', Request(fields=(("view", "45.92, 63.34"),))),
    ("quiet: yes; direct: no", Request(fields=(("quiet", "true"), ("direct", "false")))),
    ("extras: 2", Request((Item("extras", "extras", 2),))),
    ("extras: 12 cosmonauts, 3 nurses", Request((Item("extras", "cosmonauts", 12), Item("extras", "nurses", 3)))),
    ("props: 9 mm gun", Request((Item("props", "9 mm gun"),))),
    ("props: spoon × 3, fork x2", Request((Item("props", "spoon", 3), Item("props", "fork", 2)))),
    ('props: "tin, open", torch', Request((Item("props", "tin, open"), Item("props", "torch")))),
    ("Make-up/Hair: scar", Request((Item("make_up", "scar"),))),
    ("VFX: wires out;", Request((Item("visual_effects", "wires out"),))),
    ("реквизит: фонарь; props: фонарь", Request((Item("props", "фонарь"),), unknown=("реквизит",))),
    ("pages: 1 3/8", Request(eighths=11)),
    ("pages: long", Request(unknown=("pages: long",))),
    ("revision: Blue", Request(revision="Blue")),
    ("light: sunrise;\nwidow: cupola top", Request(fields=(("light", "sunrise"),), unknown=("widow",))),
    ("props:", Request()),
    (
        "light: sunrise; window: cupola top; extras: 2",
        Request((Item("extras", "extras", 2),), (("light", "sunrise"), ("window", "cupola.top"))),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ASKED)
def test_a_note_that_asks(text: str, expected: Request) -> None:
    assert read_request(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "how?",
        "TODO: ask Boris",
        "Boris: not so loud",
        "light the lamp",
        "12:30 light",
        "a; light: sun",
        ": light",
        ";",
    ],
)
def test_a_note_for_people(text: str) -> None:
    assert read_request(text) is None


names = st.text(min_size=1, max_size=20).map(lambda s: " ".join(s.replace('"', "'").split())).filter(bool)


@given(st.sampled_from(sorted(CATEGORIES)), names)
def test_an_item_is_read_as_it_was_written(category: str, name: str) -> None:
    assert read_request(item_text(Item(category, name))) == Request((Item(category, name),))


@given(st.text(alphabet='ab:;,"× 12\n', max_size=60))
def test_any_note_is_read(text: str) -> None:
    request = read_request("props: " + text)
    assert request is None or all(item.name and item.count >= 1 for item in request.items)


def test_every_category_is_known_by_its_word_and_by_its_name() -> None:
    for key, category in CATEGORIES.items():
        assert {category_of(word) for word in (key, category.name, key.upper().replace("_", "-"))} == {key}
    assert category_of("torch") is None
    assert len({category.id for category in CATEGORIES.values()}) == len(CATEGORIES) == 22
