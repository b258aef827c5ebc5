"""What follows from a production: its days, its values, its factors."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import DAY, Span, instant
from cupola.production import Production, load
from tests.small import write_small


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> Production:
    """The small production."""
    return load(write_small(tmp_path_factory.mktemp("model")))


def test_days_go_from_midnight_to_midnight_cut_to_the_shoot(production: Production) -> None:
    assert [str(day) for day in production.days] == [
        "2021-10-06T06:00:00Z..2021-10-07T00:00:00Z",
        "2021-10-07T00:00:00Z..2021-10-08T00:00:00Z",
        "2021-10-08T00:00:00Z..2021-10-09T00:00:00Z",
    ]


@given(start=st.floats(0, 5 * DAY), length=st.floats(60, 9 * DAY), offset=st.integers(-14, 14))
def test_days_cover_the_shoot_without_gaps_and_know_their_instants(start: float, length: float, offset: int) -> None:
    first = instant("2021-10-05T00:00Z") + round(start)
    shoot = Span(first, first + round(length))
    made = replace(_EMPTY, shoot=shoot, crew_offset=offset * 3600.0)
    days = made.days
    assert (days[0].start, days[-1].stop) == (shoot.start, shoot.stop)
    assert all(a.stop == b.start for a, b in pairwise(days))
    assert all((day.stop + offset * 3600) % DAY == 0 for day in days[:-1])
    for number, day in enumerate(days):
        assert made.day_of(day.start) == number
        assert made.day_of(day.stop - 0.5) == number


_NONE: Any = None
_EMPTY = Production(
    folder=Path(),
    title="",
    digest="",
    stay=Span(0, 1),
    shoot=Span(0, 1),
    crew_offset=0,
    crew_clock="",
    mission_start=0,
    flight=None,
    people={},
    sets={},
    cameras={},
    gear={},
    events=(),
    rules=_NONE,
    scenes=(),
)


def test_an_instant_before_the_shoot_lies_on_a_day_before_the_first(production: Production) -> None:
    assert production.day_of(instant("2021-10-05T12:00Z")) == -1
    assert production.day_of(instant("2021-10-06T01:00Z")) == 0, "the same day, though before the first shot"
    assert production.day_of(instant("2021-10-20T01:00Z")) == 14


def test_factors_and_loads_begin_with_the_first_and_hold_on_with_the_last(production: Production) -> None:
    slow, quick = production.shots["1A"], replace(production.shots["2B"], crew=(), cast=("piet",))
    assert [production.time_factor(day, slow) for day in (-3, 0, 1, 5, 6, 99)] == [2.0, 2.0, 1.8, 1.2, 1.2, 1.2]
    assert {production.time_factor(day, quick) for day in (-3, 0, 5)} == {1.0}, "no novice in it"
    ada, piet = production.people["ada"], production.people["piet"]
    assert [production.day_load(day, ada) for day in (-1, 0, 1, 3, 50)] == [0.3, 0.3, 0.6, 1.0, 1.0]
    assert {production.day_load(day, piet) for day in (-1, 0, 50)} == {1.0}, "no novice"


def test_days_aboard_count_from_ones_own_arrival_on_the_crews_clock(production: Production) -> None:
    ada = production.people["ada"]
    assert [production.days_aboard(day, ada) for day in (0, 2)] == [0, 2], "who came with the film crew, on 6 October"
    for arrive, days in (("2021-10-04T23:59Z", 2), ("2021-10-05T00:00Z", 1), ("2021-10-08T12:00Z", -2)):
        assert production.days_aboard(0, replace(ada, arrive=instant(arrive))) == days
    east = replace(
        production, crew_offset=3 * 3600.0, shoot=replace(production.shoot, start=instant("2021-10-06T06:00Z"))
    )
    assert east.days_aboard(0, replace(ada, arrive=instant("2021-10-05T21:30Z"))) == 0, "half past midnight there"


def test_days_before_the_shoot_begins_count_as_days_aboard(production: Production) -> None:
    later = replace(production, shoot=replace(production.shoot, start=instant("2021-10-08T06:00Z")))
    assert [later.day_load(day, later.people["ada"]) for day in (0, 1)] == [0.8, 1.0]
    assert later.time_factor(0, later.shots["1A"]) == 1.6


def test_a_shot_is_as_slow_as_its_newest_novice(production: Production) -> None:
    people = dict(production.people)
    people["dina"] = replace(people["dina"], arrive=instant("2021-10-03T12:00Z"))
    mixed = replace(production, people=people)
    both, hers = mixed.shots["1A"], replace(mixed.shots["1A"], cast=("piet",))
    assert [mixed.time_factor(day, both) for day in (0, 1)] == [2.0, 1.8], "Ada came with the film crew"
    assert [mixed.time_factor(day, hers) for day in (0, 1)] == [1.4, 1.3], "Dina came three days earlier"


def test_the_worth_of_a_scene_is_rounded_and_of_an_empty_one_nothing(production: Production) -> None:
    assert [production.scene_value(number) for number in "1234"] == [60, 40, 25, 0]
    scenes = tuple(replace(s, screen_time=10.3) if s.number == "3" else s for s in production.scenes)
    assert replace(production, scenes=scenes).scene_value("3") == round(10.3 * 2.5)
    still = tuple(replace(s, screen_time=0.0) for s in production.scenes)
    assert [replace(production, scenes=still).scene_value(number) for number in "1234"] == [1, 1, 1, 0]


def test_shots_are_those_of_the_flight_unit_in_story_order(production: Production) -> None:
    assert list(production.shots) == ["1A", "1B", "2A", "2B", "3A", "3B"]
    ground = tuple(replace(s, unit="ground") if s.number == "2" else s for s in production.scenes)
    assert list(replace(production, scenes=ground).shots) == ["1A", "1B", "3A", "3B"]
    assert list(production.scene) == ["1", "2", "3", "4"]


def test_who_is_unknown_goes_by_their_id(production: Production) -> None:
    assert production.name_of("dina") == "Dina Director"
    assert production.name_of("Otto Other") == "Otto Other"
