"""A plan answers what is asked of it: spans, people, gap, the strip of a shot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.figures import Money
from cupola.plan.result import Pass, Plan, Strip

FIRST = Pass(Span(0, 60), (Span(60, 70), Span(100, 110)), "vic")
SECOND = Pass(None, (Span(5600, 5610),), "pat")
STRIP = Strip("1A", "1", "x", ("ana", "bo"), "a", (FIRST, SECOND))
PLAN = Plan("t", "d", (STRIP,), (), 90, 100, 200, Money(), "proven best")


def test_a_pass_lasts_from_its_set_up_or_first_take_to_its_last_take() -> None:
    assert (FIRST.span, SECOND.span) == (Span(0, 110), Span(5600, 5610))


def test_a_strip_lasts_over_its_pauses_and_knows_everyone_once() -> None:
    assert STRIP.span == Span(0, 5610)
    assert STRIP.everyone == ("ana", "bo", "vic", "pat")
    same = replace(STRIP, passes=(FIRST, replace(SECOND, escort="vic")))
    assert same.everyone == ("ana", "bo", "vic")


@pytest.mark.parametrize(
    ("value", "bound", "gap"), [(90, 100, 0.1), (100, 100, 0.0), (0, 0, 0.0), (110, 100, 0.0), (0, 9, 1.0)]
)
def test_the_gap_is_a_part_of_the_bound(value: int, bound: int, gap: float) -> None:
    assert replace(PLAN, value=value, bound=bound).gap == pytest.approx(gap)


def test_a_shot_is_found_or_not() -> None:
    assert PLAN.strip("1A") is STRIP
    assert PLAN.strip("1B") is None
