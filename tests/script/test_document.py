"""The lists of a breakdown as text: where entries begin and end, and what goes with them."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError
from cupola.script.document import BreakdownText, Listing
from cupola.script.yamltext import Edit

TEXT = """\
schema: cupola/1
scenes:
  # of one
  - scene: "1"
    shots: []
      # still of one

  # of two
  - scene: "2"

# of the document
boneyard:
- scene: "9"
  note: |
    # not a comment
    text
more: 1
"""


def chunks(text: str, key: str) -> list[str]:
    document = BreakdownText(text, "b.yaml")
    return [document.text[entry.start : entry.stop] for entry in document.listing(key).entries]


def test_comments_and_empty_lines_go_with_the_entry_below_them() -> None:
    assert chunks(TEXT, "scenes") == [
        '  # of one\n  - scene: "1"\n    shots: []\n      # still of one\n',
        '\n  # of two\n  - scene: "2"\n',
    ]


def test_what_follows_the_last_entry_belongs_to_the_document() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    stop = document.listing("scenes").stop
    assert document.text[stop:].startswith("\n# of the document\nboneyard:")


def test_a_sign_inside_a_text_of_many_lines_is_no_comment() -> None:
    assert chunks(TEXT, "boneyard") == ['- scene: "9"\n  note: |\n    # not a comment\n    text\n']


def test_the_column_of_the_dash_is_known() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    assert [document.listing(key).indent for key in ("scenes", "boneyard", "none")] == [2, 0, 2]


def test_a_list_that_is_not_there_would_stand_at_the_end() -> None:
    document = BreakdownText(TEXT + "...\n", "b.yaml")
    listing = document.listing("none")
    assert listing.colon is None
    assert document.text[listing.start :] == "...\n"


@pytest.mark.parametrize("empty", ["scenes: []", "scenes:", "scenes: # none", "scenes: [ ] # none"])
def test_an_empty_list_is_filled_below_its_key(empty: str) -> None:
    document = BreakdownText(f"{empty}\nmore: 1\n", "b.yaml")
    text = document.with_listings((document.listing("scenes"), ["  - scene: a\n"]))
    comment = " # none" if "#" in empty else ""
    assert text.replace("  #", " #") == f"scenes:{comment}\n  - scene: a\nmore: 1\n"


def test_a_list_that_loses_all_its_entries_stands_empty() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    text = document.with_listings((document.listing("boneyard"), []))
    assert text.endswith("# of the document\nboneyard: []\nmore: 1\n")


def test_lists_that_keep_their_entries_keep_every_character() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    listings = [document.listing(key) for key in ("scenes", "boneyard")]

    def same(listing: Listing) -> list[str]:
        return [document.moved(entry, listing.indent, []) for entry in listing.entries]

    assert document.with_listings(*((listing, same(listing)) for listing in listings)) == TEXT


def test_an_entry_moves_to_another_column_whole() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    (entry,) = document.listing("boneyard").entries
    assert document.moved(entry, 2, []) == '  - scene: "9"\n    note: |\n      # not a comment\n      text\n'
    first, second = document.listing("scenes").entries
    assert document.moved(first, 0, []) == '# of one\n- scene: "1"\n  shots: []\n    # still of one\n'
    assert document.moved(second, 0, []) == '\n# of two\n- scene: "2"\n'


def test_an_entry_is_edited_as_it_moves() -> None:
    document = BreakdownText(TEXT, "b.yaml")
    entry = document.listing("scenes").entries[1]
    number = entry.node.get("scene")
    assert number is not None
    assert document.moved(entry, 0, [Edit(number.start, number.stop, '"3"')]) == '\n# of two\n- scene: "3"\n'


def test_a_missing_last_line_end_is_added() -> None:
    assert BreakdownText("a: 1", "b.yaml").text == "a: 1\n"
    assert BreakdownText("a: 1\r\nb: 2", "b.yaml").text == "a: 1\r\nb: 2\r\n"


@pytest.mark.parametrize(
    ("text", "where"),
    [("- a\n", "b.yaml:1:1"), ("scenes: x\n", "b.yaml:1:9"), ("scenes:\n  - a: 1\n  - - b\n", "b.yaml:3:5")],
)
def test_what_is_no_list_of_scenes_is_pointed_at(text: str, where: str) -> None:
    with pytest.raises(DocumentError) as caught:
        BreakdownText(text, "b.yaml").listing("scenes")
    (message,) = caught.value.messages
    assert (message.code, str(message.where)) == ("E205", where)
