"""The real case: the screenplay of the house production and its breakdown."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import fountain
import pytest

from cupola.script import Scene, Screenplay, check, parse, plain, read, revise, scenes, write_first
from cupola.script.cue import speaker
from cupola.script.fdx import fdx_text
from cupola.script.length import lines
from tests.script.fdx.files import read_text

FOLDER = Path(__file__).parents[2] / "productions" / "the-challenge"


@pytest.fixture(scope="module")
def screenplay() -> Screenplay:
    return read(FOLDER / "screenplay.fountain")


@pytest.fixture(scope="module")
def cut(screenplay: Screenplay) -> tuple[Scene, ...]:
    return scenes(screenplay)


@pytest.fixture(scope="module")
def document() -> str:
    return (FOLDER / "breakdown.yaml").read_text(encoding="utf-8")


def test_it_has_no_faults(screenplay: Screenplay, cut: tuple[Scene, ...]) -> None:
    assert check(screenplay, cut) == ()


def test_it_has_the_scenes_and_pages_of_an_act(screenplay: Screenplay, cut: tuple[Scene, ...]) -> None:
    """36 to 44 scenes on 36 to 42 pages, and the rounded scenes add up to the script within half a page."""
    assert 36 <= len(cut) <= 44
    whole = lines(screenplay.elements) / 54
    assert 36 <= whole <= 42
    assert sum(s.eighths for s in cut) / 8 == pytest.approx(whole, abs=0.5)


def test_every_heading_line_is_a_scene(screenplay: Screenplay, cut: tuple[Scene, ...]) -> None:
    """The authority is a plain search for numbered lines."""
    found = re.findall(r"^(?:INT|EXT)\. (.+) #(\w+)#$", screenplay.text, re.MULTILINE)
    assert [(s.heading[5:], s.number) for s in cut] == found


def test_every_scene_has_a_place_and_a_location(cut: tuple[Scene, ...]) -> None:
    assert {s.place_kind for s in cut} <= {"INT", "EXT", "INT/EXT"}
    assert all(s.location for s in cut)


def test_fountain_py_finds_the_same_scenes_and_cues(screenplay: Screenplay) -> None:
    """fountain-py 0.3 knows no Cyrillic cues unless they are forced; here they are. It keeps dual ones elsewhere."""
    theirs = fountain.FountainParser().parse(screenplay.text).elements
    for kind in ("scene_heading", "transition", "section", "synopsis", "centered"):
        ours = [plain(e.text) for e in screenplay.elements if e.kind == kind]
        assert ours == [e.text for e in theirs if e.type.value == kind]
    names = [speaker(e.text) for e in screenplay.elements if e.kind == "character" and e.dual is None]
    assert names == [e.text for e in theirs if e.type.value == "character"]


def test_elements_stand_where_they_say(screenplay: Screenplay) -> None:
    source = screenplay.text.split("\n")
    for element in screenplay.elements:
        first = element.text.split("\n")[0].lstrip()
        begins = f"[[{first}" if element.kind == "note" else first[:20] if element.notes else first
        assert source[element.line - 1][element.column - 1 :].startswith(begins)


def test_its_breakdown_has_its_scenes(cut: tuple[Scene, ...], document: str) -> None:
    text, revision = revise(document, cut)
    assert [c.kind for c in revision.changes if c.kind not in ("same", "changed")] == []
    assert all(c.old_heading is None for c in revision.changes)
    assert revise(text, cut)[0] == text


def test_a_rewritten_script_keeps_its_breakdown(screenplay: Screenplay, cut: tuple[Scene, ...], document: str) -> None:
    """Scene 5 is out, scene 8 moves to the front, a new scene follows 10, and all are numbered anew."""
    in_step, _ = revise(document, cut)
    parts = [_source(screenplay, cut, k) for k in range(len(cut))]
    new = "INT. ZARYA - CROSSING - NIGHT #0#\n\nNobody. A glove goes by, slowly, waving to itself.\n\n"
    draft = "".join([parts[7], *parts[:4], *parts[5:7], *parts[8:10], new, *parts[10:]])
    count = iter(range(1, 100))
    draft = re.sub(r"#\w+#$", lambda _: f"#{next(count)}#", draft, flags=re.MULTILINE)
    text, revision = revise(in_step, scenes(parse("\n" + draft)))
    old_order = [8, 1, 2, 3, 4, 6, 7, 9, 10, None, *range(11, len(cut) + 1)]
    assert [c.old_number for c in revision.changes[:-1]] == [None if n is None else str(n) for n in old_order]
    assert (revision.changes[-1].kind, revision.changes[-1].old_number) == ("gone", "5")
    assert text.count("- shot: ") == in_step.count("- shot: ")
    assert len(re.findall(r"^ +text:", text, re.MULTILINE)) == len(re.findall(r"^ +text:", in_step, re.MULTILINE))


def _source(screenplay: Screenplay, cut: tuple[Scene, ...], index: int) -> str:
    rows = screenplay.text.split("\n")
    stop = cut[index + 1].line - 1 if index + 1 < len(cut) else len(rows)
    return "\n".join(rows[cut[index].line - 1 : stop]) + "\n"


def test_a_first_breakdown_of_it_is_in_step(cut: tuple[Scene, ...]) -> None:
    text = write_first(cut)
    assert revise(text, cut)[0] == text


def test_memory_grows_with_the_script_and_no_faster(screenplay: Screenplay) -> None:
    """A megabyte of script takes less than 30 MB, so that ten, the most that is read, take less than 300 MB."""
    text = screenplay.text[screenplay.text.index("FADE IN:") :] * 20
    assert len(text.encode()) > 1_000_000
    tracemalloc.start()
    kept = parse(text)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(kept.elements) > 10_000
    assert peak < 30_000_000


def test_by_way_of_final_draft_every_scene_is_as_it_was(cut: tuple[Scene, ...], screenplay: Screenplay) -> None:
    """Songs too, which stand with the speech above them and so take as many lines."""
    again = scenes(read_text(fdx_text(screenplay)))
    assert [(s.number, s.heading, s.lines, s.eighths, s.fingerprint) for s in again] == [
        (s.number, s.heading, s.lines, s.eighths, s.fingerprint) for s in cut
    ]
