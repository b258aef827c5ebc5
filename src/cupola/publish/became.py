"""What became of it: over all approved versions, which shots were shot as planned, which moved or fell, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import get_args

from cupola.plan.replan.difference import Move
from cupola.plan.replan.fate import Fate, What
from cupola.publish.casting import Casting
from cupola.publish.day import Schedule
from cupola.publish.imprint import Imprint, imprint
from cupola.publish.marks import place
from cupola.publish.story import Heading, clipped


@dataclass(frozen=True, slots=True)
class VersionRow:
    """An approved version: who approved it when and why, and how many strips it moved, dropped and brought in."""

    number: int
    author: str
    cause: str
    time: str
    changes: str


@dataclass(frozen=True, slots=True)
class TurnRow:
    """What a version did to a shot: from where to where on the board, and why."""

    version: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class FateRow:
    """A shot that some version changed: what became of it in the end, and each change."""

    shot: str
    scene: str
    heading: Heading | None
    text: str
    cast: str
    what: What
    words: str
    first: str
    last: str
    turns: tuple[TurnRow, ...]


@dataclass(frozen=True, slots=True)
class Untouched:
    """The shots that no version changed, by what became of them."""

    words: str
    count: int
    shots: str


@dataclass(frozen=True, slots=True)
class Became:
    """The whole sheet; `counts` says of how many shots what became, in words."""

    imprint: Imprint
    known: str
    counts: str
    versions: tuple[VersionRow, ...]
    rows: tuple[FateRow, ...]
    untouched: tuple[Untouched, ...]


def became(schedule: Schedule, casting: Casting) -> Became:
    """Make the sheet of a plan that has versions before it."""
    past, situation = schedule.past, schedule.plan.situation
    count = Counter(fate.what for fate in past.fates)
    return Became(
        imprint=imprint(schedule.production, schedule.plan, past.approval, schedule.language),
        known=place(situation.now, schedule.clocks, schedule.language) if situation else "",
        counts=", ".join(f"{count[what]} {_what(what, schedule)}" for what in get_args(What) if count[what]),
        versions=_versions(schedule),
        rows=tuple(_row(fate, schedule, casting) for fate in past.fates if fate.turns),
        untouched=tuple(_untouched(schedule)),
    )


def _versions(schedule: Schedule) -> tuple[VersionRow, ...]:
    kinds = Counter((turn.version, turn.move.kind) for fate in schedule.past.fates for turn in fate.turns)
    rows, say = [], schedule.language.say
    for head in schedule.past.approvals:
        changes = [say(f"n-{kind}", n=n) for (version, kind), n in sorted(kinds.items()) if version == head.version]
        words = ", ".join(changes) or say("nothing-moved" if head.parent else "the-first")
        rows.append(
            VersionRow(
                head.version, head.author, head.cause, place(head.time, schedule.clocks, schedule.language), words
            )
        )
    return tuple(rows)


def _row(fate: Fate, schedule: Schedule, casting: Casting) -> FateRow:
    shot = schedule.production.shots.get(fate.shot)
    return FateRow(
        shot=fate.shot,
        scene=fate.scene,
        heading=schedule.headings.get(fate.scene),
        text=clipped(shot.text) if shot else "",
        cast=casting.digits(shot.cast) if shot else "",
        what=fate.what,
        words=_what(fate.what, schedule),
        first=place(fate.first.start, schedule.clocks, schedule.language) if fate.first else "",
        last=place(fate.last.start, schedule.clocks, schedule.language) if fate.last else "",
        turns=tuple(
            TurnRow(t.version, _words(t.move, schedule), schedule.language.phrase(t.move.reason)) for t in fate.turns
        ),
    )


def _what(what: What, schedule: Schedule) -> str:
    return schedule.language.say(f"became-{what.replace(' ', '-')}")


def _words(move: Move, schedule: Schedule) -> str:
    say = schedule.language.say
    if move.kind == "unfinished":
        return say("stays")
    before, after = (
        place(span.start, schedule.clocks, schedule.language) if span else say("left-out")
        for span in (move.before, move.after)
    )
    return f"{before} → {after}"


def _untouched(schedule: Schedule) -> list[Untouched]:
    still = [fate for fate in schedule.past.fates if not fate.turns]
    groups = [(what, [fate.shot for fate in still if fate.what == what]) for what in get_args(What)]
    return [Untouched(_what(what, schedule), len(shots), ", ".join(shots)) for what, shots in groups if shots]
