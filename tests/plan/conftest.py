"""The small production, planned once for all tests of the plan room."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cupola.light import Almanac
from cupola.plan.assemble import problem
from cupola.plan.make import make
from cupola.plan.problem import Problem
from cupola.plan.result import Plan
from cupola.plan.solve import Stop
from cupola.production import Production, load
from tests.small import write_small


@dataclass(frozen=True)
class Desk:
    """A production on the desk, with all that planning makes of it."""

    production: Production
    almanac: Almanac
    problem: Problem
    plan: Plan


def planned(folder: Path, **changes: str) -> Desk:
    """Write, load and plan the small production with these texts changed."""
    production = load(write_small(folder, **changes))
    almanac = Almanac(production.orbit, production.station, production.shoot, production.attitude_lost)
    return Desk(production, almanac, problem(production, almanac), make(production, almanac, Stop(work=5)))


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The small production, in which everything fits."""
    return planned(tmp_path_factory.mktemp("small"))
