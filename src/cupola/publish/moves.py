"""Company moves on paper: who goes from one place on the ground to another between two set-ups of a day."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.publish.casting import Casting
from cupola.publish.day import Schedule, ShootingDay, Work
from cupola.publish.moment import Moment, minutes_text


@dataclass(frozen=True, slots=True)
class CompanyMove:
    """A move before a set-up: from which set to which, who goes, and how long it takes with packing and unpacking.

    `leave` is when the last of them is done there, `due` when the set-up begins.
    """

    here: str
    there: str
    leave: Moment
    due: Moment
    length: str
    people: str


def company_moves(day: ShootingDay, schedule: Schedule, casting: Casting) -> dict[str, tuple[CompanyMove, ...]]:
    """Give the moves of a day by the shot that they lead to: of everybody whose set-up before it was elsewhere."""
    last: dict[str, Work] = {}
    found = {}
    for work in day.works:
        parties: dict[str, list[str]] = {}
        for person in work.everyone:
            if person in last and schedule.production.travel(last[person].strip.set, work.strip.set):
                parties.setdefault(_same(last[person].strip.set, parties, schedule), []).append(person)
        found[work.shot.id] = tuple(
            _move(here, people, max(last[one].span.stop for one in people), work, schedule, casting)
            for here, people in parties.items()
        )
        last |= dict.fromkeys(work.everyone, work)
    return found


def _same(place: str, parties: dict[str, list[str]], schedule: Schedule) -> str:
    """Give the set that stands for a location: two sets of one house are left in one move."""
    return next((one for one in parties if not schedule.production.travel(one, place)), place)


def _move(here: str, people: list[str], done: float, work: Work, schedule: Schedule, casting: Casting) -> CompanyMove:
    sets, clocks = schedule.production.sets, schedule.clocks
    return CompanyMove(
        here=sets[here].name,
        there=sets[work.strip.set].name,
        leave=clocks.moment(done),
        due=clocks.moment(work.span.start),
        length=minutes_text(schedule.production.travel(here, work.strip.set), schedule.language),
        people=casting.names(person.id for person in casting.in_order() if person.id in people),
    )
