"""What a plan costs is counted as a production manager would, part by part."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from cupola.clock import Span
from cupola.plan.figures import PARTS, Money
from cupola.plan.model.problem import Problem, Task, Worker
from cupola.plan.model.reading import strips_of
from cupola.plan.money import cents, held, money
from cupola.plan.result import Pass, Strip
from cupola.plan.rules import board_of
from cupola.plan.search.objective import Objective
from tests.plan.boards import MINUTE, START, changes, minutes, problem, task, worker
from tests.plan.conftest import Desk

HOUR = 3600


def strip(
    one: Task, *starts: float, length: float = 10, escort: str | None = None, setup: tuple[float, float] | None = None
) -> Strip:
    """Give a strip with one take in each pass, which begin at these minutes."""
    takes = [Span(START + at * MINUTE, START + (at + length) * MINUTE) for at in starts]
    first = Span(START + setup[0] * MINUTE, START + setup[1] * MINUTE) if setup else None
    passes = tuple(Pass(None if k else first, (take,), escort) for k, take in enumerate(takes))
    return Strip(one.id, one.scene, one.set, one.people, one.camera, passes)


X1, X2 = task("1A", place="x"), task("2A", place="x")
Y1, Y2 = task("3A", place="y"), task("4A", place="y")
BOARD = problem([X1, X2, Y1, Y2], [worker("ana", price=360)], rigging=60)


def test_film_time_is_paid_by_the_hour_to_everybody_in_the_pass_and_to_the_escort() -> None:
    one = task("1A", ("ana", "bo"), escorts=("eve",))
    board = problem([one], [worker("ana", price=120), worker("bo"), worker("eve", price=36)])
    paid = money(board, [strip(one, 0, length=30, escort="eve")])
    assert paid.shots == 100 * (60 + 18)
    assert (paid.cents, paid.total) == (7800, 78.0)


def test_the_set_up_is_paid_too() -> None:
    one = task("1A", setup=20, take=10)
    board = problem([one], [worker("ana", price=60)])
    assert money(board, [strip(one, 20, setup=(0, 20))]).shots == 3000


def test_private_time_has_its_own_price_and_its_own_hours() -> None:
    one = task("1A", ("ana", "bo"))
    film, evening = minutes((0, 600)), minutes((600, 700))
    board = problem([one], [worker("ana", film, evening, price=60, private_price=90), worker("bo", price=60)])
    paid = money(board, [strip(one, 620)])
    assert (paid.borrowed, paid.shots) == (1500, 1000), "for bo it is film time"
    assert paid.borrowed_s == paid.effort == 600
    assert money(board, [strip(one, 0)]).borrowed_s == 0
    assert money(board, [strip(one, 595)]).borrowed_s == 0, "half in private time is not legal, and lends nothing"


def test_a_set_is_rigged_each_time_that_somebody_comes_to_it() -> None:
    to_and_fro = money(BOARD, [strip(X1, 0), strip(Y1, 20), strip(X2, 40), strip(Y2, 60)])
    in_rows = money(BOARD, [strip(X1, 0), strip(X2, 20), strip(Y1, 40), strip(Y2, 60)])
    assert (to_and_fro.rigs, to_and_fro.rigging_s, to_and_fro.rigging) == (4, 4 * HOUR, 4 * 36000)
    assert (in_rows.rigs, in_rows.rigging_s, in_rows.rigging) == (2, 2 * HOUR, 2 * 36000)
    assert to_and_fro.shots == in_rows.shots


def test_a_set_is_rigged_anew_each_day() -> None:
    assert money(BOARD, [strip(X1, 0), strip(X2, 1440)]).rigs == 2


def test_a_later_pass_finds_its_set_up_as_it_was_left() -> None:
    twice = task("1A", place="x", passes=(1, 1))
    board = problem([twice, X2, Y1], [worker("ana")], rigging=60)
    assert money(board, [strip(twice, 0, 90), strip(Y1, 30)]).rigs == 2, "one in x, one in y"
    assert money(board, [strip(twice, 0, 90), strip(Y1, 30), strip(X2, 110)]).rigs == 2, "and the next shot stays there"


def test_crews_rig_and_the_cast_does_where_there_is_none() -> None:
    crewed = task("1A", ("ana", "bo"), place="x", crew=("bo",))
    alone = task("2A", ("ana",), place="y")
    board = problem([crewed, alone], [worker("ana", price=10), worker("bo", price=20)], rigging=30)
    assert money(board, [strip(crewed, 0)]).rigging == 1000
    assert money(board, [strip(alone, 20)]).rigging == 500
    both = replace(crewed, crew=("ana", "bo"))
    paid = money(replace(board, tasks={**board.tasks, "1A": both}), [strip(both, 0)])
    assert (paid.rigging, paid.rigging_s, paid.rigs) == (1500, HOUR, 1), "two people, one rig"


def test_what_the_cast_does_in_between_leaves_the_rig_standing() -> None:
    """Ana rigs x; as cast she goes to y and comes back: x stands as it did."""
    bo = task("3A", ("ana", "bo"), place="y", crew=("bo",))
    board = problem([X1, X2, bo], rigging=60)
    assert money(board, [strip(X1, 0), strip(bo, 20), strip(X2, 40)]).rigs == 2


def test_without_rigging_in_the_problem_nothing_is_rigged_for_money() -> None:
    paid = money(problem([X1], [worker("ana", price=360)]), [strip(X1, 0)])
    assert (paid.rigging, paid.rigging_s, paid.rigs) == (0, 0, 1)


def test_changes_cost_what_they_take_beyond_the_rest_between_any_two_shots() -> None:
    """Ten minutes to carry the kit, twenty to travel, five of which are the rest that there is anyway."""
    kit = [replace(one, crew=("ana",)) for one in (X1, Y1)]
    away = task("5A", ("ana", "bo"), place="z")
    board = problem(
        [*kit, away],
        [worker("ana", price=60), worker("bo", price=600)],
        changes=changes(sets=10, travel={("y", "z"): 20}),
        rest=5,
    )
    paid = money(board, [strip(kit[0], 0), strip(kit[1], 30), strip(away, 60)])
    assert (paid.changes_s, paid.changes) == (5 * 60 + 15 * 60, 2000), "bo does not come from y"
    assert money(board, [strip(kit[0], 0), strip(kit[1], 1440)]).changes_s == 0, "over night there is time enough"
    assert money(replace(board, changes=None), [strip(kit[0], 0), strip(kit[1], 30)]).changes_s == 0


def test_everybody_s_change_of_look_and_company_move_is_paid() -> None:
    one = task("1A", ("ana", "bo"), place="y", looks={"ana": "wounded"})
    other = task("2A", ("ana", "bo"), place="z", looks={"ana": "well"})
    moved = changes(travel={("y", "z"): 60}, looks={"ana": 30})
    board = problem([one, other], [worker("ana", price=10), worker("bo", price=20)], changes=moved)
    paid = money(board, [strip(one, 0), strip(other, 120)])
    assert (paid.changes_s, paid.changes) == (90 * 60 + 60 * 60, 1500 + 2000)


def five_days(ana: Worker, bo: Worker) -> tuple[Problem, list[Strip]]:
    """Give five days: Ana on the first and the fourth, Bo on the third; nobody on the second and the fifth."""
    tasks = [task("1A"), task("2A", ("bo",)), task("3A")]
    board = problem(tasks, [ana, bo], days=5, factors=(1.0,) * 5)
    return board, [strip(t, 1440 * day + 60) for t, day in zip(tasks, (0, 2, 3), strict=True)]


def test_days_of_work_and_held_days_are_paid_and_days_off_of_everybody_are_not() -> None:
    board, strips = five_days(
        worker("ana", days=5, day_rate=500, holds=True), worker("bo", days=5, day_rate=100, holds=True)
    )
    paid = money(board, strips)
    assert paid.days == 100 * (2 * 500 + 100)
    assert paid.held == 100 * 500, "the third day; on the second nothing is shot"
    assert paid.hold_days == 1


def test_somebody_who_is_not_kept_is_paid_for_days_of_work_alone() -> None:
    board, strips = five_days(worker("ana", days=5, day_rate=500), worker("bo", days=5))
    paid = money(board, strips)
    assert (paid.days, paid.held, paid.hold_days) == (100000, 0, 0)


def test_a_day_of_travel_is_paid_and_is_not_held() -> None:
    """Ana works on the first and the fourth day and travels on the third, which Bo works; Cy only travels."""
    ana, cy = (worker(name, days=5, day_rate=500, holds=True) for name in ("ana", "cy"))
    board, strips = five_days(replace(ana, travels=frozenset({2, 4})), worker("bo", days=5))
    board = replace(board, workers={**board.workers, "cy": replace(cy, travels=frozenset({0}))})
    paid = money(board, strips)
    assert (paid.days, paid.held, paid.hold_days) == (100 * 500 * (2 + 2 + 1), 0, 0)


def test_an_escort_works_on_the_day() -> None:
    one = task("1A", escorts=("eve",))
    board = problem([one], [worker("ana"), worker("eve", day_rate=70)])
    assert money(board, [strip(one, 0, escort="eve")]).days == 7000


def test_days_held_lie_between_days_of_work() -> None:
    kept = worker("ana", holds=True)
    assert held(kept, {1, 5}, range(9)) == {2, 3, 4}
    assert held(kept, {1, 5}, {0, 1, 3, 5, 8}) == {3}
    assert held(kept, set(), range(9)) == set()
    assert held(worker("ana"), {1, 5}, range(9)) == set()


def test_amounts_are_whole_cents() -> None:
    assert cents(3600, 130_000) == 13_000_000
    assert cents(1, 36) == 1
    assert cents(1, 17) == 0
    assert cents(60, 0) == 0


def test_the_total_is_the_sum_of_the_parts_and_effort_that_of_the_hours() -> None:
    paid = Money(*range(1, 12))
    assert paid.cents == sum(paid.parts.values()) == 21
    assert tuple(paid.parts) == PARTS
    assert paid.effort == 7 + 8 + 9


def test_nothing_planned_costs_nothing() -> None:
    assert money(BOARD, []) == Money()
    assert money(problem([]), []) == Money()


def test_in_the_small_production_escorts_have_the_price_that_is_written(desk: Desk) -> None:
    paid = {k: replace(w, price=36.0 if k in ("piet", "eve") else 0.0) for k, w in desk.problem.workers.items()}
    seconds = [
        round(p.span.length)
        for s in desk.plan.strips
        for p in s.passes
        for key in (*s.people, p.escort)
        if key in ("piet", "eve")
    ]
    assert sum(seconds) > HOUR
    assert money(replace(desk.problem, workers=paid), desk.plan.strips).shots == sum(seconds)
    assert money(desk.problem, desk.plan.strips).cents == 0
    assert money(desk.problem, desk.plan.strips) == desk.plan.money, "as it is written"


SLOT = 30


@st.composite
def paid_boards(draw: st.DrawFn) -> Problem:
    """Draw up to four shots in two sets over three days, of two people with prices, one of them sometimes escorting."""
    price = st.sampled_from([0.0, 36.0, 100.0])

    def person(name: str) -> Worker:
        film = minutes(*((1440 * day, 1440 * day + 120) for day in range(3)))
        evening = minutes(*((1440 * day + 120, 1440 * day + 240) for day in range(3)))
        rate = draw(st.sampled_from([0.0, 500.0]))
        made = worker(
            name,
            film,
            evening,
            days=3,
            private_limit=120,
            price=draw(price),
            private_price=draw(price),
            day_rate=rate,
            holds=draw(st.booleans()),
        )
        return replace(made, travels=draw(st.sampled_from([frozenset[int](), frozenset({1})])))

    tasks = []
    for k in range(1, draw(st.integers(2, 4)) + 1):
        people = draw(st.sampled_from([("ana",), ("bo",), ("ana", "bo")]))
        tasks.append(
            task(
                f"{k}A",
                people,
                minutes(*((1440 * day, 1440 * day + 240) for day in range(3))),
                place=draw(st.sampled_from("xy")),
                take=draw(st.sampled_from([SLOT, 2 * SLOT])),
                crew=draw(st.sampled_from([(), people[:1]])),
                escorts=draw(st.sampled_from([(), ("eve",), ("eve", "ed")])),
                open_=minutes((0, 3 * 1440)),
            )
        )
    crew = [person(name) for name in ("ana", "bo", "eve", "ed")]
    moved = draw(st.sampled_from([None, changes(sets=SLOT), changes(travel={("x", "y"): SLOT}, sets=5)]))
    return problem(tasks, crew, days=3, factors=(1.0,) * 3, rigging=draw(st.sampled_from([0, SLOT])), changes=moved)


@settings(max_examples=60)
@given(paid_boards(), st.booleans())
def test_the_model_counts_money_as_the_strips_do(board: Problem, scarce: bool) -> None:
    """What the model minimises is, up to a constant, what `money` counts of the strips that it gives."""
    if scarce:
        board = replace(board, days=board.days[:1])
    kept = board_of(board)
    for done in kept.variables.done.values():
        kept.model.add(done == 1)
    stages = Objective(kept.model, board, kept.variables).frugal()
    seen = []
    for stage in stages:
        kept.model.minimize(stage)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(kept.model) != cp_model.OPTIMAL:
            return
        strips = strips_of(board, kept.variables, solver)
        kept.model.add(stage <= round(solver.objective_value))
        seen.append((money(board, strips), round(solver.objective_value)))
    assert all(a.cents == b.cents for a, b in pairwise([paid for paid, _ in seen]))
    last = seen[-1][0]
    fixed = sum(round(w.day_rate * 100) * len(w.travels) for w in board.workers.values())
    assert {last.cents - fixed, last.effort} >= {value for _, value in seen[:-1]}


@pytest.mark.parametrize("order", [(X1, X2, Y1), (X1, Y1, X2)])
def test_money_does_not_depend_on_the_order_of_the_strips_in_the_list(order: tuple[Task, ...]) -> None:
    strips = [strip(one, 20 * k) for k, one in enumerate(order)]
    assert money(BOARD, strips) == money(BOARD, strips[::-1])
