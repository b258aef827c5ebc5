"""The meter on skies that can be worked out by hand, and aboard the ISS in October 2021."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import Instants, instant
from cupola.errors import DocumentError, SkyError
from cupola.light.earthshine import EARTH_KM
from cupola.light.meter import Meter, Surroundings
from cupola.light.moment import Vantage
from cupola.light.need import LightLimits, Need
from cupola.light.reading import Reading
from cupola.light.sample import holds
from cupola.places import Attitude, Station, Window, YawPitchRoll, load_station
from cupola.sky import SunTable
from cupola.sky.air import LimbLight
from cupola.sky.moon import FULL_MOON_LX, MEAN_DISTANCE_KM, MoonTable
from cupola.sky.orbit import Vectors
from cupola.sky.spectrum import SUNLIGHT_LX
from tests.authorities.sky_october_2021 import WINDOWS
from tests.light.skies import Circle, Still
from tests.october import STAY, stay_ephemeris

ORBIT = Circle()
NOON, DUSK, MIDNIGHT = (turn * ORBIT.period for turn in (0.0, 0.25, 0.5))
T = 0.8
SIDES = {"nadir": (0.0, 0.0, 1.0), "zenith": (0.0, 0.0, -1.0), "forward": (1.0, 0.0, 0.0), "port": (0.0, -1.0, 0.0)}


def glass(side: str) -> Window:
    """Give a window that looks to one side."""
    return Window(
        id=side, module="M", name=side, at=(0.0, 0.0, 0.0), normal=SIDES[side], shape="round", size=(0.5,), clear=1.0,
        transmission=T, half_view=60.0, source="", confidence="high", note="",
    )  # fmt: skip


STATION = Station(
    name="Bare", state="", modules={}, windows={side: glass(side) for side in SIDES},
    attitude=Attitude(YawPitchRoll(0.0, 0.0, 0.0)), landmarks={},
)  # fmt: skip


class Mast(Station):
    """A station with a mast that hides whatever stands higher than 10 deg above its horizontal."""

    def clearance(self, window: str, rays: Vectors, at: Instants, sun: Vectors) -> NDArray[np.float64]:
        """Give the sine of the angle to the mast."""
        clear: NDArray[np.float64] = rays[:, 2] + np.sin(np.radians(10.0))
        return clear

    def blockers(self, window: str, rays: Vectors, at: Instants, sun: Vectors) -> list[str | None]:
        """Name the mast."""
        return ["the mast" if clear < 0 else None for clear in self.clearance(window, rays, at, sun)]


@dataclass(frozen=True)
class Moon:
    """A Moon that stands still over a place of the orbit's plane: turn 0 is over the station at its noon."""

    turn: float

    def __call__(self, at: Instants) -> Vectors:
        """Give the Moon at instants."""
        angle = 2 * np.pi * self.turn
        return np.broadcast_to(MEAN_DISTANCE_KM * np.array([np.cos(angle), np.sin(angle), 0.0]), (len(at), 3))


NEW, FULL = Moon(0.0), Moon(0.5)


def read(
    side: str, *at: float, moon: Callable[[Instants], Vectors] = NEW, beta: float = 0.0, **others: object
) -> Reading:
    """Read a window of the bare station in the circular orbit."""
    station = others.pop("station", STATION)
    assert isinstance(station, Station)
    vantage = Vantage(ORBIT, Still(beta), station.attitude, moon)
    return Meter(station, side, vantage, **others)(np.array(at))  # type: ignore[arg-type]


def test_at_noon_the_nadir_window_has_earthshine_alone() -> None:
    found = read("nadir", NOON)
    factor = (EARTH_KM / (EARTH_KM + ORBIT.height)) ** 2
    assert found.phase.tolist() == ["sun"]
    assert found.incidence[0] == pytest.approx(180.0)
    assert found.direct_lx[0] == 0.0
    assert found.earth_lx[0] == pytest.approx(T * 0.28 * SUNLIGHT_LX * factor, rel=0.02)
    assert found.luminance[0] == pytest.approx(T * 0.28 * SUNLIGHT_LX / np.pi, rel=0.02)
    assert found.cct[0] == pytest.approx(7100.0, rel=0.05)
    assert found.blocked_by.tolist() == [None]


def test_at_noon_the_zenith_window_has_the_sun_alone() -> None:
    found = read("zenith", NOON)
    assert found.incidence[0] == pytest.approx(0.0, abs=1e-6)
    assert found.sun[0] == pytest.approx([0.0, 0.0, -1.0], abs=1e-9)
    assert found.elevation[0] == pytest.approx(90 + np.degrees(np.arccos(6378.137 / ORBIT.radius)), abs=0.01)
    assert found.beam_lx[0] == pytest.approx(133_100, rel=2e-3)
    assert found.direct_lx[0] == pytest.approx(T * found.beam_lx[0])
    assert found.earth_lx[0] == 0.0
    assert found.luminance[0] == 0.0
    assert found.cct[0] == pytest.approx(5930, rel=0.01)


def test_a_dark_earth_reflects_nothing_and_a_white_one_more_than_three_times_the_mean() -> None:
    lux = [read("nadir", NOON, surroundings=Surroundings(albedo=a)).earth_lx[0] for a in (0.0, 0.3, 1.0)]
    assert lux[0] == 0.0
    assert 3.3 < lux[2] / lux[1] < 4.2


def test_the_colour_of_the_earth_is_the_one_that_is_set() -> None:
    for at, moon in ((NOON, NEW), (MIDNIGHT, FULL)):
        found = read("nadir", at, moon=moon, surroundings=Surroundings(earth_k=8000.0))
        assert found.cct[0] == pytest.approx(8000.0, rel=0.005)


def test_the_colour_of_the_earth_is_that_of_its_air_and_ground() -> None:
    """Thick cloud is whiter than the sea, and moonlight warmer than sunlight."""
    cloud, mean, sea = (
        read("nadir", NOON, surroundings=Surroundings(albedo=albedo)).cct[0] for albedo in (0.7, 0.3, 0.15)
    )
    assert 5930 < cloud < 6500 < mean < 7500 < sea
    assert 4100 < read("nadir", MIDNIGHT, moon=FULL).cct[0] < 5000


def test_past_the_terminator_the_limb_glows_in_the_forward_window() -> None:
    """The twilight ahead; no direct sun, the station in its shadow."""
    at = np.linspace(0.66, 0.70, 40) * ORBIT.period
    found = read("forward", *at)
    dark = found.phase == "eclipse"
    assert dark.any()
    assert (np.diff(found.earth_lx[dark]) > 0).all()
    assert 1.0 < found.earth_lx[dark][-1] < 1000.0


def test_an_axis_through_the_limb_sees_its_light_and_one_above_it_none() -> None:
    """At noon, 420 km up, the horizon is 20.2 deg down, and 100 km of air above it reach to 17.4 deg."""

    def luminance(down: float) -> float:
        tip = np.radians(down)
        axis = replace(glass("forward"), normal=(float(np.cos(tip)), 0.0, float(np.sin(tip))))
        return float(read("forward", NOON, station=replace(STATION, windows={"forward": axis})).luminance[0])

    assert luminance(25.0) > luminance(19.9) > luminance(19.0) > luminance(18.0) > 0.0
    assert luminance(17.0) == 0.0


def test_in_eclipse_under_a_new_moon_there_is_no_light_and_no_colour() -> None:
    for side in SIDES:
        found = read(side, MIDNIGHT)
        assert found.phase.tolist() == ["eclipse"]
        assert found.total_lx[0] == 0.0
        assert found.beam_lx[0] == 0.0
        assert np.isnan(found.cct[0])


def test_the_full_moon_at_midnight_shines_in_from_above_and_lights_the_earth_below() -> None:
    above, below = (read(side, MIDNIGHT, moon=FULL) for side in ("zenith", "nadir"))
    near = (MEAN_DISTANCE_KM / (MEAN_DISTANCE_KM - ORBIT.radius)) ** 2
    assert above.moon_lx[0] == pytest.approx(T * FULL_MOON_LX * near, rel=0.02)
    assert above.earth_lx[0] == 0.0
    assert below.moon_lx[0] == 0.0
    assert below.earth_lx[0] == pytest.approx(T * 0.28 * FULL_MOON_LX * near * 0.88, rel=0.03)
    assert above.cct[0] == pytest.approx(4100.0, rel=0.005)


def test_the_moon_behind_the_earth_gives_nothing() -> None:
    assert read("nadir", NOON, moon=FULL).moon_lx[0] == 0.0


def test_beyond_the_largest_incidence_the_frame_holds_the_sun_off() -> None:
    """A forward window after its sunrise: the Sun starts ahead and below, and climbs to 90 deg over it at noon."""
    at = np.linspace(0.66, 1.0, 200) * ORBIT.period
    found = read("forward", *at)
    lit = found.direct_lx > 0
    assert lit.any()
    assert (found.incidence[lit] <= 75.0).all()
    assert (found.direct_lx[(found.incidence > 75.0)] == 0.0).all()
    wide = read("forward", *at, limits=LightLimits(incidence=89.0))
    assert (wide.direct_lx > 0).sum() > lit.sum()


@pytest.mark.parametrize(("incidence", "shines"), [(70.0, True), (80.0, False)])
def test_beyond_the_largest_incidence_the_frame_holds_the_moon_off_too(incidence: float, shines: bool) -> None:
    """At midnight the station flies to the Sun's left; the Moon, near to full, stands so far from the forward axis."""
    moon = Moon(0.5 + (90.0 - incidence) / 360.0)
    assert (read("forward", MIDNIGHT, moon=moon).moon_lx[0] > 0.0) == shines
    assert read("forward", MIDNIGHT, moon=moon, limits=LightLimits(incidence=85.0)).moon_lx[0] > 0.0


def test_direct_sun_is_the_beam_by_the_cosine_by_the_glass() -> None:
    found = read("forward", *np.linspace(0.68, 0.94, 50) * ORBIT.period)
    lit = found.direct_lx > 0
    expected = T * found.beam_lx * np.cos(np.radians(found.incidence))
    assert found.direct_lx[lit] == pytest.approx(expected[lit])


def test_what_stands_in_the_sun_s_way_is_named_and_takes_the_direct_light_only() -> None:
    mast = Mast(**{f: getattr(STATION, f) for f in ("name", "state", "modules", "windows", "attitude", "landmarks")})
    at = np.linspace(0.70, 0.94, 60) * ORBIT.period
    free, hidden = read("forward", *at), read("forward", *at, station=mast)
    blocked = hidden.blocked_by == "the mast"
    assert 0 < blocked.sum() < len(at)
    assert (hidden.direct_lx[blocked] == 0.0).all()
    assert (free.direct_lx[blocked] > 0.0).all()
    assert hidden.direct_lx[~blocked] == pytest.approx(free.direct_lx[~blocked])
    assert hidden.earth_lx == pytest.approx(free.earth_lx)
    assert hidden.beam_lx == pytest.approx(free.beam_lx)
    assert (free.blocked_by == None).all()  # noqa: E711


def test_nothing_is_named_where_the_sun_would_not_shine_in_anyhow() -> None:
    mast = Mast(**{f: getattr(STATION, f) for f in ("name", "state", "modules", "windows", "attitude", "landmarks")})
    assert read("nadir", NOON, MIDNIGHT, station=mast).blocked_by.tolist() == [None, None]


def test_a_sunset_goes_from_white_to_red_and_out() -> None:
    at = DUSK + np.arange(250.0, 430.0)
    found = read("forward", *at)
    setting = found.phase == "sunset"
    assert 20 <= setting.sum() <= 27
    beam = found.beam_lx
    assert beam[0] == pytest.approx(133_100, rel=3e-3)
    assert beam[-1] == 0.0
    assert (np.diff(beam) <= 1e-6).all()
    assert set(found.phase[: int(np.argmax(setting))]) == {"sun"}
    assert set(found.phase[-10:]) == {"eclipse"}


def test_the_light_is_stronger_in_january_than_in_july() -> None:
    at = np.array([NOON])

    def lux(au: float) -> float:
        vantage = Vantage(ORBIT, lambda when: Still()(when) * au, STATION.attitude, NEW)
        found = Meter(STATION, "nadir", vantage)(at)
        return float(found.earth_lx[0])

    assert lux(0.983) / lux(1.017) == pytest.approx((1.017 / 0.983) ** 2, rel=1e-3)


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=8), st.floats(-70.0, 70.0), st.sampled_from(sorted(SIDES)))
@settings(max_examples=30)
def test_the_sum_of_the_lights_is_the_y_of_the_colour_and_none_is_negative(
    turns: list[float], beta: float, side: str
) -> None:
    found = read(side, *(t * ORBIT.period for t in turns), beta=beta, moon=FULL)
    assert found.xyz[:, 1] == pytest.approx(found.total_lx)
    assert (found.xyz >= 0).all()
    assert all((part >= 0).all() for part in (found.direct_lx, found.earth_lx, found.moon_lx, found.luminance))
    assert (found.direct_lx <= found.beam_lx * T + 1e-9).all()
    assert np.linalg.norm(found.sun, axis=-1) == pytest.approx(1.0)


@given(st.lists(st.floats(0.0, 1.0), min_size=2, max_size=6))
@settings(max_examples=15)
def test_many_instants_are_read_as_one_by_one(turns: list[float]) -> None:
    at = [t * ORBIT.period for t in turns]
    together = read("forward", *at, beta=-40.0)
    for k, one in enumerate(at):
        alone = read("forward", one, beta=-40.0)
        assert alone.total_lx[0] == pytest.approx(together.total_lx[k])
        assert alone.phase[0] == together.phase[k]


def test_a_part_of_a_reading_is_the_reading_of_a_part() -> None:
    at = np.linspace(0.0, 1.0, 40) * ORBIT.period
    whole = read("nadir", *at)
    some = whole.part(whole.phase == "eclipse")
    again = read("nadir", *at[whole.phase == "eclipse"])
    assert len(whole) == 40
    assert len(some) == len(again) > 10
    assert some.earth_lx == pytest.approx(again.earth_lx)
    assert some.xyz == pytest.approx(again.xyz)


@pytest.mark.parametrize(
    ("made", "code"),
    [({"albedo": 1.1}, "E351"), ({"albedo": -0.1}, "E351"), ({"albedo": float("nan")}, "E351"),
     ({"earth_k": 0.0}, "E352"), ({"moon_k": 1e6}, "E352")],
)  # fmt: skip
def test_surroundings_that_cannot_be_are_refused(made: dict[str, float], code: str) -> None:
    with pytest.raises(SkyError, match=code) as caught:
        Surroundings(**made)
    assert caught.value.messages[0].hint


def test_a_window_that_is_not_there_is_refused() -> None:
    with pytest.raises(DocumentError, match="E311"):
        read("aft", NOON)


def test_meters_of_several_windows_share_a_moment_and_read_the_same_as_alone() -> None:
    at = np.linspace(0.0, 1.0, 25) * ORBIT.period
    vantage = Vantage(ORBIT, Still(-30.0), STATION.attitude, FULL)
    moment = vantage.at(at)
    for side in SIDES:
        meter = Meter(STATION, side, vantage)
        shared, alone = meter.read(moment), meter(at)
        assert shared.xyz == pytest.approx(alone.xyz)
        assert shared.phase.tolist() == alone.phase.tolist()


@pytest.mark.parametrize("height", [304.0, 416.0, 795.0])
def test_the_light_of_a_sunset_is_that_seen_from_the_height_flown(height: float) -> None:
    orbit = Circle(height)
    found = Meter(STATION, "zenith", Vantage(orbit, Still(0.0), STATION.attitude))(
        np.linspace(0.2, 0.5, 4000) * orbit.period
    )
    sets = (found.elevation > -0.6) & (found.elevation < 3.0)
    assert sets.sum() > 20
    assert found.beam_lx[sets] == pytest.approx(LimbLight(height)(found.elevation[sets])[:, 1], rel=2e-3, abs=0.3)


def test_a_station_that_turns_over_has_the_earth_in_its_zenith_window() -> None:
    turned = replace(STATION, attitude=Attitude(YawPitchRoll(0.0, 0.0, 180.0)))
    up, down = read("zenith", NOON, station=turned), read("nadir", NOON)
    assert up.earth_lx == pytest.approx(down.earth_lx)
    assert up.luminance == pytest.approx(down.luminance)
    assert up.direct_lx[0] == 0.0


@pytest.mark.parametrize("height", [250.0, 1400.0])
def test_the_higher_the_station_the_less_the_earth_lights_it(height: float) -> None:
    orbit = Circle(height)
    found = Meter(STATION, "nadir", Vantage(orbit, Still(), STATION.attitude, NEW))(np.array([0.0]))
    factor = (EARTH_KM / (EARTH_KM + height)) ** 2
    assert found.earth_lx[0] == pytest.approx(T * 0.28 * SUNLIGHT_LX * factor, rel=0.06)


def test_the_luminance_is_that_of_the_ground_where_the_axis_meets_it() -> None:
    """A quarter before noon of a pane 45 deg ahead: the ground it looks at is 5 deg ahead, toward the Sun."""
    ahead = replace(glass("nadir"), id="ahead", normal=(float(np.sqrt(0.5)), 0.0, float(np.sqrt(0.5))))
    station = replace(STATION, windows={"ahead": ahead})
    turn = 0.9
    found = read("ahead", turn * ORBIT.period, station=station)
    arc = np.degrees(np.arcsin(ORBIT.radius / 6378.137 * np.sin(np.radians(45.0)))) - 45.0
    zenith = 36.0 - arc
    expected = T * 0.28 * SUNLIGHT_LX / np.pi * np.cos(np.radians(zenith))
    assert found.luminance[0] == pytest.approx(expected, rel=0.05)
    lower = read("ahead", 0.8 * ORBIT.period, station=station)
    assert lower.luminance[0] < 0.6 * found.luminance[0]


def test_nothing_is_lit_at_no_instants() -> None:
    assert len(read("nadir")) == 0


# Aboard the ISS, 5 to 17 October 2021.

ISS = load_station("iss")
VANTAGE = Vantage(stay_ephemeris(), SunTable(STAY), ISS.attitude, MoonTable(STAY))


def day(date: str, step: float = 60.0) -> Instants:
    """Give a day's instants."""
    start = instant(f"{date}T00:00Z")
    return np.arange(start, start + 86400.0, step)


@pytest.mark.parametrize(("date", "lux"), [("2021-10-06", 133_109), ("2021-10-15", 133_875)])
def test_the_full_sun_has_the_lux_of_its_distance_in_october(date: str, lux: float) -> None:
    """Made by another's code: 133,100 lx at 1 au, and the Sun's distance of the date."""
    found = Meter(ISS, "nauka.forward", VANTAGE)(day(date, 600.0))
    assert found.beam_lx.max() == pytest.approx(lux, rel=1e-3)


def test_port_windows_have_earthshine_and_no_direct_sun_all_day() -> None:
    found = Meter(ISS, "kibo.aft", VANTAGE)(day("2021-10-10"))
    assert found.direct_lx.max() == 0.0
    assert found.blocked_by.tolist() == [None] * len(found)
    assert 2_000 < found.earth_lx.max() < 12_000


def test_direct_light_comes_when_the_light_s_need_says_that_it_does() -> None:
    """By the other way there is: conditions straight from the element sets. First light is a hair's breadth of lux."""
    at = day("2021-10-12", 97.0)
    for key in ("nauka.forward", "zvezda.w9", "poisk.starboard"):
        found = Meter(ISS, key, VANTAGE)(at)
        expected = holds(Need(window=key, direct=True), at, stay_ephemeris(), ISS)
        assert (found.direct_lx > 0).tolist() == expected.tolist()
        assert found.direct_lx.max() > 20_000


def test_minutes_of_direct_sun_a_day_are_those_of_an_independent_table_before_the_station_s_own_shadow() -> None:
    """That one counts straight rays to the Sun's centre; refraction gives half a minute more, 15 times a day."""
    date, minutes = next(iter(WINDOWS.items()))
    bare = replace(ISS, parts=())
    at = day(date)
    forward = Meter(bare, "nauka.forward", VANTAGE)(at)
    assert (forward.direct_lx > 0).sum() == pytest.approx(minutes["forward"] + 7.5, abs=2)
    hidden = Meter(ISS, "nauka.forward", VANTAGE)(at)
    assert ((hidden.blocked_by != None) == ((forward.direct_lx > 0) & (hidden.direct_lx == 0))).all()  # noqa: E711


def test_the_large_floor_porthole_has_the_earth_of_a_high_beta_day() -> None:
    """Beta -55: at best the Sun is 55 deg from the zenith, which leaves half of the 28 klx of noon."""
    found = Meter(ISS, "zvezda.w9", VANTAGE)(day("2021-10-12"))
    assert found.earth_lx.max() == pytest.approx(0.85 * 35_000 * np.cos(np.radians(55.0)), rel=0.05)


def test_moonlight_grows_from_new_moon_on_the_6th_to_the_17th_and_comes_from_port_then() -> None:
    """The Sun is to starboard, and a growing Moon stands ever farther from it."""
    first = Meter(ISS, "nauka.cabin", VANTAGE)(day("2021-10-06", 300.0))
    last = Meter(ISS, "kibo.aft", VANTAGE)(day("2021-10-16", 300.0))
    assert first.moon_lx.max() < 2e-4
    assert 0.02 < last.moon_lx.max() < FULL_MOON_LX
