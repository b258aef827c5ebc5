"""Facts are told in words, those of one scene under one another."""

from __future__ import annotations

import pytest

from cupola.bring.fact import Fact, as_json, lines


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (Fact("1", "props", "added", table="torch"), "props: + torch"),
        (Fact("1", "note", "kept", "Dark.", "Light."), "note: Dark. stays; the table has Light."),
        (Fact("1", "note", "replaced", "Dark.", "Light."), "note: Dark. → Light."),
        (Fact("9", "scene", "absent", table="EXT. SEA", why="no such scene"), "left out: EXT. SEA (no such scene)"),
        (Fact("9", "scene", "absent"), "left out"),
    ],
)
def test_a_fact_is_told_in_words(fact: Fact, text: str) -> None:
    assert fact.text() == text


def test_facts_of_one_scene_stand_under_one_another() -> None:
    facts = [Fact("1", "a", "added", table="x"), Fact("1", "b", "added", table="y"), Fact("2", "a", "added", table="z")]
    assert list(lines(facts)) == ["1         a: + x", "          b: + y", "2         a: + z"]


def test_a_long_text_is_cut_and_a_hostile_one_is_harmless() -> None:
    (line,) = lines([Fact("1", "note", "added", table="x\n" * 60 + "\x1b[2J")])
    assert len(line) < 100
    assert line.endswith("…")
    (line,) = lines([Fact("1", "note", "added", table="\x1b[2J")])
    assert line == "1         note: + \\x1b[2J"


def test_facts_are_plain_values() -> None:
    assert as_json([Fact("1", "a", "kept", "x", "y", "z")]) == [
        {"who": "1", "field": "a", "what": "kept", "here": "x", "table": "y", "why": "z"}
    ]
