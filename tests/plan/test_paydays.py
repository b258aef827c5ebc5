"""In the model, days are paid that are worked, travelled or held, beside those of strips that stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.money import money
from cupola.plan.paydays import PayDays
from cupola.plan.result import Strip
from cupola.plan.rules import board_of
from tests.plan.boards import minutes, problem, task, worker
from tests.plan.test_money import strip

DAYS = 5


def on(key: str, day: int, people: tuple[str, ...] = ("ana",)) -> Task:
    """Give a shot of ten minutes that can be made on one day only."""
    always = minutes((0, DAYS * 1440))
    return replace(task(key, people), open=always, rolling=minutes((1440 * day, 1440 * day + 10)))


def board(tasks: Sequence[Task], *workers: Worker) -> Problem:
    """Give a problem of five days."""
    return problem(tasks, workers, days=DAYS, factors=(1.0,) * DAYS)


def kept(name: str = "ana", rate: float = 500) -> Worker:
    """Give somebody who is paid by the day, and kept."""
    return worker(name, minutes((0, DAYS * 1440)), days=DAYS, day_rate=rate, holds=True)


def least(whole: Problem, beside: Sequence[Strip] = ()) -> int:
    """Give the least that day rates come to with all scenes in, in US dollars."""
    made = board_of(whole)
    for done in made.variables.done.values():
        made.model.add(done == 1)
    terms = PayDays(made.model, whole, made.variables, beside).terms()
    made.model.minimize(sum(terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(made.model) == cp_model.OPTIMAL
    return round(solver.objective_value) // 100


BO = kept("bo", 0)


def test_a_day_is_paid_once_however_much_is_shot_on_it() -> None:
    two = [on("1A", 0), replace(on("2A", 0), rolling=minutes((20, 30)))]
    assert least(board(two, kept())) == 500


def test_a_day_between_two_of_work_is_paid_if_others_shoot() -> None:
    apart = [on("1A", 0), on("2A", 3)]
    assert least(board(apart, kept())) == 1000, "nobody shoots in between"
    assert least(board([*apart, on("3A", 1, ("bo",))], kept(), BO)) == 1500
    assert least(board([*apart, on("3A", 4, ("bo",))], kept(), BO)) == 1000, "after the last day nobody is held"


def test_who_is_not_kept_is_paid_for_work_alone() -> None:
    tasks = [on("1A", 0), on("2A", 3), on("3A", 1, ("bo",))]
    assert least(board(tasks, replace(kept(), holds=False), BO)) == 1000


def test_days_of_strips_that_stay_are_paid_already_but_may_make_others_held() -> None:
    """Bo shoots on the second day, as it stands; Ana on the first, as it stands, and on the fourth, as is planned."""
    stay = [strip(on("7A", 0), 0), strip(on("8A", 1, ("bo",)), 1440)]
    assert least(board([on("1A", 3)], kept(), BO), stay) == 1000, "the fourth day, and the second"
    assert least(board([on("1A", 0)], kept(), BO), stay) == 0


def test_a_day_of_travel_is_paid_already() -> None:
    tasks = [on("1A", 0), on("2A", 2), on("3A", 1, ("bo",))]
    assert least(board(tasks, replace(kept(), travels=frozenset({1})), BO)) == 1000


def test_the_escort_who_is_there_already_is_the_cheaper_one() -> None:
    tasks = [replace(on("1A", 0), escorts=("eve", "ed")), on("2A", 0, ("eve",))]
    tasks[1] = replace(tasks[1], rolling=minutes((60, 70)))
    people = [worker("ana", days=DAYS), kept("eve", 300), kept("ed", 200)]
    assert least(board(tasks, *people)) == 300


def test_without_day_rates_there_is_nothing_to_pay() -> None:
    made = board_of(board([on("1A", 0)], kept(rate=0)))
    assert PayDays(made.model, made.problem, made.variables, ()).terms() == []


@settings(max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from([("ana",), ("bo",), ("ana", "bo")])), min_size=1, max_size=5),
    st.booleans(),
    st.booleans(),
)
def test_what_is_fixed_costs_in_the_model_what_it_costs_on_paper(
    shots: list[tuple[int, tuple[str, ...]]], ana: bool, bo: bool
) -> None:
    """With every shot tied to its day there is nothing to choose: the least is what the strips cost."""
    tasks = [
        replace(on(f"{k}A", day, people), rolling=minutes((1440 * day + 20 * k, 1440 * day + 20 * k + 10)))
        for k, (day, people) in enumerate(shots, 1)
    ]
    whole = board(tasks, replace(kept("ana", 300), holds=ana), replace(kept("bo", 70), holds=bo))
    strips = [strip(one, 1440 * day + 20 * k) for k, (one, (day, _)) in enumerate(zip(tasks, shots, strict=True), 1)]
    paid = money(whole, strips)
    assert least(whole) * 100 == paid.days + paid.held
