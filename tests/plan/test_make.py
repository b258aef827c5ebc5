"""From a production to a proven plan in one call."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import PlanError
from cupola.plan.make import make
from cupola.plan.search.solve import Progress, Stop
from cupola.plan.verify import verify
from cupola.production import load
from tests.plan.conftest import Desk, planned
from tests.small import BREAKDOWN, PRODUCTION, write_small

NO_SHOTS = BREAKDOWN[: BREAKDOWN.index("    shots:")]


def test_a_production_without_shots_says_what_to_do(tmp_path: Path) -> None:
    production = load(write_small(tmp_path, breakdown=NO_SHOTS))
    with pytest.raises(PlanError) as error:
        make(production)
    message = error.value.messages[0]
    assert message.code == "E506"
    assert message.text == "A Small Step has no shot that is made on the flight"
    assert message.hint == "give the scenes their shots in breakdown.yaml"


def test_the_almanac_is_made_when_none_is_given(desk: Desk) -> None:
    one = make(desk.production, stop=Stop(work=5))
    assert one == make(desk.production, desk.almanac, Stop(work=5))
    assert (one.value, one.boneyard) == (desk.plan.value, ())


def test_a_plan_carries_what_its_production_and_its_problem_say(desk: Desk) -> None:
    plan = desk.plan
    assert (plan.title, plan.digest) == (desk.production.title, desk.production.digest)
    assert (plan.value, plan.bound, plan.total) == (125, 125, desk.problem.total)
    assert plan.stop == "proven best"
    assert plan.gap == 0


def test_progress_is_told_while_a_plan_is_made(desk: Desk) -> None:
    told: list[Progress] = []
    plan = make(desk.production, desk.almanac, Stop(work=5), told.append)
    assert {now.stage for now in told} == {"value", "money"}
    assert told[-1].money == plan.money


@pytest.mark.parametrize("first", ["06:00:00.4Z", "06:00:00.5Z", "06:00:01.5Z"])
def test_parts_of_a_second_in_the_documents_make_no_illegal_plan(tmp_path: Path, first: str) -> None:
    """The model counts whole seconds; it once rounded them past the edges of events and of the day."""
    text = PRODUCTION.replace("first_shot: 2021-10-06T06:00:00Z", f"first_shot: 2021-10-06T{first}").replace(
        "from: 2021-10-07T10:00:00Z, to: 2021-10-07T11:00:00Z",
        "from: 2021-10-07T10:00:00.3Z, to: 2021-10-07T11:00:00.6Z",
    )
    desk = planned(tmp_path, production=text)
    assert len(desk.plan.strips) == 6
    assert verify(desk.production, desk.plan) == ()
