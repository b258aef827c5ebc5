"""Final Draft read: runs, numbers, lengths, speeches at once, tags, notes, omitted scenes."""

from __future__ import annotations

import pytest

from cupola.script import Element, Tag, scenes
from cupola.script.fdx.parser import parse_sheet
from cupola.script.fdx.reader import screenplay_of
from tests.script.fdx.files import SMALL, of, paragraph, read_text

screenplay = read_text(SMALL)


def kinds(elements: tuple[Element, ...]) -> list[tuple[str, str]]:
    return [(element.kind, element.text) for element in elements]


def test_the_small_file_is_read_whole() -> None:
    assert kinds(screenplay.elements) == [
        ("scene_heading", "INT. NAUKA - NIGHT"),
        ("synopsis", "She loses the torch."),
        ("action", "She grabs the torch and ***floats***."),
        ("note", "which one?"),
        ("character", "NINA"),
        ("dialogue", "Yes."),
        ("character", "БОРИС"),
        ("parenthetical", "(low)"),
        ("dialogue", "Нет."),
        ("scene_heading", "OMITTED"),
        ("boneyard", "EXT. YARD - DAY\n\nA dog waits."),
        ("page_break", ""),
        ("centered", "The End"),
    ]


def test_a_scene_has_its_number_and_its_length() -> None:
    first, second = scenes(screenplay)
    assert (first.number, first.eighths, first.screen_time, first.synopsis) == (
        "7A",
        11,
        82.5,
        "She loses the torch.",
    )
    assert (second.number, second.is_omitted) == ("8", True)


def test_every_run_of_a_paragraph_is_read_with_its_tag_style_and_revision() -> None:
    action = screenplay.elements[2]
    assert action.tags == (Tag("props", "torch", 14, 19),)
    assert action.text[14:19] == "torch"
    assert action.revision == "Pink"


def test_a_note_stands_behind_what_it_is_about() -> None:
    action, note = screenplay.elements[2:4]
    assert action.notes == (note,)
    assert action.text[: note.offset].endswith("torch")


def test_speeches_at_once_have_their_sides() -> None:
    assert [e.dual for e in screenplay.elements[4:9]] == ["left", "left", "right", "right", "right"]


def test_the_title_page_is_told_from_its_lines() -> None:
    assert [(e.key, e.values) for e in screenplay.title] == [
        ("Title", ("A Small Step",)),
        ("Credit", ("Written by",)),
        ("Author", ("Somebody",)),
        ("Copyright", ("Copyright (c) 2026",)),
        ("Contact", ("1 Street", "Town")),
    ]


def test_every_element_knows_the_line_of_its_paragraph() -> None:
    lines = SMALL.split("\n")
    for element in screenplay.elements:
        if element.kind not in ("note", "synopsis", "boneyard"):
            assert "<Paragraph" in lines[element.line - 1][element.column - 1 :]


CASES = [
    ("a heading keeps no emphasis", paragraph("Scene Heading", "INT. A*B*"), [("scene_heading", "INT. A\\*B\\*")]),
    ("a shot is action", paragraph("Shot", "ON THE DOOR"), [("action", "ON THE DOOR")]),
    ("an unknown kind is action", paragraph("Haiku", "One"), [("action", "One")]),
    ("an act is centred", paragraph("New Act", "ACT ONE"), [("centered", "ACT ONE")]),
    ("speech without a speaker is action", paragraph("Dialogue", "One"), [("action", "One")]),
    (
        "the paragraphs of a speech are one",
        paragraph("Character", "A") + paragraph("Dialogue", "One") + paragraph("Dialogue", "Two"),
        [("character", "A"), ("dialogue", "One\nTwo")],
    ),
    (
        "a parenthetical has its brackets",
        paragraph("Character", "A") + paragraph("Parenthetical", "low"),
        [("character", "A"), ("parenthetical", "(low)")],
    ),
    ("action is cut at empty lines", paragraph("Action", "One\n \nTwo"), [("action", "One"), ("action", "Two")]),
    ("an empty paragraph is nothing", paragraph("Action", " "), []),
    ("brackets of a note are text", paragraph("Action", "a [[b]] /* c"), [("action", "a [ [b]] / * c")]),
    ("stars are text", paragraph("Action", "2 *3* 4"), [("action", "2 \\*3\\* 4")]),
    ("capitals by style", '<Paragraph><Text Style="Bold+AllCaps">ß</Text></Paragraph>', [("action", "**SS**")]),
    ("an outline is sections", paragraph("Outline 2", "Two"), [("section", "Two")]),
    ("a paragraph without runs", '<Paragraph Type="Action"/>', []),
    ("a dual dialogue outside of a paragraph", "<DualDialogue>" + paragraph("Character", "A") + "</DualDialogue>",
     [("character", "A")]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_paragraphs(body: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(of(body).elements) == expected


@pytest.mark.parametrize(
    ("number", "expected"), [("12", "12"), ("7A", "7A"), ("A-7.1", "A-7.1"), (" 7 B ", "7-B"), ("*", None), ("", None)]
)
def test_scene_numbers_of_any_form(number: str, expected: str | None) -> None:
    body = f'<Paragraph Type="Scene Heading" Number="{number}"><Text>INT. A</Text></Paragraph>'
    assert of(body).elements[0].number == expected


@pytest.mark.parametrize(("length", "expected"), [("1 3/8", 11), ("2", 16), ("5/8", 5), ("", None), ("x", None)])
def test_lengths(length: str, expected: int | None) -> None:
    body = f'<Paragraph Type="Scene Heading"><SceneProperties Length="{length}"/><Text>INT. A</Text></Paragraph>'
    assert of(body).elements[0].eighths == expected


def test_a_category_that_somebody_made_keeps_its_name() -> None:
    rest = (
        '<TagData><TagCategories><TagCategory Id="x" Name="Drones"/></TagCategories><TagDefinitions>'
        '<TagDefinition CatId="x" Id="d" Label="Racer"/></TagDefinitions>'
        '<Tags><Tag Number="4"><DefId>d</DefId></Tag></Tags></TagData>'
    )
    found = of('<Paragraph><Text>A </Text><Text TagNumber="4">drone</Text></Paragraph>', rest)
    assert found.elements[0].tags == (Tag("Drones", "Racer", 2, 7),)


def test_a_range_counts_blocks_by_two() -> None:
    """As Final Draft counts: `Hum.` and its end are 5 units, the block and its end 3; notes stand where they belong."""
    spans = [("0,4", "on the first line"), ("5,8", "on the block"), ("8,11", "on the last line")]
    notes = "".join(
        f'<ScriptNote Range="{span}"><Paragraph><Text>{text}</Text></Paragraph></ScriptNote>' for span, text in spans
    )
    dual = f"<Paragraph><DualDialogue>{paragraph('Character', 'A')}</DualDialogue></Paragraph>"
    found = of(paragraph("Action", "Hum.") + dual + paragraph("Action", "Go."), f"<ScriptNotes>{notes}</ScriptNotes>")
    assert kinds(found.elements) == [
        ("action", "Hum."),
        ("note", "on the first line"),
        ("character", "A"),
        ("note", "on the block"),
        ("action", "Go."),
        ("note", "on the last line"),
    ]


def test_a_note_within_a_paragraph_stands_there() -> None:
    body = (
        "<Paragraph><Text>One </Text><ScriptNote><Paragraph><Text>n</Text></Paragraph></ScriptNote>"
        "<Text>two</Text></Paragraph>"
    )
    action, note = of(body).elements
    assert (action.text, note.text, note.offset) == ("One two", "n", 4)


def test_notes_of_a_script_without_paragraphs_are_kept() -> None:
    found = of("", "<ScriptNotes><ScriptNote><Paragraph><Text>n</Text></Paragraph></ScriptNote></ScriptNotes>")
    assert kinds(found.elements) == [("note", "n")]


def test_utf_16_is_read() -> None:
    body = f"<FinalDraft><Content>{paragraph('Action', 'ЁЖ')}</Content></FinalDraft>"
    data = f'<?xml version="1.0" encoding="UTF-16"?>{body}'
    assert screenplay_of(parse_sheet(data.encode("utf-16"), "a"), "a").elements[0].text == "ЁЖ"
