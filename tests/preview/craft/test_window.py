"""A window put before a picture: what it leaves, what it hides, what it mirrors."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from cupola.clock import instant
from cupola.light.lens import Framing, Lens
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.places import load_station
from cupola.preview.craft.window import Behind, framed
from tests.october import one_set_orbit

ISS = load_station("iss")
ORBIT = one_set_orbit("2021-10-10T12:00Z", "2021-10-10T15:00Z")
NIGHT = instant("2021-10-10T13:30Z")
GLASS = ISS.window("cupola.top")
FRAMING = Framing.of(GLASS.normal)
BEHIND = Behind(
    station=ISS,
    window=GLASS,
    lens=Lens(16.0),
    axes=np.stack([FRAMING.axis, FRAMING.right, FRAMING.up]),
    at=NIGHT,
    stop=4.0,
    distance=0.6,
    cabin_lux=0.0,
    meter=lambda window: Meter(ISS, window, Vantage(ORBIT, attitude=ISS.attitude)),
)
Picture = NDArray[np.float32]


def outside(cd_m2: float = 1000.0) -> Picture:
    """Give an even picture of 64 x 36."""
    return np.full((36, 64, 3), cd_m2, np.float32)


def test_the_lens_is_as_far_behind_the_glass_as_it_is_told() -> None:
    assert np.array(GLASS.at) - BEHIND.place == pytest.approx(0.6 * np.array(GLASS.normal), abs=1e-9)


def test_the_lens_looks_through_the_middle_of_the_glass_wherever_it_points() -> None:
    axis = FRAMING.axis + 0.4 * FRAMING.right
    axis = axis / np.linalg.norm(axis)
    turned = replace(BEHIND, axes=np.stack([axis, np.cross(axis, FRAMING.up), FRAMING.up]), distance=0.5)
    assert turned.place + 0.5 * axis == pytest.approx(np.array(GLASS.at))
    assert np.linalg.norm(turned.place - np.array(GLASS.at)) == pytest.approx(0.5)


def test_a_pupil_is_the_focal_length_by_the_stop() -> None:
    assert replace(BEHIND, lens=Lens(35.0), stop=2.0).pupil == pytest.approx(0.00875)


def test_the_edge_of_the_picture_is_half_the_sensor_off() -> None:
    assert BEHIND.tangents == pytest.approx([BEHIND.lens.width / 32.0, BEHIND.lens.height / 32.0])


def test_straight_out_the_picture_has_what_the_panes_pass() -> None:
    light = outside()
    open_to, _ = framed(light, BEHIND)
    assert open_to[18, 32] == pytest.approx(GLASS.transmission, rel=0.01)
    assert light[18, 32] == pytest.approx(np.full(3, 1000.0 * GLASS.transmission), rel=0.01)


def test_where_the_frame_is_nothing_of_outside_is_left() -> None:
    light = outside()
    open_to, _ = framed(light, replace(BEHIND, distance=2.0))
    hidden = open_to == 0.0
    assert 0.3 < hidden.mean() < 1.0
    assert light[hidden].max() < 1.0  # by night, no lamp on


def test_nearer_to_the_glass_there_is_less_frame() -> None:
    shares = [framed(outside(), replace(BEHIND, distance=one))[0].mean() for one in (0.1, 0.6, 2.0)]
    assert shares[0] > shares[1] > shares[2]


def test_in_the_dark_the_glass_mirrors_nothing_and_with_lamps_twice_as_much_for_twice_the_light() -> None:
    _, dark = framed(outside(), BEHIND)
    veils = [framed(outside(), replace(BEHIND, cabin_lux=lux))[1] for lux in (100.0, 200.0)]
    assert dark < 0.01 < veils[0]
    assert veils[1] - dark == pytest.approx(2.0 * (veils[0] - dark), rel=1e-6)
