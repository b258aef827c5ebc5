"""Where else a planned shot could stand is found by solving, with what it would push out."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import assume, given, settings

from cupola.plan.argument.place import MOST_PLACES, choice
from cupola.plan.argument.trial import Trial
from cupola.plan.model.problem import Match
from tests.plan.argument.stands import strip
from tests.plan.argument.test_conflict import crowded
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.rules import broken

LIGHT = minutes((0, 20), (60, 80), (120, 140))


def test_the_place_where_it_stands_and_the_others_are_told_in_time_order() -> None:
    one = task("1A", rolling=LIGHT, take=20)
    found = choice(problem([one], days=1), [strip(one, 60)], "1A")
    assert found.openings == 3
    assert [(place.here, place.fits) for place in found.places] == [(False, True), (True, True), (False, True)]
    assert [(place.start - START) / 60 for place in found.places] == [0, 60, 120]
    assert found.best is found.places[0], "both cost the same and are as near: the first"


def test_what_would_be_pushed_out_goes_elsewhere_where_it_can() -> None:
    tasks = [task("1A", rolling=LIGHT, take=20), task("2A", take=20)]
    strips = [strip(tasks[0], 0), strip(tasks[1], 60)]
    board = problem(tasks, [worker("ana", minutes((0, 80)), days=1)], days=1)
    here, there = choice(board, strips, "1A").places
    assert here.here
    assert (there.fits, there.out) == (False, ("2A",))
    assert [one.shot for one in there.moved] == ["2A"]


def test_what_has_nowhere_to_go_is_pushed_out_of_the_plan() -> None:
    tasks = [task("1A", rolling=LIGHT, take=20), task("2A", rolling=minutes((60, 80)), take=20)]
    strips = [strip(tasks[0], 0), strip(tasks[1], 60)]
    board = problem(tasks, [worker("ana", minutes((0, 80)), days=1)], days=1)
    _, there = choice(board, strips, "1A").places
    assert there.out == ("2A",)
    assert there.moved == ()


def test_a_locked_shot_makes_no_way() -> None:
    tasks = [task("1A", rolling=LIGHT, take=20), task("2A", rolling=LIGHT, take=20)]
    strips = [strip(tasks[0], 0), strip(tasks[1], 60, lock=True)]
    board = problem(tasks, [worker("ana", minutes((0, 80)), days=1)], days=1)
    _, there = choice(board, strips, "1A").places
    assert (there.fits, there.out, there.held) == (False, (), ("2A",))


def test_a_lock_of_its_own_does_not_hide_where_else_it_could_be() -> None:
    one = replace(task("1A", rolling=LIGHT, take=20), lock=(START,))
    board = problem([one], [worker("ana", minutes((0, 80)), days=1)], days=1)
    found = choice(board, [strip(one, 0)], "1A")
    assert [(place.start - START, place.here) for place in found.places] == [(0, True), (60 * 60.0, False)]
    begun = replace(board, scenes=tuple(replace(scene, tasks=()) for scene in board.scenes))
    assert [place.here for place in choice(begun, [strip(one, 0)], "1A").places] == [True], "what is made stays"


def test_what_is_made_is_never_pushed_away() -> None:
    tasks = [task("1A", rolling=LIGHT, take=20), replace(task("2A", rolling=LIGHT, take=20), lock=(START + 3600,))]
    board = problem(tasks, [worker("ana", minutes((0, 80)), days=1)], days=1)
    begun = replace(board, scenes=tuple(replace(s, tasks=tuple(k for k in s.tasks if k != "2A")) for s in board.scenes))
    _, there = choice(begun, [strip(tasks[0], 0), strip(tasks[1], 60)], "1A").places
    assert (there.fits, there.out, there.held) == (False, (), ())


def test_the_cheapest_place_elsewhere_is_the_next_best() -> None:
    """On the second day a set must be rigged once more; in the evening somebody lends private time."""
    light = minutes((0, 20), (60, 80), (1440, 1460))
    tasks = [task("1A", rolling=light, take=20), task("2A", rolling=minutes((20, 40)), take=20)]
    free, own = minutes((0, 40), (1440, 1460)), minutes((60, 80))
    board = replace(problem(tasks, [worker("ana", free, own, private_limit=60)]), rigging=3600.0)
    found = choice(board, [strip(tasks[0], 0), strip(tasks[1], 20)], "1A")
    costs = {(place.start - START) / 60: place.cost for place in found.places}
    assert costs[60] == 20 * MINUTE, "private time"
    assert costs[1440] == 3600, "rigged twice"
    assert found.best is not None
    assert found.best.start == START + 60 * MINUTE


def test_what_holds_it_is_named_with_the_nearest_neighbours() -> None:
    tasks = [
        task("1A", take=20),
        task("1B", take=20),
        task("2A", take=20, after=("1A", "1B")),
        task("3A", take=20),
        task("4A", take=20),
    ]
    board = problem(tasks, days=1, after={"3": ("2",)})
    pair = Match("2A", "4A", ((minutes((0, 1440)), minutes((0, 1440))),))
    strips = [strip(t, 30 * k) for k, t in enumerate(tasks)]
    found = choice(replace(board, matches=(pair,)), strips, "2A")
    assert (found.after, found.before, found.matches) == (("1B",), ("3A",), ("4A",))
    assert all(START + 50 * MINUTE <= p.start <= START + 70 * MINUTE or not p.fits for p in found.places)


def test_only_so_many_places_are_looked_into() -> None:
    spans = minutes(*((60 * k, 60 * k + 20) for k in range(15)))
    tasks = [task("1A", rolling=spans, take=20)] + [task(f"{k}A", rolling=spans, take=20) for k in range(2, 16)]
    strips = [strip(t, 60 * k) for k, t in enumerate(tasks)]
    found = choice(problem(tasks, days=1), strips, "1A")
    assert found.openings == 15
    assert len(found.places) == 1 + MOST_PLACES
    assert max(place.start for place in found.places) == START + 60 * MOST_PLACES * MINUTE, "the nearest"


@settings(max_examples=25, deadline=None)
@given(crowded())
def test_plans_with_the_shot_elsewhere_break_no_rule(on_trial: Trial) -> None:
    board, strips = on_trial.problem, list(on_trial.strips)
    assume(not [rule for rule in broken(board, strips) if "whole" not in rule])
    for key in [one.shot for one in strips]:
        for place in choice(board, strips, key).places:
            gone = {key, *place.out}
            task_ = board.tasks[key]
            there = strip(task_, (place.start - START) / MINUTE)
            kept = [one for one in strips if one.shot not in gone]
            if place.fits or place.moved:
                rules = broken(board, [*kept, there, *place.moved])
                assert [rule for rule in rules if "whole" not in rule] == []
