"""Names of files: harmless, and one for each name."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.publish.exchange.naming import file_stem
from tests.publish.exchange.conftest import HOSTILE


@pytest.mark.parametrize("name", ["anna", "пётр", "dubrov_2", "two-names"])
def test_a_plain_name_stays(name: str) -> None:
    assert file_stem(name) == name


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a/b", "a\\b", "c:", ".", "..", "", "con", "LPT1", "a" * 300, *HOSTILE]
)
def test_any_other_is_told_apart_by_its_hash_and_harmless(name: str) -> None:
    stem = file_stem(name)
    assert stem != name
    assert PurePosixPath(stem).name == PureWindowsPath(stem).name == stem
    assert stem.isprintable()
    assert len(stem.encode()) < 200


def test_names_that_differ_in_case_only_have_files_that_differ_in_more() -> None:
    assert len({file_stem(name).casefold() for name in ("anna", "Anna", "ANNA", "an na", "an/na")}) == 5


@given(st.lists(st.text(max_size=60), unique=True, max_size=8))
def test_no_two_names_give_one_file(names: list[str]) -> None:
    assert len({file_stem(name).casefold() for name in names}) == len(names)
