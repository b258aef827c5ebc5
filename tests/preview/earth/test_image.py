"""Maps of the Earth from packages and from the user: what is refused, and what is said."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cupola.errors import PreviewError
from cupola.preview.earth import image


def picture(path: Path, width: int, height: int) -> Path:
    Image.new("RGB", (width, height), (10, 20, 30)).save(path)
    return path


def code(path: Path) -> str:
    with pytest.raises(PreviewError) as caught:
        image.bands(path, "RGB")
    return caught.value.messages[0].code


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert code(tmp_path / "no.png") == "E101"


def test_a_text_is_no_picture(tmp_path: Path) -> None:
    path = tmp_path / "text.png"
    path.write_text("no picture")
    assert code(path) == "E806"


def test_a_picture_that_is_cut_off_is_none(tmp_path: Path) -> None:
    path = tmp_path / "noise.png"
    Image.fromarray(np.random.default_rng(1).integers(0, 256, (256, 512, 3), np.uint8)).save(path)
    path.write_bytes(path.read_bytes()[:20_000])
    assert code(path) == "E806"


@pytest.mark.parametrize("size", [(512, 300), (300, 300), (128, 64)])
def test_a_picture_that_is_not_the_whole_earth_is_refused(tmp_path: Path, size: tuple[int, int]) -> None:
    assert code(picture(tmp_path / "part.png", *size)) == "E807"


@pytest.mark.parametrize("width", [16_640, 20_000])
def test_a_small_file_of_very_many_pixels_is_refused_before_it_is_read(tmp_path: Path, width: int) -> None:
    path = tmp_path / "bomb.png"
    Image.new("1", (width, width // 2)).save(path, compress_level=1)
    assert path.stat().st_size < 1_000_000
    assert code(path) == "E808"


def test_a_map_is_read_as_bands_a_multiple_of_256_wide(tmp_path: Path) -> None:
    red, green, blue = image.bands(picture(tmp_path / "earth.png", 600, 300), "RGB")
    assert red.size == (512, 256)
    assert [int(np.asarray(one)[100, 100]) for one in (red, green, blue)] == [10, 20, 30]


def test_a_grey_of_16_bits_keeps_its_shades(tmp_path: Path) -> None:
    shades = np.linspace(0, 65_535, 512).astype(np.uint16)
    for name in ("grey.png", "grey.tif"):
        Image.fromarray(np.tile(shades, (256, 1))).save(tmp_path / name)
        (band,) = image.bands(tmp_path / name, "L")
        assert np.array_equal(np.asarray(band)[0], shades >> 8)


@pytest.mark.parametrize("kind", [np.int32, np.float32])
def test_numbers_of_which_nobody_knows_what_is_white_are_refused(tmp_path: Path, kind: type) -> None:
    Image.fromarray(np.ones((256, 512), kind)).save(tmp_path / "numbers.tif")
    assert code(tmp_path / "numbers.tif") == "E806"


def test_a_map_that_is_too_small_is_told_how_large_it_must_be(tmp_path: Path) -> None:
    with pytest.raises(PreviewError, match="from 256 by 128 pixels on"):
        image.looked_at(picture(tmp_path / "small.png", 128, 64))


def test_a_missing_package_is_named_with_what_to_install() -> None:
    with pytest.raises(PreviewError) as caught:
        image.packaged("cupola_has_no_such_module.maps", "no-such-maps", "map.jpg")
    (message,) = caught.value.messages
    assert message.code == "E805"
    assert "no-such-maps" in message.text
    assert message.hint == 'pip install "cupola[preview]"'


def test_a_package_that_lacks_a_file_counts_as_missing() -> None:
    with pytest.raises(PreviewError):
        image.packaged("global_land_mask", "global-land-mask", "no-such-file.npz")
    assert image.packaged("global_land_mask", "global-land-mask", "globe.py")[0].name == "globe.py"


def test_a_fingerprint_is_of_the_bytes_and_not_of_the_name(tmp_path: Path) -> None:
    first, second, third = tmp_path / "a", tmp_path / "b", tmp_path / "c"
    first.write_bytes(b"same")
    second.write_bytes(b"same")
    third.write_bytes(b"other")
    assert image.fingerprint(first) == image.fingerprint(second) != image.fingerprint(third)
