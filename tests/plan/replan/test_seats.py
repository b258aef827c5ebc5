"""Places for strips that must move, worked out on paper: the film first, then the fewest moves, then the nearest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.argument.remedies import feasible
from cupola.plan.model.problem import Problem, Task
from cupola.plan.replan.seats import fewest_moves, shortest_moves
from cupola.plan.result import Pass, Strip
from tests.plan.boards import MINUTE, START, minutes, problem, task, worker
from tests.plan.rules import broken


def at(one: Task, *starts: float) -> Strip:
    """Give the strip of a shot whose passes of one take begin at these minutes."""
    spans = [Span(START + m * MINUTE, START + m * MINUTE + one.take) for m in starts]
    return Strip(one.id, one.scene, one.set, one.people, one.camera, tuple(Pass(None, (span,)) for span in spans))


def before(*strips: Strip) -> dict[str, Strip]:
    """Give strips by shot."""
    return {strip.shot: strip for strip in strips}


def begins(strips: Sequence[Strip]) -> dict[str, float]:
    """Give the minute at which each strip begins."""
    return {strip.shot: (strip.span.start - START) / MINUTE for strip in strips}


def test_what_may_stay_stays_and_what_may_not_goes_where_there_is_room() -> None:
    one, two = task("1A", rolling=minutes((0, 10), (20, 30))), task("2A", rolling=minutes((40, 60)))
    found = fewest_moves(problem([one, two]), before(at(one, 5), at(two, 45)), 1)
    assert begins(found.strips)["2A"] == 45
    assert begins(found.strips)["1A"] in (0, 20)


def test_of_two_that_are_in_each_others_way_only_one_moves() -> None:
    shots = [task(f"{k}A", rolling=minutes((0, 200))) for k in (1, 2, 3)]
    old = before(at(shots[0], 10), at(shots[1], 15), at(shots[2], 100))
    found = begins(fewest_moves(problem(shots), old, 1).strips)
    assert found["3A"] == 100
    assert [found["1A"] == 10, found["2A"] == 15].count(True) == 1


def test_film_goes_before_moves() -> None:
    """Scene 2 fits only if scene 1 makes room: that is worth a move; without scene 2 nothing would move."""
    one, two = task("1A", rolling=minutes((0, 60))), task("2A", rolling=minutes((0, 20)))
    found = begins(fewest_moves(problem([one, two]), before(at(one, 5)), 1).strips)
    assert set(found) == {"1A", "2A"}
    assert found["1A"] >= 10


def test_a_strip_of_several_passes_stays_only_if_all_of_them_do() -> None:
    one = task("1A", rolling=minutes((0, 10), (93, 103), (186, 196)), passes=(1, 1))
    found = fewest_moves(problem([one]), before(at(one, 0, 93)), 1).strips
    assert found == (at(one, 0, 93),)
    later = replace(one, rolling=minutes((0, 10), (186, 196)))
    moved = fewest_moves(problem([later], pass_gap=300), before(at(one, 0, 93)), 1).strips
    assert [one.span.start for one in moved[0].passes] == [START, START + 186 * MINUTE]


def test_a_scene_that_must_be_in_puts_out_a_better_one() -> None:
    one, two = task("1A", rolling=minutes((0, 10))), task("2A", rolling=minutes((0, 10)))
    board = problem([one, two], values={"1": 9, "2": 1})
    assert set(begins(fewest_moves(board, {}, 1).strips)) == {"1A"}
    assert set(begins(fewest_moves(board, {}, 1, must=["2"]).strips)) == {"2A"}


def test_a_scene_that_must_be_in_and_cannot_gives_nothing() -> None:
    one = task("1A", rolling=minutes((0, 5)))
    assert fewest_moves(problem([one]), {}, 1, must=["1", "9"]).strips == ()


def test_on_other_days_at_least_one_leaves_its_day() -> None:
    shots = [task(f"{k}A", rolling=minutes((0, 100), (1440, 1540))) for k in (1, 2)]
    old = [at(shots[0], 0), at(shots[1], 50)]
    found = fewest_moves(problem(shots), before(*old), 1, other_days=old).strips
    assert sorted(begin >= 1440 for begin in begins(found).values()) == [False, True], "one is enough"


def test_what_can_be_on_no_other_day_leaves_the_plan_then() -> None:
    one = task("1A", rolling=minutes((0, 100)))
    assert fewest_moves(problem([one]), before(at(one, 0)), 1, other_days=[at(one, 0)]).strips == ()


def test_strips_that_must_move_go_to_the_nearest_places() -> None:
    one, two = task("1A", rolling=minutes((0, 100))), task("2A", rolling=minutes((20, 25), (60, 100)))
    old = before(at(one, 40), at(two, 48))
    board = problem([one, two])
    far = [at(one, 0), at(two, 90)]
    found = shortest_moves(board, old, far, 1)
    assert begins(found.strips) == {"1A": 40, "2A": 60}
    assert found.work >= 0


def test_without_work_what_was_known_is_kept() -> None:
    one = task("1A", rolling=minutes((0, 100)))
    far = (at(one, 90),)
    assert shortest_moves(problem([one]), before(at(one, 40)), far, 1e-9).strips in (far, (at(one, 40),))


def most_kept(board: Problem, old: Mapping[str, Strip]) -> tuple[int, int]:
    """Give the most valuable set of scenes and how many shots of it may stay, by trying everything."""
    best = (0, 0)
    for chosen in range(1 << len(board.scenes)):
        scenes = tuple(s for k, s in enumerate(board.scenes) if chosen >> k & 1)
        keys = [key for scene in scenes for key in scene.tasks]
        value = sum(scene.value for scene in scenes)
        for stay in range(1 << len(keys)):
            kept = {key for k, key in enumerate(keys) if stay >> k & 1}
            if (value, len(kept)) <= best or not kept <= old.keys():
                continue
            tasks = {
                key: replace(board.tasks[key], lock=(old[key].span.start,)) if key in kept else board.tasks[key]
                for key in keys
            }
            if feasible(replace(board, scenes=scenes, tasks=tasks)):
                best = (value, len(kept))
    return best


@settings(max_examples=25)
@given(
    windows=st.lists(st.tuples(st.integers(0, 60), st.integers(10, 40)), min_size=2, max_size=4),
    starts=st.lists(st.integers(0, 90), min_size=4, max_size=4),
    values=st.lists(st.integers(1, 5), min_size=4, max_size=4),
)
def test_no_way_keeps_more_film_or_more_strips(
    windows: list[tuple[int, int]], starts: list[int], values: list[int]
) -> None:
    shots = [task(f"{k}A", rolling=minutes((a, a + length))) for k, (a, length) in enumerate(windows, 1)]
    board = problem(
        shots, [worker("ana", days=1)], {f"{k}": values[k - 1] for k in range(1, 5)}, days=1, factors=(1.0,)
    )
    old = before(*(at(one, start) for one, start in zip(shots, starts, strict=False)))
    found = fewest_moves(board, old, 5).strips
    assert [rule for rule in broken(board, found) if "whole" not in rule] == []
    value = sum(scene.value for scene in board.scenes if scene.number in {strip.scene for strip in found})
    kept = sum(strip.span == old[strip.shot].span for strip in found)
    assert (value, kept) == most_kept(board, old)


def test_a_locked_task_begins_when_its_lock_says_or_not_at_all() -> None:
    one = task("1A", rolling=minutes((0, 100)))
    locked = replace(one, lock=(START + 37 * MINUTE,))
    assert begins(fewest_moves(problem([locked]), {}, 1).strips) == {"1A": 37}
    never = replace(one, lock=(START + 95 * MINUTE,))
    assert not feasible(problem([never]))
