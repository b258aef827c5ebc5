from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import DocumentError
from cupola.publish.language import PACKAGED as LANGUAGES
from cupola.publish.stationery import PACKAGED, Stationery, eject

NAMES = {path.name for path in PACKAGED.iterdir() if path.suffix in (".typ", ".html", ".css")}


def test_every_sheet_has_both_its_templates() -> None:
    for sheet in ("callsheet", "stripboard", "oneliner", "dood"):
        assert {f"{sheet}.typ", f"{sheet}.html"} <= set(Stationery.of().files)


def test_ejected_templates_are_the_packaged_ones(tmp_path: Path) -> None:
    written = eject(tmp_path / "mine")
    languages = {path.name for path in LANGUAGES.iterdir()}
    assert {path.name for path in written} == NAMES | languages
    for path in written:
        assert path.read_bytes() == ((LANGUAGES if path.name in languages else PACKAGED) / path.name).read_bytes()


def test_ejecting_overwrites_nothing(tmp_path: Path) -> None:
    """One file in the way, and none of the others is written either."""
    (tmp_path / "house.css").write_text("mine")
    with pytest.raises(DocumentError, match=r"E601 .*house\.css is there already; nothing was written"):
        eject(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["house.css"]
    assert (tmp_path / "house.css").read_text() == "mine"


def test_a_folder_overrides_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "dood.typ").write_text("mine")
    mine, packaged = Stationery.of(tmp_path), Stationery.of()
    assert mine.files["dood.typ"] == "mine"
    assert {name for name in NAMES if mine.files[name] != packaged.files[name]} == {"dood.typ"}
    assert mine.shown("dood.typ") == str(tmp_path / "dood.typ")
    assert mine.shown("house.typ") == "house.typ"


def test_templates_may_be_ejected_from_templates(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "dood.typ").write_text("mine")
    eject(tmp_path / "copy", tmp_path / "own")
    assert (tmp_path / "copy" / "dood.typ").read_text() == "mine"


def test_a_missing_folder_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as missing:
        Stationery.of(tmp_path / "nowhere")
    message = missing.value.messages[0]
    assert message.code == "E601"
    assert message.hint is not None and "--eject" in message.hint


def test_a_template_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "house.typ").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DocumentError, match=r"E601 .*house\.typ is not text in UTF-8"):
        Stationery.of(tmp_path)


def test_a_huge_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "house.typ").write_text("/" * 1_000_001)
    with pytest.raises(DocumentError, match="not a template"):
        Stationery.of(tmp_path)


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG")
    assert "logo.png" not in Stationery.of(tmp_path).files
    assert Stationery.of(tmp_path).root == tmp_path
