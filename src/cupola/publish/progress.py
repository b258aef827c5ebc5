"""The daily production report: what each day was to bring beside what it brought, as far as the shoot is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from cupola.clock import SpanSet
from cupola.production.scene import Scene
from cupola.publish.board import Totals, totals
from cupola.publish.calls import common
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.dood import status
from cupola.publish.imprint import imprint
from cupola.publish.marks import place
from cupola.publish.moment import running_text
from cupola.publish.notes import notes
from cupola.publish.report import Cell, Column, Fact, Part, Report, row
from cupola.script.length import pages_text

_TOLD: Final = ("event", "stop", "attitude", "change", "private", "first-days")
"""Notes of a call sheet that the report repeats: what the day was like, not what to mind on it."""
_TO_FILL_IN: Final = "_" * 24


def production_report(schedule: Schedule, casting: Casting) -> Report | None:
    """Make the report of the days that have begun; None while nothing is known of the shoot."""
    situation, said = schedule.plan.situation, schedule.language
    begun = [day for day in schedule.days if situation and day.span.start < situation.now]
    if situation is None or not begun:
        return None
    shoot = _Shoot(schedule, casting)
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("production-report"),
        remark=said.say("known-until", time=place(situation.now, schedule.clocks, said)),
        parts=tuple(part for day in begun for part in shoot.day(day)),
        note=said.say("production-report-note"),
        flipped=True,
    )


@dataclass(frozen=True)
class _Shoot:
    """What of a shoot is made."""

    schedule: Schedule
    casting: Casting

    @cached_property
    def done(self) -> frozenset[str]:
        situation = self.schedule.plan.situation
        return frozenset(situation.done if situation else ())

    @cached_property
    def made_on(self) -> dict[str, int]:
        """The number of the day on which each set-up that is made was finished."""
        return {
            work.shot.id: day.number for day in self.schedule.days for work in day.works if work.shot.id in self.done
        }

    def day(self, day: ShootingDay) -> Iterator[Part]:
        """Give the parts of a day: times, how far the film is, set-ups, people, notes, and room for what is missing."""
        yield self._head(day)
        yield self._setups(day)
        yield self._people(day)
        told = self._notes(day)
        if told.rows:
            yield told
        say = self.schedule.language.say
        blank = (say("delays-and-incidents"), say("first-assistant-director"), say("director"))
        yield Part(say("to-fill-in"), facts=tuple(Fact(label, _TO_FILL_IN) for label in blank), whole=True)

    def _head(self, day: ShootingDay) -> Part:
        said, clocks = self.schedule.language, self.schedule.clocks
        shot = [work for work in day.works if work.shot.id in self.done]
        takes = SpanSet.of(take for work in shot for take in work.takes)
        meal = common("meal", day, self.schedule)
        directors = [one.name for one in self.schedule.production.people.values() if _directs(one.id, self)]
        heads = [said.say(key) for key in ("today", "pages-before", "pages-so-far", "pages-left", "total")]
        return Part(
            title=f"{said.say('day-number', n=day.number)} · {said.long_date(day.date)}",
            remark=said.say("part-of", n=day.number, all=len(self.schedule.days)),
            facts=(
                *([Fact(said.say("director"), ", ".join(directors))] if directors else []),
                Fact(said.say("call"), clocks.moment(day.works[0].span.start).crew),
                Fact(said.say("first-take"), clocks.moment(float(takes.starts[0])).crew if takes else "–"),
                *([Fact(said.say("meal"), clocks.span_text(meal))] if meal else []),
                Fact(said.say("wrap"), clocks.moment(float(takes.stops[-1])).crew if takes else "–"),
                Fact(said.say("set-ups-shot"), said.say("part-of", n=len(shot), all=len(day.works))),
                Fact(said.say("scenes-done"), _numbers(self._finished([day.number]))),
                Fact(said.say("scenes-begun"), _numbers(self._begun(day))),
                Fact(said.say("recorded"), said.money(sum(work.data_gb for work in shot))),
            ),
            columns=(Column("", 46), *(Column(head, 30, right=True) for head in heads), Column("")),
            rows=tuple(self._sums(day)),
            whole=True,
        )

    def _sums(self, day: ShootingDay) -> Iterator[tuple[Cell, ...]]:
        """Give set-ups, scenes, pages and screen time: of the day, before it, with it, to come, and in all."""
        say = self.schedule.language.say
        until = range(1, day.number)
        production = self.schedule.production
        whole = totals((production.scene[shot.scene] for shot in production.shots.values()), self.schedule.scenes)
        today, before = self._made([day.number]), self._made(until)
        so_far = self._made([*until, day.number])
        yield _line(say("set-up-column"), [one.setups for one in (today, before, so_far, whole)], str)
        yield _line(say("scene-rows"), [one.scenes for one in (today, before, so_far, whole)], str)
        yield _line(say("pages"), [one.eighths for one in (today, before, so_far, whole)], pages_text)
        seconds = [self._screen([day.number]), self._screen(until), self._screen([*until, day.number])]
        in_all = sum(scene.screen_time for scene in self.schedule.scenes if scene.lesson is None)
        yield _line(say("screen-today"), [round(one) for one in (*seconds, in_all)], running_text)

    def _made(self, numbers: Iterable[int]) -> Totals:
        production, days = self.schedule.production, frozenset(numbers)
        shots = [production.shots[key] for key, number in self.made_on.items() if number in days]
        return totals((production.scene[shot.scene] for shot in shots), self._finished(days))

    def _screen(self, numbers: Iterable[int]) -> float:
        return sum(scene.screen_time for scene in self._finished(numbers) if scene.lesson is None)

    def _finished(self, numbers: Iterable[int]) -> list[Scene]:
        """Give the scenes of which the last set-up was made on one of some days."""
        days = frozenset(numbers)
        whole = [s for s in self.schedule.scenes if s.shots and self.made_on.keys() >= {shot.id for shot in s.shots}]
        return [scene for scene in whole if max(self.made_on[shot.id] for shot in scene.shots) in days]

    def _begun(self, day: ShootingDay) -> list[Scene]:
        """Give the scenes of which something was made on a day, but which it did not finish."""
        finished = {scene.number for scene in self._finished([day.number])}
        made = dict.fromkeys(work.scene.number for work in day.works if work.shot.id in self.done)
        return [self.schedule.production.scene[number] for number in made if number not in finished]

    def _setups(self, day: ShootingDay) -> Part:
        said = self.schedule.language
        heads = [("set-up", 16.0), ("set-and-text", 0.0), ("cast", 18.0), ("first-planned", 34.0), ("in-the-end", 34.0)]
        rows = tuple(_rows(day, self.schedule, self.casting))
        return Part(
            title=said.say("set-up-column"),
            columns=tuple(Column(said.say(key), width) for key, width in [*heads, ("what", 40.0), ("why", 60.0)]),
            rows=rows,
            whole=len(rows) <= 14,
        )

    def _people(self, day: ShootingDay) -> Part:
        """Give who worked from when to when, of those who were there for something that was made."""
        said, clocks = self.schedule.language, self.schedule.clocks
        heads = (("number", 10), ("name", 50), ("part", 0), ("work", 16), ("call", 20), ("wrap", 20), ("time", 24))
        rows = []
        for person in self.casting.in_order():
            spans = [span for work in day.works if work.shot.id in self.done for span in work.calls(person.id)]
            if spans:
                rows.append(
                    row(
                        str(self.casting.numbers.get(person.id, "")),
                        Cell(person.name, "strong"),
                        self.casting.part(person),
                        status(self.schedule, self.casting, person)[day.slot],
                        clocks.moment(min(span.start for span in spans)).crew,
                        clocks.moment(max(span.stop for span in spans)).crew,
                        said.minutes(sum(span.length for span in spans)),
                    )
                )
        columns = tuple(Column(said.say(key), width, right=key in ("call", "wrap", "time")) for key, width in heads)
        return Part(said.say("cast-and-crew"), columns=columns, rows=tuple(rows), whole=len(rows) <= 14)

    def _notes(self, day: ShootingDay) -> Part:
        say = self.schedule.language.say
        found = [note for note in notes(day, self.schedule, self.casting) if note.kind in _TOLD]
        return Part(
            say("report-notes"),
            columns=(Column(say("time"), 26), Column("", 26), Column("")),
            rows=tuple(row(note.time or say("all-day"), say(f"note-{note.kind}"), note.text) for note in found),
            whole=len(found) <= 14,
        )


def _directs(person: str, shoot: _Shoot) -> bool:
    return shoot.schedule.language.name("director") in shoot.schedule.production.people[person].roles


def _numbers(scenes: Iterable[Scene]) -> str:
    return ", ".join(scene.number for scene in scenes if scene.lesson is None) or "–"


def _line(label: str, found: list[int], written: Callable[[int], str]) -> tuple[Cell, ...]:
    today, before, so_far, whole = found
    shown = [written(n) for n in (today, before, so_far, whole - so_far, whole)]
    return row(Cell(label, "strong"), Cell(shown[0], "strong"), *shown[1:], "")


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
