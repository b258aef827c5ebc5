"""Every table of a plan, for spreadsheets: what paper shows, cell by cell, and when the light is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime

from cupola.plan.figures import PARTS
from cupola.publish.board import TONES, Board, BoardDay, Totals, board
from cupola.publish.calls import call_rows
from cupola.publish.dood import DayOutOfDays, Group, PersonLine, day_out_of_days
from cupola.publish.equipment import equipment
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.table import Cell, Table, day, utc
from cupola.publish.language import Language
from cupola.publish.marks import Mark
from cupola.publish.moment import Moment
from cupola.publish.strips import StripRow

_HOUR = 3600.0
_SIGNS = re.compile("[^a-z]+")


def tables(parcel: Parcel) -> tuple[Table, ...]:
    """Give all tables of a plan.

    Raises
    ------
    PlanError
        The plan is of another production (E604).
    """
    view = board(parcel.schedule, parcel.casting, parcel.phases)
    people = day_out_of_days(parcel.schedule, parcel.casting)
    said = parcel.language
    return (
        one_liner(view, said),
        stripboard(view, said),
        takes(view, said),
        days(view, said),
        dates(people, said),
        cast_list(people, said),
        calls(parcel),
        gear(parcel),
        money(parcel),
        boneyard(view, said),
        opportunities(parcel),
    )


def _table(name: str, columns: str, rows: Iterable[Iterable[Cell]], said: Language) -> Table:
    """Make a table with the heads of its columns in a language; a head that is a date is written as one."""
    heads = "|".join(_head(column, said) for column in columns.split("|"))
    form = said.form.dates.cell
    return replace(Table.of(name, heads, rows), title=said.say(f"table-{name}"), dates=form, yes=said.say("table-yes"))


def _head(column: str, said: Language) -> str:
    if column[0].isdigit():
        return said.cell_date(column)
    return said.say("column-" + _SIGNS.sub("-", column.lower()).strip("-"))


def _light(word: str, said: Language) -> str:
    return said.say(f"light-{word}") if word else ""


def one_liner(view: Board, said: Language) -> Table:
    """Give the one-line schedule: a line a strip and day."""
    columns = "day|date|start (UTC)|shot|scene|in or out|place|time|light|cast|eighths|part|text"
    return _table("one-liner", columns, (_line(of, row, said) for of, row in _strips(view)), said)


def _line(of: BoardDay, row: StripRow, said: Language) -> tuple[Cell, ...]:
    head = row.heading
    where = (row.scene, head.kind, head.place, head.time, _light(row.light, said), row.cast)
    return (of.number, day(of.date), _at(row.start), row.shot, *where, row.eighths, row.part, row.text)


def stripboard(view: Board, said: Language) -> Table:
    """Give the stripboard: a line a strip and day, with everything that a strip says."""
    columns = (
        "day|date|start (UTC)|stop (UTC)|crew start|crew stop|mission time|shot|scene"
        "|in or out|place|time|strip|set|module|text|size|lens|camera|gear|cast|players|crew|escorts"
        "|light|asks|quiet|takes|take|passes|length|part|finishes scene|eighths|marks"
    )
    return _table("stripboard", columns, (_strip(of, row, said) for of, row in _strips(view)), said)


def _strip(of: BoardDay, row: StripRow, said: Language) -> tuple[Cell, ...]:
    head = row.heading
    when = (_at(row.start), _at(row.stop), row.start.crew_s, row.stop.crew_s, row.start.met)
    tone = said.say(head.tone) if head.tone in TONES else ""
    where = (head.kind, head.place, head.time, tone, row.set, row.module)
    what = (row.text, row.size, row.lens, row.camera, row.gear, row.cast, row.players, row.crew, row.escorts)
    light = (_light(row.light, said), row.asks, row.quiet, row.takes, row.take_length, len(row.passes), row.length)
    scene = (row.part, row.completes, row.eighths, _marks(row.marks))
    return (of.number, day(of.date), *when, row.shot, row.scene, *where, *what, *light, *scene)


def takes(view: Board, said: Language) -> Table:
    """Give every take, with the light that it has."""
    columns = "day|date|shot|scene|pass|escort|take|start (UTC)|stop (UTC)|light|then"
    return _table("takes", columns, _takes(view, said), said)


def _takes(view: Board, said: Language) -> Iterator[tuple[Cell, ...]]:
    for of, row in _strips(view):
        for one in row.passes:
            for take in one.takes:
                head = (of.number, day(of.date), row.shot, row.scene, one.number, one.escort, take.number)
                yield (*head, _at(take.start), _at(take.stop), _light(take.phase, said), take.change)


def days(view: Board, said: Language) -> Table:
    """Give the day breaks: a line a shooting day, and the sums of the plan and of all that is to be shot."""
    columns = "day|date|call (UTC)|wrap (UTC)|set-ups|scenes|eighths|screen time|scenes finished"
    lines: list[tuple[Cell, ...]] = [
        (of.number, day(of.date), _at(of.call), _at(of.wrap), *_sums(of.totals), of.scenes) for of in view.days
    ]
    lines.append((said.say("sum-planned"), None, None, None, *_sums(view.planned), ""))
    lines.append((said.say("sum-everything"), None, None, None, *_sums(view.everything), ""))
    return _table("days", columns, lines, said)


def _sums(totals: Totals) -> tuple[Cell, ...]:
    return (totals.setups, totals.scenes, totals.eighths, totals.screen)


def dates(view: DayOutOfDays, said: Language) -> Table:
    """Give the day-out-of-days: a line a person, a column a date."""
    shown = "|".join(one.date for one in view.days)
    columns = f"number|category|name|role|{shown}|work|hold|travel|preparation"
    rows = ((*_who(group, line, said), *line.codes, *_counts(line)) for group in view.groups for line in group.lines)
    return _table("day-out-of-days", columns, rows, said)


def _who(group: Group, line: PersonLine, said: Language) -> tuple[Cell, ...]:
    return (line.number, said.say(f"category-{group.name}"), line.name, line.part)


def _counts(line: PersonLine) -> tuple[Cell, ...]:
    return (line.worked, line.held, line.travelled, line.prepared)


def cast_list(view: DayOutOfDays, said: Language) -> Table:
    """Give everybody: cast by number, then crew, then escorts."""
    columns = "number|category|name|role|start|finish|days of work|days held|time"
    rows = (
        (*_who(group, line, said), *_ends(line.codes, view), line.worked, line.held, line.time)
        for group in view.groups
        for line in group.lines
    )
    return _table("cast-list", columns, rows, said)


def _ends(codes: tuple[str, ...], view: DayOutOfDays) -> tuple[date | None, date | None]:
    """Give the first and the last day of work."""
    worked = [day(one.date) for one, code in zip(view.days, codes, strict=True) if "W" in code]
    return (worked[0], worked[-1]) if worked else (None, None)


def calls(parcel: Parcel) -> Table:
    """Give everybody's call on every shooting day, as the call sheets have it."""
    columns = "day|date|number|category|name|role|status|call (UTC)|where|wrap (UTC)|wrap where|shots|time|sleep (crew)"
    return _table("calls", columns, _calls(parcel), parcel.language)


def _calls(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    for of in parcel.schedule.days:
        for row in call_rows(of, parcel.schedule, parcel.casting):
            category = parcel.language.say(f"category-{row.category}")
            who = (row.number, category, row.name, row.part, row.status)
            when = (_at(row.call), row.where, _at(row.wrap), row.wrap_where)
            yield (of.number, day(of.date), *who, *when, row.shots, row.work, row.sleep)


def gear(parcel: Parcel) -> Table:
    """Give what is in use on each shooting day: cameras with their data, and counted gear."""
    columns = "day|date|kind|name|in use at once|aboard|set-ups|takes|running|GB|lenses|shots"
    return _table("gear", columns, _gear(parcel), parcel.language)


def _gear(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    say, production = parcel.language.say, parcel.schedule.production
    for of in parcel.schedule.days:
        found, when = equipment(of, production), (of.number, day(of.date))
        for one in found.cameras:
            sums = (one.setups, one.takes, one.rolled, int(one.gb))
            yield (*when, say("kind-camera"), one.model, one.out, one.bodies, *sums, one.lenses, one.shots)
        for item in found.gear:
            yield (*when, say("kind-gear"), item.name, item.out, item.count, None, None, None, None, None, item.shots)


def money(parcel: Parcel) -> Table:
    """Give what the plan costs, in US dollars and in hours of people's time."""
    cost, say = parcel.plan.money, parcel.language.say
    hours = {"rigging": cost.rigging_s, "changes": cost.changes_s, "borrowed": cost.borrowed_s}
    lines: list[tuple[Cell, ...]] = [
        (say(f"spent-{part}"), cost.parts[part] / 100, _hours(hours[part]) if part in hours else None) for part in PARTS
    ]
    lines.append((say("sum-total"), cost.total, _hours(cost.effort)))
    return _table("money", "what|US dollars|hours", lines, parcel.language)


def boneyard(view: Board, said: Language) -> Table:
    """Give what is left out, and why."""
    columns = "shot|scene|in or out|place|time|cast|light|asks|quiet|reason|marks|text"
    return _table(
        "boneyard",
        columns,
        (
            (
                *(row.shot, row.scene, row.heading.kind, row.heading.place, row.heading.time, row.cast),
                *(_light(row.light, said), row.asks, row.quiet, row.reason, _marks(row.marks), row.text),
            )
            for row in view.boneyard
        ),
        said,
    )


def opportunities(parcel: Parcel) -> Table:
    """Give when a take of each shot has its light and view, in a set that may be used."""
    columns = "shot|scene|set|light|date (UTC)|start (UTC)|stop (UTC)|seconds"
    return _table("light-opportunities", columns, _opportunities(parcel), parcel.language)


def _opportunities(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    production, said = parcel.schedule.production, parcel.language
    for key, spans in parcel.opportunities.items():
        shot = production.shots[key]
        head = (key, shot.scene, production.sets[shot.set].name, _light(shot.need.light, said))
        for span in spans:
            start, stop = utc(span.start), utc(span.stop)
            yield (*head, start.date(), start, stop, round(span.length, 1))


def _hours(seconds: float) -> float:
    return round(seconds / _HOUR, 4)


def _strips(view: Board) -> Iterator[tuple[BoardDay, StripRow]]:
    return ((of, row) for of in view.days for row in of.rows)


def _at(moment: Moment | None) -> datetime | None:
    return utc(moment.at) if moment else None


def _marks(marks: tuple[Mark, ...]) -> str:
    return "; ".join(f"{mark.words}: {mark.why}" if mark.why else mark.words for mark in marks)
