"""The lens of a shot, from words."""

import pytest

from cupola.errors import CupolaError
from cupola.light.exposure import Sensor
from cupola.preview.camera.metering import KOMODO
from cupola.preview.lenses import USUAL_MM, lens_of

GOPRO = Sensor(6.17, 3.47, 100.0, 30.0, 11.0)


def test_millimetres_are_taken_as_they_are_on_the_camera_s_sensor() -> None:
    lens, note = lens_of("35 mm", KOMODO)
    assert (lens.focal, lens.width, lens.height, note) == (35.0, KOMODO.width, KOMODO.height, "")
    assert lens_of("2.5 cm", KOMODO)[0].focal == pytest.approx(25.0)


def test_wide_is_as_wide_on_any_sensor() -> None:
    small, large = lens_of("wide", GOPRO)[0], lens_of(" Wide ", KOMODO)[0]
    assert small.half_angles[0] == pytest.approx(large.half_angles[0])
    assert 2 * small.half_angles[0] == pytest.approx(96.7, abs=0.2)  # of 16 mm on 36 mm


def test_a_shot_without_a_lens_gets_the_usual_one_and_is_told() -> None:
    lens, note = lens_of("", KOMODO)
    assert lens.focal == USUAL_MM
    assert "no lens is named" in note


@pytest.mark.parametrize(
    ("words", "focal"), [("60 mm macro", 60.0), ("16 mm anamorphic", 16.0), ("2.5cm, Zeiss T2", 25.0)]
)
def test_of_a_kind_of_lens_the_focal_length_is_taken_and_told(words: str, focal: float) -> None:
    lens, note = lens_of(words, KOMODO)
    assert lens.focal == pytest.approx(focal)
    assert note == f'"{words}" is taken as {focal:g} mm, spherical'


@pytest.mark.parametrize("words", ["fisheye", "35", "mm", "24-70 mm", "35 kg", "nan mm", "1e9 mm"])
def test_what_is_no_focal_length_is_refused(words: str) -> None:
    with pytest.raises(CupolaError, match="E819"):
        lens_of(words, KOMODO)


def test_a_lens_of_no_millimetres_is_refused() -> None:
    with pytest.raises(CupolaError, match="E360"):
        lens_of("0 mm", KOMODO)
