"""Exposure against exposures that were really made, tables of photography, and what must be so."""

from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import SkyError
from cupola.light.exposure import (
    Sensor,
    contrast,
    ev100_of_illuminance,
    ev100_of_luminance,
    ev100_of_settings,
    expose,
    half_turn,
    key_to_fill,
)

KOMODO = Sensor(27.03, 14.26, 800.0, 24.0, 14.0)
FX6 = Sensor(35.6, 18.8, 800.0, 24.0, 14.0, (2.0, 3.0, 4.0, 5.0, 6.0, 7.0))

evs = st.floats(-6.0, 20.0)


@pytest.mark.parametrize(
    ("what", "cd_m2", "ev"),
    [
        ("sunlit thick cloud", 29_600, 17.9),
        ("the mean Earth under the Sun", 12_700, 16.6),
        ("ocean, the Sun at 30 deg", 2_200, 14.1),
        ("the Earth with the Sun 10 deg high", 2_200, 14.1),
        ("the Earth at the terminator", 30, 7.9),
        ("a cabin wall under 300 lx", 57, 8.8),
        ("white hull in the sun", 34_000, 18.1),
        ("London's centre by night", 0.6, 2.3),
        ("the Nile delta by moonlight", 0.06, -1.1),
        ("the Milky Way with airglow", 0.0015, -6.4),
        ("aurora from the Shuttle", 0.010, -3.6),
    ],
)
def test_scenes_of_the_station_have_their_exposure_value(what: str, cd_m2: float, ev: float) -> None:
    assert ev100_of_luminance(cd_m2) == pytest.approx(ev, abs=0.07), what


@pytest.mark.parametrize(
    ("who", "stop", "seconds", "iso", "ev"),
    [
        ("Pettit, London, Nikon Z9, 2024", 2.0, 1 / 320, 25_600, 2.3),
        ("Dominick, Cairo by moonlight, 2024", 1.2, 1 / 10, 3_200, -1.1),
        ("ISS044-E-45215, Milky Way", 1.4, 1.3, 12_800, -6.4),
        ("Poindexter, aurora, STS-131", 2.8, 3.0, 3_200, -3.6),
    ],
)
def test_exposures_that_astronauts_made_are_for_that_value(
    who: str, stop: float, seconds: float, iso: float, ev: float
) -> None:
    assert ev100_of_settings(stop, seconds, iso) == pytest.approx(ev, abs=0.1), who


def test_the_sunny_16_rule_is_ev_15_and_ev_0_is_f1_for_a_second() -> None:
    assert ev100_of_settings(16.0, 1 / 100, 100) == pytest.approx(14.64, abs=0.01)
    assert ev100_of_settings(1.0, 1.0, 100) == 0.0
    assert ev100_of_illuminance(2.5) == 0.0
    assert ev100_of_luminance(0.125) == 0.0


def test_the_two_meters_agree_on_a_card_that_reflects_16_percent() -> None:
    lux = np.array([1.0, 300.0, 133_100.0])
    assert ev100_of_luminance(lux * 0.157 / np.pi) == pytest.approx(ev100_of_illuminance(lux), abs=0.01)


def test_without_light_the_value_is_minus_infinity() -> None:
    assert np.isneginf(ev100_of_luminance([0.0])).all()
    assert np.isneginf(ev100_of_illuminance([0.0])).all()


def test_half_a_frame_at_24_is_a_48th() -> None:
    assert half_turn(24.0) == pytest.approx(1 / 48)


def test_the_ratio_of_key_to_fill_counts_the_fill_on_both_sides() -> None:
    assert key_to_fill(300.0, 100.0) == 4.0
    assert key_to_fill(0.0, 100.0) == 1.0
    assert key_to_fill(100.0, 0.0) == float("inf")


def test_the_mean_earth_on_a_komodo_takes_ten_stops_of_nd() -> None:
    """EV100 16.6 at T4, 1/48 s, ISO 800 is ten stops too bright: these settings take 6.6."""
    found = expose(KOMODO, 16.6)
    assert (found.iso, found.nd) == (800.0, 10.0)
    assert found.stop == pytest.approx(4.0, rel=0.2)
    assert ev100_of_settings(4.0, 1 / 48, 800) == pytest.approx(6.58, abs=0.01)


def test_a_cabin_of_300_lux_is_exposed_a_little_stopped_down_without_any_filter() -> None:
    found = expose(KOMODO, float(ev100_of_illuminance(300.0)), stop=8.0)
    assert found.nd == 0.0
    assert found.iso == 800.0
    assert found.stop == pytest.approx(4.5, abs=0.1)
    assert str(found) == "ISO 800, 1/48 s, T4.5, no ND"


def test_in_the_dark_the_lens_opens_and_then_the_iso_rises() -> None:
    dim = expose(KOMODO, 4.0)
    assert (dim.iso, dim.nd) == (800.0, 0.0)
    assert 1.4 < dim.stop < 4.0
    assert dim.under == 0.0
    dark = expose(KOMODO, -1.0)
    assert dark.stop == 1.4
    assert dark.iso == pytest.approx(100 * 1.4**2 * 48 * 2)


def test_a_camera_whose_own_iso_is_higher_keeps_it() -> None:
    owl = Sensor(35.6, 20.1, 51_200.0, 24.0, 12.0)
    assert expose(owl, -6.4).iso == 51_200.0


def test_darker_than_iso_25600_can_show_is_said_in_stops() -> None:
    found = expose(KOMODO, -6.4)
    assert (found.iso, found.stop) == (25_600.0, 1.4)
    assert found.under == pytest.approx(ev100_of_settings(1.4, 1 / 48, 25_600) + 6.4)
    assert str(found) == "ISO 25600, 1/48 s, T1.4, no ND, 5 stops too dark"


@given(evs, st.sampled_from([KOMODO, FX6]), st.floats(1.4, 16.0))
def test_the_settings_expose_for_the_light_that_was_asked(ev: float, sensor: Sensor, stop: float) -> None:
    found = expose(sensor, ev, stop)
    assert ev100_of_settings(found.stop, found.seconds, found.iso, found.nd) == pytest.approx(ev + found.under)
    assert found.seconds == pytest.approx(1 / 48)
    assert found.iso >= sensor.iso
    assert found.stop >= 1.4


@given(evs, st.floats(1.4, 16.0))
def test_filters_before_the_lens_leave_the_stop_within_half_a_stop(ev: float, stop: float) -> None:
    found = expose(KOMODO, ev, stop)
    assert found.nd == int(found.nd) >= 0
    if found.nd:
        assert abs(2 * log2(found.stop / stop)) <= 0.5 + 1e-9


@given(evs)
def test_built_in_filters_are_used_while_the_lens_can_take_the_rest(ev: float) -> None:
    found = expose(FX6, ev)
    assert found.stop <= 16.0 * 2**0.25
    if found.stop <= 15.9:
        assert found.nd in (0.0, *FX6.nd) or ev > 17.0


def test_settings_are_said_as_on_a_camera_report() -> None:
    assert str(expose(KOMODO, 16.6)) == "ISO 800, 1/48 s, T4.0, ND 3.0 (10 stops)"


@pytest.mark.parametrize("ev", [float("-inf"), float("nan"), float("inf")])
def test_no_light_cannot_be_exposed(ev: float) -> None:
    with pytest.raises(SkyError, match="E357"):
        expose(KOMODO, ev)
    with pytest.raises(SkyError, match="E357"):
        contrast(10.0, ev, KOMODO)


@pytest.mark.parametrize(("stop", "widest"), [(1.0, 1.4), (32.0, 1.4), (4.0, 0.1)])
def test_stops_of_no_lens_are_refused(stop: float, widest: float) -> None:
    with pytest.raises(SkyError, match="E358"):
        expose(KOMODO, 10.0, stop, widest)


def test_a_sensor_that_is_none_is_refused_with_every_fault_at_once() -> None:
    with pytest.raises(SkyError) as caught:
        Sensor(0.0271, 14.26, 0.0, 1 / 48, 14.0, (0.0,))
    assert [m.code for m in caught.value.messages] == ["E356"] * 4
    assert all(m.hint for m in caught.value.messages)
    assert "ISO 0" in str(caught.value)


def test_the_day_window_and_a_face_in_the_cabin_are_a_silhouette_five_to_six_stops_of_fill_away() -> None:
    """The mean Earth at noon, EV 16.6, and a face in 300 lx, 6.9: with 600 lx of fill, 7.9, it is 8.7 stops."""
    found = contrast(16.6, float(ev100_of_illuminance(600.0)), KOMODO)
    assert found.verdict == "silhouette"
    assert found.stops == pytest.approx(8.7, abs=0.05)
    assert found.excess == pytest.approx(5.7, abs=0.05)
    assert str(found) == (
        "the window is 8.7 stops over the face: silhouette; add 5.7 stops of fill, or of ND on the window"
    )


def test_near_each_other_both_hold_and_too_far_apart_the_camera_gives_up() -> None:
    assert contrast(10.0, 8.0, KOMODO).verdict == "both hold"
    assert contrast(6.0, 8.0, KOMODO).excess == 0.0
    assert str(contrast(6.0, 8.0, KOMODO)) == "the window is 2.0 stops under the face: both hold"
    assert contrast(17.9, 6.9, KOMODO).verdict == "beyond the camera"
    assert contrast(16.8, 6.9, KOMODO).verdict == "silhouette", "ten of its fourteen stops lie between the two"
    assert contrast(17.0, 6.9, KOMODO).verdict == "beyond the camera"
    wide = Sensor(26.2, 13.8, 800.0, 24.0, 16.0)
    assert contrast(17.9, 6.9, wide).verdict == "silhouette"


@given(evs, evs)
def test_fill_or_nd_of_what_is_missing_makes_both_hold(window: float, face: float) -> None:
    first = contrast(window, face, KOMODO)
    assert contrast(window, face + first.excess, KOMODO).excess == pytest.approx(0.0, abs=1e-9)
    assert contrast(window - first.excess, face, KOMODO).excess == pytest.approx(0.0, abs=1e-9)
