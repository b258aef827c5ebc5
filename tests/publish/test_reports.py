"""The sheets of the common form, on the small shoot whose figures can be checked by hand."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest

from cupola.plan.money import cents
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.production.scene import Element
from cupola.production.stock import Cards, Offload
from cupola.publish.breakdownsheets import breakdown_sheets
from cupola.publish.casting import Casting
from cupola.publish.datasheet import data_sheet
from cupola.publish.day import Schedule
from cupola.publish.language import Language, language_of
from cupola.publish.moneysheet import money_sheet, spending
from cupola.publish.pages import Pages
from cupola.publish.progress import production_report
from cupola.publish.report import Needed, Part, Report
from cupola.publish.shootingschedule import shooting_schedule
from cupola.publish.stationery import Stationery
from cupola.publish.stowage import stowage_list
from cupola.publish.sunlight import Phases
from cupola.publish.typeset import pdf
from cupola.script.category import CATEGORIES
from tests.publish.conftest import small_plan
from tests.publish.reading import Page, pdf_text


def texts(part: Part) -> list[list[str]]:
    """Give the cells of a part, what stands below a text behind a stroke."""
    return [[f"{c.text}|{c.below}" if c.below else c.text for c in cells] for cells in part.rows]


def priced(production: Production, **prices: float) -> Production:
    """Give people their prices in US dollars an hour."""
    people = dict(production.people)
    for key, price in prices.items():
        people[key] = replace(people[key], price=price, private_price=price / 2)
    return replace(production, people=people)


def with_elements(production: Production) -> Production:
    """Give scene 1 a prop with its keeper, and two suits."""
    first, *others = production.scenes
    needs = (
        Element("props", "sextant"),
        Element("labour", "prop keeper", 1, "sextant"),
        Element("wardrobe", "suit", 2),
    )
    return replace(
        production, scenes=(replace(first, elements=needs, revision="blue", note="Mind the glass."), *others)
    )


def test_the_shooting_schedule_has_every_strip_with_what_it_needs(production: Production, phases: Phases) -> None:
    rich = with_elements(production)
    schedule = Schedule.of(rich, small_plan(rich))
    report = shooting_schedule(schedule, Casting(rich), phases)
    assert report.parts[0].title == "Day 1 · Wednesday 6 October 2021"
    assert [len(part.rows) for part in report.parts] == [1, 1, 2]
    (row,) = texts(report.parts[0])
    assert row[0] == "10:00–10:22"
    assert row[-2] == (
        "RED KOMODO 6K 35 mm; 2\u00a0×\u00a0LED panel, sound recorder; "
        "props: sextant; additional labour: prop keeper (for sextant); wardrobe: 2\u00a0×\u00a0suit"
    )
    assert report.parts[2].lines == ("End of day 3 · 2 set-ups · 2 scenes · 1 6/8 pages · 1:45 min",)
    assert report.remark == "4 set-ups · 3 scenes · 2 1/8 pages · 2:08 min"


def test_a_breakdown_sheet_has_all_of_its_scene(production: Production, phases: Phases) -> None:
    rich = with_elements(production)
    report = breakdown_sheets(Schedule.of(rich, small_plan(rich)), Casting(rich), phases)
    first, *_, last = report.parts
    assert [part.title.split(" · ")[0] for part in report.parts] == ["1", "2", "3", "4"]
    assert (first.tone, first.remark) == ("int-day", "revised: blue")
    assert [(fact.label, fact.value) for fact in first.facts] == [
        ("Pages", "1 4/8"),
        ("Screen time", "1:30"),
        ("Set-ups", "2"),
        ("On days", "1, 3"),
    ]
    assert last.facts[-1].value == "–"
    assert [row[0] for row in texts(first)] == ["1A", "1B"]
    assert Needed("cast", "cast", "1\u00a0Anna Actress, 2\u00a0Boris Cosmonaut") in first.needed
    assert Needed("props", "props", "sextant") in first.needed
    assert "labour" not in str(last.needed)
    assert first.lines[-1] == "Note: Mind the glass."


@pytest.mark.parametrize("theme", ["house.typ", "house.css"])
def test_the_theme_colours_categories_that_there_are_alike_on_paper_and_screen(theme: str) -> None:
    text = (files("cupola.publish") / "templates" / theme).read_text("utf-8")
    if theme == "house.typ":
        part = text.partition("#let categories")[2].partition(")\n\n")[0]
        found = dict(re.findall(r'"(\w+)": rgb\("(#\w{6})"\)', part))
    else:
        rules = re.findall(r"((?:\.needed\.\w+,? ?)+){ border-color: (#\w{6}); }", text)
        found = {name: colour for names, colour in rules for name in re.findall(r"needed\.(\w+)", names)}
    assert set(found) < set(CATEGORIES)
    assert found["cast"] == "#c8322b"
    assert found["props"] == "#7d4bb0"
    assert len(found) == 10


def test_what_is_needed_is_marked_with_its_category(production: Production, phases: Phases) -> None:
    rich = with_elements(production)
    report = breakdown_sheets(Schedule.of(rich, small_plan(rich)), Casting(rich), phases)
    page = Pages(Stationery.of()).fill("report.html", report)
    assert '<p class="needed props" dir="auto"><b>props:</b> sextant</p>' in page
    assert "props: sextant" in " ".join(pdf_text(pdf(Stationery.of(), "report.typ", report)).split())


def test_the_money_of_scenes_adds_up_to_the_time_on_the_shots(production: Production, plan: Plan) -> None:
    """Klim costs 3600 USD an hour, a dollar a second; scene 2 is one set-up of 13 minutes."""
    schedule = Schedule.of(priced(production, klim=3600.0, mark=36.0), plan)
    report = money_sheet(schedule, Casting(production))
    scenes, people, _ = report.parts
    by_scene = {row[0]: row for row in texts(scenes)}
    assert by_scene["2"][-2] == "780"
    assert by_scene["2"][3] == "26 min"
    assert sum(one.cents for one in spending(schedule) if one.scene == "3") == cents(1860, 3600.0) + cents(1860, 36.0)
    assert [row[0] for row in texts(people)] == ["Anna Actress", "Boris Cosmonaut", "Klim Director", "Mark Escort"]
    total = sum(one.cents for one in spending(schedule))
    assert scenes.sums[-2].text == f"{total / 100:,.0f}"


def test_lent_time_is_told_and_has_its_own_price(production: Production, plan: Plan) -> None:
    late = replace(plan.strips[0].passes[0])
    moved = 9.5 * 3600.0  # from 10:00 to 19:30, private time
    late = replace(
        late,
        setup=late.setup and replace(late.setup, start=late.setup.start + moved, stop=late.setup.stop + moved),
        takes=tuple(replace(take, start=take.start + moved, stop=take.stop + moved) for take in late.takes),
    )
    evening = replace(plan, strips=(replace(plan.strips[0], passes=(late,)),))
    schedule = Schedule.of(priced(production, anna=3600.0), evening)
    anna = next(one for one in spending(schedule) if one.person == "anna")
    assert (anna.lent, anna.seconds, anna.cents) == (True, 1320, 66_000)


def test_data_is_told_by_day_and_card(production: Production, plan: Plan) -> None:
    """10 GB a shot, 20 for 1B; cards of 8 GB, two of them; a night takes 12 GB."""
    small = replace(production, cards=(Cards(("komodo", "gopro"), 8.0, 2),), offload=Offload(0.0, 12.0))
    days, cards = data_sheet(Schedule.of(small, plan)).parts
    assert [row[:5] for row in texts(days)] == [
        ["Day 1", "Wed 6 Oct", "10", "10", "–"],
        ["Day 2", "Thu 7 Oct", "10", "10", "–"],
        ["Day 3", "Sat 9 Oct", "30", "12", "18"],
    ]
    assert days.remark == "a night takes 12 GB"
    assert [(row[3].text, row[3].style) for row in cards.rows] == [
        ("2 of 2", "strong"),
        ("2 of 2", "strong"),
        ("4 of 2", "alarm"),
    ]
    assert cards.remark == "2 cards of 8 GB"


def test_every_set_of_a_day_is_on_the_restore_list_once(production: Production, plan: Plan) -> None:
    sets = {key: replace(one, restore=600.0 if key == "nauka" else 0.0) for key, one in production.sets.items()}
    report = stowage_list(Schedule.of(replace(production, sets=sets), plan))
    assert report.remark == "everything is back by 19:00"
    assert texts(report.parts[2]) == [
        ["☐", "NAUKA|MLM", "RED KOMODO 6K", "–|then CUPOLA, 11:00", "09:36", "10 min", "Klim Director"],
        ["☐", "CUPOLA|CUP", "RED KOMODO 6K", "–", "11:31", "–", "Klim Director"],
    ]
    assert stowage_list(Schedule.of(production, plan)).remark == ""


def test_each_thing_is_a_line_with_the_place_where_it_is_kept(production: Production, plan: Plan) -> None:
    """1A has two lamps, a recorder and, as its scene, a sextant and two suits; its keeper is no thing."""
    rich = with_elements(production)
    kept = {"led": "bag 7", "sound": ""}
    gear = {key: replace(one, stowed=kept[key]) for key, one in rich.gear.items()}
    cameras = {key: replace(one, stowed="locker 3") for key, one in rich.cameras.items()}
    first, *others = rich.scenes
    placed = replace(first, elements=tuple(replace(one, stowed=f"place of {one.name}") for one in first.elements))
    rich = replace(rich, gear=gear, cameras=cameras, scenes=(placed, *others))
    report = stowage_list(Schedule.of(rich, plan))
    assert [row[1:5] for row in texts(report.parts[0])] == [
        ["NAUKA|MLM", "RED KOMODO 6K", "locker 3", "10:22"],
        ["", "2\u00a0×\u00a0LED panel", "bag 7", "10:22"],
        ["", "sound recorder", "–", "10:22"],
        ["", "sextant", "place of sextant", "10:22"],
        ["", "2\u00a0×\u00a0suit", "place of suit", "10:22"],
    ]


def test_a_place_reads_in_the_language_of_the_list(production: Production, plan: Plan) -> None:
    base = language_of("ru")
    said = Language(base.form.model_copy(update={"names": {**base.form.names, "bag 7": "сумка 7"}}))
    gear = {key: replace(one, stowed="bag 7") for key, one in production.gear.items()}
    report = stowage_list(Schedule.of(replace(production, gear=gear), plan, language=said))
    assert texts(report.parts[0])[1][2:4] == ["2\u00a0×\u00a0LED panel", "сумка 7"]


def test_the_production_report_lays_what_was_shot_beside_what_was_planned(second: Schedule, casting: Casting) -> None:
    report = production_report(second, casting)
    assert report is not None
    heads = [part for part in report.parts if part.title.startswith("Day")]
    assert [(part.title, part.remark) for part in heads] == [
        ("Day 1 · Wednesday 6 October 2021", "1 of 3"),
        ("Day 2 · Thursday 7 October 2021", "2 of 3"),
    ]
    assert [(fact.label, fact.value) for fact in heads[1].facts] == [
        ("Director", "Klim Director"),
        ("Call", "09:00"),
        ("First take", "09:10"),
        ("Meal", "12:00–13:00"),
        ("Wrap", "09:13"),
        ("Set-ups shot", "1 of 1"),
        ("Scenes finished", "2"),
        ("Scenes begun", "–"),
        ("Recorded, GB", "10"),
    ]
    assert {fact.label: fact.value for fact in heads[0].facts}["Scenes begun"] == "1"
    (row,) = texts(report.parts[report.parts.index(heads[1]) + 1])
    assert (row[0], row[3], row[4], row[5]) == ("2A", "Thu 7 Oct 09:00", "Thu 7 Oct 09:00", "shot as planned")


def test_the_production_report_counts_what_is_made_before_it_and_to_come(second: Schedule, casting: Casting) -> None:
    """1A on the 6th, 2A on the 7th finishes scene 2 (3/8, 22.5 s); in all five set-ups, four scenes, 2 6/8 pages."""
    report = production_report(second, casting)
    assert report is not None
    first, other = ([row[:6] for row in texts(part)] for part in report.parts if part.title.startswith("Day"))
    assert [column.head for column in report.parts[0].columns][1:6] == ["Today", "Before", "So far", "To come", "Total"]
    assert first == [
        ["Set-ups", "1", "0", "1", "4", "5"],
        ["Scenes", "0", "0", "0", "4", "4"],
        ["Pages", "0", "0", "0", "2 6/8", "2 6/8"],
        ["Screen time", "0:00", "0:00", "0:00", "2:45", "2:45"],
    ]
    assert other == [
        ["Set-ups", "1", "1", "2", "3", "5"],
        ["Scenes", "1", "0", "1", "3", "4"],
        ["Pages", "3/8", "0", "3/8", "2 3/8", "2 6/8"],
        ["Screen time", "0:22", "0:00", "0:22", "2:23", "2:45"],
    ]


def test_the_production_report_has_the_hours_of_who_worked(second: Schedule, casting: Casting) -> None:
    report = production_report(second, casting)
    assert report is not None
    people = [part for part in report.parts if part.title == "Cast and crew"]
    assert [row[0:2] + row[3:] for row in texts(people[0])] == [
        ["1", "Anna Actress", "SW", "10:00", "10:22", "22 min"],
        ["2", "Boris Cosmonaut", "SW", "10:00", "10:22", "22 min"],
        ["", "Klim Director", "SW", "10:00", "10:22", "22 min"],
    ]
    assert [row[1] for row in texts(people[1])] == ["Boris Cosmonaut", "Klim Director"]


def test_the_production_report_repeats_what_the_day_was_like_and_leaves_room(
    second: Schedule, casting: Casting
) -> None:
    report = production_report(second, casting)
    assert report is not None
    told = [text for part in report.parts if part.title == "Notes" for text in texts(part)]
    assert told
    assert not {"quiet", "escort"} & {row[1] for row in told}
    blank = [part for part in report.parts if part.title == "To fill in"]
    assert [fact.label for fact in blank[0].facts] == ["Delays, incidents", "1st assistant director", "Director"]
    assert len(blank) == 2


def test_before_the_first_shot_there_is_no_production_report(schedule: Schedule, casting: Casting) -> None:
    assert production_report(schedule, casting) is None


def _reports(schedule: Schedule, phases: Phases) -> list[Report]:
    casting = Casting(schedule.production)
    found = [shooting_schedule(schedule, casting, phases), breakdown_sheets(schedule, casting, phases)]
    found += [money_sheet(schedule, casting), data_sheet(schedule), stowage_list(schedule)]
    report = production_report(schedule, casting)
    return [*found, report] if report else found


@pytest.mark.parametrize("code", ["en", "ru"])
def test_pdf_and_page_say_the_same(code: str, production: Production, second: Schedule, phases: Phases) -> None:
    language = language_of(code)
    schedule = Schedule.of(with_elements(production), second.plan, second.past, language)
    for report in _reports(schedule, phases):
        printed = pdf_text(pdf(Stationery.of(), "report.typ", report, language)).replace(" ", "")
        shown = Page(Pages(Stationery.of(), language).fill("report.html", report)).text.replace(" ", "")
        for part in report.parts:
            for cell in (cell for cells in part.rows for cell in cells):
                for words in (cell.text, cell.below):
                    bare = "".join(words.split())
                    assert bare in shown
                    assert bare.replace("-", "") in printed.replace("-", "").replace("\u2010", "")


@pytest.mark.parametrize("name", ['#panic("x")', "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "مرحبا", "x" * 200])
def test_a_hostile_name_is_a_name_on_every_report(
    name: str, production: Production, plan: Plan, phases: Phases
) -> None:
    people = {key: replace(one, name=name) for key, one in production.people.items()}
    gear = {key: replace(one, name=name) for key, one in production.gear.items()}
    hostile: Any = replace(with_elements(production), people=people, gear=gear)
    for report in _reports(Schedule.of(hostile, plan), phases):
        assert pdf(Stationery.of(), "report.typ", report).startswith(b"%PDF")
        page = Page(Pages(Stationery.of()).fill("report.html", report))
        assert "script" not in page.tags
