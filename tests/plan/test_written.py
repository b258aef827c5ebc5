"""The figures of a plan are written with their units and read back to the cent and the second."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.figures import PARTS, Money, Robustness
from cupola.plan.written import (
    MoneyForm,
    RobustnessForm,
    money_fields,
    money_json,
    money_read,
    robustness_fields,
    robustness_json,
    robustness_read,
)

amounts = st.integers(0, 10**12)
MONEY = Money(shots=123_45, held=50_000_00, rigging_s=7200, rigs=2, hold_days=1)


def test_money_is_written_in_dollars_and_time_in_seconds() -> None:
    fields = money_fields(MONEY)
    assert tuple(fields)[: len(PARTS)] == PARTS
    assert (fields["shots"], fields["held"], fields["days"]) == ("123.45 USD", "50000.00 USD", "0.00 USD")
    assert (fields["rigging_time"], fields["rigs"]) == ("7200 s", 2)
    assert set(fields) == set(MoneyForm.model_fields)


def test_robustness_is_written_with_its_unit() -> None:
    found = Robustness(90, (0, 5), ("3",))
    assert robustness_fields(found) == {"lead": "90 s", "in_the_can": [0, 5], "once": ["3"]}
    assert set(robustness_fields(found)) == set(RobustnessForm.model_fields)


def test_data_has_plain_numbers_whose_names_tell_the_unit() -> None:
    found = money_json(MONEY)
    assert (found["total_usd"], found["shots_usd"], found["rigging_s"], found["hold_days"]) == (
        50123.45,
        123.45,
        7200,
        1,
    )
    assert robustness_json(Robustness(90, (0, 5), ("3",))) == {"lead_s": 90, "in_the_can": [0, 5], "once": ["3"]}


@given(st.lists(amounts, min_size=len(PARTS) + 5, max_size=len(PARTS) + 5))
def test_what_is_written_reads_back_to_the_cent(figures: list[int]) -> None:
    money = Money(*figures)
    assert money_read(MoneyForm.model_validate(money_fields(money))) == money


@given(amounts, st.lists(amounts, max_size=20), st.lists(st.sampled_from(["1", "2A", "x y"]), max_size=3))
def test_robustness_reads_back(lead: int, can: list[int], once: list[str]) -> None:
    found = Robustness(lead, tuple(can), tuple(once))
    assert robustness_read(RobustnessForm.model_validate(robustness_fields(found))) == found
