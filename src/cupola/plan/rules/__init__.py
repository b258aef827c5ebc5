"""The rules of the shoot in the model, one function a rule, each named as the rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ortools.sat.python import cp_model

from cupola.plan.model.problem import Problem
from cupola.plan.model.variables import Variables
from cupola.plan.rules.board import Board
from cupola.plan.rules.changes import time_to_change
from cupola.plan.rules.hours import day_length, days_in_a_row, film_per_week, meals, turnaround, work_per_day
from cupola.plan.rules.light import light_is_scarce
from cupola.plan.rules.moves import moves
from cupola.plan.rules.neighbours import quiet_neighbours
from cupola.plan.rules.order import order
from cupola.plan.rules.people import escort, film_time_per_day, one_thing_at_a_time, private_time
from cupola.plan.rules.stage import cameras_and_gear, set_is_held
from cupola.plan.rules.stock import batteries, cards
from cupola.plan.rules.takes import light_and_people, like_light, match, successive_passes
from cupola.plan.rules.upkeep import clear_and_restore

Rule = Callable[[Board], None]

RULES: Final[tuple[Rule, ...]] = (
    light_and_people,
    one_thing_at_a_time,
    time_to_change,
    moves,
    escort,
    set_is_held,
    cameras_and_gear,
    successive_passes,
    like_light,
    match,
    film_time_per_day,
    private_time,
    work_per_day,
    film_per_week,
    days_in_a_row,
    day_length,
    turnaround,
    meals,
    cards,
    batteries,
    quiet_neighbours,
    clear_and_restore,
    order,
    light_is_scarce,
)
"""Every rule of the model."""


def board_of(problem: Problem, rules: tuple[Rule, ...] = RULES) -> Board:
    """Make the model of a problem, with its variables and rules, and no objective."""
    model = cp_model.CpModel()
    board = Board(model, problem, Variables(model, problem))
    for rule in rules:
        rule(board)
    return board


__all__ = ["RULES", "Board", "Rule", "board_of"]
