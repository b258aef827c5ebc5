"""What is reported of a shoot at an instant, and what it makes of the plan: made, under way, ahead, or lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cupola.clock import Span, clock_text, utc_text
from cupola.errors import Message, PlanError, closest
from cupola.plan.result import Plan, Strip
from cupola.plan.situation import Situation
from cupola.plan.wording import date_words
from cupola.production import Event, Production


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What is reported.

    Attributes
    ----------
    now : float
        The instant.
    done : tuple of str or None
        The shots that are made; None for every one that was planned to be over by now and that no event struck.
    events : tuple of Event
        What came, or is announced.
    locks, unlocks : tuple of str
        Strips that may not move, and such as may again.
    """

    now: float
    done: tuple[str, ...] | None = None
    events: tuple[Event, ...] = ()
    locks: tuple[str, ...] = ()
    unlocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as a bulletin leaves it.

    `ahead` are the strips that are still to come, `lost` those whose time went by without the shot.
    """

    situation: Situation
    made: tuple[Strip, ...]
    under_way: tuple[Strip, ...]
    ahead: tuple[Strip, ...]
    lost: tuple[Strip, ...]

    @property
    def begun(self) -> tuple[Strip, ...]:
        """What stays where it is."""
        return self.made + self.under_way

    def broken_off(self, shots: Iterable[str]) -> Standing:
        """Give the standing with some shots, that were under way, lost."""
        off = {strip.shot for strip in self.under_way} & set(shots)
        left = tuple(strip for strip in self.under_way if strip.shot not in off)
        return replace(
            self,
            situation=replace(self.situation, under_way=_names(left)),
            under_way=left,
            lost=self.lost + tuple(strip for strip in self.under_way if strip.shot in off),
        )


def standing(production: Production, plan: Plan, bulletin: Bulletin) -> Standing:
    """Lay a bulletin over a plan.

    Raises
    ------
    PlanError
        The instant lies after the wrap, or the plan knows of later things (E581); a shot is said to be made that is not
        in the plan, or not over by now, one to be locked that is not in it, or one to be locked and unlocked (E582).
    """
    before = plan.situation or Situation(bulletin.now)
    _check_now(production, before, bulletin)
    strips = tuple(_with_lock(strip, bulletin) for strip in plan.strips if strip.shot in production.shots)
    faults = _faults(strips, before, bulletin)
    if faults:
        raise PlanError(*faults)
    events = before.events + tuple(event for event in bulletin.events if event not in before.events)
    kinds: dict[str, list[Strip]] = {"made": [], "under_way": [], "ahead": [], "lost": []}
    for strip in strips:
        kinds[_kind(strip, before, bulletin, events)].append(strip)
    made, under_way, ahead, lost = (tuple(kinds[key]) for key in ("made", "under_way", "ahead", "lost"))
    situation = replace(before, now=bulletin.now, done=_names(made), under_way=_names(under_way), events=events)
    return Standing(situation, made, under_way, ahead, lost)


def _names(strips: Iterable[Strip]) -> tuple[str, ...]:
    return tuple(strip.shot for strip in strips)


def strikes(event: Event, strip: Strip) -> bool:
    """Say whether an event takes a strip's people, its set, or stops filming during one of its passes."""
    takes = event.stops_filming or strip.set in event.sets
    return any(
        event.span.overlaps(one.span) and (takes or bool(event.people & {*strip.people, one.escort}))
        for one in strip.passes
    )


def event_words(production: Production, event: Event, near: float, now: float) -> str:
    """Say an event as the reason of something near an instant: `NAUKA is closed until 10:00`."""
    offset, shoot = production.crew_offset, production.shoot
    day = production.day_of(near)

    def dated(at: float) -> str:
        return f"{date_words(at, offset)} {clock_text(at, offset)}"

    def clock(at: float) -> str:
        return clock_text(at, offset) if production.day_of(at) == day else dated(at)

    if event.span.covers(Span(now, shoot.stop)):
        return event.what
    if event.span.start == now:
        return f"{event.what} until {clock(event.span.stop)}"
    if event.span.stop >= shoot.stop:
        return f"{event.what} from {clock(event.span.start)} on"
    if production.day_of(event.span.start) != production.day_of(event.span.stop):
        return f"{event.what} {dated(event.span.start)} to {dated(event.span.stop)}"
    return f"{event.what} {clock(event.span.start)}-{clock_text(event.span.stop, offset)}"


def _kind(strip: Strip, before: Situation, bulletin: Bulletin, events: tuple[Event, ...]) -> str:
    if strip.shot in before.done:
        return "made"
    if strip.span.start >= bulletin.now:
        return "ahead"
    is_over = strip.span.stop <= bulletin.now
    if bulletin.done is not None and is_over:
        return "made" if strip.shot in bulletin.done else "lost"
    if any(strikes(event, strip) for event in events):
        return "lost"
    return "made" if is_over else "under_way"


def _with_lock(strip: Strip, bulletin: Bulletin) -> Strip:
    return replace(strip, lock=(strip.lock or strip.shot in bulletin.locks) and strip.shot not in bulletin.unlocks)


def _check_now(production: Production, before: Situation, bulletin: Bulletin) -> None:
    if bulletin.now > production.shoot.stop:
        wrap = utc_text(production.shoot.stop)
        text = f"nothing can be shot from then on: the shoot ends at {wrap}"
        raise PlanError(Message("E581", text, hint=f"what was shot in all is said as of the wrap: --now {wrap}"))
    if bulletin.now < before.now:
        hint = "give the instant until which the shoot is known"
        raise PlanError(Message("E581", "the plan knows of what happened later than that", hint=hint))


def _faults(strips: tuple[Strip, ...], before: Situation, bulletin: Bulletin) -> list[Message]:
    at = {strip.shot: strip for strip in strips}
    found = []
    for what, shots in (("made", bulletin.done or ()), ("locked", bulletin.locks), ("unlocked", bulletin.unlocks)):
        for shot in shots:
            if shot not in at:
                hint = closest(shot, at) or "only what is in the plan can be"
                found.append(Message("E582", f'"{shot[:40]}" is not in the plan and cannot be {what}', hint=hint))
            elif what == "made" and shot not in before.done and at[shot].span.stop > bulletin.now:
                hint = "give a later --now, or leave it out of --done"
                found.append(Message("E582", f"{shot} is not planned to be over by now", hint=hint))
    found += [
        Message("E582", f"{shot} cannot be locked and unlocked at once", hint="leave one of them out")
        for shot in bulletin.locks
        if shot in bulletin.unlocks
    ]
    return found
