"""The air along a grazing ray: against the published standard atmosphere, rays followed by SciPy, and by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.errors import SkyError
from cupola.sky import atmosphere as module
from cupola.sky.atmosphere import REFRACTIVITY, TOP_KM, Air, Rays, bending, density, lift, scattering
from cupola.sky.earth import EQUATOR_KM
from cupola.sky.spectrum import sunlight, tristimulus, wavelengths

Floats = NDArray[np.float64]
Profile = Callable[[Floats], Floats]

AUTHORITY: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "authorities" / "limb_light.json").read_text(encoding="utf-8")
)
PURE = Air(ozone=0.0, haze=0.0, dust=0.0)

# US Standard Atmosphere 1976, table I: height in km, density in kg/m3
US76 = (
    (0, 1.2250), (2, 1.0066), (5, 0.73643), (8, 0.52579), (10, 0.41351), (12, 0.31194), (16, 0.16647), (20, 0.088910),
    (25, 0.040084), (30, 0.018410), (35, 0.0084634), (40, 0.0039957), (50, 0.0010269), (60, 3.0968e-4), (70, 8.2829e-5),
    (80, 1.8458e-5), (90, 3.416e-6),
)  # fmt: skip


@pytest.mark.parametrize(("height", "kilograms"), US76)
def test_the_density_is_that_of_the_published_table(height: float, kilograms: float) -> None:
    """0.1 %; above 86 km, where oxygen splits and the standard has other formulas, 2 %."""
    assert float(density(height)) * 1.2250 == pytest.approx(kilograms, rel=1e-3 if height < 86 else 0.02)


@given(st.floats(0.0, 119.0), st.floats(0.01, 1.0))
def test_the_air_thins_with_height_everywhere(height: float, more: float) -> None:
    assert float(density(height)) > float(density(height + more)) > 0.0


def test_the_air_above_the_ground_is_as_much_as_8_km_of_sea_level_air() -> None:
    """The scale height: 1013.25 hPa / (1.225 kg/m3 · 9.80665 m/s2) = 8.434 km."""
    heights = np.linspace(0.0, 120.0, 24001)
    assert float(np.trapezoid(density(heights), heights)) == pytest.approx(8.434, abs=0.03)


def test_straight_up_the_air_scatters_a_tenth_of_green_light() -> None:
    """Optical depth by eq. 30 of Bodhaine and others (1999), which fits whole columns of air and not the molecule."""
    for nm, depth in ((400, 0.3620), (550, 0.0971), (700, 0.0364)):
        (found,) = 8.434 * scattering()[wavelengths() == nm]
        assert found == pytest.approx(depth, rel=0.01)


def test_blue_is_scattered_nearly_as_the_fourth_power() -> None:
    blue, red = (float(scattering()[wavelengths() == nm][0]) for nm in (400, 700))
    assert np.log(blue / red) / np.log(700 / 400) == pytest.approx(4.1, abs=0.05)


@pytest.mark.parametrize("height", [int(h) for h in AUTHORITY["rays"]])
def test_bending_agrees_with_a_ray_followed_by_the_differential_equation(height: int) -> None:
    """1 %: DOP853 through a spline of the published table, refractivity of Ciddor (1996)."""
    theirs = AUTHORITY["rays"][str(height)]["bending_deg"]
    assert float(bending(height)) == pytest.approx(theirs, rel=0.01)


@pytest.mark.parametrize("height", [int(h) for h in AUTHORITY["rays"]])
def test_light_through_the_limb_agrees_with_an_independent_calculation(height: int) -> None:
    """5 % (measured 3.2 %): the authority's ozone is Leckner's of 1978, which absorbs 2 to 7 % less in the green."""
    theirs = AUTHORITY["rays"][str(height)]["xyz"]
    ours = tristimulus(Rays.at([height]).transmission(Air()) * sunlight())[0]
    assert ours == pytest.approx(theirs, rel=0.05)


@pytest.mark.parametrize(("height", "share"), [(50, 0.98), (30, 0.62), (20, 0.19), (15, 0.10)])
def test_the_share_of_light_is_that_of_the_planners_study(height: float, share: float) -> None:
    """Figures of a renderer with the same standard air, by tables of its own."""
    light = tristimulus(Rays.at([height]).transmission(Air()) * sunlight())[0, 1]
    assert light / float(tristimulus(sunlight())[1]) == pytest.approx(share, abs=0.006)


def test_a_ray_along_the_ground_is_bent_by_twice_the_refraction_of_the_horizon() -> None:
    """Bennett (1982): 34 arcmin at 10 °C and 1010 hPa; 5 K more and 3 hPa make 33.5."""
    assert float(bending(0.0)) == pytest.approx(2 * 33.5 / 60, abs=0.03)


def test_bending_falls_with_height_to_next_to_nothing() -> None:
    assert np.all(np.diff(bending(np.linspace(0, 99, 500))) < 0)
    assert float(bending(100.0)) < 1e-5
    assert float(bending(-1.0)) == float(bending(0.0))


@given(st.floats(0.0, 99.0))
def test_between_its_nodes_the_bending_is_that_of_the_integral(height: float) -> None:
    """1.2 % by the standard's kink at the tropopause, 11 km; 0.9 % elsewhere, by its other kinks."""
    exact = float(np.degrees(Rays.at([height]).bending[0]))
    assert float(bending(height)) == pytest.approx(exact, rel=0.012 if abs(height - 11.02) < 0.25 else 9e-3)


def test_at_all_but_one_height_in_a_hundred_it_is_within_a_third_of_a_percent() -> None:
    heights = np.linspace(0.0, 99.0, 5001)
    off = np.abs(bending(heights) / np.degrees(Rays.at(heights).bending) - 1.0)
    assert np.mean(off > 3e-3) < 0.01


def test_by_hand_an_exponential_air_bends_as_the_textbook_says() -> None:
    """Bending of a thin exponential air: (n - 1) sqrt(2 pi r / H). At 25 km the scale height is 6.4 km."""
    local = -1.0 / ((np.log(density(30.0)) - np.log(density(20.0))) / 10.0)
    thin = REFRACTIVITY * float(density(25.0)) * np.sqrt(2 * np.pi * (EQUATOR_KM + 25.0) / local)
    assert float(bending(25.0)) == pytest.approx(float(np.degrees(thin)), rel=0.03)


def test_a_ray_along_the_ground_seems_1_8_km_higher() -> None:
    assert float(lift(0.0)) == pytest.approx(REFRACTIVITY * EQUATOR_KM)
    rays = Rays.at([0.0, 10.0, 50.0])
    assert rays.impact - rays.tangent - EQUATOR_KM == pytest.approx(lift([0.0, 10.0, 50.0]), abs=1e-9)


def test_along_a_ray_there_is_as_much_air_as_chapman_says() -> None:
    """density · sqrt(2 pi r H), within 5 % for rays that are hardly bent."""
    for height in (20.0, 25.0, 30.0, 40.0):
        step = 2.5
        scale = -2 * step / (np.log(density(height + step)) - np.log(density(height - step)))
        chapman = float(density(height)) * np.sqrt(2 * np.pi * (EQUATOR_KM + height) * scale)
        assert Rays.at([height]).air[0] == pytest.approx(chapman, rel=0.05)


def test_more_nodes_change_nothing() -> None:
    """The quadrature's own error, against a million steps by the midpoint rule for one ray of 15 km."""
    steps = (np.arange(1_000_000) + 0.5) / 1_000_000 * np.sqrt(105.0)
    height = 15.0 + steps**2
    bent = (1.0 + REFRACTIVITY * density(height)) * (EQUATOR_KM + height)
    impact = float(Rays.at([15.0]).impact[0])
    length = 4.0 * steps * bent / np.sqrt(bent**2 - impact**2) * np.sqrt(105.0) / 1_000_000
    assert Rays.at([15.0]).air[0] == pytest.approx(float((length * density(height)).sum()), rel=1e-3)
    assert length.sum() == pytest.approx(2 * np.sqrt(2 * 6393.1 * 105.0), rel=0.02)


def test_pure_air_reddens_and_ozone_makes_blue() -> None:
    """At 25 km the ray is redder than the Sun for the air alone, and bluer with ozone."""
    for air, bluer in ((PURE, False), (Air(haze=0.0, dust=0.0), True)):
        x, _, z = tristimulus(Rays.at([25.0]).transmission(air) * sunlight())[0]
        sun_x, _, sun_z = tristimulus(sunlight())
        assert (z / x > sun_z / sun_x) == bluer


@given(st.floats(0, 500), st.floats(0, 1), st.floats(0, 0.2), st.floats(0, 99))
def test_no_air_gives_light_and_more_of_anything_takes_it(
    ozone: float, haze: float, dust: float, height: float
) -> None:
    rays = Rays.at([height])
    less, more = (
        rays.transmission(air) for air in (Air(ozone, haze, dust), Air(ozone + 50.0, haze + 0.1, dust + 0.01))
    )
    assert np.all((less >= 0.0) & (less <= 1.0))
    assert np.all(more <= less)


def test_above_the_air_everything_passes() -> None:
    assert Rays.at([TOP_KM]).transmission(Air())[0] == pytest.approx(np.ones(41), abs=1e-3)


def test_volcanic_dust_makes_the_limb_dark() -> None:
    """After Pinatubo the layer's depth was 0.15; eclipses of the Moon were nearly black."""
    quiet, after = (Rays.at([18.0]).transmission(Air(dust=dust))[0, 17] for dust in (0.006, 0.15))
    assert after < 0.01 * quiet


@pytest.mark.parametrize(
    "bad", [{"ozone": -1.0}, {"ozone": 2000.0}, {"haze": -0.1}, {"haze": 9.0}, {"dust": float("nan")}]
)
def test_impossible_air_is_refused(bad: dict[str, float]) -> None:
    (name,) = bad
    with pytest.raises(SkyError, match=f"E346 air with {name} .* is not the Earth's\nhint: give 0 to"):
        Air(**bad)


@pytest.mark.parametrize(
    ("name", "share", "top"),
    [("ozone", module._ozone_share, 100.0), ("dust", module._dust_share, 60.0)],
)
def test_straight_up_a_column_is_passed_once(name: str, share: Profile, top: float) -> None:
    """The shares of all heights add up to one, so that a column of 300 units is 300 units."""
    heights = np.linspace(0.0, top, 20_001)
    assert float(np.trapezoid(share(heights), heights)) == pytest.approx(1.0, abs=1e-3), name


def test_ozone_and_dust_lie_where_they_are_measured() -> None:
    heights = np.linspace(0.0, 60.0, 601)
    assert float(heights[module._ozone_share(heights).argmax()]) == pytest.approx(22.0, abs=1.0)
    assert float(heights[module._dust_share(heights).argmax()]) == pytest.approx(19.0, abs=0.1)


def test_a_ray_under_the_ozone_passes_its_column_thirty_times() -> None:
    """By hand, a thin shell at 22 km seen from 10 km: 2 r / sqrt(r² - p²) = 2 · 6400 / sqrt(2 · 6394 · 12) = 33."""
    assert Rays.at([10.0]).ozone[0] == pytest.approx(33.0, rel=0.1)


@given(st.floats(5.0, 60.0))
def test_light_is_lost_as_beer_says(height: float) -> None:
    """Twice the ozone takes twice the stops; so do haze and dust, each by itself."""
    rays = Rays.at([height])
    clear = rays.transmission(PURE)
    for once, twice in (
        (Air(150.0, 0.0, 0.0), Air(300.0, 0.0, 0.0)),
        (Air(0.0, 0.05, 0.0), Air(0.0, 0.10, 0.0)),
        (Air(0.0, 0.0, 0.003), Air(0.0, 0.0, 0.006)),
    ):
        lost = rays.transmission(once) / clear
        assert rays.transmission(twice) / clear == pytest.approx(lost**2, rel=1e-9)


@pytest.mark.parametrize(("air", "exponent"), [(Air(0.0, 0.1, 0.0), 1.3), (Air(0.0, 0.0, 0.006), 1.6)])
def test_haze_and_dust_take_more_blue_than_red(air: Air, exponent: float) -> None:
    """Depths by Ångström's law, between 450 and 650 nm."""
    rays = Rays.at([6.0])
    depth = -np.log(rays.transmission(air) / rays.transmission(PURE))[0]
    blue, red = (float(depth[wavelengths() == nm][0]) for nm in (450.0, 650.0))
    assert np.log(blue / red) / np.log(650.0 / 450.0) == pytest.approx(exponent, abs=1e-6)


def test_haze_is_near_the_ground_and_no_matter_to_rays_above_the_clouds() -> None:
    low, high = (Rays.at([height]).haze[0] for height in (1.0, 12.0))
    assert low > 50.0
    assert high < 0.1


@given(st.floats(0.0, 99.0))
def test_a_ray_alone_is_the_ray_among_others(height: float) -> None:
    alone, among = Rays.at([height]), Rays.at([0.0, height, 99.0])
    for name in ("impact", "bending", "air", "ozone", "haze", "dust"):
        assert getattr(alone, name)[0] == pytest.approx(getattr(among, name)[1], rel=1e-12)


def test_at_the_tropopause_itself_there_is_no_pole() -> None:
    """There the two parts of the quadrature meet at the tangent point."""
    kink = module._TROPOPAUSE_KM
    below, at, above = Rays.at([kink - 1e-3, kink, kink + 1e-3]).bending
    assert np.isfinite(at)
    assert at == pytest.approx(below, rel=0.02)
    assert at == pytest.approx(above, rel=0.02)
