"""Two drafts side by side: what only one has, what moves, what costs more, what breaks a rule."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.errors import PlanError
from cupola.plan.compare import Comparison, Recast, compare, draft
from cupola.plan.money import money
from cupola.plan.result import Plan
from cupola.plan.robustness import robustness
from tests.plan.conftest import Desk
from tests.plan.edits import changed, escorted, shifted, starting


def side_by_side(desk: Desk, a: Plan, b: Plan) -> Comparison:
    """Compare two plans of the small production."""
    return compare(desk.production, lambda _: (desk.production, desk.problem), ("a.yaml", a), ("b.yaml", b))


def without(plan: Plan, *scenes: str) -> Plan:
    """Give a plan without some scenes."""
    return replace(plan, strips=tuple(s for s in plan.strips if s.scene not in scenes))


def test_a_plan_differs_in_nothing_from_itself(desk: Desk) -> None:
    found = side_by_side(desk, desk.plan, desk.plan)
    assert (found.moves, found.recast, found.only_a, found.only_b) == ((), (), (), ())
    assert found.staying == len(desk.plan.strips) == 6
    assert found.a.money == found.b.money == desk.plan.money
    assert found.a.robustness == desk.plan.robustness
    assert (found.a.value, found.a.faults) == (125, ())


def test_a_scene_that_one_draft_has_alone_is_named_with_its_strips(desk: Desk) -> None:
    less = replace(without(desk.plan, "3"), value=100)
    found = side_by_side(desk, desk.plan, less)
    assert (found.only_a, found.only_b) == (("3",), ())
    assert {(move.shot, move.kind) for move in found.moves} == {("3A", "dropped"), ("3B", "dropped")}
    assert found.b.value == 125 - desk.production.scene_value("3")
    assert found.staying == 4
    back = side_by_side(desk, less, desk.plan)
    assert back.only_b == ("3",)
    assert {move.kind for move in back.moves} == {"added"}


def test_half_a_scene_counts_for_nothing_and_breaks_a_rule(desk: Desk) -> None:
    half = replace(desk.plan, strips=tuple(s for s in desk.plan.strips if s.shot != "3A"))
    found = side_by_side(desk, desk.plan, half)
    assert found.only_a == ("3",)
    assert "E510" in {fault.code for fault in found.b.faults}


def test_a_strip_that_moves_is_named_with_both_times(desk: Desk) -> None:
    later = changed(desk.plan, "1A", lambda s: shifted(s, 300))
    move = side_by_side(desk, desk.plan, later).moves[0]
    assert move.before and move.after
    assert (move.shot, move.kind, move.after.start - move.before.start) == ("1A", "moved", 300)


def test_another_escort_is_said_and_is_no_move(desk: Desk) -> None:
    other = changed(desk.plan, "3B", lambda s: escorted(s, "piet"))
    found = side_by_side(desk, desk.plan, other)
    assert found.moves == ()
    assert found.recast == (Recast("3B", "escorts", "eve", "piet"),)
    assert {fault.code for fault in found.b.faults} == {"E524"}


def test_another_set_camera_and_other_people_are_said(desk: Desk) -> None:
    other = changed(desk.plan, "1A", lambda s: replace(s, set="cupola", camera="phone", people=("dina",)))
    found = side_by_side(desk, desk.plan, other)
    assert [(r.what, r.before, r.after) for r in found.recast] == [
        ("set", "nauka", "cupola"),
        ("camera", "komodo", "phone"),
        ("people", "ada, dina", "dina"),
    ]


def test_the_order_in_which_people_are_named_does_not_matter(desk: Desk) -> None:
    other = changed(desk.plan, "1A", lambda s: replace(s, people=s.people[::-1]))
    assert side_by_side(desk, desk.plan, other).recast == ()


def test_figures_are_counted_anew_and_not_read_off_the_head(desk: Desk) -> None:
    boast = replace(desk.plan, value=999, money=replace(desk.plan.money, shots=1), strips=desk.plan.strips)
    found = draft(desk.production, desk.problem, "boast", boast)
    assert found.value == 125
    assert found.money == money(desk.problem, desk.plan.strips)
    assert "E511" in {fault.code for fault in found.faults}, "the proof finds the wrong value"


@pytest.mark.parametrize("wild", ["shot", "person", "escort", "day"])
def test_a_strip_that_cannot_be_counted_is_left_to_the_proof(desk: Desk, wild: str) -> None:
    plan = {
        "shot": changed(desk.plan, "3B", lambda s: replace(s, shot="9Z")),
        "person": changed(desk.plan, "3B", lambda s: replace(s, people=("nobody",))),
        "escort": changed(desk.plan, "3B", lambda s: escorted(s, "ghost")),
        "day": changed(desk.plan, "3B", lambda s: starting(s, 0.0)),
    }[wild]
    found = draft(desk.production, desk.problem, "wild", plan)
    rest = [strip for strip in desk.plan.strips if strip.shot != "3B"]
    assert found.money == money(desk.problem, rest)
    assert found.robustness == robustness(desk.problem, rest)
    assert found.scenes == ("1", "2")
    assert found.faults


def test_a_draft_of_another_production_is_refused_by_name(desk: Desk) -> None:
    stranger = replace(desk.plan, title="The Ferry")
    with pytest.raises(PlanError) as error:
        side_by_side(desk, desk.plan, stranger)
    message = error.value.messages[0]
    assert (message.code, message.text) == ("E635", 'b.yaml is a plan of "The Ferry", not of "A Small Step"')
    with pytest.raises(PlanError) as error:
        side_by_side(desk, stranger, stranger)
    assert len(error.value.messages) == 2


@settings(max_examples=15, deadline=None)
@given(st.sets(st.sampled_from("123")), st.sets(st.sampled_from("123")))
def test_what_one_draft_has_alone_is_what_the_other_lacks(desk: Desk, out: set[str], gone: set[str]) -> None:
    found = side_by_side(desk, without(desk.plan, *out), without(desk.plan, *gone))
    assert set(found.only_a) == gone - out
    assert set(found.only_b) == out - gone
    assert found.staying == sum(strip.scene not in out | gone for strip in desk.plan.strips)
