"""Cue cards: for an actor who is a cosmonaut first, each set-up on a card, in two languages side by side.

A card says only what the production knows: the lines of the scene, where it is played and at which window, what to
hold on to there, what not to touch and what stays rigged until the last take, when it must be quiet, and when the night
begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from cupola.clock import DAY, Span
from cupola.production.model import Production
from cupola.production.person import Person
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, row
from cupola.publish.sides import Line, Script, cue_of, spoken
from cupola.publish.story import clipped
from cupola.publish.strips import StripPrinter
from cupola.publish.sunlight import Phases

_FLYERS: Final = frozenset({"cosmonaut", "astronaut"})


def has_cards(person: Person, production: Production) -> bool:
    """Say whether somebody gets cue cards: a cosmonaut or an astronaut, by role, who is before a camera."""
    filmed = (shot for shot in production.shots.values() if production.scene[shot.scene].lesson is None)
    return bool(_FLYERS & {*person.roles}) and any(person.id in shot.cast for shot in filmed)


def cue_cards(key: str, first: Schedule, second: Schedule, phases: Phases, script: Script) -> Report:
    """Make the cue cards of somebody, with the words of two schedules of the same plan side by side."""
    said, person = first.language, first.production.people[key]
    cards = [
        _card(key, work, day, (first, second), phases, script)
        for day in first.days
        for work in day.works
        if key in work.shot.cast and work.scene.lesson is None
    ]
    return Report(
        imprint=imprint(first.production, first.plan, first.past.approval, said),
        kind=said.say("cue-cards-of", name=person.name),
        remark=said.count("set-ups", len(cards)),
        parts=tuple(cards),
    )


def _card(
    key: str, work: Work, day: ShootingDay, pair: tuple[Schedule, Schedule], phases: Phases, script: Script
) -> Part:
    first, second = pair
    start, stop = (first.clocks.moment(at).crew for at in (work.span.start, work.span.stop))
    told = [_told(key, work, day, one, phases) for one in pair]
    head = first.headings[work.scene.number]
    text = script.get(work.scene.number)
    lines = [line for line in spoken(text, cue_of(first.production.people[key], first)) if line.own] if text else []
    said = [_pair(line, pair) for line in lines if line.kind != "character"]
    is_translated = any(one != two for one, two in said)
    return Part(
        title=f"{work.shot.id} · {first.language.short_date(day.date)} · {start}–{stop}",
        remark=head.line,
        columns=(Column("", 34), Column(first.language.title), Column(second.language.title)),
        rows=(
            *(row(Cell(label, "strong", other), one, two) for (label, one), (other, two) in zip(*told, strict=True)),
            *(_lines(said, pair) if is_translated else ()),
        ),
        lines=() if is_translated else tuple(one for one, _ in said),
        tone=head.tone,
        whole=True,
    )


def _pair(line: Line, pair: tuple[Schedule, Schedule]) -> tuple[str, str]:
    """Give a line of the screenplay in two languages, as far as they know it; what is spoken has a dash before it."""
    dash = "" if line.kind == "parenthetical" else "— "
    one, two = (dash + clipped(schedule.language.name(line.text)) for schedule in pair)
    return one, two


def _lines(said: list[tuple[str, str]], pair: tuple[Schedule, Schedule]) -> Iterator[tuple[Cell, ...]]:
    label, other = (schedule.language.say("card-lines") for schedule in pair)
    for number, (one, two) in enumerate(said):
        yield row(Cell(label, "strong", other) if number == 0 else Cell(""), one, two)


def _told(key: str, work: Work, day: ShootingDay, schedule: Schedule, phases: Phases) -> list[tuple[str, str]]:
    """Give what a card says in one language: labels and texts."""
    say, production = schedule.language.say, schedule.production
    shot = production.shots[work.shot.id]
    work = replace(work, shot=shot, scene=production.scene[shot.scene])  # as the schedule's own language names them
    printer = StripPrinter(schedule, Casting(production), phases)
    strip, where = printer.row(work), production.sets[work.strip.set]
    told = [
        (say("card-what"), strip.text),
        (say("card-where"), "; ".join(word for word in (where.name, where.module, strip.asks) if word)),
        (say("card-takes"), ", ".join(schedule.clocks.span_text(take) for take in work.takes)),
    ]
    if where.handholds:
        told.append((say("card-hold"), "; ".join(where.handholds)))
    rigged = ", ".join(word for word in (strip.camera, strip.gear) if word)
    until = say("card-until", things=rigged, time=strip.stop.crew) if rigged else ""
    untouched = "; ".join(word for word in (*where.hands_off, until) if word)
    if untouched:
        told.append((say("card-hands-off"), untouched))
    if work.shot.quiet:
        told.append((say("card-quiet"), ", ".join(sorted(where.hears)) or where.name))
    night = _night(production.people[key], day, schedule)
    if night:
        told.append((say("card-sleep"), schedule.clocks.span_text(night)))
    return told


def _night(person: Person, day: ShootingDay, schedule: Schedule) -> Span | None:
    midnight = schedule.clocks.midnight(day.span.start)
    evening = Span(midnight + DAY / 2, midnight + 1.5 * DAY)
    return next((span for span in person.time("sleep") if span.start in evening), None)
