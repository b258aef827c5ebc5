"""Small boards under every rule, drawn at random: those of `test_properties` with changes, hours, looks and locks."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from cupola.plan.model.hours import Hours
from cupola.plan.model.problem import Problem, Task, Worker
from tests.plan.boards import MINUTE, START, changes
from tests.plan.test_properties import SLOT, boards, mostly

DAY_SLOTS = 144


@st.composite
def whole_boards(draw: st.DrawFn) -> Problem:
    """Draw a board under every rule; some takes are so short that they take no cell of a grid."""
    board = draw(boards())
    tasks = {key: draw(_dressed(one)) for key, one in board.tasks.items()}
    tasks = {key: replace(one, lock=draw(_locks(one))) for key, one in tasks.items()}
    return replace(
        board,
        tasks=tasks,
        workers={key: draw(_with_hours(one)) for key, one in board.workers.items()},
        changes=draw(mostly(None, draw(_changes()), draw(_changes()))),
        pass_gap=board.pass_gap + draw(st.sampled_from([0, SLOT * MINUTE])),
    )


@st.composite
def _dressed(draw: st.DrawFn, one: Task) -> Task:
    """Draw who carries the set-up, the light scheme, looks, and how long a take is."""
    looks = tuple((person, draw(st.sampled_from(["suit", "shirt"]))) for person in one.people if draw(st.booleans()))
    return replace(
        one,
        crew=draw(st.sampled_from([(), one.people[:1], one.people])),
        rig=draw(st.sampled_from(["", "blue"])),
        looks=looks,
        take=draw(st.sampled_from([SLOT * MINUTE, SLOT * MINUTE, 20.0, 3 * MINUTE])),
        may_break=draw(st.booleans()),
    )


def _locks(one: Task) -> st.SearchStrategy[Any]:
    at = st.sampled_from([START + k * SLOT * MINUTE for k in (0, 1, 2, 3, 4, 5, DAY_SLOTS)])
    return st.one_of(*[st.just(())] * 5, st.tuples(at)) if one else st.just(())


@st.composite
def _changes(draw: st.DrawFn) -> Any:
    travel = {("x", "y"): SLOT} if draw(st.booleans()) else {}
    return changes(
        sets=draw(st.sampled_from([0, 4, SLOT, 2 * SLOT])),
        rigs=draw(st.sampled_from([0, SLOT])),
        travel=travel,
        looks={"ana": draw(st.sampled_from([0, SLOT]))},
        moves=draw(st.sampled_from([None, 0, 1])),
    )


@st.composite
def _with_hours(draw: st.DrawFn, one: Worker) -> Worker:
    """Draw limits of a week, of days in a row, of a day, of rest and of meals."""
    hours = Hours(
        film_per_week=draw(mostly(math.inf, 50 * MINUTE, 30 * MINUTE)),
        days_in_a_row=draw(mostly(math.inf, 1)),
        work=draw(mostly((), (40 * MINUTE, 20 * MINUTE), (20 * MINUTE, 0.0))),
        day_length=draw(mostly(math.inf, 40 * MINUTE)),
        turnaround=draw(mostly(0.0, 1440 * MINUTE)),
        meal_after=draw(mostly(math.inf, 30 * MINUTE)),
    )
    return replace(one, hours=hours)
