"""Cabin lamps: one lamp by hand, and the modules of the ISS."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.errors import DocumentError
from cupola.light.glass import bounce_lux
from cupola.light.lamps import REFLECTANCE, cabin_lux, thrown_back, walls_m2
from cupola.places import Station, load_station
from cupola.places.lamp import Lamp, LampMode, Lamps

ISS = load_station("iss")
LAB = ISS.modules["LAB"]
MIDDLE = tuple(np.mean(LAB.ends, axis=0))
UP, DOWN = (0.0, 0.0, -1.0), (0.0, 0.0, 1.0)


def one_lamp(*fittings: Lamp, lumens: float = 1000.0) -> Station:
    """Give the ISS with these lamps only, in one mode, `on`."""
    mode = LampMode("on", lumens, 4000.0, "", "high")
    return replace(ISS, lamps=Lamps(fittings, {"on": mode}))


def straight(station: Station, point: tuple[float, ...], facing: tuple[float, ...]) -> float:
    """Give the light without what the walls throw back."""
    lumens = station.lamps.modes["on"].lumens * len(station.lamps.fittings)
    return cabin_lux(station, "LAB", "on", point, facing) - bounce_lux(
        lumens, walls_m2(LAB), thrown_back(station, "LAB")
    )


CEILING = Lamp("1", "LAB", (2.0, 0.0, 4.0), DOWN)


def test_a_lamp_of_1000_lm_gives_318_lux_a_metre_below_it() -> None:
    """A flat lamp of flux F has the intensity F / pi straight ahead."""
    assert straight(one_lamp(CEILING), (2.0, 0.0, 5.0), UP) == pytest.approx(1000 / np.pi)
    assert straight(one_lamp(CEILING), (2.0, 0.0, 6.0), UP) == pytest.approx(1000 / np.pi / 4)


def test_aside_the_light_falls_with_both_cosines_and_the_square_of_the_distance() -> None:
    """1 m down and 1 m aside: 45 deg at the lamp and at the surface, twice the square of the distance."""
    assert straight(one_lamp(CEILING), (3.0, 0.0, 5.0), UP) == pytest.approx(1000 / np.pi / 4)


def test_behind_a_lamp_and_on_a_surface_that_looks_away_there_is_only_what_the_walls_throw_back() -> None:
    assert straight(one_lamp(CEILING), (2.0, 0.0, 3.0), DOWN) == pytest.approx(0.0, abs=1e-9)
    assert straight(one_lamp(CEILING), (2.0, 0.0, 5.0), DOWN) == pytest.approx(0.0, abs=1e-9)


def test_lamps_add_up_and_those_of_other_modules_do_not_count() -> None:
    other, far = replace(CEILING, at=(3.0, 0.0, 4.0)), replace(CEILING, module="COL")
    point = (2.0, 0.3, 5.2)
    both = straight(one_lamp(CEILING, other), point, UP)
    assert both == pytest.approx(straight(one_lamp(CEILING), point, UP) + straight(one_lamp(other), point, UP))
    assert cabin_lux(one_lamp(CEILING, far), "LAB", "on", point, UP) == pytest.approx(
        cabin_lux(one_lamp(CEILING), "LAB", "on", point, UP)
    )


def test_close_to_a_lamp_the_light_is_that_of_a_quarter_of_a_metre() -> None:
    station = one_lamp(CEILING)
    assert straight(station, (2.0, 0.0, 4.1), UP) == pytest.approx(straight(station, (2.0, 0.0, 4.25), UP))
    assert np.isfinite(straight(station, CEILING.at, UP))


@given(
    st.tuples(st.floats(-2, 6), st.floats(-1, 1), st.floats(4, 6)),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1), st.floats(-1, 1)).filter(lambda v: np.linalg.norm(v) > 0.1),
    st.sampled_from(["general", "alert", "pre-sleep"]),
)
def test_light_is_never_less_than_the_walls_give_and_goes_with_the_flux(
    point: tuple[float, float, float], facing: tuple[float, float, float], mode: str
) -> None:
    normal = np.array(facing) / np.linalg.norm(facing)
    modes = ISS.lamps.modes
    lux = cabin_lux(ISS, "LAB", mode, point, normal)
    assert lux >= bounce_lux(12 * modes[mode].lumens, walls_m2(LAB), thrown_back(ISS, "LAB")) * (1 - 1e-9)
    general = cabin_lux(ISS, "LAB", "general", point, normal)
    assert lux == pytest.approx(general * modes[mode].lumens / modes["general"].lumens)


def test_a_tube_of_small_lamps_adds_up_to_the_formula_of_a_line_of_light() -> None:
    """A line of flux F a metre, straight under its middle: E = F / pi / d by the cosines to both ends."""
    many = [replace(CEILING, id=str(k), at=(2.0 + x, 0.0, 4.0)) for k, x in enumerate(np.linspace(-1.0, 1.0, 201))]
    station = one_lamp(*many, lumens=2000.0 / 201)
    angle = np.arctan(1.0)
    exact = 1000.0 / np.pi * 0.5 * (angle + np.sin(angle) * np.cos(angle)) * 2
    assert straight(station, (2.0, 0.0, 5.0), UP) == pytest.approx(exact, rel=0.01)


@pytest.mark.parametrize(
    ("mode", "lux", "kelvin"), [("general", 210, 4500), ("alert", 420, 6500), ("pre-sleep", 90, 2700)]
)
def test_an_eye_in_the_middle_of_destiny_has_the_light_of_the_mode(mode: str, lux: float, kelvin: float) -> None:
    around = [(1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, -1.0, 0.0)]
    mean = np.mean([cabin_lux(ISS, "LAB", mode, MIDDLE, facing) for facing in around])
    assert mean == pytest.approx(lux, rel=0.02)
    assert ISS.lamps.modes[mode].kelvin == kelvin


@pytest.mark.parametrize("module", ["LAB", "NOD1", "NOD2", "NOD3", "COL", "JPM"])
def test_the_us_side_has_100_to_500_lux(module: str) -> None:
    middle = np.mean(ISS.modules[module].ends, axis=0)
    assert 100 < cabin_lux(ISS, module, "general", middle, (1.0, 0.0, 0.0)) < 500


def test_the_walls_of_a_room_are_those_of_its_aisle_or_of_its_hull() -> None:
    assert walls_m2(LAB) == pytest.approx(2 * (6.87 * 2.13 + 6.87 * 2.12 + 2.13 * 2.12))
    bare = replace(LAB, aisle=None, ends=((0.0, 0.0, 0.0), (8.0, 0.0, 0.0)), diameter=4.0)
    assert walls_m2(bare) == pytest.approx(np.pi * 4.0 * 8.0 + 2 * np.pi * 4.0)


def test_a_module_without_known_lamps_and_an_unknown_mode_are_refused_with_a_remedy() -> None:
    with pytest.raises(DocumentError, match="E359") as caught:
        cabin_lux(ISS, "SM", "general", MIDDLE, UP)
    assert "cabin: 300 lx" in str(caught.value)
    with pytest.raises(DocumentError, match=r"(?s)E359.*general"):
        cabin_lux(ISS, "LAB", "generall", MIDDLE, UP)


def test_windows_let_the_light_of_a_room_out() -> None:
    """Of the Cupola's walls three tenths are glass, of Destiny's next to nothing."""
    glass = sum(one.area for one in ISS.windows.values() if one.module == "CUP")
    assert thrown_back(ISS, "CUP") == pytest.approx(REFLECTANCE * (1.0 - glass / walls_m2(ISS.modules["CUP"])))
    assert 0.35 < thrown_back(ISS, "CUP") < 0.5
    assert thrown_back(ISS, "LAB") == pytest.approx(REFLECTANCE, rel=0.01)
    assert thrown_back(replace(ISS, windows={}), "CUP") == REFLECTANCE
