"""Fingerprints: equal for equal words, alike for scenes alike."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.script.fingerprint import bare_words, fingerprint, likeness, sketch_likeness, split_fingerprint


def scene(seed: int, length: int = 150) -> list[str]:
    """Give words by chance out of a thousand."""
    chance = random.Random(seed)
    return [f"w{chance.randrange(1000)}" for _ in range(length)]


def test_words_without_case_and_punctuation() -> None:
    assert bare_words(["INT. HOUSE - DAY", "He's *there*; ЭХО_2!"]) == [
        *("int", "house", "day", "he", "s", "there", "эхо", "2")
    ]


def test_the_form() -> None:
    text = fingerprint(scene(1))
    exact, sketch = text.split("-")
    assert (len(exact), len(sketch)) == (12, 48)
    assert split_fingerprint(text) == (exact, int(sketch, 16))


def test_it_is_the_same_on_every_machine() -> None:
    """A breakdown is kept for years: the fingerprint of given words may never change."""
    assert fingerprint(["int", "house", "day", "he", "waits"]) == GOLDEN
    assert fingerprint([]) == EMPTY


GOLDEN = "ff6857b01709-e81a092b4d6f81a3c5e7092b481a3c5e7a3c5e73c5e7092b"
EMPTY = "ddd9c40767f9-f81a3c5e7092b4d6f81a3c5e7092b4d6f81a3c5e7092b4d6"


@pytest.mark.parametrize("text", ["", "x", "123", "0" * 12 + "-" + "0" * 47, "G" * 12 + "-" + "0" * 48, "0" * 61])
def test_other_text_is_no_fingerprint(text: str) -> None:
    assert split_fingerprint(text) is None
    assert likeness(text, fingerprint(scene(1))) is None


def test_likeness_is_one_for_the_same_words_only() -> None:
    words = scene(2)
    assert likeness(fingerprint(words), fingerprint(list(words))) == 1.0
    changed = likeness(fingerprint(words), fingerprint([*words, "more"]))
    assert changed is not None
    assert 0.8 < changed < 1.0


def test_scenes_that_have_nothing_in_common_are_not_alike() -> None:
    prints = [fingerprint(scene(seed)) for seed in range(40)]
    values = [likeness(a, b) for i, a in enumerate(prints) for b in prints[:i]]
    assert max(v for v in values if v is not None) < 0.25


@pytest.mark.parametrize("kept", [0.9, 0.7, 0.5, 0.3])
def test_likeness_tells_how_much_was_kept(kept: float) -> None:
    """A scene of which the end is rewritten: the mean over many is the share of pairs in common, within 0.04."""
    values, shares = [], []
    for seed in range(60):
        words = scene(seed)
        stays = int(kept * len(words))
        new = words[:stays] + scene(seed + 1000)[stays:]
        value = likeness(fingerprint(words), fingerprint(new))
        assert value is not None
        values.append(value)
        one, two = ({*pairwise(w)} for w in (words, new))
        shares.append(len(one & two) / len(one | two))
    assert sum(values) / 60 == pytest.approx(sum(shares) / 60, abs=0.04)


def test_short_scenes_can_be_compared() -> None:
    one = bare_words(["ext baikonur launch pad day the rocket smokes with cold three figures on the stair"])
    two = bare_words(["ext baikonur launch pad day the rocket smokes with frost three figures on the stair"])
    other = bare_words(["int destiny workbench day nobody speaks a screw turns in the air like a star"])
    assert (likeness(fingerprint(one), fingerprint(two)) or 0) > 0.5
    assert (likeness(fingerprint(one), fingerprint(other)) or 0) < 0.35


@given(st.lists(st.sampled_from("abcdef"), max_size=30), st.lists(st.sampled_from("abcdef"), max_size=30))
def test_likeness_is_symmetric_and_between_none_and_all(one: list[str], two: list[str]) -> None:
    first, second = fingerprint(one), fingerprint(two)
    value = likeness(first, second)
    assert value == likeness(second, first)
    assert value is not None
    assert 0 <= value <= 1
    assert (value == 1) == (one == two)


def test_a_sketch_differs_from_itself_in_nothing() -> None:
    assert sketch_likeness(0x123, 0x123) == 0.99
    assert sketch_likeness(0, (1 << 192) - 1) == 0.0
    assert sketch_likeness(0, int("0" * 24 + "8" * 24, 16)) == pytest.approx((0.5 - 1 / 16) / (15 / 16))
