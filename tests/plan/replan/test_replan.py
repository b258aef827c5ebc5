"""When the day goes wrong: what is shot stays shot, locks stay, as little as possible moves, everything is proven."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.errors import PlanError
from cupola.light import Almanac
from cupola.plan.document import plan_text, read_plan
from cupola.plan.replan.bulletin import Bulletin, event_words
from cupola.plan.replan.difference import moved
from cupola.plan.replan.news import News
from cupola.plan.replan.replan import FEWEST, LESS, Draft, Replan, replan
from cupola.plan.result import Plan
from cupola.plan.situation import Situation, situated
from cupola.plan.verify import verify
from cupola.production import Event
from tests.plan.conftest import Desk, planned
from tests.plan.edits import changed, day, starting, the_strip, with_person, with_shot
from tests.small import PRODUCTION

NOBODY: frozenset[str] = frozenset()


def replanned(
    desk: Desk, now: float, *events: str, plan: Plan | None = None, done: tuple[str, ...] | None = None
) -> Replan:
    """Replan the small production after events such as `--busy piet:10:00Z..`."""
    news = News(desk.production, now)
    read = {"--event": news.event, "--block": news.block, "--busy": news.busy}
    found = tuple(read[kind](text) for kind, _, text in (event.partition(" ") for event in events))
    return laid(desk, plan or desk.plan, Bulletin(now, done, found))


def laid(desk: Desk, plan: Plan, bulletin: Bulletin) -> Replan:
    """Replan with the light of the bare station that the plan was made with; every draft is proven."""
    events = (plan.situation.events if plan.situation else ()) + bulletin.events
    world = situated(desk.production, Situation(bulletin.now, events=events))
    almanac = Almanac(world.orbit, world.station, world.shoot, world.attitude_lost)
    found = replan(desk.production, plan, bulletin, almanac)
    for draft in found.drafts:
        assert verify(desk.production, draft.plan) == ()
    return found


def changes(draft: Draft) -> dict[str, str]:
    """Give what became of each shot that changed."""
    return {move.shot: move.kind for move in draft.moves}


def test_when_all_goes_as_planned_nothing_moves_and_there_is_one_draft(desk: Desk) -> None:
    found = replanned(desk, day(7, "12:01"))
    assert [draft.way for draft in found.drafts] == [FEWEST]
    draft = found.drafts[0]
    assert draft.moves == ()
    assert draft.plan.strips == desk.plan.strips
    assert (draft.plan.value, draft.plan.bound) == (125, 125)
    assert draft.plan.situation == Situation(day(7, "12:01"), ("3B",), ("3A",))


def test_only_what_is_hit_moves_and_says_what_hit_it(desk: Desk) -> None:
    found = replanned(desk, day(8, "08:00"), "--event smoke alarm 10:00Z..10:20Z")
    assert found.causes == {"2B": "smoke alarm 10:00-10:20"}
    draft = found.drafts[0]
    assert changes(draft) == {"2B": "moved"}
    assert draft.moves[0].reason == "smoke alarm 10:00-10:20"
    assert draft.plan.value == 125
    for strip in desk.plan.strips:
        if strip.shot != "2B":
            assert draft.plan.strip(strip.shot) == strip


def test_what_moves_goes_as_near_as_can_be(desk: Desk) -> None:
    """3B needs no light: after fire drill and alarm its set is free when 3A is done, with a rest of 5 minutes."""
    found = replanned(desk, day(7, "08:00"), "--event alarm 11:00Z..11:10Z")
    assert changes(found.drafts[0]) == {"3B": "moved"}
    assert the_strip(found.drafts[0].plan, "3B").span == Span(day(7, "12:10:44"), day(7, "12:29:04"))


def test_the_two_drafts_differ_in_something_that_is_cared_about(desk: Desk) -> None:
    one, other = replanned(desk, day(7, "08:00"), "--block cupola:11:00Z..12:15Z").drafts
    assert changes(one) == {"3B": "moved", "3A": "moved"}
    days = [{s.shot: desk.production.day_of(s.span.start) for s in draft.plan.strips} for draft in (one, other)]
    scenes = [{bone.scene for bone in draft.plan.boneyard} for draft in (one, other)]
    assert days[0] != days[1] or scenes[0] != scenes[1] or changes(one) != changes(other)


def test_a_shot_that_was_not_made_is_planned_again(desk: Desk) -> None:
    found = replanned(desk, day(7, "12:10"), done=("3A",))
    assert found.causes == {"3B": "not shot as planned"}
    strip = found.drafts[0].plan.strip("3B")
    assert strip is not None
    assert strip.span.start >= day(7, "12:10")
    assert found.drafts[0].plan.situation == Situation(day(7, "12:10"), ("3A",))


def test_what_is_shot_stays_where_it_was_shot_whatever_comes(desk: Desk) -> None:
    found = replanned(desk, day(7, "12:10"), "--event alarm 12:20Z..18:00Z")
    for draft in found.drafts:
        for shot in ("3B", "3A"):
            assert draft.plan.strip(shot) == desk.plan.strip(shot)


def test_a_scene_that_cannot_be_finished_keeps_what_is_shot_and_this_is_told(desk: Desk) -> None:
    """3B is shot; Eve, the only escort, is away for the rest of the shoot."""
    found = replanned(desk, day(7, "11:20"), "--busy eve:..")
    draft = found.drafts[0]
    assert changes(draft) == {"3B": "unfinished", "3A": "dropped"}
    assert draft.plan.strip("3B") is not None
    assert (draft.plan.value, draft.plan.bound) == (100, 100)
    bone = draft.plan.boneyard[0]
    assert bone.shot == "3A"
    assert bone.reason.startswith("3A ")


def test_a_scene_that_came_back_in_reach_is_brought_in(desk: Desk) -> None:
    """The plan had dropped scene 2; now there is time for it, and the first draft leaves that to the second."""
    rest = tuple(strip for strip in desk.plan.strips if strip.scene != "2")
    less = replace(desk.plan, strips=rest, value=85)
    one, other = replanned(desk, day(7, "06:00"), plan=less).drafts
    assert one.moves == ()
    assert other.way == "most film"
    assert changes(other) == {"2A": "added", "2B": "added"}
    assert other.plan.value == 125


def test_locks_stay_and_a_lock_that_cannot_hold_is_refused(desk: Desk) -> None:
    now, alarm = day(8, "08:00"), "11:20Z..11:25Z"
    event = News(desk.production, now).event(f"alarm {alarm}")
    with pytest.raises(PlanError, match="E574 2A is locked and cannot be shot then") as error:
        laid(desk, desk.plan, Bulletin(now, events=(event,), locks=("2A",)))
    assert error.value.messages[0].hint == "let it move: --unlock 2A"
    early = News(desk.production, now).event("alarm 10:20Z..10:30Z")
    found = laid(desk, desk.plan, Bulletin(now, events=(early,), locks=("2A",)))
    for draft in found.drafts:
        assert draft.plan.strip("2A") == replace(the_strip(desk.plan, "2A"), lock=True)


def test_a_lock_is_kept_by_the_next_replan_until_it_is_taken_away(desk: Desk) -> None:
    now = day(8, "08:00")
    first = laid(desk, desk.plan, Bulletin(now, locks=("2A",))).drafts[0].plan
    event = News(desk.production, now).event("alarm 11:20Z..11:25Z")
    with pytest.raises(PlanError, match="E574"):
        laid(desk, first, Bulletin(now, events=(event,)))
    freed = laid(desk, first, Bulletin(now, events=(event,), unlocks=("2A",))).drafts[0]
    assert changes(freed)["2A"] == "moved"


def test_one_replan_goes_on_from_another(desk: Desk, tmp_path: Path) -> None:
    """What the first one knew, the second one knows, also after writing and reading."""
    first = replanned(desk, day(7, "11:20"), "--event alarm 13:30Z..14:50Z").drafts[0].plan
    (tmp_path / "draft.yaml").write_text(plan_text(first), encoding="utf-8")
    read = read_plan(tmp_path / "draft.yaml").plan
    assert read == first
    second = replanned(desk, day(8, "06:00"), "--busy piet:10:00Z..10:40Z", plan=read).drafts[0].plan
    assert second.situation is not None
    assert [event.what for event in second.situation.events] == ["alarm", "Piet Player is busy"]
    made = {shot: first.strip(shot) for shot in second.situation.done}
    assert made
    assert all(second.strip(shot) == strip for shot, strip in made.items())


def test_what_the_documents_forbid_since_is_moved_too(desk: Desk) -> None:
    """Somebody wrote a lock into the breakdown after the plan was made."""
    now = day(8, "08:00")
    production = with_shot(replace(desk.production, digest="other"), "2A", lock=day(8, "11:21"))
    almanac = desk.almanac
    found = replan(production, desk.plan, Bulletin(now), almanac)
    strip = found.drafts[0].plan.strip("2A")
    assert strip is not None
    assert strip.span.start == day(8, "11:21")
    assert verify(production, found.drafts[0].plan) == ()
    assert found.causes["2A"].startswith("2A is locked to ")


def test_a_plan_is_as_good_as_its_bound_says_though_scenes_are_lost(desk: Desk) -> None:
    found = replanned(desk, day(8, "12:00"), done=("3B", "3A"))
    draft = found.drafts[0]
    assert draft.plan.value <= draft.plan.bound <= desk.plan.bound
    assert draft.plan.value == sum(
        desk.production.scene_value(scene.number)
        for scene in desk.production.scenes
        if scene.shots and scene.unit == "flight" and all(draft.plan.strip(shot.id) for shot in scene.shots)
    )


def test_less_time_of_somebody_is_found_by_the_proof_and_told_in_its_words(desk: Desk) -> None:
    production = with_person(replace(desk.production, digest="other"), "piet", film_per_day=3000.0)
    found = replan(production, desk.plan, Bulletin(day(8, "06:00")), desk.almanac)
    assert set(found.causes) == {"2A", "2B"}
    assert "of film work" in found.causes["2A"]
    assert verify(production, found.drafts[0].plan) == ()


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(day(7, "10:00"), day(7, "11:00")), "x 10:00-11:00"),
        (Span(day(7, "09:00"), day(7, "11:00")), "x until 11:00"),
        (Span(day(6, "10:00"), day(6, "11:00")), "x 6 October 10:00-11:00"),
        (Span(day(6, "10:00"), day(7, "11:00")), "x 6 October 10:00 to 7 October 11:00"),
        (Span(day(6, "13:00"), day(7, "13:00")), "x 6 October 13:00 to 7 October 13:00"),
        (Span(day(6, "10:00"), day(8, "10:00")), "x 6 October 10:00 to 8 October 10:00"),
        (Span(day(7, "10:00"), day(8, "10:00")), "x 7 October 10:00 to 8 October 10:00"),
        (Span(day(7, "10:00"), day(9, "00:00")), "x from 10:00 on"),
        (Span(day(7, "09:00"), day(9, "00:00")), "x"),
        (Span(day(7, "09:00"), day(8, "11:00")), "x until 8 October 11:00"),
    ],
)
def test_an_event_is_told_by_its_time_about_a_strip(desk: Desk, span: Span, words: str) -> None:
    event = Event("x", span, NOBODY, NOBODY, True, False)
    assert event_words(desk.production, event, day(7, "12:00"), day(7, "09:00")) == words


@settings(max_examples=6)
@given(start=st.integers(0, 60), length=st.integers(1, 6), early=st.integers(0, 8))
def test_after_any_stop_of_filming_the_plan_is_legal_and_the_past_is_kept(
    desk: Desk, start: int, length: int, early: int
) -> None:
    begin = instant("2021-10-06T08:00Z") + 3600 * start
    event = Event("stop", Span(begin, begin + 3600 * length), NOBODY, NOBODY, True, False)
    now = max(begin - 3600 * early, desk.production.shoot.start)
    found = laid(desk, desk.plan, Bulletin(now, events=(event,)))
    for draft in found.drafts:
        assert draft.plan.situation is not None
        for strip in desk.plan.strips:
            new = draft.plan.strip(strip.shot)
            if strip.shot in draft.plan.situation.begun:
                assert new == strip
            elif new is not None:
                assert new.span.start >= now
                assert not any(event.span.overlaps(one.span) for one in new.passes)
        told = {move.shot for move in draft.moves if move.kind == "moved"}
        assert told == {
            s.shot for s in draft.plan.strips if (old := desk.plan.strip(s.shot)) is not None and moved(old, s)
        }


TWO_IN_A_SET = """\
schema: cupola/1
scenes:
  - {scene: "1", heading: INT. NAUKA - DAY, pages: 2/8, screen_time: 15 s, set: nauka, priority: 1, shots: [
     {shot: 1A, text: Peter, cast: [piet], crew: [dina], camera: komodo, setup: 5 min, take: 30 s, takes: 1}]}
  - {scene: "2", heading: INT. NAUKA - NIGHT, pages: 2/8, screen_time: 20 s, set: nauka, priority: 1, shots: [
     {shot: 2A, text: Anna, cast: [ada], crew: [dina], camera: komodo, setup: 5 min, take: 30 s, takes: 1}]}
"""


def test_when_the_first_use_of_a_set_is_dropped_the_next_one_must_leave_time_to_clear_it(tmp_path: Path) -> None:
    """1A clears NAUKA for both. Peter is busy for good, and in the alarm before 2A nobody can clear it."""
    cleared = PRODUCTION.replace("module: MLM, hears: [SM]", "module: MLM, hears: [SM], clear: 20 min")
    desk = planned(tmp_path, production=cleared, breakdown=TWO_IN_A_SET)
    plan = changed(desk.plan, "1A", lambda strip: starting(strip, day(8, "10:30")))
    plan = changed(plan, "2A", lambda strip: starting(strip, day(8, "11:45")))
    assert verify(desk.production, plan) == ()
    busy, alarm = "--busy piet:00:00Z..2021-10-09T00:00Z", "--event alarm 11:15Z..11:40Z"
    found = replanned(desk, day(8, "00:00"), busy, alarm, plan=plan)
    assert list(found.causes) == ["1A"]
    assert changes(found.drafts[0]) == {"1A": "dropped", "2A": "moved"}
    assert the_strip(found.drafts[0].plan, "2A").span.start == day(8, "12:00")
    assert changes(replanned(desk, day(8, "00:00"), busy, plan=plan).drafts[0]) == {"1A": "dropped"}, "there is time"


MORNINGS = """\
schema: cupola/1
scenes:
  - {scene: "1", heading: INT. NAUKA - DAY, pages: 2/8, screen_time: 15 s, set: nauka, priority: 1, shots: [
     {shot: 1A, text: Peter waits, cast: [piet], crew: [eve], camera: komodo, setup: 110 min, take: 30 s, takes: 1}]}
  - {scene: "2", heading: INT. ZARYA - DAY, pages: 2/8, screen_time: 15 s, set: zarya, priority: 1, shots: [
     {shot: 2A, text: Peter eats, cast: [piet], crew: [eve], camera: komodo, setup: 110 min, take: 30 s, takes: 1}]}
  - {scene: "3", heading: INT. CUPOLA - DAY, pages: 2/8, screen_time: 15 s, set: cupola, priority: 1, shots: [
     {shot: 3A, text: Peter looks, cast: [piet], crew: [eve], camera: komodo, setup: 110 min, take: 30 s, takes: 1}]}
"""
"""Three shots, each of which takes a whole morning."""


def test_a_way_out_that_goes_through_all_days_that_are_left_is_found(tmp_path: Path) -> None:
    """1A must give up the 6th. It can only have the 7th, where 2A stands; 2A can only have the 8th, where 3A stands."""
    production = PRODUCTION.split("events:")[0].replace(
        "nauka: {name: NAUKA, module: MLM, hears: [SM]}",
        "nauka: {name: NAUKA, module: MLM, open_to: 2021-10-08T00:00:00Z}\n"
        "  zarya: {name: ZARYA, module: FGB, open_from: 2021-10-07T00:00:00Z}",
    )
    desk = planned(tmp_path, production=production, breakdown=MORNINGS)
    plan = desk.plan
    for shot, date in (("1A", 6), ("2A", 7), ("3A", 8)):
        at = day(date, "10:00")
        plan = changed(plan, shot, lambda strip, at=at: starting(strip, at))  # type: ignore[misc]
    assert verify(desk.production, plan) == ()
    first = replanned(desk, day(6, "07:00"), "--block nauka:09:00Z..18:00Z", plan=plan).drafts[0]
    assert {shot: the_strip(first.plan, shot).span.start // 86400 for shot in ("1A", "2A", "3A")} == {
        "1A": day(7, "00:00") // 86400,
        "2A": day(8, "00:00") // 86400,
        "3A": day(6, "00:00") // 86400,
    }
    assert first.plan.value == plan.value


def test_a_second_draft_that_leaves_a_scene_out_says_so(tmp_path: Path) -> None:
    """1A has the morning of the 8th alone to go to; not to go there is to do without it."""
    scenes = MORNINGS.split("  - {scene: ")
    quick = scenes[3].replace("setup: 110 min", "setup: 10 min")
    desk = planned(tmp_path, breakdown=f"{scenes[0]}  - {{scene: {scenes[1]}  - {{scene: {quick}")
    plan = changed(desk.plan, "1A", lambda strip: starting(strip, day(7, "10:00")))
    plan = changed(plan, "3A", lambda strip: starting(strip, day(8, "17:10")))
    first, other = replanned(desk, day(7, "07:00"), "--event alarm 10:00Z..12:30Z", plan=plan).drafts
    assert (first.way, changes(first), first.plan.value) == (FEWEST, {"1A": "moved"}, plan.value)
    assert (other.way, changes(other)) == (LESS, {"1A": "dropped"})
