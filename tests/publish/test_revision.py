from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.plan.approval import Approval
from cupola.production.model import Production
from cupola.publish.day import Schedule
from cupola.publish.imprint import imprint
from cupola.publish.language import english, language_of
from cupola.publish.revision import revision
from cupola.publish.things import things
from tests.publish.conftest import at


def _approval(version: int) -> Approval:
    return Approval(version, version - 1, "", "Ann Producer", "because", at("5 12:00"))


@pytest.mark.parametrize(
    ("version", "letter", "colour"),
    [(1, "A", "white"), (2, "B", "blue"), (3, "C", "pink"), (9, "J", "cherry"), (10, "K", "tan"), (11, "L", "white")],
)
def test_versions_have_letters_and_the_colours_of_revisions(version: int, letter: str, colour: str) -> None:
    found = revision(_approval(version), english())
    assert (found.letter, found.colour) == (letter, colour)


def test_a_revision_says_what_it_replaces() -> None:
    assert revision(_approval(1), english()).words == "revision A, white, issued"
    assert revision(_approval(2), english()).words == "revision B, blue, issued; replaces A"
    assert revision(_approval(2), language_of("ru")).words == "редакция B, голубая, выпущено; взамен A"


@given(st.integers(min_value=1, max_value=5000), st.integers(min_value=1, max_value=5000))
def test_no_two_versions_have_the_same_letter(one: int, other: int) -> None:
    letters = [revision(_approval(version), english()).letter for version in (one, other)]
    assert (letters[0] == letters[1]) == (one == other)
    assert not {"I", "O"} & set("".join(letters))


def test_a_draft_has_no_letter(production: Production, schedule: Schedule, second: Schedule) -> None:
    assert imprint(production, schedule.plan, None).revision.words == ""
    assert imprint(production, second.plan, second.past.approval).revision.letter == "B"


def test_things_are_in_use_and_kept_between(schedule: Schedule) -> None:
    sets, cameras, gear = things(schedule).parts
    assert [[cell.text for cell in cells] for cells in sets.rows] == [
        ["NAUKA", "SW", "W", "", "WF", "3"],
        ["CUPOLA", "", "", "", "SWF", "1"],
    ]
    assert [[cell.text for cell in cells] for cells in cameras.rows] == [
        ["RED KOMODO 6K", "SW", "H", "", "WF", "2"],
        ["GoPro HERO9", "", "SWF", "", "", "1"],
    ]
    assert [cells[0].text for cells in gear.rows] == ["LED panel", "sound recorder"]
