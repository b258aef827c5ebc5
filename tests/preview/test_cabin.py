"""The light of the cabin in a shot."""

from dataclasses import replace
from pathlib import Path

from cupola.places import load_station
from cupola.preview.cabin import lamps_lux, shot_lux
from cupola.production import load
from tests.small import write_small

ISS = load_station("iss")


def test_lamps_light_the_camera_about_as_they_light_eyes_aboard() -> None:
    """210 lx in the middle of Destiny (Brainard and others); one at the window in the floor has some behind it."""
    assert 80.0 < lamps_lux(ISS, ISS.window("destiny.nadir"), 1.0) < 300.0


def test_where_no_lamps_are_known_there_is_no_light() -> None:
    assert lamps_lux(ISS, ISS.window("cupola.top"), 0.6) == 0.0


def test_a_shot_in_eclipse_has_its_lamps_out_and_the_stated_light_of_its_set_else(tmp_path: Path) -> None:
    production = load(write_small(tmp_path))
    sets = {key: replace(one, cabin=300.0) for key, one in production.sets.items()}
    lit = replace(production, sets=sets)
    window = ISS.window("nauka.forward")
    assert shot_lux(lit, lit.shots["1A"], window, 0.6) == 300.0
    assert shot_lux(lit, lit.shots["2A"], window, 0.6) == 0.0
    assert shot_lux(production, production.shots["1A"], window, 0.6) == lamps_lux(ISS, window, 0.6)
