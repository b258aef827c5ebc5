"""Shots that must match others: each mistake is named at its place, and a sound match is carried to the shot."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.production import load
from cupola.production.load import inspect
from tests.ferry import BREAKDOWN as FERRY
from tests.ferry import write_ferry
from tests.production.faults import changed, found
from tests.small import write_small

THIRD = ("camera: komodo, setup: 10 min, take: 20 s,", "match: {}, camera: komodo, setup: 10 min, take: 20 s,")


def third(word: str, more: str = "") -> str:
    """Give the breakdown in which 3B is to match another shot."""
    return changed("breakdown", (THIRD[0], more + THIRD[1].format(word)))


def test_a_match_is_carried_to_the_shot(tmp_path: Path) -> None:
    production = load(write_small(tmp_path, breakdown=third("3A")))
    assert production.shots["3B"].match == "3A"
    assert production.shots["3A"].match is None


@pytest.mark.parametrize(
    ("word", "more", "text"),
    [
        ("3X", "", 'shot 3B: the shot to match "3X" is unknown'),
        ("3B", "", "shot 3B is to match itself"),
        ("1A", "", "shot 3B is made in CUPOLA, 1A in NAUKA: their light does not compare"),
        ("3A", "window: cupola.forward, ", "shot 3B is lit through cupola.forward, 3A through cupola.top"),
        ("3A", "light: eclipse, ", "shot 3B needs eclipse, 3A needs sun: the two never match"),
    ],
)
def test_a_match_that_cannot_be_is_named_at_its_word(tmp_path: Path, word: str, more: str, text: str) -> None:
    messages = found(tmp_path, breakdown=third(word, more))
    assert [(m.code, m.text) for m in messages] == [("E419", text)]
    assert messages[0].pointed.startswith(word)
    assert messages[0].message.hint


def test_on_the_ground_light_does_not_come_again_from_revolution_to_revolution(tmp_path: Path) -> None:
    word = "light: blue,"
    (message,) = inspect(write_ferry(tmp_path, breakdown=FERRY.replace(word, f"match: 1A, {word}")))[1]
    assert message.code == "E419"
    assert message.text == "shot 1B is made on the ground, where light comes again only from day to day"


def test_a_ring_of_matches_is_named_once(tmp_path: Path) -> None:
    text = changed(
        "breakdown",
        ("setup: 15 min, take: 1 min, takes: 3,", "match: 2B, setup: 15 min, take: 1 min, takes: 3,"),
        ("camera: komodo, setup: 10 min, take: 30 s,", "match: 2A, camera: komodo, setup: 10 min, take: 30 s,"),
    )
    messages = found(tmp_path, breakdown=text)
    assert [(m.code, m.text) for m in messages] == [("E419", "the matches go in a ring: 2A matches 2B matches 2A")]
    assert messages[0].pointed.startswith("2B")


def test_a_chain_of_matches_is_no_ring(tmp_path: Path) -> None:
    text = changed("breakdown", (THIRD[0], THIRD[1].format("3A")))
    text = text.replace("takes: 1, priority: 3}", "takes: 1, priority: 3}\n" + MORE)
    assert found(tmp_path, breakdown=text) == []


MORE = """\
      - {shot: 3C, text: The other hand, cast: [ada], crew: [dina], match: 3B, camera: komodo, setup: 10 min,
         take: 20 s, takes: 1}"""


def test_a_set_without_a_window_has_nothing_to_match(tmp_path: Path) -> None:
    production = changed("production", ("cupola: {name: CUPOLA, module: CUP,", "cupola: {name: CUPOLA, module: FGB,"))
    breakdown = third("3A").replace("light: sun, window: cupola.top,\n         view: earth-day,", "light: sun,")
    messages = found(tmp_path, production=production, breakdown=breakdown)
    assert [m.text for m in messages] == ["shot 3B: CUPOLA has no window, its light is always alike"]


def test_how_unlike_light_may_be_is_a_rule(tmp_path: Path) -> None:
    written = "rules: {match_turn: 5 deg, match_stops: 0.3, match_mired: 10, match_ground: 2}\nevents:"
    rules = load(write_small(tmp_path, production=changed("production", ("events:", written)))).rules
    found_ = rules.tolerance
    assert (found_.turn, found_.stops, found_.mired, found_.ground) == (5.0, 0.3, 10.0, 2.0)


@pytest.mark.parametrize("rule", ["match_turn: 0 deg", "match_stops: 0", "match_mired: -1", "match_ground: 100"])
def test_an_absurd_tolerance_is_a_mistake_of_form(tmp_path: Path, rule: str) -> None:
    messages = found(tmp_path, production=changed("production", ("events:", f"rules: {{{rule}}}\nevents:")))
    assert [m.code for m in messages] == ["E106"]


def test_windows_that_light_shots_are_the_one_named_or_all_of_the_set(tmp_path: Path) -> None:
    production = load(write_small(tmp_path))
    first, second = production.shots["3A"], production.shots["3B"]
    assert production.windows_of(second, first) == ("cupola.top",)
    assert len(production.windows_of(second)) == 7
    assert first.looks_out
    assert not second.looks_out
