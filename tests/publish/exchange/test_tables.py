"""The tables: the same as on paper, and each cell of its kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cupola.plan.figures import Money
from cupola.publish.board import board
from cupola.publish.exchange import Parcel
from cupola.publish.exchange.table import Table
from cupola.publish.exchange.tables import tables
from cupola.publish.language import english, language_of
from tests.publish.exchange.conftest import lit

NAMES = (
    "one-liner",
    "stripboard",
    "takes",
    "days",
    "day-out-of-days",
    "cast-list",
    "calls",
    "gear",
    "money",
    "boneyard",
    "light-opportunities",
)


def of(parcel: Parcel, name: str) -> list[dict[str, Any]]:
    """Give the rows of a table, by column."""
    (table,) = [one for one in tables(parcel) if one.name == name]
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def utc(day: int, hour: int, minute: int = 0) -> datetime:
    """Give an instant of October 2021."""
    return datetime(2021, 10, day, hour, minute, tzinfo=UTC)


def test_every_table_is_there_with_rows_as_long_as_its_columns(draft: Parcel) -> None:
    found = tables(draft)
    assert tuple(one.name for one in found) == NAMES
    for one in found:
        assert len(set(one.columns)) == len(one.columns)
        assert all(len(row) == len(one.columns) for row in one.rows)
        assert one.rows


def test_the_one_liner_has_a_line_a_strip_and_day(draft: Parcel) -> None:
    found = of(draft, "one-liner")
    assert [(r["day"], r["date"], r["start (UTC)"], r["shot"], r["eighths"]) for r in found] == [
        (1, date(2021, 10, 6), utc(6, 10), "1A", 0),
        (2, date(2021, 10, 7), utc(7, 9), "2A", 3),
        (3, date(2021, 10, 9), utc(9, 8), "1B", 12),
        (3, date(2021, 10, 9), utc(9, 11), "3A", 2),
    ]
    assert [(r["in or out"], r["place"], r["time"], r["cast"]) for r in found[1:3]] == [
        ("INT", "ZVEZDA", "NIGHT", "2"),
        ("INT", "NAUKA - BIG PORTHOLE", "DAY", "1"),
    ]


def test_the_stripboard_says_what_the_strips_on_paper_say(draft: Parcel) -> None:
    paper = [row for day in board(draft.schedule, draft.casting, draft.phases).days for row in day.rows]
    found = of(draft, "stripboard")
    for row, cells in zip(paper, found, strict=True):
        for field in ("shot", "scene", "set", "module", "text", "lens", "camera", "gear", "cast", "crew", "light"):
            assert cells[field] == getattr(row, field)
        assert cells["start (UTC)"].strftime("%H:%M:%S") == row.start.utc_s
        assert cells["stop (UTC)"].strftime("%H:%M:%S") == row.stop.utc_s
        assert (cells["passes"], cells["finishes scene"]) == (len(row.passes), row.completes)
    assert sum(cells["eighths"] for cells in found) == sum(cells["eighths"] for cells in of(draft, "days")[:3])


def test_takes_are_numbered_through_the_passes_and_have_their_light(draft: Parcel) -> None:
    found = [r for r in of(draft, "takes") if r["shot"] == "1B"]
    assert [(r["pass"], r["take"], r["start (UTC)"]) for r in found] == [
        (1, 1, utc(9, 8, 10)),
        (1, 2, utc(9, 8, 12)),
        (2, 3, utc(9, 9, 33)),
        (2, 4, utc(9, 9, 35)),
    ]
    assert [(r["light"], r["then"]) for r in found[1:3]] == [("sun", "sunset in 48 min"), ("sun", "sunset in 57 min")]


def test_days_end_with_the_sums_of_the_plan_and_of_everything(draft: Parcel) -> None:
    found = [(r["day"], r["set-ups"], r["scenes"], r["eighths"], r["screen time"]) for r in of(draft, "days")]
    assert found == [
        (1, 1, 0, 0, "0:00"),
        (2, 1, 1, 3, "0:22"),
        (3, 2, 2, 14, "1:45"),
        ("planned", 4, 3, 17, "2:08"),
        ("everything", 5, 4, 22, "2:45"),
    ]


def test_the_day_out_of_days_has_a_column_a_date(draft: Parcel) -> None:
    codes = {r["name"]: [r[f"2021-10-0{day}"] for day in (6, 7, 8, 9)] for r in of(draft, "day-out-of-days")}
    assert codes["Anna Actress"] == ["SW", "H", "", "WF"]
    assert codes["Boris Cosmonaut"] == ["SW", "WF", "", ""]
    assert codes["Klim Director"] == ["SW", "W", "", "WF"]


def test_a_part_that_is_played_is_no_part_of_a_scene(draft: Parcel) -> None:
    assert {r["name"]: r["role"] for r in of(draft, "cast-list")}["Anna Actress"] == "NINA"
    assert {r["part"] for r in of(draft, "one-liner")} >= {"1 of 1"}


def test_the_cast_list_has_dates_as_dates(draft: Parcel) -> None:
    found = {r["name"]: (r["number"], r["category"], r["start"], r["finish"]) for r in of(draft, "cast-list")}
    assert found["Anna Actress"] == (1, "cast", date(2021, 10, 6), date(2021, 10, 9))
    assert found["Mark Escort"] == (None, "escort", date(2021, 10, 9), date(2021, 10, 9))


def test_everybody_has_a_call_or_none_on_each_shooting_day(draft: Parcel) -> None:
    found = {(r["day"], r["name"]): (r["call (UTC)"], r["wrap (UTC)"]) for r in of(draft, "calls")}
    assert len(found) == 3 * 4
    assert found[3, "Anna Actress"] == (utc(9, 8), utc(9, 11, 31))
    assert found[1, "Mark Escort"] == (None, None)


def test_gear_is_counted_a_day(draft: Parcel) -> None:
    found = [(r["day"], r["kind"], r["name"], r["in use at once"], r["aboard"], r["GB"]) for r in of(draft, "gear")]
    assert found == [
        (1, "camera", "RED KOMODO 6K", 1, 2, 10),
        (1, "gear", "LED panel", 2, 4, None),
        (1, "gear", "sound recorder", 1, 1, None),
        (2, "camera", "GoPro HERO9", 1, 4, 10),
        (2, "gear", "LED panel", 1, 4, None),
        (3, "camera", "RED KOMODO 6K", 1, 2, 30),
    ]


def test_money_adds_up(draft: Parcel) -> None:
    cost = Money(shots=123_456_789, rigging=250, borrowed=1, rigging_s=5400, borrowed_s=60)
    rich = lit(Parcel(draft.production, replace(draft.plan, money=cost)))
    rows = {r["what"]: (r["US dollars"], r["hours"]) for r in of(rich, "money")}
    assert rows["on the shots"] == (1234567.89, None)
    assert rows["rigging"] == (2.5, 1.5)
    assert rows["total"] == (1234570.40, 1.5167)
    assert rows["total"][0] == pytest.approx(sum(row[0] for what, row in rows.items() if what != "total"))


def test_the_boneyard_says_why(draft: Parcel, approved: Parcel) -> None:
    assert [(r["shot"], r["reason"]) for r in of(draft, "boneyard")] == [
        ("4A", "4A needs sunset for 1 min; Nauka is taken.")
    ]
    (left,) = of(approved, "boneyard")
    assert left["marks"].startswith("dropped from Sat 9 Oct 11:40")


def test_opportunities_are_a_line_each(draft: Parcel) -> None:
    found = [r for r in of(draft, "light-opportunities") if r["shot"] == "2A"]
    assert len(found) == 64
    assert (found[0]["date (UTC)"], found[0]["start (UTC)"], found[0]["seconds"]) == (
        date(2021, 10, 6),
        utc(6, 0, 1),
        1800.0,
    )


def test_marks_tell_what_a_version_did(approved: Parcel) -> None:
    found = {r["shot"]: r["marks"] for r in of(approved, "stripboard")}
    assert found["1A"] == "shot"
    assert found["1B"].startswith("new")
    assert found["3A"].startswith("was Fri 8 Oct 11:00")


def test_russian_tables_have_no_english_of_ours(approved: Parcel) -> None:
    """What stays in Latin letters is the production's: names, ids, codes."""
    said = language_of("ru")
    ours = {word for key, text in english().form.words.items() if key.startswith(_TABLE_WORDS) for word in [text]}
    for one, other in zip(tables(approved), tables(lit(replace(approved, language=said))), strict=True):
        assert one.name == other.name
        assert one.title == one.name
        assert not set(other.columns) & set(one.columns) - _SAME
        assert len(other.rows) == len(one.rows)
        assert not {cell for row in other.rows for cell in row if isinstance(cell, str)} & ours - _SAME, one.name


_TABLE_WORDS = ("column-", "light-", "kind-", "sum-", "spent-", "category-", "mark-", "int-", "ext-")
_SAME = {"INT", "EXT", "GB", "took", "{n}"}


def test_russian_dates_are_those_of_the_same_days(draft: Parcel) -> None:
    russian = lit(replace(draft, language=language_of("ru")))
    dated = next(one for one in tables(russian) if one.name == "day-out-of-days")
    assert dated.columns[4:8] == ("06.10.2021", "07.10.2021", "08.10.2021", "09.10.2021")
    assert dated.dates == "dd.mm.yyyy"
    one, other = (next(t for t in tables(p) if t.name == "takes") for p in (draft, russian))
    assert [row[7:9] for row in one.rows] == [row[7:9] for row in other.rows]
    assert {(a[9], b[9]) for a, b in zip(one.rows, other.rows, strict=True)} == {("eclipse", "тень"), ("sun", "солнце")}


def test_text_is_cleaned_of_what_steers_a_screen() -> None:
    table = Table.of("x", "a|b", [("one\x1b[31m\u202etwo\ttab", 3), (" = ", None)])
    assert table.rows == (("one\ufffd[31mtwo tab", 3), ("=", None))
