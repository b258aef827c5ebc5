"""Who speaks."""

from __future__ import annotations

import pytest

from cupola.script.cue import is_cue, speaker, split_dual


@pytest.mark.parametrize(
    "line",
    ["ANNA", "R2D2", "ANNA (V.O.)", "HANS (on the radio)", "МАША", "ÉLODIE", "GROßMUTTER", "SOLDADO Nº 2", "A (b) (c)"],
)
def test_a_name_in_capitals_can_be_a_cue(line: str) -> None:
    assert is_cue(line)


@pytest.mark.parametrize(
    "line", ["Anna", "23", "(ANNA)", "McCLANE", "ANNA says", "ANNA (V.O.) says", "猫", "...", "(a"]
)
def test_anything_else_cannot(line: str) -> None:
    assert not is_cue(line)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("EVE ^", ("EVE", True)),
        ("EVE^", ("EVE", True)),
        ("EVE (V.O.) ^", ("EVE (V.O.)", True)),
        ("EVE", ("EVE", False)),
    ],
)
def test_the_caret_is_taken_off(line: str, expected: tuple[str, bool]) -> None:
    assert split_dual(line) == expected


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("BORIS", "BORIS"),
        ("BORIS (V.O.)", "BORIS"),
        ("BORIS (V.O.) (CONT'D)", "BORIS"),
        ("BORIS (to (himself))", "BORIS"),
        ("BORIS (V.O.", "BORIS"),
        ("**BORIS**", "BORIS"),
        ("MR.  OREL", "MR. OREL"),
        ("McDUCK", "McDUCK"),
        ("(V.O.)", "(V.O.)"),
        ("BORIS) GAI", "BORIS) GAI"),
    ],
)
def test_the_name_in_a_cue(cue: str, name: str) -> None:
    assert speaker(cue) == name
