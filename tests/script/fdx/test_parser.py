"""Files that no script needs: refused with the line, never a crash, a hang or a read of another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.errors import DocumentError
from cupola.script.fdx import fdx_text, parser
from cupola.script.fdx.parser import DEEPEST, parse_sheet, read_sheet
from cupola.script.fdx.reader import screenplay_of
from cupola.script.manuscript import fountain_text
from tests.script.fdx.files import SMALL, paragraph

BOMB = (
    '<?xml version="1.0"?>\n<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>\n'
    "<FinalDraft><Content><Paragraph><Text>&b;</Text></Paragraph></Content></FinalDraft>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><FinalDraft>&f;</FinalDraft>'
DEEP = "<FinalDraft>" + "<a>" * (DEEPEST + 1)
WRONG = [
    ("E206", "INT. HOUSE - DAY\n", 0),
    ("E206", "", 0),
    ("E206", "<FinalDraft>\n<Content>\n", 3),
    ("E206", "<FinalDraft>\n<Content></Paragraph>", 2),
    ("E206", '<?xml version="1.0" encoding="klingon"?><FinalDraft/>', 1),
    ("E206", "<FinalDraft>\x00</FinalDraft>", 1),
    ("E207", BOMB, 2),
    ("E207", OUTSIDE, 1),
    ("E208", DEEP, 1),
    ("E209", "<html><body/></html>", 1),
]


@pytest.mark.parametrize(("code", "text", "line"), WRONG)
def test_what_is_no_script_is_refused_at_its_line(code: str, text: str, line: int) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_sheet(text.encode(), "film.fdx")
    message = caught.value.messages[0]
    assert (message.code, message.where.line if message.where else 0) == (code, line)
    assert message.hint


def test_a_file_is_bounded_in_paragraphs_and_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"<FinalDraft><Content>{paragraph('Action', 'a') * 3}</Content></FinalDraft>".encode()
    for name in ("MOST_PARAGRAPHS", "MOST_RUNS", "MOST_LETTERS"):
        with monkeypatch.context() as patch:
            patch.setattr(parser, name, 2)
            with pytest.raises(DocumentError) as caught:
                parse_sheet(text, "a")
            assert caught.value.messages[0].code == "E208"


def test_a_file_is_bounded_in_size(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "film.fdx"
    path.write_text(SMALL)
    monkeypatch.setattr(parser, "LARGEST", 100)
    with pytest.raises(DocumentError) as caught:
        read_sheet(path, "film.fdx")
    assert caught.value.messages[0].code == "E103"


@given(st.binary(max_size=80), st.integers(0, len(SMALL)), st.integers(0, 40))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_or_refused(scrap: bytes, at: int, gone: int) -> None:
    data = SMALL.encode()
    try:
        found = screenplay_of(parse_sheet(data[:at] + scrap + data[at + gone :], "a"), "a")
    except DocumentError as error:
        assert error.messages[0].code in ("E206", "E207", "E208", "E209")
    else:
        assert found.notation == "fdx"


NAMES = ("Paragraph", "Text", "DualDialogue", "OmittedScene", "ScriptNote", "SceneProperties", "Summary", "Content")
KINDS = ("Scene Heading", "Action", "Character", "Dialogue", "Parenthetical", "Outline 1", "Lyrics", "")
trees = st.recursive(
    st.sampled_from(("a", "B c", "", "[[", "OMITTED", "*x*")),
    lambda inner: st.tuples(st.sampled_from(NAMES), st.sampled_from(KINDS), st.lists(inner, max_size=4)).map(
        lambda t: f'<{t[0]} Type="{t[1]}" Range="1,2" Length="1/8" Number="3">{"".join(t[2])}</{t[0]}>'
    ),
    max_leaves=25,
)


@given(trees)
@settings(max_examples=200, deadline=None)
def test_any_nesting_of_the_forms_elements_is_read(tree: str) -> None:
    found = screenplay_of(parse_sheet(f"<FinalDraft><Content>{tree}</Content></FinalDraft>".encode(), "a"), "a")
    assert all(element.line >= 1 for element in found.elements)


def note(at: int) -> str:
    return f'<ScriptNote Range="{at},{at}"><Paragraph><Text>n</Text></Paragraph></ScriptNote>'


TAGGED = (
    '<TagData><TagCategories><TagCategory Id="x" Name="Props"/></TagCategories><TagDefinitions>'
    '<TagDefinition CatId="x" Id="d" Label="t"/></TagDefinitions><Tags><Tag Number="1">'
    + "<DefId>d</DefId>" * 1000
    + "</Tag></Tags></TagData>"
)
HOSTILE = {
    "notes in one paragraph": paragraph("Action", "a *b* " * 5000)
    + "</Content><ScriptNotes>"
    + "".join(map(note, range(5000)))
    + "</ScriptNotes><Content>",
    "tags in one paragraph": '<Paragraph Type="Action">'
    + '<Text TagNumber="1">a*b*</Text><Text> </Text>' * 3000
    + f"</Paragraph></Content>{TAGGED}<Content>",
    "a speech without end": paragraph("Character", "A") + paragraph("Dialogue", "a") * 8000,
    "omitted in omitted": '<Paragraph Type="Scene Heading"><Text>OMITTED</Text><OmittedScene>' * 25
    + paragraph("Action", "a") * 1000
    + "</OmittedScene></Paragraph>" * 25,
    "styles without end": '<Paragraph><Text Style="Bold">a</Text><Text Style="Italic">b</Text></Paragraph>' * 5000,
    "notes of nothing": "</Content><ScriptNotes>" + note(10**8) * 5000 + "</ScriptNotes><Content>",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_read_and_written_in_linear_time(body: str) -> None:
    """Each would take minutes if time grew with the square of the file."""
    data = f"<FinalDraft><Content>{body}</Content></FinalDraft>".encode()
    found = screenplay_of(parse_sheet(data, "a"), "a")
    assert len(fdx_text(found)) > 0
    assert len(fountain_text(found)) > 0
    assert sum(len(element.tags) for element in found.elements) <= 10 * 3000


def test_a_paragraph_is_bounded_in_letters() -> None:
    text = f"<FinalDraft><Content>{paragraph('Action', 'a' * 100_001)}</Content></FinalDraft>"
    with pytest.raises(DocumentError) as caught:
        parse_sheet(text.encode(), "a")
    assert caught.value.messages[0].code == "E208"
