"""`cupola convert`: a screenplay in another form, never over another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.cli import FAULTS, OK, run
from cupola.script import read, scenes
from cupola.script.request import Item
from tests.script.fdx.files import SMALL
from tests.script.likeness import without_places
from tests.small import SCREENPLAY

Capture = pytest.CaptureFixture[str]


def test_a_screenplay_goes_to_final_draft_and_back(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    source, fdx, back = folder / "screenplay.fountain", tmp_path / "film.fdx", tmp_path / "back.fountain"
    assert run(["convert", str(source), str(fdx)]) == OK
    assert run(["convert", str(fdx), str(back)]) == OK
    found = capsys.readouterr()
    assert found.out.splitlines() == [str(fdx), str(back)]
    assert f"next: cupola breakdown {back}" in found.err
    assert without_places(read(back)) == without_places(read(source))


def test_the_screenplay_of_a_production_is_converted(folder: Path, tmp_path: Path) -> None:
    assert run(["convert", str(folder), str(tmp_path / "film.fdx")]) == OK
    assert len(scenes(read(tmp_path / "film.fdx"))) == 4


def test_a_file_that_is_there_is_left_alone(folder: Path, capsys: Capture) -> None:
    source = folder / "screenplay.fountain"
    assert run(["convert", str(source), str(source)]) == FAULTS
    assert source.read_text() == SCREENPLAY
    assert "E211" in capsys.readouterr().err


def test_another_ending_is_refused(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    for name in ("film.pdf", "film"):
        assert run(["convert", str(folder), str(tmp_path / name)]) == FAULTS
        assert "E210" in capsys.readouterr().err
        assert not (tmp_path / name).exists()


def test_numbers_are_written_where_there_are_none(tmp_path: Path) -> None:
    source, target = tmp_path / "a.fountain", tmp_path / "b.fountain"
    source.write_text("INT. A #1#\n\nINT. B\n\nINT. C #2#\n\nINT. D\n")
    assert run(["convert", str(source), str(target), "--numbers"]) == OK
    assert target.read_text() == "INT. A #1#\n\nINT. B #1A#\n\nINT. C #2#\n\nINT. D #3#\n"


def test_what_is_left_out_is_said(tmp_path: Path, capsys: Capture) -> None:
    source = tmp_path / "a.fountain"
    source.write_text("INT. A\n\n/* one */\n\n.OMITTED #2#\n\n/* kept */\n")
    assert run(["convert", str(source), str(tmp_path / "a.fdx")]) == OK
    assert "left out: 1 boneyard\n" in capsys.readouterr().err
    assert "kept" in (tmp_path / "a.fdx").read_text()


def test_a_broken_file_is_told_with_its_line(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "a.fdx").write_text(SMALL[:500])
    assert run(["convert", str(tmp_path / "a.fdx"), str(tmp_path / "b.fountain")]) == FAULTS
    assert "a.fdx:10:" in capsys.readouterr().err


def test_a_production_may_have_a_screenplay_of_final_draft(folder: Path, capsys: Capture) -> None:
    assert run(["convert", str(folder), str(folder / "film.fdx")]) == OK
    (folder / "screenplay.fountain").unlink()
    production = folder / "production.yaml"
    production.write_text(
        production.read_text().replace("schema: cupola/1\n", "schema: cupola/1\nscreenplay: film.fdx\n", 1)
    )
    assert run(["check", str(folder)]) == OK
    capsys.readouterr()
    assert run(["breakdown", str(folder), "--dry-run"]) == OK
    told = capsys.readouterr().out
    assert told.startswith("4 scenes: ")
    assert "new" not in told and "gone" not in told


@pytest.mark.parametrize("name", ["film.fdx", "film.fountain"])
def test_the_elements_of_a_breakdown_go_with_the_screenplay_and_come_back(folder: Path, name: str) -> None:
    breakdown = folder / "breakdown.yaml"
    elements = "    elements: {props: [torch, {spoon: 3}], make_up: [scar]}\n"
    breakdown.write_text(breakdown.read_text().replace("    set: cupola\n", f"    set: cupola\n{elements}"))
    assert run(["convert", str(folder), str(folder / name)]) == OK
    found = scenes(read(folder / name))
    wanted = (Item("props", "torch"), Item("props", "spoon", 3), Item("make_up", "scar"))
    assert [scene.asked.items for scene in found] == [(), (), wanted, ()]
    assert [scene.fingerprint for scene in found] == [
        s.fingerprint for s in scenes(read(folder / "screenplay.fountain"))
    ]


def test_what_the_script_asks_for_itself_is_not_said_twice(folder: Path) -> None:
    source = folder / "screenplay.fountain"
    source.write_text(SCREENPLAY.replace("the window.", "the window[[props: window]]."))
    assert run(["breakdown", str(folder)]) == OK
    assert run(["convert", str(folder), str(folder / "new.fountain")]) == OK
    assert (folder / "new.fountain").read_text().count("props") == 1


FINNISH = "SIS. NAUKA - YÖ #1#\n\nANNA\nHei.\n\nULK. ARO #2#\n\nLEIKKAUS:\n\n.POISTETTU #3#\n"


def test_a_production_brings_words_of_its_own(folder: Path, capsys: Capture) -> None:
    (folder / "screenplay.fountain").write_text(FINNISH)
    (folder / "breakdown.yaml").unlink()
    production = folder / "production.yaml"
    words = 'interior: [SIS], exterior: ULK, times: [YÖ], transitions: ["LEIKKAUS:"], omitted: [POISTETTU]'
    production.write_text(f"{production.read_text()}heading_words: {{{words}}}\n")
    assert run(["breakdown", str(folder)]) == OK
    found = capsys.readouterr()
    assert found.out == "2 scenes, all new\n"
    assert "2 scenes (1 omitted)" in found.err
    assert run(["check", str(folder)]) == OK
    assert run(["convert", str(folder), str(folder / "new.fountain")]) == OK
    assert (folder / "new.fountain").read_text() == FINNISH


def test_a_scene_that_is_omitted_in_words_of_its_own_is_kept_in_final_draft(folder: Path, capsys: Capture) -> None:
    (folder / "screenplay.fountain").write_text(FINNISH + "\n/*\nULK. RANTA #3#\n\nVene.\n*/\n")
    production = folder / "production.yaml"
    words = "interior: [SIS], exterior: ULK, times: [YÖ], omitted: [POISTETTU]"
    production.write_text(f"{production.read_text()}heading_words: {{{words}}}\n")
    (folder / "breakdown.yaml").unlink()
    assert run(["convert", str(folder), str(folder / "film.fdx")]) == OK
    assert "left out" not in capsys.readouterr().err
    assert "Vene." in (folder / "film.fdx").read_text("utf-8")


def test_words_that_are_none_are_told(folder: Path, capsys: Capture) -> None:
    production = folder / "production.yaml"
    production.write_text(production.read_text() + "heading_words: {interior: 3, inside: [SIS]}\n")
    assert run(["check", str(folder)]) == FAULTS
    assert "".join(capsys.readouterr()).count("E106") == 1
