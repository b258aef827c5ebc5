"""The Challenge on the desk: loaded once for all tests of a session, and a few of its scenes planned."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

from cupola.light import Almanac
from cupola.plan.argument.explain import Argument
from cupola.plan.light import almanac_of
from cupola.plan.model.assemble import problem as assemble
from cupola.plan.model.problem import Problem
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop, solve
from cupola.production import Production, load

FOLDER = Path(__file__).parents[2] / "productions" / "the-challenge"
SCENES = 9
"""How many of its scenes are planned here."""


@cache
def production() -> Production:
    """Give The Challenge."""
    return load(FOLDER)


@cache
def almanac() -> Almanac:
    """Give the light of its shoot."""
    return almanac_of(production())


@cache
def problem() -> Problem:
    """Give the whole of its problem."""
    return assemble(production(), almanac())


@cache
def plan() -> Plan:
    """Give a plan of every fourth of its scenes, from the third on, all others in the boneyard."""
    board = problem()
    scenes = board.scenes[2::4][:SCENES]
    numbers = {scene.number for scene in scenes}
    keys = {key for scene in scenes for key in scene.tasks}
    tasks = {k: replace(t, after=tuple(a for a in t.after if a in keys)) for k, t in board.tasks.items() if k in keys}
    kept = tuple(replace(scene, after=tuple(n for n in scene.after if n in numbers)) for scene in scenes)
    found = solve(replace(board, scenes=kept, tasks=tasks), Stop(work=4))
    bones = Argument(production(), board, almanac(), found.strips).boneyard()
    title, digest = production().title, production().digest
    return Plan(
        title,
        digest,
        found.strips,
        bones,
        found.value,
        board.total,
        board.total,
        found.money,
        found.stop,
        robustness=found.robustness,
    )
