"""The light of a day on the ground, as it stands on a call sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import instant
from cupola.light.ground.almanac import GroundAlmanac
from cupola.places.ground import Horizon, Location
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.day import Schedule
from cupola.publish.groundlight import ground_light
from cupola.publish.paper import paper
from tests.publish.conftest import SHOOT
from tests.publish.reading import pdf_text

LISBON = Location("Lisbon", 38.7223, -9.1393)
"""On 7 October the Sun rises there about 06:37 and sets about 18:10 UTC."""


def on_the_ground(production: Production, place: Location) -> Production:
    """Put every set of the production at one place."""
    sets = {key: replace(one, module="", location=place) for key, one in production.sets.items()}
    return replace(production, sets=sets)


def test_the_hours_of_a_day_stand_in_their_order(production: Production, plan: Plan) -> None:
    schedule = Schedule.of(on_the_ground(production, LISBON), plan)
    (light,) = ground_light(schedule.days[1], schedule)
    told = [one.crew for one in (light.blue, light.sunrise, light.day, light.golden, light.sunset, light.night) if one]
    assert len(told) == 6 and told == sorted(told)
    assert light.sunrise is not None and light.sunset is not None
    assert light.sunrise.at == pytest.approx(instant("2021-10-07T06:37Z"), abs=120.0)
    assert light.sunset.at == pytest.approx(instant("2021-10-07T18:10Z"), abs=120.0)


def test_the_hours_are_those_of_the_almanac(production: Production, plan: Plan) -> None:
    schedule = Schedule.of(on_the_ground(production, LISBON), plan)
    (light,) = ground_light(schedule.days[0], schedule)
    phases = GroundAlmanac(LISBON, SHOOT).phases()
    assert light.night is not None and light.golden is not None
    assert min(abs(phases["blue"].stops - light.night.at)) < 1.0
    assert min(abs(phases["golden"].starts - light.golden.at)) < 1.0


def test_sets_at_one_place_are_told_once_and_others_by_themselves(production: Production, plan: Plan) -> None:
    there = on_the_ground(production, LISBON)
    schedule = Schedule.of(there, plan)
    last = schedule.days[2]
    used = list(dict.fromkeys(work.strip.set for work in last.works))
    (one,) = ground_light(last, schedule)
    assert one.sets == ", ".join(there.sets[key].name for key in used)
    if len(used) > 1:
        apart = {**there.sets, used[1]: replace(there.sets[used[1]], location=Location("Évora", 38.57, -7.91))}
        moved = Schedule.of(replace(there, sets=apart), plan)
        assert len(ground_light(moved.days[2], moved)) == 2


def test_where_the_sun_does_not_set_its_setting_is_left_blank(production: Production, plan: Plan) -> None:
    """In October the Sun rises and sets at the pole's own pace: near the South Pole it is up day and night."""
    schedule = Schedule.of(on_the_ground(production, Location("South", -89.0, 0.0)), plan)
    (light,) = ground_light(schedule.days[0], schedule)
    assert light.sunrise is None and light.sunset is None and light.night is None


def test_a_day_aboard_has_none(schedule: Schedule) -> None:
    assert all(ground_light(day, schedule) == () for day in schedule.days)


@pytest.mark.parametrize("body", ["mars", "moon"])
def test_other_worlds_keep_other_hours(production: Production, plan: Plan, body: str) -> None:
    place = replace(LISBON, body=body)
    schedule = Schedule.of(on_the_ground(production, place), plan)
    assert ground_light(schedule.days[0], schedule) == ()


def test_the_call_sheet_of_a_film_on_the_ground_has_its_hours_and_nothing_of_a_station(
    production: Production, plan: Plan, tmp_path: Path
) -> None:
    there = replace(on_the_ground(production, LISBON), flight=None, crew_offset=3600.0, crew_clock="WEST")
    paper(there, plan, {}, tmp_path)
    page = (tmp_path / "call-sheet-2021-10-07.html").read_text(encoding="utf-8")
    assert "Blue from" in page and "Golden from" in page and "Sun down" in page
    for word in ("Light at the station", "does not set", "flight unit", "mission day", "UTC"):
        assert word not in page
    sheet = pdf_text(tmp_path / "call-sheet-2021-10-07.pdf").lower()
    assert "blue from" in sheet and "19:09" in sheet and "all times west" in sheet
    for word in ("light at the station", "does not set", "flight unit", "mission day", "conference", "utc"):
        assert word not in sheet


def test_a_film_with_sets_aboard_and_on_the_ground_has_both(production: Production, plan: Plan) -> None:
    (used, *_) = [strip.set for strip in plan.strips]
    sets = {**production.sets, used: replace(production.sets[used], module="", location=LISBON)}
    schedule = Schedule.of(replace(production, sets=sets), plan)
    assert [one.sets for one in ground_light(schedule.days[0], schedule)] == [sets[used].name]


def test_two_sets_of_one_place_with_other_terrain_have_their_own_sunrise(production: Production, plan: Plan) -> None:
    there = on_the_ground(production, LISBON)
    first = Schedule.of(there, plan).days[2]
    used = list(dict.fromkeys(work.strip.set for work in first.works))
    walled = replace(LISBON, horizon=Horizon(((0.0, 10.0),)))
    sets = {key: replace(one, location=walled if key == used[-1] else LISBON) for key, one in there.sets.items()}
    schedule = Schedule.of(replace(there, sets=sets), plan)
    found = ground_light(schedule.days[2], schedule)
    assert len(found) == len(used)
    rises = [one.sunrise.at for one in found if one.sunrise]
    assert len(rises) == len(used) and (len(used) == 1 or rises[-1] > rises[0] + 1800.0)
