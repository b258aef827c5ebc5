"""Data and cards: what each day records, how many cards that fills, and what a night can offload of it."""

from __future__ import annotations

import math

from cupola.production.stock import Cards
from cupola.publish.day import Schedule, ShootingDay
from cupola.publish.imprint import imprint
from cupola.publish.report import Cell, Column, Part, Report, Style, row


def data_sheet(schedule: Schedule) -> Report:
    """Make the plan of cards and data."""
    said = schedule.language
    total = sum(work.data_gb for day in schedule.days for work in day.works)
    return Report(
        imprint=imprint(schedule.production, schedule.plan, schedule.past.approval, said),
        kind=said.say("data-and-cards"),
        remark=said.say("gigabytes", n=said.money(total)),
        parts=(_days(schedule), *(_cards(stock, schedule) for stock in schedule.production.cards)),
        note=said.say("data-note"),
    )


def _days(schedule: Schedule) -> Part:
    said, night = schedule.language, schedule.production.offload.nightly
    rows, kept = [], 0.0
    days = {day.slot: day for day in schedule.days}
    for slot, span in enumerate(schedule.production.days):
        made = sum(work.data_gb for work in days[slot].works) if slot in days else 0.0
        out = min(kept + made, night)
        kept += made - out
        if made or out:
            number = said.say("day-number", n=days[slot].number) if slot in days else ""
            left = Cell(said.money(kept), "alarm") if kept >= 0.5 else Cell("–")
            date = said.short_date(schedule.clocks.date(span.start))
            rows.append(row(Cell(number, "strong"), date, said.money(made), Cell(said.money(out), "strong"), left))
    most = "" if math.isinf(night) else said.say("night-holds", gb=said.money(night))
    keys = ("recorded", "offloaded", "left-on-cards")
    heads = (Column(said.say("day"), 26), Column(said.say("date"), 30))
    return Part(
        said.say("by-day"),
        most,
        columns=(*heads, *(Column(said.say(key), 34, right=True) for key in keys), Column("")),
        rows=tuple((*cells, Cell("")) for cells in rows),
    )


def _cards(stock: Cards, schedule: Schedule) -> Part:
    said, cameras = schedule.language, schedule.production.cameras
    rows = [cells for day in schedule.days if (cells := _filled(day, stock, schedule))]
    heads = [Column(said.say("day"), 26), Column(said.say("date"), 30)]
    heads += [Column(said.say("recorded"), 34, right=True), Column(said.say("cards-filled"), 34, right=True)]
    names = ", ".join(cameras[key].model for key in stock.cameras if key in cameras)
    held = said.count("cards-held", stock.count, gb=said.money(stock.size))
    return Part(names, held, columns=(*heads, Column(said.say("set-up-column"))), rows=tuple(rows))


def _filled(day: ShootingDay, stock: Cards, schedule: Schedule) -> tuple[Cell, ...] | None:
    works = [work for work in day.works if work.strip.camera in stock.cameras and work.data_gb]
    if not works:
        return None
    said, made = schedule.language, sum(work.data_gb for work in works)
    needed = math.ceil(made / stock.size - 1e-9)
    style: Style = "alarm" if needed > stock.count else "strong"
    return row(
        Cell(said.say("day-number", n=day.number), "strong"),
        said.short_date(day.date),
        said.money(made),
        Cell(said.say("part-of", n=needed, all=stock.count), style),
        Cell("", below=", ".join(work.shot.id for work in works)),
    )
