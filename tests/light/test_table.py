"""The light table: row for row what the meter's parts give at that instant, whatever lies between the nodes."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import DAY, Instants, Span, SpanSet, instant
from cupola.errors import CupolaError
from cupola.light import PHASES, Almanac, Need, holds
from cupola.light.meter import Meter, Surroundings, sun_beam
from cupola.light.table import LightTable, table
from cupola.places import Station, YawPitchRoll, load_station
from cupola.places.attitude import SpecialAttitude
from tests.october import one_set_orbit, stay_orbit

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

ISS = load_station("iss")
NOON = instant("2021-10-11T12:00Z")
WINDOWS = ("cupola.top", "nauka.forward", "cupola.aft", "zvezda.w9")
BLACK = Surroundings(albedo=0.0)
SUN_LX = 133_000.0
DIRECT = 3e-5  # of the Sun's light: what a cubic and single precision cost
EARTH = 4.5e-4  # the same with earthshine, whose own table has corners every 2.5 deg: 0.2 % of a nadir window's noon


def made(station: Station = ISS, start: float = NOON, length: float = 20_000.0, lost: SpanSet | None = None) -> Almanac:
    """Give an almanac over a seam of the orbit's element sets, which lies at 22:10 of that day."""
    return Almanac(stay_orbit(), station, Span(start, start + length), lost)


def black(almanac: Almanac) -> Almanac:
    """Give an almanac over an Earth that throws nothing back."""
    return Almanac(almanac.orbit, almanac.station, almanac.span, almanac.lost, surroundings=BLACK)


@cache
def usual() -> tuple[Almanac, LightTable]:
    """Give a table of five and a half hours over a black Earth, and what it was made from."""
    almanac = made()
    return almanac, table(black(almanac), WINDOWS, 1.0)


def every(found: LightTable) -> Rows:
    """Give all its rows."""
    return np.arange(len(found))


def expected(almanac: Almanac, window: str, at: Instants, surroundings: Surroundings) -> Floats:
    """Give direct sun and earthshine by the conditions themselves and SGP4 for each instant: no table, no almanac."""
    vantage = replace(almanac.vantage, trajectory=stay_orbit())
    meter, moment = Meter(almanac.station, window, vantage, None, surroundings), vantage.at(at)
    cosine = np.einsum("ni,ni->n", moment.direction(meter.window.normal), moment.to_sun)
    beam = sun_beam(moment)[:, 1]
    shines = holds(Need(window=window, direct=True), at, stay_orbit(), almanac.station)
    direct = np.where(shines, meter.window.transmission * cosine * beam, 0.0)
    light: Floats = direct + meter.earth(moment)
    return light


def differs(almanac: Almanac, found: LightTable, rows: Rows, surroundings: Surroundings = BLACK) -> float:
    """Give the largest difference of rows from what is expected, as a share of the Sun's light."""
    at = found.at[rows]
    due = (expected(almanac, window, at, surroundings) for window in found.windows)
    return max(float(np.abs(row[rows] - light).max()) for row, light in zip(found.lux, due, strict=True)) / SUN_LX


def test_a_table_has_a_row_a_second_a_direction_and_a_column_for_each_window() -> None:
    _, found = usual()
    assert len(found) == 20_000
    assert (found.phase.shape, found.sun.shape, found.lux.shape) == ((20_000,), (3, 20_000), (4, 20_000))
    assert found.nbytes == 20_000 * (1 + 3 * 4 + 4 * 4)
    assert (found.at[0], found.at[-1]) == (NOON, NOON + 19_999.0)


def test_each_row_is_what_the_meter_reads_then() -> None:
    almanac, found = usual()
    assert differs(almanac, found, every(found)[::13]) < DIRECT


def test_earthshine_is_the_meters_to_two_thousandths_of_noon() -> None:
    almanac, earth = made(), Surroundings()
    found = table(almanac, WINDOWS)
    assert differs(almanac, found, every(found)[::13], earth) < EARTH
    assert found.lux.min() >= 0.0


def test_sunrise_and_sunset_are_right_to_the_second() -> None:
    """From 10 s before to 90 s after the first light, and the same of sunset: there the light goes from none to all."""
    almanac, found = usual()
    edges = np.concatenate([almanac.sunrises, almanac.sunsets])
    rows = np.unique(np.round(edges[:, None] - NOON + np.arange(-90.0, 90.0)).astype(int))
    rows = rows[(rows >= 0) & (rows < len(found))]
    assert len(rows) > 1000
    assert differs(almanac, found, rows) < DIRECT


def test_the_phase_of_each_row_is_the_almanacs() -> None:
    almanac, found = usual()
    for code, word in enumerate(PHASES):
        assert ((found.phase == code) == almanac.phases()[word].contains(found.at)).all()
    assert set(np.unique(found.phase)) == {0, 1, 2, 3}


def test_the_suns_direction_is_within_a_thousandth_of_a_degree() -> None:
    almanac, found = usual()
    moment = replace(almanac.vantage, trajectory=stay_orbit()).at(found.at[::7])
    exact = np.einsum("nij,nj->in", moment.body, moment.to_sun)
    assert np.degrees(np.linalg.norm(found.sun[:, ::7] - exact, axis=0)).max() < 1e-3


def test_about_a_seam_of_the_orbit_every_row_is_worked_out() -> None:
    seam = stay_orbit().seams[0].at
    almanac = made(start=round(seam) - 400.0, length=800.0)
    found = table(black(almanac), WINDOWS, 1.0)
    assert differs(almanac, found, every(found)) < DIRECT


@settings(max_examples=5, deadline=None)
@given(st.floats(100.0, 900.0), st.floats(20.0, 600.0))
@example(315.0, 20.0)
def test_a_turn_of_the_station_falls_between_two_rows(begin: float, length: float) -> None:
    """About it, at whatever second, there is neither the one light nor the other, but that of each row's attitude."""
    turned = SpecialAttitude(
        "tail first", Span(NOON + begin, NOON + begin + length), YawPitchRoll(180, 0, 0), "", "low"
    )
    station = replace(ISS, attitude=replace(ISS.attitude, special=(turned,)))
    almanac = made(station, length=1600.0)
    found = table(black(almanac), WINDOWS, 1.0)
    assert differs(almanac, found, every(found)) < DIRECT


@settings(max_examples=10, deadline=None)
@given(st.floats(0.3, 60.0), st.floats(1.0, 3000.0))
def test_any_step_and_any_length_give_the_same_light(step: float, length: float) -> None:
    almanac = made(length=length)
    found = table(black(almanac), WINDOWS[:2], step)
    assert len(found) == np.ceil(length / step)
    assert differs(almanac, found, every(found)) < DIRECT


def test_what_depends_on_a_lost_attitude_is_not_a_number() -> None:
    lost = SpanSet([NOON + 100.0], [NOON + 200.0])
    found = table(made(length=1000.0, lost=lost), WINDOWS)
    unknown = lost.contains(found.at)
    assert unknown.sum() == 100
    assert (np.isnan(found.sun).all(axis=0) == unknown).all()
    assert (np.isnan(found.lux).all(axis=0) == unknown).all()
    assert not np.isnan(found.lux[:, ~unknown]).any()


def test_a_black_earth_leaves_direct_sun_alone() -> None:
    found = table(black(made(length=6000.0)), ("cupola.top",), 10.0)
    light = holds(Need(window="cupola.top", direct=True), found.at, stay_orbit(), ISS)
    assert ((found.lux[0] > 0.0) == light).mean() > 0.995


def test_no_windows_leave_phase_and_direction() -> None:
    found = table(made(length=100.0), ())
    assert (found.lux.shape, found.sun.shape) == ((0, 100), (3, 100))


@pytest.mark.parametrize("step", [0.0, -1.0, 61.0, float("nan")])
def test_a_step_that_is_none_is_refused(step: float) -> None:
    with pytest.raises(CupolaError, match="E316"):
        table(made(length=100.0), WINDOWS, step)


def test_an_unknown_window_is_refused() -> None:
    with pytest.raises(CupolaError, match="E311"):
        table(made(length=100.0), ("cupola.topp",))


def test_a_day_of_a_window_adds_up_to_the_almanacs_direct_sun() -> None:
    """Minutes of direct sun, counted in rows, against the length of the almanac's spans."""
    almanac = Almanac(one_set_orbit(), ISS, Span(NOON, NOON + DAY))
    found = table(black(almanac), ("nauka.forward",), 1.0)
    (spans,) = almanac.opportunities([Need(window="nauka.forward", direct=True)])
    assert (found.lux[0] > 0.0).sum() == pytest.approx(spans.total, abs=len(spans))


def test_the_earth_is_as_bright_as_the_almanac_has_it() -> None:
    """Through the window straight down there is earthshine alone; a white Earth is whiter under a high Sun."""
    usual_earth = made(length=3000.0)
    white = Surroundings(albedo=2 * usual_earth.surroundings.albedo)
    bright = Almanac(usual_earth.orbit, ISS, usual_earth.span, surroundings=white)
    plain, twice = (table(almanac, ("destiny.nadir",), 10.0).lux for almanac in (usual_earth, bright))
    lit = table(black(usual_earth), ("destiny.nadir",), 10.0).lux == 0.0
    assert plain[lit].max() > 10_000.0
    day = lit & (plain > 1000.0)
    assert ((1.05 * plain[day] < twice[day]) & (twice[day] < 2.3 * plain[day])).all()
    assert twice[lit].max() == pytest.approx(2 * plain[lit].max(), rel=0.15)
