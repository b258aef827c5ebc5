"""Rows of a board as scenes: numbers, headings, lengths, cast by number or name, elements by category."""

from __future__ import annotations

import pytest

from cupola.bring.columns import Known, lay_out
from cupola.bring.delimited import table_of
from cupola.bring.scenes import Scenes, left_out, scenes_of
from cupola.errors import DocumentError
from tests.bring.boards import GERMAN, RUSSIAN, STUDIO


def read(text: str, cast: dict[str, str] | None = None, numbers: tuple[str, ...] = ()) -> Scenes:
    table = table_of(text.encode(), "board.csv")
    return scenes_of(table, lay_out(table, Known()), cast or {}, numbers=numbers)


def test_a_board_is_read_scene_by_scene() -> None:
    found = read(STUDIO, {"1": "ANNA", "2": "PETER"})
    one, two = found.found
    assert (one.number, one.row, one.heading, one.pages) == ("1", 2, "INT. NAUKA - DAY", 2)
    assert one.items["props"] == ("lamp", "tin")
    assert one.items["notes"] == ("Location: Baikonur", "Script Day: D1")
    assert (two.pages, two.synopsis, two.places) == (11, "Dark, they listen.", ("NAUKA",))
    assert two.items == {
        "cast": ("ANNA", "PETER"),
        "props": ("torch",),
        "wardrobe": ("overall", "cap"),
        "notes": ("Script Day: D1",),
    }
    assert found.between == 1


def test_numbers_of_the_cast_that_nobody_knows_are_told_and_not_brought_in() -> None:
    found = read(STUDIO, {"2": "PETER"})
    assert found.unknown_cast == ("1",)
    assert found.found[1].items["cast"] == ("PETER",)


def test_a_board_teaches_its_own_numbers() -> None:
    found = read('Scene,Cast\n1,"1. ANNA, 2) PETER"\n2,"02, 1"\n')
    assert found.found[1].items["cast"] == ("PETER", "ANNA")


def test_boards_in_russian_and_german_are_read() -> None:
    russian = read(RUSSIAN).found[1]
    assert russian.heading == "INT. НАУКА - НОЧЬ"
    assert russian.items["cast"] == ("АННА", "ПЁТР")
    assert russian.items["extras"] == ("10 космонавтов",)
    german = read(GERMAN).found[1]
    assert (german.heading, german.pages, german.synopsis) == (
        "INT. Cupola - TAG",
        11,
        "Süße Müdigkeit, größer als früher.",
    )


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("12", ["12"]),
        ("12A", ["12A"]),
        ("12 A", ["12A"]),
        ("Sc. 7", ["7"]),
        ("Сцена 7Б", ["7Б"]),
        ("12, 13", ["12", "13"]),
        ("12 & 13A", ["12", "13A"]),
        ("1-14", ["1-14"]),
        ("END OF DAY 3", []),
        ("Lunch", []),
        ("", []),
    ],
)
def test_a_scene_number_is_told_from_a_banner(cell: str, numbers: list[str]) -> None:
    assert [one.number for one in read(f'Scene,Set,Pages\n"{cell}",Nauka,1/8\n').found] == numbers


def test_two_rows_of_one_scene_are_laid_together() -> None:
    found = read("Scene,Props,Synopsis\n7,torch,\n7,tin,They eat.\n7,torch,\n").found
    assert len(found) == 1
    assert found[0].items["props"] == ("torch", "tin")
    assert found[0].synopsis == "They eat."


def test_a_row_of_two_scenes_says_the_length_of_neither() -> None:
    assert [one.pages for one in read('Scene,Pages\n"7, 8",1 3/8\n').found] == [None, None]


def test_lines_and_semicolons_keep_the_commas_of_a_name() -> None:
    items = read('Scene,Props,Cast\n7,"tin, empty; torch","Smith, John\nDoe, Jane"\n').found[0].items
    assert items["props"] == ("tin, empty", "torch")
    assert items["cast"] == ("Smith, John", "Doe, Jane")


def test_what_is_not_understood_is_left_out_with_its_row() -> None:
    found = read(f"Scene,Pages,Props\n7,long,{'x' * 201}\n")
    assert [str(message.where) for message in found.warnings] == ["board.csv:2:1", "board.csv:2:1"]
    assert {message.code for message in found.warnings} == {"W790"}
    assert found.found[0].pages is None


@pytest.mark.parametrize("name", ["=cmd|' /C calc'!A0", "\u202eabc", "#set text(red)", "<b>", "{{x}}", "a: b", "- x"])
def test_hostile_names_are_names(name: str) -> None:
    assert read(f'Scene,Props\n7,"{name}"\n').found[0].items["props"] == (name.removeprefix("- "),)


def test_control_characters_are_not_brought_in() -> None:
    assert read("Scene,Props\n7,a\x1b[2Jb\n").found[0].items["props"] == ("a [2Jb",)


def test_a_column_is_told_as_left_out_until_somebody_says_so() -> None:
    table = table_of(STUDIO.encode(), "board.csv")
    assert left_out(lay_out(table, Known())) == ("Budget",)
    assert left_out(lay_out(table, Known(columns={"breakdown": {"budget": "left out"}}))) == ()


@pytest.mark.parametrize(
    "cell",
    ["1" + " " * 100_000 + "x", " " * 100_000 + "1", "1," * 50_000, "(" * 100_000, "1/8 " * 25_000],
    ids=["spaces within", "spaces before", "commas", "brackets", "eighths"],
)
@pytest.mark.parametrize("header", ["Scene,Set", "Set,Scene", "Scene,Pages", "Scene,Cast", "Scene,Props"])
def test_a_cell_without_end_takes_no_time(cell: str, header: str) -> None:
    found = read(f'{header}\n7,"{cell}"\n"{cell}",7\n')
    assert len(found.found) <= 2


def test_a_dash_before_a_name_is_a_bullet_only_with_a_space_behind_it() -> None:
    """A name such as `-2+3` keeps its sign: text that looks like a formula is a name like any other."""
    (row,) = read("Scene\tProps\n1\t\"- torch; -2+3; • tin;\u2013 rope; -; =cmd|'/C calc'!A0\"").found
    assert row.items["props"] == ("torch", "-2+3", "tin", "rope", "=cmd|'/C calc'!A0")


ORDER = ("1", "2", "12", "13", "14", "14A", "14B", "15", "16", "101-1", "101-2")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("1-2", "1 2"),
        ("12, 14A-15", "12 14A 14B 15"),
        ("12 – 14a; 16", "12 13 14 14A 16"),
        ("Scenes 13 - 14", "13 14"),
        ("Сцены 13—14", "13 14"),
        ("14A-14A", "14A"),
        ("101-1", "101-1"),
        ("101-1 - 101-2", "101-1 101-2"),
        ("16-1", "16-1"),
        ("14-17", "14-17"),
        ("12, 12-13", "12 13"),
    ],
)
def test_a_range_is_of_the_scenes_between_in_the_order_of_the_breakdown(cell: str, numbers: str) -> None:
    found = read(f'Scene;Props\n"{cell}";torch\n', numbers=ORDER).found
    assert [one.number for one in found] == numbers.split()
    assert all(one.items["props"] == ("torch",) for one in found)


def test_a_range_tells_no_length_of_one_scene() -> None:
    assert [one.pages for one in read("Scene;Pages\n13-14;3\n16;2/8\n", numbers=ORDER).found] == [None, None, 2]


def test_without_a_breakdown_a_range_is_of_the_scenes_of_the_table() -> None:
    found = read("Scene;Props\n1;torch\n2A;\n3;\n1-3;rope\n4-9;tin\n").found
    assert {one.number: one.items.get("props") for one in found} == {
        "1": ("torch", "rope"),
        "2A": ("rope",),
        "3": ("rope",),
        "4-9": ("tin",),
    }


def test_ranges_without_end_are_refused() -> None:
    numbers = tuple(str(k) for k in range(1, 5001))
    with pytest.raises(DocumentError, match="E792"):
        read("Scene;Props\n" + "1-5000;a\n" * 50, numbers=numbers)
