"""A file is known by its content; what is not read is refused with what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.bring.reading import How, read_table
from cupola.bring.sex import Sheet, written
from cupola.errors import DocumentError
from tests.bring.boards import RUSSIAN, STUDIO, msd, workbook


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (STUDIO.encode(), 'UTF-8, separated by ","'),
        (workbook([("Scene", "Set")]), 'sheet "Board"'),
        (msd(), "Movie Magic Scheduling 5 or 6, breakdown sheets"),
        (written([Sheet("1", "INT. X", 1)]), "scheduling export of Movie Magic"),
    ],
)
@pytest.mark.parametrize("name", ["board", "board.txt", "board.dat"])
def test_the_content_says_what_a_file_is(data: bytes, form: str, name: str, tmp_path: Path) -> None:
    assert read_table(put(tmp_path, name, data)).form == form


def test_how_to_read_is_passed_on(tmp_path: Path) -> None:
    path = put(tmp_path, "board.csv", RUSSIAN.encode("cp1251"))
    assert read_table(path, How("cp1251", ";")).form == 'CP1251, separated by ";"'


@pytest.mark.parametrize(
    ("name", "data", "instead"),
    [
        ("board.mmsx", b"\x01\x02\x03", "export it from Movie Magic Scheduling as .sex"),
        ("script.mmsw", b"ScreenwriterWinVer. 6.00", "as .fdx or Fountain"),
        ("script.dat", b"ScreenwriterWinVer. 6.00", "as .fdx or Fountain"),
        ("budget.mmbx", b"x", "as CSV"),
        ("board.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, ".xlsx"),
        ("board.ods", b"PK\x03\x04", ".xlsx"),
        ("film.fdx", b"<FinalDraft/>", "cupola breakdown"),
        ("board.PDF", b"%PDF-1.7", "table that it was made from"),
        ("board.sex", b"Scene,Set\n1,x", "export it anew"),
        ("board.msd", b"\0" * 900, "export it anew"),
        ("board.xlsx", b"Scene,Set\n1,x", "export it anew"),
    ],
)
def test_what_is_not_read_is_refused_with_what_to_export_instead(
    name: str, data: bytes, instead: str, tmp_path: Path
) -> None:
    with pytest.raises(DocumentError, match="E790") as caught:
        read_table(put(tmp_path, name, data))
    assert instead in str(caught.value.messages[0].hint)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="E101"):
        read_table(tmp_path / "board.csv")
