"""`cupola order`: files and productions, words and data, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.cli.order import _Talk
from tests.plan.order.instances import published, scattered
from tests.small import BREAKDOWN, PRODUCTION, write_small

Capture = pytest.CaptureFixture[str]

FILM = """\
numScenes = 4; numActors = 3;
ia = [| 1, 0, 1, 0 | 1, 1, 0, 1 | 0, 1, 1, 0 |];
c = [1, 2, 3]; d = [1, 2, 3, 1];
"""
PAID = PRODUCTION.replace("plays: ANNA,", "plays: ANNA, day_rate: 1200 USD/day,").replace(
    "plays: PETER,", "plays: PETER, day_rate: 800 USD/day,"
)
SCENE = """\
  - scene: "{0}"
    heading: INT. OFFICE {0} - DAY
    pages: {1}
    screen_time: 30 s
    speaking: [{2}]
    after: [{3}]
    unit: ground
"""
SCENES = [("11", "2", "ANNA", ""), ("12", "2", "PETER", ""), ("13", "2", "ANNA, PETER", ""), ("14", "3", "", "")]

FERRY = Path(__file__).parents[2] / "productions/the-ferry"


def ground(folder: Path, scenes: list[tuple[str, str, str, str]], production: str = PAID) -> Path:
    """Write the small production with these scenes on the ground, and only them there."""
    play = "".join(f"\nINT. OFFICE {number} - DAY #{number}#\n\nTalk.\n" for number, *_ in scenes)
    small = write_small(folder, production=production)
    screenplay = small / "screenplay.fountain"
    screenplay.write_text(screenplay.read_text() + play)
    rows = BREAKDOWN.replace("    unit: ground\n", "    unit: flight\n") + "".join(SCENE.format(*one) for one in scenes)
    (small / "breakdown.yaml").write_text(rows)
    return small


@pytest.fixture
def film(tmp_path: Path) -> Path:
    """The published instance `tiny`."""
    path = tmp_path / "tiny.dzn"
    path.write_text(FILM)
    return path


def test_json_is_the_cost_its_proof_and_the_scenes_by_number(film: Path, capsys: Capture) -> None:
    assert run(["order", str(film), "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["cost", "optimal", "bound", "order", "seconds"]
    assert (found["cost"], found["optimal"], found["bound"]) == (29, True, 29)
    instance, _ = published("tiny")
    assert instance.cost([scene - 1 for scene in found["order"]]) == 29
    assert 0 <= found["seconds"] < 60


def test_words_say_cost_proof_and_who_is_held(film: Path, capsys: Capture) -> None:
    assert run(["order", str(film)]) == OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == [
        "tiny.dzn: 4 scenes, 3 actors",
        "cost 29, of which 2 for waiting; no order costs less",
    ]
    assert lines[2].startswith("order: ")
    assert [line.split()[1] for line in lines[4:]] == ["".join(row) for row in _rows(lines[2])]
    assert sum(int(line.split()[3]) * pay for line, pay in zip(lines[4:], (1, 2, 3), strict=True)) == 2


def _rows(order: str) -> list[str]:
    """Draw the rows of the actors of `tiny` for an order."""
    rows = []
    for row in ("1010", "1101", "0110"):
        works = [row[int(scene) - 1] == "1" for scene in order.split()[1:]]
        first, last = works.index(True), 3 - works[::-1].index(True)
        rows.append("".join("W" if w else "H" if first < k < last else "." for k, w in enumerate(works)))
    return rows


def test_of_a_search_that_the_limit_ends_a_bound_is_given(tmp_path: Path, capsys: Capture) -> None:
    instance = scattered(50, 20, 1, 0.2)
    path = tmp_path / "large"
    rows = [" ".join(str(cast >> a & 1) for cast in instance.cast) + f" {pay}" for a, pay in enumerate(instance.pay)]
    path.write_text("\n".join(["large", "50", "20", *rows, " ".join(map(str, instance.length))]))
    assert run(["order", str(path), "--work", "0.1"]) == OK
    assert "no order costs less than" in (shown := capsys.readouterr().out)
    assert "gap" in shown
    assert run(["order", str(path), "--time", "0.1s", "--json"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert found["bound"] < found["cost"]
    assert not found["optimal"]


def test_ground_scenes_are_put_on_days_with_the_cast_held_least(tmp_path: Path, capsys: Capture) -> None:
    folder = ground(tmp_path, SCENES)
    assert run(["order", str(folder), "--json", "--pages", "2"]) == OK
    found = json.loads(capsys.readouterr().out)
    # nobody waits if 13 comes between 11 and 12, and 14, with nobody, at an end
    assert (found["cost"], found["bound"], found["optimal"]) == (2 * 1200 + 2 * 800, 4000, True)
    assert found["order"].index("13") in (found["order"].index("11") + 1, found["order"].index("12") + 1)
    assert all(not day["held"] for day in found["days"])
    assert [day["pages"] for day in found["days"] if day["scenes"] != ["14"]] == ["2", "2", "2"]


def test_an_order_of_scenes_is_kept_though_somebody_waits(tmp_path: Path, capsys: Capture) -> None:
    tied = [("11", "2", "ANNA", ""), ("12", "2", "PETER", '"11"'), ("13", "2", "ANNA, PETER", '"12"')]
    folder = ground(tmp_path, tied)
    assert run(["order", str(folder), "--pages", "2"]) == OK
    assert capsys.readouterr().out.splitlines() == [
        "3 scenes on the ground, 6 pages, in 3 days",
        "the cast from first scene to last: 5,200 US dollars, 1,200 of it for waiting; no order costs less",
        "day 1: 11 (2 pages)",
        "day 2: 12 (2 pages); held: Ada Actress",
        "day 3: 13 (2 pages)",
        "",
        "Ada Actress               WHW  2 worked, 1 held: 3,600 US dollars",
        "Piet Player               .WW  2 worked, 0 held: 1,600 US dollars",
    ]


def test_an_order_by_way_of_a_scene_of_the_flight_is_kept(tmp_path: Path, capsys: Capture) -> None:
    tied = [("11", "2", "ANNA, PETER", '"3"'), ("12", "2", "ANNA", ""), ("13", "2", "PETER", "")]
    folder = ground(tmp_path, tied)
    breakdown = folder / "breakdown.yaml"
    text = breakdown.read_text().replace("    set: cupola\n", '    set: cupola\n    after: ["12", "13"]\n')
    breakdown.write_text(text)
    assert run(["order", str(folder), "--json"]) == OK
    assert json.loads(capsys.readouterr().out)["order"][2] == "11"


def test_who_is_not_held_does_not_steer(tmp_path: Path, capsys: Capture) -> None:
    tied = [("11", "2", "ANNA", ""), ("12", "2", "PETER", '"11"'), ("13", "2", "ANNA, PETER", '"12"')]
    folder = ground(tmp_path, tied, PAID.replace("plays: ANNA,", "plays: ANNA, holds: false,"))
    assert run(["order", str(folder)]) == OK
    shown = capsys.readouterr().out
    assert "Ada" not in shown
    assert "1,600 US dollars".replace("1,600", "800") in shown


def test_a_scene_longer_than_a_day_has_a_day_of_its_own(tmp_path: Path, capsys: Capture) -> None:
    folder = ground(tmp_path, SCENES)
    assert run(["order", str(folder), "--json", "--pages", "1/8"]) == OK
    assert len(json.loads(capsys.readouterr().out)["days"]) == 4


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (["--pages", "many"], "E107", '--pages "many" is no length in pages'),
        (["--pages", "0"], "E107", "no length in pages"),
        (["--time", "5"], "E107", "has no unit"),
        (["--time", "0s"], "E107", "more than nothing"),
        (["--work", "0"], "E107", "above 0"),
        (["--work", "nan"], "E107", "above 0"),
        (["--pages", ""], "E107", "no length in pages"),
        (["--time", "5s", "--work", "60"], "E107", "both say when to stop"),
    ],
)
def test_an_option_that_makes_no_sense_is_refused(
    tmp_path: Path, capsys: Capture, arguments: list[str], code: str, text: str
) -> None:
    assert run(["order", str(ground(tmp_path, SCENES)), *arguments]) == FAULTS
    assert code in (shown := capsys.readouterr().err)
    assert text in shown


def test_pages_are_of_a_production_and_not_of_an_instance(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "x\x1b.dzn").write_text("numScenes=1;numActors=1;ia=[|1|];c=[1];d=[1];", encoding="utf-8")
    assert run(["order", str(tmp_path / "x\x1b.dzn"), "--pages", "4"]) == FAULTS
    assert "E107 --pages is of a production" in capsys.readouterr().err
    assert run(["order", str(tmp_path / "x\x1b.dzn")]) == OK
    assert capsys.readouterr().out.startswith("x\\x1b.dzn: 1 scene, 1 actor")


def test_a_production_without_ground_scenes_or_day_rates_is_refused(tmp_path: Path, capsys: Capture) -> None:
    assert run(["order", str(ground(tmp_path / "none", []))]) == FAULTS
    assert "E623 A Small Step has no scene of the ground unit" in capsys.readouterr().err
    assert run(["order", str(ground(tmp_path / "unpaid", SCENES, PRODUCTION))]) == FAULTS
    assert "E623 nobody in a scene of the ground unit is paid by the day" in capsys.readouterr().err


def test_of_a_film_without_a_flight_all_scenes_are_ordered(capsys: Capture) -> None:
    assert run(["order", str(FERRY), "--json", "--pages", "4/8"]) == OK
    found = json.loads(capsys.readouterr().out)
    assert sorted(found["order"]) == ["1", "2", "3", "4", "5", "6"]
    assert found["order"].index("1") < found["order"].index("2"), "scene 2 is after scene 1"
    assert found["optimal"]


@pytest.mark.parametrize(
    ("raw", "code"), [(b"x" * 1_000_001, "E103"), (b"\xff\xfe", "E110"), (b"no instance", "E620"), (b"", "E620")]
)
def test_a_file_that_is_none_is_refused(tmp_path: Path, capsys: Capture, raw: bytes, code: str) -> None:
    path = tmp_path / "film"
    path.write_bytes(raw)
    assert run(["order", str(path)]) == FAULTS
    err = capsys.readouterr().err
    assert str(path) in err
    assert f"{code} " in err


@pytest.mark.parametrize("name", ["film.dzn", "production.yaml"])
def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path: Path, capsys: Capture, name: str) -> None:
    os.mkfifo(tmp_path / name)
    for path in (str(tmp_path / name), "/dev/zero"):
        assert run(["order", path]) == FAULTS
        err = capsys.readouterr().err
        assert "E101 " in err
        assert "is not a file" in err


def test_a_file_that_is_missing_is_named(tmp_path: Path, capsys: Capture) -> None:
    assert run(["order", str(tmp_path / "nowhere")]) == FAULTS
    assert "E101" in capsys.readouterr().err


def test_interrupted_it_prints_the_best_order_so_far(tmp_path: Path) -> None:
    instance = scattered(60, 30, 2, 0.2)
    path = tmp_path / "large"
    rows = [" ".join(str(cast >> a & 1) for cast in instance.cast) + f" {pay}" for a, pay in enumerate(instance.pay)]
    path.write_text("\n".join(["large", "60", "30", *rows, " ".join(map(str, instance.length))]))
    code = (
        "import os, signal, sys\n"
        "from cupola.plan.order.ordering import Course\n"
        "from cupola.cli import run, order\n"
        "order._Talk.__call__ = lambda self, cost, bound: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.exit(run(['order', sys.argv[1], '--json', '--work', '100000']))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, timeout=120)
    assert done.returncode == OK, done.stderr
    assert "what has been found so far is kept" in done.stderr
    assert sorted(json.loads(done.stdout)["order"]) == list(range(1, 61))


def test_a_long_search_says_how_far_it_is(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    talk = _Talk()
    talk(7, 3)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(talk, "_last", talk._last - 10)
    talk(7, 3)
    assert "waiting costs 7, at least 3" in capsys.readouterr().err


def test_help_does_not_load_the_compiler() -> None:
    code = "import sys; from cupola.cli import run; import cupola.cli.order; print('numba' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ})
    assert done.stdout.strip() == "False"


def test_the_signal_of_the_caller_is_left_as_it_was(film: Path) -> None:
    former = signal.getsignal(signal.SIGINT)
    assert run(["order", str(film)]) == OK
    assert signal.getsignal(signal.SIGINT) is former
