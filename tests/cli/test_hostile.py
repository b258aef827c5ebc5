"""Hostile names from the command line, in every format that goes out or comes in: the name, or a clear error."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import icalendar
import openpyxl
import opentimelineio
import pytest
from cyclopts import App

from cupola.cli import FAULTS, OK, run
from cupola.cli.app import app
from cupola.production import load
from cupola.script import read
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN, PRODUCTION, SCREENPLAY, write_small

Capture = pytest.CaptureFixture[str]

PEOPLE = {
    "Dina Director": "=cmd|' /C calc'!A0",
    "Ada Actress": '<b onload="x">&amp;</b> #let x = [*y*] $z$ @w {{ q }} <!--',
    "Piet Player": "אורי \u202e 😀 مرحبا",
    "Eve Escort": "+1;2,3 \\t \"q\" 'r' ../../etc/passwd %s {0}",
}
KEY = "../../=eve"
TITLE = '@SUM("a") \\n {x} ]]> #pagebreak() /* -- */ ' + "x" * 120
SET = "-2+3|NAUKA: \\DAY/"
TEXT = '=HYPERLINK("http://x") | * FROM CLIP NAME: x // </div>'
PROP, NOTE, HEADING = "@prop\\", "=a <blink> #x", "INT. NAUKA - DAY =cmd|x #let <b>"
ALL = (*PEOPLE.values(), TITLE, SET, TEXT, PROP, NOTE, HEADING)


def written(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def documents() -> dict[str, str]:
    production, breakdown = PRODUCTION, BREAKDOWN
    for old, new in PEOPLE.items():
        production = production.replace(old, written(new))
    production = production.replace("  eve: {", f"  {written(KEY)}: {{")
    production = production.replace("title: A Small Step", f"title: {written(TITLE)}")
    production = production.replace("name: NAUKA,", f"name: {written(SET)},")
    breakdown = breakdown.replace("Sun on her face", written(TEXT))
    breakdown = breakdown.replace("heading: INT. NAUKA - DAY\n", f"heading: {written(HEADING)}\n")
    extra = f"    note: {written(NOTE)}\n    elements: {{props: [{written(PROP)}]}}\n    shots:\n"
    breakdown = breakdown.replace("    shots:\n", extra, 1)
    return {
        "production": production,
        "breakdown": breakdown,
        "screenplay": SCREENPLAY.replace("INT. NAUKA - DAY #1#", f"{HEADING} #1#"),
    }


@pytest.fixture(scope="module")
def shoot(_planned: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small production with its plan, its people, sets, scenes and title renamed: what is planned stays."""
    folder = write_small(tmp_path_factory.mktemp("hostile"), **documents())
    shutil.copytree(_planned / "plan", folder / "plan")
    plan = folder / "plan" / "plan.yaml"
    text = plan.read_text("utf-8").replace(load(_planned).digest, load(folder).digest)
    plan.write_text(text.replace('"eve"', written(KEY)), "utf-8")
    return folder


def exported(folder: Path, kind: str, out: Path) -> dict[str, bytes]:
    assert run(["export", str(folder), "--as", kind, "-o", str(out)]) == OK
    return {path.name: path.read_bytes() for path in out.iterdir()}


def missing(texts: Iterable[str], *names: str) -> list[str]:
    """Give the names that no text has; signs that turn the direction of a line may be left out."""
    whole = bare("\n".join(texts))
    return [name for name in names if bare(name) not in whole]


def bare(text: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069\u202a-\u202e]", "", text).split())


def test_the_names_are_those_of_the_documents(shoot: Path, capsys: Capture) -> None:
    assert run(["check", str(shoot), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["messages"] == []
    production = load(shoot)
    assert {one.name for one in production.people.values()} == set(PEOPLE.values())
    assert (production.title, production.sets["nauka"].name) == (TITLE, SET)


def test_calendars_name_people_and_hold_no_entry_of_a_name(shoot: Path, tmp_path: Path) -> None:
    files = exported(shoot, "ics", tmp_path)
    assert len(files) == len(PEOPLE)
    assert [name for name in files if name.startswith("calendar-eve-")], "not outside of the folder"
    said = []
    for data in files.values():
        calendar = icalendar.Calendar.from_ical(data)
        events = calendar.walk("VEVENT")
        assert len(events) == data.count(b"\r\nBEGIN:VEVENT") > 0
        said += [str(calendar["x-wr-calname"]), *(str(event["description"]) for event in events)]
    assert missing(said, *PEOPLE.values(), TITLE, TEXT) == []


def test_a_workbook_has_no_formula(shoot: Path, tmp_path: Path) -> None:
    (data,) = exported(shoot, "xlsx", tmp_path).values()
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}
    texts = [cell.value for cell in cells if isinstance(cell.value, str)]
    assert missing(texts, *PEOPLE.values(), SET, TEXT) == []


def test_no_cell_of_a_csv_begins_a_formula(shoot: Path, tmp_path: Path) -> None:
    cells = []
    for data in exported(shoot, "csv", tmp_path).values():
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        cells += [cell for row in rows for cell in row]
    assert not [cell for cell in cells if cell[:1] in tuple("=+@\t\r") or (cell[:1] == "-" and not _is_number(cell))]
    assert missing((cell.removeprefix("'") for cell in cells), *PEOPLE.values(), SET, TEXT) == []


def _is_number(cell: str) -> bool:
    return cell[1:].replace(".", "", 1).isdigit()


def test_editors_get_a_clip_a_shot_on_lines_of_their_own(shoot: Path, tmp_path: Path) -> None:
    (data,) = exported(shoot, "otio", tmp_path / "otio").values()
    timeline: Any = opentimelineio.adapters.read_from_string(data.decode(), "otio_json")
    clips = list(timeline.find_clips())
    assert TEXT in json.dumps([str(clip.metadata) for clip in clips]).replace('\\"', '"').replace("\\\\", "\\")
    (edl,) = exported(shoot, "edl", tmp_path / "edl").values()
    events = [line for line in edl.decode().splitlines() if line[:3].isdigit()]
    assert len(events) == len(clips)
    (ale,) = exported(shoot, "ale", tmp_path / "ale").values()
    lines = ale.decode().splitlines()
    rows = lines[lines.index("Data") + 1 :]
    heads = lines[lines.index("Column") + 1].split("\t")
    assert {len(row.split("\t")) for row in rows if row} == {len(heads)}
    (resolve,) = exported(shoot, "resolve", tmp_path / "resolve").values()
    table = list(csv.reader(io.StringIO(resolve.decode("utf-16"), newline=""), strict=True))
    assert len({len(row) for row in table}) == 1
    assert len(table) == len([row for row in rows if row]) + 1


def test_a_globe_and_programs_get_the_names_whole(shoot: Path, tmp_path: Path) -> None:
    (czml,) = exported(shoot, "czml", tmp_path / "czml").values()
    texts = list(_texts(json.loads(czml)))
    assert TITLE in " ".join(texts)
    assert not [text for text in texts if "<" in text and TEXT in text], "a description is HTML there"
    (whole,) = exported(shoot, "json", tmp_path / "json").values()
    assert set(ALL) <= set(_texts(json.loads(whole)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(one)


class _Seen(HTMLParser):
    """The text of a page, and its elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text, self.tags = "", set[str]()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags |= {tag} | ({"onload"} if "onload" in str(attrs) else set())

    def handle_data(self, data: str) -> None:
        self.text += data


def test_paper_has_the_names_and_none_of_their_markup(shoot: Path, tmp_path: Path) -> None:
    assert run(["paper", str(shoot), "-o", str(tmp_path)]) == OK
    pages = [_Seen(path.read_text("utf-8")) for path in tmp_path.glob("*.html")]
    assert missing((page.text for page in pages), *PEOPLE.values(), SET, PROP, NOTE) == []
    assert not {"blink", "onload"} & {tag for page in pages for tag in page.tags}


@pytest.mark.parametrize("ending", ["fountain", "fdx"])
def test_a_screenplay_goes_out_and_comes_back(shoot: Path, ending: str, tmp_path: Path) -> None:
    target = tmp_path / f"film.{ending}"
    assert run(["convert", str(shoot), "-o", str(target)]) == OK
    element = next(one for one in read(target).elements if one.kind == "scene_heading")
    assert (element.text, element.number) == (HEADING, "1")


def test_a_board_for_movie_magic_holds_them_or_names_them(shoot: Path, tmp_path: Path, capsys: Capture) -> None:
    (data,) = exported(shoot, "sex", tmp_path).values()
    assert all(name.encode() in data for name in (SET, PROP, NOTE, HEADING))


@pytest.mark.parametrize("name", [*PEOPLE.values(), SET, TEXT, PROP, "x" * 150, "a\tb", "-", "'=1", "Bad\x85line"])
def test_a_table_brings_them_in_and_they_go_out_again(name: str, tmp_path: Path, capsys: Capture) -> None:
    folder = write_small(tmp_path / "film")
    table = io.StringIO(newline="")
    csv.writer(table, delimiter=";").writerows([["Scene", "Synopsis", "Sound"], ["1", name, ""]])
    (tmp_path / "board.csv").write_text(table.getvalue(), "utf-8", newline="")
    assert run(["import", str(folder), str(tmp_path / "board.csv")]) == OK
    assert run(["check", str(folder)]) == OK
    (scene, *_) = load(folder).scenes
    shown = "".join(sign for sign in name if sign.isprintable() or sign == "\u202e")
    assert "".join(scene.note.split()).removeprefix("'") in "".join(shown.split())


@pytest.mark.parametrize("name", ["a\x00b", "a\x1b[31mb", "a\nb", "a\tb", "x" * 10_000, "", "\ud800"])
@pytest.mark.parametrize("field", ["name: Ada Actress", "name: NAUKA", "title: A Small Step"])
def test_a_name_that_cannot_stand_on_paper_is_refused_at_its_line(
    name: str, field: str, folder: Path, capsys: Capture, snapshot: Snapshot
) -> None:
    path = folder / "production.yaml"
    key = field.partition(":")[0]
    path.write_text(path.read_text("utf-8").replace(field, f"{key}: {json.dumps(name)}"), "utf-8")
    before = snapshot(folder)
    assert run(["check", str(folder)]) == FAULTS
    line = path.read_text("utf-8").splitlines().index(_line(path, f"{key}: {json.dumps(name)}")) + 1
    assert f"production.yaml:{line}:" in capsys.readouterr().out
    assert run(["export", str(folder), "--as", "xlsx"]) == FAULTS
    assert snapshot(folder) == before


def _line(path: Path, part: str) -> str:
    return next(line for line in path.read_text("utf-8").splitlines() if part in line)


OUTS = ["a\0b", "x" * 300, "d/" * 3000, "screenplay.fountain", "screenplay.fountain/below", "/dev/null/below"]


@pytest.mark.parametrize("out", OUTS)
@pytest.mark.parametrize("command", [["export", ".", "--as", "csv"], ["export", ".", "--as", "sex"]])
def test_a_place_that_cannot_be_written_is_named_and_nothing_is_left(
    command: list[str], out: str, shoot: Path, capsys: Capture, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shoot)
    before = snapshot(shoot)
    assert run([*command, "--out", out]) == FAULTS
    assert "E101 " in capsys.readouterr().err
    assert snapshot(shoot) == before


@pytest.mark.parametrize("command", [["export", "--as", "csv"], ["export", "--as", "sex"]])
def test_a_full_disk_leaves_nothing(
    command: list[str], shoot: Path, tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[int] = []

    def full(handle: int) -> None:
        written.append(handle)
        if command[2] == "sex" or len(written) > 4:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("cupola.store.os.fsync", full)
    assert run([command[0], str(shoot), *command[1:], "-o", str(tmp_path)]) == FAULTS
    out, err = capsys.readouterr()
    assert (out, "cannot be written: No space left on device" in err) == ("", True)
    assert list(tmp_path.iterdir()) == []


def _commands(of: App) -> Iterator[App]:
    for name in of:
        if not name.startswith("-"):
            yield of[name]
            yield from _commands(of[name])


def test_short_for_out_is_o_wherever_it_is() -> None:
    found = [
        one.names for each in _commands(app) for one in each.assemble_argument_collection() if "--out" in one.names
    ]
    assert len(found) >= 4
    assert [names for names in found if "-o" not in names] == []
