"""By what words the sky and the ground of a picture are known."""

import os
from pathlib import Path

from cupola.preview.scenery import scenery


def test_a_sky_by_its_number_is_the_number() -> None:
    assert scenery("1", None) == "1" and scenery("none", None) == "none"


def test_another_picture_under_the_same_name_is_another_scenery(tmp_path: Path) -> None:
    file = tmp_path / "earth.png"
    found = list[str]()
    for content in (b"one", b"two", b"one"):
        file.write_bytes(content)
        os.utime(file, ns=(len(found) + 1, len(found) + 1))
        found.append(scenery("1", file))
    assert found[0] == found[2] != found[1]
    assert found[0].startswith("1, earth.png ")


def test_the_same_picture_in_another_place_is_the_same_scenery(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    for file in (tmp_path / "sky.png", tmp_path / "there" / "sky.png"):
        file.write_bytes(b"clouds")
    assert scenery(str(tmp_path / "sky.png"), None) == scenery(str(tmp_path / "there" / "sky.png"), None)


def test_a_file_that_is_not_there_goes_by_its_name() -> None:
    assert scenery("7", Path("earth.png")) == "7, earth.png"
    assert scenery("no.png", Path("earth.png")) == "no.png, earth.png"
