"""The almanac of the shoot: the figures of October 2021, and opportunities that hold wherever they are asked."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.clock import DAY, Span, SpanSet, date_text, day_start, instant, utc_text
from cupola.errors import CupolaError, SkyError
from cupola.light import LIGHT_WORDS, PHASES, Almanac, LightLimits, Need, holds
from cupola.light.demand import demand
from cupola.light.guard import GUARD
from cupola.light.phases import PhaseConditions
from cupola.light.search import search
from cupola.light.window import Overhead
from cupola.places import load_station
from cupola.sky import limit
from tests.authorities.sky_october_2021 import (
    FIRST_SUNRISES,
    ORBIT,
    SUNLIT_SHARE,
    SUNRISES_DOCKED,
    SUNSETS_DOCKED,
    WINDOWS,
)
from tests.october import STAY, one_set_orbit, stay_orbit

ISS = load_station("iss")
BARE = replace(ISS, parts=())  # its windows alone, as the study has them: nothing of it stands in the light
LOST = SpanSet([instant("2021-10-15T09:13Z")], [instant("2021-10-15T09:43Z")])
THROUGH = {"forward": "nauka.forward", "starboard": "poisk.starboard", "port": "poisk.port", "nadir": "zvezda.w9"}

seen = [w for w in ISS.windows if w not in ("zvezda.w12", "zvezda.w13")]
words = st.sampled_from(LIGHT_WORDS)
views = st.sampled_from(["earth-day", "earth-night"]).map(lambda view: (view, "any")) | st.tuples(
    st.sampled_from(sorted(ISS.landmarks)), st.sampled_from(["any", "day", "night"])
)
needs = (
    st.builds(Need, light=words)
    | st.builds(
        Need, light=words.filter(lambda w: w != "eclipse"), window=st.sampled_from(sorted(ISS.windows)),
        direct=st.just(True),
    )
    | st.builds(
        lambda light, window, view: Need(light, window, False, *view), words, st.sampled_from(seen), views
    )
)  # fmt: skip


@cache
def almanac() -> Almanac:
    """Give the almanac of the stay, with the attitude lost on 15 October."""
    return Almanac(stay_orbit(), ISS, STAY, LOST)


def test_the_stay_has_179_sunrises_and_178_sunsets() -> None:
    assert (len(almanac().sunrises), len(almanac().sunsets)) == (SUNRISES_DOCKED, SUNSETS_DOCKED)


def test_the_first_sunrises_after_docking_are_those_of_the_study() -> None:
    """1.5 s: the study changes from the set of 2 to that of 8 October two hours earlier; they are 1.1 s apart."""
    for found, text in zip(almanac().sunrises[:4], FIRST_SUNRISES, strict=True):
        assert found == pytest.approx(instant(text), abs=1.5), utc_text(float(found))


def test_the_station_is_sunlit_as_long_as_the_study_says() -> None:
    found = almanac()
    rises = np.concatenate([[STAY.start], found.sunrises, [STAY.stop]])
    lit = sum(float(np.min(found.sunsets[found.sunsets > r], initial=STAY.stop)) - r for r in found.sunrises)
    begins_dark = found.sunrises[0] < found.sunsets[0]
    if not begins_dark:
        lit += float(found.sunsets[0]) - float(rises[0])
    assert lit / STAY.length == pytest.approx(SUNLIT_SHARE, abs=0.002)


@pytest.mark.parametrize("date", ORBIT)
def test_the_length_of_night_is_that_of_the_study(date: str) -> None:
    """0.02 min by the Sun's centre and by the umbra, 0.1 s for the disc's crossing; the table has two decimals."""
    beta, night, umbra, crossing = ORBIT[date]
    found = next(row for row in almanac().day_table() if row.date == date)
    assert found.night / 60 == pytest.approx(night, abs=0.02)
    dark, full = almanac().edges(limit("umbra")), almanac().edges(limit("penumbra"))
    day = Span(day_start(date), day_start(date) + DAY)
    sets = [at for at in dark.sunsets if at in day]
    lengths = [float(dark.sunrises[np.searchsorted(dark.sunrises, at)]) - at for at in sets]
    assert np.mean(lengths) / 60 == pytest.approx(umbra, abs=0.02)
    crossings = [at - float(full.sunsets[np.searchsorted(full.sunsets, at) - 1]) for at in sets]
    assert np.mean(crossings) == pytest.approx(crossing, abs=0.1)
    assert almanac().beta(np.array([day.start]))[0] == pytest.approx(beta, abs=0.1)


def test_the_night_shrinks_and_the_sunset_stretches_through_the_stay() -> None:
    rows = almanac().day_table()
    nights, sunsets = [row.night for row in rows[:11]], [row.sunset for row in rows[:11]]
    assert nights == sorted(nights, reverse=True)
    assert sunsets == sorted(sunsets)
    assert sunsets[0] == pytest.approx(28.0, abs=1.5)
    assert sunsets[10] == pytest.approx(59.0, abs=4.0)


def test_the_day_table_counts_every_sunrise_once() -> None:
    rows = almanac().day_table()
    assert [row.date for row in rows] == [f"2021-10-{day:02d}" for day in range(5, 18)]
    assert sum(len(row.sunrises) for row in rows) == SUNRISES_DOCKED
    assert sum(row.nights for row in rows) == sum(len(row.sunsets) for row in rows) == SUNSETS_DOCKED
    for row in rows:
        assert all(date_text(at) == row.date for at in row.sunrises + row.sunsets)


def test_the_day_table_of_a_clock_ahead_of_utc_begins_its_days_earlier() -> None:
    moscow = almanac().day_table(offset=3 * 3600.0)
    assert moscow[1].span.start == day_start("2021-10-06") - 3 * 3600.0
    assert moscow[-1].date == "2021-10-17"


def test_a_day_without_noon_or_night_has_a_row_too() -> None:
    short = Almanac(stay_orbit(), ISS, Span(instant("2021-10-09T12:40Z"), instant("2021-10-09T12:41Z")))
    (row,) = short.day_table()
    assert row.beta == pytest.approx(-46.7, abs=0.2)
    assert (row.sunrises, row.nights) == ((), 0)
    assert np.isnan(row.night) and np.isnan(row.sunset)


@pytest.mark.parametrize("side", THROUGH)
def test_direct_sun_through_windows_is_that_of_the_stations_table(side: str) -> None:
    """3 %, or 7 min: the table does not say which limb it took, and 7 min a day are 14 s for each edge of each night.
    Ours counts from the first ray, half a minute more, which is taken off by intersecting with the geometric day."""
    for date, minutes in WINDOWS.items():
        day = Span(day_start(date), day_start(date) + DAY)
        (found,) = Almanac(stay_orbit(), BARE, STAY).opportunities([Need(window=THROUGH[side], direct=True)])
        sets = almanac().edges(limit("centre"))
        lit = SpanSet(sets.sunrises[:-1], sets.sunsets)
        assert (found & lit).clip(day).total / 60 == pytest.approx(minutes[side], rel=0.03, abs=7.0)


@pytest.mark.parametrize("window", ["poisk.port", "kibo.aft", "kibo.forward", "zvezda.cabin-port"])
def test_port_windows_never_have_direct_sun_during_the_stay(window: str) -> None:
    assert not almanac().opportunities([Need(window=window, direct=True)])[0]


@pytest.mark.parametrize("window", ["poisk.starboard", "zvezda.cabin-starboard", "nauka.cabin"])
def test_starboard_windows_have_direct_sun_in_every_revolution(window: str) -> None:
    (found,) = Almanac(stay_orbit(), BARE, STAY, LOST).opportunities([Need(window=window, direct=True)])
    # one span a revolution; two begin or end with the stay, one is cut in two by the lost attitude
    assert 178 <= len(found) <= 182


def test_the_forward_window_has_direct_sun_in_the_first_half_of_each_orbital_day_and_at_sunrise() -> None:
    (found,) = almanac().opportunities([Need(light="sun", window="nauka.forward", direct=True)])
    rises, sets = almanac().sunrises, almanac().sunsets
    for span in found:
        k = int(np.searchsorted(rises, span.start + 60.0)) - 1
        if 0 <= k < len(rises) - 1:
            noon = (rises[k] + sets[np.searchsorted(sets, rises[k])]) / 2
            assert span.stop <= noon + 60.0, str(span)
    (rising,) = almanac().opportunities([Need(light="sunrise", window="nauka.forward", direct=True)])
    assert len(rising) >= 178


def test_the_four_phases_fill_the_stay() -> None:
    phases = almanac().phases()
    assert tuple(phases) == PHASES
    together = SpanSet()
    for spans in phases.values():
        assert not together & spans
        together = together | spans
    assert together == SpanSet([STAY.start], [STAY.stop])


def test_phases_do_not_depend_on_the_seams_of_the_orbit() -> None:
    """By one set alone the phases are those of all sets, shifted by at most the seams' two minutes of error."""
    whole = almanac().phases()["sunrise"].clip(Span(instant("2021-10-06T00:00Z"), instant("2021-10-11T00:00Z")))
    alone = Almanac(one_set_orbit(), ISS, Span(instant("2021-10-06T00:00Z"), instant("2021-10-11T00:00Z")))
    assert len(alone.phases()["sunrise"]) == len(whole)
    assert np.abs(alone.phases()["sunrise"].starts - whole.starts).max() < 0.01


@settings(max_examples=30, deadline=None)
@given(st.lists(needs, min_size=1, max_size=4), st.integers(0, 2**32 - 1))
def test_an_opportunity_holds_wherever_it_is_asked_afresh(asked: list[Need], seed: int) -> None:
    """`holds` runs SGP4 and the Sun's series for each instant: ends and insides hold, 20 ms outside an end do not."""
    random = np.random.default_rng(seed)
    for need, found in zip(asked, almanac().opportunities(asked), strict=True):
        anywhere = random.uniform(STAY.start, STAY.stop, 60)
        inner = np.concatenate([found.starts, found.stops])
        assert holds(need, inner, stay_orbit(), ISS, LOST).all(), str(need)
        near = np.abs(anywhere[:, None] - inner[None, :]).min(axis=1, initial=np.inf)
        clear = anywhere[near > 2 * GUARD]
        assert np.array_equal(holds(need, clear, stay_orbit(), ISS, LOST), found.contains(clear)), str(need)
        outside = np.concatenate([found.starts - 2 * GUARD, found.stops + 2 * GUARD])
        outside = outside[(outside > STAY.start) & (outside < STAY.stop) & ~found.contains(outside)]
        assert not holds(need, outside, stay_orbit(), ISS, LOST).any(), str(need)


@pytest.mark.parametrize(
    "need",
    [
        Need(window="zvezda.w9", view="Cairo"),
        Need(window="destiny.nadir", view="Everest", view_by="day"),
        Need(light="eclipse", window="cupola.top", view="Tokyo", view_by="night"),
        Need(light="sunset", window="cupola.starboard", direct=True),
    ],
)
def test_no_opportunity_is_lost_against_looking_every_second_of_two_days(need: Need) -> None:
    span = Span(instant("2021-10-12T00:00Z"), instant("2021-10-14T00:00Z"))
    at = np.arange(span.start, span.stop)
    fresh = Almanac(stay_orbit(), ISS, span)
    moment, asked = fresh.vantage.at(at), demand(need, ISS, fresh.limits)
    every = np.all([condition.signed(moment) >= 0 for condition in asked.conditions], axis=0)
    if asked.phase:
        every &= PhaseConditions.of(fresh.limits).hold(asked.phase, moment)
    (found,) = fresh.opportunities([need])
    edges = np.concatenate([found.starts, found.stops])
    clear = np.abs(at[:, None] - edges[None, :]).min(axis=1, initial=np.inf) > 2 * GUARD
    assert np.array_equal(every[clear], found.contains(at)[clear])


def test_no_pass_over_a_landmark_is_lost_against_looking_every_ten_seconds() -> None:
    """At 10, 40 and 75 deg, which the station stays above for at most 6 min, 90 s and 25 s."""
    span = Span(instant("2021-10-06T00:00Z"), instant("2021-10-08T00:00Z"))
    fresh = Almanac(stay_orbit(), ISS, span)
    at = np.arange(span.start, span.stop, 10.0)
    places = [place for place in ISS.landmarks.values() if place.kind != "city"][::2]
    asked = [Overhead(place, elevation) for place in places for elevation in (10.0, 40.0, 75.0)]
    moment = fresh.vantage.at(at)
    for condition, found in zip(asked, search(asked, fresh.vantage.at, span), strict=True):
        signed = condition.signed(moment)
        clear = np.abs(signed) > 1e-5
        assert np.array_equal((signed >= 0)[clear], found.contains(at)[clear]), str(condition)


def test_any_light_is_there_all_the_time_with_no_attitude_needed() -> None:
    assert almanac().opportunities([Need()]) == [SpanSet([STAY.start], [STAY.stop])]


def test_what_needs_a_window_does_not_hold_while_the_attitude_is_lost() -> None:
    (soft, phase) = almanac().opportunities([Need(window="cupola.top"), Need(light="sun")])
    assert not soft & LOST
    assert phase & LOST
    assert soft.total == pytest.approx(STAY.length - LOST.total - 2 * GUARD)


def test_equal_needs_get_equal_answers_whatever_they_are_asked_with() -> None:
    one = Need(light="sunset", window="cupola.starboard", direct=True)
    alone = Almanac(stay_orbit(), ISS, STAY, LOST).opportunities([one])[0]
    together = almanac().opportunities([Need(light="eclipse"), one, Need(window="cupola.top", view="Rome"), one])
    assert together[1] == together[3] == alone


def test_other_limits_give_other_light() -> None:
    wide = Almanac(stay_orbit(), ISS, STAY, limits=LightLimits(incidence=85.0, landmark_elevation=5.0))
    asked = [Need(window="nauka.forward", direct=True), Need(window="nauka.forward", view="Cairo")]
    for more, less in zip(wide.opportunities(asked), almanac().opportunities(asked), strict=True):
        assert more.total > less.total


def test_a_special_attitude_turns_the_windows() -> None:
    """Level for the docking: in those minutes, and in no others, a level station's answer is right."""
    span = Span(instant("2021-10-05T12:22:31Z"), instant("2021-10-05T15:00Z"))
    (real,) = Almanac(stay_orbit(), ISS, span).opportunities([Need(window="cupola.forward", direct=True)])
    turn = ISS.attitude.special[0].span
    asked = np.arange(span.start, span.stop, 10.0)
    assert np.array_equal(
        holds(Need(window="cupola.forward", direct=True), asked, stay_orbit(), ISS), real.contains(asked)
    )
    assert turn.stop in span


def test_a_window_that_looks_away_from_the_earth_is_refused_for_a_view() -> None:
    with pytest.raises(SkyError, match=r'(?s)E314 the Earth is never within 35 deg of the axis of "zvezda.w12".*hint'):
        almanac().opportunities([Need(window="zvezda.w12", view="earth-day")])
    assert almanac().opportunities([Need(window="zvezda.w13", direct=True)])[0]


def test_all_mistakes_of_all_needs_are_told_at_once() -> None:
    wrong = [Need(light="sunrize"), Need(window="cupola.tip", direct=True), Need(window="cupola.top", view="Rom")]
    with pytest.raises(CupolaError) as caught:
        almanac().opportunities([*wrong, *wrong, Need()])
    assert [message.code for message in caught.value.messages] == ["E313", "E311", "E312"]


def test_no_needs_have_no_opportunities() -> None:
    assert almanac().opportunities([]) == []


def test_an_almanac_beyond_its_orbit_is_refused() -> None:
    with pytest.raises(SkyError, match=r"E307 iss\.tle"):
        Almanac(stay_orbit(), ISS, Span(STAY.start, STAY.stop + 60.0))


def test_the_beta_of_a_part_of_a_day_is_that_of_its_noon_if_it_has_one() -> None:
    orbit, station = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z"), load_station("iss")
    noon = instant("2021-10-08T12:00Z")
    for start, stop, at in (("10:00", "20:00", noon), ("13:00", "15:00", noon + 7200.0)):
        part = Almanac(orbit, station, Span(instant(f"2021-10-08T{start}Z"), instant(f"2021-10-08T{stop}Z")))
        (row,) = part.day_table()
        assert row.beta == part.beta(np.array([at]))[0]


def test_a_night_that_does_not_end_in_the_almanac_is_counted_and_not_measured() -> None:
    orbit, station = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z"), load_station("iss")
    day = Almanac(orbit, station, Span(instant("2021-10-08T02:00Z"), instant("2021-10-08T12:00Z")))
    falls = day.sunsets[day.sunsets < day.sunrises[-1]]
    cut = Almanac(orbit, station, Span(day.span.start, float(falls[-1]) + 600.0))
    (row,) = cut.day_table()
    whole = cut.sunrises[np.searchsorted(cut.sunrises, cut.sunsets[:-1])] - cut.sunsets[:-1]
    assert row.nights == len(whole) + 1
    assert row.night == pytest.approx(whole.mean(), abs=1e-6)
