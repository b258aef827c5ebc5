from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.publish.record import clean, printable, record, told


@dataclass(frozen=True, slots=True)
class _Inner:
    text: str


@dataclass(frozen=True, slots=True)
class _View:
    rows: tuple[_Inner, ...]
    count: int
    share: float
    none: None
    done: bool


def test_a_view_becomes_plain_data() -> None:
    view = _View((_Inner("a"), _Inner("b")), 2, 0.5, None, True)
    assert record(view) == {
        "rows": [{"text": "a"}, {"text": "b"}],
        "count": 2,
        "share": 0.5,
        "none": None,
        "done": True,
    }


def test_what_is_no_data_is_refused() -> None:
    with pytest.raises(TypeError, match="set has no place on paper"):
        record({1, 2})


def test_control_characters_are_shown_as_unreadable() -> None:
    assert printable("a\x00b\x1bc\ud800") == "a�b�c�"
    assert printable("tab\tand\nline") == "tab\tand\nline"


def test_marks_that_turn_the_line_around_are_dropped() -> None:
    assert printable("a\N{RIGHT-TO-LEFT OVERRIDE}b") == "ab"


def test_an_endless_word_can_be_broken() -> None:
    assert printable("x" * 40) == "x" * 40
    assert printable("x" * 100).split("\N{ZERO WIDTH SPACE}") == ["x" * 40, "x" * 40, "x" * 20]


@given(st.text())
def test_any_text_can_be_written_as_json_and_utf8(text: str) -> None:
    assert json.loads(json.dumps(record((text,))).encode("utf-8"))[0] == printable(text)


@given(st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30))
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert printable(text) == text


def test_a_view_told_once_is_the_same_data() -> None:
    once = told(("a", 1, None), made=7)
    assert record(once) == record(("a", 1, None)) == ["a", 1, None]
    assert once.made == 7


@given(st.text(max_size=60))
def test_the_short_way_for_plain_text_changes_nothing(text: str) -> None:
    slow = clean(text)
    assert printable(text).replace("\N{ZERO WIDTH SPACE}", "") == slow.replace("\N{ZERO WIDTH SPACE}", "")
