"""What a craft of one's own flies: an orbit told in a few figures, and turns from one attitude to another."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Final

from cupola.clock import Span
from cupola.errors import SkyError
from cupola.places import Station
from cupola.places.attitude import SpecialAttitude
from cupola.production.build import Reporter
from cupola.production.craftform import OrbitForm, TurnForm
from cupola.production.document import ProductionForm
from cupola.production.model import Event
from cupola.sky.keplerian import USUAL_DRAG, Keplerian, Plane
from cupola.sky.legs import Burn

_METRES_A_KM: Final = 1000.0


def own_orbit(form: OrbitForm, arrive: float, report: Reporter) -> Keplerian | None:
    """Make the orbit that is told in figures; None with faults kept."""
    if form.elements is not None or form.ephemeris is not None:
        other = "elements" if form.elements is not None else "ephemeris"
        text = f"the orbit is given twice, by {form.figures[0]} and by {other}"
        report.add("E328", text, ("orbit", form.figures[0]), f"keep one: {other}, if they cover the stay")
        return None
    lacking = _lacking(form)
    for text, hint in lacking:
        report.add("E730", text, ("orbit",), hint)
    if lacking:
        return None
    try:
        return _made(form, arrive)
    except SkyError as error:
        for message in error.messages:
            report.add(message.code, message.text, ("orbit",), message.hint)
        return None


def burns(form: OrbitForm, report: Reporter) -> list[Burn]:
    """Make the burns of an orbit that is told in figures; what is faulty is left out and reported."""
    found = []
    for index, item in enumerate(form.then or ()):
        path = ("orbit", "then", index)
        heights = [height for height in (item.height, item.perigee, item.apogee) if height is not None]
        if not heights or (item.height is not None and len(heights) > 1):
            text = "a burn does not say once how high the orbit is after it"
            report.add("E747", text, path, "give height, or perigee, or apogee, or these two")
            continue
        low, high = (
            None if height is None else height / _METRES_A_KM
            for height in (item.perigee or item.height, item.apogee or item.height)
        )
        found.append(Burn(item.start, low, high, item.burn))
    return found


def with_burns(known: tuple[Event, ...], form: ProductionForm) -> tuple[Event, ...]:
    """Give the events with the burns: everybody is seated then, and no direction can be relied on."""
    nobody: frozenset[str] = frozenset()
    items = form.orbit.then if form.orbit is not None and form.orbit.then is not None else ()
    spans = (Span(item.start - item.burn / 2, item.start + item.burn / 2) for item in items if item.burn > 0)
    stay = Span(form.stay.arrive, max(form.stay.arrive, form.stay.depart))
    found = [Event("the engine burns", span, nobody, nobody, True, True) for span in spans if span.overlaps(stay)]
    return tuple(sorted((*known, *found), key=lambda event: (event.span.start, event.what))) if found else known


def _lacking(form: OrbitForm) -> list[tuple[str, str]]:
    """Say what figures are missing, or are there twice, each with a hint."""
    found = []
    between = form.perigee is not None, form.apogee is not None
    if (form.height is None) == (between == (False, False)) or between in ((True, False), (False, True)):
        found.append(("the orbit does not say once how high it is", "give height, or perigee and apogee"))
    if form.inclination is None:
        found.append(("the orbit has no inclination", 'add "inclination:", 51.6 deg for example'))
    if (form.node is None) == (form.over is None):
        hint = "give over: {lat: 28.608, lon: -80.604}, the launch site for example, or the right ascension as node"
        found.append(("the orbit does not say once in which plane it lies", hint))
    elif form.over is not None and form.along is not None:
        found.append(("where the craft is at the epoch is said twice, by over and by along", 'take "along:" out'))
    return found


def _made(form: OrbitForm, arrive: float) -> Keplerian:
    epoch = arrive if form.epoch is None else form.epoch
    inclination = form.inclination or 0.0
    low = form.height if form.perigee is None else form.perigee
    high = form.height if form.apogee is None else form.apogee
    if form.over is not None:
        over = form.over
        plane = Plane.over(over.lat, over.lon, inclination, epoch, is_north=over.heading == "north")
    else:
        plane = Plane(inclination, form.node or 0.0, form.along or 0.0)
    return Keplerian(
        epoch=epoch,
        perigee=(low or 0.0) / _METRES_A_KM,
        apogee=(high or 0.0) / _METRES_A_KM,
        plane=plane,
        lowest=form.lowest or 0.0,
        drag=USUAL_DRAG if form.drag is None else form.drag,
    )


def turned(forms: list[TurnForm], station: Station, report: Reporter) -> Station:
    """Give the craft with the turns that the production asks of it, beside its own special attitudes."""
    found = [(_special(index, form, station, report), index) for index, form in enumerate(forms)]
    asked = sorted(((one, index) for one, index in found if one is not None), key=lambda pair: pair[0].span.start)
    for (before, _), (after, index) in pairwise(asked):
        if before.span.overlaps(after.span):
            text = f"{before.name} and {after.name} are asked for at once"
            report.add("E732", text, ("attitude", index, "from"), "end the one before the other begins")
    attitude = station.attitude
    return replace(station, attitude=replace(attitude, special=(*attitude.special, *(one for one, _ in asked))))


def _special(index: int, form: TurnForm, station: Station, report: Reporter) -> SpecialAttitude | None:
    """Make a turn; None with a fault kept."""
    path, modes = ("attitude", index), {mode.name: mode for mode in station.attitude.modes}
    if not modes:
        text = f"{station.name} has one attitude, and no modes to choose from"
        hint = 'take "attitude:" out, or write modes into a station file of your own'
        report.add("E731", text, (*path, "mode"), hint)
        return None
    if not report.known(form.mode, modes, "E731", "the attitude mode", (*path, "mode")):
        return None
    if form.stop <= form.start:
        report.add("E732", f"the attitude {form.mode} ends before it begins", (*path, "to"))
        return None
    span, mode = Span(form.start, form.stop), modes[form.mode]
    if any(one.span.overlaps(span) for one in station.attitude.special):
        text = f"{station.name} flies an attitude of its own while {form.mode} is asked for"
        report.add("E732", text, (*path, "from"), "its special attitudes stand in the station file")
        return None
    return SpecialAttitude(mode.name, span, mode.turning, mode.source, mode.confidence)
