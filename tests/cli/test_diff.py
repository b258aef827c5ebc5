"""`cupola diff`: plans, versions, breakdowns, screenplays and productions, told in film words."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cupola.cli import FAULTS, OK, run
from cupola.plan.document import plan_text, read_plan
from tests.cli.conftest import Snapshot

Capture = pytest.CaptureFixture[str]
SIGNED = ["--by", "Ann", "--cause", "a cause", "--at", "2021-10-05T12:00Z"]


@pytest.fixture
def other(planned: Path, tmp_path: Path) -> Path:
    """A copy of the planned production in which somebody works less, a shot has more takes, and a strip is gone."""
    folder = Path(shutil.copytree(planned, tmp_path / "other"))
    for name, old, new in (
        ("production.yaml", "limits: {film_per_day: 3 h, private", "limits: {film_per_day: 150 min, private"),
        ("breakdown.yaml", "takes: 3}", "takes: 5}"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    path = folder / "plan" / "plan.yaml"
    plan = read_plan(path).plan
    path.write_text(plan_text(replace(plan, strips=plan.strips[1:])), "utf-8")
    return folder


def test_two_productions_are_compared_document_by_document(planned: Path, other: Path, capsys: Capture) -> None:
    gone = read_plan(planned / "plan" / "plan.yaml").plan.strips[0]
    assert run(["diff", str(planned), str(other)]) == OK
    out, err = capsys.readouterr()
    assert out.splitlines()[:4] == [
        "production",
        "  Piet Player's film_per_day 3 h → 150 min",
        "scenes",
        "  scene 1: shot 1A: takes 3 → 5",
    ]
    assert out.splitlines()[4] == "plan"
    assert any(line.startswith(f"  {gone.shot}  ") and line.endswith("→ left out") for line in out.splitlines())
    assert "times are on the crew's clock, GMT" in err


def test_as_json(planned: Path, other: Path, capsys: Capture) -> None:
    assert run(["diff", str(planned), str(other), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["production"] == [
        {
            "path": ["people", "piet", "limits", "film_per_day"],
            "kind": "changed",
            "before": "3 h",
            "after": "150 min",
            "who": "Piet Player",
            "text": "Piet Player's film_per_day 3 h → 150 min",
        }
    ]
    assert found["scenes"]["fields"][0]["scene"] == "1"
    assert "dropped" in {move["kind"] for move in found["plan"]["moves"]}


@pytest.mark.parametrize("name", ["", "production.yaml", "breakdown.yaml", "plan/plan.yaml", "screenplay.fountain"])
def test_nothing_differs_from_itself_and_nothing_is_written(
    planned: Path, name: str, snapshot: Snapshot, capsys: Capture
) -> None:
    before = snapshot(planned)
    assert run(["diff", str(planned / name), str(planned / name)]) == OK
    out, err = capsys.readouterr()
    assert (out, err) == ("", "no difference\n")
    assert snapshot(planned) == before


def test_a_part_of_a_production_is_compared_with_a_folder(planned: Path, other: Path, capsys: Capture) -> None:
    assert run(["diff", str(planned / "breakdown.yaml"), str(other)]) == OK
    assert capsys.readouterr().out == "scene 1: shot 1A: takes 3 → 5\n"
    assert run(["diff", str(planned), str(other / "production.yaml")]) == OK
    assert capsys.readouterr().out == "Piet Player's film_per_day 3 h → 150 min\n"


def test_screenplays_tell_what_became_of_scenes(planned: Path, capsys: Capture) -> None:
    old = planned / "screenplay.fountain"
    new = planned / "pink.fountain"
    new.write_text(old.read_text("utf-8").replace("#4#", "#5#"), "utf-8")
    assert run(["diff", str(old), str(new)]) == OK
    assert "5 (was 4)  EXT. STEPPE - DAY: renumbered" in capsys.readouterr().out
    assert run(["diff", str(planned / "breakdown.yaml"), str(new)]) == OK
    assert "5 (was 4)  EXT. STEPPE - DAY: renumbered" in capsys.readouterr().out


def test_versions_are_named_by_their_numbers(planned: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    assert run(["approve", str(planned), *SIGNED]) == OK
    strip = read_plan(planned / "plan" / "plan.yaml").plan.strips[-1]
    assert (
        run(
            [
                "replan",
                str(planned),
                "--now",
                "2021-10-06T06:00Z",
                "--block",
                f"{strip.set}:2021-10-06T06:00Z..2021-10-08T12:00Z",
            ]
        )
        == OK
    )
    assert run(["approve", str(planned), "plan/draft-a.yaml", *SIGNED]) == OK
    capsys.readouterr()
    spoken = []
    for a, b in (("{0}@1", "{0}@2"), ("{0}@1", "@2"), ("{0}@1", "{0}"), ("{0}/plan/approved/0001.yaml", "@2")):
        assert run(["diff", a.format(planned), b.format(planned)]) == OK
        spoken.append([line.partition(": ")[0] for line in capsys.readouterr().out.splitlines()])
    assert spoken[0]
    assert all(one == spoken[0] for one in spoken)
    assert any(" → " in line for line in spoken[0])
    monkeypatch.chdir(planned)
    assert run(["diff", "@1", "@2"]) == OK
    assert any("closed" in line or "room" in line for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ("{0}/plan/plan.yaml", "{0}/breakdown.yaml", "E797 {0}/plan/plan.yaml is a plan, and"),
        ("{0}/production.yaml", "{0}/screenplay.fountain", "E797"),
        ("{0}/notes.yaml", "{0}", "E797 {0}/notes.yaml is nothing that can be compared"),
        ("{0}@7", "{0}", "E798 there is no version 7; nothing is approved yet"),
        ("{0}/none", "{0}", "E101 {0}/none does not exist"),
    ],
)
def test_what_cannot_be_compared_is_named(planned: Path, a: str, b: str, says: str, capsys: Capture) -> None:
    (planned / "notes.yaml").write_text("a: b\n")
    assert run(["diff", a.format(planned), b.format(planned)]) == FAULTS
    assert says.format(planned) in capsys.readouterr().err


def test_a_plan_outside_its_production_is_named(planned: Path, tmp_path: Path, capsys: Capture) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    shutil.copy(planned / "plan" / "plan.yaml", lost)
    assert run(["diff", str(lost / "plan.yaml"), str(lost / "plan.yaml")]) == FAULTS
    assert "E797" in capsys.readouterr().err
    assert run(["diff", str(lost / "plan.yaml"), str(planned)]) == OK


def test_productions_of_two_films_are_compared_without_their_plans(planned: Path, other: Path, capsys: Capture) -> None:
    path = other / "production.yaml"
    path.write_text(path.read_text("utf-8").replace("title: A Small Step", "title: Another"), "utf-8")
    assert run(["diff", str(planned), str(other)]) == OK
    out = capsys.readouterr().out
    assert "  title A Small Step → Another" in out.splitlines()
    assert "plan" not in out.splitlines()


def test_plans_of_two_films_are_not_compared(planned: Path, capsys: Capture) -> None:
    path = planned / "plan" / "stranger.yaml"
    path.write_text((planned / "plan" / "plan.yaml").read_text("utf-8").replace("A Small Step", "Another"), "utf-8")
    assert run(["diff", str(planned), str(path)]) == FAULTS
    assert 'is a plan of "A Small Step"' in capsys.readouterr().err


@settings(max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(max_size=80),
    head=st.sampled_from(
        [b"", b"schema: cupola/1\nscenes:\n", b"schema: cupola/1\npeople: {", b"strips: ", b"INT. X\n\n"]
    ),
    ending=st.sampled_from(["yaml", "fountain", "fdx", "txt", "bin"]),
)
def test_no_file_is_a_bug(tmp_path: Path, data: bytes, head: bytes, ending: str) -> None:
    one, other = tmp_path / f"one.{ending}", tmp_path / "breakdown.yaml"
    one.write_bytes(head + data)
    other.write_text('schema: cupola/1\nscenes:\n  - {scene: "1", heading: INT. X, pages: 1, screen_time: 1 min}\n')
    assert run(["diff", str(one), str(other)]) in (OK, FAULTS)
    assert run(["diff", str(one), str(one)]) in (OK, FAULTS)


@pytest.mark.parametrize("text", ["", "@", "@99999", "a\x00b", "x" * 5000, "none@1", "@1@2"])
def test_odd_names_are_named(text: str, planned: Path, capsys: Capture) -> None:
    assert run(["diff", text, str(planned)]) in (FAULTS, OK)
    assert "bug" not in capsys.readouterr().err


FINNISH = "SIS. NAUKA - YÖ #1#\n\nANNA\nHei.\n\nULK. ARO #2#\n\nTuuli kulkee aron yli.\n\n.POISTETTU #3#\n"
WORDS = "heading_words: {interior: [SIS], exterior: ULK, times: [YÖ], omitted: [POISTETTU]}\n"


def test_a_screenplay_is_read_by_the_heading_words_of_its_production(
    planned: Path, tmp_path: Path, capsys: Capture
) -> None:
    production = planned / "production.yaml"
    production.write_text(production.read_text("utf-8") + WORDS, "utf-8")
    (planned / "screenplay.fountain").write_text(FINNISH, "utf-8")
    draft = tmp_path / "draft.fountain"  # in no folder of a production: read as that of the other one
    draft.write_text(FINNISH.replace("#2#", "#7#"), "utf-8")
    assert run(["diff", str(planned / "screenplay.fountain"), str(draft)]) == OK
    out = capsys.readouterr().out
    assert out == "2 scenes: 1 same, 1 renumbered\n7 (was 2)  ULK. ARO: renumbered\n"
    assert run(["diff", str(draft), str(planned / "screenplay.fountain")]) == OK
    assert "2 (was 7)  ULK. ARO: renumbered" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../secret.yaml", "link.yaml"])
def test_a_breakdown_outside_the_production_is_not_read(
    folder: Path, tmp_path: Path, capsys: Capture, name: str
) -> None:
    (tmp_path / "secret.yaml").write_text("secret: of somebody else\n")
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    production = folder / "production.yaml"
    production.write_text(f"{production.read_text('utf-8')}breakdown: {name}\n", "utf-8")
    for command in (["diff", str(folder), str(folder)], ["export", str(folder), "--as", "sex"]):
        assert run(command) == FAULTS
        out, err = capsys.readouterr()
        assert f'E102 "{name}" leaves the production folder' in err
        assert "somebody" not in out + err


def test_a_new_heading_alone_is_told_by_the_screenplay_beside_the_breakdown(planned: Path, capsys: Capture) -> None:
    pink = planned.with_name("headed")
    shutil.copytree(planned, pink)
    for folder, heading in ((planned, "INT. NAUKA - DAY"), (pink, "INT. ZVEZDA - DAY")):
        script = folder / "screenplay.fountain"
        script.write_text(script.read_text("utf-8").replace("INT. NAUKA - DAY #1#", f"{heading} #1#"), "utf-8")
        assert run(["breakdown", str(folder)]) == OK
    capsys.readouterr()
    pair = [str(folder / "breakdown.yaml") for folder in (planned, pink)]
    assert run(["diff", *pair]) == OK
    assert capsys.readouterr().out.splitlines()[1] == "1  INT. ZVEZDA - DAY: heading was INT. NAUKA - DAY"
    (pink / "screenplay.fountain").unlink()
    assert run(["diff", *pair]) == OK
    assert capsys.readouterr().out.splitlines()[1].startswith("1  INT. ZVEZDA - DAY: heading was INT. NAUKA - DAY, ")
