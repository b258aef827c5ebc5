"""Rigging and borrowed time are counted as the crew would, and polishing lowers them without losing anything."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span
from cupola.plan.effort import RIGGING, borrowed, effort, price, rigs, unit
from cupola.plan.polish import _days, polish
from cupola.plan.problem import Problem
from cupola.plan.result import Pass, Strip
from cupola.plan.solve import Stop, solve
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.conftest import Desk


def strip(shot: str, place: str, minute: float, people: tuple[str, ...] = ("ana",), length: float = 10) -> Strip:
    """Give a strip of one take."""
    take = Span(START + minute * MINUTE, START + (minute + length) * MINUTE)
    return Strip(shot, shot[:-1], place, people, "a", (Pass(None, (take,)),))


BOARD = problem(
    [task(f"{k}A", place=place) for k, place in enumerate("xyxyz", 1)] + [task("6A", ("bo",), place="z")],
    [worker("ana", minutes((0, 600), (1440, 2000)), minutes((600, 700)), private_limit=60), worker("bo")],
)


def test_the_unit_is_who_is_in_most_shots() -> None:
    assert unit(BOARD) == "ana"


def test_a_set_is_rigged_each_time_the_unit_comes_to_it() -> None:
    to_and_fro = [strip("1A", "x", 0), strip("2A", "y", 20), strip("3A", "x", 40), strip("4A", "y", 60)]
    in_rows = [strip("1A", "x", 0), strip("3A", "x", 20), strip("2A", "y", 40), strip("4A", "y", 60)]
    assert rigs(BOARD, to_and_fro) == 4
    assert rigs(BOARD, in_rows) == 2


def test_a_set_is_rigged_anew_each_day() -> None:
    assert rigs(BOARD, [strip("1A", "x", 0), strip("3A", "x", 1440)]) == 2


def test_a_set_used_without_the_unit_is_rigged_once_a_day_unless_the_unit_comes_too() -> None:
    alone = strip("6A", "z", 100, ("bo",))
    assert rigs(BOARD, [alone]) == 1
    assert rigs(BOARD, [strip("1A", "x", 0), alone]) == 2
    assert rigs(BOARD, [strip("5A", "z", 0), alone]) == 1


def test_borrowed_time_is_counted_for_each_person() -> None:
    assert borrowed(BOARD, [strip("1A", "x", 620)]) == 600
    assert borrowed(BOARD, [strip("1A", "x", 0)]) == 0
    assert effort(BOARD, [strip("1A", "x", 620)]) == RIGGING + 600


def scattered() -> tuple[Problem, list[Strip]]:
    """Give eight shots in two sets, planned to and fro over two days."""
    tasks = [task(f"{k}A", place="xy"[k % 2], take=20) for k in range(1, 9)]
    board = problem(tasks, [worker("ana", minutes((0, 110), (1440, 1550)))], rest=5)
    at = [k * 25 if k < 4 else 1440 + (k - 4) * 25 for k in range(8)]
    return board, [strip(t.id, t.set, minute, length=20) for t, minute in zip(tasks, at, strict=True)]


def test_polishing_gathers_sets_and_keeps_every_shot() -> None:
    board, strips = scattered()
    assert rigs(board, strips) == 8
    told: list[int] = []
    found = polish(board, strips, 1, lambda spent: spent < 5, told.append)
    assert {s.shot for s in found.strips} == {s.shot for s in strips}
    assert rigs(board, found.strips) == 2, "the least there is: a set a day"
    assert found.effort == effort(board, found.strips)
    assert told == sorted(told, reverse=True)


def test_polishing_is_repeatable_and_ends_when_told() -> None:
    board, strips = scattered()
    one, two = (polish(board, strips, 7, lambda spent: spent < 5, lambda _: None) for _ in range(2))
    assert one == two
    assert polish(board, strips, 1, lambda _: False, lambda _: None).strips == tuple(strips)


def test_the_effort_of_a_solution_is_that_of_its_strips() -> None:
    board, _ = scattered()
    found = solve(board, Stop(work=2))
    assert found.effort == effort(board, found.strips)


def test_what_is_polished_keeps_its_orders() -> None:
    tasks = [
        task("1A", place="x", take=20, after=("2A",)),
        task("2A", place="y", take=20),
        task("3A", place="x", take=20),
    ]
    board = problem(tasks, [worker("ana", minutes((0, 300)))])
    strips = [strip("3A", "x", 0, length=20), strip("2A", "y", 30, length=20), strip("1A", "x", 60, length=20)]
    found = polish(replace(board, rest_between=0), strips, 1, lambda spent: spent < 3, lambda _: None)
    spans = {s.shot: s.span for s in found.strips}
    assert spans["1A"].start >= spans["2A"].stop
    assert rigs(board, found.strips) == 2


def test_crew_time_on_the_shots_is_priced_by_the_person_escorts_included(desk: Desk) -> None:
    people = {k: replace(p, price=36.0 if k in ("piet", "eve") else 0.0) for k, p in desk.production.people.items()}
    production = replace(desk.production, people=people)
    seconds = sum(
        p.span.length
        for s in desk.plan.strips
        for p in s.passes
        for key in (*s.people, p.escort)
        if key in ("piet", "eve")
    )
    assert seconds > 3600
    assert price(production, desk.plan.strips) == pytest.approx(seconds / 100)
    assert price(desk.production, desk.plan.strips) == 0
    assert price(production, []) == 0


def test_nothing_planned_costs_nothing() -> None:
    assert effort(BOARD, []) == 0
    assert unit(problem([])) == ""


def test_of_two_who_are_in_as_many_shots_the_later_name_is_the_unit() -> None:
    """It must be one of them, and always the same one."""
    assert unit(problem([task("1A", ("ana",)), task("2A", ("bo",))])) == "bo"


def test_a_shot_that_is_half_in_private_time_lends_nothing() -> None:
    """Such a shot is not legal; what is lent is counted where all of a pass lies in private time."""
    assert borrowed(BOARD, [strip("1A", "x", 595)]) == 0


def test_a_pass_on_another_day_rigs_the_set_again() -> None:
    two = strip("1A", "x", 0)
    again = Span(START + 1440 * MINUTE, START + 1450 * MINUTE)
    assert rigs(BOARD, [replace(two, passes=(*two.passes, Pass(None, (again,))))]) == 2


def test_polishing_a_plan_of_one_day_and_an_empty_one_ends() -> None:
    tasks = [task(f"{k}A", place="xy"[k % 2], take=20) for k in range(1, 5)]
    board = problem(tasks, [worker("ana", minutes((0, 200)), days=1)], days=1, factors=(1.0,))
    strips = [strip(f"{k}A", "xy"[k % 2], k * 25, length=20) for k in range(1, 5)]
    found = polish(board, strips, 1, lambda spent: spent < 3, lambda _: None)
    assert rigs(board, found.strips) == 2
    assert polish(board, [], 1, lambda _: True, lambda _: None).strips == ()


def test_polishing_gives_private_time_back() -> None:
    board = problem(
        [task("1A", place="x", take=20)], [worker("ana", minutes((0, 60)), minutes((60, 120)), private_limit=60)]
    )
    told: list[int] = []
    found = polish(board, [strip("1A", "x", 70, length=20)], 1, lambda spent: spent < 3, told.append)
    assert told == [RIGGING + 1200, RIGGING]
    assert borrowed(board, found.strips) == 0


def test_days_are_freed_as_neighbours_first_and_then_in_every_pair() -> None:
    assert list(_days(1, 0)) == [(0,)]
    many = _days(4, 7)
    assert [next(many) for _ in range(3)] == [(0, 1), (1, 2), (2, 3)]
    pairs = [next(many) for _ in range(12)]
    everything = {(a, b) for a in range(4) for b in range(a + 1, 4)}
    assert set(pairs[:6]) == set(pairs[6:]) == everything
    again = _days(4, 7)
    assert [next(again) for _ in range(15)][3:] == pairs, "the seed decides"
