"""The slack that takes keep from the ends of light, by the age of the orbit's elements."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet, instant
from cupola.light import Need
from cupola.places.ground import Horizon, Location
from cupola.plan.model.assemble import kept, problem
from cupola.plan.model.slack import slack, sure
from cupola.plan.verify import verify
from cupola.sky.timing import QUIET
from tests.october import one_set, one_set_orbit
from tests.plan.conftest import Desk
from tests.plan.edits import changed, shifted, with_rules

ORBIT = one_set_orbit()
EPOCH = one_set().epoch
WEEK = Span(instant("2021-10-08T00:00Z"), instant("2021-10-16T00:00Z"))


def test_the_slack_is_so_many_deviations_of_the_error_that_the_age_of_the_set_lets_expect() -> None:
    after = EPOCH + np.array([0.0, 3.0, 7.0]) * DAY
    assert slack(ORBIT, after, 2.0) == pytest.approx(2.0 * QUIET(np.array([0.0, 3.0, 7.0]) * DAY))
    assert slack(ORBIT, np.zeros(0), 2.0).shape == (0,)


def test_light_of_a_week_after_the_set_is_cut_by_some_seconds_at_both_ends() -> None:
    start = EPOCH + 7 * DAY
    light = SpanSet([start], [start + 60.0])
    found = next(iter(sure(light, ORBIT, 1.0, WEEK)))
    expected = float(QUIET(np.array([7 * DAY]))[0])
    assert expected == pytest.approx(7.4, abs=0.1), "0.13, 0.5 x 7 and 0.134 x 49, at right angles"
    assert found.start == pytest.approx(start + expected, abs=0.01)
    assert found.stop == pytest.approx(start + 60.0 - expected, abs=0.01)


def test_light_shorter_than_its_slack_is_not_counted_on() -> None:
    start = EPOCH + 7 * DAY
    assert not sure(SpanSet([start], [start + 14.0]), ORBIT, 1.0, WEEK)
    assert sure(SpanSet([start], [start + 15.0]), ORBIT, 1.0, WEEK)


def test_where_the_search_itself_ends_no_light_ends() -> None:
    assert sure(SpanSet([WEEK.start], [WEEK.stop]), ORBIT, 3.0, WEEK) == SpanSet([WEEK.start], [WEEK.stop])


@given(st.floats(0, 7), st.floats(1, 4000), st.floats(0, 5))
def test_what_is_sure_lies_within_the_light(day: float, length: float, deviations: float) -> None:
    light = SpanSet([EPOCH + day * DAY], [EPOCH + day * DAY + length])
    assert (sure(light, ORBIT, deviations, WEEK) - light).total == 0.0


def test_a_take_moved_to_the_very_edge_of_its_light_is_lit_but_not_sure(desk: Desk) -> None:
    strip = desk.plan.strip("2B")
    assert strip
    (light,) = desk.almanac.opportunities([desk.production.shots["2B"].need])
    take = strip.passes[0].takes[0]
    edge = next(span.start for span in light if span.start <= take.start < span.stop)
    early = changed(desk.plan, "2B", lambda strip: shifted(strip, edge + 0.02 - take.start))
    late = 5.0 * float(desk.production.orbit.timing_error([edge])[0])
    assert late > 0.6, "of a set of some hours before"

    def faults(deviations: float) -> dict[str, str]:
        production = with_rules(desk.production, light_slack=deviations)
        found = [f for f in verify(production, early) if f.shots == ("2B",)]
        return {f.code: f.text for f in found if f.code in ("E509", "E514")}

    assert faults(0.0) == {}
    assert list(faults(5.0)) == ["E509"]
    assert "2B needs eclipse, which may come" in faults(5.0)["E509"]


@pytest.mark.parametrize(
    ("late", "spare", "codes"), [(1.4, 0.5, {"E509"}), (1.4, 1.0, set()), (0.8, 0.1, {"E509"}), (0.8, 0.4, set())]
)
def test_the_proof_asks_for_all_of_the_slack_but_the_rounding_of_instants_to_seconds(
    desk: Desk, late: float, spare: float, codes: set[str]
) -> None:
    strip = desk.plan.strip("2B")
    assert strip
    take = strip.passes[0].takes[0]
    eclipses = desk.almanac.phases()["eclipse"]
    edge = next(span.start for span in eclipses if span.start <= take.start < span.stop)
    plan = changed(desk.plan, "2B", lambda strip: shifted(strip, edge + spare - take.start))
    deviations = late / float(desk.production.orbit.timing_error([edge + spare])[0])
    found = verify(with_rules(desk.production, light_slack=deviations), plan)
    assert {f.code for f in found if f.shots == ("2B",)} & {"E509", "E514"} == codes


def test_opportunities_of_a_problem_are_the_sure_ones_and_the_ground_turns_as_it_is_known_to(desk: Desk) -> None:
    wide = problem(with_rules(desk.production, light_slack=0.0), desk.almanac).tasks["2B"].rolling
    narrow = problem(with_rules(desk.production, light_slack=5.0), desk.almanac).tasks["2B"].rolling
    assert (narrow - wide).total == 0.0
    assert wide.total - narrow.total > 5.0
    meadow = Location("MEADOW", 56.9, 24.1, 10.0, Horizon())
    shot = replace(desk.production.shots["2B"], need=Need(light="sunset", location=meadow))
    light = SpanSet([WEEK.start], [WEEK.start + 60.0])
    assert kept(with_rules(desk.production, light_slack=5.0), shot, light) == light
