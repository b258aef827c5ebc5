"""Clouds that a user chooses: none, a seed, a picture; and where they are at an instant."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cupola.clock import DAY
from cupola.errors import PreviewError
from cupola.preview.earth import Clouds, kinds, weather
from cupola.preview.earth.ground import WHITEST
from cupola.preview.earth.materials import SHARE
from cupola.preview.earth.pyramid import Floats32
from cupola.steps import OnStep
from tests.preview.earth.views import unit


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep in a folder of the test, and make skies of few cells."""
    monkeypatch.setenv("CUPOLA_CACHE", str(tmp_path / "cache"))
    made = weather.sky

    def sky(seed: int, on_step: OnStep) -> tuple[Floats32, Floats32]:
        return made(seed, 64, on_step)

    monkeypatch.setattr(weather, "sky", sky)
    monkeypatch.setattr(kinds, "squares", partial(kinds.squares, 64))


def code(choice: str) -> str:
    with pytest.raises(PreviewError) as caught:
        Clouds.chosen(choice)
    return caught.value.messages[0].code


def test_none_is_no_clouds() -> None:
    assert Clouds.chosen("none") is None


@pytest.mark.usefixtures("small")
def test_a_number_is_a_sky_that_is_made_once() -> None:
    told: list[float] = []
    first = Clouds.chosen("7", told.append)
    assert first is not None
    assert told
    told.clear()
    again = Clouds.of_seed(7, told.append)
    assert not told
    assert np.array_equal(first.cover.codes, again.cover.codes)
    assert first.is_own
    assert not np.array_equal(again.cover.codes, Clouds.of_seed(8).cover.codes)


@pytest.mark.parametrize("choice", ["many", "-1", "1.5e3x", "", "1000000", "²"])
def test_other_words_are_refused(choice: str) -> None:
    assert code(choice) in ("E809", "E101")


def test_a_word_and_a_large_number_are_told_what_there_is() -> None:
    assert code("many") == code("1000000") == "E809"
    assert code("no-such-file.png") == "E101"


@pytest.mark.usefixtures("small")
def test_a_picture_of_clouds_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "sky.png"
    Image.fromarray(np.tile(np.linspace(0, 255, 512).astype(np.uint8), (256, 1))).save(path)
    taken = Clouds.of_file(path)
    share = SHARE[taken.cover.finest[128, :, 0]]
    assert share[0] == 0.0
    assert share[-1] == pytest.approx(WHITEST, abs=0.01)
    assert not taken.is_own
    assert taken.credits == "Clouds: sky.png."
    assert taken.weather(1e9, unit(0.0, 0.0)).is_cloudy


@pytest.mark.usefixtures("small")
def test_of_a_picture_with_holes_the_opaque_is_cloud(tmp_path: Path) -> None:
    picture = np.zeros((256, 512, 2), np.uint8)
    picture[..., 0] = 255
    picture[:, 256:, 1] = 128
    Image.fromarray(picture).save(tmp_path / "sky.png")
    share = SHARE[Clouds.of_file(tmp_path / "sky.png").cover.finest[128, :, 0]]
    assert share[100] == 0.0
    assert share[400] == pytest.approx(WHITEST * 128 / 255, abs=0.01)


def test_a_map_that_is_not_the_whole_earth_is_refused(tmp_path: Path) -> None:
    Image.new("L", (400, 400)).save(tmp_path / "sky.png")
    assert code(str(tmp_path / "sky.png")) == "E807"


def own() -> Clouds:
    return replace(Clouds.even(0.3), is_own=True)


def test_weather_goes_east_by_nine_degrees_a_day() -> None:
    noon = 1_633_521_600.0
    first, second = (own().weather(at, unit(0.0, 0.0)) for at in (noon, noon + DAY))
    assert (second.drift - first.drift) % 1.0 * 360.0 == pytest.approx(9.0)
    assert second.phase != first.phase


def test_weather_changes_slowly_through_midnight() -> None:
    midnight = 1_633_564_800.0
    before, after = (own().weather(midnight + gap, unit(0.0, 0.0)) for gap in (-1.0, 1.0))
    assert abs(after.drift - before.drift) * 40_000.0 < 0.05  # km
    assert abs(after.phase - before.phase) < 1e-3


def test_clouds_of_the_tropics_follow_the_sun() -> None:
    june, december = (own().weather(0.0, unit(lat, 0.0)) for lat in (23.4, -23.4))
    assert june.north == pytest.approx(0.3 * 23.4 / 180.0)
    assert december.north == pytest.approx(-june.north)


def test_a_clear_sky_is_not_cloudy() -> None:
    assert not Clouds.even(0.0).weather(0.0, unit(0.0, 0.0)).is_cloudy
    assert Clouds.even(0.1).weather(0.0, unit(0.0, 0.0)).is_cloudy
