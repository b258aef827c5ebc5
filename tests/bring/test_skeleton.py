"""A board without a script becomes a screenplay of headings, in which every scene is known again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.scenes import SceneRow
from cupola.bring.skeleton import screenplay_of
from cupola.script import parse, scenes

ROWS = (
    SceneRow("1", 2, "INT. NAUKA - DAY", 11, "Anna wakes."),
    SceneRow("2A", 3, "Baikonur, the road", 3),
    SceneRow("3", 4),
)


def test_headings_lengths_and_synopses_are_kept() -> None:
    found = scenes(parse(screenplay_of(ROWS, "A SMALL STEP", "board.csv"), "a.fountain"))
    assert [(one.number, one.heading, one.eighths, one.synopsis) for one in found] == [
        ("1", "INT. NAUKA - DAY", 11, "Anna wakes."),
        ("2A", "Baikonur, the road", 3, ""),
        ("3", "SCENE 3", 1, ""),
    ]


LINES = st.text(max_size=40).map(lambda text: " ".join(text.split()))


@settings(max_examples=150, derandomize=True, deadline=None)
@given(st.lists(st.tuples(LINES, st.none() | st.integers(1, 900), LINES), min_size=1, max_size=5), LINES)
def test_whatever_a_board_holds_each_row_is_a_scene_of_its_number(
    rows: list[tuple[str, int | None, str]], title: str
) -> None:
    given_ = [SceneRow(str(k), k, heading, pages, synopsis) for k, (heading, pages, synopsis) in enumerate(rows, 1)]
    found = scenes(parse(screenplay_of(given_, title, "board.csv"), "a.fountain"))
    assert [one.number for one in found] == [row.number for row in given_]
    assert [one.eighths for one in found if given_[int(one.number) - 1].pages] == [r.pages for r in given_ if r.pages]
