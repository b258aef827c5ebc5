"""What has happened to a shoot by a certain instant, laid over the production that was planned.

The documents say what was meant to be; a situation says what came of it: which shots are made, which one is under way,
and what the station's timeline brought that nobody had planned. It travels with the plan that was made from it, so
that the proof sees the same shoot as the planner.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cupola.errors import Message, PlanError, closest
from cupola.production import Event, Production


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a shoot stands.

    Attributes
    ----------
    now : float
        The instant; what is not shot by then can only be shot after it.
    done : tuple of str
        The shots that are made; their strips say when.
    under_way : tuple of str
        Shots that have begun and go on.
    events : tuple of Event
        What came, or was announced, since the documents were written.
    orbit : tuple of str
        Files of the production's folder that hold a newer orbit than the documents name; empty when none came. Whoever
        opens the production puts it on that orbit: see `production.renewal`.
    orbit_sha256 : tuple of str
        For each of those files the hash of what it held; empty in a plan that was written before hashes were kept.
    """

    now: float
    done: tuple[str, ...] = ()
    under_way: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    orbit: tuple[str, ...] = ()
    orbit_sha256: tuple[str, ...] = ()

    @property
    def begun(self) -> frozenset[str]:
        """The shots that are made or under way: they stay where they are."""
        return frozenset(self.done + self.under_way)


def situated(production: Production, situation: Situation | None) -> Production:
    """Give the production with what has happened to it; its digest stays that of its documents.

    Raises
    ------
    PlanError
        An event that takes somebody who is not aboard, or closes a set that there is not (E573).
    """
    if situation is None:
        return production
    faults = [fault for event in situation.events for fault in _unknown(production, event)]
    if faults:
        raise PlanError(*faults)
    new = [event for event in situation.events if event not in production.events]
    events = sorted([*production.events, *new], key=lambda event: (event.span.start, event.what))
    return replace(production, events=tuple(events))


def _unknown(production: Production, event: Event) -> list[Message]:
    kinds = (("person", event.people, production.people), ("set", event.sets, production.sets))
    return [
        Message("E573", f'"{event.what}" concerns the {what} "{word}", which is unknown', hint=closest(word, known))
        for what, words, known in kinds
        for word in sorted(words)
        if word not in known
    ]
