"""What a bulletin makes of a plan: what is made, under way, ahead, or lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import PlanError
from cupola.plan.replan.bulletin import Bulletin, Standing, standing, strikes
from cupola.plan.situation import Situation
from cupola.production import Event
from tests.plan.conftest import Desk
from tests.plan.edits import day, the_strip

NOON = day(7, "12:01")
NOBODY: frozenset[str] = frozenset()
ALARM = Event("alarm", Span(day(7, "11:10"), day(7, "11:20")), NOBODY, NOBODY, True, False)


def shots(stand: Standing) -> tuple[list[str], list[str], list[str], list[str]]:
    """Give the shots made, under way, ahead and lost."""
    made, under_way, ahead, lost = (
        [strip.shot for strip in group] for group in (stand.made, stand.under_way, stand.ahead, stand.lost)
    )
    return made, under_way, ahead, lost


AHEAD = ["1A", "1B", "2B", "2A"]


@pytest.mark.parametrize(
    ("bulletin", "found"),
    [
        (Bulletin(day(6, "00:00")), ([], [], ["3B", "3A", *AHEAD], [])),
        (Bulletin(NOON), (["3B"], ["3A"], AHEAD, [])),
        (Bulletin(NOON, done=()), ([], ["3A"], AHEAD, ["3B"])),
        (Bulletin(NOON, done=("3B",)), (["3B"], ["3A"], AHEAD, [])),
        (Bulletin(NOON, events=(ALARM,)), ([], ["3A"], AHEAD, ["3B"])),  # nobody filmed in the alarm
        (Bulletin(NOON, done=("3B",), events=(ALARM,)), (["3B"], ["3A"], AHEAD, [])),  # but they say they did
        (Bulletin(day(8, "23:00")), (["3B", "3A", *AHEAD], [], [], [])),
    ],
)
def test_what_was_planned_by_now_is_made_unless_an_event_or_a_person_says_otherwise(
    desk: Desk, bulletin: Bulletin, found: tuple[list[str], ...]
) -> None:
    assert shots(standing(desk.production, desk.plan, bulletin)) == found


def test_what_is_under_way_when_the_alarm_comes_is_lost(desk: Desk) -> None:
    late = replace(ALARM, span=Span(day(7, "12:00"), day(7, "12:30")))
    assert shots(standing(desk.production, desk.plan, Bulletin(NOON, events=(late,))))[3] == ["3A"]


def test_what_is_known_already_stays_known(desk: Desk) -> None:
    """3B is made by the plan's own situation, and stays so whatever is said later; its events are kept."""
    before = replace(desk.plan, situation=Situation(day(7, "11:30"), ("3B",), (), (ALARM,)))
    stand = standing(desk.production, before, Bulletin(NOON, done=(), events=(ALARM,)))
    assert shots(stand) == (["3B"], ["3A"], AHEAD, [])
    assert stand.situation == Situation(NOON, ("3B",), ("3A",), (ALARM,))


def test_a_shot_broken_off_is_lost(desk: Desk) -> None:
    stand = standing(desk.production, desk.plan, Bulletin(NOON)).broken_off(["3A", "1A"])
    assert shots(stand) == (["3B"], [], AHEAD, ["3A"])
    assert stand.situation.under_way == ()


def test_locks_are_set_and_taken_away(desk: Desk) -> None:
    stand = standing(desk.production, desk.plan, Bulletin(NOON, locks=("2A", "2B")))
    assert [strip.shot for strip in stand.ahead if strip.lock] == ["2B", "2A"]
    plan = replace(desk.plan, strips=stand.begun + stand.ahead)
    again = standing(desk.production, plan, Bulletin(NOON, unlocks=("2B",)))
    assert [strip.shot for strip in again.ahead if strip.lock] == ["2A"]


def test_a_shot_that_the_breakdown_has_no_more_is_not_ahead(desk: Desk) -> None:
    other = replace(the_strip(desk.plan, "2A"), shot="9Z")
    stand = standing(desk.production, replace(desk.plan, strips=(*desk.plan.strips, other)), Bulletin(NOON))
    assert "9Z" not in [strip.shot for strip in stand.ahead]


def test_at_the_wrap_everything_is_made_or_lost_and_nothing_is_ahead(desk: Desk) -> None:
    wrap = desk.production.shoot.stop
    assert shots(standing(desk.production, desk.plan, Bulletin(wrap))) == (["3B", "3A", *AHEAD], [], [], [])
    made, under_way, ahead, lost = shots(standing(desk.production, desk.plan, Bulletin(wrap, done=("3B", "3A"))))
    assert (made, under_way, ahead, lost) == (["3B", "3A"], [], [], AHEAD)


@pytest.mark.parametrize(
    ("bulletin", "code", "says"),
    [
        (Bulletin(day(9, "00:01")), "E581", "nothing can be shot from then on"),
        (Bulletin(NOON, done=("3C",)), "E582", '"3C" is not in the plan and cannot be made'),
        (Bulletin(NOON, done=("1A",)), "E582", "1A is not planned to be over by now"),
        (Bulletin(NOON, done=("3A",)), "E582", "3A is not planned to be over by now"),
        (Bulletin(NOON, locks=("9Z",)), "E582", "cannot be locked"),
        (Bulletin(NOON, unlocks=("9Z",)), "E582", "cannot be unlocked"),
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, bulletin: Bulletin, code: str, says: str) -> None:
    with pytest.raises(PlanError) as error:
        standing(desk.production, desk.plan, bulletin)
    message = error.value.messages[0]
    assert message.code == code
    assert says in message.text


def test_all_mistakes_come_at_once(desk: Desk) -> None:
    with pytest.raises(PlanError) as error:
        standing(desk.production, desk.plan, Bulletin(NOON, done=("9Y", "1A"), locks=("9Z",)))
    assert len(error.value.messages) == 3


def test_a_plan_that_knows_more_is_not_taken_back(desk: Desk) -> None:
    plan = replace(desk.plan, situation=Situation(day(8, "06:00")))
    with pytest.raises(PlanError, match="E581 the plan knows of what happened later"):
        standing(desk.production, plan, Bulletin(NOON))


def test_an_event_strikes_by_people_set_or_everything_and_only_while_they_are_there(desk: Desk) -> None:
    strip = the_strip(desk.plan, "1B")  # two passes, a pause between them
    calm = Event("x", strip.span, NOBODY, NOBODY, False, False)
    pause = Span(strip.passes[0].span.stop, strip.passes[1].span.start)
    assert not strikes(calm, strip)
    for event in (
        replace(calm, stops_filming=True),
        replace(calm, people=frozenset({"dina"})),
        replace(calm, sets=frozenset({"nauka"})),
    ):
        assert strikes(event, strip)
        assert not strikes(replace(event, span=pause), strip)
    escorted = the_strip(desk.plan, "3B")
    assert strikes(replace(calm, span=escorted.span, people=frozenset({"eve"})), escorted), "the escort too"


@given(hours=st.floats(0, 89))
def test_at_any_instant_each_strip_is_made_under_way_or_ahead(desk: Desk, hours: float) -> None:
    now = day(6, "06:00") + 3600 * min(hours, 65.9)
    stand = standing(desk.production, desk.plan, Bulletin(now))
    assert sorted(stand.begun + stand.ahead, key=lambda s: s.span) == list(desk.plan.strips)
    assert all(strip.span.stop <= now for strip in stand.made)
    assert all(strip.span.start < now < strip.span.stop for strip in stand.under_way)
    assert all(strip.span.start >= now for strip in stand.ahead)


def test_a_strip_is_not_locked_and_unlocked_at_once(desk: Desk) -> None:
    with pytest.raises(PlanError) as error:
        standing(desk.production, desk.plan, Bulletin(NOON, locks=("2A", "2B"), unlocks=("2B",)))
    (message,) = error.value.messages
    assert (message.code, message.text) == ("E582", "2B cannot be locked and unlocked at once")
