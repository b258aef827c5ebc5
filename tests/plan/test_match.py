"""A shot that must match another one: in the model, beside a plan, in reasons and changes, and in the proof."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from cupola.clock import Span, SpanSet
from cupola.plan.argument.explain import Argument
from cupola.plan.argument.remedies import Trial, changes, feasible
from cupola.plan.model.assemble import matches
from cupola.plan.model.problem import Match, Problem
from cupola.plan.model.remaining import first_takes, remaining
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.search.solve import Stop, solve
from cupola.plan.verify import verify
from tests.plan import challenge
from tests.plan.boards import MINUTE, START, minutes, problem, task
from tests.plan.conftest import Desk, planned
from tests.plan.edits import changed, codes, shifted, texts, the_strip, with_rules, with_shot
from tests.plan.rules import broken
from tests.small import BREAKDOWN

QUICK = Stop(work=2)
MATCHED = BREAKDOWN.replace(
    "crew: [dina], camera: komodo, setup: 10 min, take: 20 s,",
    "crew: [dina], light: sun, window: cupola.top, match: 3A, camera: komodo, setup: 10 min, take: 20 s,",
)
"""The hand on the glass must match the face."""


def pair(*pairs: tuple[tuple[float, float], tuple[float, float]]) -> Match:
    """Give a match of 2A with 1A from pairs of stretches, in minutes."""
    return Match("2A", "1A", tuple((minutes(near), minutes(far)) for near, far in pairs))


def board(*matches: Match, first: SpanSet | None = None) -> Problem:
    """Give two shots of ten minutes of two people in two sets."""
    rolling = minutes((0, 300)) if first is None else first
    tasks = [task("1A", ("ana",), rolling), task("2A", ("bo",), minutes((0, 300)), place="two")]
    return problem(tasks, matches=matches)


def rolls(strips: tuple[Strip, ...], shot: str) -> float:
    """Give when the first take of a shot begins, in minutes."""
    (found,) = (strip for strip in strips if strip.shot == shot)
    return (found.passes[0].takes[0].start - START) / MINUTE


def test_two_passes_and_a_shot_to_match() -> None:
    """1A is in the first or in the second revolution; light like that of the second one comes again at 200 minutes."""
    one = board(pair(((93, 94), (200, 201))), first=minutes((0, 10), (93, 103)))
    found = solve(one, QUICK).strips
    assert (rolls(found, "1A"), rolls(found, "2A")) == (93, 200)
    assert broken(one, found) == []


def test_without_a_pair_only_one_of_the_two_is_made() -> None:
    assert len(solve(board(pair()), QUICK).strips) == 1
    assert len(solve(board(), QUICK).strips) == 2


def test_what_must_match_something_that_is_left_out_may_stand_anywhere() -> None:
    one = board(pair(((0, 1), (200, 201))), first=minutes())
    assert [strip.shot for strip in solve(one, QUICK).strips] == ["2A"]
    gone = replace(one, tasks={"2A": one.tasks["2A"]}, scenes=one.scenes[1:])
    assert len(solve(gone, QUICK).strips) == 1, "also where the other shot is no task at all"


def test_every_pass_must_match_the_first_of_the_other_shot() -> None:
    tasks = [
        task("1A", ("ana",), minutes((0, 300)), take=1),
        task("2A", ("bo",), minutes((100, 101), (193, 194), (286, 287)), place="two", take=1, passes=(1, 1)),
    ]
    both = ((5, 6), (100, 194))
    found = solve(problem(tasks, matches=(pair(both),)), QUICK).strips
    assert 5 <= rolls(found, "1A") < 6
    assert rolls(found, "2A") == 100
    assert len(solve(problem(tasks, matches=(pair(((5, 6), (100, 101))),)), QUICK).strips) == 1


def test_the_set_up_counts_up_to_the_first_take() -> None:
    tasks = [
        task("1A", ("ana",), minutes((0, 300)), setup=20, slow=True),
        task("2A", ("bo",), minutes((0, 300)), place="two", setup=30),
    ]
    one = problem(tasks, matches=(pair(((100, 101), (150, 151))),), factors=(2.0, 1.0))
    found = solve(one, QUICK).strips
    assert 100 <= rolls(found, "1A") < 101
    assert 150 <= rolls(found, "2A") < 151
    assert broken(one, found) == []


def test_beside_a_plan_either_shot_keeps_to_the_other() -> None:
    one = board(pair(((0, 10), (200, 210)), ((20, 30), (100, 110))))
    plan = solve(one, QUICK).strips
    a, b = (next(s for s in plan if s.shot == key) for key in ("1A", "2A"))
    near, far = (
        (minutes((0, 10)), minutes((200, 210))) if rolls(plan, "1A") < 10 else (minutes((20, 30)), minutes((100, 110)))
    )
    assert first_takes(one, [a], one.tasks["2A"]) == (far,)
    assert first_takes(one, [b], one.tasks["1A"]) == (near,)
    assert first_takes(one, [], one.tasks["1A"]) == ()
    assert remaining(one, [a], ["2A"]).matches == (), "it is in the task now"
    assert remaining(one, [], ["1A", "2A"]).matches == one.matches
    (again,) = solve(remaining(one, [a], ["2A"]), QUICK).strips
    assert broken(one, [a, again]) == []


def test_beside_a_plan_whose_light_does_not_come_again_it_cannot_be_made() -> None:
    one = board(pair(((20, 30), (100, 110))))
    plan = solve(board(), QUICK).strips
    late = shifted(next(s for s in plan if s.shot == "1A"), 6000)
    assert not feasible(remaining(one, [late], ["2A"]))


def test_a_match_that_is_kept_passes_the_proof_and_one_that_is_moved_is_named(matched: Desk) -> None:
    assert {strip.shot for strip in matched.plan.strips} == set(matched.production.shots)
    assert verify(matched.production, matched.plan) == ()
    strip = the_strip(matched.plan, "3B")
    for minutes_ in (46, -46, 40):
        faults = verify(matched.production, changed(matched.plan, "3B", lambda s, m=minutes_: shifted(s, 60 * m)))  # type: ignore[misc]
        found = [fault for fault in faults if fault.code == "E519"]
        assert [fault.shots for fault in found] == [("3A", "3B")], f"{strip.span} moved by {minutes_} min"
        assert found[0].text.startswith("3B must match 3A: the light of take 1 (")


@pytest.fixture(scope="module")
def matched(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """The small production in which 3B must match 3A."""
    return planned(tmp_path_factory.mktemp("matched"), breakdown=MATCHED)


def test_sunlight_does_not_match_eclipse(desk: Desk) -> None:
    faults = verify(with_shot(desk.production, "2A", match="1A"), desk.plan)
    assert codes(faults) == {"E519"}
    assert "the light of takes 1, 2 and 3 (8 Oct 11:37:20-11:47:56) cuts with none" in texts(faults)
    assert "the nearest is another light altogether" in texts(faults)


def test_of_several_matches_each_is_told_apart(desk: Desk) -> None:
    """2B and 2A lie in eclipse and its twilight, 1A in the Sun: one of two matches through the same windows holds."""
    anywhere = replace(desk.production.shots["1A"].need, window=None, direct=False)
    production = with_shot(with_shot(desk.production, "1A", need=anywhere), "2B", match="2A")
    assert codes(verify(production, desk.plan)) == {"E519"}, "2B begins in twilight"
    production = with_rules(production, match_stops=4.0)
    assert verify(production, desk.plan) == ()
    (fault,) = verify(with_shot(production, "2A", match="1A"), desk.plan)
    assert fault.text.startswith("2A must match 1A: the light of takes 1, 2 and 3 (")


def test_the_proof_says_nothing_of_a_match_with_a_shot_that_is_not_planned(desk: Desk) -> None:
    bare = replace(desk.plan, strips=tuple(s for s in desk.plan.strips if s.scene != "1"))
    faults = verify(with_shot(desk.production, "2A", match="1A"), bare)
    assert "E519" not in codes(faults)
    assert "E519" not in codes(verify(with_shot(desk.production, "2A", match="9Z"), desk.plan))


@pytest.mark.parametrize(("length", "found"), [(100.0, False), (590.0, True)])
def test_the_end_of_a_take_must_be_alike_too(desk: Desk, length: float, found: bool) -> None:
    """Both begin ten minutes before the sun goes, the one 20 s later than the other: its end is in the sunset."""
    production = with_shot(desk.production, "3B", match="3A")
    first, second = list(desk.almanac.phases()["sun"])[20:22]

    def taken(strip: Strip, start: float) -> Strip:
        return replace(strip, passes=(Pass(None, (Span(start, start + length),)),))

    plan = changed(desk.plan, "3A", lambda s: taken(s, first.stop - 600.0))
    plan = changed(plan, "3B", lambda s: taken(s, second.stop - 580.0))
    assert ("E519" in codes(verify(production, plan))) is found


def test_a_wider_tolerance_lets_more_match(matched: Desk) -> None:
    moved = changed(matched.plan, "3B", lambda s: shifted(s, 900))
    loose = with_rules(matched.production, match_turn=170.0, match_stops=9.0, match_mired=900.0, match_ground=9.0)
    assert "E519" in codes(verify(matched.production, moved))
    assert "E519" not in codes(verify(loose, moved))


def test_the_ground_must_be_alike_when_both_shots_look_out(matched: Desk) -> None:
    """A few minutes later the light in the set is the same, and the ground below a little brighter or darker."""
    moved = changed(matched.plan, "3B", lambda s: shifted(s, 300))
    loose = with_rules(matched.production, match_turn=170.0, match_stops=9.0, match_mired=900.0)
    for key in ("3A", "3B"):
        loose = with_shot(loose, key, need=replace(loose.shots[key].need, view="earth-day"))
    strict = with_rules(loose, match_ground=0.02)
    assert "E519" in codes(verify(strict, moved))
    assert "E519" not in codes(verify(with_rules(strict, match_ground=9.0), moved))
    blind = with_shot(strict, "3A", need=replace(strict.shots["3A"].need, view=None))
    assert "E519" not in codes(verify(blind, moved)), "one of them sees no ground"
    pairs = [
        matches(one, matched.almanac, matched.problem)[0].pairs
        for one in (strict, with_rules(strict, match_ground=9.0))
    ]
    near, far = (sum(mine.total * yours.total for mine, yours in each) for each in pairs)
    assert near < 0.5 * far, "the model knows it too"


def test_the_proof_lets_pass_a_fiftieth_more_than_the_tolerance(matched: Desk) -> None:
    """What it measures itself, asked for as tolerances a little above and below."""
    only = with_rules(matched.production, match_turn=170.0, match_mired=900.0, match_ground=19.0, match_stops=0.01)
    trials = [changed(matched.plan, "3B", lambda s, m=minutes_: shifted(s, 60 * m)) for minutes_ in range(-20, 21, 4)]  # type: ignore[misc]
    found = [re.findall(r"the nearest is ([\d.]+) tolerances away", texts(verify(only, moved))) for moved in trials]
    moved, far = next(
        (moved, float(one[0])) for moved, one in zip(trials, found, strict=True) if one and float(one[0]) > 5
    )
    for share, passes in ((1.01, True), (1.05, False)):
        rules = with_rules(only, match_stops=0.01 * far / share)
        assert ("E519" not in codes(verify(rules, moved))) is passes


def test_passes_at_unlike_places_are_named_with_how_far_apart_they_are(desk: Desk) -> None:
    def late(strip: Strip) -> Strip:
        first, second = strip.passes
        later = tuple(replace(t, start=t.start + 600, stop=t.stop + 600) for t in second.takes)
        return replace(strip, passes=(first, replace(second, takes=later)))

    production = with_shot(desk.production, "1B", need=replace(desk.production.shots["1B"].need, light="any"))
    faults = verify(production, changed(desk.plan, "1B", late))
    assert codes(faults) == {"E519"}
    assert faults[0].text.startswith("1B (7 Oct 15:42-17:43): its passes begin 9 min ")
    assert "4 min are allowed" in faults[0].text
    assert verify(with_rules(production, like_light=660.0), changed(desk.plan, "1B", late)) == ()


@pytest.mark.parametrize(("like", "second"), [(4.0, (89, 97)), (0.0, (93, 93)), (50.0, (46, 190))])
def test_the_second_pass_lies_where_the_first_one_does_in_its_revolution(like: float, second: tuple[int, int]) -> None:
    """In any light, a pass after 93 minutes, give or take the rule, and no other."""
    one = task("1A", rolling=minutes((0, 1), (30, 250)), take=1, passes=(1, 1))
    for at in range(40, 250, 3):
        fixed = problem([replace(one, rolling=minutes((0, 1), (at, at + 1)))], like_light=like, pass_gap=100)
        fits = len(solve(fixed, QUICK).strips) == 1
        assert fits == (max(second[0], 45) <= at <= min(second[1], 101)), at


def test_reasons_name_the_shot_that_must_be_matched(matched: Desk) -> None:
    """With 3A fixed where its light never comes again for 3B, the reason is the match."""
    dead = replace(matched.problem, matches=(Match("3B", "3A", ()),))
    strips = tuple(s for s in matched.plan.strips if s.shot != "3B")
    scene = next(s for s in dead.scenes if s.number == "3")
    argument = Argument(matched.production, dead, matched.almanac, strips)
    said = argument.reason(scene, "3B")
    assert said.startswith("3B must match 3A. Everybody is free for it ")
    assert " with sunlight; at none of them" in said
    assert said.endswith("at none of them does that light come again.")


def test_to_do_without_the_match_is_one_of_the_changes(matched: Desk) -> None:
    dead = replace(matched.problem, matches=(Match("3B", "3A", ()),))
    strips = tuple(s for s in matched.plan.strips if s.scene != "3")
    scene = next(s for s in dead.scenes if s.number == "3")
    found = [change.text for change in changes(Trial(matched.production, dead, strips, scene))]
    assert "3B is shot without sunlight and the light of 3A" in found
    assert not any(text.startswith("3A is shot without") for text in found), "3B would have nothing to match"


@cache
def the_plan() -> tuple[Problem, Plan]:
    """Give a plan of the scenes of The Challenge that have matches in them, and of nothing else."""
    whole = challenge.problem()
    keys = {key for one in whole.matches for key in (one.task, one.like)}
    scenes = tuple(replace(s, after=()) for s in whole.scenes if keys & set(s.tasks))
    tasks = {k: replace(whole.tasks[k], after=()) for s in scenes for k in s.tasks}
    part = replace(whole, scenes=scenes, tasks=tasks)
    found = solve(part, Stop(work=20))
    production = challenge.production()
    figures = (found.value, found.bound, part.total, found.money)
    plan = Plan(production.title, production.digest, found.strips, (), *figures, "")
    return part, plan


def test_the_matches_of_the_challenge_are_kept_on_the_real_sky() -> None:
    part, plan = the_plan()
    assert broken(part, plan.strips) == []
    both = [one for one in part.matches if plan.strip(one.task) and plan.strip(one.like)]
    assert len(both) >= 3
    assert "E519" not in codes(verify(challenge.production(), plan))


def test_each_match_of_the_challenge_can_be_broken_by_moving_a_shot() -> None:
    part, plan = the_plan()
    for one in part.matches:
        strip = plan.strip(one.task)
        if strip is None or plan.strip(one.like) is None:
            continue
        faults = verify(challenge.production(), changed(plan, one.task, lambda s: shifted(s, -2400.0)))
        assert any(f.code == "E519" and f.shots == (one.like, one.task) for f in faults), one.task


def test_the_folder_of_the_challenge_asks_for_a_handful_of_matches() -> None:
    matches = {key: shot.match for key, shot in challenge.production().shots.items() if shot.match}
    assert matches == {"1B": "1A", "17B": "17A", "28B": "28A", "34B": "34A", "35B": "35A", "37C": "37B"}
    assert Path(challenge.FOLDER / "breakdown.yaml").is_file()
