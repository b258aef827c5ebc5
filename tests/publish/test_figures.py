from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.plan.figures import Money, Robustness
from cupola.plan.result import Plan
from cupola.plan.summary import summary_lines
from cupola.publish.figures import figure_lines
from cupola.publish.language import english, language_of

MONEY = Money(
    shots=1_234_500, rigging=45_000, held=100, rigging_s=5400, changes_s=65, borrowed_s=3600, rigs=3, hold_days=1
)
SOON = Robustness(lead=250_000, in_the_can=(300, 900), once=("3", "7A"))


@pytest.mark.parametrize(
    ("money", "soon"),
    [
        (Money(), Robustness()),
        (MONEY, SOON),
        (replace(MONEY, changes_s=0, borrowed_s=0, hold_days=2), replace(SOON, once=("3",))),
        (MONEY, Robustness(lead=1, in_the_can=tuple(range(40)))),
    ],
)
def test_in_english_they_are_what_cupola_plan_prints(plan: Plan, money: Money, soon: Robustness) -> None:
    told = replace(plan, money=money, robustness=soon)
    assert list(figure_lines(told, english())) == summary_lines(told)


def test_in_russian_they_say_the_same(plan: Plan) -> None:
    lines = list(figure_lines(replace(plan, money=MONEY, robustness=SOON), language_of("ru")))
    assert lines[0] == "ценность 900; больше 1000 не даст ни один план (разрыв 10,0\u00a0%); доказано"
    assert lines[1].startswith("стоимость: 12\u00a0796 долл. США (съёмка 12\u00a0345, подготовка 450, дни простоя 1)")
    assert "подготовка (3 объекта) 1 ч 30 мин" in lines[2]
    assert lines[-1] == "нет второй попытки в другой день: эпизоды 3, 7A"
