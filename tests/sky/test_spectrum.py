"""Sunlight and the eye in 41 bands: against the sums by the nanometre, and the figures everybody knows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.sky.spectrum import (
    BANDS,
    LUMENS_PER_WATT,
    SUNLIGHT_LX,
    observer,
    ozone,
    sunlight,
    tristimulus,
    wavelengths,
)

# ASTM G173-03 extraterrestrial (pvlib 0.16.1) and CIE 1931 (colour-science 0.4.7) by half a nanometre, 360 to 830 nm
SUN_XYZ = (129_387.0, 133_100.3, 137_621.8)

# CIE 1931: at which wavelength each function is greatest, and how great (colour-science 0.4.7)
PEAKS = ((600, 1.0622), (555, 1.0), (445, 1.7826))

# SPECTRL2 (pvlib 0.16.1, after Leckner 1978): absorption of ozone in 1/cm at 0 °C and 1013 hPa
LECKNER = {510: 0.038, 550: 0.085, 570: 0.12, 610: 0.12, 630: 0.09}


def test_the_bands_go_from_380_to_780_nm_in_steps_of_10() -> None:
    assert wavelengths().tolist() == list(range(380, 790, 10))
    assert len(sunlight()) == len(ozone()) == len(observer()) == BANDS


def test_the_sun_above_the_air_is_133_100_lux() -> None:
    """0.1 %: the bands are 10 nm wide."""
    assert tristimulus(sunlight()) == pytest.approx(SUN_XYZ, rel=1.1e-3)
    assert float(tristimulus(sunlight())[1]) == pytest.approx(SUNLIGHT_LX, rel=2e-4)


def test_the_suns_colour_is_the_almost_white_of_daylight() -> None:
    xyz = tristimulus(sunlight())
    assert xyz[:2] / xyz.sum() == pytest.approx([0.3234, 0.3327], abs=2e-4)


def test_visible_sunlight_is_two_fifths_of_the_solar_constant() -> None:
    """About 640 of 1361 W/m2 lie between 380 and 780 nm."""
    assert sunlight().sum() * 10.0 == pytest.approx(640.0, abs=40.0)


@pytest.mark.parametrize(("column", "peak"), list(enumerate(PEAKS)))
def test_each_colour_matching_function_peaks_where_the_cie_says(column: int, peak: tuple[int, float]) -> None:
    values = observer()[:, column]
    assert abs(float(wavelengths()[values.argmax()]) - peak[0]) <= 5
    assert values.max() == pytest.approx(peak[1], rel=0.025)


def test_an_equal_energy_spectrum_is_white() -> None:
    """x = y = 1/3: the three functions have the same area."""
    xyz = tristimulus(np.ones(BANDS))
    assert xyz / xyz.sum() == pytest.approx([1 / 3] * 3, abs=4e-4)


def test_a_watt_at_555_nm_is_683_lumens() -> None:
    """Between the bands at 550 and 560 nm the eye is within half a percent of its best."""
    green = np.zeros(BANDS)
    green[wavelengths() == 560.0] = 0.1  # W/m2/nm over 10 nm: 1 W/m2
    assert float(tristimulus(green)[1]) == pytest.approx(LUMENS_PER_WATT, rel=0.006)


def test_ozone_takes_yellow_and_leaves_blue() -> None:
    """Chappuis bands: most at 600 nm, forty times less at 440."""
    assert float(wavelengths()[ozone().argmax()]) == 600.0
    assert ozone()[wavelengths() == 600.0] / ozone()[wavelengths() == 440.0] == pytest.approx(40.0, rel=0.1)


@pytest.mark.parametrize(("nm", "coefficient"), list(LECKNER.items()))
def test_ozone_absorbs_as_in_another_collection(nm: int, coefficient: float) -> None:
    """10 %: the collections themselves are that far apart, measured in 1953 and 2014."""
    (section,) = ozone()[wavelengths() == nm]
    assert section * 2.6867e19 == pytest.approx(coefficient, rel=0.1)


@given(st.lists(st.floats(0.0, 3.0), min_size=BANDS, max_size=BANDS), st.floats(0.0, 5.0))
def test_light_adds_up(values: list[float], times: float) -> None:
    spectrum = np.array(values)
    both = tristimulus(np.stack([spectrum, times * spectrum]))
    assert both.shape == (2, 3)
    assert np.allclose(both[1], times * both[0])
    assert np.allclose(tristimulus(spectrum + sunlight()), both[0] + tristimulus(sunlight()))


def test_the_tables_cannot_be_changed() -> None:
    for table in (wavelengths(), sunlight(), observer()):
        with pytest.raises(ValueError, match="read-only"):
            table[0] = 0.0
