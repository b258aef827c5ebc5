"""The solver keeps every rule, finds the best plan of small problems, and finds the same one again."""

from __future__ import annotations

import threading
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.errors import PlanError
from cupola.plan.figures import Money, Robustness
from cupola.plan.model.problem import Problem
from cupola.plan.result import Strip
from cupola.plan.search.solve import Interrupt, Progress, Solution, Stop, solve
from tests.plan.boards import MINUTE, START, card_stock, minutes, problem, task, worker

QUICK = Stop(work=2.0)


def shots(found: Solution) -> set[str]:
    """Give the shots that are in."""
    return {strip.shot for strip in found.strips}


def strip(found: Solution, shot: str) -> Strip:
    """Give the strip of a shot that must be in."""
    return next(s for s in found.strips if s.shot == shot)


def at(found: Solution, shot: str) -> float:
    """Give the minute at which a shot starts."""
    return (strip(found, shot).span.start - START) / MINUTE


def test_of_two_scenes_that_want_the_same_ten_minutes_the_more_valuable_is_made() -> None:
    window = minutes((60, 70))
    found = solve(problem([task("1A", rolling=window), task("2A", rolling=window)], values={"1": 3, "2": 5}), QUICK)
    assert shots(found) == {"2A"}
    assert (found.value, found.bound) == (5, 5)
    assert found.stop == "proven best"


def test_a_scene_counts_only_whole() -> None:
    tasks = [task("1A"), task("1B", rolling=minutes()), task("2A")]
    assert shots(solve(problem(tasks), QUICK)) == {"2A"}


def test_the_set_up_needs_no_light_and_the_takes_do() -> None:
    found = solve(problem([task("1A", rolling=minutes((60, 70)), setup=30)]), QUICK)
    only = strip(found, "1A").passes[0]
    assert only.setup == Span(START + 30 * MINUTE, START + 60 * MINUTE)
    assert only.takes == (Span(START + 60 * MINUTE, START + 70 * MINUTE),)


def test_several_takes_of_one_pass_are_a_reset_apart() -> None:
    found = solve(problem([task("1A", rolling=minutes((60, 100)), passes=(3,), take=10, reset=5)]), QUICK)
    takes = strip(found, "1A").passes[0].takes
    assert [(t.start - takes[0].start) / MINUTE for t in takes] == [0, 15, 30]
    assert all(t.length == 10 * MINUTE for t in takes)


def test_takes_that_no_opening_has_room_for_are_left_out() -> None:
    tasks = [task("1A", rolling=minutes((60, 99)), passes=(3,), take=10, reset=5), task("2A")]
    assert shots(solve(problem(tasks), QUICK)) == {"2A"}


def test_the_first_days_take_longer_for_novices_only() -> None:
    window = minutes((100, 120))
    tasks = [task("1A", rolling=window, setup=30, slow=True), task("2A", ("bo",), window, place="two", setup=30)]
    found = solve(problem(tasks, factors=(2.0, 1.0)), QUICK)
    setups = {s.shot: s.passes[0].setup for s in found.strips}
    assert setups["1A"] is not None
    assert setups["2A"] is not None
    assert setups["1A"].length == 60 * MINUTE
    assert setups["2A"].length == 30 * MINUTE


def test_passes_lie_in_successive_revolutions_with_the_set_held_between() -> None:
    rises = minutes((60, 61), (153, 154), (246, 247), (339, 340))
    tasks = [
        task("1A", rolling=rises, take=1, passes=(1, 1, 1), setup=10),
        task("2A", ("bo",), minutes((155, 245)), take=20),
        task("3A", ("bo",), minutes((155, 245)), place="two", take=20),
    ]
    found = solve(problem(tasks, values={"1": 9, "2": 1, "3": 1}), QUICK)
    assert shots(found) == {"1A", "3A"}, "2A is in the set where the camera of 1A stays"
    made = strip(found, "1A")
    assert [p.takes[0].start in s for p in made.passes for s in rises].count(True) == 3
    assert [p.setup is not None for p in made.passes] == [True, False, False]
    gaps = [b.takes[0].start - a.takes[0].start for a, b in zip(made.passes, made.passes[1:], strict=False)]
    assert all(45 * MINUTE <= gap <= 191 * MINUTE for gap in gaps)


def test_passes_too_far_apart_do_not_make_a_set_up() -> None:
    rises = minutes((60, 61), (700, 701))
    found = solve(problem([task("1A", rolling=rises, take=1, passes=(1, 1)), task("2A")]), QUICK)
    assert shots(found) == {"2A"}


def test_people_rest_between_shots() -> None:
    window = minutes((0, 25))
    tasks = [task("1A", rolling=window, place="one"), task("2A", rolling=window, place="two")]
    assert len(solve(problem(tasks, rest=5), QUICK).strips) == 2
    assert len(solve(problem(tasks, rest=6), QUICK).strips) == 1


def test_a_set_holds_one_set_up_at_a_time() -> None:
    window = minutes((0, 15))
    two = [task("1A", ("ana",), window), task("2A", ("bo",), window)]
    assert len(solve(problem(two), QUICK).strips) == 1
    apart = [task("1A", ("ana",), window), task("2A", ("bo",), window, place="other")]
    assert len(solve(problem(apart), QUICK).strips) == 2


def test_no_more_cameras_and_gear_than_aboard() -> None:
    window = minutes((0, 15))
    people = ("ana", "bo", "cy")
    tasks = [task(f"{k}A", (p,), window, place=p, gear=(("led", 2),)) for k, p in enumerate(people, 1)]
    assert len(solve(problem(tasks, cameras=3, gear={"led": 6}), QUICK).strips) == 3
    assert len(solve(problem(tasks, cameras=2, gear={"led": 6}), QUICK).strips) == 2
    assert len(solve(problem(tasks, cameras=1, gear={"led": 6}), QUICK).strips) == 1
    assert len(solve(problem(tasks, cameras=3, gear={"led": 5}), QUICK).strips) == 2


def test_film_time_a_day_is_limited() -> None:
    tasks = [task(f"{k}A", rolling=minutes((0, 1440)), take=60) for k in range(1, 6)]
    assert len(solve(problem(tasks, [worker("ana", limit=150)]), QUICK).strips) == 2


def test_private_time_is_lent_only_within_the_limits_and_only_when_it_pays() -> None:
    evening = minutes((1200, 1290))
    people = [worker("ana", minutes((0, 60)), evening, private_limit=40, private_total=30)]
    late = [task("1A", rolling=evening, take=30), task("2A", rolling=evening, take=30)]
    assert len(solve(problem(late, people), QUICK).strips) == 1, "30 of 60 minutes over the stay"
    free = [task("1A", take=30, rolling=minutes((0, 60), (1200, 1290)))]
    assert at(solve(problem(free, people), QUICK), "1A") < 60, "film time is taken before private time"


def test_a_shot_does_not_run_from_film_time_into_private_time() -> None:
    people = [worker("ana", minutes((0, 60)), minutes((60, 120)), private_limit=600)]
    window = minutes((50, 70))
    assert not solve(problem([task("1A", rolling=window, take=20)], people), QUICK).strips


@pytest.mark.parametrize(("start", "made"), [(3599, 0), (3600, 1), (7200, 1), (7201, 0)])
def test_an_escort_comes_and_goes_to_the_second(start: int, made: int) -> None:
    """Vic is free from one hour to three, Pat before and after that; the shot takes an hour, its light comes once."""
    lit = minutes((start / MINUTE, start / MINUTE + 60))
    shot = task("1A", ("ana",), lit, take=60, escorts=("vic", "pat"))
    who = [worker("ana"), worker("vic", minutes((60, 180))), worker("pat", minutes((20, 60), (180, 220)))]
    board = problem([shot], who)
    found = solve(board, Stop(work=2.0)).strips
    assert len(found) == made


def test_an_escort_is_there_in_film_time_and_in_one_place() -> None:
    window = minutes((0, 15))
    tasks = [
        task("1A", ("ana",), window, place="one", escorts=("vic", "pat")),
        task("2A", ("bo",), window, place="two", escorts=("vic", "pat")),
        task("3A", ("cy",), window, place="three", escorts=("vic", "pat")),
    ]
    people = [worker(p) for p in ("ana", "bo", "cy")]
    free = [worker("vic"), worker("pat")]
    found = solve(problem(tasks, people + free), QUICK)
    assert len(found.strips) == 2
    assert {s.passes[0].escort for s in found.strips} == {"vic", "pat"}
    busy = [worker("vic", minutes((6, 60))), worker("pat")]
    assert len(solve(problem(tasks, people + busy), QUICK).strips) == 1


def test_escorting_counts_as_film_time() -> None:
    tasks = [task(f"{k}A", (p,), place=p, take=60, escorts=("vic",)) for k, p in enumerate(("ana", "bo"), 1)]
    people = [worker("ana"), worker("bo"), worker("vic", limit=60, film=minutes((0, 1440)))]
    assert len(solve(problem(tasks, people), QUICK).strips) == 1


def test_the_cards_of_a_day_are_not_overfilled() -> None:
    tasks = [task(f"{k}A", data=40) for k in range(1, 6)]
    assert len(solve(problem(tasks, cards=(card_stock(100, 1, nightly=0),)), QUICK).strips) == 2
    assert len(solve(problem(tasks, cards=(card_stock(100, 1),)), QUICK).strips) == 4


def test_orders_of_shots_and_scenes_are_kept() -> None:
    tasks = [task("1A", after=("2A",)), task("2A", ("bo",)), task("3A", ("cy",)), task("3B", ("cy",))]
    found = solve(problem(tasks, after={"2": ("3",)}), QUICK)
    ends = {s.shot: s.span.stop for s in found.strips}
    assert len(ends) == 4
    assert strip(found, "1A").span.start >= ends["2A"]
    assert strip(found, "2A").span.start >= max(ends["3A"], ends["3B"])


def test_what_must_follow_something_that_is_left_out_may_still_be_made() -> None:
    tasks = [task("1A", after=("2A",)), task("2A", rolling=minutes())]
    assert shots(solve(problem(tasks), QUICK)) == {"1A"}


def test_the_second_stage_gathers_a_set_on_one_day() -> None:
    film = minutes((0, 100), (1440, 1540))
    tasks = [task(f"{k}A", take=30, place="one" if k < 4 else "two") for k in range(1, 7)]
    found = solve(problem(tasks, [worker("ana", film)], rigging=60), QUICK)
    days = {(s.set, int((s.span.start - START) // 86400)) for s in found.strips}
    assert len(found.strips) == 6
    assert len(days) == 2
    assert found.money.effort == 2 * 3600


def test_the_same_input_gives_the_same_plan() -> None:
    tasks = [task(f"{k}A", rolling=minutes((k * 7, k * 7 + 90)), take=20) for k in range(1, 13)]
    people = [worker("ana", minutes((0, 130)))]
    one, two = (solve(problem(tasks, people), Stop(work=1.0), seed=3) for _ in range(2))
    assert one.strips == two.strips


def test_progress_tells_value_and_a_bound_that_only_falls() -> None:
    told: list[Progress] = []
    tasks = [task(f"{k}A", rolling=minutes((k * 7, k * 7 + 90)), take=20) for k in range(1, 13)]
    found = solve(problem(tasks, [worker("ana", minutes((0, 130)))]), QUICK, told.append)
    bounds = [p.bound for p in told]
    assert bounds == sorted(bounds, reverse=True)
    assert told[-1].stage == "money"
    assert all(p.value <= found.value <= p.bound for p in told)


def test_an_interrupted_search_keeps_a_legal_plan() -> None:
    interrupt = Interrupt()
    tasks = [task(f"{k}A", rolling=minutes((k * 7, k * 7 + 90)), take=20) for k in range(1, 13)]

    def on_progress(now: Progress) -> None:
        if now.value > 0:
            interrupt()

    found = solve(problem(tasks, [worker("ana", minutes((0, 130)))]), Stop(work=50), on_progress, interrupt=interrupt)
    assert found.strips
    assert found.stop in ("stopped by hand", "proven best")


def test_a_limit_too_short_says_so() -> None:
    interrupt = Interrupt()
    threading.Thread(target=interrupt).start()
    tasks = [task(f"{k}A", rolling=minutes((k * 7, k * 7 + 90)), take=20) for k in range(1, 13)]
    try:
        solve(problem(tasks), Stop(work=1e-9), interrupt=interrupt)
    except PlanError as error:
        assert error.messages[0].code == "E501"


@st.composite
def tiny(draw: st.DrawFn) -> Problem:
    """Draw up to four shots of one person in one set, with windows and lengths of whole tens of minutes."""
    count = draw(st.integers(1, 4))
    tasks, values = [], {}
    for k in range(1, count + 1):
        start = draw(st.integers(0, 8))
        room = draw(st.integers(1, 5))
        take = draw(st.integers(1, 4))
        tasks.append(task(f"{k}A", rolling=minutes((start * 10, (start + room) * 10)), take=take * 10))
        values[str(k)] = draw(st.integers(1, 9))
    return problem(tasks, [worker("ana", minutes((0, 100)))], values)


def best_value(board: Problem) -> int:
    """Try every order of every choice, each shot as early as it can be: the best value there is."""
    best = 0
    for order in permutations(board.scenes):
        now, value = START, 0
        for scene in order:
            shot = board.tasks[scene.tasks[0]]
            start = max(now, float(shot.rolling.starts[0]))
            if start + shot.take <= min(float(shot.rolling.stops[0]), START + 100 * MINUTE):
                now, value = start + shot.take, value + scene.value
        best = max(best, value)
    return best


@settings(max_examples=25, deadline=None)
@given(tiny())
def test_small_problems_are_solved_to_the_value_that_trying_everything_finds(board: Problem) -> None:
    found = solve(board, QUICK)
    assert found.value == found.bound == best_value(board)


@pytest.mark.parametrize("seconds", [1.0])
def test_a_time_limit_also_gives_a_plan(seconds: float) -> None:
    found = solve(problem([task("1A"), task("2A")]), Stop(seconds=seconds))
    assert len(found.strips) == 2


def hard(count: int = 13) -> Problem:
    """Give a problem that is not proven in a moment: many lengths into little time."""
    tasks = [task(f"{k}A", rolling=minutes((0, 700)), take=17 + (k * 37) % 41) for k in range(1, count + 1)]
    values = {str(k): 11 + (k * 53) % 37 for k in range(1, count + 1)}
    return problem(tasks, [worker("ana", minutes((0, 333)))], values, rest=3)


def test_a_gap_that_is_near_enough_ends_the_first_stage() -> None:
    found = solve(hard(), Stop(work=1, gap=0.5))
    assert found.stop in ("within 50% of the bound", "proven best")
    assert found.value >= found.bound * 0.5


def test_the_work_that_ended_the_search_is_said() -> None:
    found = solve(hard(40), Stop(work=0.05))
    assert found.stop in ("after 0.05 units of work", "proven best")
    assert found.value <= found.bound <= hard(40).total


def test_the_value_is_below_the_bound_and_the_bound_below_everything() -> None:
    board = hard()
    found = solve(board, Stop(work=1))
    assert found.value == sum(s.value for s in board.scenes if s.number in {strip.scene for strip in found.strips})
    assert found.value <= found.bound < board.total, "better than the trivial bound"


def test_other_seeds_find_plans_of_the_same_worth_when_it_is_proven() -> None:
    board = problem([task(f"{k}A", rolling=minutes((0, 100)), take=15 + k) for k in range(1, 9)])
    found = [solve(board, QUICK, seed=seed) for seed in (0, 1, 2)]
    assert {one.stop for one in found} == {"proven best"}
    assert len({one.value for one in found}) == 1


def test_a_search_that_was_interrupted_before_it_began_still_ends() -> None:
    interrupt = Interrupt()
    interrupt()
    assert interrupt.asked
    told: list[Progress] = []
    found = solve(problem([task("1A")]), QUICK, told.append, interrupt=interrupt)
    assert len(found.strips) == 1
    assert [now.stage for now in told].count("money") == 1, "the second stage says where it stands and ends"


def test_an_empty_problem_has_an_empty_plan() -> None:
    found = solve(problem([]), QUICK)
    assert (found.strips, found.value, found.bound, found.money) == ((), 0, 0, Money())
    assert found.robustness == Robustness(0, (0, 0), ())


def test_progress_under_a_time_limit_tells_the_time_that_is_left() -> None:
    told: list[Progress] = []
    solve(problem([task("1A"), task("2A")]), Stop(seconds=5), told.append)
    assert told
    assert all(now.left <= 5 for now in told)
    under_work: list[Progress] = []
    solve(problem([task("1A")]), QUICK, under_work.append)
    assert all(now.left == float("inf") for now in under_work)


def test_light_that_is_scarce_bounds_the_value_without_a_search() -> None:
    """Ten scenes want ten minutes each of twenty minutes of eclipse in four sets: the sums alone say that two fit."""
    dark = minutes((100, 110), (200, 210))
    tasks = [replace(task(f"{k}A", rolling=dark, place=f"s{k % 4}"), phase="eclipse") for k in range(1, 11)]
    found = solve(problem(tasks, cameras=9), Stop(work=0.5))
    assert (found.value, found.bound) == (2, 2)
    assert found.stop == "proven best"
