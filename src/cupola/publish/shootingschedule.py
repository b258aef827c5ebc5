"""The shooting schedule: the strips in shooting order, each with everybody and everything that it needs."""

from __future__ import annotations

from cupola.publish.board import Totals, totals
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.elements import elements_text
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, row
from cupola.publish.strips import StripPrinter, StripRow
from cupola.publish.sunlight import Phases


def shooting_schedule(schedule: Schedule, casting: Casting, phases: Phases) -> Report:
    """Make the shooting schedule of a plan."""
    say, printer = schedule.language.say, StripPrinter(schedule, casting, phases)
    filmed = [schedule.production.scene[strip.scene] for strip in schedule.plan.strips]
    planned = totals(filmed, [scene for day in schedule.days for scene in day.finished])
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, schedule.language),
        kind=say("shooting-schedule"),
        remark=_sum(planned, schedule),
        parts=tuple(_part(day, schedule, printer) for day in schedule.days),
        flipped=True,
    )


def _sum(found: Totals, schedule: Schedule) -> str:
    said = schedule.language
    words = []
    if found.setups or not found.lessons:
        words = [said.count("set-ups", found.setups), said.count("scenes", found.scenes)]
        words += [said.say("pages-long", pages=found.pages), said.say("minutes-long", minutes=found.screen)]
    if found.lessons:
        words.append(said.count("lessons", found.lessons))
    return " · ".join(words)


def _part(day: ShootingDay, schedule: Schedule, printer: StripPrinter) -> Part:
    said, clocks = schedule.language, schedule.clocks
    call = clocks.moment(min(work.span.start for work in day.works)).crew
    wrap = clocks.moment(max(work.span.stop for work in day.works)).crew
    heads = (("time", 24), ("set-up", 16), ("set-and-text", 0), ("cast", 40), ("light-and-view", 44), ("needs", 62))
    columns = (*(Column(said.say(key), width) for key, width in heads), Column(said.say("pages"), 14, right=True))
    found = totals((work.scene for work in day.works), day.finished)
    return Part(
        title=f"{said.say('day-number', n=day.number)} · {said.long_date(day.date)}",
        remark=said.say("call-and-wrap", call=call, wrap=wrap),
        columns=columns,
        rows=tuple(_row(work, printer.row(work), schedule) for work in day.works),
        lines=(f"{said.say('end-of-day', n=day.number)} · {_sum(found, schedule)}",),
    )


def _row(work: Work, strip: StripRow, schedule: Schedule) -> tuple[Cell, ...]:
    say = schedule.language.say
    light = say(f"light-{strip.light}") if strip.light != "any" else ""
    wishes = "; ".join(word for word in (light, strip.asks, say("quiet") if strip.quiet else "") if word)
    camera = " ".join(word for word in (strip.camera, strip.lens) if word)
    needs = (camera, strip.gear, elements_text(work.scene, schedule))
    behind = (say("behind", people=strip.crew) if strip.crew else "", strip.escorts)
    return row(
        Cell(f"{strip.start.crew}–{strip.stop.crew}", "strong"),
        Cell(strip.shot, "strong", strip.part, strip.heading.tone),
        Cell(strip.heading.line, below=strip.text),
        Cell(strip.players, below="; ".join(word for word in behind if word)),
        wishes,
        Cell("; ".join(word for word in needs if word)),
        Cell(strip.pages, "strong") if strip.completes else Cell(""),
    )
