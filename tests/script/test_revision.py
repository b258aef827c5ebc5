"""A revision in words."""

from __future__ import annotations

import pytest

from cupola.script.revision import Change, Revision

HEADING = "INT. NAUKA - NIGHT"

CHANGES = [
    (Change("same", 0, 0, "12", "12", HEADING), "12  INT. NAUKA - NIGHT: as it was"),
    (Change("new", None, 3, None, "12A", HEADING, new_eighths=11), "12A  INT. NAUKA - NIGHT: new, 1 3/8 pages"),
    (
        Change("gone", 4, None, "13", None, HEADING, old_eighths=2),
        "13  INT. NAUKA - NIGHT: gone from the script, its shots are in the boneyard",
    ),
    (Change("renumbered", 0, 0, "12", "14", HEADING, likeness=1.0), "14 (was 12)  INT. NAUKA - NIGHT: renumbered"),
    (Change("moved", 0, 0, "12", "12", HEADING, is_moved=True), "12  INT. NAUKA - NIGHT: moved"),
    (
        Change("changed", 0, 0, "12", "12", HEADING, "INT. NAUKA - DAY", 8, 10, 0.7),
        "12  INT. NAUKA - NIGHT: heading was INT. NAUKA - DAY, about 30 % rewritten, 1 → 1 2/8 pages",
    ),
    (Change("changed", 0, 0, "12", "12", HEADING, likeness=0.99), "12  INT. NAUKA - NIGHT: a few words rewritten"),
    (Change("changed", 0, 0, "12", "12", HEADING, likeness=0.05), "12  INT. NAUKA - NIGHT: rewritten"),
    (
        Change("returned", 9, 0, "12", "14", HEADING, likeness=0.8, is_moved=False),
        "14 (was 12)  INT. NAUKA - NIGHT: back from the boneyard, renumbered, about 20 % rewritten",
    ),
    (
        Change("renumbered", 0, 0, "12", "14", HEADING, None, 8, 8, 0.5, True),
        "14 (was 12)  INT. NAUKA - NIGHT: renumbered, moved, about 50 % rewritten",
    ),
    (
        Change("changed", 0, 0, "12", "12", HEADING, "INT. CUPOLA", 8, 8, 0.8, is_with_heading=True),
        "12  INT. NAUKA - NIGHT: heading was INT. CUPOLA, perhaps some words too",
    ),
    (
        Change("changed", 0, 0, "12", "12", HEADING, "INT. CUPOLA", 8, 8, 0.3, is_with_heading=True),
        "12  INT. NAUKA - NIGHT: heading was INT. CUPOLA, about 70 % rewritten",
    ),
]


@pytest.mark.parametrize(("change", "text"), CHANGES)
def test_a_change_in_words(change: Change, text: str) -> None:
    assert change.text() == text


def test_a_revision_is_a_summary_and_what_is_not_as_it_was() -> None:
    revision = Revision(tuple(change for change, _ in CHANGES[:3]), ("14 no longer waits for 13, which is gone",))
    assert revision.lines() == [
        "2 scenes: 1 same, 1 new, 1 gone",
        CHANGES[1][1],
        CHANGES[2][1],
        "14 no longer waits for 13, which is gone",
    ]


def test_a_revision_of_nothing() -> None:
    assert Revision(()).lines() == ["0 scenes: none"]
    assert Revision((CHANGES[0][0],)).lines() == ["1 scene: 1 same"]


def test_when_a_revision_is_empty() -> None:
    assert Revision((CHANGES[0][0],)).is_empty
    assert not Revision((CHANGES[0][0],), ("a tie",)).is_empty
    assert not Revision((CHANGES[4][0],)).is_empty


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (Change("same", 0, 0, "1", "1", HEADING), False),
        (Change("same", 0, 0, "1", "1", HEADING, likeness=1.0, old_eighths=8, new_eighths=8), False),
        (Change("same", 0, 0, "1", "1", HEADING, likeness=0.9), True),
        (Change("same", 0, 0, "1", "1", HEADING, old_eighths=8, new_eighths=9), True),
        (Change("same", 0, 0, "1", "1", HEADING, old_eighths=None, new_eighths=9), False),
        (Change("same", 0, 0, "1", "1", HEADING, old_heading="X"), True),
        (Change("new", None, 0, None, "1", HEADING, new_eighths=9), False),
        (Change("gone", 0, None, "1", None, HEADING, old_eighths=9), False),
    ],
)
def test_when_a_scene_is_rewritten(change: Change, expected: bool) -> None:
    assert change.is_rewritten is expected
