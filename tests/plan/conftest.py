"""The small production with a plan of it that is written down, for all tests of the plan room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cupola.light import Almanac
from cupola.plan.document import read_plan
from cupola.plan.make import make
from cupola.plan.model.assemble import problem
from cupola.plan.model.problem import Problem
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.production import Production, load
from tests.small import write_small

PLAN = Path(__file__).parent / "small-plan.yaml"


@dataclass(frozen=True)
class Desk:
    """A production on the desk, with all that planning makes of it."""

    production: Production
    almanac: Almanac
    problem: Problem
    plan: Plan


def bare(production: Production) -> Production:
    """Give a production whose station has nothing that stands in the light: its opportunities are long and plain."""
    assert production.flight is not None
    station = replace(production.flight.station, parts=())
    return replace(production, flight=replace(production.flight, station=station))


def laid_out(folder: Path, **changes: str) -> tuple[Production, Almanac]:
    """Write and load the small production with these texts changed, on a station that throws no shadows."""
    production = bare(load(write_small(folder, **changes)))
    return production, Almanac(production.orbit, production.station, production.shoot, production.attitude_lost)


def planned(folder: Path, **changes: str) -> Desk:
    """Write, load and plan the small production with these texts changed."""
    production, almanac = laid_out(folder, **changes)
    return Desk(production, almanac, problem(production, almanac), make(production, almanac, Stop(work=5)))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The small production, in which everything fits, with its written plan."""
    production, almanac = laid_out(tmp_path_factory.mktemp("small"))
    plan = replace(read_plan(PLAN).plan, digest=production.digest)
    return Desk(production, almanac, problem(production, almanac), plan)
