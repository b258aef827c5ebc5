"""Crew time and money: what each scene takes of people's time, and what that costs at the production's prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cupola.plan.figures import PARTS
from cupola.plan.money import cents
from cupola.plan.result import Pass, Strip
from cupola.publish.casting import Casting, isolated
from cupola.publish.day import Schedule
from cupola.publish.imprint import imprint
from cupola.publish.moment import running_text
from cupola.publish.report import Cell, Column, Part, Report, row


@dataclass(frozen=True, slots=True)
class Spent:
    """A person's time on a pass: seconds, whether they are lent from private time, and US cents."""

    person: str
    scene: str
    seconds: int
    lent: bool
    cents: int


def money_sheet(schedule: Schedule, casting: Casting) -> Report:
    """Make the report of a plan's crew time and money; what belongs to no single scene stands in its last part.

    Lessons are told a course in one line.
    """
    said, spent = schedule.language, list(spending(schedule))
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("crew-time-and-money"),
        remark=said.say("dollars", sum=said.money(schedule.plan.money.total)),
        parts=(_scenes(schedule, spent), _people(schedule, casting, spent), _parts(schedule)),
        note=said.say("money-note"),
    )


def spending(schedule: Schedule) -> Iterator[Spent]:
    """Give who spends how much time on what: of each pass everybody who is in it, escorts included."""
    for strip in schedule.plan.strips:
        for one in strip.passes:
            yield from _pass(strip, one, schedule)


def _pass(strip: Strip, one: Pass, schedule: Schedule) -> Iterator[Spent]:
    people, seconds = schedule.production.people, round(one.span.length)
    for key in strip.people:
        person = people[key]
        lent = person.time("private").covers(one.span)
        hour = person.private_price if lent else person.price
        yield Spent(key, strip.scene, seconds, lent, cents(seconds, hour))
    if one.escort:
        yield Spent(one.escort, strip.scene, seconds, False, cents(seconds, people[one.escort].price))


def _scenes(schedule: Schedule, spent: list[Spent]) -> Part:
    said = schedule.language
    rows = []
    for scene in schedule.scenes:
        mine = [one for one in spent if one.scene == scene.number]
        if mine and scene.lesson is None:
            head = schedule.headings[scene.number]
            screen = running_text(scene.screen_time)
            first = (Cell(scene.number, "strong", tone=head.tone), head.line, screen)
            rows.append(row(*first, *_time(mine, schedule), _per_second(mine, scene.screen_time, schedule)))
    for course in schedule.production.training.courses if schedule.production.training else ():
        lessons = {s.number for s in schedule.scenes if s.lesson is not None and s.lesson.course == course.id}
        mine = [one for one in spent if one.scene in lessons]
        if mine:
            held = said.count("lessons", len({one.scene for one in mine}))
            rows.append(row("", Cell(said.name(course.name), below=held), "", *_time(mine, schedule), "–"))
    heads = [Column(said.say("scene"), 14), Column(said.say("set-and-text"))]
    figures = ("screen-time", "crew-hours", "lent", "money", "money-a-second")
    heads += [Column(said.say(key), 22, right=True) for key in figures]
    sums = row("", said.say("total"), "", *_time(spent, schedule), "")
    return Part(said.say("by-scene"), columns=tuple(heads), rows=tuple(rows), sums=sums)


def _time(some: list[Spent], schedule: Schedule) -> tuple[Cell, Cell, Cell]:
    said = schedule.language
    lent = sum(one.seconds for one in some if one.lent)
    paid = sum(one.cents for one in some)
    hours = said.minutes(sum(one.seconds for one in some))
    return (
        Cell(hours),
        Cell(said.minutes(lent) if lent else "–"),
        Cell(said.money(paid / 100) if paid else "–", "strong"),
    )


def _per_second(some: list[Spent], screen: float, schedule: Schedule) -> str:
    paid = sum(one.cents for one in some)
    return schedule.language.money(paid / 100 / screen) if paid and screen else "–"


def _people(schedule: Schedule, casting: Casting, spent: list[Spent]) -> Part:
    said = schedule.language
    rows = []
    for person in casting.in_order():
        mine = [one for one in spent if one.person == person.id]
        if mine:
            price = said.money(person.price) if person.price else "–"
            rows.append(row(Cell(isolated(person.name), "strong"), casting.part(person), price, *_time(mine, schedule)))
    heads = [Column(said.say("name"), 44), Column(said.say("part"))]
    heads += [Column(said.say(key), 28, right=True) for key in ("price", "crew-hours", "lent", "money")]
    return Part(said.say("by-person"), columns=tuple(heads), rows=tuple(rows))


def _parts(schedule: Schedule) -> Part:
    said, money = schedule.language, schedule.plan.money
    rows = [
        row(said.say(f"paid-{part}"), Cell(said.money(money.parts[part] / 100), "strong"))
        for part in PARTS
        if money.parts[part]
    ]
    heads = (Column(said.say("paid-for"), 70), Column(said.say("money"), 30, right=True))
    sums = row(said.say("total"), said.money(money.total))
    return Part(said.say("in-all-parts"), columns=heads, rows=tuple(rows), sums=sums)
