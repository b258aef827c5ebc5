"""Who is in the air: they are in no other set from take-off to landing."""

from __future__ import annotations

from cupola.clock import SpanSet
from cupola.places.flown import Flown
from cupola.production import Production, Shot


def aloft(production: Production, shot: Shot) -> SpanSet:
    """Give when somebody of a shot, or who may escort it, is in the air with a craft that its set is not in."""
    mine, people = shot.need.flights, {*shot.people, *escorts(production, shot)}
    others = [craft for craft in _crafts(production) if craft != mine and people & _flyers(production, craft)]
    return SpanSet.of(span for flights in others for span in flights.flown())


def escorts(production: Production, shot: Shot) -> tuple[str, ...]:
    """Give who may escort a shot: of its group those who are there anyway, if there are such.

    In a craft they are those who fly with it for their own shots, and elsewhere those who do not fly.
    """
    group = _group(production, shot)
    mine = shot.need.flights
    if mine is not None:
        return tuple(key for key in group if key in _people(production, mine)) or group
    away = {key for craft in _crafts(production) for key in _flyers(production, craft)}
    return tuple(key for key in group if key not in away) or group


def _group(production: Production, shot: Shot) -> tuple[str, ...]:
    return tuple(k for k, p in production.people.items() if shot.escort in p.groups) if shot.escort else ()


def _crafts(production: Production) -> list[Flown]:
    """Give what flies for the film."""
    return list(dict.fromkeys(one.flights for one in production.sets.values() if one.flights is not None))


def _people(production: Production, craft: Flown) -> set[str]:
    """Give who has a shot in a craft: they fly in each of its flights."""
    return {key for shot in production.shots.values() if shot.need.flights == craft for key in shot.people}


def _flyers(production: Production, craft: Flown) -> set[str]:
    """Give who has a shot in a craft, or may escort one."""
    inside = [shot for shot in production.shots.values() if shot.need.flights == craft]
    return _people(production, craft) | {key for shot in inside for key in escorts(production, shot)}
