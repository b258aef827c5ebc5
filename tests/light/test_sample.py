"""`holds`: straight from the element sets, with the words' plain meaning."""

import numpy as np
import pytest

from cupola.clock import SpanSet, instant
from cupola.errors import CupolaError
from cupola.light import LightLimits, Need, holds
from cupola.places import load_station
from tests.light.skies import Nowhere
from tests.october import stay_orbit

ISS = load_station("iss")
NIGHT = instant("2021-10-09T12:00Z")


def at_noon_and_midnight() -> tuple[float, float]:
    """Give an instant of full sun and one of eclipse on 9 October, found by looking every minute."""
    at = NIGHT + np.arange(0.0, 6000.0, 60.0)
    dark = holds(Need(light="eclipse"), at, stay_orbit(), ISS)
    return float(at[~dark][5]), float(at[dark][5])


def test_sun_and_eclipse_are_told_apart() -> None:
    noon, midnight = at_noon_and_midnight()
    for word, expected in (("sun", [True, False]), ("eclipse", [False, True]), ("any", [True, True])):
        assert holds(Need(light=word), [noon, midnight], stay_orbit(), ISS).tolist() == expected


def test_direct_sun_is_not_there_at_night_whatever_the_window_faces() -> None:
    at = NIGHT + np.arange(0.0, 6000.0, 60.0)
    dark = holds(Need(light="eclipse"), at, stay_orbit(), ISS)
    direct = holds(Need(window="poisk.starboard", direct=True), at, stay_orbit(), ISS)
    assert not np.any(dark & direct)
    assert direct.any()


def test_a_lost_attitude_takes_the_windows_and_leaves_the_light() -> None:
    noon, midnight = at_noon_and_midnight()
    lost = SpanSet([noon - 1], [noon + 1])
    assert not holds(Need(window="cupola.top"), [noon], stay_orbit(), ISS, lost).any()
    assert holds(Need(window="cupola.top"), [noon, midnight], stay_orbit(), ISS).all()
    assert holds(Need(light="sun"), [noon], stay_orbit(), ISS, lost).all()


def test_wider_limits_hold_longer() -> None:
    at = NIGHT + np.arange(0.0, 6000.0, 20.0)
    need = Need(window="nauka.forward", direct=True)
    narrow, wide = (holds(need, at, stay_orbit(), ISS, limits=LightLimits(incidence=i)) for i in (40.0, 80.0))
    assert np.all(wide | ~narrow)
    assert wide.sum() > narrow.sum()


def test_one_instant_is_as_good_as_many() -> None:
    noon, midnight = at_noon_and_midnight()
    assert holds(Need(light="sun"), noon, stay_orbit(), ISS).tolist() == [True]
    assert holds(Need(light="sun"), [], stay_orbit(), ISS).tolist() == []
    assert midnight != noon


def test_any_light_asks_nothing_of_the_orbit() -> None:
    assert holds(Need(), [0.0, 1.0], Nowhere(), ISS).all()


@pytest.mark.parametrize("need", [Need(light="dusk"), Need(direct=True), Need(window="nowhere", direct=True)])
def test_a_need_that_cannot_be_is_refused(need: Need) -> None:
    with pytest.raises(CupolaError):
        holds(need, [NIGHT], stay_orbit(), ISS)
