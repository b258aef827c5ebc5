"""Cards fill and are emptied, batteries drain and are charged: as the plan counts them, and as the model obeys."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span
from cupola.plan.argument.remedies import feasible
from cupola.plan.model.provision import batteries, cards, offloads
from cupola.plan.model.remaining import remaining
from cupola.plan.model.standing import drained, is_room_on_cards, without_power
from cupola.plan.model.stock import BatteryStock, CardStock, above
from cupola.plan.search.solve import Stop, solve
from cupola.production.stock import Battery, Cards, Offload
from tests.plan.boards import MINUTE, START, battery_stock, card_stock, minutes, problem, task, worker
from tests.plan.conftest import Desk
from tests.plan.edits import day
from tests.plan.model.test_remaining import strip

QUICK = Stop(work=2)


def test_a_period_lies_between_two_offloads() -> None:
    stock = CardStock(("a",), 10, 1, (100.0, 200.0))
    assert [stock.period(at) for at in (0, 99, 100, 199, 200)] == [0, 0, 1, 1, 2]
    assert list(stock.periods) == [0, 1, 2]
    assert [stock.span(k) for k in stock.periods] == [Span(-math.inf, 100), Span(100, 200), Span(200, math.inf)]


def test_each_camera_begins_whole_cards_and_no_other_uses_them() -> None:
    stock = CardStock(("a", "b"), 10, 3, (100.0,))
    assert stock.holds({("a", 0): 20.0, ("b", 0): 10.0})
    assert not stock.holds({("a", 0): 20.1, ("b", 0): 9.0})
    assert stock.holds({("a", 0): 20.0, ("b", 0): 1.0, ("a", 1): 30.0}), "the night empties all"
    assert stock.holds({("c", 0): 1e6}), "a camera that has other cards"


def test_what_a_night_does_not_empty_is_full_the_next_day() -> None:
    """Two of three cards are begun; a night empties one and a half, so that two and a half are free the next day."""
    stock = CardStock(("a",), 10, 3, (100.0, 200.0), nightly=1.5)
    assert stock.holds({("a", 0): 20.0, ("a", 1): 20.0})
    assert not stock.holds({("a", 0): 20.0, ("a", 1): 21.0})
    assert not stock.holds({("a", 0): 20.0, ("a", 1): 20.0, ("a", 2): 21.0}), "one more is left over"
    assert not replace(stock, nightly=0).holds({("a", 0): 20.0, ("a", 1): 20.0})


periods = st.lists(st.floats(0, 40), min_size=3, max_size=3)


@given(periods, st.sampled_from([0.0, 0.5, 1.0, 2.5, math.inf]), st.integers(1, 4))
def test_less_data_or_more_cards_never_break_what_held(amounts: list[float], nightly: float, count: int) -> None:
    stock = CardStock(("a",), 10, count, (100.0, 200.0), nightly)
    if stock.holds(dict(zip([("a", k) for k in range(3)], amounts, strict=True))):
        assert stock.holds({("a", k): amount / 2 for k, amount in enumerate(amounts)})
        assert replace(stock, count=count + 1).holds({("a", k): amount for k, amount in enumerate(amounts)})


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 9), st.integers(1, 3)), max_size=6), st.integers(0, 5))
def test_above_is_where_more_are_in_use_instant_by_instant(uses: list[tuple[int, int, int]], most: int) -> None:
    spans = [(Span(float(a), float(a + n)), count) for a, n, count in uses]
    found = above(spans, most)
    for at in (k + 0.5 for k in range(30)):
        assert any(at in span for span in found) == (sum(n for span, n in spans if at in span) > most)


def test_the_model_starts_a_pass_before_or_after_an_offload_in_the_middle_of_a_day() -> None:
    """Two takes of 6 GB and a card of 10: one before noon and one after."""
    noon = CardStock(("a",), 10, 1, (START + 720 * MINUTE,))
    tasks = [task("1A", data=6, rolling=minutes((0, 1440))), task("2A", data=6, rolling=minutes((0, 1440)))]
    found = solve(problem(tasks, cards=(noon,)), QUICK).strips
    assert sorted(noon.period(s.span.start) for s in found) == [0, 1]
    early = [replace(t, rolling=minutes((0, 730))) for t in tasks]
    assert len(solve(problem(early, cards=(noon,)), QUICK).strips) == 2, "a take from 720 to 730 comes after it"
    earlier = [replace(t, rolling=minutes((0, 729))) for t in tasks]
    assert len(solve(problem(earlier, cards=(noon,)), QUICK).strips) == 1, "it would have to begin before"


def test_the_model_counts_what_slow_nights_leave() -> None:
    days = [minutes((0, 100)), minutes((1440, 1540))]
    tasks = [task(f"{k}A", data=10, rolling=days[k % 2]) for k in range(1, 5)]
    for nightly, count in ((2.0, 4), (1.0, 3), (0.5, 2), (0.0, 2)):
        stock = card_stock(10, 2, nightly=nightly)
        assert len(solve(problem(tasks, cards=(stock,)), QUICK).strips) == count, nightly


def test_the_model_waits_for_batteries() -> None:
    """Two takes of 10 minutes, one battery, charged in 30: the second begins at 40."""
    window = minutes((0, 50))
    tasks = [task("1A", ("ana",), window), task("2A", ("bo",), window, place="other")]
    for charge, count in ((30, 2), (31, 1)):
        board = problem(tasks, batteries=(battery_stock(1, 10, charge),))
        assert len(solve(board, QUICK).strips) == count, charge
    assert len(solve(problem(tasks, batteries=(battery_stock(2, 10, 999),)), QUICK).strips) == 2
    assert len(solve(problem(tasks, batteries=(battery_stock(1, 9, 0),)), QUICK).strips) == 0, "10 minutes take two"


def test_a_pass_that_is_longer_in_the_first_days_takes_more_batteries_then() -> None:
    slow = task("1A", setup=20, take=10, slow=True)
    board = problem([slow], factors=(2.0, 1.0), batteries=(battery_stock(1, 30, 0),))
    (found,) = solve(board, QUICK).strips
    assert found.span.start >= board.days[1].start


def test_what_stays_keeps_its_batteries() -> None:
    one, two = task("1A", ("ana",)), task("2A", ("bo",), minutes((0, 100)), place="other")
    board = problem([one, two], batteries=(battery_stock(1, 10, 30),))
    stays = [strip(one, 50)]
    assert drained([(one, stays[0])], board.batteries[0]) == [(Span(START + 50 * MINUTE, START + 90 * MINUTE), 1)]
    assert without_power(board, stays, two) == minutes((20, 90))
    rest = remaining(board, stays, ["2A"])
    assert rest.tasks["2A"].open.clip(Span(START, START + 100 * MINUTE)) == minutes((0, 20), (90, 100))
    assert feasible(rest)
    crowded = replace(board, tasks={**board.tasks, "2A": replace(two, rolling=minutes((21, 89)))})
    assert not feasible(remaining(crowded, stays, ["2A"]))


def test_what_stays_and_what_comes_share_the_batteries() -> None:
    """Three batteries, one of them used by what stays: of three new takes at the same time only two find one."""
    stays = task("0A", ("zoe",), place="z")
    tasks = [task(f"{k}A", (f"p{k}",), minutes((0, 10)), place=f"s{k}") for k in (1, 2, 3)]
    board = problem([stays, *tasks], batteries=(battery_stock(3, 10, 30),))
    rest = remaining(board, [strip(stays, 0)], ["1A", "2A", "3A"])
    assert len(solve(rest, QUICK).strips) == 2


def test_room_on_cards_is_asked_of_the_period_of_an_instant() -> None:
    one, two = task("1A", data=6), task("2A", data=6)
    board = problem([one, two], [worker("ana")], cards=(card_stock(10, 1),))
    rest = remaining(board, [strip(one, 30)], ["2A"])
    assert not is_room_on_cards(rest, two, START)
    assert is_room_on_cards(rest, two, START + DAY)
    assert is_room_on_cards(rest, replace(two, data_gb=4), START)
    assert is_room_on_cards(rest, replace(two, camera="b"), START)


def test_a_production_is_offloaded_on_the_crews_clock(desk: Desk) -> None:
    """From 6 October 06:00 to the end of the 8th, UTC."""
    assert offloads(desk.production) == (day(6, "21:30"), day(7, "21:30"), day(8, "21:30"))
    moscow = replace(desk.production, crew_offset=3 * 3600.0)
    assert offloads(moscow) == (day(6, "18:30"), day(7, "18:30"), day(8, "18:30"))
    early = replace(desk.production, offload=Offload(3 * 3600.0))
    assert offloads(early) == (day(7, "03:00"), day(8, "03:00"))


def test_a_night_is_counted_in_cards(desk: Desk) -> None:
    stocks = (Cards(("komodo",), 500.0, 4),)
    production = replace(desk.production, cards=stocks, offload=Offload(21.5 * 3600, 750.0))
    (found,) = cards(production)
    assert (found.cameras, found.size, found.count, found.nightly) == (("komodo",), 500.0, 4, 1.5)
    assert found.offloads == offloads(production)


def test_only_cameras_with_batteries_have_some(desk: Desk) -> None:
    assert batteries(desk.production) == ()
    camera = replace(desk.production.cameras["komodo"], battery=Battery(4, 5400.0, 7200.0))
    production = replace(desk.production, cameras={"komodo": camera})
    assert batteries(production) == (BatteryStock("komodo", 4, 5400.0, 7200.0),)
