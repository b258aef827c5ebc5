"""How early a plan's worth is in the can, in days that a first assistant director can count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY
from cupola.plan.figures import Robustness
from cupola.plan.robustness import earliness, finished, once, robustness
from tests.plan.boards import START, minutes, problem, task
from tests.plan.conftest import Desk
from tests.plan.test_money import strip

FIRST, SECOND, OTHER = task("1A"), task("1B"), task("2A")
BOARD = problem([FIRST, SECOND, OTHER], values={"1": 3, "2": 1})


def test_a_scene_is_finished_with_its_last_shot() -> None:
    strips = [strip(FIRST, 1440), strip(SECOND, 30), strip(OTHER, 60)]
    assert finished(BOARD, strips) == {"1": START + DAY + 600, "2": START + 70 * 60}
    assert finished(BOARD, strips[1:]) == {"2": START + 70 * 60}, "half a scene is none"


def test_what_is_in_the_can_grows_by_the_value_of_the_scenes_of_the_day() -> None:
    strips = [strip(FIRST, 1440), strip(SECOND, 30), strip(OTHER, 60)]
    assert robustness(BOARD, strips).in_the_can == (1, 4)
    assert robustness(BOARD, []) == Robustness(0, (0, 0), ())


def test_a_scene_that_ends_with_the_day_is_in_the_can_that_day() -> None:
    assert robustness(BOARD, [strip(OTHER, 1430)]).in_the_can == (1, 1)


def test_the_lead_counts_scenes_by_their_value() -> None:
    """Scene 1 is done a day before the wrap, scene 2 an hour before it."""
    strips = [strip(FIRST, 60), strip(SECOND, 1430), strip(OTHER, 2 * 1440 - 70)]
    assert earliness(BOARD, strips) == 3 * 86400 + 3600
    assert robustness(BOARD, strips).lead == round((3 * 86400 + 3600) / 4)


def test_the_part_that_is_missing_in_the_mean_is_what_the_lead_leaves_of_the_shoot() -> None:
    """Broken off at each minute once, the shoot misses `1 - lead / length` of its value in the mean."""
    strips = [strip(FIRST, 60), strip(SECOND, 1430), strip(OTHER, 2000)]
    ends = finished(BOARD, strips)
    worth = {"1": 3, "2": 1}
    instants = [START + 60 * k + 30 for k in range(2 * 1440)]
    missing = [sum(worth[n] for n, end in ends.items() if end > at) / 4 for at in instants]
    assert abs(sum(missing) / len(missing) - (1 - robustness(BOARD, strips).lead / (2 * 86400))) < 1e-9


def test_a_scene_has_no_second_chance_when_a_shot_of_it_has_none() -> None:
    today, ever = minutes((0, 600)), minutes((0, 600), (1440, 2000))
    one, other, free = task("1A", rolling=today), task("1B", rolling=ever), task("2A", rolling=ever)
    board = problem([one, other, free])
    assert once(board, [strip(one, 0), strip(other, 20), strip(free, 40)]) == ("1",)
    assert once(board, [strip(one, 0), strip(free, 1440)]) == ("2",), "and of scene 1 a shot is missing"


def test_an_opening_later_on_the_same_day_is_no_second_chance() -> None:
    one = task("1A", rolling=minutes((0, 100), (900, 1000)))
    assert once(problem([one]), [strip(one, 0)]) == ("1",)


def test_a_second_chance_needs_room_for_all_passes() -> None:
    one = task("1A", rolling=minutes((0, 10), (60, 70), (1500, 1510)), passes=(1, 1))
    again = task("1A", rolling=minutes((0, 10), (60, 70), (1500, 1510), (1560, 1570)), passes=(1, 1))
    assert once(problem([one]), [strip(one, 0, 60)]) == ("1",)
    assert once(problem([again]), [strip(again, 0, 60)]) == ()


def test_in_the_small_production_everything_is_in_the_can_at_the_wrap(desk: Desk) -> None:
    found = robustness(desk.problem, desk.plan.strips)
    assert found.in_the_can[-1] == desk.plan.value
    assert len(found.in_the_can) == len(desk.production.days)
    assert found == desk.plan.robustness, "as it is written"


@given(st.lists(st.integers(60, 2 * 1440 - 10), min_size=3, max_size=3), st.integers(1, 60))
def test_whatever_is_shot_earlier_makes_the_lead_longer(at: list[int], by: int) -> None:
    strips = [strip(one, minute) for one, minute in zip((FIRST, SECOND, OTHER), at, strict=True)]
    earlier = [strip(one, minute - by) for one, minute in zip((FIRST, SECOND, OTHER), at, strict=True)]
    assert earliness(BOARD, earlier) - earliness(BOARD, strips) == 4 * 60 * by
    assert robustness(BOARD, earlier).lead == robustness(BOARD, strips).lead + 60 * by
