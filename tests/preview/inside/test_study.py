"""Lux on a face: by theory, and beside `light.face`."""

from functools import cache

import numpy as np
import pytest

from cupola.light.exposure import Sensor
from cupola.light.face import face_light
from cupola.light.glass import soft_light
from cupola.light.lens import Lens
from cupola.light.reading import Reading
from cupola.places import load_station
from cupola.preview.inside.actor import stand_in
from cupola.preview.inside.cast import scene
from cupola.preview.inside.furnish import room_of
from cupola.preview.inside.lights import EARTH, SUN, Lights, tint, weights
from cupola.preview.inside.patches import patches
from cupola.preview.inside.pose import head_at, pose
from cupola.preview.inside.study import OFF_M, Probes, Study, probes
from tests.preview.inside.rooms import sky

ISS = load_station("iss")
WINDOW = ISS.window("nauka.forward")
FORWARD, UP = np.array([1.0, 0.0, 0.0]), np.array([0.0, 0.0, -1.0])
CD_M2 = 3000.0
SENSOR = Sensor(24.89, 14.0, 800.0, 24.0, 14.0)


@cache
def measured() -> tuple[Probes, dict[str, np.ndarray]]:
    """A face 1 m before Nauka's porthole, the Sun on the axis of the glass, a sky of 3000 cd/m2 all over."""
    room = room_of(ISS, WINDOW)
    glass = np.array([0.85] + [0.0] * (len(room.openings) - 1))
    now = Lights(0.0, FORWARD, np.full(3, 1e5), glass, sky(CD_M2), CD_M2 * 0.85)
    head = head_at(room, 1.0)
    view = pose(room, head, Lens(35.0), "CU", 105.0, 32, 18)
    room = room.with_solids(*stand_in(head, FORWARD, UP))
    return probes(room, head, view, now, patches(room, scene(room), 0.25, 32)), weights(now, room, {})


def study() -> Study:
    found, shares = measured()
    return found.study(shares)


def test_the_sunny_side_of_the_face_has_the_beam_behind_the_glass() -> None:
    assert study().lux[SUN]["window"] == pytest.approx(0.85e5, rel=0.02)


def test_the_soft_light_of_the_window_is_that_of_the_exact_formula() -> None:
    """And some light more, by way of walls."""
    exact = 0.85 * CD_M2 * soft_light(WINDOW, (0.0, 0.0, 1.0 - OFF_M))
    found = study().lux[EARTH]["window"]
    assert exact < found < 1.25 * exact


def test_the_meter_and_the_table_of_light_agree_on_key_and_fill() -> None:
    """`light.face` takes the room for an integrating sphere; its fill is of another room within a factor of 2.5.

    The key is told within 5 %.
    """
    one = np.array([0.0])
    lux = CD_M2 * 0.85 * np.pi  # of that sky on the glass
    reading = Reading(
        at=one, phase=np.array(["sun"]), elevation=one + 20.0, sun=FORWARD[None], incidence=one, beam_lx=one + 1e5,
        direct_lx=one + 0.85e5, earth_lx=one + lux, moon_lx=one, luminance=one + CD_M2 * 0.85, xyz=np.ones((1, 3)),
        cct=one + 5900.0, blocked_by=np.array([None], object),
    )  # fmt: skip
    face = face_light(ISS, WINDOW, reading, 1.0 - OFF_M, 0.0)[0]
    told = study()
    key = told.lux[SUN]["window"] + told.lux[EARTH]["window"]
    fill = told.lux[SUN]["away"] + told.lux[EARTH]["away"]
    assert key == pytest.approx(face.key_lx + face.fill_lx, rel=0.05)
    assert face.fill_lx / 2.5 < fill < face.fill_lx * 2.5


def test_lamps_light_the_side_that_they_hang_on_and_dimmers_dim_them() -> None:
    found, shares = measured()
    half = {name: share * (0.5 if name == "row-1" else 1.0) for name, share in shares.items()}
    for side in ("window", "away", "camera"):
        assert found.study(half).lux["row-1"][side] == pytest.approx(0.5 * found.study(shares).lux["row-1"][side])


def test_key_is_the_brighter_side_and_ratio_key_to_fill() -> None:
    told = Study({"sun": {"window": 700.0, "away": 60.0, "camera": 90.0},
                  "row-1": {"window": 100.0, "away": 140.0, "camera": 110.0}}, 5000.0)  # fmt: skip
    assert (told.key_lx, told.fill_lx, told.ratio) == (800.0, 200.0, 4.0)
    assert told.of("camera") == 200.0


def test_the_window_is_told_in_stops_over_the_face() -> None:
    """5000 cd/m2 are EV 15.3, 250 lx EV 6.6."""
    told = Study({"row-1": {"window": 250.0, "away": 250.0, "camera": 250.0}}, 5000.0)
    apart = told.contrast(SENSOR)
    assert apart is not None
    assert apart.stops == pytest.approx(15.29 - 6.64, abs=0.01)
    assert apart.verdict == "silhouette"
    settings = told.exposure(SENSOR)
    assert settings is not None
    assert settings.ev100 == pytest.approx(6.64, abs=0.01)


def test_in_the_dark_there_is_nothing_to_compare_or_to_expose_for() -> None:
    told = Study({"row-1": {"window": 0.0, "away": 0.0, "camera": 0.0}}, 0.0)
    assert told.contrast(SENSOR) is None
    assert told.exposure(SENSOR) is None
    assert told.ratio == float("inf")


def test_an_even_sky_is_seen_as_bright_as_it_is() -> None:
    assert study().window_cd_m2 == pytest.approx(CD_M2 * 0.85, rel=1e-6)


def test_each_light_has_its_colour_and_a_dark_one_none() -> None:
    """Two lamps of 3000 K and one of 6000 K; the Sun behind a blocked window tells no colour."""
    white = np.full((3, 3), 100.0)
    found = Probes({"row-1": white, "row-2": white, SUN: 0.0 * white}, 0.0)
    told = found.study({"row-1": tint(3000.0), "row-2": 0.1 * tint(6000.0), SUN: np.ones(3)})
    assert told.kelvin == pytest.approx({"row-1": 3000.0, "row-2": 6000.0}, rel=0.01)
    assert told.lux["row-1"]["camera"] == pytest.approx(100.0)


def test_half_way_between_window_and_face_each_is_as_far_off() -> None:
    """EV 15.3 outside and EV 6.6 on the face: 4.3 stops each; no such settings where one holds both, or none can."""
    dim, even, dark = (
        Study({"row-1": dict.fromkeys(("window", "away", "camera"), lux)}, 5000.0) for lux in (250.0, 20_000.0, 0.5)
    )
    found = dim.between(SENSOR)
    assert found is not None
    settings, off = found
    assert off == pytest.approx((15.29 - 6.64) / 2, abs=0.01)
    assert settings.ev100 == pytest.approx((15.29 + 6.64) / 2, abs=0.01)
    assert even.between(SENSOR) is None
    assert dark.between(SENSOR) is None
