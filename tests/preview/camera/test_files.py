"""Pictures as files: what is written is what is read, with what it says of itself."""

import struct
import sys
import tempfile
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from PIL import Image

from cupola.errors import CupolaError
from cupola.light.exposure import Exposure
from cupola.preview.camera.files import need_package, picture_files, write_exr, write_png
from cupola.preview.camera.film import developed_as
from cupola.preview.camera.metering import middle_cd_m2
from cupola.preview.colour import of_xyz
from cupola.sky.spectrum import sunlight, tristimulus
from tests.preview.camera import exr

# ITU-R BT.2020-2: x and y of red, green, blue and white; what each adds to the luminance.
REC_2020 = (0.708, 0.292, 0.170, 0.797, 0.131, 0.046, 0.3127, 0.3290)
LUMINANCE = (0.2627, 0.6780, 0.0593)
ABOUT = {"Title": "12B", "Credits": "Land: NASA\nЗвёзды: ESA"}


def test_a_png_holds_each_code_and_says_what_it_is(tmp_path: Path) -> None:
    code = np.random.default_rng(1).integers(0, 256, (9, 16, 3), dtype=np.uint8)
    write_png(tmp_path / "a.png", code, ABOUT)
    with Image.open(tmp_path / "a.png") as picture:
        assert (np.asarray(picture) == code).all()
        assert {key: picture.info[key] for key in ABOUT} == ABOUT
        assert picture.info["srgb"] == 0


def test_an_exr_holds_the_light_itself_and_its_primaries(tmp_path: Path) -> None:
    light = (np.random.default_rng(1).random((9, 16, 3)) * 2e9).astype(np.float32)
    write_exr(tmp_path / "a.exr", light, ABOUT)
    with OpenEXR.File(str(tmp_path / "a.exr")) as picture:
        assert (picture.channels()["RGB"].pixels == light).all()
        header = dict(picture.header())
    assert header["chromaticities"] == pytest.approx(REC_2020, abs=1e-6)
    assert header["whiteLuminance"] == 1.0
    assert header["Title"] == "12B"
    assert header["Credits"] == ABOUT["Credits"]


def test_another_reader_finds_the_same_light_and_primaries_in_an_exr(tmp_path: Path) -> None:
    """By the file's layout alone. Rows begin at the top; 37 of them are three blocks."""
    light = (np.random.default_rng(1).random((37, 21, 3)) * 2e9).astype(np.float32)
    write_exr(tmp_path / "a.exr", light, ABOUT)
    attributes, channels = exr.read(tmp_path / "a.exr")
    assert sorted(channels) == ["B", "G", "R"]
    assert (np.stack([channels[name] for name in "RGB"], axis=-1) == light).all()
    assert struct.unpack("<8f", attributes["chromaticities"]) == pytest.approx(REC_2020, abs=1e-6)
    assert struct.unpack("<f", attributes["whiteLuminance"]) == (1.0,)
    assert attributes["Credits"].decode() == ABOUT["Credits"]


def test_a_png_says_that_it_is_srgb_before_its_pixels(tmp_path: Path) -> None:
    """W3C: an sRGB chunk of one byte, 0 for perceptual, before PLTE and IDAT."""
    write_png(tmp_path / "a.png", np.zeros((16, 16, 3), np.uint8), ABOUT)
    data, at, kinds = (tmp_path / "a.png").read_bytes(), 8, {}
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kinds[data[at + 4 : at + 8]] = data[at + 8 : at + 8 + size]
        at += size + 12
    assert kinds[b"sRGB"] == b"\0"
    assert list(kinds).index(b"sRGB") < list(kinds).index(b"IDAT")
    assert struct.unpack(">2I5B", kinds[b"IHDR"]) == (16, 16, 8, 2, 0, 0, 0)


@pytest.mark.parametrize("stops", [-3.0, -1.0, 0.0, 1.0, 2.5])
def test_a_patch_has_one_luminance_in_both_files(tmp_path: Path, stops: float) -> None:
    """Sunlit grey so many stops over the middle: 18 % of white stands for the luminance that the camera is set for.

    The PNG is read backwards by the standard of sRGB and the law of Naka and Rushton, x^1.5 / (x^1.5 + s^1.5), that
    goes through 18 % and reaches white six stops above: 5 %, as a code is up to 4 % of the light.
    """
    settings = Exposure(13.0, 800.0, 1 / 48, 4.0, 6.0)
    sun = tristimulus(sunlight())
    cd_m2 = middle_cd_m2(settings) * 2.0**stops
    light = np.tile((of_xyz(sun / sun[1]) * cd_m2).astype(np.float32), (32, 32, 1))
    write_exr(tmp_path / "a.exr", light, ABOUT)
    write_png(tmp_path / "a.png", developed_as(light, settings), ABOUT)
    channels = exr.read(tmp_path / "a.exr")[1]
    kept = sum(share * float(channels[name].mean()) for share, name in zip(LUMINANCE, "RGB", strict=True))
    with Image.open(tmp_path / "a.png") as picture:
        code = np.asarray(picture).mean() / 255.0
    shown = ((code + 0.055) / 1.055) ** 2.4
    grey, white = 0.18**1.5, (0.18 * 64.0) ** 1.5
    half = grey * (1.0 - 0.18) / (0.18 - grey / white)
    power = shown * half / (1.0 + half / white - shown)
    assert kept == pytest.approx(cd_m2, rel=1e-3)
    assert power ** (1.0 / 1.5) / 0.18 * middle_cd_m2(settings) == pytest.approx(cd_m2, rel=0.05)


def test_the_same_picture_is_the_same_file(tmp_path: Path) -> None:
    code = np.full((16, 16, 3), 7, np.uint8)
    for name in ("a.png", "b.png"):
        write_png(tmp_path / name, code, ABOUT)
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CupolaError, match="E101"):
        write_png(tmp_path / "file" / "a.png", np.zeros((16, 16, 3), np.uint8), {})
    with pytest.raises(CupolaError, match="E101"):
        write_exr(tmp_path / "file" / "a.exr", np.zeros((16, 16, 3), np.float32), {})


def test_no_room_to_make_an_exr_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryDirectory", lambda: (_ for _ in ()).throw(OSError(28, "No space")))
    with pytest.raises(CupolaError, match=r"E814 .*No space"):
        write_exr(tmp_path / "a.exr", np.zeros((16, 16, 3), np.float32), {})
    assert not list(tmp_path.iterdir())


def test_a_missing_package_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "OpenEXR", None)
    with pytest.raises(CupolaError, match="E813 openexr is not installed") as error:
        need_package("OpenEXR")
    assert 'pip install "cupola[preview]"' in str(error.value)


def test_a_picture_is_a_png_and_where_it_is_wished_an_exr(tmp_path: Path) -> None:
    png, exr = tmp_path / "a.png", tmp_path / "a.exr"
    assert picture_files(png, exr=False) == [png]
    assert picture_files(png, exr=True) == picture_files(exr, exr=False) == [png, exr]
    assert [file.name for file in picture_files(tmp_path / "a.PNG", exr=True)] == ["a.PNG", "a.exr"]
    assert [file.name for file in picture_files(tmp_path / "a.EXR", exr=False)] == ["a.png", "a.EXR"]


@pytest.mark.parametrize("name", ["a.jpg", "a", ".", "folder.png"])
def test_a_file_that_is_no_picture_s_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(CupolaError, match=r"E101 .* is no name for a picture"):
        picture_files(tmp_path / name, exr=False)
