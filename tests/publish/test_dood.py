from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Span
from cupola.plan.result import Plan
from cupola.production.lesson import Lesson
from cupola.production.model import Production
from cupola.production.person import Block, BlockKind
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.dood import codes, day_out_of_days, status
from cupola.publish.pages import Pages
from cupola.publish.stationery import Stationery
from cupola.publish.typeset import pdf
from tests.publish.reading import Page, pdf_text

DAYS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=20)


def _days(text: str) -> list[bool]:
    return [letter == "x" for letter in text]


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        ("x....", "SWF . . . ."),
        ("xx...", "SW WF . . ."),
        ("xxx..", "SW W WF . ."),
        ("x.x..", "SW H WF . ."),
        (".x..x", ". SW H H WF"),
        ("....x", ". . . . SWF"),
        (".....", ". . . . ."),
    ],
)
def test_codes_by_hand(works: str, expected: str) -> None:
    found = codes(_days(works), [True] * 5, holds=True)
    assert " ".join(code or "." for code in found) == expected


def test_nobody_is_held_on_a_day_off_of_the_company() -> None:
    assert codes(_days("x..x"), _days("xx.x"), holds=True) == ("SW", "H", "", "WF")


def test_who_may_not_be_held_has_gaps() -> None:
    assert codes(_days("x.x"), _days("xxx"), holds=False) == ("SW", "", "WF")


def test_travel_is_shown_where_nobody_works_and_does_not_start_or_finish_anything() -> None:
    found = codes(_days(".x.x."), [True] * 5, holds=True, others={"T": _days("xxx.x")})
    assert found == ("T", "SW", "T", "WF", "T"), "work goes before travel, travel before a hold"
    assert codes(_days("..."), [True] * 3, holds=True, others={"T": _days(".x.")}) == ("", "T", "")


def test_a_day_of_travel_is_one_with_a_block_of_it(schedule: Schedule, casting: Casting) -> None:
    production = schedule.production
    anna = production.people["anna"]
    way = Span(production.days[1].start + 3600, production.days[1].start + 7200)
    travelling = replace(anna, blocks=(*anna.blocks, Block(way, "travel")))
    assert status(schedule, casting, anna)[1] == "H"
    assert status(schedule, casting, travelling)[1] == "T"
    assert "H" not in status(schedule, casting, replace(anna, holds=False))


@given(DAYS)
def test_codes_tell_the_working_days_and_hold_only_between(days: list[tuple[bool, bool]]) -> None:
    works, open_days = [day[0] for day in days], [day[1] for day in days]
    found = codes(works, open_days, holds=True)
    assert ["W" in code for code in found] == works
    once = min(sum(works), 1)
    assert sum(code.startswith("S") for code in found) == sum(code.endswith("F") for code in found) == once
    for index, code in enumerate(found):
        if code == "H":
            assert open_days[index] and any(works[:index]) and any(works[index:])


def test_the_small_shoot_by_hand(schedule: Schedule, casting: Casting) -> None:
    """The 8th is a day off: no number, no hold. Anna is held on the 7th; the escort works once."""
    sheet = day_out_of_days(schedule, casting)
    assert [day.number for day in sheet.days] == [1, 2, 0, 3]
    lines = {line.name: line for group in sheet.groups for line in group.lines}
    assert lines["Anna Actress"].codes == ("SW", "H", "", "WF")
    assert lines["Boris Cosmonaut"].codes == ("SW", "WF", "", "")
    assert lines["Klim Director"].codes == ("SW", "W", "", "WF")
    assert lines["Mark Escort"].codes == ("", "", "", "SWF")
    assert sheet.working == (3, 2, 0, 3)


def test_the_totals_by_hand(schedule: Schedule, casting: Casting) -> None:
    """Anna: 22 min on the 6th; 13 and 3 min of the passes and 31 min on the 9th: 69 min."""
    sheet = day_out_of_days(schedule, casting)
    anna = sheet.groups[0].lines[0]
    assert (anna.number, anna.part, anna.worked, anna.held) == (1, "NINA", 2, 1)
    assert (anna.start, anna.finish, anna.time) == ("Wed 6 Oct", "Sat 9 Oct", "1 h 09")
    assert [group.name for group in sheet.groups] == ["cast", "crew", "escort"]


def test_an_escort_is_not_held(production: Production, plan: Plan) -> None:
    """Two escorts three days apart, with a shooting day between, leave a gap and no hold."""
    first = plan.strips[0]
    escorted = replace(first, passes=(replace(first.passes[0], escort="mark"),))
    schedule = Schedule.of(production, replace(plan, strips=(escorted, *plan.strips[1:])))
    assert status(schedule, Casting(production), production.people["mark"]) == ("SW", "", "", "WF")


def test_somebody_without_work_has_an_empty_line(production: Production, plan: Plan) -> None:
    schedule = Schedule.of(production, replace(plan, strips=plan.strips[:1]))
    sheet = day_out_of_days(schedule, Casting(production))
    mark = sheet.groups[-1].lines[0]
    assert (mark.codes, mark.worked, mark.held, mark.start, mark.time) == (("", "", "", ""), 0, 0, "", "")


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        ("x........x", "SWD I I I I I I I I PWF"),
        ("xx........x", "SW WD I I I I I I I I PWF"),
        ("x.......x.", "SW . . . . . . . WF ."),
        ("x........x........x", "SWD I I I I I I I I PWD I I I I I I I I PWF"),
    ],
)
def test_who_is_not_held_is_dropped_and_picked_up_after_more_than_seven_days(works: str, expected: str) -> None:
    found = codes(_days(works), [True] * len(works), holds=False)
    assert " ".join(code or "." for code in found) == expected
    assert not {"I", "WD", "PW"} & set(codes(_days(works), [True] * len(works), holds=True))


def test_a_start_ignores_training() -> None:
    found = codes(_days("..x.x"), [True] * 5, holds=True, others={"TR": _days("xxxx.")})
    assert found == ("TR", "TR", "SW", "TR", "WF")


RULES = [
    # rule, works, open days, kept, other codes, the line
    ("work is W, its first day SW, its last WF", "xxx", "xxx", True, {}, "SW W WF"),
    ("the only day is SWF", ".x.", "xxx", True, {}, ". SWF ."),
    ("H between first and last, for who is kept", "x.x", "xxx", True, {}, "SW H WF"),
    ("and for nobody else", "x.x", "xxx", False, {}, "SW . WF"),
    ("never on a day off of the company", "x.x", "x.x", True, {}, "SW . WF"),
    ("nor before the first or after the last day", ".x.x.", "xxxxx", True, {}, ". SW H WF ."),
    ("seven days apart nobody is dropped", "x.......x", "xxxxxxxxx", False, {}, "SW . . . . . . . WF"),
    ("eight are: WD before, PW after, I between", "x........x", "x" * 10, False, {}, "SWD I I I I I I I I PWF"),
    ("dropped in the middle", "xx........xx", "x" * 12, False, {}, "SW WD I I I I I I I I PW WF"),
    ("who is kept is held for as long as it takes", "x........x", "x" * 10, True, {}, "SW H H H H H H H H WF"),
    (
        "a start ignores fitting, training and travel",
        "...x.x",
        "xxxxxx",
        True,
        {"TR": ".x....", "FT": "x.....", "T": "..x..."},
        "FT TR T SW H WF",
    ),
    ("a finish ignores what comes after it", "x.x..", "xxxxx", True, {"T": "...x.", "R": "....x"}, "SW H WF T R"),
    ("work goes before all else", "xx", "xx", True, {"TR": "x.", "T": ".x"}, "SW WF"),
    (
        "training goes before rehearsal, fitting, travel",
        "x..x",
        "xxxx",
        True,
        {"TR": ".x..", "R": ".xx.", "T": ".xx."},
        "SW TR R WF",
    ),
    ("what else is done goes before a hold", "x.x", "xxx", True, {"FT": ".x."}, "SW FT WF"),
    ("and before idle days", "x........x", "x" * 10, False, {"FT": "....x....."}, "SWD I I I FT I I I I PWF"),
    ("also on a day off of the company", "x.x", "x.x", True, {"T": ".x."}, "SW T WF"),
]


@pytest.mark.parametrize(("rule", "works", "shot_on", "kept", "others", "line"), RULES, ids=[one[0] for one in RULES])
def test_the_rules_of_the_trade_line_by_line(
    rule: str, works: str, shot_on: str, kept: bool, others: dict[str, str], line: str
) -> None:
    del rule
    given_days = {code: _days(days) for code, days in others.items()}
    found = codes(_days(works), _days(shot_on), holds=kept, others=given_days)
    assert " ".join(code or "." for code in found) == line


@pytest.mark.parametrize(("kind", "code"), [("fitting", "FT"), ("rehearsal", "R"), ("travel", "T")])
def test_a_block_of_the_day_plan_gives_its_code_and_is_counted(
    kind: BlockKind, code: str, production: Production, plan: Plan
) -> None:
    """Anna is held on the 7th; with an hour of something else on it she is not."""
    hour = Span(production.days[1].start + 14 * 3600, production.days[1].start + 15 * 3600)
    anna = replace(production.people["anna"], blocks=(*production.people["anna"].blocks, Block(hour, kind)))
    shoot = replace(production, people={**production.people, "anna": anna})
    sheet = day_out_of_days(Schedule.of(shoot, plan), Casting(shoot))
    line = next(one for group in sheet.groups for one in group.lines if one.name == "Anna Actress")
    assert line.codes == ("SW", code, "", "WF")
    assert (line.worked, line.held) == (2, 0)
    assert (line.travelled, line.prepared) == ((1, 0) if kind == "travel" else (0, 1))


def test_a_lesson_is_a_day_of_training(production: Production, plan: Plan) -> None:
    """Scene 2 becomes a lesson of Boris on the 7th; his one day before the camera is the 6th."""
    lesson = Lesson("medical", ("boris",), 3600.0, 1.0)
    scenes = tuple(replace(one, lesson=lesson) if one.number == "2" else one for one in production.scenes)
    shoot = replace(production, scenes=scenes)
    sheet = day_out_of_days(Schedule.of(shoot, plan), Casting(shoot))
    line = next(one for group in sheet.groups for one in group.lines if one.name == "Boris Cosmonaut")
    assert line.codes == ("SWF", "TR", "", "")
    assert (line.worked, line.prepared) == (1, 1)


@pytest.mark.parametrize("template", ["dood.typ", "dood.html"])
def test_totals_of_travel_and_preparation_stand_only_where_there_are_some(
    template: str, production: Production, plan: Plan
) -> None:
    hour = Span(production.days[1].start + 14 * 3600, production.days[1].start + 15 * 3600)
    anna = replace(production.people["anna"], blocks=(*production.people["anna"].blocks, Block(hour, "fitting")))
    fitted = replace(production, people={**production.people, "anna": anna})
    for shoot, expected in ((production, False), (fitted, True)):
        view = day_out_of_days(Schedule.of(shoot, plan), Casting(shoot))
        if template.endswith(".typ"):
            text = pdf_text(pdf(Stationery.of(), template, view)).upper()
        else:
            text = Page(Pages(Stationery.of()).fill(template, view)).text.upper()
        assert ("PREP" in text) == expected
