"""What people need between two shots, in minutes worked out on paper."""

from __future__ import annotations

from cupola.plan.model.problem import Problem
from tests.plan.boards import MINUTE, changes, problem, task


def gap(board: Problem, person: str, one: str, other: str) -> float:
    """Give the gap in minutes."""
    return board.gap(person, board.tasks[one], board.tasks[other]) / MINUTE


def test_without_changes_there_is_only_the_rest_in_whole_seconds() -> None:
    board = problem([task("1A"), task("2A", place="attic")], rest=0.505)
    assert board.gap("ana", board.tasks["1A"], board.tasks["2A"]) == 31


def test_who_carries_the_set_up_needs_the_change_of_set_and_who_acts_does_not() -> None:
    shots = [task("1A", ("ana", "bo"), crew=("ana",)), task("2A", ("ana", "bo"), place="attic", crew=("ana",))]
    board = problem(shots, rest=5, changes=changes(sets=20))
    assert gap(board, "ana", "1A", "2A") == 20
    assert gap(board, "bo", "1A", "2A") == 5


def test_who_carries_one_of_the_set_ups_and_acts_in_the_other_only_rests() -> None:
    board = problem([task("1A", crew=("ana",)), task("2A", place="attic")], rest=5, changes=changes(sets=20))
    assert gap(board, "ana", "1A", "2A") == gap(board, "ana", "2A", "1A") == 5


def test_another_rig_in_the_same_set_takes_its_change_and_the_same_one_none() -> None:
    shots = [task(key, crew=("ana",), rig=rig) for key, rig in (("1A", "red"), ("2A", "red"), ("3A", ""))]
    board = problem(shots, changes=changes(sets=20, rigs=8))
    assert gap(board, "ana", "1A", "2A") == 0
    assert gap(board, "ana", "1A", "3A") == 8


def test_a_new_set_is_not_rigged_twice() -> None:
    shots = [task("1A", crew=("ana",), rig="red"), task("2A", crew=("ana",), rig="blue", place="attic")]
    assert gap(problem(shots, changes=changes(sets=20, rigs=8)), "ana", "1A", "2A") == 20


def test_everybody_travels_and_the_kit_travels_with_them() -> None:
    shots = [task("1A", ("ana", "bo"), crew=("ana",)), task("2A", ("ana", "bo"), place="wood", crew=("ana",))]
    board = problem(shots, changes=changes(sets=20, travel={("stage", "wood"): 70}))
    assert gap(board, "ana", "1A", "2A") == gap(board, "bo", "2A", "1A") == 70


def test_another_look_takes_its_change_after_the_way() -> None:
    shots = [task("1A", looks={"ana": "torn"}), task("2A", looks={"ana": "whole"}, place="wood")]
    board = problem(shots, rest=5, changes=changes(looks={"ana": 25}, travel={("stage", "wood"): 70}))
    assert gap(board, "ana", "1A", "2A") == 95


def test_the_same_look_or_none_takes_no_change() -> None:
    shots = [task("1A", looks={"ana": "torn"}), task("2A", looks={"ana": "torn"}), task("3A")]
    board = problem(shots, rest=5, changes=changes(looks={"ana": 25}))
    assert gap(board, "ana", "1A", "2A") == gap(board, "ana", "1A", "3A") == 5


def test_the_rest_is_part_of_a_longer_change() -> None:
    shots = [task("1A", crew=("ana",)), task("2A", crew=("ana",), place="attic")]
    assert gap(problem(shots, rest=30, changes=changes(sets=20)), "ana", "1A", "2A") == 30


def test_between_two_passes_of_a_shot_nothing_changes() -> None:
    board = problem([task("1A", crew=("ana",), rig="red", looks={"ana": "torn"})], rest=5, changes=changes(sets=20))
    assert gap(board, "ana", "1A", "1A") == 5
