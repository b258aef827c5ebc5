"""A plan under a new orbit: strips go with their light."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cupola.clock import SpanSet
from cupola.light import Need
from cupola.plan.light import almanac_of
from cupola.plan.model.assemble import problem
from cupola.plan.money import money
from cupola.plan.replan.retime import Retiming, retime
from cupola.plan.result import Bone, Plan
from cupola.plan.robustness import finished
from cupola.plan.situation import Situation
from cupola.plan.verify import verify
from cupola.production import Production
from cupola.sky import Orbit
from cupola.sky.elements import parse_tle
from tests.plan.conftest import Desk
from tests.plan.edits import day, the_strip
from tests.small import elements_behind


def behind(production: Production, seconds: float) -> Production:
    """Give the production on a station that comes so much later to everything: its mean anomaly is less by as much."""
    sets = parse_tle(elements_behind(seconds), "new.tle")
    assert production.flight is not None
    orbit = Orbit(sets, production.orbit.span, name="new.tle")
    return replace(production, digest="new", flight=replace(production.flight, orbit=orbit))


def retimed(desk: Desk, seconds: float, begun: tuple[str, ...] = ()) -> tuple[Production, Retiming]:
    """Re-time the small plan to an orbit that much behind."""
    new = behind(desk.production, seconds)
    return new, retime(desk.production, new, desk.plan, begun)


@pytest.mark.parametrize("seconds", [61.0, -90.0])
def test_strips_that_need_light_go_with_it_and_the_plan_is_legal_again(desk: Desk, seconds: float) -> None:
    new, found = retimed(desk, seconds)
    assert verify(new, desk.plan), "as it stood, the plan breaks rules under the new orbit"
    assert verify(new, found.plan) == ()
    assert found.lost == ()
    lit = [one for one in found.strips if one.shift]
    assert {one.before.shot for one in lit} == {k for k, s in new.shots.items() if s.need != Need()}
    for one in lit:
        assert one.shift == pytest.approx(seconds, abs=1.0)
        assert one.moved in (0.0, pytest.approx(seconds, abs=61.0)), "or it stays, where its light allows it"
    assert sum(abs(one.moved - seconds) <= 2.0 for one in lit) >= len(lit) - 1


def test_the_same_orbit_moves_nothing(desk: Desk) -> None:
    same = replace(desk.production, digest="copied")
    first = retime(desk.production, same, desk.plan).plan
    found = retime(desk.production, same, first)
    assert found.plan.strips == first.strips
    assert found.plan.digest == "copied"
    assert {one.moved for one in found.strips} == {0.0}


def test_what_needs_no_light_stays(desk: Desk) -> None:
    scenes = tuple(
        replace(s, shots=tuple(replace(x, need=type(x.need)()) if x.id == "3A" else x for x in s.shots))
        for s in desk.production.scenes
    )
    plain = replace(desk.production, scenes=scenes)
    found = retime(plain, behind(plain, 61.0), desk.plan)
    (one,) = (r for r in found.strips if r.before.shot == "3A")
    assert (one.shift, one.moved) == (0.0, 0.0)


def test_what_has_begun_stays_where_it_is(desk: Desk) -> None:
    first = desk.plan.strips[0]
    _, found = retimed(desk, 61.0, (first.shot,))
    assert found.plan.strip(first.shot) == first
    assert first.shot not in {one.before.shot for one in found.strips}


def test_a_locked_strip_stays_where_its_light_still_holds_and_goes_where_it_does_not(desk: Desk) -> None:
    locked = replace(desk.plan, strips=tuple(replace(s, lock=s.shot in ("1A", "1B")) for s in desk.plan.strips))
    found = retime(desk.production, behind(desk.production, 61.0), locked)
    by_shot = {one.before.shot: one for one in found.strips}
    assert by_shot["1B"].after is None, "its sunrise comes a minute later"
    assert re.fullmatch(
        r"1B is locked, and needs sunrise; under the new orbit it begins \d+ s too late\.", by_shot["1B"].reason
    )
    assert by_shot["1A"].reason.startswith("1A is locked, and needs direct sun through nauka.forward; ")
    assert (by_shot["1A"].shift, by_shot["1A"].reason != "") == (0.0, True)


def test_what_finds_no_light_within_a_revolution_leaves_with_its_scene_and_is_named(desk: Desk) -> None:
    new = behind(desk.production, 61.0)
    lost = SpanSet([desk.production.shoot.start], [desk.production.shoot.stop])
    blind = replace(new, events=tuple(replace(e, span=next(iter(lost))) for e in new.events if e.attitude_lost))
    found = retime(desk.production, blind, desk.plan)
    assert {one.before.scene for one in found.lost} >= {"1"}
    reasons = {one.before.shot: one.reason for one in found.lost}
    assert "under the new orbit it does not come near its time" in reasons["1A"]
    assert reasons["3B"] == "3B goes with scene 3, which loses 3A under the new orbit."
    assert {b.shot for b in found.plan.boneyard} >= {one.before.shot for one in found.lost}
    assert found.plan.value == sum(new.scene_value(n) for n in {s.scene for s in found.plan.strips})


def test_an_empty_plan_stays_empty(desk: Desk) -> None:
    empty: Plan = replace(desk.plan, strips=(), value=0)
    found = retime(desk.production, behind(desk.production, 61.0), empty)
    assert (found.strips, found.plan.strips, found.plan.value) == ((), (), 0)


def test_what_the_plan_is_worth_and_costs_is_counted_anew(desk: Desk) -> None:
    new, found = retimed(desk, 2000.0)
    plan, board = found.plan, problem(new, almanac_of(new))
    assert found.lost
    assert (plan.value, plan.bound) == (sum(new.scene_value(n) for n in finished(board, plan.strips)), board.total)
    assert plan.robustness.in_the_can[-1] == plan.value < desk.plan.value
    assert plan.money == money(board, plan.strips)


def test_a_scene_that_cannot_be_finished_keeps_what_is_made_and_is_worth_nothing(desk: Desk) -> None:
    half = tuple(strip for strip in desk.plan.strips if strip.shot != "3A")
    made = Situation(day(7, "12:30"), ("3B",))
    plan = replace(desk.plan, strips=half, value=100, situation=made, boneyard=(Bone("3A", "3", ""),))
    new = behind(desk.production, 61.0)
    found = retime(desk.production, new, plan, made.begun)
    assert found.plan.strip("3B") == plan.strip("3B")
    assert found.plan.value == 125 - new.scene_value("3")
    assert verify(new, found.plan) == ()


def test_no_strip_goes_with_its_light_to_before_now(desk: Desk) -> None:
    """Now is ten seconds before 1A: its light comes a minute earlier, but that is gone."""
    strip = the_strip(desk.plan, "1A")
    begun = tuple(one.shot for one in desk.plan.strips if one.span.start < strip.span.start)
    now = Situation(strip.span.start - 10.0, begun)
    new = behind(desk.production, -61.0)
    found = retime(desk.production, new, replace(desk.plan, situation=now), now.begun)
    assert all(one.after is None or one.after.span.start >= now.now for one in found.strips)
    assert verify(new, found.plan) == ()
