"""A face before a window, from readings made by hand and from October 2021."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant
from cupola.errors import SkyError
from cupola.light.exposure import ev100_of_illuminance
from cupola.light.face import FaceLight, face_light
from cupola.light.glass import bounce_lux, soft_light
from cupola.light.lamps import thrown_back, walls_m2
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.light.reading import Reading
from cupola.places import load_station
from cupola.sky import SunTable
from tests.october import STAY, stay_ephemeris

ISS = load_station("iss")
W9 = ISS.windows["zvezda.w9"]


def reading(
    direct: float = 0.0, earth: float = 0.0, luminance: float = 0.0, sun: tuple[float, ...] = (0, 0, 1)
) -> Reading:
    """Give a reading of one instant behind porthole 9."""
    one = np.array([0.0])
    return Reading(
        at=one, phase=np.array(["sun"]), elevation=one, sun=np.array([sun], float), incidence=one,
        beam_lx=np.array([100_000.0]), direct_lx=np.array([direct]), earth_lx=np.array([earth]), moon_lx=one,
        luminance=np.array([luminance]), xyz=np.zeros((1, 3)), cct=one, blocked_by=np.array([None], object),
    )  # fmt: skip


def face(one: Reading, distance: float = 1.5, cabin: float = 300.0) -> FaceLight:
    """Give the light on a face behind porthole 9."""
    return face_light(ISS, W9, one, distance, cabin)[0]


def test_by_earthshine_the_window_is_a_soft_key_and_cabin_and_walls_the_fill() -> None:
    found = face(reading(earth=20_000.0, luminance=10_000.0))
    assert found.soft_lx == pytest.approx(10_000.0 * soft_light(W9, (0.0, 0.0, 1.5)))
    assert found.sun_lx == 0.0
    assert found.patch is None
    walls, back = walls_m2(ISS.modules["SM"]), thrown_back(ISS, "SM")
    assert found.bounce_lx == pytest.approx(bounce_lux(20_000.0 * W9.area, walls, back))
    assert found.key_lx == pytest.approx(549, abs=1)
    assert found.fill_lx == pytest.approx(300 + 56, abs=1)
    assert found.ratio == pytest.approx((549 + 356) / 356, abs=0.01)
    assert found.window_ev100 == pytest.approx(np.log2(80_000))


def test_a_sun_on_the_axis_shines_in_the_face_and_one_aside_on_the_wall() -> None:
    within = face(reading(direct=85_000.0))
    assert within.sun_lx == pytest.approx(100_000.0 * W9.transmission)
    assert within.key_lx == within.sun_lx
    slant = (0.0, float(np.sin(0.5)), float(np.cos(0.5)))
    aside = face(reading(direct=75_000.0, sun=slant))
    assert aside.sun_lx == 0.0
    assert aside.patch is not None
    assert aside.patch.lux == pytest.approx(100_000.0 * W9.transmission * np.cos(0.5))
    assert aside.bounce_lx > 150.0


def test_where_the_station_blocks_the_sun_there_is_no_patch() -> None:
    assert face(reading(direct=0.0)).patch is None


def test_without_any_light_the_face_and_the_window_are_dark() -> None:
    found = face(reading(), cabin=0.0)
    assert np.isneginf(found.ev100)
    assert np.isneginf(found.window_ev100)
    assert found.ratio == float("inf") or np.isnan(found.ratio)


@given(st.floats(0.05, 10.0), st.floats(0.0, 2_000.0), st.floats(0.0, 30_000.0))
def test_nearer_is_brighter_and_more_cabin_light_is_flatter(distance: float, cabin: float, luminance: float) -> None:
    one = reading(earth=luminance * 3, luminance=luminance)
    near, far = face(one, distance, cabin), face(one, distance * 1.5, cabin)
    assert near.soft_lx >= far.soft_lx
    assert near.ev100 >= far.ev100
    assert face(one, distance, cabin + 100.0).ratio <= near.ratio or not near.fill_lx
    assert near.ev100 == pytest.approx(float(ev100_of_illuminance(near.key_lx + near.fill_lx)))


def test_a_face_outside_the_room_is_refused() -> None:
    with pytest.raises(SkyError, match="E353"):
        face(reading(), distance=0.0)


def test_aboard_the_patch_is_there_exactly_when_the_meter_reads_direct_sun() -> None:
    meter = Meter(ISS, "zvezda.w9", Vantage(stay_ephemeris(), SunTable(STAY), ISS.attitude))
    found = meter(instant("2021-10-12T00:00Z") + np.arange(0.0, 11_000.0, 60.0))
    lit = [one.patch is not None for one in face_light(ISS, W9, found, 1.5, 300.0)]
    assert lit == (found.direct_lx > 0).tolist()
    assert 0 < sum(lit) < len(lit)


def test_a_patch_carries_the_meter_s_direct_light_onto_a_wall_parallel_to_the_glass() -> None:
    meter = Meter(replace(ISS, parts=()), "zvezda.w9", Vantage(stay_ephemeris(), SunTable(STAY), ISS.attitude))
    found = meter(instant("2021-10-12T00:00Z") + np.arange(0.0, 11_000.0, 60.0))
    for k, one in enumerate(face_light(ISS, W9, found, 1.5, 300.0)):
        if one.patch is not None:
            assert one.patch.lux == pytest.approx(found.direct_lx[k], rel=1e-6)
