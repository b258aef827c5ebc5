"""The proof names exactly the rule that a plan breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import Span, instant
from cupola.light import Almanac
from cupola.plan.result import Pass, Plan, Strip
from cupola.plan.verify import CHECKS, Fault, verify
from cupola.production import Production
from tests.plan.conftest import Desk
from tests.plan.edits import changed, codes, starting, with_cards

Board = tuple[Production, Plan]


@pytest.fixture
def board(desk: Desk) -> Board:
    """The small production with a legal plan of it."""
    return desk.production, desk.plan


def about(faults: tuple[Fault, ...], code: str) -> Fault:
    """Give the fault with a code."""
    return next(fault for fault in faults if fault.code == code)


def test_the_plan_that_was_made_breaks_no_rule(board: Board) -> None:
    production, plan = board
    assert len(plan.strips) == 6, "everything fits in this small production"
    assert verify(production, plan) == ()


def test_two_shots_at_once_are_named(board: Board) -> None:
    production, plan = board
    other = plan.strip("3B")
    assert other is not None
    faults = verify(production, changed(plan, "3A", lambda s: starting(s, other.span.start)))
    clash = [f for f in faults if f.code == "E522"]
    assert [set(f.people) for f in clash] == [{"dina", "ada", "eve"}]
    assert all(set(f.shots) == {"3A", "3B"} for f in clash)
    assert "at once" in clash[0].text


def test_a_take_in_eclipse_that_needs_sun_is_named(board: Board) -> None:
    production, plan = board
    strip = plan.strip("1A")
    assert strip is not None
    night = Almanac(production.orbit, production.station, production.shoot).phases()["eclipse"]
    dark = next(s for s in night if s.start > instant("2021-10-07T13:40:00Z"))
    faults = verify(production, changed(plan, "1A", lambda s: _takes_at(s, dark.start + 60)))
    fault = about(faults, "E514")
    assert fault.shots == ("1A",)
    assert "1A needs" in fault.text
    assert "sun" in fault.text


def test_a_cosmonaut_working_asleep_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, changed(plan, "2B", lambda s: moved(s, "2021-10-07T02:00:00Z")))
    asleep = [f for f in faults if f.code == "E520" and "asleep" in f.text]
    assert [f.people for f in asleep] == [("dina", "piet")]
    assert "Dina Director and Piet Player are asleep" in " ".join(f.text for f in asleep)


def test_an_event_that_stops_filming_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, changed(plan, "3B", lambda s: moved(s, "2021-10-07T10:10:00Z")))
    assert 'filming stops for "Fire drill"' in about(faults, "E521").text


def test_a_view_while_the_attitude_is_lost_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, changed(plan, "3A", lambda s: _takes_at(s, instant("2021-10-08T11:10:00Z"))))
    assert about(faults, "E514").shots == ("3A",)


def test_a_missing_escort_is_named(board: Board) -> None:
    production, plan = board

    def alone(strip: Strip) -> Strip:
        return replace(strip, passes=tuple(replace(p, escort=None) for p in strip.passes))

    faults = verify(production, changed(plan, "3A", alone))
    assert codes(faults) == {"E524"}
    assert about(faults, "E524").text.startswith("3A in CUPOLA has no escort")


def test_an_escort_of_the_wrong_group_is_named(board: Board) -> None:
    production, plan = board

    def other(strip: Strip) -> Strip:
        return replace(strip, passes=tuple(replace(p, escort="piet") for p in strip.passes))

    assert "E524" in codes(verify(production, changed(plan, "3A", other)))


def test_a_broken_order_is_named(board: Board) -> None:
    production, plan = board
    first = plan.strip("1A")
    assert first is not None
    faults = verify(production, changed(plan, "1B", lambda s: starting(s, first.span.start - 3600)))
    assert set(about(faults, "E517").shots) == {"1A", "1B"}


def test_a_short_set_up_is_named(board: Board) -> None:
    production, plan = board

    def hurried(strip: Strip) -> Strip:
        one = strip.passes[0]
        assert one.setup is not None
        return replace(strip, passes=(replace(one, setup=Span(one.setup.stop - 60, one.setup.stop)), *strip.passes[1:]))

    faults = verify(production, changed(plan, "3B", hurried))
    assert codes(faults) == {"E513"}
    assert "set-up of 1 min" in about(faults, "E513").text


def test_a_take_too_few_is_named(board: Board) -> None:
    production, plan = board

    def fewer(strip: Strip) -> Strip:
        one = strip.passes[0]
        return replace(strip, passes=(Pass(one.setup, one.takes[:-1], one.escort), *strip.passes[1:]))

    assert codes(verify(production, changed(plan, "2A", fewer))) == {"E512"}


def test_other_people_than_broken_down_are_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, changed(plan, "2B", lambda s: replace(s, people=("ada", "dina"))))
    assert "people in the plan: ada, dina; in the breakdown: dina, piet" in about(faults, "E512").text


def test_a_shot_that_is_nowhere_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, replace(plan, strips=tuple(s for s in plan.strips if s.shot != "2B")))
    assert codes(faults) == {"E510", "E511"}
    texts = " ".join(f.text for f in faults)
    assert "shot 2B is not in the plan and not in the boneyard" in texts
    assert "scene 2 is begun with 2A but not finished: 2B is missing" in texts


def test_a_value_that_is_not_true_is_named(board: Board) -> None:
    production, plan = board
    assert codes(verify(production, replace(plan, value=plan.value + 1, bound=plan.bound + 1))) == {"E511"}


def test_hours_beyond_the_limit_are_named(board: Board) -> None:
    production, plan = board
    people = dict(production.people)
    piet = people["piet"]
    people["piet"] = replace(piet, limits=replace(piet.limits, film_per_day=600.0))
    faults = verify(replace(production, people=people), plan)
    assert codes(faults) == {"E523"}
    assert "Piet Player" in about(faults, "E523").text


def test_more_data_than_the_cards_hold_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(with_cards(production, 0.5), plan)
    assert codes(faults) == {"E532"}


def test_too_little_rest_between_shots_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(replace(production, rules=replace(production.rules, rest_between=86400.0)), plan)
    assert codes(faults) == {"E522"}
    assert "24 h 00 min are needed" in about(faults, "E522").text


def test_noise_in_a_quiet_take_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(production, changed(plan, "2B", lambda s: moved(s, "2021-10-07T09:00:00Z")))
    assert "exercising" in about(faults, "E515").text


def test_passes_torn_apart_are_named(board: Board) -> None:
    production, plan = board
    strip = plan.strip("1B")
    assert strip is not None
    assert len(strip.passes) == 2
    second = starting(replace(strip, passes=(strip.passes[1],)), strip.passes[1].span.start + 6 * 3600).passes[0]
    faults = verify(production, changed(plan, "1B", lambda s: replace(s, passes=(s.passes[0], second))))
    assert "E516" in codes(faults)


def test_a_set_before_it_opens_is_named(board: Board) -> None:
    production, plan = board
    sets = dict(production.sets)
    late = production.stay.stop - 60
    sets["nauka"] = replace(sets["nauka"], open=type(sets["nauka"].open)([late], [late + 60]))
    faults = verify(replace(production, sets=sets), plan)
    assert codes(faults) == {"E530"}


def test_outside_the_shoot_is_named(board: Board) -> None:
    production, plan = board
    faults = verify(replace(production, shoot=Span(production.shoot.stop - 60, production.shoot.stop)), plan)
    assert "E518" in codes(faults)


def test_each_check_says_what_it_holds() -> None:
    assert len(CHECKS) == len(set(CHECKS)) >= 18
    assert all(check.__doc__ for check in CHECKS)


def moved(strip: Strip, to: str) -> Strip:
    """Give a strip moved so that it starts at an instant."""
    return starting(strip, instant(to))


def _takes_at(strip: Strip, at: float) -> Strip:
    """Give a strip moved so that its first take starts at an instant."""
    return starting(strip, at - (strip.passes[0].takes[0].start - strip.span.start))
