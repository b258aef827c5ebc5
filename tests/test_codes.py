"""The table of codes is in order: a new one has its place."""

from __future__ import annotations

import re

import pytest

from cupola.codes import CODES


def test_codes_are_of_the_known_form() -> None:
    assert all(re.fullmatch(r"[EW]\d{3}", code) for code in CODES)


@pytest.mark.parametrize("kind", ["E", "W"])
def test_codes_of_a_kind_rise(kind: str) -> None:
    codes = [code for code in CODES if code[0] == kind]
    assert codes == sorted(codes)


def test_a_meaning_is_a_part_of_a_sentence() -> None:
    for meaning in CODES.values():
        assert meaning.strip() == meaning
        assert meaning[-1] not in ".!"
