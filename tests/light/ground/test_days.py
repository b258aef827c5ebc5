"""The day table of a place: what a first assistant director puts at the head of a call sheet."""

from dataclasses import replace
from math import isnan

import pytest

from cupola.clock import DAY, Span, clock_text, instant
from cupola.light.ground import GroundAlmanac, GroundDayRow, ground_days
from cupola.places.ground import Horizon
from tests.light.ground.places import SHOOT, STEPPE, TROMSO

KAZAKHSTAN = 6 * 3600.0


def table() -> list[GroundDayRow]:
    return ground_days(GroundAlmanac(STEPPE, SHOOT), KAZAKHSTAN)


def test_there_is_a_row_for_each_day_on_the_clock_asked_for() -> None:
    rows = table()
    assert [row.date for row in rows] == [f"2021-10-{day:02d}" for day in range(5, 19)]
    assert rows[0].span.length == DAY - KAZAKHSTAN
    assert rows[1].span == Span(rows[0].span.stop, rows[0].span.stop + DAY)
    assert sum(row.span.length for row in rows) == SHOOT.length


def test_a_day_on_the_steppe_reads_as_a_call_sheet_has_it() -> None:
    """8 October 2021, Zhezkazgan: sunrise 7:38 and sunset 18:54 on the clock six hours ahead, noon at 13:16."""
    row = table()[3]
    assert row.date == "2021-10-08"
    assert [clock_text(at, KAZAKHSTAN) for at in (*row.sunrises, row.noon, *row.sunsets)] == ["07:38", "13:16", "18:54"]
    assert row.sun_up == pytest.approx(row.sunsets[0] - row.sunrises[0])
    assert row.noon_elevation == pytest.approx(36.2, abs=0.1)
    assert len(row.golden) == len(row.blue) == 2
    assert row.blue[0].stop == pytest.approx(row.golden[0].start, abs=0.01)
    assert row.golden[0].start < row.sunrises[0] < row.golden[0].stop


def test_the_moon_grows_from_new_to_nearly_full_over_the_shoot() -> None:
    rows = table()
    lit = [row.moon_lit for row in rows[1:]]
    assert lit == sorted(lit)
    assert lit[0] < 0.01 < 0.9 < lit[-1]
    assert all(row.moon_age < 180 for row in rows[2:])


def test_a_day_may_have_no_moonrise_and_the_days_share_them_all() -> None:
    almanac = GroundAlmanac(STEPPE, SHOOT)
    kinds = [edge.kind for edge in almanac.edges()]
    rows = ground_days(almanac, KAZAKHSTAN)
    assert sum(len(row.moonrises) for row in rows) == kinds.count("moonrise")
    assert sum(len(row.moonsets) for row in rows) == kinds.count("moonset")
    assert sum(len(row.sunrises) for row in rows) == kinds.count("sunrise")
    assert {len(row.moonsets) for row in rows} == {0, 1}


def test_behind_a_mountain_a_day_has_two_sunsets() -> None:
    peak = Horizon(((170.0, 0.0), (175.0, 40.0), (185.0, 40.0), (190.0, 0.0)))
    rows = ground_days(GroundAlmanac(replace(STEPPE, horizon=peak), SHOOT), KAZAKHSTAN)
    assert len(rows[3].sunrises) == len(rows[3].sunsets) == 2


def test_in_polar_night_the_sun_is_up_for_no_second() -> None:
    december = Span(instant("2021-12-10T00:00Z"), instant("2021-12-12T00:00Z"))
    row = ground_days(GroundAlmanac(TROMSO, december))[0]
    assert (row.sunrises, row.sunsets, row.sun_up, row.golden[0].length > 0) == ((), (), 0.0, True)
    assert row.noon_elevation < 0


def test_a_part_of_a_day_without_noon_says_so() -> None:
    evening = Span(instant("2021-10-08T12:00Z"), instant("2021-10-08T15:00Z"))
    (row,) = ground_days(GroundAlmanac(STEPPE, evening))
    assert isnan(row.noon) and isnan(row.noon_elevation)
    assert row.sunrises == () and len(row.sunsets) == 1
