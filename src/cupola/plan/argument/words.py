"""A conflict in words: the argument that keeps shots out of a plan, as a first assistant director would put it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from cupola.clock import Span, SpanSet, clock_text
from cupola.plan.argument.conflict import Conflict
from cupola.plan.argument.locks import IN_BREAKDOWN, lock_of
from cupola.plan.argument.reason import Kind, Reason
from cupola.plan.argument.trial import Trial
from cupola.plan.wording import date_words, listing, need_words, number

_NAMED: Final = 4
"""So many strips are named each with its set and date; of more, only the numbers."""
_LISTED: Final = 8
"""So many of one kind are named; of more, only how many there are besides."""

RULES: Final = {
    "rest_between": "the rest between two shots",
    "like_light": "like light in all passes of a set-up",
    "changes": "the time that changes between shots take",
    "cards": "the cards",
    "batteries": "the batteries",
    "upkeep": "that sets are cleared before use and put back after it",
    "hours": "limits of days, weeks, rest and meals",
}
"""The rules of the problem, by field, in words."""
_BLOCKS: Final = {"station": "station work"}


def argument(trial: Trial, conflict: Conflict) -> str:
    """Say what keeps shots out, in one sentence, and how far that is proven."""
    shots = listing(conflict.shots)
    clauses = list(_clauses(trial, conflict))
    if not conflict.reasons:
        return f"What is shot, and the time that is left, keep {shots} out, whatever else gives way."
    if len(conflict.reasons) == 1:
        return f"One thing alone keeps {shots} out: {clauses[0]}."
    close = "Without any one of these, the others do not." if conflict.minimal else "Perhaps some of it is not needed."
    head = "These alone keep" if conflict.minimal else "At most these keep"
    return f"{head} {shots} out: {'; '.join(clauses)}. {close}"


def _clauses(trial: Trial, conflict: Conflict) -> Iterator[str]:
    by_kind: dict[Kind, list[Reason]] = defaultdict(list)
    for reason in conflict.reasons:
        by_kind[reason.kind].append(reason)
    yield from _wishes(trial, conflict.reasons)
    if "shot" in by_kind:
        yield f"that {listing(r.about for r in by_kind['shot'])} must all be in"
    yield from _held(trial, by_kind)
    loose = [r.about for r in by_kind["strip"] if not lock_of(trial, r.about)]
    if loose:
        yield _strips(trial, loose)
    yield from (f"{r.about} must come after {r.other}" for r in by_kind["order"])
    yield from (f"scene {r.about} must come after scene {r.other}" for r in by_kind["scene order"])
    yield from (f"{r.about} must match {r.other}" for r in by_kind["match"])
    yield from _things(trial, conflict.reasons)
    yield from (rule_words(r.about) for r in by_kind["rule"])
    if "pause" in by_kind:
        yield "the longest pause between two passes"
    yield from _people(trial, by_kind)
    for reason in by_kind["event"]:
        event = trial.production.events[int(reason.about)]
        yield f"{event.what} on {date_words(event.span.start, trial.production.crew_offset)}"
    free = " and its people are not in the air" if any(task.parabolas for task in trial.problem.tasks.values()) else ""
    yield from (f"the hours in which {_set(trial, r.about)} is open{free}" for r in by_kind["open"])


def rule_words(name: str) -> str:
    """Name a rule of the problem by its field."""
    return RULES.get(name, name.replace("_", " "))


def _wishes(trial: Trial, reasons: Sequence[Reason]) -> Iterator[str]:
    """Say what shots ask of their light, and that they ask for an escort."""
    asked: dict[str, list[str]] = defaultdict(list)
    for reason in reasons:
        if reason.kind in ("light", "view", "quiet", "rest", "escort"):
            asked[reason.about].append(wish(trial, reason))
    yield from (f"{key} asks for {listing(words)}" for key, words in asked.items())


def wish(trial: Trial, reason: Reason) -> str:
    """Say what a shot asks for, of one part of its light, or an escort."""
    need = trial.production.shots[reason.about].need
    match reason.kind:
        case "light":
            return need_words(replace(need, view=None, view_by="any"))
        case "view":
            return need_words(replace(need, light="any", direct=False, sun_from=None, gravity="any", link="any"))
        case "quiet":
            return "quiet"
        case "escort":
            return "an escort"
        case _:
            return "light that is sure"


def _held(trial: Trial, by_kind: dict[Kind, list[Reason]]) -> Iterator[str]:
    """Say which shots locks hold: those that are to come in, and planned ones that are in the way."""
    planned, offset = {strip.shot: strip for strip in trial.strips}, trial.production.crew_offset
    for reason in by_kind["lock"]:
        at = trial.problem.tasks[reason.about].lock[0]
        when = f"{clock_text(at, offset)} on {date_words(at, offset)}"
        yield f"{reason.about} is held at {when} by a lock in {trial.locks.get(reason.about, IN_BREAKDOWN)}"
    for reason in by_kind["strip"]:
        if where := lock_of(trial, reason.about):
            strip = planned[reason.about]
            when = date_words(strip.span.start, offset)
            yield f"{strip.shot} in {_set(trial, strip.set)} on {when} is held by a lock in {where}"


def _strips(trial: Trial, shots: list[str]) -> str:
    if len(shots) > _NAMED:
        more = len(shots) - _LISTED
        names = listing(shots) if more <= 0 else f"{', '.join(shots[:_LISTED])} and {number(more)} more"
        return f"{number(len(shots))} shots stay where they are planned: {names}"
    planned = {strip.shot: strip for strip in trial.strips}
    offset = trial.production.crew_offset
    words = [
        f"{key} in {_set(trial, planned[key].set)} on {date_words(planned[key].span.start, offset)}" for key in shots
    ]
    return (
        f"{listing(words)} {'stays' if len(words) == 1 else 'stay'} where {'it is' if len(words) == 1 else 'they are'}"
    )


def _set(trial: Trial, key: str) -> str:
    known = trial.production.sets.get(key)
    return known.name if known else key


def _things(trial: Trial, reasons: Sequence[Reason]) -> Iterator[str]:
    production = trial.production
    for reason in reasons:
        if reason.kind == "camera":
            known = production.cameras.get(reason.about)
            yield f"there {_are(trial.problem.cameras[reason.about])} {known.model if known else reason.about}"
        if reason.kind == "gear":
            item = production.gear.get(reason.about)
            yield f"there {_are(trial.problem.gear[reason.about])} {item.name if item else reason.about}"


def _are(count: int) -> str:
    return "is one" if count == 1 else f"are {number(count)} of"


def _people(trial: Trial, by_kind: dict[Kind, list[Reason]]) -> Iterator[str]:
    for kind, what in (("hours", "film hours"), ("day", "day")):
        days: dict[str, list[int]] = defaultdict(list)
        for reason in by_kind[kind]:  # type: ignore[index]
            days[reason.about].append(reason.day)
        for person, which in days.items():
            does = _does(trial, person, which) if kind == "day" else ""
            yield f"{trial.production.name_of(person)}'s {what} on {dates(trial, which)}{does}"
    for reason in by_kind["private"]:
        yield f"how much of their own time {trial.production.name_of(reason.about)} lends"
    for reason in by_kind["own rule"]:
        yield f"{trial.production.name_of(reason.about)}'s {rule_words(reason.other)}"


def _does(trial: Trial, person: str, days: list[int]) -> str:
    """Say what somebody does on days while the light of the scene is there, that is not for the film."""
    known = trial.production.people.get(person)
    if known is None:
        return ""
    light = SpanSet()
    for task in trial.tasks:
        for day in days:
            light |= task.rolling.clip(trial.problem.days[day])
    spent = {
        kind: (known.time(kind) & light).total
        for kind in dict.fromkeys(block.kind for block in known.blocks)
        if kind not in ("film", "private")
    }
    most = sorted((kind for kind in spent if spent[kind] > 0), key=lambda kind: -spent[kind])[:3]
    return f" ({listing(_BLOCKS.get(kind, kind) for kind in most)})" if most else ""


def dates(trial: Trial, days: Sequence[int]) -> str:
    """Name days of the problem: `7, 8 and 9 October`; of more than four, how many there are."""
    offset = trial.production.crew_offset
    at = [datetime.fromtimestamp(_noon(trial.problem.days[day]) + offset, UTC) for day in days]
    if len(at) > _NAMED:
        return f"{number(len(at))} days from {_date(at[0])} to {_date(at[-1])}"
    months = {when.month for when in at}
    if len(months) == 1:
        return f"{listing(str(when.day) for when in at)} {at[0]:%B}"
    return listing(_date(when) for when in at)


def _noon(day: Span) -> float:
    return (day.start + day.stop) / 2


def _date(when: datetime) -> str:
    return f"{when.day} {when:%B}"
