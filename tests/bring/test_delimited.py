"""CSV as spreadsheets write it, with any separator, and nothing in it ever a formula."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.delimited import table_of
from cupola.bring.table import MOST_COLUMNS, MOST_ROWS
from cupola.errors import CupolaError, DocumentError
from cupola.publish.exchange.spreadsheet import quoted
from tests.bring.boards import GERMAN, RUSSIAN, STUDIO


@pytest.mark.parametrize(("text", "sign", "columns"), [(STUDIO, '","', 12), (RUSSIAN, '";"', 10), (GERMAN, "tabs", 8)])
def test_what_separates_the_cells_is_told_by_the_header(text: str, sign: str, columns: int) -> None:
    table = table_of(text.encode(), "board.csv")
    assert table.form == f"UTF-8, separated by {sign}"
    assert len(table.rows[0].cells) == columns


def test_rows_keep_their_numbers_in_the_file() -> None:
    table = table_of(b'Title\n\nScene,Synopsis\n1,"two\nlines"\n2,one\n', "board.csv")
    assert [row.number for row in table.rows] == [1, 3, 4, 6]


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "'=x", "' =x", "O'Hara", "'n Boer"])
def test_text_that_an_export_kept_from_being_a_formula_comes_back_as_it_was(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(["Scene", quoted(text)])
    assert table_of(out.getvalue().encode(), "board.csv").rows[0].cells[1] == text


def test_a_quote_that_never_ends_is_named_with_its_row() -> None:
    with pytest.raises(DocumentError, match=r"board.csv:3:1: E792"):
        table_of(b'Scene,Set\n1,a\n2,"b\n3,c\n', "board.csv")


def test_a_cell_of_a_megabyte_is_an_error_and_no_crash() -> None:
    with pytest.raises(DocumentError, match="E792"):
        table_of(b"Scene,Set\n1," + b"x" * 1_000_000, "board.csv")


@pytest.mark.parametrize("text", ["1\n" * (MOST_ROWS + 1), "," * MOST_COLUMNS])
def test_a_table_beyond_any_is_refused(text: str) -> None:
    with pytest.raises(DocumentError, match="E792"):
        table_of(text.encode(), "board.csv", delimiter=",")


def test_ten_thousand_scenes_are_read() -> None:
    text = "Scene,Set,Pages\n" + "".join(f"{k},Set {k % 40},1 3/8\n" for k in range(1, 10_001))
    assert len(table_of(text.encode(), "board.csv").rows) == 10_001


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_a_clear_error(data: bytes) -> None:
    try:
        table_of(data, "board.csv")
    except CupolaError as error:
        assert all(message.hint for message in error.messages)


@settings(max_examples=200, derandomize=True, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8), min_size=2, max_size=4),
        max_size=6,
    )
)
def test_what_a_library_writes_is_read_as_it_is(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(
        [["Scene", "Set"], *([quoted(cell) for cell in row] for row in rows)]
    )
    table = table_of(out.getvalue().encode(), "board.csv", "utf-8", ",")
    expected = [["Scene", "Set"], *([cell.strip() for cell in row] for row in rows)]
    assert [list(row.cells) for row in table.rows] == [row for row in expected if any(row)]
