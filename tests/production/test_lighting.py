"""The light settings of a production: what is written is laid over the house's own, and reaches everything."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.light import LightLimits
from cupola.light.ground import GroundLimits
from cupola.light.meter import Surroundings
from cupola.plan.light import almanac_of
from cupola.production import Production, load
from tests.production.faults import changed, found
from tests.small import write_small


def lit(folder: Path, light: str) -> Production:
    """Load the small production with light settings of its own."""
    return load(write_small(folder, production=changed("production", ("events:", f"light: {light}\nevents:"))))


def test_without_settings_the_light_is_the_houses(tmp_path: Path) -> None:
    light = load(write_small(tmp_path)).light
    assert (light.aboard, light.ground, light.surroundings) == (LightLimits(), GroundLimits(), Surroundings())


@pytest.mark.parametrize(
    ("written", "limits"),
    [
        ("{first_light: 5 km}", LightLimits(first_light=5.0)),
        ("{full_light: 35000 m}", LightLimits(full_light=35.0)),
        ("{incidence: 60 deg, terminator: 3 deg}", LightLimits(incidence=60.0, terminator=3.0)),
        ("{ground_day: 2 deg, ground_night: -9 deg}", LightLimits(ground_day=2.0, ground_night=-9.0)),
        ("{landmark_elevation: 25 deg}", LightLimits(landmark_elevation=25.0)),
    ],
)
def test_each_limit_aboard_can_be_set(tmp_path: Path, written: str, limits: LightLimits) -> None:
    made = lit(tmp_path, written)
    assert made.light.aboard == limits
    assert almanac_of(made).limits == limits


def test_the_limits_on_the_ground_and_the_look_of_the_earth_can_be_set(tmp_path: Path) -> None:
    light = lit(
        tmp_path, "{golden_from: 8 deg, blue_to: -8 deg, low_sun: 2 deg, albedo: 0.6, earth_colour: 5800 K}"
    ).light
    assert light.ground == GroundLimits(day=8.0, blue=-8.0, low=2.0)
    assert light.surroundings == Surroundings(albedo=0.6, earth_k=5800.0)


def test_a_whiter_earth_gives_more_light(tmp_path: Path) -> None:
    made, usual = lit(tmp_path / "a", "{albedo: 0.6}"), load(write_small(tmp_path / "b"))
    noon = almanac_of(usual).phases()["sun"].starts[1:2] + 1500.0
    bright, plain = (almanac_of(one).meter("cupola.top")(noon).earth_lx[0] for one in (made, usual))
    assert bright == pytest.approx(2 * plain, rel=0.15)


@pytest.mark.parametrize(
    ("written", "code", "at", "words"),
    [
        ("{first_light: 40 km}", "E309", "40 km", "sunrise cannot go from rays 40 km high"),
        ("{golden_to: -7 deg}", "E371", "-7 deg", "the light cannot be golden"),
        ("{earth_colour: 500 K}", "E352", "500 K", "500 K is not the colour of a light"),
        ("{incidence: 95 deg}", "E106", "95 deg", ""),
        ("{albedo: 1.5}", "E106", "1.5", ""),
        ("{first_light: 8}", "E107", "8", "8 has no unit"),
        ("{frist_light: 8 km}", "E106", "frist_light", ""),
    ],
)
def test_settings_that_cannot_be_are_told_at_their_place(
    tmp_path: Path, written: str, code: str, at: str, words: str
) -> None:
    messages = found(tmp_path, production=changed("production", ("events:", f"light: {written}\nevents:")))
    assert [m.code for m in messages] == [code]
    assert messages[0].pointed.startswith(at)
    assert words in messages[0].text
