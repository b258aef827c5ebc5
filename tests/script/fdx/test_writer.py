"""Final Draft written: read again it is the same, in Final Draft and on the way through Fountain."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cupola.script import Element, Screenplay, Tag, parse, read
from cupola.script.annotation import tagged
from cupola.script.fdx import fdx_text
from cupola.script.manuscript import fountain_text
from tests.docs.page import ROOT
from tests.script.fdx.files import SMALL, read_text
from tests.script.likeness import scraps, without_places
from tests.script.scripts import Block, blocks, text_of


def test_the_small_file_is_the_same_when_it_is_written_and_read() -> None:
    screenplay = read_text(SMALL)
    written = fdx_text(screenplay)
    assert without_places(read_text(written)) == without_places(screenplay)
    assert fdx_text(read_text(written)) == written


def test_the_small_file_is_the_same_on_the_way_through_fountain() -> None:
    screenplay = read_text(SMALL)
    again = tagged(parse(fountain_text(screenplay)))
    assert without_places(again) == without_places(screenplay)


def without_boneyards(screenplay: Screenplay) -> object:
    title, elements = without_places(tagged(screenplay))
    return title, [e for e in elements if e.kind != "boneyard"]


@pytest.mark.parametrize("path", sorted((ROOT / "productions").glob("*/*.fountain")), ids=lambda p: p.parent.name)
def test_the_scripts_of_the_house_are_the_same_in_final_draft(path: Path) -> None:
    screenplay = read(path)
    assert without_boneyards(read_text(fdx_text(screenplay))) == without_boneyards(screenplay)


@given(blocks)
@settings(max_examples=60, deadline=None)
def test_a_well_formed_script_is_the_same_in_final_draft(found: list[Block]) -> None:
    screenplay = parse("\n" + text_of(found))
    again = read_text(fdx_text(screenplay))
    kinds = [(e.kind, e.text, e.number, e.level) for e in again.elements]
    assert kinds == [(e.kind, e.text, e.number, e.level) for e in screenplay.elements]


@given(scraps)
@settings(max_examples=250, deadline=None)
@example("\nANNAFADE IN:CUT TO:")
@example("INT. HOUSE#1A##1A##1A#")
@example("INT. HOUSE[*[[n]]INT. HOUSE*")
@example("a[ [[props: a]]")
@example("/*_INT. HOUSE_/*")
@example("a\\* [[props: a]]")
@example("INT. HOUSE\n= INT.  /* x */B\n= *c*")
@example("/*FADE IN:/*[[n]]/*")
@example("\n[[n]]\n\n===\n\n[[m]]\n\n===")
@example("\nA\nx [[n]]\n\nB ^\n[[m]]\ny\n\n[[o]]\n")
def test_what_is_read_and_written_again_is_the_same(text: str) -> None:
    once = read_text(fdx_text(parse(text)))
    written = fdx_text(once)
    twice = read_text(written)
    assert without_places(twice) == without_places(once)
    assert fdx_text(twice) == written
    through = parse(fountain_text(once))
    assert without_places(tagged(through)) == without_places(tagged(once))


@given(st.text(max_size=60))
@settings(deadline=None)
def test_any_text_makes_a_file_of_xml(text: str) -> None:
    fromstring(fdx_text(parse(text)))


@pytest.mark.parametrize(
    "text", ['a & b < c > d "e"', "a\x0b\x00b", "]]>", "&amp;", "<Text>", "\u202eabc", "=cmd|'/C'!A0"]
)
def test_hostile_names_stay_text(text: str) -> None:
    again = read_text(fdx_text(parse(f"\n@{text}\nHello.\n")))
    assert len(again.elements) == 2
    assert again.elements[0].text == "".join(c if c not in "\x00\x0b" else "\ufffd" for c in text)


def test_another_reader_finds_the_same_scenes_and_speakers() -> None:
    """The second reader is screenplay-tools 0.0.10, which passes over speeches at once."""
    parser = pytest.importorskip("screenplay_tools.fdx.parser")
    screenplay = read(ROOT / "productions/the-challenge/screenplay.fountain")
    found = parser.Parser().parse(fdx_text(screenplay)).elements
    for kind, name, words in (("scene_heading", "HEADING", "text"), ("character", "CHARACTER", "name")):
        ours = [e.text.split(" (")[0] for e in screenplay.elements if e.kind == kind and not e.dual]
        assert [getattr(e, words).split(" (")[0] for e in found if e.type.name == name] == ours


tag_lists = st.lists(
    st.tuples(
        st.sampled_from(("props", "sound", "Drones")),
        st.sampled_from(("a", "B × 2", "c, d")),
        st.integers(0, 9),
        st.integers(1, 9),
    ),
    max_size=5,
)


@given(tag_lists)
@settings(deadline=None)
def test_tags_that_overlap_are_written_and_read(found: list[tuple[str, str, int, int]]) -> None:
    """Every letter has the tags that it had; of tags on the same letters the order stays."""
    text = "One *two* three."
    tags = tuple(Tag(category, name, start, start + length) for category, name, start, length in found)
    action = Element("action", text, 1, 1, tags=tags)
    again = read_text(fdx_text(Screenplay("a", (), (action,), "", "fdx"))).elements[0]
    for place, letter in enumerate(text):
        if letter != "*":
            was = [(t.category, t.name) for t in sorted(tags, key=lambda t: t.start) if t.start <= place < t.stop]
            now = [(t.category, t.name) for t in again.tags if t.start <= place < t.stop]
            assert sorted(now) == sorted(was)


@given(blocks)
@settings(max_examples=30, deadline=None)
def test_what_another_writer_writes_is_read_as_it_was_meant(found: list[Block]) -> None:
    """The other writer is screenplay-tools 0.0.10, for headings, action, cues and speech in one paragraph each."""
    screenplay = pytest.importorskip("screenplay_tools.screenplay")
    writer = pytest.importorskip("screenplay_tools.fdx.writer")
    makers = {
        "scene_heading": screenplay.SceneHeading,
        "action": screenplay.Action,
        "transition": screenplay.Transition,
        "character": lambda text: screenplay.Character(*text.rstrip(")").split(" (")),
        "parenthetical": screenplay.Parenthetical,
        "dialogue": screenplay.Dialogue,
    }
    parts = [part for _, parts in found for part in parts if part[0] in makers]
    other = screenplay.Script()
    for kind, text in parts:
        other.add_element(makers[kind](text))
    assert [(e.kind, e.text) for e in read_text(writer.Writer().write(other)).elements] == parts
