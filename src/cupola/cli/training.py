"""`cupola training`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cupola.cli import OK
from cupola.cli.desk import is_planned, open_production, plan_of, print_json, say
from cupola.clock import DAY, utc_text
from cupola.errors import Message, PlanError
from cupola.plan.learning import Capacity, Learnt, capacity, learning
from cupola.plan.result import Plan
from cupola.production import Production
from cupola.units import counted, hours_text

_HEAD = ("course", "trainee", "wanted", "planned", "missing", "first", "last", "ready")


def training(path: Path, *, as_json: bool) -> int:
    """Print what is learnt by when; without a plan, what is wanted and what time there is for it.

    Raises
    ------
    PlanError
        The production has no training (E505), or its plan is not of its documents, or not legal.
    """
    production: Production = open_production(path)
    plan: Plan | None = None
    if production.training is None:
        hint = 'say under "training:" in production.yaml who learns what'
        raise PlanError(Message("E505", f"{production.title} has no training", hint=hint))
    if is_planned(path):
        production, plan = plan_of(production, path)
    found, rooms = learning(production, plan), capacity(production)
    if as_json:
        print_json(_plain(production, plan, found, rooms))
        return OK
    print("\n".join(_table(production, found, is_planned=plan is not None)))
    if plan is None:
        print()
        print("\n".join(_room(one) for one in rooms))
    else:
        print("\n".join(_missing(found)))
    say(f"next: cupola explain {path}" if plan is not None else f"next: cupola plan {path}")
    return OK


def training_line(production: Production, plan: Plan) -> str:
    """Say in one line what of the training a plan has; empty for a production without one."""
    found = learning(production, plan)
    if not found:
        return ""
    wanted, planned = sum(one.wanted for one in found), sum(one.planned for one in found)
    whole = sum(one.is_whole for one in found)
    hours = f"{hours_text(planned)} of {hours_text(wanted)}"
    last = max((one.ready for one in found if one.ready is not None), default=None)
    if whole < len(found) or last is None:
        lacking = f"not whole: {len(found) - whole} of {len(found)}, each course counted for each trainee"
        return f"training: {hours} of all trainees together; {lacking}"
    return f"training: {hours} of all trainees together, all learnt by {utc_text(last)[:16]}Z"


def _table(production: Production, found: Sequence[Learnt], *, is_planned: bool) -> list[str]:
    columns = len(_HEAD) if is_planned else 3
    rows = [row[:columns] for row in (_HEAD, *(_row(production, one) for one in found))]
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    right = (2, 3, 4)
    return ["  ".join(_cell(row[k], widths[k], k in right) for k in range(len(widths))).rstrip() for row in rows]


def _cell(text: str, width: int, is_right: bool) -> str:
    return text.rjust(width) if is_right else text.ljust(width)


def _row(production: Production, one: Learnt) -> tuple[str, ...]:
    missing = hours_text(one.missing) if one.missing >= 1 else "exam" if one.exam is False else "-"
    return (
        one.name,
        production.people[one.trainee].name,
        hours_text(one.wanted) + (" + exam" if one.exam is not None else ""),
        hours_text(one.planned),
        missing,
        utc_text(one.first)[:10] if one.first is not None else "-",
        utc_text(one.last)[:10] if one.last is not None else "-",
        _ready(one),
    )


def _ready(one: Learnt) -> str:
    if one.ready is None:
        return "not whole"
    days = int((one.leaves - one.ready) // DAY)
    return f"{counted(days, 'day')} before {utc_text(one.leaves)[:10]}"


def _missing(found: Sequence[Learnt]) -> list[str]:
    """Say why something is missing, once for each course and reason."""
    why = dict.fromkeys((one.name, one.reason) for one in found if not one.is_whole and one.reason)
    return ["", *(f"{name}: {reason}" for name, reason in why)] if why else []


def _room(one: Capacity) -> str:
    verdict = "" if one.is_enough else f": {hours_text(one.asked - one.there)} too little"
    return f"{one.name}: {hours_text(one.asked)} asked for, {hours_text(one.there)} there{verdict}"


def _plain(
    production: Production, plan: Plan | None, found: Sequence[Learnt], rooms: Sequence[Capacity]
) -> dict[str, object]:
    training = production.training
    courses = {course.id: course for course in training.courses} if training else {}
    return {
        "title": production.title,
        "ready_by": utc_text(training.ready_by) if training else None,
        "planned": plan is not None,
        "courses": [
            {
                "course": one.course,
                "name": one.name,
                "trainee": one.trainee,
                "wanted_h": round(one.wanted / 3600, 3),
                "planned_h": round(one.planned / 3600, 3),
                "missing_h": round(one.missing / 3600, 3),
                "exam": one.exam,
                "first": utc_text(one.first) if one.first is not None else None,
                "last": utc_text(one.last) if one.last is not None else None,
                "ready": utc_text(one.ready) if one.ready is not None else None,
                "days_before": int((one.leaves - one.ready) // DAY) if one.ready is not None else None,
                "reason": one.reason or None,
                "source": courses[one.course].source or None,
                "confidence": courses[one.course].confidence,
            }
            for one in found
        ],
        "capacity": [
            {
                "id": one.who,
                "name": one.name,
                "asked_h": round(one.asked / 3600, 3),
                "there_h": round(one.there / 3600, 3),
                "enough": one.is_enough,
            }
            for one in rooms
        ],
    }
