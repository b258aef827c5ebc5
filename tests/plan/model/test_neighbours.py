"""What goes on beside a set closes it, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, SpanSet
from cupola.plan.model.assemble import task
from cupola.plan.model.neighbours import crowded, disturbed, disturbs, heard
from cupola.plan.model.remaining import remaining
from cupola.plan.search.solve import Stop, solve
from cupola.production import BlockKind, Production
from tests.plan import boards, challenge
from tests.plan.boards import MINUTE, START, minutes, problem
from tests.plan.conftest import Desk
from tests.plan.edits import day, with_person, with_set, with_shot, with_time
from tests.plan.model.test_remaining import strip

NOON = Span(day(7, "12:00"), day(7, "13:00"))


def beside(production: Production, kind: BlockKind, module: str | None = "MLM", who: str = "eve") -> Production:
    """Give a production in which somebody does something in a module on the 7th from 12:00 to 13:00."""
    return with_time(production, who, NOON, kind, module)


def test_nobody_beside_leaves_a_set_as_it_is(desk: Desk) -> None:
    for shot in desk.production.shots.values():
        assert not crowded(desk.production, shot)


@pytest.mark.parametrize("kind", ["station", "exercise", "private", "rest", "meal"])
def test_who_is_in_the_module_takes_room_whatever_they_do(desk: Desk, kind: BlockKind) -> None:
    """2A has three people in Nauka, which has room for four."""
    shot = desk.production.shots["2A"]
    assert len(shot.people) == 3
    for room, closed in ((4, SpanSet()), (3, SpanSet.of([NOON]))):
        production = with_set(beside(desk.production, kind), "nauka", room=room)
        assert crowded(production, shot) == closed, room


def test_film_time_and_other_modules_take_no_room(desk: Desk) -> None:
    shot = desk.production.shots["2A"]
    for production in (beside(desk.production, "film"), beside(desk.production, "station", "SM")):
        assert not crowded(with_set(production, "nauka", room=3), shot)
    assert not crowded(with_set(beside(desk.production, "station", None), "nauka", room=3), shot), "nobody knows where"


def test_who_is_in_the_shot_is_not_counted_twice(desk: Desk) -> None:
    shot = desk.production.shots["2A"]
    assert not crowded(with_set(beside(desk.production, "station", who="piet"), "nauka", room=3), shot)


def test_a_closed_set_bears_nobody(desk: Desk) -> None:
    production = with_shot(beside(desk.production, "station"), "2A", closed=True)
    assert crowded(production, production.shots["2A"]) == SpanSet.of([NOON])
    assert not crowded(production, production.shots["2B"])


def test_no_filming_where_somebody_sleeps(desk: Desk) -> None:
    production = beside(with_person(desk.production, "eve", sleeps_in="MLM"), "sleep", module=None)
    shot, cupola = production.shots["2A"], production.shots["3A"]
    asleep = production.people["eve"].time("sleep")
    assert crowded(production, shot) == asleep
    assert asleep.covers(NOON)
    assert not crowded(production, cupola), "another module"
    assert not crowded(production, replace(shot, cast=(*shot.cast, "eve"))), "they are in the shot: `free` sees to it"
    elsewhere = beside(with_person(desk.production, "eve", sleeps_in="MLM"), "sleep", module="SM")
    assert not crowded(elsewhere, shot).covers(NOON), "where a block says that they sleep counts before"


def test_on_the_station_of_october_2021_nobody_films_beside_a_sleeper() -> None:
    """Novitsky sleeps in Nauka, from 21:30 to 6:00; on the evening of the 16th he is on his way home."""
    production = challenge.production()
    shot = next(s for s in production.shots.values() if s.set == "nauka" and "novitsky" not in s.people)
    closed = crowded(production, shot)
    assert closed.covers(Span(day(9, "21:30"), day(10, "06:00")))
    assert not closed.clip(Span(day(16, "06:00"), day(16, "21:30")))


def test_what_closes_a_set_beside_it_is_cut_from_the_task(desk: Desk) -> None:
    production = with_set(beside(desk.production, "station"), "nauka", room=3)
    shot = production.shots["2A"]
    light = SpanSet.of([production.shoot])
    before, after = (task(p, shot, light) for p in (desk.production, production))
    assert after.open == before.open - SpanSet.of([NOON])
    assert after.rolling == before.rolling - SpanSet.of([NOON])


def test_only_a_quiet_shot_hears_and_only_sets_in_modules_that_its_own_hears(desk: Desk) -> None:
    sets = desk.production.sets
    twin = replace(sets["nauka"], id="twin")
    service = replace(sets["nauka"], id="service", module="SM", hears=frozenset({"SM"}))
    production = replace(desk.production, sets={**sets, "twin": twin, "service": service})
    assert heard(production, sets["nauka"]) == ("twin", "service"), "its own module, and SM"
    assert heard(production, service) == ()
    light = SpanSet.of([production.shoot])
    assert task(production, production.shots["2A"], light).heard == ("twin", "service")
    assert task(production, production.shots["1A"], light).heard == (), "1A needs no quiet"


def test_while_a_quiet_take_rolls_nobody_works_next_door() -> None:
    """The quiet take needs 10 of 30 minutes, the other set-up and take 20: one after the other only."""
    window = minutes((0, 30))
    for heard_, most in (((), 2), (("y",), 2), (("z",), 2)):
        tasks = [
            boards.task("1A", ("a",), window, place="x", take=10, heard=heard_),
            boards.task("2A", ("b",), window, place="y", setup=10, take=10),
        ]
        assert len(solve(problem(tasks), Stop(work=2)).strips) == most
    tight = [
        boards.task("1A", ("a",), minutes((10, 20)), place="x", take=10, heard=("y",)),
        boards.task("2A", ("b",), minutes((10, 30)), place="y", setup=10, take=10),
    ]
    found = solve(problem(tight, [boards.worker(w, minutes((0, 30))) for w in "ab"]), Stop(work=2)).strips
    assert len(found) == 1, "the set-up next door would be heard"
    loud = [replace(tight[0], heard=()), tight[1]]
    assert len(solve(problem(loud, [boards.worker(w, minutes((0, 30))) for w in "ab"]), Stop(work=2)).strips) == 2


def test_a_set_up_of_a_quiet_shot_may_be_noisy() -> None:
    """1A is set up for 10 minutes while 2A rolls next door; its take comes after."""
    tasks = [
        boards.task("1A", ("a",), minutes((10, 20)), place="x", setup=10, take=10, heard=("y",)),
        boards.task("2A", ("b",), minutes((0, 10)), place="y", take=10),
    ]
    people = [boards.worker(w, minutes((0, 30))) for w in "ab"]
    assert len(solve(problem(tasks, people), Stop(work=2)).strips) == 2


def test_what_stays_is_neither_disturbed_nor_disturbs() -> None:
    quiet = boards.task("1A", ("a",), place="x", take=10, heard=("y",))
    loud = boards.task("2A", ("b",), place="y", take=10)
    board = problem([quiet, loud])
    assert disturbs(board, [strip(quiet, 20)], loud) == minutes((20, 30))
    assert not disturbs(board, [strip(loud, 20)], quiet)
    assert disturbed(board, [strip(loud, 20)], quiet) == minutes((20, 30))
    rest = remaining(board, [strip(loud, 20)], ["1A"])
    assert rest.tasks["1A"].rolling == boards.ALWAYS - minutes((20, 30))
    assert rest.tasks["1A"].open == boards.ALWAYS, "its set-up may go on"
    other = remaining(board, [strip(quiet, 20)], ["2A"])
    assert other.tasks["2A"].open == boards.ALWAYS - minutes((20, 30))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9), st.sampled_from("xyz")), min_size=1, max_size=4))
def test_a_plan_beside_what_stays_has_no_noise_in_a_quiet_take(others: list[tuple[int, int, str]]) -> None:
    quiet = boards.task("0A", ("q",), minutes((0, 30)), place="q", take=10, heard=("x", "y"))
    loud = [boards.task(f"{k}A", (f"p{k}",), place=s, take=n) for k, (_, n, s) in enumerate(others, 1)]
    strips = [strip(one, at) for one, (at, _, _) in zip(loud, others, strict=True)]
    rest = remaining(problem([quiet, *loud]), strips, ["0A"])
    found = solve(rest, Stop(work=1)).strips
    noise = SpanSet.of(s.span for s in strips if s.set in "xy")
    fits = any(not noise.clip(Span(START + k * MINUTE, START + (k + 10) * MINUTE)) for k in range(21))
    assert bool(found) == fits
    assert not any(noise & SpanSet.of([one.span]) for one in found)
