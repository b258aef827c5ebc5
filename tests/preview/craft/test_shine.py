"""How frame and room shine: in the dark, by lamps, by the Earth, by the Sun."""

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.light.lamps import REFLECTANCE
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.places import load_station
from cupola.preview.colour import luminance
from cupola.preview.craft import kernel
from cupola.preview.craft.opening import openings, panes, room_windows
from cupola.preview.craft.shine import BEHIND, CAMERA, beam_part, behind, earth_part, readings, shining
from tests.october import one_set_orbit

Floats = NDArray[np.float64]

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-05T00:00Z", "2021-10-17T00:00Z")
DAY, MIDNIGHT = instant("2021-10-10T12:44Z"), instant("2021-10-10T13:30Z")
SUNRISE = instant("2021-10-05T20:37:45Z")


def meter(window: str) -> Meter:
    return Meter(ISS, window, Vantage(ORBIT, attitude=ISS.attitude))


def shone(window: str, at: float, cabin_lux: float = 0.0) -> Floats:
    windows = room_windows(ISS, ISS.window(window))
    rows = openings(windows, np.array(windows[0].at) - np.array(windows[0].normal), np.eye(3))
    shining(rows, ISS, windows, readings(meter, windows, at), cabin_lux)
    return rows


def green(rows: Floats, first: int, k: int = 0) -> float:
    return float(luminance(rows[k, first : first + 3]))


def test_the_cupola_has_seven_panes_the_one_looked_through_first() -> None:
    names = [one.id for one in room_windows(ISS, ISS.window("cupola.aft"))]
    assert len(names) == 7 and names[0] == "cupola.aft" and len(set(names)) == 7


def test_at_midnight_without_lamps_nothing_shines() -> None:
    rows = shone("cupola.top", MIDNIGHT)
    assert all(green(rows, first) < 1e-3 for first in (kernel.WALL, kernel.RING, kernel.GLOW, kernel.MIRRORED))
    assert green(rows, kernel.BEAM) == 0.0


def test_lamps_light_the_wall_as_lambert_says() -> None:
    """L = rho E / pi."""
    rows = shone("cupola.top", MIDNIGHT, 200.0)
    assert green(rows, kernel.WALL) == pytest.approx(REFLECTANCE * 200.0 / np.pi, rel=1e-3)
    assert green(rows, kernel.MIRRORED) == pytest.approx(behind(rows[0, kernel.AWAY]) * 200.0 / np.pi, rel=1e-3)
    assert green(shone("cupola.top", MIDNIGHT, 400.0), kernel.RING) == pytest.approx(
        2 * green(rows, kernel.RING), rel=1e-3
    )


def test_by_day_the_dome_is_lit_by_the_earth_but_darker_than_it() -> None:
    rows = shone("cupola.top", DAY)
    assert 100.0 < green(rows, kernel.WALL) < 2500.0
    assert green(rows, kernel.GLOW) > green(rows, kernel.RING)


def test_a_room_with_one_small_window_is_darker_than_the_dome() -> None:
    assert green(shone("nauka.cabin", DAY), kernel.WALL) < 0.1 * green(shone("cupola.top", DAY), kernel.WALL)


def test_the_sun_at_sunrise_strikes_the_sides_of_the_forward_porthole() -> None:
    rows = shone("nauka.forward", SUNRISE)
    assert green(rows, kernel.BEAM) > 100.0
    sun = rows[0, kernel.SUN : kernel.SUN + 3]
    assert np.linalg.norm(sun) == pytest.approx(1.0) and sun[2] > 0.3  # outward


def test_below_is_below() -> None:
    rows = shone("nauka.forward", DAY)
    assert rows[0, kernel.BELOW : kernel.BELOW + 3] == pytest.approx([0.0, -1.0, 0.0], abs=1e-9)
    rows = shone("cupola.top", DAY)
    assert rows[0, kernel.BELOW : kernel.BELOW + 3] == pytest.approx([0.0, 0.0, 1.0], abs=1e-9)


@pytest.mark.parametrize("at", [DAY, SUNRISE, MIDNIGHT])
def test_the_parts_of_a_reading_are_the_whole(at: float) -> None:
    for one in readings(meter, [ISS.window("nauka.forward"), ISS.window("cupola.top")], at):
        whole = luminance(beam_part(one) + earth_part(one))
        assert whole == pytest.approx(one.total_lx[0], rel=1e-3, abs=1e-9)
        assert luminance(beam_part(one)) == pytest.approx(one.direct_lx[0], rel=1e-3, abs=1e-9)


def test_each_window_has_the_glass_of_its_data() -> None:
    glass = panes([ISS.window("cupola.top"), ISS.window("destiny.nadir")])
    assert glass.shape == (2, 2, 256)
    assert glass[0, :, -1].tolist() == pytest.approx([0.8, 0.9])


def test_a_window_mirrors_the_camera_to_a_lens_at_the_glass_and_the_room_to_one_far_off() -> None:
    assert behind(0.0) == behind(0.1) == CAMERA
    assert CAMERA < behind(0.2) < behind(0.6) < behind(2.0) < BEHIND
    assert behind(0.6) == pytest.approx(0.133, abs=0.001)
    assert behind(50.0) == pytest.approx(BEHIND, rel=0.01)
