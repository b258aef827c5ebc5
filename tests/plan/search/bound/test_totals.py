"""No plan is worth more than what people's and sets' time allows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from cupola.plan.model.problem import Problem
from cupola.plan.search.bound.totals import within_totals
from tests.plan.boards import MINUTE, minutes, problem, task, worker
from tests.plan.rules import best_value
from tests.plan.search.bound.drawing import whole_boards
from tests.plan.test_properties import SLOT


@settings(max_examples=25)
@given(whole_boards())
def test_no_plan_is_worth_more(board: Problem) -> None:
    assert within_totals(board) >= best_value(board, SLOT * MINUTE) - 1e-6


def valued(count: int, *values: int, free: float = 60, limit: float = 1440) -> Problem:
    """Give so many scenes of ten minutes of somebody who is free for some minutes."""
    made = problem([task(f"{k}A") for k in range(1, count + 1)])
    scenes = tuple(replace(scene, value=value) for scene, value in zip(made.scenes, values, strict=True))
    return replace(made, scenes=scenes, workers={"ana": worker("ana", minutes((0, free)), limit=limit)})


def test_what_fits_is_worth_all_of_it() -> None:
    made = valued(3, 5, 6, 7)
    assert within_totals(made) == pytest.approx(18)


def test_what_does_not_fit_is_left_out_by_its_worth() -> None:
    """Twenty minutes for three scenes of ten: the two that are worth most, and the second of rounding."""
    assert within_totals(valued(3, 5, 6, 7, free=20)) == pytest.approx(13, abs=0.02)


def test_the_limit_of_a_day_counts_on_days_with_film_time_alone() -> None:
    assert within_totals(valued(3, 5, 6, 7, limit=10)) == pytest.approx(7, abs=0.02)


def test_a_set_that_is_open_for_a_while_holds_no_more() -> None:
    made = valued(3, 5, 6, 7)
    tasks = {key: replace(one, open=minutes((0, 10))) for key, one in made.tasks.items()}
    assert within_totals(replace(made, tasks=tasks)) == pytest.approx(7, abs=0.02)
