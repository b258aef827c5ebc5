"""The daily production report: what each day was to bring beside what it brought, as far as the shoot is known."""

from __future__ import annotations

from cupola.publish.board import totals
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.imprint import imprint
from cupola.publish.marks import place
from cupola.publish.report import Cell, Column, Fact, Part, Report, row
from cupola.script.length import pages_text


def production_report(schedule: Schedule, casting: Casting) -> Report | None:
    """Make the report of the days that have begun; None while nothing is known of the shoot."""
    situation, said = schedule.plan.situation, schedule.language
    begun = [day for day in schedule.days if situation and day.span.start < situation.now]
    if situation is None or not begun:
        return None
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("production-report"),
        remark=said.say("known-until", time=place(situation.now, schedule.clocks, said)),
        parts=tuple(_part(day, schedule, casting) for day in begun),
        note=said.say("production-report-note"),
        flipped=True,
    )


def _part(day: ShootingDay, schedule: Schedule, casting: Casting) -> Part:
    said = schedule.language
    heads = [("set-up", 16.0), ("set-and-text", 0.0), ("cast", 18.0), ("first-planned", 34.0), ("in-the-end", 34.0)]
    return Part(
        title=f"{said.say('day-number', n=day.number)} · {said.long_date(day.date)}",
        facts=_facts(day, schedule),
        columns=tuple(Column(said.say(key), width) for key, width in [*heads, ("what", 40.0), ("why", 60.0)]),
        rows=tuple(_rows(day, schedule, casting)),
        whole=len(day.works) <= 14,
    )


def _facts(day: ShootingDay, schedule: Schedule) -> tuple[Fact, ...]:
    say, situation = schedule.language.say, schedule.plan.situation
    done = frozenset(situation.done if situation else ())
    made = [one.finished for one in schedule.days if one.number <= day.number]
    made = [tuple(s for s in scenes if all(shot.id in done for shot in s.shots)) for scenes in made]
    today, before = made[-1], [scene for scenes in made[:-1] for scene in scenes]
    everything = totals((), schedule.scenes).eighths
    so_far = totals((), [*before, *today])
    shot = [work for work in day.works if work.shot.id in done]
    return (
        Fact(say("call"), schedule.clocks.moment(day.works[0].span.start).crew),
        Fact(say("wrap"), schedule.clocks.moment(max(work.span.stop for work in day.works)).crew),
        Fact(say("set-ups-shot"), say("part-of", n=len(shot), all=len(day.works))),
        Fact(say("scenes-done"), ", ".join(scene.number for scene in today) or "–"),
        Fact(say("pages-today"), totals((), today).pages),
        Fact(say("pages-before"), totals((), before).pages),
        Fact(say("pages-so-far"), so_far.pages),
        Fact(say("pages-left"), pages_text(everything - so_far.eighths)),
        Fact(say("screen-today"), totals((), today).screen),
    )


def _rows(day: ShootingDay, schedule: Schedule, casting: Casting) -> list[tuple[Cell, ...]]:
    fates = {fate.shot: fate for fate in schedule.past.fates}
    here = [work.shot.id for work in day.works]
    moved = [f.shot for f in schedule.past.fates if f.first and f.first.start in day.span and f.shot not in here]
    rows = []
    for shot in [*here, *moved]:
        known, fate = schedule.production.shots.get(shot), fates.get(shot)
        strip = schedule.plan.strip(shot)
        first = fate.first if fate else strip.span if strip else None
        last = fate.last if fate else strip.span if strip else None
        heading = schedule.headings.get(known.scene) if known else None
        why = fate.turns[-1].move.reason if fate and fate.turns else ""
        rows.append(
            row(
                Cell(shot, "strong", tone=heading.tone if heading else ""),
                Cell(heading.place if heading else "", below=known.text if known else ""),
                casting.digits(known.cast) if known else "",
                place(first.start, schedule.clocks, schedule.language) if first else "–",
                place(last.start, schedule.clocks, schedule.language) if last else "–",
                Cell(_became(shot, schedule), "strong" if shot in here else "alarm"),
                schedule.language.phrase(why),
            )
        )
    return rows


def _became(shot: str, schedule: Schedule) -> str:
    say, situation = schedule.language.say, schedule.plan.situation
    fate = next((fate for fate in schedule.past.fates if fate.shot == shot), None)
    if fate:
        return say(f"became-{fate.what.replace(' ', '-')}")
    done = situation is not None and shot in situation.done
    return say("became-shot-as-planned" if done else "became-to-come")
