"""Polishing makes a plan cheaper, then earlier, and loses nothing."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from cupola.plan.figures import Money
from cupola.plan.model.problem import Problem
from cupola.plan.money import money
from cupola.plan.result import Strip
from cupola.plan.robustness import earliness
from cupola.plan.search.polish import Polished, _days, polish
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import START, changes, minutes, problem, task, worker
from tests.plan.rules import broken
from tests.plan.test_money import strip


def enough(spent: float) -> bool:
    """Allow three units of work."""
    return spent < 3


def polished(board: Problem, strips: list[Strip], seed: int = 1) -> tuple[Polished, list[Polished]]:
    """Polish strips; give what was found, and what was told on the way."""
    told: list[Polished] = []
    return polish(board, strips, seed, enough, told.append), told


def scattered() -> tuple[Problem, list[Strip]]:
    """Give eight shots in two sets, planned to and fro over two days."""
    tasks = [task(f"{k}A", place="xy"[k % 2], take=20) for k in range(1, 9)]
    board = problem(tasks, [worker("ana", minutes((0, 110), (1440, 1550)))], rest=5, rigging=60)
    at = [k * 25 if k < 4 else 1440 + (k - 4) * 25 for k in range(8)]
    return board, [strip(t, minute, length=20) for t, minute in zip(tasks, at, strict=True)]


def test_polishing_gathers_sets_and_keeps_every_shot() -> None:
    board, strips = scattered()
    assert money(board, strips).rigs == 8
    found, told = polished(board, strips)
    assert {s.shot for s in found.strips} == {s.shot for s in strips}
    assert found.money.rigs == 2, "the least there is: a set a day"
    assert found.money == money(board, found.strips)
    assert found.earliness == earliness(board, found.strips)
    assert [one.rank for one in told] == sorted((one.rank for one in told), reverse=True)
    assert told[-1] == found


def test_polishing_is_repeatable_and_ends_when_told() -> None:
    board, strips = scattered()
    assert polished(board, strips, 7) == polished(board, strips, 7)
    assert polish(board, strips, 1, lambda _: False, lambda _: None).strips == tuple(strips)


def test_the_money_of_a_solution_is_that_of_its_strips() -> None:
    board, _ = scattered()
    found = solve(board, Stop(work=2))
    assert found.money == money(board, found.strips)


def test_of_two_evenings_the_cheaper_one_is_lent() -> None:
    """Money comes before hours: a long evening at a low price costs less than half an hour at a high one."""
    ana = worker("ana", minutes(), minutes((0, 60)), private_limit=60, private_price=100)
    board = problem([task("1A", take=10)], [ana, worker("bo")])
    cheap = replace(board.workers["ana"], film=minutes((1440, 1500)), price=300)
    board = replace(board, workers={**board.workers, "ana": cheap})
    found, _ = polished(board, [strip(board.tasks["1A"], 1450)])
    assert found.money == Money(borrowed=1667, borrowed_s=600, rigs=1)


def test_of_plans_of_the_same_price_the_one_with_less_effort_is_taken() -> None:
    board = problem(
        [task("1A", place="x", take=20)],
        [worker("ana", minutes((0, 60)), minutes((60, 120)), private_limit=60)],
        rigging=60,
    )
    found, told = polished(board, [strip(board.tasks["1A"], 70, length=20)])
    assert told[0].money.effort == 3600 + 1200
    assert found.money.effort == 3600


def test_of_plans_of_the_same_price_and_effort_important_scenes_come_first() -> None:
    tasks = [task("1A", take=20), task("2A", take=20)]
    board = problem(tasks, [worker("ana", minutes((0, 40), (1440, 1480)))], {"1": 1, "2": 9})
    strips = [strip(tasks[0], 0, length=20), strip(tasks[1], 1440, length=20)]
    found, _ = polished(board, strips)
    assert {s.shot: (s.span.start - START) / 60 for s in found.strips} == {"2A": 0, "1A": 20}


def test_an_earlier_end_is_not_bought() -> None:
    """On the first day the novice is slow: the second day is cheaper, and therefore taken."""
    one = task("1A", take=10, setup=30, slow=True)
    board = problem([one], [worker("ana", price=60)], factors=(2.0, 1.0))
    found, _ = polished(board, [strip(one, 60, setup=(0, 60))])
    assert (found.strips[0].span.start - START) / 60 == 1440
    assert found.money.shots == 4000


def test_people_who_are_paid_by_the_day_are_gathered() -> None:
    """Ana is kept while Bo works: three days that are paid become two."""
    tasks = [task("1A"), task("2A", ("bo",)), task("3A")]
    free = minutes(*((1440 * day, 1440 * day + 12) for day in range(3)))
    ana = worker("ana", free, days=3, day_rate=500, holds=True)
    always = minutes((0, 3 * 1440))
    board = problem(
        [replace(t, rolling=always, open=always) for t in tasks],
        [ana, worker("bo", free, days=3)],
        days=3,
        factors=(1.0,) * 3,
    )
    start = [strip(t, 1440 * day) for day, t in enumerate(board.tasks.values())]
    assert (money(board, start).held, money(board, start).hold_days) == (50000, 1)
    found, _ = polished(board, start)
    assert (found.money.days, found.money.held) == (100000, 0)
    assert broken(board, found.strips) == []


def test_company_moves_are_saved_where_hours_decide() -> None:
    """To and fro between two places costs three moves of two people, in a row one."""
    tasks = [task(f"{k}A", ("ana", "bo"), place="xy"[k % 2], crew=("bo",)) for k in range(1, 5)]
    free = minutes((0, 600))
    board = problem(tasks, [worker("ana", free), worker("bo", free)], changes=changes(travel={("x", "y"): 60}))
    found, told = polished(board, [strip(one, 80 * k) for k, one in enumerate(tasks)])
    assert told[0].money.changes_s == 3 * 2 * 3600
    assert found.money.changes_s == 2 * 3600


def test_what_is_polished_keeps_its_orders() -> None:
    tasks = [
        task("1A", place="x", take=20, after=("2A",)),
        task("2A", place="y", take=20),
        task("3A", place="x", take=20),
    ]
    board = problem(tasks, [worker("ana", minutes((0, 300)))], rigging=60)
    strips = [strip(tasks[2], 0, length=20), strip(tasks[1], 30, length=20), strip(tasks[0], 60, length=20)]
    found, _ = polished(board, strips)
    spans = {s.shot: s.span for s in found.strips}
    assert spans["1A"].start >= spans["2A"].stop
    assert found.money.rigs == 2


def test_polishing_a_plan_of_one_day_and_an_empty_one_ends() -> None:
    tasks = [task(f"{k}A", place="xy"[k % 2], take=20) for k in range(1, 5)]
    board = problem(tasks, [worker("ana", minutes((0, 200)), days=1)], days=1, factors=(1.0,), rigging=60)
    strips = [strip(t, k * 25, length=20) for k, t in enumerate(tasks, 1)]
    assert polished(board, strips)[0].money.rigs == 2
    assert polish(board, [], 1, lambda _: True, lambda _: None).strips == ()


def test_days_are_freed_as_neighbours_first_and_then_in_every_pair() -> None:
    assert list(_days(1, 0)) == [(0,)]
    many = _days(4, 7)
    assert [next(many) for _ in range(3)] == [(0, 1), (1, 2), (2, 3)]
    pairs = [next(many) for _ in range(12)]
    everything = {(a, b) for a in range(4) for b in range(a + 1, 4)}
    assert set(pairs[:6]) == set(pairs[6:]) == everything
    again = _days(4, 7)
    assert [next(again) for _ in range(15)][3:] == pairs, "the seed decides"


def waiting(days: int, *, price: float = 0) -> tuple[Problem, list[Strip]]:
    """Give one shot on the last day of a board, which may be made on any day."""
    whole = minutes((0, days * 1440))
    one = task("1A", rolling=whole, open_=whole, take=20)
    board = problem([one], [worker("ana", whole, days=days, price=price)], days=days, factors=(1.0,) * days)
    return board, [strip(one, (days - 1) * 1440, length=20)]


def tries(board: Problem, strips: list[Strip]) -> tuple[Polished, list[float]]:
    """Polish strips without a limit; give what was found, and the work spent whenever it was asked for."""
    spent: list[float] = []

    def may_go_on(work: float) -> bool:
        spent.append(work)
        return len(spent) < 2000

    return polish(board, strips, 1, may_go_on, lambda _: None), spent


def test_on_a_long_board_without_prices_early_dates_alone_are_not_waited_for() -> None:
    board, strips = waiting(40)
    found, spent = tries(board, strips)
    assert found.strips[0].span.start < strips[0].span.start
    assert len(spent) == 2 * 40 + 1, "two tries for each day, though the shot came earlier meanwhile"
    paid, paid_strips = waiting(40, price=10)
    assert len(tries(paid, paid_strips)[1]) > 40 * 39 / 2


def test_on_a_board_of_a_month_every_pair_of_days_is_tried() -> None:
    board, strips = waiting(10)
    found, spent = tries(board, strips)
    assert len(spent) > 10 * 9 / 2
    assert found.strips[0].span.start == START


def test_what_a_model_counts_for_grows_with_the_days_beyond_a_month() -> None:
    short, long = (tries(*waiting(days))[1] for days in (10, 62))
    step_short, step_long = (min(b - a for a, b in pairwise(spent) if b > a) for spent in (short, long))
    assert 0.099 < step_short < 0.12
    assert 0.199 < step_long < 0.24
