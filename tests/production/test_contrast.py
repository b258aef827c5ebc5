"""Two documents differ where they mean something else, not where the same is written otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.production.contrast import Contrast, contrasts, is_same
from cupola.tree import Plain, parse


def plain(text: str) -> Plain:
    return parse(text, "production.yaml").root.plain()


def told(before: str, after: str) -> list[str]:
    return [one.text() for one in contrasts(plain(before), plain(after))]


KLIM = "people: {klim: {name: Klim Shipenko, day: visitor, limits: {film_per_day: 6 h}}}"


@pytest.mark.parametrize(
    ("after", "text"),
    [
        (KLIM.replace("6 h", "5 h"), ["Klim Shipenko's film_per_day 6 h → 5 h"]),
        (KLIM.replace("6 h", "360 min"), []),
        (KLIM.replace(", limits: {film_per_day: 6 h}", ""), ["Klim Shipenko's film_per_day − 6 h"]),
        (KLIM.replace("visitor", "visitor, novice: true"), ["Klim Shipenko's novice + true"]),
        (KLIM.replace("name: Klim Shipenko", "name: Klim"), ["Klim's name Klim Shipenko → Klim"]),
        ("people: {}", ["Klim Shipenko − day visitor, limits {film_per_day: 6 h}"]),
        (KLIM[:-1] + ", ada: {name: Ada, day: helper}}", ["Ada + day helper"]),
    ],
)
def test_people_are_told_by_their_names(after: str, text: list[str]) -> None:
    assert told(KLIM, after) == text


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("sets: {a: {name: Nauka}}", "sets: {a: {name: Nauka, capacity: 3}}", ["set Nauka: capacity + 3"]),
        ("cameras: {red: {bodies: 1}}", "cameras: {red: {bodies: 2}}", ["camera red: bodies 1 → 2"]),
        ("gear: {}", "gear: {led: {name: LED, count: 2}}", ["gear LED + count 2"]),
        ("rules: {pass_gap: 1 h}", "rules: {pass_gap: 2 h}", ["rules › pass_gap 1 h → 2 h"]),
        ("title: A", "title: A\nrules: {pass_gap: 2 h}", ["rules › pass_gap + 2 h"]),
        (
            "events: [{what: Drill, from: 2021-10-07T10:00Z}]",
            "events: [{what: Drill, from: 2021-10-07T11:00Z}]",
            ["event Drill: from 2021-10-07T10:00Z → 2021-10-07T11:00Z"],
        ),
        ("events: [{what: A}, {what: B}]", "events: [{what: B}, {what: A}]", []),
        ("people: {a: {roles: [x, y]}}", "people: {a: {roles: [y, z]}}", ["a's roles − [x]", "a's roles + [z]"]),
        ("a: [x, y]", "a: [y, x]", ["a [x, y] → [y, x]"]),
        ("a: x", "a: [x]", []),
        (
            "days: {d: [{from: '06:00', is: film}]}",
            "days: {d: [{from: '06:00', is: rest}]}",
            ["day plan d: 06:00 › is film → rest"],
        ),
        (
            "shots: [{shot: 1A, takes: 3}]",
            "shots: [{shot: 1A, takes: 4}, {shot: 1B, takes: 1}]",
            ["shot 1A: takes 3 → 4", "shot 1B + takes 1"],
        ),
    ],
)
def test_fields_are_told_by_whose_they_are(before: str, after: str, text: list[str]) -> None:
    assert told(before, after) == text


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("1 h", "60 min", True),
        ("1 h 30 min", "90 min", True),
        ("2021-10-07T10:00Z", "2021-10-07T10:00:00Z", True),
        ("1 h", "61 min", False),
        ("35 mm", "35 mm ", True),
        ("1 m", "1 min", False),
        (1, 1.0, True),
        (1, True, False),
        ("1", 1, False),
        ([1], [1, 2], False),
        (None, [None], False),
        ({"a": "1 h"}, {"a": "60 min"}, True),
    ],
)
def test_the_same_may_be_written_otherwise(one: object, other: object, same: bool) -> None:
    assert is_same(one, other) is is_same(other, one) is same


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.text("ab1 h:", max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["people", "shots", "name", "what", "a"]), inner, max_size=3)
    ),
    max_leaves=12,
)
DOCUMENTS = st.dictionaries(st.sampled_from(["people", "sets", "events", "shots", "rules", "a"]), VALUES, max_size=4)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(DOCUMENTS, DOCUMENTS)
def test_any_two_documents_are_compared_and_only_equal_ones_have_no_difference(one: Plain, other: Plain) -> None:
    assert contrasts(one, one) == ()
    found = contrasts(one, other)
    assert all(isinstance(each.text(), str) for each in found)
    back = contrasts(other, one)
    assert bool(found) == bool(back)
    flipped = {"added": "taken out", "taken out": "added", "changed": "changed"}
    assert sorted((each.path, flipped[each.kind]) for each in found) == sorted((each.path, each.kind) for each in back)


def test_a_long_value_is_cut_in_words_and_whole_as_data() -> None:
    (found,) = contrasts({"a": "x"}, {"a": "y" * 300})
    assert len(found.text()) < 120
    assert found.after == "y" * 300


def test_a_contrast_without_an_owner_is_told_by_its_path() -> None:
    assert Contrast(("stay", "wrap"), "added", "", "x").text() == "stay › wrap + x"
