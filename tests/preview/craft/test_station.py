"""The station's parts before a picture: which, how much of it, and in which light."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.colour import luminance
from cupola.preview.craft.station import with_station
from cupola.preview.craft.window import Behind, framed
from cupola.preview.still import Still
from tests.october import one_set_orbit

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-05T00:00Z", "2021-10-17T00:00Z")
DAY, MIDNIGHT = instant("2021-10-10T12:44Z"), instant("2021-10-10T13:30Z")


def behind(window: str = "nauka.forward", at: float = DAY, focal: float = 12.0, stop: float = 8.0) -> Behind:
    return Still(ISS, ORBIT, ISS.window(window), Lens(focal), at, 96, 54, stop=stop, distance=0.1).behind()


def grey() -> NDArray[np.float32]:
    return np.full((54, 96, 3), 50.0, np.float32)


def test_the_parts_in_view_are_named_the_largest_first() -> None:
    shares, hidden = with_station(grey(), behind())
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert "Soyuz MS-19" in shares
    assert sum(shares.values()) == pytest.approx(hidden.mean(), abs=1e-9)


def test_beside_the_parts_the_picture_is_as_it_was() -> None:
    picture = grey()
    _, hidden = with_station(picture, behind(stop=22.0))
    away = ~hidden
    for axis in (0, 1):
        for step in (-1, 1):
            away &= ~np.roll(hidden, step, axis)
    assert away.any() and (picture[away] == 50.0).all()


def test_by_day_parts_are_lit_and_at_midnight_they_are_black() -> None:
    day, night = grey(), grey()
    _, hidden = with_station(day, behind(stop=22.0))
    _, dark = with_station(night, behind(at=MIDNIGHT, stop=22.0))
    assert np.percentile(luminance(day[hidden]), 90) > 500.0
    assert np.median(luminance(night[dark])) < 0.01


def test_a_window_with_nothing_before_it_keeps_its_picture() -> None:
    picture, alone = grey(), replace(behind(), station=replace(ISS, parts=()))
    shares, hidden = with_station(picture, alone)
    assert shares == {} and not hidden.any() and (picture == 50.0).all()


def test_an_open_stop_makes_near_parts_softer() -> None:
    """Light is spread over the ship's edge: fewer pixels are wholly of one or the other."""
    sharp, soft = grey(), grey()
    long = {"focal": 85.0, "at": MIDNIGHT}
    for picture, stop in ((sharp, 22.0), (soft, 1.4)):
        aim = np.array([0.95, 0.0, 0.31])
        ready = Still(ISS, ORBIT, ISS.window("nauka.forward"), Lens(long["focal"]), long["at"], 96, 54, stop=stop,
                      aim=tuple(aim.tolist()), distance=0.1)  # fmt: skip
        with_station(picture, ready.behind())
    between = [((one[..., 1] > 2.0) & (one[..., 1] < 48.0)).sum() for one in (sharp, soft)]
    assert between[1] > 2 * between[0]


def test_the_lens_looks_through_the_middle_of_the_glass_wherever_it_points() -> None:
    window = ISS.window("cupola.forward")
    still = Still(ISS, ORBIT, window, Lens(35.0), DAY, 96, 54, aim=(0.7, 0.3, 0.65), distance=0.5)
    ready = still.behind()
    assert ready.place + 0.5 * ready.axes[0] == pytest.approx(window.at)
    picture = grey()
    open_to, veil = framed(picture, ready)
    assert open_to[27, 48] > 0.7 and veil > 0.0


def test_the_pupil_is_half_the_focal_length_over_the_stop() -> None:
    """35 mm at f/4: 8.75 mm wide."""
    assert behind(focal=35.0, stop=4.0).pupil == pytest.approx(0.00875 / 2)
