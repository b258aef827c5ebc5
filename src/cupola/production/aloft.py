"""Aircraft of a production, and what its shots ask of gravity."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Final

from cupola.clock import date_text
from cupola.errors import SkyError
from cupola.light.gravity import gravity_of, refuse_other_gravity
from cupola.light.ground.limits import GroundLimits, ground_terms
from cupola.light.need import Need
from cupola.places.aircraft import Aircraft, Flights, aircraft
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.places.hop import Hops, hopper, shipped_hoppers
from cupola.production.breakdownform import ShotForm
from cupola.production.build import Reporter
from cupola.production.craftform import AircraftForm
from cupola.production.document import ProductionForm
from cupola.production.model import Set
from cupola.production.radio import own_link
from cupola.production.takes import in_one_fall
from cupola.tree import Steps
from cupola.units import counted, duration_text

MOST_PARABOLAS: Final = 20
"""A shot is spread over so many parabolas at most: as many passes as a plan has of one set-up."""

_ABOUT_FLIGHTS: Final = ("kind", "airfield", "sector", "takeoffs", "heading")


def the_flights(form: ProductionForm, report: Reporter) -> dict[str, Flown]:
    """Make the craft with their flights; what is faulty is left out and reported."""
    found: dict[str, Flown] = {}
    for key, item in form.aircraft.items():
        path: Steps = ("aircraft", key)
        if item.kind in shipped_hoppers():
            hops = _hops(item, report, path)
            found.update({key: replace(hops, radio=own_link(form, hops.link))} if hops is not None else {})
            continue
        try:
            figures = item.model_dump(exclude_none=True, exclude=set(_ABOUT_FLIGHTS))
            craft = aircraft(item.kind, figures)
        except SkyError as error:
            for message in error.messages:
                at = (*path, "kind") if message.code == "E733" else path
                report.add(message.code, f"aircraft › {key}: {message.text}", at, message.hint)
            continue
        if item.airfield is None:
            report.add("E106", f"aircraft › {key}: airfield is missing", (*path, "airfield"), "from where does it fly?")
        elif _check_takeoffs(item, craft, form.crew_clock.ahead, report, path):
            sector = item.sector or item.airfield
            airfield = Location(f"airfield of {craft.name}", item.airfield.lat, item.airfield.lon)
            flights = Flights.of(craft, tuple(item.takeoffs), airfield, (sector.lat, sector.lon), item.heading)
            found[key] = replace(flights, radio=own_link(form, flights.link))
    return found


def _hops(form: AircraftForm, report: Reporter, path: Steps) -> Hops | None:
    """Make the flights of a craft that hops; None with a fault kept."""
    craft, before = hopper(form.kind), report.faults
    for name in form.model_dump(exclude_none=True, exclude=set(_ABOUT_FLIGHTS)):
        report.add("E737", f"{name} is said of parabolas, and {craft.name} flies none", (*path, name), "take it out")
    for index, (one, two) in enumerate(pairwise(form.takeoffs), 1):
        if two < one + craft.landing:
            text = f"{craft.name} leaves again before it has landed: a flight lasts {duration_text(craft.landing)}"
            report.add("E736", text, (*path, "takeoffs", index), "leave later")
    site = form.airfield
    lat, lon = (craft.lat, craft.lon) if site is None else (site.lat, site.lon)
    base = Location(f"site of {craft.name}", lat, lon, craft.ground)
    return Hops.of(craft, tuple(form.takeoffs), base, form.heading) if report.faults == before else None


def _check_takeoffs(item: AircraftForm, craft: Aircraft, offset: float, report: Reporter, path: Steps) -> bool:
    """Check that each flight is over when the next begins, and that there are not too many on a day."""
    before = report.faults
    for index, (one, two) in enumerate(pairwise(item.takeoffs), 1):
        if two < one + craft.lasts:
            text = f"{craft.name} takes off again before it has landed: a flight lasts {duration_text(craft.lasts)}"
            report.add("E736", text, (*path, "takeoffs", index), "take off later, or fly fewer parabolas")
    days = Counter(date_text(at + offset) for at in item.takeoffs)
    for date, count in days.items():
        if count > craft.flights:
            text = f"{craft.name} takes off {count} times on {date}; it flies {counted(craft.flights, 'time')} a day"
            report.add("E736", text, (*path, "takeoffs"), 'move a flight, or raise "flights:" of the aircraft')
    return report.faults == before


def check_gravity(form: ShotForm, where: Set | None, report: Reporter, path: Steps) -> None:
    """Check that the set of a shot has the gravity that it asks for, for as long as it asks."""
    if where is None or form.gravity == "any":
        return
    need = Need(location=where.under_sky, gravity=form.gravity, flights=where.flights)
    try:
        refuse_other_gravity(need)
    except SkyError as error:
        for message in error.messages:
            hint = f"{where.name} has {', '.join(gravity_of(need))}"
            report.add(message.code, f"shot {form.shot}: {message.text}", (*path, "gravity"), hint)
        return
    if where.flights is not None and form.gravity != "earth":
        _check_length(form, where.flights, report, path)


def check_panes(form: ShotForm, where: Set | None, report: Reporter, path: Steps) -> None:
    """Check that the craft of a shot has the window that it asks for, and that its view is one that is worked out."""
    if where is None or where.flights is None:
        return
    need = Need(window=form.window, view=form.view, location=where.under_sky, flights=where.flights)
    try:
        ground_terms(need, where.flights.sky, GroundLimits())
    except SkyError as error:
        field = "window" if form.window is not None and "window" in error.messages[0].text else "view"
        for message in error.messages:
            report.add(message.code, f"shot {form.shot}: {message.text}", (*path, field), message.hint)


def _check_length(form: ShotForm, flights: Flown, report: Reporter, path: Steps) -> None:
    """Check that a take fits into a parabola, and that there are parabolas enough for all of them."""
    spans, who = flights.spans(form.gravity), f"shot {form.shot}"
    longest = float((spans.stops - spans.starts).max())
    if form.take > longest:
        text = (
            f"{who}: a take of {duration_text(form.take)}; {flights.name} gives {duration_text(longest)} "
            f"of gravity {form.gravity} at a stretch, at most"
        )
        report.add("E735", text, (*path, "take"), f"make it {duration_text(longest)} or shorter, or two shots of it")
        return
    passes = -(-form.takes // in_one_fall(form.take, form.reset, longest)) if form.passes is None else form.passes
    stretches = int((spans.stops - spans.starts >= form.take).sum())
    most = min(MOST_PARABOLAS, stretches)
    if passes > most:
        of_all = f"all flights have {stretches}"
        flown = of_all if stretches < MOST_PARABOLAS else f"a set-up goes over {MOST_PARABOLAS} at most"
        text = f"{who}: {counted(form.takes, 'take')} need {passes} stretches of gravity {form.gravity}; {flown}"
        report.add("E735", text, (*path, "takes"), "ask for fewer takes, make two shots of it, or fly once more")
