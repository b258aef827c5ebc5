"""Who is in the air: they are in no other set from take-off to landing."""

from __future__ import annotations

from cupola.clock import SpanSet
from cupola.production import Production, Shot


def aloft(production: Production, shot: Shot) -> SpanSet:
    """Give when somebody of a shot is in the air with a craft that its set is not in.

    Who has a shot in a craft flies in each of its flights.
    """
    mine, people = shot.need.flights, set(shot.people)
    others = {
        other.need.flights
        for other in production.shots.values()
        if other.need.flights not in (None, mine) and people & set(other.people)
    }
    return SpanSet.of(span for flights in others if flights is not None for span in flights.flown())
