"""Sets that are never open, pauses that are too short, shots that no card holds and no battery lasts."""

from __future__ import annotations

import math

from cupola.clock import SpanSet
from cupola.production.contradictions.case import Case
from cupola.production.model import Production
from cupola.production.scene import Shot
from cupola.production.takes import fewest_takes, is_flown, shortest_pass
from cupola.tree import Steps
from cupola.units import duration_text

_HALF = 0.5
_LEEWAY = 60.0
"""Seconds that a revolution may be longer or shorter than the orbit's mean one."""


def closed_sets(case: Case) -> None:
    """Find sets of shots that are open at some time of the stay, but never while a camera may roll."""
    production = case.production
    for key in dict.fromkeys(shot.set for shot in production.shots.values()):
        where = production.sets[key]
        if case.hours.usable(where) or not where.open:
            continue  # of a set that is closed all through the stay that is said already
        is_open = bool(where.open.clip(production.shoot))
        place = case.written(*(("sets", key, field) for field in ("permits", "open_from", "open_to")), ("sets", key))
        events = [e for e in production.events if e.stops_filming or key in e.sets]
        if is_open and (at := case.event_place(events[0])):
            place = at
        why = f"{events[0].what} closes it" if is_open else f"it is open {_spans(where.open)}"
        text = f"set {key} is never open during the shoot ({production.shoot}): {why}"
        case.book.add("E468", text, place, "open it then, or shoot the scenes elsewhere")


def _spans(spans: SpanSet) -> str:
    found = [str(span) for span in spans]
    return ", ".join(found[:3]) + (", …" if len(found) > 3 else "")


def full_cards(case: Case) -> None:
    """Find shots that record more in one pass than all the cards of their camera hold."""
    production = case.production
    stocks = {camera: cards for cards in production.cards for camera in cards.cameras}
    for shot in production.shots.values():
        cards = stocks.get(shot.camera)
        amount = shot.data_gb * fewest_takes(shot) / shot.takes
        if cards is not None and amount > cards.size * cards.count * (1 + 1e-9):
            text = (
                f"a pass records {amount:.0f} GB at least, and the cards of {shot.camera} hold "
                f"{cards.size * cards.count:g} GB ({cards.count} × {cards.size:g} GB)"
            )
            field = case.field(shot.id, "data", "takes")
            case.about(shot.id, "E469", text, field, "spread it over more passes, or bring more cards")


def flat_batteries(case: Case) -> None:
    """Find shots that drain more batteries in one pass than there are."""
    production = case.production
    for shot in production.shots.values():
        camera = production.cameras.get(shot.camera)
        battery = camera.battery if camera is not None else None
        if battery is None:
            continue
        length = min(shortest_pass(production, shot, day) for day in range(len(production.days)))
        if math.ceil(length / battery.runs - 1e-9) > battery.count:
            text = (
                f"set-up and takes of a pass last {duration_text(length)} at least, and {battery.count} × "
                f"{duration_text(battery.runs)} of battery run the {shot.camera}"
            )
            case.about(shot.id, "E469", text, "setup", "bring more batteries, or plug the camera in")


def short_pauses(case: Case) -> None:
    """Find shots in several passes between which lies more time than a set-up may wait."""
    production = case.production
    if production.flight is None:
        return
    turn, rules = production.orbit.revolution, production.rules
    soonest = turn * _HALF if rules.like_light >= turn * _HALF else turn - rules.like_light
    place = case.written(("rules", "pass_gap"), ())
    for shot in production.shots.values():
        if (shot.passes or 1) < 2 or is_flown(shot) or _stays_overnight(production, shot):
            continue
        rolling = max(_longest_roll(production, shot, day) for day in range(len(production.days)))
        if soonest - rolling - _LEEWAY > rules.pass_gap:
            text = (
                f"shot {shot.id} takes {shot.passes} passes, of which the next begins to roll "
                f"{duration_text(soonest)} after the one before or later; it may wait {duration_text(rules.pass_gap)}"
            )
            _tell(case, shot, text, place)


def _tell(case: Case, shot: Shot, text: str, place: Steps) -> None:
    hint = "allow a longer pass_gap under rules, or take the shot in one pass"
    if place:
        case.book.add("E464", text, place, hint)
    else:
        case.tell(shot.id, "E464", text, "passes", hint)


def _stays_overnight(production: Production, shot: Shot) -> bool:
    return production.sets[shot.set].overnight


def _longest_roll(production: Production, shot: Shot, day: int) -> float:
    """Give the most seconds from the first take of the first pass to the end of its last."""
    factor = production.time_factor(day, shot)
    return (fewest_takes(shot) - 1) * math.ceil((shot.take + shot.reset) * factor) + math.ceil(shot.take)
