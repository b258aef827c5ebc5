"""Company moves: by hand, on a day of the small shoot whose sets lie 100 km apart on the ground."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cupola.places.ground import Location
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.board import BoneRow, board
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.moves import CompanyMove, company_moves
from cupola.publish.pages import Pages
from cupola.publish.stationery import Stationery
from cupola.publish.strips import StripPrinter, StripRow
from cupola.publish.sunlight import Phases
from cupola.publish.typeset import pdf
from tests.publish.reading import Page, pdf_text

HERE = Location("Here", 38.0, 10.0)
THERE = Location("There", 38.899, 10.0)  # 0.899 degrees of a meridian are 100 km
NEXT_DOOR = Location("There", 38.0, 10.0)


def schedule_at(production: Production, plan: Plan, first: Location, second: Location) -> Schedule:
    """Lay the plan out with the sets of 9 October, 1B and then 3A, on the ground."""
    at = {production.shots["1B"].set: first, production.shots["3A"].set: second}
    sets = {key: replace(one, module="", location=at.get(key, HERE)) for key, one in production.sets.items()}
    rules = replace(production.rules, company_move=3600.0, road_speed=50.0)
    return Schedule.of(replace(production, sets=sets, rules=rules), plan)


def moves_of(schedule: Schedule) -> dict[str, tuple[CompanyMove, ...]]:
    return company_moves(schedule.days[2], schedule, Casting(schedule.production))


def test_who_works_at_two_places_moves_between_them(production: Production, plan: Plan) -> None:
    """Klim is behind both cameras: 1B ends at 09:36, 3A begins at 11:00; an hour of packing and two of 50 km/h."""
    schedule = schedule_at(production, plan, HERE, THERE)
    found = moves_of(schedule)
    assert found["1B"] == ()
    (move,) = found["3A"]
    sets = schedule.production.sets
    assert (move.here, move.there) == tuple(sets[production.shots[one].set].name for one in ("1B", "3A"))
    assert (move.leave.crew, move.due.crew, move.length) == ("09:36", "11:00", "3 h 00")
    assert "Klim Director" in move.people and "Mark Escort" not in move.people


def test_nobody_moves_aboard_or_within_one_place(production: Production, plan: Plan, schedule: Schedule) -> None:
    assert moves_of(schedule_at(production, plan, HERE, NEXT_DOOR)) == {"1B": (), "3A": ()}
    assert moves_of(schedule) == {"1B": (), "3A": ()}


def test_two_parties_from_one_house_go_as_one(production: Production, plan: Plan) -> None:
    """Somebody from another set of the same house joins: one banner, not two."""
    annexed = {**production.sets, "annex": replace(production.sets[production.shots["1B"].set], id="annex")}
    there = schedule_at(replace(production, sets=annexed), plan, HERE, THERE)
    day = there.days[2]
    first, second = day.works
    escort = second.passes[0].escort
    assert escort is not None
    beside = replace(first, strip=replace(first.strip, set="annex", people=(escort,)))
    found = company_moves(replace(day, works=(first, beside, second)), there, Casting(there.production))
    (move,) = found[second.shot.id]
    assert "Klim Director" in move.people and "Mark Escort" in move.people


def test_board_and_key_know_of_moves_and_of_the_light_that_there_is(
    production: Production, plan: Plan, phases: Phases
) -> None:
    schedule = schedule_at(production, plan, HERE, THERE)
    casting = Casting(schedule.production)
    view = board(schedule, casting, phases)
    assert [len(row.moves) for day in view.days for row in day.rows] == [0, 0, 0, 1]
    rows: list[StripRow | BoneRow] = [*(row for day in view.days for row in day.rows), *view.boneyard]
    assert set(view.lights) == {row.light for row in rows}
    assert set(view.tones) == {row.heading.tone for row in rows} - {"plain"}
    assert StripPrinter(schedule, casting, phases).rows(schedule.days[2])[1].moves == view.days[2].rows[1].moves


@pytest.mark.parametrize("name", ["stripboard", "oneliner"])
def test_a_move_is_a_banner_between_two_strips(
    name: str, production: Production, plan: Plan, phases: Phases, tmp_path: Path
) -> None:
    schedule = schedule_at(production, plan, HERE, THERE)
    view, stationery = board(schedule, Casting(schedule.production), phases), Stationery.of(None)
    printed = tmp_path / f"{name}.pdf"
    printed.write_bytes(pdf(stationery, f"{name}.typ", view))
    page = Page(Pages(stationery).fill(f"{name}.html", view)).text
    for text in (pdf_text(printed), page):
        at = text.upper().index("COMPANY MOVE")
        assert text.index("1B") < at < text.index("3A", at)
        assert "3 h 00, between 09:36 and 11:00" in text
