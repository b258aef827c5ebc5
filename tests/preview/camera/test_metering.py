"""What a picture is exposed for, and what the settings make middle grey."""

from math import inf, pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.light.exposure import Sensor, ev100_of_luminance
from cupola.preview.camera.metering import KOMODO, automatic, key_luminance, middle_cd_m2, stops_over
from cupola.production.build import made_sensor
from cupola.production.crewrules import camera_kinds

CARD = 0.18 * 1000.0 / pi
"""A card of 18 % in 1000 lx: 57.3 cd/m2."""


def even(cd_m2: float) -> np.ndarray:
    return np.full((20, 30, 3), cd_m2, np.float32)


def test_a_card_of_18_percent_in_1000_lux_reads_57_3() -> None:
    assert key_luminance(even(CARD)) == pytest.approx(57.3, abs=0.05)


def test_what_is_metered_comes_out_as_middle_grey() -> None:
    chosen = automatic(KOMODO, CARD)
    assert middle_cd_m2(chosen) == pytest.approx(CARD, rel=1e-6)
    assert stops_over(chosen, 2 * CARD) == pytest.approx(1.0)


def test_the_camera_of_a_shot_without_one_is_the_packaged_komodo() -> None:
    assert made_sensor(camera_kinds()["red-komodo-mq"].sensor) == KOMODO


def test_a_change_of_one_stop_makes_middle_grey_of_half_the_light() -> None:
    assert middle_cd_m2(automatic(KOMODO, 5000.0, change=1.0)) == pytest.approx(2500.0)


def test_black_space_around_the_earth_does_not_count() -> None:
    picture = even(0.0)
    picture[10:] = 3000.0
    assert key_luminance(picture) == pytest.approx(3000.0, rel=1e-4)


def test_a_thin_bright_limb_in_black_space_is_exposed_for() -> None:
    """Half a percent of the picture at 3500 cd/m2, and a veil of 3 over all of it."""
    picture = np.full((200, 100, 3), 3.0, np.float32)
    picture[100] = 3500.0
    assert key_luminance(picture) == pytest.approx(3500.0, rel=1e-3)


def test_a_terminator_is_exposed_for_its_middle_and_not_for_its_haze() -> None:
    ramp = np.geomspace(1.0, 10_000.0, 400, dtype=np.float32)
    picture = np.repeat(np.repeat(ramp[None, :, None], 10, axis=0), 3, axis=2)
    assert 500.0 < key_luminance(picture) < 2000.0


def test_a_bright_part_is_held_within_three_stops_of_the_middle() -> None:
    picture = even(100.0)
    picture[:, :3] = 8000.0
    assert key_luminance(picture) == pytest.approx(1000.0, rel=1e-3)


def test_the_frame_of_the_window_is_not_metered() -> None:
    picture = even(50.0)
    picture[:, 20:] = 3000.0
    through = np.zeros((20, 30), bool)
    through[:, 20:] = True
    assert key_luminance(picture, through) == pytest.approx(3000.0, rel=1e-4)


def test_clouds_that_fill_the_picture_stay_white() -> None:
    """EV 15 is what crews set for the day side; clouds of 20,000 cd/m2 are 2.3 stops over middle grey."""
    key = key_luminance(even(20_000.0))
    assert float(ev100_of_luminance(key)) == pytest.approx(15.0, abs=0.01)
    assert stops_over(automatic(KOMODO, key), 20_000.0) == pytest.approx(2.3, abs=0.05)


def test_a_night_with_towns_stays_night() -> None:
    """Half a percent of towns of 2 cd/m2 on dark land: these are exposed for, four stops over the middle."""
    picture = np.full((100, 100, 3), 0.001, np.float32)
    picture[50, 25:75] = 2.0
    assert key_luminance(picture) == pytest.approx(2.0 / 16, rel=1e-3)
    moonlit = np.full((100, 100, 3), 0.02, np.float32)
    assert key_luminance(moonlit) == pytest.approx(0.02, rel=1e-3)


def test_a_black_picture_opens_the_lens_and_says_that_it_is_too_dark() -> None:
    assert key_luminance(even(0.0)) == 0.0
    chosen = automatic(KOMODO, 0.0)
    assert (chosen.stop, chosen.iso, chosen.nd, chosen.under) == (1.4, 25_600.0, 0.0, inf)


def test_a_slow_lens_is_never_opened_beyond_its_stop() -> None:
    assert automatic(KOMODO, 0.001, stop=1.0).stop >= 1.0


@given(key=st.floats(0.2, 50_000.0), iso=st.floats(100.0, 3200.0), rate=st.floats(12.0, 120.0))
def test_the_meter_is_right_for_any_camera_that_has_light_enough(key: float, iso: float, rate: float) -> None:
    chosen = automatic(Sensor(24.9, 14.0, iso, rate, 14.0), key)
    assert middle_cd_m2(chosen) == pytest.approx(key * 2.0**-chosen.under, rel=1e-6) or chosen.under > 0
    assert chosen.under > 0 or stops_over(chosen, key) == pytest.approx(0.0, abs=1e-6)
