"""The real case: scenes of The Challenge planned, proven, broken, written, and what is left out argued."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import SpanSet
from cupola.plan.document import plan_text, read_plan
from cupola.plan.money import money
from cupola.plan.verify import verify
from tests.plan import challenge
from tests.plan.edits import changed, codes, day, escorted, starting, with_cards, with_rules
from tests.plan.rules import broken


def test_what_is_planned_is_legal_by_both_proofs() -> None:
    plan = challenge.plan()
    assert len(plan.strips) > 10
    assert verify(challenge.production(), plan) == ()
    assert [rule for rule in broken(challenge.problem(), plan.strips) if "whole" not in rule] == []


def test_a_plan_of_the_challenge_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_text(challenge.plan()), encoding="utf-8")
    assert read_plan(path).plan == challenge.plan()


def test_every_shot_that_is_left_out_has_its_reason_in_words() -> None:
    plan, production = challenge.plan(), challenge.production()
    assert {bone.shot for bone in plan.boneyard} | {strip.shot for strip in plan.strips} == set(production.shots)
    for bone in plan.boneyard:
        assert bone.reason.startswith(f"{bone.shot} "), bone.reason
        assert bone.reason.endswith((".", "…")), bone.reason
        assert "  " not in bone.reason, bone.reason
        assert "None" not in bone.reason, bone.reason


def test_residents_and_escorts_are_paid_by_the_hour_and_the_film_crew_is_not() -> None:
    passes = [({*s.people, p.escort}, p.span.length) for s in challenge.plan().strips for p in s.passes]
    hours = sum(length * len(who - {"shipenko", "peresild", None}) for who, length in passes) / 3600
    paid = money(challenge.problem(), challenge.plan().strips)
    assert hours > 5
    assert (paid.shots + paid.borrowed) / 100 == pytest.approx(130_000 * hours)


def test_the_money_that_is_written_is_that_of_the_strips() -> None:
    """The prices and the rigging are those of the whole problem too."""
    plan = challenge.plan()
    assert plan.money == money(challenge.problem(), plan.strips)
    assert plan.robustness.in_the_can[-1] == plan.value


@pytest.mark.parametrize(("kind", "at"), [("E520", day(9, "02:00")), ("E521", day(15, "09:10"))])
def test_a_strip_at_night_or_in_the_thruster_test_is_named(kind: str, at: float) -> None:
    plan = challenge.plan()
    strip = plan.strips[0]
    faults = verify(challenge.production(), changed(plan, strip.shot, lambda s: starting(s, at)))
    assert kind in codes(faults)
    assert all(f.shots == (strip.shot,) for f in faults if f.code == kind)


def test_two_shots_at_once_are_named_with_everybody_in_both() -> None:
    plan = challenge.plan()
    one, two = plan.strips[:2]
    both = {*one.people, one.passes[0].escort} & {*two.people, two.passes[0].escort} - {None}
    faults = verify(challenge.production(), changed(plan, two.shot, lambda s: starting(s, one.span.start)))
    clash = {person for f in faults for person in f.people if f.code == "E522" and set(f.shots) == {one.shot, two.shot}}
    assert clash == both
    assert both


def test_every_strip_without_its_escort_is_named() -> None:
    plan, production = challenge.plan(), challenge.production()
    bare = replace(plan, strips=tuple(escorted(s, None) for s in plan.strips))
    faults = verify(production, bare)
    assert codes(faults) == {"E524"}
    assert {f.shots[0] for f in faults} == {s.shot for s in plan.strips if any(p.escort for p in s.passes)}


def test_a_tighter_rule_breaks_what_was_planned_under_a_looser_one() -> None:
    production, plan = challenge.production(), challenge.plan()
    assert codes(verify(with_cards(production, 0.5), plan)) == {"E532"}
    assert codes(verify(with_rules(production, rest_between=86400.0), plan)) == {"E522"}
    assert "E513" in codes(verify(with_rules(production, time_factor=(9.0,)), plan))


def test_nothing_is_planned_while_the_attitude_is_lost_or_in_the_ship_that_is_sealed() -> None:
    board = challenge.problem()
    lost = challenge.production().attitude_lost
    assert lost.total == 30 * 60
    for task in board.tasks.values():
        assert not task.rolling & lost
        if task.set == "soyuz-ms18":
            assert not task.open & SpanSet([day(16, "20:30")], [day(17, "02:00")])
