"""What columns mean is guessed by their headers, told, and kept; who edits the map is obeyed."""

from __future__ import annotations

import pytest

from cupola.bring.columns import Known, Layout, lay_out, read_known, saved
from cupola.bring.delimited import table_of
from cupola.errors import DocumentError
from tests.bring.boards import CAST, GERMAN, RUSSIAN, STUDIO


def layout_of(text: str, known: Known | None = None) -> Layout:
    return lay_out(table_of(text.encode(), "board.csv"), known or Known())


def fields_of(layout: Layout) -> dict[str, str]:
    return {one.header: one.field for one in layout.columns}


def test_a_board_of_a_web_tool_is_understood() -> None:
    layout = layout_of(STUDIO)
    assert layout.kind == "breakdown"
    assert fields_of(layout) == {
        "Scene": "scene",
        "I/E": "place_kind",
        "Set": "set",
        "D/N": "day_night",
        "Pages": "pages",
        "Cast ID(s)": "cast",
        "Synopsis": "synopsis",
        "Location": "location",
        "Props": "props",
        "Wardrobe": "wardrobe",
        "Script Day": "remark",
        "Budget": "left out",
    }


def test_boards_in_russian_and_german_are_understood() -> None:
    assert list(fields_of(layout_of(RUSSIAN)).values()) == [
        *("scene", "place_kind", "set", "day_night", "left out", "cast", "synopsis", "props", "make_up", "extras")
    ]
    assert list(fields_of(layout_of(GERMAN)).values()) == [
        *("scene", "place_kind", "set", "day_night", "pages", "cast", "synopsis", "props")
    ]


def test_a_cast_list_is_people_and_telephones_stay_out() -> None:
    layout = layout_of(CAST)
    assert layout.kind == "people"
    assert list(fields_of(layout).values()) == ["number", "plays", "name", "roles", "left out"]


def test_the_header_may_stand_below_titles() -> None:
    layout = layout_of("A SMALL STEP;;\nas of 1 May;;\nScene;Set;Pages\n1;Nauka;2/8\n")
    assert [row.cells[0] for row in layout.rows] == ["1"]


def test_a_table_without_a_header_is_refused_with_what_it_holds() -> None:
    with pytest.raises(DocumentError, match=r'E793 .*the first row holds "1", "Nauka"'):
        layout_of("1,Nauka\n2,Cupola\n")
    with pytest.raises(DocumentError, match="E793"):
        layout_of("")


def test_what_was_saved_is_known_the_next_time() -> None:
    text = saved(Known(), layout_of(STUDIO), {})
    again = layout_of(STUDIO, read_known(text))
    assert all(one.is_saved for one in again.columns)
    assert saved(read_known(text), again, {}) == text


def test_the_map_of_a_user_rules_and_keeps_its_comments() -> None:
    text = "# ours\nschema: cupola/1\nbreakdown:\n  Budget: notes  # in roubles\n  props: left out\n"
    known = read_known(text)
    layout = layout_of(STUDIO, known)
    assert fields_of(layout)["Budget"] == "notes"
    assert fields_of(layout)["Props"] == "left out"
    new = saved(known, layout, {"1": "ANNA"})
    assert new.startswith("# ours\nschema: cupola/1\nbreakdown:\n  Budget: notes  # in roubles\n  props: left out\n")
    assert read_known(new).cast == {"1": "ANNA"}
    assert read_known(new).columns["breakdown"]["scene"] == "scene"


def test_a_header_that_nobody_could_guess_can_be_named() -> None:
    known = read_known("schema: cupola/1\nbreakdown: {Zeile: scene, Dinge: props}\n")
    assert fields_of(layout_of("Zeile,Dinge\n1,Dose\n", known)) == {"Zeile": "scene", "Dinge": "props"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("schema: cupola/1\nbreakdown: {Set: st}\n", 'columns.yaml:2:18: E794 "st" is no field'),
        ("schema: cupola/1\ncolumns: {}\n", 'E794 "columns" is no part'),
        ("schema: cupola/1\nsets: [a]\n", 'E794 "sets" is no list of words'),
        ("- a\n", "E794"),
        ("breakdown: {\n", "E104"),
    ],
)
def test_a_faulty_map_is_named_at_its_place(text: str, said: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_known(text)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", ["", "schema: cupola/1\n", "schema: cupola/1\nbreakdown:\n", "breakdown: {}\ncast:\n"])
def test_a_map_that_is_empty_is_filled(text: str) -> None:
    new = saved(read_known(text), layout_of(STUDIO), {"1": "ANNA"})
    assert read_known(new).columns["breakdown"]["i e"] == "place_kind"
    assert read_known(new).cast == {"1": "ANNA"}


def test_headers_that_look_like_yaml_are_kept_as_words() -> None:
    text = 'Scene,"a: b, {c}",# d,=cmd|x,\u202edne\n1,2,3,4,5\n'
    new = saved(Known(), layout_of(text), {})
    assert list(read_known(new).columns["breakdown"]) == ["scene", "a b c", "# d", "cmd x", "dne"]


def test_a_header_without_end_is_left_out_and_not_kept() -> None:
    layout = layout_of(f"Scene,{'x' * 100_000},Props\n1,2,3\n")
    assert "x" * 300 not in saved(Known(), layout, {})
    assert [one.field for one in layout.columns] == ["scene", "left out", "props"]
