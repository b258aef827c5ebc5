"""Gravity as a condition of a shot: when the place where it is shot has it."""

from __future__ import annotations

from cupola.clock import Span, SpanSet
from cupola.errors import Message, SkyError
from cupola.light.need import Need
from cupola.places.gravity import GRAVITY_WORDS


def gravity_of(need: Need) -> tuple[str, ...]:
    """Give the words for gravity that can hold where a need is asked."""
    if need.flights is not None:
        return need.flights.words
    return (need.location.body,) if need.location is not None else ("weightless",)


def has_gravity(need: Need, within: Span) -> SpanSet:
    """Give when, in a span, gravity is what a need asks for.

    Raises
    ------
    SkyError
        A gravity that the place never has (E734).
    """
    whole = SpanSet.of([within])
    if need.gravity == "any":
        return whole
    refuse_other_gravity(need)
    return whole if need.flights is None else need.flights.spans(need.gravity) & whole


def refuse_other_gravity(need: Need) -> None:
    """Refuse a gravity that the place of a need never has.

    Raises
    ------
    SkyError
        E734.
    """
    known = gravity_of(need)
    if need.gravity != "any" and need.gravity not in known:
        unknown = " is unknown" if need.gravity not in GRAVITY_WORDS else " is never there"
        hint = f"there is {', '.join(known)}"
        raise SkyError(Message("E734", f'the gravity "{need.gravity[:40]}"{unknown}', hint=hint))
