"""`cupola check`: everything at once, each at its place, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from tests.cli.conftest import Snapshot
from tests.small import BREAKDOWN, PRODUCTION, SCREENPLAY, write_small

Capture = pytest.CaptureFixture[str]


def test_json_has_the_documented_keys_and_places(tmp_path: Path, capsys: Capture, snapshot: Snapshot) -> None:
    folder = write_small(
        tmp_path,
        production=PRODUCTION.replace("orbit/iss.tle", "orbit/no.tle"),
        breakdown=BREAKDOWN.replace("light: sunrise", "light: sunrize"),
    )
    before = snapshot(folder)
    assert run(["check", str(folder), "--json"]) == FAULTS
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["ok", "messages"]
    assert all(list(m) == ["code", "text", "file", "line", "column", "hint"] for m in found["messages"])
    assert [(m["code"], m["file"]) for m in found["messages"]] == [
        ("E101", "production.yaml"),
        ("E415", "breakdown.yaml"),
    ]
    light = found["messages"][1]
    line = (folder / "breakdown.yaml").read_text().splitlines()[light["line"] - 1]
    assert line[light["column"] - 1 :].startswith("sunrize")
    assert light["hint"] == 'Did you mean "sunrise"?'
    assert snapshot(folder) == before


def test_a_message_without_a_place_has_null_for_it(tmp_path: Path, capsys: Capture) -> None:
    assert run(["check", str(tmp_path / "nowhere"), "--json"]) == FAULTS
    (message,) = json.loads(capsys.readouterr().out)["messages"]
    assert (message["file"], message["line"], message["column"]) == (None, None, None)


def test_warnings_alone_are_all_right(tmp_path: Path, capsys: Capture) -> None:
    folder = write_small(tmp_path, screenplay=SCREENPLAY + "\n[[open\n")
    assert run(["check", str(folder)]) == OK
    found = capsys.readouterr()
    assert "screenplay.fountain:" in found.out
    assert "W202" in found.out
    assert "4 people; 1 warning\n" in found.err
    assert run(["check", str(folder), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["ok"] is True


def test_errors_and_warnings_are_counted_apart(tmp_path: Path, capsys: Capture) -> None:
    folder = write_small(
        tmp_path, screenplay=SCREENPLAY + "\n[[open\n", breakdown=BREAKDOWN.replace("light: sunrise", "light: sunrize")
    )
    assert run(["check", str(folder)]) == FAULTS
    assert "1 error, 1 warning\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "hostile",
    [
        "schema: cupola/1\ntitle: &a [1]\nx: [*a, *a]\n",
        "schema: cupola/1\nx: " + "[" * 60 + "]" * 60 + "\n",
        "schema: cupola/1\nx: !!python/object/apply:os.system [true]\n",
        "schema: cupola/1\n<<: {a: b}\n",
        "schema: cupola/1\nschema: cupola/1\n",
        "---\nschema: cupola/1\n---\nschema: cupola/1\n",
        "\x00",
        "schema: cupola/1\ntitle: \x07\n",
        "- schema\n",
        "",
        "? [a, b]\n: c\n",
    ],
)
@pytest.mark.parametrize("name", ["production.yaml", "breakdown.yaml"])
def test_hostile_documents_are_named_and_break_nothing(
    folder: Path, name: str, hostile: str, capsys: Capture, snapshot: Snapshot
) -> None:
    (folder / name).write_text(hostile)
    before = snapshot(folder)
    for command in ("check", "plan"):
        assert run([command, str(folder)]) == FAULTS
        found = capsys.readouterr()
        assert f"{name}" in found.out + found.err
        assert "bug" not in found.err
    assert snapshot(folder) == before
