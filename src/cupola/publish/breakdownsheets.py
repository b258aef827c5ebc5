"""Breakdown sheets: a scene each, with its people, its shots, and everything that it needs."""

from __future__ import annotations

from cupola.production.scene import Scene, Shot
from cupola.publish.casting import Casting, isolated
from cupola.publish.day import Schedule
from cupola.publish.elements import by_category
from cupola.publish.imprint import imprint
from cupola.publish.moment import running_text
from cupola.publish.report import Cell, Column, Fact, Needed, Part, Report, row
from cupola.publish.story import clipped
from cupola.publish.strips import StripPrinter
from cupola.publish.sunlight import Phases
from cupola.script.length import pages_text


def breakdown_sheets(schedule: Schedule, casting: Casting, phases: Phases) -> Report:
    """Make the breakdown sheets of the scenes of a unit, in story order."""
    printer = StripPrinter(schedule, casting, phases)
    scenes = [scene for scene in schedule.scenes if scene.lesson is None]
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, schedule.language),
        kind=schedule.language.say("breakdown-sheets"),
        remark=schedule.language.count("scenes", len(scenes)),
        parts=tuple(_part(scene, schedule, printer) for scene in scenes),
    )


def _part(scene: Scene, schedule: Schedule, printer: StripPrinter) -> Part:
    said, head = schedule.language, schedule.headings[scene.number]
    keys = (("set-up", 16.0), ("set-and-text", 0.0), ("cast", 18.0), ("light-and-view", 52.0), ("takes", 26.0))
    return Part(
        title=f"{scene.number} · {head.line}",
        remark=said.say("revised", colour=said.name(scene.revision)) if scene.revision else "",
        facts=_facts(scene, schedule),
        columns=tuple(Column(said.say(key), width) for key, width in keys) if scene.shots else (),
        rows=tuple(_row(shot, schedule, printer) for shot in scene.shots),
        needed=_needed(scene, schedule, printer),
        lines=_lines(scene, schedule),
        tone=head.tone,
        whole=len(scene.shots) <= 12,
    )


def _facts(scene: Scene, schedule: Schedule) -> tuple[Fact, ...]:
    say = schedule.language.say
    days = [day.number for day in schedule.days if any(work.scene.number == scene.number for work in day.works)]
    found = [
        Fact(say("pages"), pages_text(scene.eighths)),
        Fact(say("screen-time"), running_text(scene.screen_time)),
        Fact(say("set-up-column"), str(len(scene.shots))),
        Fact(say("on-days"), ", ".join(map(str, days)) or "–"),
    ]
    return tuple(found)


def _row(shot: Shot, schedule: Schedule, printer: StripPrinter) -> tuple[Cell, ...]:
    say, need = schedule.language.say, shot.need
    light = say(f"light-{need.light}") if need.light != "any" else ""
    wishes = (light, printer.asks(shot), say("quiet") if shot.quiet else "")
    camera = schedule.production.cameras[shot.camera].model if shot.camera else ""
    gear = ", ".join(word for word in (f"{shot.size} {shot.lens}".strip(), camera, printer.gear(shot)) if word)
    return row(
        Cell(shot.id, "strong"),
        Cell(clipped(shot.text), below=gear),
        printer.casting.digits(shot.cast),
        "; ".join(word for word in wishes if word),
        say("take-runs", n=shot.takes, length=schedule.language.duration(shot.take)),
    )


def _needed(scene: Scene, schedule: Schedule, printer: StripPrinter) -> tuple[Needed, ...]:
    say, people = schedule.language.say, schedule.production.people
    cast = dict.fromkeys(person for shot in scene.shots for person in shot.cast)
    crew = dict.fromkeys(person for shot in scene.shots for person in shot.crew if person not in cast)
    named = [
        Needed("cast", say("category-cast"), printer.casting.players(cast)),
        Needed("crew", say("category-crew"), ", ".join(isolated(people[person].name) for person in crew)),
        *(Needed(*one) for one in by_category(scene, schedule)),
    ]
    return tuple(one for one in named if one.text)


def _lines(scene: Scene, schedule: Schedule) -> tuple[str, ...]:
    named = (("synopsis-line", scene.synopsis), ("note-line", scene.note))
    return tuple(f"{schedule.language.say(key)}: {clipped(words)}" for key, words in named if words)
