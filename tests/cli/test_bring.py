"""`cupola import`: a board and a cast list come in, are shown, and come in again without a question."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupola.bring.columns import COLUMNS
from cupola.cli import FAULTS, OK, run
from cupola.production import load
from tests.bring.boards import CAST, RUSSIAN, STUDIO, workbook
from tests.small import write_small

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return write_small(tmp_path)


def put(folder: Path, name: str, text: str, encoding: str = "utf-8") -> str:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return str(path)


def test_a_cast_list_and_a_board_come_in_and_the_production_is_sound(place: Path, capsys: Capture) -> None:
    assert run(["import", str(place), put(place, "cast.csv", CAST, "cp1251"), "--day", "visitor"]) == OK
    assert run(["import", str(place), put(place, "board.csv", STUDIO)]) == OK
    out, err = capsys.readouterr()
    assert "shchukina  people: + Наталия Щукина, ВРАЧ, актриса, режиссёр (day: visitor)" in out
    assert "cast: + ANNA, PETER" in out
    assert "Cast ID(s)                cast" in err
    assert "1 row without a scene number left out" in err
    production = load(place)
    assert production.people["shchukina"].plays == "ВРАЧ"
    assert production.scene["2"].note == "Dark, they listen."


def test_the_second_time_there_is_nothing_to_guess_and_nothing_new(place: Path, capsys: Capture) -> None:
    board = put(place, "board.csv", STUDIO)
    assert run(["import", str(place), board]) == OK
    before = {path: path.read_bytes() for path in place.rglob("*.yaml")}
    capsys.readouterr()
    assert run(["import", str(place), board]) == OK
    out, err = capsys.readouterr()
    assert "+" not in out
    assert "Cast ID(s)" not in err
    assert "breakdown.yaml stays as it is" in err
    assert {path: path.read_bytes() for path in place.rglob("*.yaml")} == before


def test_a_dry_run_writes_nothing_and_says_what_it_would(place: Path, capsys: Capture) -> None:
    before = sorted(place.iterdir())
    board = put(place.parent, "board.csv", STUDIO)
    assert run(["import", str(place), board, "--dry-run"]) == OK
    assert "nothing was written; breakdown.yaml and columns.yaml would change" in capsys.readouterr().err
    assert [path for path in sorted(place.iterdir()) if path not in before and path.name != "board.csv"] == []


def test_sets_of_a_table_are_told_and_can_be_named(place: Path, capsys: Capture) -> None:
    board = put(place, "board.csv", RUSSIAN)
    run(["import", str(place), board])
    assert 'no set of production.yaml is called "НАУКА"' in capsys.readouterr().err
    path = place / COLUMNS
    path.write_text(path.read_text("utf-8") + "sets: {Наука: nauka}\n", "utf-8")
    run(["import", str(place), board])
    assert "no set" not in capsys.readouterr().err


def test_a_set_of_the_map_that_is_none_is_named(place: Path, capsys: Capture) -> None:
    (place / COLUMNS).write_text("sets: {Наука: nauke}\n", "utf-8")
    assert run(["import", str(place), put(place, "board.csv", RUSSIAN)]) == FAULTS
    err = capsys.readouterr().err
    assert 'E794 columns.yaml: "наука" is to be the set "nauke"' in err
    assert 'Did you mean "nauka"?' in err


def test_as_json(place: Path, capsys: Capture) -> None:
    assert run(["import", str(place), put(place, "board.csv", STUDIO), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["kind"] == "breakdown"
    assert found["columns"][0] == {"place": 0, "header": "Scene", "field": "scene", "is_saved": False}
    assert {"who": "1", "field": "props", "what": "added", "here": "", "table": "lamp, tin", "why": ""} in found[
        "facts"
    ]


def test_what_cannot_be_read_changes_nothing(place: Path, capsys: Capture) -> None:
    before = (place / "breakdown.yaml").read_bytes()
    assert run(["import", str(place), put(place, "board.mmsx", "x")]) == FAULTS
    assert run(["import", str(place), put(place, "board.csv", "a,b\n1,2\n")]) == FAULTS
    assert run(["import", str(place), str(place / "none.csv")]) == FAULTS
    err = capsys.readouterr().err
    assert "E790" in err
    assert "E793" in err
    assert "E101" in err
    assert (place / "breakdown.yaml").read_bytes() == before
    assert not (place / COLUMNS).exists()


def test_the_breakdown_goes_out_as_a_board_without_a_plan(place: Path, capsys: Capture) -> None:
    assert run(["export", str(place), "--as", "sex"]) == OK
    out, err = capsys.readouterr()
    assert out == f"{place / 'export' / 'breakdown.sex'}\n"
    assert "W792" in err
    assert run(["import", str(place), str(place / "export" / "breakdown.sex"), "--dry-run"]) == OK
    assert "cast: + ANNA" in capsys.readouterr().out


def named(place: Path, name: str) -> None:
    path = place / "breakdown.yaml"
    path.write_text(path.read_text("utf-8").replace("speaking: [PETER]", f"speaking: [{name}]"), "utf-8")


def test_a_board_is_written_in_plain_latin_letters_and_says_so(place: Path, capsys: Capture) -> None:
    named(place, "ПЁТР")
    assert run(["export", str(place), "--as", "sex"]) == OK
    assert 'spelled in plain Latin letters, the only ones known to pass: "ПЁТР" as "PETR"' in capsys.readouterr().err
    assert b"PETR" in (place / "export" / "breakdown.sex").read_bytes()


def test_a_board_with_letters_that_have_no_spelling_is_not_written(place: Path, capsys: Capture) -> None:
    named(place, "猫")
    assert run(["export", str(place), "--as", "sex"]) == FAULTS
    assert 'E796 scene 2: "猫" cannot be written to .sex' in capsys.readouterr().err
    assert not (place / "export").exists()
    assert run(["export", str(place), "--as", "sex", "--for", "ada"]) == FAULTS
    assert "E772" in capsys.readouterr().err


def test_a_board_alone_becomes_a_screenplay_of_headings_and_its_breakdown(tmp_path: Path, capsys: Capture) -> None:
    board = put(tmp_path, "board.csv", STUDIO)
    folder = tmp_path / "film"
    folder.mkdir()
    assert run(["import", str(folder), board, "--dry-run"]) == OK
    assert list(folder.iterdir()) == []
    assert run(["import", str(folder), board]) == OK
    assert "there is no screenplay: screenplay.fountain is made of the table" in capsys.readouterr().err
    text = (folder / "breakdown.yaml").read_text("utf-8")
    assert "pages: 1 3/8" in text
    assert "props: [lamp, tin]" in text
    assert run(["breakdown", str(folder)]) == OK
    assert (folder / "breakdown.yaml").read_text("utf-8") == text


def test_a_board_is_read_and_written_by_the_heading_words_of_the_production(tmp_path: Path, capsys: Capture) -> None:
    board = put(tmp_path, "board.csv", "Scene,I/E,Set,D/N,Pages\n1,SIS,NAUKA,YÖ,2/8\n2,ulk.,ARO,YÖ,1/8\n")
    folder = tmp_path / "film"
    folder.mkdir()
    (folder / "production.yaml").write_text("heading_words: {interior: [SIS], exterior: ULK, times: [YÖ]}\n")
    assert run(["import", str(folder), board]) == OK
    text = (folder / "screenplay.fountain").read_text("utf-8")
    assert [line for line in text.splitlines() if "#" in line] == ["SIS. NAUKA - YÖ #1#", "ULK. ARO - YÖ #2#"]
    assert run(["import", str(folder), board]) == OK
    assert capsys.readouterr().out.endswith("nothing new\n")


def test_a_breakdown_that_is_still_to_be_made_is_asked_for(place: Path, capsys: Capture) -> None:
    (place / "breakdown.yaml").unlink()
    assert run(["import", str(place), put(place, "board.csv", STUDIO)]) == FAULTS
    assert "E101 breakdown.yaml does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [[], ["--as", "breakdown"], ["--as", "people", "--day", "visitor"], ["--encoding", "cp1251"]]
)
@settings(max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=120),
    head=st.sampled_from([b"", b"Scene,Set,Props\n", b"Name;Role\n", b"PK\x03\x04", b"SSI*", b"\xff\xfe"]),
)
def test_no_file_is_a_bug(tmp_path: Path, options: list[str], data: bytes, head: bytes) -> None:
    folder = tmp_path / "small"
    if not folder.exists():
        write_small(folder)
    path = tmp_path / "file"
    path.write_bytes(head + data)
    assert run(["import", str(folder), str(path), "--dry-run", *options]) in (OK, FAULTS)


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(max_size=60),
    head=st.sampled_from(["", "breakdown:\n  ", "schema: cupola/1\ncast: {", "sets:\n  Nauka: "]),
)
def test_no_column_map_is_a_bug(tmp_path: Path, text: str, head: str) -> None:
    folder = tmp_path / "small"
    if not folder.exists():
        write_small(folder)
        put(folder, "board.csv", STUDIO)
    (folder / COLUMNS).write_bytes((head + text).encode("utf-8", "replace"))
    assert run(["import", str(folder), str(folder / "board.csv"), "--dry-run"]) in (OK, FAULTS)


def test_a_sheet_and_a_separator_can_be_named(place: Path, capsys: Capture) -> None:
    book = place / "board.xlsx"
    book.write_bytes(workbook([("Scene", "Props"), (1, "torch")], "Second"))
    assert run(["import", str(place), str(book), "--sheet", "Second", "--dry-run"]) == OK
    assert "props: + torch" in capsys.readouterr().out
    assert run(["import", str(place), str(book), "--sheet", "First"]) == FAULTS
    text = put(place, "odd.csv", "Scene;Props,x\n1;torch,y\n")
    assert run(["import", str(place), text, "--delimiter", "semicolon", "--dry-run"]) == OK
    assert "Props,x" in capsys.readouterr().err


def test_a_set_that_differs_is_replaced_when_asked_to(place: Path, capsys: Capture) -> None:
    board = put(place, "board.csv", "Scene,Set\n3,Nauka\n")
    run(["import", str(place), board])
    assert "set: cupola stays; the table has nauka" in capsys.readouterr().out
    run(["import", str(place), board, "--replace"])
    assert "set: cupola → nauka" in capsys.readouterr().out
    assert (place / "breakdown.yaml").read_text("utf-8").count("set: nauka") == 3


def test_a_range_of_scenes_is_laid_into_each(place: Path, capsys: Capture) -> None:
    assert run(["import", str(place), put(place, "board.csv", "Scene;Props\n1-3;torch\n"), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)["facts"]
    assert [(one["who"], one["what"]) for one in found] == [(number, "added") for number in "123"]


def test_a_column_map_outside_the_production_is_neither_read_nor_written(
    place: Path, tmp_path_factory: pytest.TempPathFactory, capsys: Capture
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.yaml"
    secret.write_text("schema: cupola/1\nbreakdown: {Number: scene}\n")
    (place / COLUMNS).symlink_to(secret)
    before = (place / "breakdown.yaml").read_bytes()
    assert run(["import", str(place), put(place, "board.csv", "Scene;Props\n1;torch\n")]) == FAULTS
    assert '"columns.yaml" leaves the production folder' in capsys.readouterr().err
    assert (secret.read_text().count("scene"), (place / "breakdown.yaml").read_bytes()) == (1, before)
