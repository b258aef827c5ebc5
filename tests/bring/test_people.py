"""A cast list laid into production.yaml: who is missing comes in, who is there stays as written."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.bring.columns import Known, lay_out
from cupola.bring.delimited import table_of
from cupola.bring.fact import Fact
from cupola.bring.header import word
from cupola.bring.people import People, PersonRow, people_in, people_of
from cupola.errors import DocumentError
from cupola.production.document import ProductionForm
from cupola.production.form import fill
from cupola.tree import parse
from tests.bring.boards import CAST
from tests.small import PRODUCTION


def read(text: str) -> People:
    table = table_of(text.encode(), "cast.csv")
    return people_of(table, lay_out(table, Known()))


def form(text: str) -> ProductionForm:
    return fill(ProductionForm, parse(text, "production.yaml")).sound()


def test_a_cast_list_is_read_with_its_numbers() -> None:
    found = read(CAST)
    assert found.found[2] == PersonRow("Наталия Щукина", 4, "ВРАЧ", ("актриса", "режиссёр"), is_numbered=True)
    assert found.numbers == {"1": "ANNA", "2": "PETER", "3": "ВРАЧ"}


def test_who_is_missing_is_added_and_the_rest_stays() -> None:
    text, facts = people_in(PRODUCTION, read(CAST).found, day="visitor")
    new = form(text).people["shchukina"]
    assert (new.name, new.plays, new.roles, new.day) == ("Наталия Щукина", "ВРАЧ", ["актриса", "режиссёр"], "visitor")
    assert [one.who for one in facts if one.field == "people"] == ["shchukina"]
    assert form(text).people["ada"].roles == ["актриса"]
    assert [line for line in PRODUCTION.splitlines() if line not in text.splitlines()] == [
        "  ada: {name: Ada Actress, plays: ANNA, novice: true, day: visitor}"
    ]


def test_what_differs_stays_unless_it_is_to_be_replaced() -> None:
    rows = [PersonRow("Ada Actress", 2, "OLGA")]
    kept, facts = people_in(PRODUCTION, rows)
    assert (kept, facts) == (PRODUCTION, (Fact("ada", "plays", "kept", "ANNA", "OLGA"),))
    assert form(people_in(PRODUCTION, rows, replace=True)[0]).people["ada"].plays == "OLGA"


def test_who_is_new_needs_a_day_plan() -> None:
    with pytest.raises(DocumentError, match=r"E799 Nina: by which day plan.*visitor, helper"):
        people_in(PRODUCTION, [PersonRow("Nina", 2)])
    assert form(people_in(PRODUCTION, [PersonRow("Nina", 2, day="helper")])[0]).people["nina"].day == "helper"


def test_the_day_plan_that_all_have_is_taken_and_said() -> None:
    text = "people:\n  ada: {name: Ada, day: visitor}\n"
    new, facts = people_in(text, [PersonRow("Nina Novak", 2)])
    assert new == text + "  novak: {name: Nina Novak, day: visitor}\n"
    assert facts[0].why == "day: visitor"


@pytest.mark.parametrize(
    "text",
    [
        "people: {ada: {name: Ada, day: visitor}}\n",
        "people:\n    ada:\n        name: Ada\n        day: visitor  # as all",
    ],
)
def test_people_are_added_in_whatever_form_the_document_has(text: str) -> None:
    new, _ = people_in(text, [PersonRow("Nina Novak", 2), PersonRow("Ada", 3, "ANNA")])
    found = parse(new, "production.yaml").root.plain()
    assert isinstance(found, dict)
    assert found["people"] == {
        "ada": {"name": "Ada", "day": "visitor", "plays": "ANNA"},
        "novak": {"name": "Nina Novak", "day": "visitor"},
    }


def test_two_of_one_name_get_ids_of_their_own() -> None:
    rows = [
        PersonRow("Anna Novak", 2),
        PersonRow("Nina Novak", 3),
        PersonRow("Novak", 4),
        PersonRow("عبد", 5),
        PersonRow("☀", 6),
    ]
    text, _ = people_in(PRODUCTION, rows, day="visitor")
    assert list(form(text).people)[-5:] == ["novak", "nina-novak", "novak-2", "عبد", "person"]


def test_a_rate_that_is_none_is_left_out() -> None:
    found = read("Name,Day rate\nAda,500 USD/day\nNina,a lot\n")
    assert [one.day_rate for one in found.found] == ["500 USD/day", ""]
    assert [message.code for message in found.warnings] == ["W790"]


@settings(max_examples=40, derandomize=True, deadline=None)
@given(
    st.lists(
        st.text(min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(lambda t: t and t.isprintable()),
        max_size=4,
    )
)
def test_any_names_make_a_sound_document(names: list[str]) -> None:
    rows = [PersonRow(name, 2, plays=name) for name in names]
    text, _ = people_in(PRODUCTION, rows, day="visitor")
    found = {word(one.name) or one.name for one in form(text).people.values()}
    assert {word(name) or name for name in names} <= found
    assert people_in(text, rows, day="visitor", replace=False)[0] == text


def test_a_part_that_is_what_somebody_does_is_no_part() -> None:
    """The cast list of Cupola itself has both in one column."""
    rows = [PersonRow("Dina Director", 2, "director, camera"), PersonRow("Ada Actress", 3, "ANNA")]
    assert people_in(PRODUCTION, rows, replace=True) == (PRODUCTION, ())
    assert people_in(PRODUCTION, [PersonRow("Dina Director", 2, "OLGA")])[1] == (
        Fact("dina", "plays", "added", table="OLGA"),
    )
