"""What has happened is laid over a production, travels with the plan, and is seen by the proof."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import DocumentError, PlanError
from cupola.plan.approval import Approval
from cupola.plan.document import as_json, plan_text, read_plan
from cupola.plan.result import Plan
from cupola.plan.situation import Situation, situated
from cupola.plan.verify import verify
from cupola.production import Event
from tests.plan.conftest import Desk
from tests.plan.edits import codes, day

WORDS = 'a: "b"\\n- *c !!python/object {{ #x } 😀 \' , ] }'
ALARM = Event("smoke alarm", Span(day(7, "11:00"), day(7, "11:20")), frozenset(), frozenset(), True, False)
CLOSED = Event(WORDS, Span(day(8, "11:00"), day(8, "12:00")), frozenset({"ada"}), frozenset({"nauka"}), False, True)


def back(folder: Path, plan: Plan) -> Plan:
    """Write a plan and read it."""
    (folder / "plan.yaml").write_text(plan_text(plan), encoding="utf-8")
    return read_plan(folder / "plan.yaml").plan


def test_without_anything_that_happened_the_production_is_itself(desk: Desk) -> None:
    assert situated(desk.production, None) is desk.production
    assert situated(desk.production, Situation(day(6, "10:00"))).events == desk.production.events


def test_what_happened_stands_on_the_timeline_once_and_the_documents_stay_the_same(desk: Desk) -> None:
    found = situated(desk.production, Situation(day(6, "10:00"), events=(CLOSED, ALARM)))
    assert [event for event in found.events if event not in desk.production.events] == [ALARM, CLOSED], "in time order"
    assert found.digest == desk.production.digest
    assert CLOSED.span.start in found.attitude_lost.starts
    twice = situated(found, Situation(day(6, "10:00"), events=(ALARM, CLOSED)))
    assert twice.events == found.events


def test_an_event_of_somebody_unknown_is_refused_with_all_that_is(desk: Desk) -> None:
    event = replace(ALARM, people=frozenset({"add", "piet"}), sets=frozenset({"nauca"}))
    with pytest.raises(PlanError) as error:
        situated(desk.production, Situation(day(6, "10:00"), events=(event,)))
    assert [(m.code, m.hint) for m in error.value.messages] == [
        ("E573", 'Did you mean "ada"?'),
        ("E573", 'Did you mean "nauka"?'),
    ]


def test_a_plan_with_its_situation_reads_back_as_it_was_written(desk: Desk, tmp_path: Path) -> None:
    situation = Situation(day(7, "12:00"), ("3B",), ("3A", "1A"), (ALARM, CLOSED))
    strips = tuple(replace(strip, lock=strip.shot == "2A") for strip in desk.plan.strips)
    plan = replace(desk.plan, situation=situation, parent=3, strips=strips)
    assert back(tmp_path, plan) == plan
    retimed = replace(situation, orbit=("orbit/a.tle", "b.tle"), orbit_sha256=("0" * 64, "1" * 64))
    assert back(tmp_path, replace(plan, situation=retimed)).situation == retimed
    older = replace(retimed, orbit_sha256=())
    assert back(tmp_path, replace(plan, situation=older)).situation == older


LEGIBLE = st.characters(exclude_categories=["Cc", "Cs"])


@given(what=st.text(LEGIBLE, min_size=1, max_size=60), shot=st.text(LEGIBLE, min_size=1, max_size=10))
def test_any_words_of_an_event_or_a_shot_stay_words(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory, what: str, shot: str
) -> None:
    situation = Situation(day(7, "12:00"), (shot,), (), (replace(ALARM, what=what),))
    plan = replace(desk.plan, strips=(), boneyard=(), situation=situation)
    assert back(tmp_path_factory.mktemp("words"), plan) == plan


def test_the_head_of_an_approval_reads_back(desk: Desk, tmp_path: Path) -> None:
    head = Approval(2, 1, "ab" * 32, 'Ann "the" Producer', WORDS, day(7, "12:00"))
    (tmp_path / "plan.yaml").write_text(plan_text(desk.plan, head), encoding="utf-8")
    written = read_plan(tmp_path / "plan.yaml")
    assert (written.approval, written.plan) == (head, desk.plan)


def test_an_event_that_ends_before_it_begins_is_refused_at_its_place(desk: Desk, tmp_path: Path) -> None:
    event = replace(ALARM, span=Span(ALARM.span.stop, ALARM.span.start))
    with pytest.raises(DocumentError, match='E502 the event "smoke alarm" ends before it begins') as error:
        back(tmp_path, replace(desk.plan, situation=Situation(day(7, "12:00"), events=(event,))))
    assert error.value.messages[0].where is not None


def test_as_data_a_plan_says_until_when_it_knows_and_what_is_made(desk: Desk) -> None:
    found = as_json(replace(desk.plan, situation=Situation(day(7, "12:00"), ("3B",)), parent=2))
    assert (found["now"], found["done"], found["parent"]) == ("2021-10-07T12:00:00Z", ["3B"], 2)
    assert (as_json(desk.plan)["now"], as_json(desk.plan)["done"]) == (None, [])


def test_the_proof_sees_what_happened(desk: Desk) -> None:
    plan = replace(desk.plan, situation=Situation(day(6, "10:00"), events=(ALARM, replace(CLOSED, what="closed"))))
    faults = verify(desk.production, plan)
    assert codes(faults) == {"E521"}
    assert [(fault.shots, fault.people) for fault in faults] == [(("3B",), ()), (("2A",), ("ada",))]


def test_what_concerns_only_shots_that_are_made_is_history(desk: Desk) -> None:
    """3B was shot in the first minutes of what then became an alarm: that is how it was."""
    plan = replace(desk.plan, situation=Situation(day(7, "11:21"), ("3B",), (), (ALARM,)))
    assert verify(desk.production, plan) == ()
