"""The luminances of the night against exposures that were made, and against physics."""

import numpy as np
import pytest

from cupola.light.night import LUMINANCE_OF_KILORAYLEIGH, NIGHT, Glow
from cupola.sky.moon import FULL_MOON_LX

BY_NAME = {glow.name: glow for glow in NIGHT}


def test_a_kilorayleigh_of_green_light_is_its_photons_by_the_eye() -> None:
    """1e13 / (4 pi) photons of 557.7 nm, 683 lm/W, V(557.7 nm) = 0.998."""
    photon = 6.62607015e-34 * 299_792_458 / 557.7e-9
    assert pytest.approx(1e13 / (4 * np.pi) * photon * 683 * 0.998, rel=0.005) == LUMINANCE_OF_KILORAYLEIGH


@pytest.mark.parametrize(
    ("name", "cd_m2"),
    [("city centres", 0.6), ("moonlit Earth", 0.06), ("aurora", 0.010), ("airglow at the limb", 0.0015)],
)
def test_what_astronauts_exposed_for_lies_in_the_range(name: str, cd_m2: float) -> None:
    assert BY_NAME[name].low <= cd_m2 <= BY_NAME[name].high


def test_the_moonlit_earth_is_lambert_s_law_for_the_full_moon() -> None:
    assert BY_NAME["moonlit Earth"].low < 0.3 * FULL_MOON_LX / np.pi < BY_NAME["moonlit Earth"].high


def test_the_aurora_s_range_is_that_of_its_brightness_classes() -> None:
    classes = np.array([10.0, 1000.0]) * LUMINANCE_OF_KILORAYLEIGH
    assert classes == pytest.approx([BY_NAME["aurora"].low, BY_NAME["aurora"].high], rel=0.05)


def test_each_has_a_source_and_a_confidence_and_they_are_in_order() -> None:
    assert all(glow.source and glow.confidence in ("high", "medium", "low") for glow in NIGHT)
    assert all(0 < glow.low < glow.high for glow in NIGHT)
    assert BY_NAME["city centres"].high == max(glow.high for glow in NIGHT)
    assert NIGHT[-1].high == min(glow.high for glow in NIGHT)


def test_it_is_told_in_exposure_values() -> None:
    assert str(Glow("a lamp", 1 / 8, 1.0, "", "high")) == "a lamp 0 to 3"
