"""Light match: what cuts with what, by hand, on the real orbit, and against looking at every second."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span, instant
from cupola.errors import SkyError
from cupola.light import Almanac, Need, holds
from cupola.light.likeness import FARTHEST, Difference, Tolerance, alike
from cupola.light.match import Match, Take, matches
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.light.reading import Reading
from cupola.places import load_station
from tests.october import one_set_orbit

ISS = load_station("iss")
SPAN = Span(instant("2021-10-08T00:00Z"), instant("2021-10-10T00:00Z"))
USUAL = Tolerance()
FORWARD = (1.0, 0.0, 0.0)


def reading(
    phase: str = "sun",
    sun: tuple[float, float, float] = FORWARD,
    direct: float = 50_000.0,
    earth: float = 1000.0,
    kelvin: float = 5900.0,
    luminance: float = 3000.0,
) -> Reading:
    """Give a reading of one instant."""
    one = np.array
    direction = np.array([sun]) / np.linalg.norm(sun)
    return Reading(
        at=one([0.0]), phase=one([phase]), elevation=one([30.0]), sun=direction, incidence=one([30.0]),
        beam_lx=one([133_000.0]), direct_lx=one([direct]), earth_lx=one([earth]), moon_lx=one([0.0]),
        luminance=one([luminance]), xyz=one([[0.0, direct + earth, 0.0]]), cct=one([kelvin]),
        blocked_by=np.array([None], object),
    )  # fmt: skip


def degrees_off(angle: float) -> tuple[float, float, float]:
    """Give a direction so many degrees from forward."""
    return float(np.cos(np.radians(angle))), float(np.sin(np.radians(angle))), 0.0


def test_the_same_light_is_not_apart() -> None:
    assert alike(reading(), reading(), USUAL)[0] == 0.0


@pytest.mark.parametrize(
    ("other", "apart"),
    [
        (reading(sun=degrees_off(15.0)), 1.0),
        (reading(sun=degrees_off(30.0)), 2.0),
        (reading(direct=101_000.0, earth=1000.0), 2.0),  # twice the light is a stop: two half stops
        (reading(direct=50_000.0 / 2 - 500.0), 2.0),
        (reading(kelvin=1e6 / (1e6 / 5900.0 + 25.0)), 1.0),
        (reading(phase="sunset"), FARTHEST),
    ],
)
def test_each_difference_counts_in_units_of_its_tolerance(other: Reading, apart: float) -> None:
    assert alike(reading(), other, USUAL)[0] == pytest.approx(apart, rel=1e-6)


def test_where_the_sun_stands_does_not_matter_when_none_of_it_falls_in() -> None:
    """Earthshine alone throws no shadow."""
    dull, other = reading(direct=0.0), reading(direct=0.0, sun=degrees_off(120.0))
    assert alike(dull, other, USUAL)[0] == 0.0
    assert alike(dull, reading(direct=10_000.0, sun=degrees_off(120.0)), USUAL)[0] > 1.0


def test_the_ground_counts_only_for_a_take_that_looks_out() -> None:
    brighter = reading(luminance=12_000.0)
    assert alike(reading(), brighter, USUAL)[0] == 0.0
    assert alike(reading(), brighter, USUAL, looks_out=True)[0] == pytest.approx(2.0)


def test_in_the_dark_colour_and_small_light_do_not_count() -> None:
    """A thousandth of a lux is as dark as none, and has no colour that a camera would see beside a lamp."""
    dark = reading("eclipse", direct=0.0, earth=0.0, kelvin=np.nan)
    dim = reading("eclipse", direct=0.0, earth=0.001, kelvin=2000.0)
    assert alike(dark, dim, USUAL)[0] == 0.0


@pytest.mark.parametrize(("lux", "is_seen"), [(0.9, False), (1.3, False), (2.0, True), (40.0, True)])
def test_twilight_counts_from_about_a_lux_on(lux: float, is_seen: bool) -> None:
    """Half a stop above one lux: beside a lamp of a hundred, less does not show."""
    dark, twilight = (reading("eclipse", direct=0.0, earth=of, kelvin=9000.0) for of in (0.001, lux))
    assert (alike(dark, twilight, USUAL)[0] > 1.0) == is_seen


@pytest.mark.parametrize(("cd_m2", "is_seen"), [(0.019, False), (0.021, True)])
def test_ground_counts_from_a_hundredth_of_a_candela_on(cd_m2: float, is_seen: bool) -> None:
    """A stop above it; cities by night have a candela."""
    dark, dim = (reading("eclipse", direct=0.0, earth=0.0, luminance=of) for of in (0.0, cd_m2))
    assert (alike(dark, dim, USUAL, looks_out=True)[0] > 1.0) == is_seen


def test_differences_tell_which_way() -> None:
    difference = Difference.between(reading(), reading(direct=24_500.0, kelvin=4000.0))
    assert difference.stops[0] == pytest.approx(-1.0, abs=0.001)
    assert difference.mired[0] == pytest.approx(1e6 / 4000 - 1e6 / 5900)
    assert difference.mired[0] > 0, "warmer"


@given(
    angle=st.floats(0, 90),
    lights=st.tuples(st.floats(0, 1e5), st.floats(0, 1e5)),
    kelvins=st.tuples(st.floats(1500, 20_000), st.floats(1500, 20_000)),
)
def test_two_takes_are_as_far_apart_from_either_side(
    angle: float, lights: tuple[float, float], kelvins: tuple[float, float]
) -> None:
    one = reading(direct=lights[0], kelvin=kelvins[0])
    other = reading(direct=lights[1], kelvin=kelvins[1], sun=degrees_off(angle))
    assert alike(one, other, USUAL)[0] == pytest.approx(alike(other, one, USUAL)[0])


@pytest.mark.parametrize("wrong", [0.0, -1.0, float("nan"), float("inf")])
@pytest.mark.parametrize("name", ["turn", "stops", "mired", "ground"])
def test_a_tolerance_is_a_positive_number(name: str, wrong: float) -> None:
    with pytest.raises(SkyError, match="E365"):
        Tolerance(**{name: wrong})


@cache
def almanac() -> Almanac:
    return Almanac(one_set_orbit(), ISS, SPAN)


@cache
def sunrise_matches() -> tuple[Take, tuple[Match, ...]]:
    rise = next(iter(almanac().phases()["sunrise"]))
    take = Take(almanac(), ["nauka.forward"], Span(rise.start + 6.0, rise.start + 21.0), USUAL)
    return take, tuple(matches(take, almanac(), Need("sunrise"), take.span.stop))


def test_a_take_of_a_sunrise_is_matched_by_sunrises_and_not_by_sunsets() -> None:
    """Every later sunrise of two days; a sunset has the same light too, but from the other side and the wrong way."""
    take, found = sunrise_matches()
    later = [rise for rise in almanac().phases()["sunrise"] if rise.start > take.span.stop]
    assert len(found) >= 25
    assert all(sum(match.best in rise for rise in later) == 1 for match in found)
    at = np.array([match.best for match in found])
    assert holds(Need("sunrise"), at, almanac().orbit, ISS).all()
    assert not holds(Need("sunset"), at, almanac().orbit, ISS).any()


def test_the_most_like_comes_first_and_is_the_next_sunrise() -> None:
    _, found = sunrise_matches()
    assert [m.apart for m in found] == sorted(m.apart for m in found)
    assert found[0].best == min(m.best for m in found)
    assert found[0].apart < 0.1


def test_the_most_like_comes_first_wherever_in_time_it_is() -> None:
    """Of a take in the middle, with light before it allowed too: the sunrises next to it are the most like."""
    rise = list(almanac().phases()["sunrise"])[15]
    take = Take(almanac(), ["nauka.forward"], Span(rise.start + 6.0, rise.start + 21.0), USUAL)
    found = matches(take, almanac(), Need("sunrise"), SPAN.start)
    assert found[0].best == pytest.approx(take.span.start, abs=0.1), "itself"
    assert [m.apart for m in found] == sorted(m.apart for m in found)
    assert [m.best for m in found] != sorted(m.best for m in found)


def test_a_match_cuts_by_readings_straight_from_sgp4() -> None:
    """Without the almanac's table, at the beginning, the middle and the end of the take."""
    take, found = sunrise_matches()
    meter = Meter(ISS, "nauka.forward", Vantage(almanac().orbit, attitude=ISS.attitude))
    for match in found:
        for offset in (0.0, take.span.length / 2, take.span.length):
            one, other = (meter(np.array([start + offset])) for start in (take.span.start, match.best))
            assert alike(one, other, USUAL)[0] <= match.apart + 0.02


def test_no_match_is_lost_against_looking_every_five_seconds() -> None:
    sun = list(almanac().phases()["sun"])[2]
    take = Take(almanac(), ["nauka.forward"], Span(sun.start + 400.0, sun.start + 430.0), USUAL)
    found = matches(take, almanac(), Need("sun"), take.span.stop)
    at = np.arange(take.span.stop, SPAN.stop - 30.0, 5.0)
    like = take.apart(at) <= 1.0
    lit = almanac().phases()["sun"]
    inside = np.array([any(t in m.span for m in found) for t in at])
    fits = np.array([any(s.start <= t and t + 30.0 <= s.stop for s in lit) for t in at])
    differs = at[(like & fits) != inside]
    edges = np.array([edge for m in found for edge in (m.span.start, m.span.stop)])
    assert len(found) > 10
    assert all(np.abs(edges - t).min() < 0.1 for t in differs)


def test_narrower_tolerances_leave_fewer_and_shorter_matches() -> None:
    take, found = sunrise_matches()
    strict = Take(almanac(), ["nauka.forward"], take.span, Tolerance(turn=15.0, stops=0.2, mired=10.0))
    fewer = matches(strict, almanac(), Need("sunrise"), take.span.stop)
    assert 0 < len(fewer) <= len(found)
    assert sum(m.span.length for m in fewer) < 0.6 * sum(m.span.length for m in found)


def test_what_the_shot_asks_for_besides_holds_all_through_a_match() -> None:
    """The ground below is dark before the station is: ten minutes of it by day do not fit into the end of the sun."""
    sun = list(almanac().phases()["sun"])[2]
    take = Take(almanac(), ["cupola.top"], Span(sun.start + 900.0, sun.start + 1500.0), Tolerance(180.0, 20.0, 1000.0))
    need = Need("sun", window="cupola.top", view="earth-day")
    found = matches(take, almanac(), need, take.span.stop)
    assert found
    for match in found:
        for begin in (match.span.start, match.best, match.span.stop - 0.01):
            at = np.linspace(begin + 0.02, begin + 599.98, 61)
            assert holds(need, at, almanac().orbit, ISS).all()


def test_windows_that_add_little_are_not_looked_at() -> None:
    """Through port windows no sun falls in October 2021: beside the forward one they decide nothing."""
    sun = list(almanac().phases()["sun"])[2]
    span = Span(sun.start + 300.0, sun.start + 320.0)
    alone = Take(almanac(), ["nauka.forward"], span, USUAL)
    beside = Take(almanac(), ["nauka.forward", "zvezda.w12"], span, USUAL)
    at = np.arange(span.start, span.start + 600.0, 10.0)
    assert beside.apart(at) == pytest.approx(alone.apart(at))


def test_a_set_without_a_window_has_nothing_to_match() -> None:
    with pytest.raises(SkyError, match="E366"):
        Take(almanac(), [], Span(SPAN.start, SPAN.start + 10.0), USUAL)


def test_a_take_outside_the_almanac_is_refused() -> None:
    with pytest.raises(SkyError, match="E366"):
        Take(almanac(), ["cupola.top"], Span(SPAN.stop - 5.0, SPAN.stop + 5.0), USUAL)
