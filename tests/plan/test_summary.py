"""What a plan is worth, costs, and how early it is done is said in words and figures that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY
from cupola.plan.figures import PARTS, Money, Robustness
from cupola.plan.result import Plan
from cupola.plan.summary import WORDS, cost_lines, robustness_lines, summary_lines, told_days


def test_every_part_of_the_money_has_words() -> None:
    assert tuple(WORDS) == PARTS


def test_parts_that_cost_nothing_are_not_named() -> None:
    money = Money(shots=123_456_00, held=500_00, rigging_s=7200, rigs=2, hold_days=1)
    assert cost_lines(money) == [
        "cost: 123,956 US dollars (on the shots 123,456, days held 500)",
        "crew time: rigging 2 rigs, 2 h 00 min; borrowed from private time nothing",
        "held without work: 1 day",
    ]


def test_where_nobody_has_a_price_it_is_said_that_hours_decide() -> None:
    assert cost_lines(Money(rigging_s=3600, borrowed_s=600, rigs=1)) == [
        "cost: nobody has a price, so hours decide",
        "crew time: rigging 1 rig, 1 h 00 min; borrowed from private time 10 min",
    ]


def test_the_can_fills_in_parts_of_the_value_that_is_planned() -> None:
    found = Robustness(round(1.25 * DAY), (0, 50, 200), ("3", "7"))
    assert robustness_lines(found, 200) == [
        "in the can by the end of each day: 0%, 25%, 100%; in the mean 1.2 days before the wrap",
        "no second chance on a later day: scenes 3, 7",
    ]
    assert robustness_lines(Robustness(0, (9,), ("3",)), 9)[-1].endswith("day: scene 3")
    assert robustness_lines(Robustness(0, (0,)), 0) == []


def test_of_a_shoot_longer_than_three_weeks_the_can_is_told_by_week() -> None:
    assert told_days(21) == list(range(21))
    assert told_days(22) == [6, 13, 20, 21]
    assert told_days(28) == [6, 13, 20, 27]
    days = tuple(range(1, 23))
    assert robustness_lines(Robustness(0, days), 22)[0].startswith(
        "in the can by the end of each week: 32%, 64%, 95%, 100%; in the mean"
    )


def test_the_summary_says_worth_then_money_then_safety() -> None:
    plan = Plan("", "", (), (), 50, 200, 300, Money(days=700_00), "proof", robustness=Robustness(0, (50,)))
    assert summary_lines(plan) == [
        "value 50; no plan can be worth more than 200 (gap 75.0%); proof",
        "cost: 700 US dollars (days of work and travel 700)",
        "crew time: rigging 0 rigs, 0 s; borrowed from private time nothing",
        "in the can by the end of each day: 100%; in the mean 0.0 days before the wrap",
    ]


@given(st.lists(st.integers(0, 10**9), min_size=len(PARTS), max_size=len(PARTS)))
def test_the_parts_that_are_said_add_up_to_the_total(amounts: list[int]) -> None:
    money = Money(**dict(zip(PARTS, amounts, strict=True)))
    line = cost_lines(money)[0]
    if not money.cents:
        assert "hours decide" in line
        return
    figures = [float(word.strip("(),").replace(",", "")) for word in line.split() if word.strip("(),")[0].isdigit()]
    assert figures[0] == pytest.approx(sum(figures[1:]), abs=len(PARTS))
