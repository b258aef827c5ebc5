"""The problem is what the production and the sky say."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from cupola.clock import Span, SpanSet, instant
from cupola.light import holds
from cupola.plan.light import open_time
from cupola.plan.model.assemble import exercise_heard, problem, spread
from cupola.plan.model.opening import starts_on
from cupola.plan.model.revolution import revolutions
from tests.plan.conftest import Desk, planned
from tests.plan.edits import with_rules
from tests.small import BREAKDOWN, PRODUCTION

HOUR = 3600.0


def test_every_shot_of_the_flight_unit_is_a_task_and_no_other(desk: Desk) -> None:
    assert list(desk.problem.tasks) == ["1A", "1B", "2A", "2B", "3A", "3B"]
    assert [scene.number for scene in desk.problem.scenes] == ["1", "2", "3"]
    assert desk.problem.total == 60 + 40 + 25


def test_light_holds_all_through_what_is_called_rolling_time(desk: Desk) -> None:
    production = desk.production
    for key in ("1A", "1B", "2A", "3A"):
        need = production.shots[key].need
        for span in list(desk.problem.tasks[key].rolling)[:12]:
            at = np.linspace(span.start, span.stop - 1e-3, 25)
            good = holds(need, at, production.orbit, production.station, production.attitude_lost)
            assert good.all(), f"{key} at {span}"


def test_nothing_rolls_while_filming_stops_or_while_the_attitude_is_lost(desk: Desk) -> None:
    drill = SpanSet.of([Span(instant("2021-10-07T10:00Z"), instant("2021-10-07T11:00Z"))])
    lost = desk.production.attitude_lost
    for task in desk.problem.tasks.values():
        assert not task.rolling & drill
        assert not task.open & drill
    assert not desk.problem.tasks["3A"].rolling & lost
    assert desk.problem.tasks["2A"].rolling & lost or True


def test_people_are_free_in_their_film_time_less_events(desk: Desk) -> None:
    piet = desk.problem.workers["piet"]
    day = instant("2021-10-07T00:00Z")
    assert list(piet.film.clip(Span(day, day + 86400))) == [
        Span(day + 11 * HOUR, day + 12.5 * HOUR),
        Span(day + 17 * HOUR, day + 18.5 * HOUR),
    ], "10 to 11 is the fire drill"
    assert piet.private_limit == HOUR
    assert piet.film_limit == (3 * HOUR,) * 3


def test_newcomers_may_work_less_on_their_first_days(desk: Desk) -> None:
    assert desk.problem.workers["ada"].film_limit == pytest.approx([6.5 * HOUR * part for part in (0.3, 0.6, 0.8)])
    assert desk.problem.factors == (2.0, 1.8, 1.6)


def test_quiet_keeps_away_from_exercise_that_is_heard(desk: Desk) -> None:
    production = desk.production
    heard = exercise_heard(production.people.values(), production.sets["nauka"])
    assert heard
    assert not desk.problem.tasks["2A"].rolling & heard
    assert desk.problem.tasks["1A"].rolling & heard, "1A does not ask for quiet"
    assert not exercise_heard(production.people.values(), production.sets["cupola"]), "the machines are in Zvezda"


def test_a_closed_set_is_not_open(desk: Desk) -> None:
    production = desk.production
    event = replace(production.events[0], stops_filming=False, sets=frozenset({"nauka"}))
    closed = replace(production, events=(event,))
    assert not open_time(closed, closed.sets["nauka"]) & SpanSet.of([event.span])
    assert open_time(closed, closed.sets["cupola"]) & SpanSet.of([event.span])


def test_takes_are_spread_over_the_fewest_passes_that_the_light_allows(desk: Desk) -> None:
    shot = desk.production.shots["1B"]
    rises = desk.almanac.phases()["sunrise"]
    assert spread(shot, rises, 1.2) == (1, 1), "a sunrise of half a minute has room for one take of 15 s"
    assert spread(replace(shot, passes=1), rises, 1.2) == (2,), "as asked"
    assert spread(replace(shot, takes=5, passes=3), rises, 1.2) == (2, 2, 1)
    assert spread(shot, desk.almanac.phases()["sun"], 1.2) == (2,)
    assert spread(shot, SpanSet(), 1.2) == (2,)


def test_what_revolutions_are_wrong_by_is_taken_from_the_rule_of_like_light(desk: Desk) -> None:
    turns = revolutions(desk.almanac.vantage, desk.production.days)
    assert desk.problem.revolutions == turns.lengths
    assert turns.error > 0.0
    assert desk.problem.like_light == desk.production.rules.like_light - turns.error
    narrow = with_rules(desk.production, like_light=turns.error / 2)
    assert problem(narrow, desk.almanac).like_light == 0.0


def test_starts_leave_room_for_set_up_and_takes() -> None:
    day = Span(0.0, 86400.0)
    light, free = SpanSet([1000.5], [2000.5]), SpanSet([300], [1900])
    starts = starts_on(day, light, free, 600, 300)
    assert list(starts) == [Span(401.0, 1001.0)], "light from 1001, people until 1900"
    assert not starts_on(day, light, free, 600, 1000)
    assert not starts_on(Span(2000.0, 3000.0), light, free, 600, 300)


def test_an_escort_is_asked_of_the_group_of_the_set(desk: Desk) -> None:
    assert desk.problem.tasks["3A"].escorts == ("eve",)
    assert desk.problem.tasks["1A"].escorts == ()


def test_somebody_of_the_group_in_the_shot_needs_no_escort(tmp_path: Path) -> None:
    text = BREAKDOWN.replace(
        "cast: [ada], crew: [dina], light: sun, window: cupola.top",
        "cast: [eve], crew: [dina], light: sun, window: cupola.top",
    )
    board = planned(tmp_path, breakdown=text).problem
    assert board.tasks["3A"].escorts == ()
    assert board.tasks["3B"].escorts == ("eve",)


def test_a_crew_clock_ahead_of_utc_counts_its_own_days(tmp_path: Path) -> None:
    later = planned(tmp_path, production=PRODUCTION.replace("{name: GMT}", "{name: MSK, ahead: 3 h}"))
    days = later.problem.days
    assert [d.start for d in days[1:]] == [
        instant("2021-10-06T21:00Z"),
        instant("2021-10-07T21:00Z"),
        instant("2021-10-08T21:00Z"),
    ]


def test_starts_are_whole_seconds_also_where_the_day_begins_between_two() -> None:
    light, free = SpanSet([1000.5], [2000.5]), SpanSet([300.25], [1900.75])
    assert list(starts_on(Span(500.5, 900.5), light, free, 600, 300)) == [Span(501.0, 901.0)]
    assert not starts_on(Span(400.5, 400.9), light, free, 600, 300), "no whole second lies in that day"
