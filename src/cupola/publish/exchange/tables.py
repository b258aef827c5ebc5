"""Every table of a plan, for spreadsheets: what paper shows, cell by cell, and when the light is there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from cupola.plan.figures import PARTS
from cupola.plan.summary import WORDS
from cupola.publish.board import Board, BoardDay, Totals, board
from cupola.publish.calls import call_rows
from cupola.publish.dood import DayOutOfDays, day_out_of_days
from cupola.publish.equipment import equipment
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.table import Cell, Table, day, utc
from cupola.publish.marks import Mark
from cupola.publish.moment import Moment
from cupola.publish.strips import StripRow

_HOUR = 3600.0


def tables(parcel: Parcel) -> tuple[Table, ...]:
    """Give all tables of a plan.

    Raises
    ------
    PlanError
        The plan is of another production (E604).
    """
    view = board(parcel.schedule, parcel.casting, parcel.phases)
    people = day_out_of_days(parcel.schedule, parcel.casting)
    return (
        one_liner(view),
        stripboard(view),
        takes(view),
        days(view),
        dates(people),
        cast_list(people),
        calls(parcel),
        gear(parcel),
        money(parcel),
        boneyard(view),
        opportunities(parcel),
    )


def one_liner(view: Board) -> Table:
    """Give the one-line schedule: a line a strip and day."""
    columns = "day|date|start (UTC)|shot|scene|in or out|place|time|light|cast|eighths|part|text"
    return Table.of("one-liner", columns, (_line(of, row) for of, row in _strips(view)))


def _line(of: BoardDay, row: StripRow) -> tuple[Cell, ...]:
    head = row.heading
    where = (row.scene, head.kind, head.place, head.time, row.light, row.cast)
    return (of.number, day(of.date), _at(row.start), row.shot, *where, row.eighths, row.part, row.text)


def stripboard(view: Board) -> Table:
    """Give the stripboard: a line a strip and day, with everything that a strip says."""
    columns = (
        "day|date|start (UTC)|stop (UTC)|crew start|crew stop|mission time|shot|scene"
        "|in or out|place|time|strip|set|module|text|size|lens|camera|gear|cast|players|crew|escorts"
        "|light|asks|quiet|takes|take|passes|length|part|finishes scene|eighths|marks"
    )
    return Table.of("stripboard", columns, (_strip(of, row) for of, row in _strips(view)))


def _strip(of: BoardDay, row: StripRow) -> tuple[Cell, ...]:
    head = row.heading
    when = (_at(row.start), _at(row.stop), row.start.crew_s, row.stop.crew_s, row.start.met)
    where = (head.kind, head.place, head.time, head.tone, row.set, row.module)
    what = (row.text, row.size, row.lens, row.camera, row.gear, row.cast, row.players, row.crew, row.escorts)
    light = (row.light, row.asks, row.quiet, row.takes, row.take_length, len(row.passes), row.length)
    scene = (row.part, row.completes, row.eighths, _marks(row.marks))
    return (of.number, day(of.date), *when, row.shot, row.scene, *where, *what, *light, *scene)


def takes(view: Board) -> Table:
    """Give every take, with the light that it has."""
    columns = "day|date|shot|scene|pass|escort|take|start (UTC)|stop (UTC)|light|then"
    return Table.of("takes", columns, _takes(view))


def _takes(view: Board) -> Iterator[tuple[Cell, ...]]:
    for of, row in _strips(view):
        for one in row.passes:
            for take in one.takes:
                head = (of.number, day(of.date), row.shot, row.scene, one.number, one.escort, take.number)
                yield (*head, _at(take.start), _at(take.stop), take.phase, take.change)


def days(view: Board) -> Table:
    """Give the day breaks: a line a shooting day, and the sums of the plan and of all that is to be shot."""
    columns = "day|date|call (UTC)|wrap (UTC)|set-ups|scenes|eighths|screen time|scenes finished"
    lines: list[tuple[Cell, ...]] = [
        (of.number, day(of.date), _at(of.call), _at(of.wrap), *_sums(of.totals), of.scenes) for of in view.days
    ]
    lines.append(("planned", None, None, None, *_sums(view.planned), ""))
    lines.append(("everything", None, None, None, *_sums(view.everything), ""))
    return Table.of("days", columns, lines)


def _sums(totals: Totals) -> tuple[Cell, ...]:
    return (totals.setups, totals.scenes, totals.eighths, totals.screen)


def dates(view: DayOutOfDays) -> Table:
    """Give the day-out-of-days: a line a person, a column a date."""
    columns = "|".join(["number", "category", "name", "part", *(one.date for one in view.days), "work", "hold"])
    return Table.of(
        "day-out-of-days",
        columns,
        (
            (line.number, group.name, line.name, line.part, *line.codes, line.worked, line.held)
            for group in view.groups
            for line in group.lines
        ),
    )


def cast_list(view: DayOutOfDays) -> Table:
    """Give everybody: cast by number, then crew, then escorts."""
    columns = "number|category|name|part|start|finish|days of work|days held|time"
    return Table.of(
        "cast-list",
        columns,
        (
            (line.number, group.name, line.name, line.part, *_ends(line.codes, view), line.worked, line.held, line.time)
            for group in view.groups
            for line in group.lines
        ),
    )


def _ends(codes: tuple[str, ...], view: DayOutOfDays) -> tuple[date | None, date | None]:
    """Give the first and the last day of work."""
    worked = [day(one.date) for one, code in zip(view.days, codes, strict=True) if "W" in code]
    return (worked[0], worked[-1]) if worked else (None, None)


def calls(parcel: Parcel) -> Table:
    """Give everybody's call on every shooting day, as the call sheets have it."""
    columns = "day|date|number|category|name|part|status|call (UTC)|where|wrap (UTC)|wrap where|shots|time|sleep (crew)"
    return Table.of("calls", columns, _calls(parcel))


def _calls(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    for of in parcel.schedule.days:
        for row in call_rows(of, parcel.schedule, parcel.casting):
            who = (row.number, row.category, row.name, row.part, row.status)
            when = (_at(row.call), row.where, _at(row.wrap), row.wrap_where)
            yield (of.number, day(of.date), *who, *when, row.shots, row.work, row.sleep)


def gear(parcel: Parcel) -> Table:
    """Give what is in use on each shooting day: cameras with their data, and counted gear."""
    columns = "day|date|kind|name|in use at once|aboard|set-ups|takes|running|GB|lenses|shots"
    return Table.of("gear", columns, _gear(parcel))


def _gear(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    for of in parcel.schedule.days:
        found, when = equipment(of, parcel.production), (of.number, day(of.date))
        for one in found.cameras:
            sums = (one.setups, one.takes, one.rolled, int(one.gb))
            yield (*when, "camera", one.model, one.out, one.bodies, *sums, one.lenses, one.shots)
        for item in found.gear:
            yield (*when, "gear", item.name, item.out, item.count, None, None, None, None, None, item.shots)


def money(parcel: Parcel) -> Table:
    """Give what the plan costs, in US dollars and in hours of people's time."""
    cost = parcel.plan.money
    hours = {"rigging": cost.rigging_s, "changes": cost.changes_s, "borrowed": cost.borrowed_s}
    lines: list[tuple[Cell, ...]] = [
        (WORDS[part], cost.parts[part] / 100, _hours(hours[part]) if part in hours else None) for part in PARTS
    ]
    return Table.of("money", "what|US dollars|hours", [*lines, ("total", cost.total, _hours(cost.effort))])


def boneyard(view: Board) -> Table:
    """Give what is left out, and why."""
    columns = "shot|scene|in or out|place|time|cast|light|asks|quiet|reason|marks|text"
    return Table.of(
        "boneyard",
        columns,
        (
            (
                *(row.shot, row.scene, row.heading.kind, row.heading.place, row.heading.time, row.cast),
                *(row.light, row.asks, row.quiet, row.reason, _marks(row.marks), row.text),
            )
            for row in view.boneyard
        ),
    )


def opportunities(parcel: Parcel) -> Table:
    """Give when a take of each shot has its light and view, in a set that may be used."""
    columns = "shot|scene|set|light|date (UTC)|start (UTC)|stop (UTC)|seconds"
    return Table.of("light-opportunities", columns, _opportunities(parcel))


def _opportunities(parcel: Parcel) -> Iterator[tuple[Cell, ...]]:
    for key, spans in parcel.opportunities.items():
        shot = parcel.production.shots[key]
        head = (key, shot.scene, parcel.production.sets[shot.set].name, shot.need.light)
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
