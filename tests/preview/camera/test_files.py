"""Pictures as files: what is written is what is read, with what it says of itself."""

import sys
import tempfile
from pathlib import Path

import numpy as np
import OpenEXR
import pytest
from PIL import Image

from cupola.errors import CupolaError
from cupola.preview.camera.files import REC_2020, need_package, picture_files, write_exr, write_png

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


@pytest.mark.parametrize("name", ["a.jpg", "a", ".", "folder.png"])
def test_a_file_that_is_no_picture_s_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.png").mkdir()
    with pytest.raises(CupolaError, match=r"E101 .* is no name for a picture"):
        picture_files(tmp_path / name, exr=False)
