"""The model clears sets before their first use of a day and puts them back after their last."""

from __future__ import annotations

from collections.abc import Sequence

from cupola.clock import Span, SpanSet
from cupola.plan.model.problem import Task, Worker
from cupola.plan.model.remaining import remaining
from cupola.plan.model.upkeep import Upkeep
from cupola.plan.result import Strip
from cupola.plan.search.solve import Stop, solve
from tests.plan.boards import MINUTE, START, minutes, problem, task, upkeep, worker
from tests.plan.model.test_remaining import strip

DAY_ONE = Span(START, START + 86400)


def made(tasks: Sequence[Task], people: Sequence[Worker], keep: Upkeep, **fields: float) -> tuple[Strip, ...]:
    """Give the strips of the best plan."""
    return solve(problem(tasks, people, upkeep=keep, **fields), Stop(work=2)).strips  # type: ignore[arg-type]


def ana(stop: float = 60, **fields: float) -> list[Worker]:
    """Give one person with film time on the first day up to a minute."""
    return [worker("ana", minutes((0, stop)), **fields)]  # type: ignore[arg-type]


def test_film_time_must_be_left_for_putting_back() -> None:
    """A take of 20 minutes and 30 minutes to put things back do not fit into 49."""
    one = [task("1A", take=20)]
    for stop, count in ((50, 1), (49, 0)):
        people = ana(stop)
        assert len(made(one, people, upkeep(people, restore={"stage": 30}))) == count, stop


def test_film_time_must_be_left_for_clearing() -> None:
    people = ana()
    one = [task("1A", rolling=minutes((0, 40)), take=20)]
    found = made(one, people, upkeep(people, clear={"stage": 20}))
    assert found[0].span.start >= START + 20 * MINUTE
    assert made(one, people, upkeep(people, clear={"stage": 21})) == ()


def test_a_set_that_asks_for_nothing_is_used_as_before() -> None:
    people = ana(20)
    assert len(made([task("1A", take=20)], people, upkeep(people, restore={"other": 30}, clear={"other": 9}))) == 1


def test_once_a_day_is_enough() -> None:
    """Two takes of 20 minutes, 10 to clear and 10 to put back: 60 minutes, and not 80."""
    tasks = [task("1A", take=20), task("2A", take=20)]
    for stop, count in ((60, 2), (59, 1)):
        people = ana(stop)
        keep = upkeep(people, clear={"stage": 10}, restore={"stage": 10})
        assert len(made(tasks, people, keep)) == count, stop


def test_each_day_it_is_cleared_and_put_back_anew() -> None:
    people = [worker("ana", minutes((0, 40), (1440, 1480)))]
    tasks = [task("1A", take=20), task("2A", take=20)]
    assert len(made(tasks, people, upkeep(people, clear={"stage": 10}, restore={"stage": 10}))) == 2


def test_everything_is_back_in_time() -> None:
    one = [task("1A", take=20)]
    people = ana()
    for by, count in ((50, 1), (49, 0)):
        assert len(made(one, people, upkeep(people, restore={"stage": 30}, by=by))) == count, by


def test_only_those_of_the_last_pass_stay() -> None:
    """Ana has film time for her take only; Bo has more, and must come last."""
    people = [worker("ana", minutes((0, 20))), worker("bo", minutes((0, 70)))]
    tasks = [task("1A", ("ana",), take=20), task("2A", ("bo",), take=20)]
    found = made(tasks, people, upkeep(people, restore={"stage": 30}))
    assert [s.shot for s in found] == ["1A", "2A"]
    assert made(tasks[:1], people, upkeep(people, restore={"stage": 30})) == (), "alone she would have to stay"


def test_who_puts_back_is_in_no_other_shot() -> None:
    """20 minutes of take, 30 of putting back and 20 of another take elsewhere are 70."""
    tasks = [task("1A", take=20), task("2A", take=20, place="other")]
    for stop, count in ((70, 2), (69, 1)):
        people = ana(stop)
        assert len(made(tasks, people, upkeep(people, restore={"stage": 30}))) == count, stop


def test_two_sets_are_put_back_one_after_the_other() -> None:
    tasks = [task("1A", take=20), task("2A", take=20, place="other")]
    for stop, count in ((100, 2), (99, 1)):
        people = ana(stop)
        keep = upkeep(people, restore={"stage": 30, "other": 30})
        assert len(made(tasks, people, keep)) == count, stop


def test_it_counts_as_film_work() -> None:
    one = [task("1A", take=20)]
    for limit, count in ((60, 1), (59, 0)):
        people = ana(120, limit=limit)
        keep = upkeep(people, clear={"stage": 10}, restore={"stage": 30})
        assert len(made(one, people, keep)) == count, limit


def test_a_stowage_block_takes_the_place_of_film_time() -> None:
    people = ana(20)
    one = [task("1A", take=20)]
    for block, by, count in (((30, 60), 1440, 1), ((30, 60), 59, 0), ((19, 49), 1440, 0), ((30, 59), 1440, 0)):
        keep = upkeep(people, restore={"stage": 30}, by=by, stowage={"ana": minutes(block)})
        assert len(made(one, people, keep)) == count, (block, by)


def test_who_has_a_stowage_block_later_waits_for_it_though_it_is_too_short() -> None:
    """Ten minutes from 30 on: only a take that ends after 30 is put back at once, from 31 to 61 at the earliest."""
    one = [task("1A", take=20)]
    for stop, count in ((60, 0), (61, 1)):
        people = ana(stop)
        keep = upkeep(people, restore={"stage": 30}, stowage={"ana": minutes((30, 40))})
        assert len(made(one, people, keep)) == count, stop


def test_stowage_blocks_are_added_up_and_used_once() -> None:
    people = ana(40)
    tasks = [task("1A", take=20), task("2A", take=20, place="other")]
    for stowage, count in (
        ({"ana": minutes((40, 70))}, 1),
        ({"ana": minutes((40, 100))}, 2),
        ({"ana": minutes((40, 70)), "bo": minutes((40, 70))}, 2),
    ):
        keep = upkeep(people, restore={"stage": 30, "other": 30}, stowage=stowage)
        assert len(made(tasks, people, keep)) == count, stowage


def test_what_stays_is_put_back_by_those_who_were_there_unless_somebody_comes_later() -> None:
    """1A stays from 0 to 20; Ana puts the set back until 50, or Bo does after a take of his own."""
    people = [worker("ana", minutes((0, 60))), worker("bo", minutes((0, 120)))]
    first, hers = task("1A", ("ana",), take=20), task("2A", ("ana",), minutes((20, 45)), take=20, place="other")
    his = task("3A", ("bo",), take=20)
    board = problem([first, hers, his], people, upkeep=upkeep(people, restore={"stage": 30}))
    stays = [strip(first, 0)]
    alone = solve(remaining(board, stays, ["2A"]), Stop(work=2))
    assert alone.strips == (), "she is busy until 50"
    both = solve(remaining(board, stays, ["2A", "3A"]), Stop(work=2))
    assert {s.shot for s in both.strips} == {"2A", "3A"}


def test_common_starts_are_whole_seconds_in_the_film_time_of_all() -> None:
    keep = Upkeep({}, {}, (0.0,), {"a": SpanSet([0.5], [100.5]), "b": SpanSet([0.0], [90.2])})
    assert keep.shared(["a"], 60) == SpanSet([1.0], [41.0])
    assert keep.shared(["a", "b"], 60) == SpanSet([1.0], [31.0])
    assert keep.shared(["a", "b"], 91) == SpanSet()
    assert keep.shared(["nobody"], 1) == keep.shared([], 1) == SpanSet()


def test_only_blocks_of_the_day_that_end_in_time_count() -> None:
    keep = Upkeep({}, {}, (), {}, {"a": (Span(10, 20), Span(30, 40)), "b": (Span(15, 25),)})
    assert keep.blocks(["a", "b"], Span(0, 30), 24) == [Span(10, 20)]
    assert keep.blocks(["a", "b"], Span(0, 31), 40) == [Span(10, 20), Span(30, 40), Span(15, 25)]
    assert keep.blocks(["c"], Span(0, 99), 99) == []
