"""The commands: data on stdout, talk on stderr, exit codes, and nothing written when something is wrong."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from cupola import store
from cupola.cli import BUG, FAULTS, INTERRUPTED, OK, USAGE, main, run
from tests.small import BREAKDOWN, ELEMENTS, PRODUCTION, SCREENPLAY, write_small

Capture = pytest.CaptureFixture[str]


def caused(error: Exception, cause: BaseException) -> Exception:
    """Give an error with what is behind it."""
    error.__cause__ = cause
    return error


def test_check_of_a_sound_production(folder: Path, capsys: Capture) -> None:
    assert run(["check", str(folder)]) == OK
    out, err = capsys.readouterr()
    assert out == ""
    assert "4 scenes, 6 shots, 4 people" in err
    assert "next: cupola light" in err


def test_check_prints_every_fault_and_ends_with_1(tmp_path: Path, capsys: Capture) -> None:
    text = BREAKDOWN.replace("light: sunrise", "light: sunrize").replace("camera: komodo", "camera: red", 1)
    assert run(["check", str(write_small(tmp_path, breakdown=text))]) == FAULTS
    out, err = capsys.readouterr()
    assert out.count("breakdown.yaml:") == 2
    assert 'hint: Did you mean "sunrise"?' in out
    assert "2 errors, 0 warnings" in err


def test_check_as_json(tmp_path: Path, capsys: Capture) -> None:
    text = BREAKDOWN.replace("light: sunrise", "light: sunrize")
    assert run(["check", str(write_small(tmp_path, breakdown=text)), "--json"]) == FAULTS
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    assert found["messages"][0]["code"] == "E415"
    assert found["messages"][0]["file"] == "breakdown.yaml"


@pytest.mark.parametrize("command", ["check", "breakdown", "light", "plan", "verify", "explain", "paper"])
def test_a_folder_that_is_not_there_is_no_traceback(command: str, tmp_path: Path, capsys: Capture) -> None:
    assert run([command, str(tmp_path / "nowhere")]) == FAULTS
    out, err = capsys.readouterr()
    assert "E101" in out + err
    assert "Traceback" not in out + err


def test_a_word_that_is_no_command_ends_with_2(capsys: Capture) -> None:
    assert run(["chek", "x"]) == USAGE
    assert 'Did you mean "check"?' in capsys.readouterr().err


def test_breakdown_of_a_bare_script_as_json(folder: Path, capsys: Capture) -> None:
    assert run(["breakdown", str(folder / "screenplay.fountain"), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert [s["number"] for s in found["scenes"]] == ["1", "2", "3", "4"]
    assert found["scenes"][0]["heading"] == "INT. NAUKA - DAY"
    assert [c["name"] for c in found["characters"]] == ["ANNA", "PETER"]
    kinds = {e["kind"] for e in found["elements"]}
    assert kinds == {"action", "character", "dialogue"}, "the headings are among the scenes"


def test_breakdown_is_written_the_first_time_and_kept_after(folder: Path, capsys: Capture) -> None:
    (folder / "breakdown.yaml").unlink()
    assert run(["breakdown", str(folder)]) == OK
    first = (folder / "breakdown.yaml").read_text()
    assert 'scene: "1"' in first
    assert run(["breakdown", str(folder)]) == OK
    assert (folder / "breakdown.yaml").read_text() == first
    assert "in step" in capsys.readouterr().err


def test_a_revised_script_keeps_the_shots_and_sends_orphans_to_the_boneyard(folder: Path, capsys: Capture) -> None:
    run(["breakdown", str(folder)])
    script = SCREENPLAY.replace("INT. CUPOLA - DAY #3#\n\nANNA at the big window.\n\nANNA\nThere.\n\n", "")
    assert script != SCREENPLAY
    (folder / "screenplay.fountain").write_text(script)
    capsys.readouterr()
    assert run(["breakdown", str(folder)]) == OK
    assert "gone" in capsys.readouterr().out
    text = (folder / "breakdown.yaml").read_text()
    assert text.index("boneyard") < text.index("shot: 3A")
    assert "shot: 2B" in text


def test_a_dry_run_writes_nothing(folder: Path) -> None:
    before = (folder / "breakdown.yaml").read_text()
    assert run(["breakdown", str(folder), "--dry-run"]) == OK
    assert (folder / "breakdown.yaml").read_text() == before


def test_a_screenplay_of_50_mb_is_refused(folder: Path, capsys: Capture) -> None:
    with (folder / "screenplay.fountain").open("wb") as file:
        file.truncate(50_000_000)
    for command in (
        ["check", str(folder)],
        ["breakdown", str(folder)],
        ["breakdown", str(folder / "screenplay.fountain")],
    ):
        assert run(command) == FAULTS
        out, err = capsys.readouterr()
        assert "larger than 10 MB" in out + err


def test_light_shows_a_row_a_day(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder)]) == OK
    rows = capsys.readouterr().out.splitlines()
    assert [row.split()[0] for row in rows[1:]] == ["2021-10-06", "2021-10-07", "2021-10-08"]
    assert rows[1].split()[1] == "-34.0", "beta at noon of 6 October"


def test_light_of_a_shot(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), "--shot", "1B", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["passes"] == [1, 1]
    assert 30 < len(found["light"]) < 50
    assert len(found["starts"]) < len(found["light"])
    assert run(["light", str(folder), "--shot", "1B"]) == OK
    assert "sunrise" in capsys.readouterr().out


def test_light_of_a_set(folder: Path, capsys: Capture) -> None:
    assert run(["light", str(folder), "--set", "nauka", "--light", "sunrise", "--json"]) == OK
    spans = json.loads(capsys.readouterr().out)["opportunities"]
    assert all(20 < span["seconds"] < 60 for span in spans[1:-1])
    assert run(["light", str(folder), "--set", "cupola"]) == OK
    assert "cupola.port" in capsys.readouterr().out


def test_light_without_a_production(folder: Path, capsys: Capture) -> None:
    asked = [
        "light",
        "--orbit",
        str(folder / "orbit" / "iss.tle"),
        "--from",
        "2021-10-06T00:00Z",
        "--to",
        "2021-10-07T00:00Z",
    ]
    assert run([*asked, "--edges", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    kinds = [edge["kind"] for edge in found["edges"]]
    assert 30 <= len(kinds) <= 32
    assert all(a != b for a, b in pairwise(kinds)), "sunrise and sunset in turn"
    assert found["limit"] == "centre"
    assert run([*asked, "--window", "zvezda.w9", "--view", "earth-day", "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["opportunities"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["--shot", "9Z"], 'there is no shot "9Z"'),
        (["--set", "nauca"], 'Did you mean "nauka"?'),
        (["--light", "sunrize"], 'Did you mean "sunrise"?'),
        (["--view", "earth-day"], "need --window"),
        (["--window", "nauka.fwd", "--direct"], "nauka.fwd"),
    ],
)
def test_a_wrong_question_about_light_says_what_is_wrong(
    folder: Path, asked: list[str], says: str, capsys: Capture
) -> None:
    assert run(["light", str(folder), *asked]) == FAULTS
    assert says in capsys.readouterr().err


def test_plan_verify_explain_and_paper_one_after_the_other(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "5"]) == OK
    out, err = capsys.readouterr()
    assert "3 of 3 scenes, 6 of 6 shots" in out
    assert "verified against every rule" in out
    assert "value" in err
    first = (folder / "plan" / "plan.yaml").read_bytes()
    assert run(["plan", str(folder), "--work", "5"]) == OK
    assert (folder / "plan" / "plan.yaml").read_bytes() == first, "the same input gives the same bytes"
    assert run(["verify", str(folder)]) == OK
    assert "legal: 6 strips" in capsys.readouterr().err
    assert run(["explain", str(folder)]) == OK
    assert "nothing was left out" in capsys.readouterr().err
    assert run(["explain", str(folder), "1A"]) == OK
    assert "1A is scheduled on" in capsys.readouterr().out
    assert run(["paper", str(folder)]) == OK
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert all(file.is_file() for file in files)
    assert {"stripboard.pdf", "one-liner.pdf", "day-out-of-days.pdf", "index.html"} <= {file.name for file in files}


def test_a_rule_broken_by_hand_is_named_at_its_line(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "5"]) == OK
    plan = folder / "plan" / "plan.yaml"
    text = plan.read_text()
    head, tail = text.split('- shot: "3A"', 1)
    plan.write_text(head + '- shot: "3A"' + tail.replace('escort: "eve"', 'escort: "piet"', 1))
    capsys.readouterr()
    assert run(["verify", str(folder)]) == FAULTS
    out, err = capsys.readouterr()
    assert out.startswith("plan/plan.yaml:")
    assert "E524 Piet Player cannot escort 3A" in out
    assert "1 broken rule" in err


def test_a_plan_of_other_documents_is_not_explained_or_printed(folder: Path, capsys: Capture) -> None:
    assert run(["plan", str(folder), "--work", "5"]) == OK
    (folder / "breakdown.yaml").write_text(BREAKDOWN.replace("takes: 3", "takes: 2", 1))
    capsys.readouterr()
    for command in ("explain", "paper"):
        assert run([command, str(folder)]) == FAULTS
        assert "E503" in capsys.readouterr().err


def test_nothing_is_written_when_the_documents_are_wrong(folder: Path) -> None:
    (folder / "production.yaml").write_text(PRODUCTION.replace("station: iss", "station: mir"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert run(["plan", str(folder)]) == FAULTS
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("limit", ["soon", "5", "-3 s", "0.1 s"])
def test_a_wrong_time_limit_is_refused(folder: Path, limit: str, capsys: Capture) -> None:
    assert run(["plan", str(folder), f"--time={limit}"]) == FAULTS
    assert "--time" in capsys.readouterr().err


def test_templates_are_copied_out(tmp_path: Path, capsys: Capture) -> None:
    assert run(["paper", "--eject", str(tmp_path / "mine")]) == OK
    assert (tmp_path / "mine" / "callsheet.typ").is_file()
    assert "--templates" in capsys.readouterr().err


def test_elements_of_another_satellite_are_refused(tmp_path: Path, capsys: Capture) -> None:
    other = ELEMENTS.replace("25544", "25545").replace("9990", "9991").replace("306193", "306194")
    two = ELEMENTS + other.replace("21281.73004796", "21282.73004795")  # a day later, checksums as they should be
    assert run(["check", str(write_small(tmp_path, elements=two))]) == FAULTS
    assert "iss.tle:" in capsys.readouterr().out


def test_ctrl_c_while_planning_keeps_the_best_plan(folder: Path) -> None:
    challenge = Path(__file__).parents[2] / "productions" / "the-challenge"
    copy = folder.parent / "challenge"
    _copy(challenge, copy)
    scenes = (copy / "breakdown.yaml").read_text().split("\n  - scene: ")
    (copy / "breakdown.yaml").write_text("\n  - scene: ".join(scenes[:20]) + "\n")  # enough to be at it for long
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "cupola", "plan", str(copy), "--work", "5000"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=copy,
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "rigging" in line or ("value" in line and "value 0," not in line):
            break
    process.send_signal(signal.SIGINT)
    rest = process.communicate()[1]
    assert process.returncode == OK, rest
    assert "is kept" in rest
    assert run(["verify", str(copy)]) == OK


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        name = path.relative_to(source)
        if path.is_file() and name.parts[0] not in ("plan", "paper"):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes(path.read_bytes())


def test_a_bug_says_so_and_where_its_report_is(monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Capture) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("broken on purpose")

    monkeypatch.setattr("cupola.cli.check.inspect", broken)
    assert run(["check", str(folder)]) == 70
    err = capsys.readouterr().err
    assert "this is a bug in Cupola" in err
    report = Path(err.rsplit(": ", 1)[1].strip())
    assert "broken on purpose" in report.read_text()
    report.unlink()


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FAULTS, "E101 the output: No space left on device"),
        (KeyboardInterrupt(), INTERRUPTED, "interrupted; nothing was written"),
        (caused(ImportError("initialization failed"), KeyboardInterrupt()), INTERRUPTED, "interrupted"),
        (caused(ImportError("initialization failed"), ValueError()), BUG, "this is a bug in Cupola"),
    ],
)
def test_a_full_disk_and_ctrl_c_are_no_bugs(
    monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Capture, error: BaseException, code: int, says: str
) -> None:
    def stop(*_: object, **__: object) -> int:
        raise error

    monkeypatch.setattr("cupola.cli.check.check", stop)
    assert run(["check", str(folder)]) == code
    assert says in capsys.readouterr().err


def test_of_very_many_files_the_last_are_named(monkeypatch: pytest.MonkeyPatch, folder: Path, capsys: Capture) -> None:
    def stop(*_: object, **__: object) -> int:
        store.WRITTEN.extend(Path(f"frame-{number:04d}.png") for number in range(1, 3001))
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "WRITTEN", [])
    monkeypatch.setattr("cupola.cli.check.check", stop)
    assert run(["check", str(folder)]) == INTERRUPTED
    last = ", ".join(f"frame-{number}.png" for number in range(2989, 3001))
    assert capsys.readouterr().err == f"interrupted; already written: 2988 files, then {last}\n"


def test_ctrl_c_before_anything_is_loaded_is_no_traceback(monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("cupola.cli.run", stop)
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err) == (INTERRUPTED, "interrupted; nothing was written\n")
