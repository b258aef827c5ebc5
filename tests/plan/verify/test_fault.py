"""The words and places of faults: names, times on the crew's clock, what is said of several people at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.clock import Span
from cupola.plan.document import read_plan
from cupola.plan.verify.fault import Case, Fault, some, takes_words, together
from cupola.plan.verify.report import findings, summary
from tests.plan.conftest import PLAN, Desk
from tests.plan.edits import day


@pytest.fixture
def case(desk: Desk) -> Case:
    """The small production with its plan."""
    return Case(desk.production, desk.plan)


@pytest.mark.parametrize(
    ("start", "stop", "says"),
    [
        (day(9, "07:30"), day(9, "08:10"), "9 Oct 07:30-08:10"),
        (day(9, "07:30:05"), day(9, "07:30:25"), "9 Oct 07:30:05-07:30:25"),
        (day(8, "21:30"), day(9, "06:00"), "8 Oct 21:30-06:00"),
        (day(8, "21:30"), day(9, "21:30"), "8 Oct 21:30-9 Oct 21:30"),
        (day(9, "07:30") - 365 * 86400, day(9, "08:00") - 365 * 86400, "9 Oct 2020 07:30-08:00"),
        (-62135596800.0, -62135596800.0 + 60, "1 Jan 0001 00:00-00:01"),
    ],
)
def test_a_span_is_said_as_short_as_it_is_clear(case: Case, start: float, stop: float, says: str) -> None:
    assert case.when(Span(start, stop)) == says


def test_times_are_on_the_crews_clock(desk: Desk) -> None:
    moscow = Case(replace(desk.production, crew_offset=3 * 3600.0), desk.plan)
    assert moscow.when(Span(day(8, "22:30"), day(8, "23:10"))) == "9 Oct 01:30-02:10"
    assert moscow.when(Span(day(8, "22:30"), day(8, "23:10")), seconds=True) == "9 Oct 01:30:00-02:10:00"
    assert (moscow.moment(day(8, "22:30:07")), moscow.date(day(8, "22:30:07"))) == ("9 Oct 01:30:07", "9 Oct")


def fault(text: str, *people: str, shot: str = "1A") -> Fault:
    """Give a fault of some people."""
    return Fault("E520", "people are free", text, (shot,), people)


def test_what_is_alike_of_several_people_is_said_once(case: Case) -> None:
    said = together(case, [fault("is asleep", "ada"), fault("is asleep", "piet"), fault("is asleep", "ada", shot="1B")])
    assert [(one.text, one.people, one.shots) for one in said] == [
        ("Ada Actress and Piet Player are asleep", ("ada", "piet"), ("1A",)),
        ("Ada Actress is asleep", ("ada",), ("1B",)),
    ]


@pytest.mark.parametrize(
    ("text", "of_one", "of_two"),
    [
        ("has slept", "Ada Actress has slept", "Ada Actress and nobody else have slept"),
        ("works late", "Ada Actress works late", "Ada Actress and nobody else work late"),
        (": 3 h of work", "Ada Actress: 3 h of work", "Ada Actress and nobody else: 3 h of work"),
        ("travels", "Ada Actress travels", "Ada Actress and nobody else travel"),
    ],
)
def test_verbs_agree(case: Case, text: str, of_one: str, of_two: str) -> None:
    assert [one.text for one in together(case, [fault(text, "ada")])] == [of_one]
    assert [one.text for one in together(case, [fault(text, "ada"), fault(text, "nobody else")])] == [of_two]


def test_of_many_words_only_some_are_said() -> None:
    assert some("abc") == "a, b, c"
    assert some("abcdefghij") == "a, b, c, d, e, f, g, h and 2 more"
    assert some("abc", 2) == "a, b and 1 more"


def test_a_summary_counts_by_rule() -> None:
    faults = [fault("is asleep"), Fault("E517", "order", "", ()), fault("is at a meal")]
    assert summary(faults) == "2 broken rules: people are free, 2 times; order"
    assert summary(faults[:1]) == "1 broken rule: people are free"


def test_a_fault_stands_at_its_strip_in_the_boneyard_or_at_a_field_of_the_head(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    text = PLAN.read_text("utf-8").replace("boneyard: []", 'boneyard:\n  - {shot: "9Z", scene: "9", reason: ""}')
    path.write_text(text, encoding="utf-8")
    lines = text.splitlines()

    def place(*shots: str, field: str = "strips", span: Span | None = None) -> str:
        (found,) = findings(read_plan(path), [Fault("E510", "", "", shots, (), span, None, field)])
        return lines[found.line - 1].strip()

    assert place("1A", "2A") == '- shot: "2A"', "the last of the shots"
    assert place("2A", "nowhere") == '- shot: "2A"', "the last that is there"
    assert place("9Z").startswith('- {shot: "9Z"')
    assert (place(field="value"), place("nowhere", field="boneyard")) == ("value: 125", "boneyard:")
    assert place(field="situation").startswith("schema: "), "a field that is not there"


def test_takes_are_named_by_their_numbers() -> None:
    assert takes_words([2]) == "take 2"
    assert takes_words([1, 2, 4]) == "takes 1, 2 and 4"
