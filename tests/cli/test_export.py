"""`cupola export`: where it writes, which plan it takes, and nothing left behind on a failure."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import icalendar
import jsonschema
import pytest

from cupola.cli import FAULTS, OK, USAGE, run
from cupola.publish.exchange.schema import schema_of
from cupola.tree import parse
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN, PRODUCTION

Capture = pytest.CaptureFixture[str]


def test_an_export_goes_where_it_is_told(planned: Path, tmp_path: Path, capsys: Capture, snapshot: Snapshot) -> None:
    before = snapshot(planned)
    assert run(["export", str(planned), "--as", "ics", "--out", str(tmp_path / "out")]) == OK
    found = capsys.readouterr()
    assert sorted(found.out.splitlines()) == sorted(str(path) for path in (tmp_path / "out").iterdir())
    assert found.err.startswith("next: send each calendar")
    assert snapshot(planned) == before


def test_by_default_it_goes_into_the_production(planned: Path, capsys: Capture) -> None:
    assert run(["export", str(planned), "--as", "ics", "--for", "eve"]) == OK
    assert capsys.readouterr().out == f"{planned / 'export' / 'calendar-eve.ics'}\n"


def test_the_approved_plan_comes_before_the_draft(planned: Path, capsys: Capture) -> None:
    signed = ["--by", "Ann", "--cause", "the first plan", "--at", "2021-10-05T12:00Z"]
    assert run(["approve", str(planned), *signed]) == OK
    (planned / "plan" / "plan.yaml").unlink()
    assert run(["export", str(planned), "--as", "ics", "--for", "ada"]) == OK
    assert "by plan/approved/0001.yaml, approved by Ann" in capsys.readouterr().err
    calendar = icalendar.Calendar.from_ical((planned / "export" / "calendar-ada.ics").read_bytes())
    assert {str(event["status"]) for event in calendar.walk("VEVENT")} == {"CONFIRMED"}


def test_without_a_plan_nothing_is_exported(folder: Path, capsys: Capture) -> None:
    assert run(["export", str(folder), "--as", "ics"]) == FAULTS
    assert "E101 there is no plan" in capsys.readouterr().err
    assert not (folder / "export").exists()


def test_an_unknown_person_or_format_is_named_and_nothing_is_written(planned: Path, capsys: Capture) -> None:
    assert run(["export", str(planned), "--as", "ics", "--for", "adda"]) == FAULTS
    assert 'Did you mean "ada"?' in capsys.readouterr().err
    assert run(["export", str(planned), "--as", "docx"]) == USAGE
    assert not (planned / "export").exists()


def test_tables_go_out_as_a_workbook_and_as_csv_with_the_real_light(planned: Path, capsys: Capture) -> None:
    assert run(["export", str(planned), "--as", "xlsx"]) == OK
    assert run(["export", str(planned), "--as", "csv"]) == OK
    assert capsys.readouterr().err == f"next: open {planned / 'export'}\n" * 2
    with (planned / "export" / "light-opportunities.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [row for row in csv.DictReader(file) if row["shot"] == "2A"]
    assert len(found) > 30
    assert all(float(row["seconds"]) >= 60 for row in found)


def test_only_a_calendar_is_made_for_a_person(planned: Path, capsys: Capture) -> None:
    assert run(["export", str(planned), "--as", "csv", "--for", "ada"]) == FAULTS
    assert "E772 --as csv is for everybody" in capsys.readouterr().err


def test_tables_and_calendars_go_out_in_a_language(planned: Path, capsys: Capture) -> None:
    (planned / "languages").mkdir()
    (planned / "languages" / "ru.yaml").write_text("schema: cupola/1\nnames: {Ada Actress: Ада}\n", encoding="utf-8")
    assert run(["export", str(planned), "--as", "csv", "--language", "ru"]) == OK
    with (planned / "export" / "cast-list.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Кто"] for row in rows} <= {"актёры", "группа", "сопровождение"}
    assert run(["export", str(planned), "--as", "ics", "--for", "ada", "--language", "ru"]) == OK
    calendar = icalendar.Calendar.from_ical((planned / "export" / "calendar-ada.ics").read_bytes())
    assert "CATEGORIES;LANGUAGE=ru:съёмка" in calendar.walk("VEVENT")[0].to_ical().decode()
    assert str(calendar["x-wr-calname"]) == "A Small Step: Ада"


def test_what_programs_read_has_one_language(planned: Path, capsys: Capture) -> None:
    for kind in ("otio", "json", "sex"):
        assert run(["export", str(planned), "--as", kind, "--language", "ru"]) == FAULTS
        assert f"E775 --as {kind}" in capsys.readouterr().err
    assert run(["export", str(planned), "--as", "csv", "--language", "rv"]) == FAULTS
    assert "E780" in capsys.readouterr().err
    assert not (planned / "export").exists()


def test_everything_goes_out_with_the_documents_as_they_are_written(planned: Path, capsys: Capture) -> None:
    assert run(["export", str(planned), "--as", "json"]) == OK
    found = json.loads((planned / "export" / "plan.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema_of("export")).validate(found)
    assert found["production"] == parse(PRODUCTION, "x").root.plain()
    assert found["breakdown"] == parse(BREAKDOWN, "x").root.plain()
    assert len(found["plan"]["strips"]) + len(found["plan"]["boneyard"]) == 6


FILES = {
    "otio": "film.otio",
    "edl": "film.edl",
    "ale": "takes.ale",
    "resolve": "resolve.csv",
    "czml": "shoot.czml",
}


@pytest.mark.parametrize(("kind", "name"), FILES.items())
def test_the_film_goes_out_to_editors_and_globes(planned: Path, capsys: Capture, kind: str, name: str) -> None:
    assert run(["export", str(planned), "--as", kind]) == OK
    assert capsys.readouterr().out == f"{planned / 'export' / name}\n"
    assert (planned / "export" / name).stat().st_size > 500
