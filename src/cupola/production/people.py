"""The people of a production: each with the blocks of the whole stay, their limits, prices and looks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from cupola.clock import DAY, InstantError, Span, SpanSet, day_start
from cupola.production.build import Reporter
from cupola.production.calendar import lay_out, plan_faults
from cupola.production.crewrules import CrewRules
from cupola.production.document import ProductionForm
from cupola.production.looks import Looks
from cupola.production.person import Limits, Person
from cupola.production.personform import BlockForm, PersonForm
from cupola.production.ships import Ship, aboard, arrival, flown
from cupola.tree import Steps

_MOST_DATES: Final = 1000
"""Days from one date to another: more than any stay."""


Plans = Mapping[str, Sequence[BlockForm]]


def the_people(form: ProductionForm, base: CrewRules, ships: Sequence[Ship], report: Reporter) -> dict[str, Person]:
    """Make the people, each with the blocks of the whole stay, or of the part of it that their ships leave."""
    plans = _day_plans(form, base, report)
    people = {}
    for key, person in form.people.items():
        dates = _dates(key, person, plans, report)
        names = {"day": person.day} | ({"weekend": person.weekend} if person.weekend else {})
        known = [report.known(plan, plans, "E403", "the day plan", ("people", key, at)) for at, plan in names.items()]
        present = _present(key, form, ships, report) if all(known) and form.stay.depart > form.stay.arrive else None
        if present is None:
            continue
        blocks = lay_out(plans, person.day, person.weekend, dates, present, form.crew_clock.ahead)
        if form.unit is not None:
            away = flown(ships, key)
            blocks = tuple(replace(block, span=span) for block in blocks for span in SpanSet.of([block.span]) - away)
        arrive = arrival(ships, key, _stay(form)) if person.arrive is None and form.unit is None else person.arrive
        people[key] = replace(_person(key, person, base, report), blocks=blocks, arrive=arrive)
    return people


def _day_plans(form: ProductionForm, base: CrewRules, report: Reporter) -> Plans:
    for name, blocks in form.days.items():
        if any(path[:2] == ("days", name) for path in report.replaced):
            continue  # a block that was replaced could overlap anything
        for index, fault in plan_faults(blocks):
            report.add("E402", f'day "{name}": {fault}', ("days", name, index))
    return {name: plan.blocks for name, plan in base.days.items()} | dict(form.days)


def _stay(form: ProductionForm) -> Span:
    return Span(form.stay.arrive, form.stay.depart)


def _present(key: str, form: ProductionForm, ships: Sequence[Ship], report: Reporter) -> Span | None:
    """Give when somebody is there, a flight from a unit of the ground left in; None with a fault kept."""
    person, stay = form.people[key], _stay(form)
    there = stay if form.unit is not None else aboard(ships, key, stay)
    present = Span(there.start if person.arrive is None else max(there.start, person.arrive), there.stop)
    if present.length <= 0:
        text = f"{person.name} arrives when the stay is over"
        report.add("E409", text, ("people", key, "arrive"), "the stay ends with `depart`")
        return None
    return present


def _person(key: str, form: PersonForm, base: CrewRules, report: Reporter) -> Person:
    """Make somebody, without their days."""
    price = _price(key, "price", form.price, base, report)
    return Person(
        id=key,
        name=form.name,
        roles=tuple(form.roles),
        plays=form.plays,
        groups=frozenset(form.groups),
        novice=form.novice,
        limits=Limits(**{**base.limits.model_dump(), **form.limits.model_dump(exclude_none=True)}),
        price=price,
        blocks=(),
        private_price=_price(key, "private_price", form.private_price, base, report, price),
        day_rate=form.day_rate,
        holds=form.holds,
        sleeps_in=form.sleeps_in,
        language=form.language or "",
        looks=_looks(key, form, report),
    )


def _looks(key: str, form: PersonForm, report: Reporter) -> Looks | None:
    """Make the looks of a person."""
    if form.looks is None:
        return None
    path: Steps = ("people", key, "looks")
    order, known_looks = (*path, "order"), form.looks.all
    known = [report.known(look, known_looks, "E440", f"{key}: the look", order) for look in form.looks.order]
    for place, words in (("all", form.looks.all), ("order", form.looks.order)):
        twice = next((word for k, word in enumerate(words) if word in words[:k]), None)
        if twice is not None:
            known.append(False)
            report.add("E440", f"{key}: the look {twice} stands twice", (*path, place), "take one out")
    return Looks(tuple(form.looks.all), tuple(form.looks.order), form.looks.change) if all(known) else None


def _price(
    key: str, field: str, price: float | str | None, base: CrewRules, report: Reporter, usual: float = 0.0
) -> float:
    """Give a price an hour of a person: as written, or one that the crew rules name, or the usual one."""
    if price is None:
        return usual
    if isinstance(price, float):
        return price
    known = report.known(price, base.prices, "E401", "the price", ("people", key, field))
    return base.prices[price] if known else 0.0


def _dates(key: str, person: PersonForm, plans: Mapping[str, object], report: Reporter) -> dict[float, str]:
    """Give the day plan of each date that has one of its own, by its midnight; of two that meet, the later written."""
    found: dict[float, str] = {}
    for dates, name in person.dates.items():
        path = ("people", key, "dates", dates)
        midnights = _midnights(dates, path, report)
        if midnights and report.known(name, plans, "E403", "the day plan", path):
            found |= dict.fromkeys(midnights, name)
    return found


def _midnights(dates: str, path: Steps, report: Reporter) -> list[float]:
    """Give the midnights of a date, or from one date to another; none with a fault kept."""
    first, _, last = dates.partition(" to ")
    try:
        start, stop = day_start(first.strip()), day_start((last or first).strip())
    except InstantError:
        report.add("E108", f'"{dates}" is not a date', path, "write it as 2021-10-09, or 2021-10-09 to 2021-10-12")
        return []
    count = round((stop - start) / DAY) + 1
    if not 0 < count <= _MOST_DATES:
        text = f'"{dates}" ends before it begins' if count <= 0 else f'"{dates}" is longer than {_MOST_DATES} days'
        report.add("E108", text, path, "write the first date, and then the last")
        return []
    return [start + k * DAY for k in range(count)]
