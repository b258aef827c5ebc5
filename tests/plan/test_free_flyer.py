"""The film in the capsule that flies alone: its plan is whole and legal, and its sky is that of its launch."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np

from cupola.places.ground import Location
from cupola.plan.make import make
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, load
from cupola.sky import subpoint

FREE = Path(__file__).parents[2] / "productions/three-days-free"


@cache
def flight() -> tuple[Production, Plan]:
    """Give the film with its plan."""
    production = load(FREE)
    return production, make(production, stop=Stop(work=5))


def takes(shot: str) -> np.ndarray:
    """Give the instants at which the takes of a shot begin and end."""
    _, plan = flight()
    strip = next(one for one in plan.strips if one.shot == shot)
    return np.array([at for one in strip.passes for take in one.takes for at in (take.start, take.stop)])


def test_every_shot_is_planned_and_the_plan_is_legal() -> None:
    production, plan = flight()
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert verify(production, plan) == ()


def test_the_desert_goes_by_below_when_it_is_said_to() -> None:
    """By hand: 10 deg over the horizon of Namib Desert, a ship 595 km high is 15.8 deg away: 1760 km."""
    production, _ = flight()
    at, desert = takes("4B"), Location("Namib Desert", -24.75, 15.4)
    lat, lon, _ = subpoint(production.orbit.positions(at), at)
    away = [desert.distance(Location("below", *below)) for below in zip(lat.tolist(), lon.tolist(), strict=True)]
    assert max(away) < 1760.0


def test_the_sunrises_are_shot_in_successive_revolutions() -> None:
    production, _ = flight()
    starts = takes("2A")[::2]
    assert (np.abs(np.diff(starts) - production.orbit.revolution) < 300.0).all()
