"""Shots for which there is never time, whatever their light."""

from __future__ import annotations

from collections.abc import Iterator

from cupola.production.contradictions.case import Case
from cupola.production.contradictions.hours import KINDS
from cupola.production.scene import Shot
from cupola.production.takes import shortest_pass
from cupola.units import duration_text


def impossible(case: Case) -> None:
    """Warn of shots, and find lessons, for which people never have long enough time.

    Of who has none at all, `people` speaks.
    """
    for shot in case.production.shots.values():
        if _may_be_staged(case, shot) and not case.hours.fits(shot):
            lesson = case.production.scene[shot.scene].lesson
            if lesson is not None:
                text = f"lesson {shot.scene} can never be held: {_why(case, shot)}"
                hint = "make its lessons shorter, or give its people and its set more time"
                case.tell(shot.id, "E753", text, "exam" if lesson.is_exam else "lesson", hint)
                continue
            hint = "shorten it, split it, or give its people more time; as it is, its scene goes to the boneyard"
            text = f"shot {shot.id} can never be shot: {_why(case, shot)}"
            case.tell(shot.id, "W402", text, "setup", hint)


def _may_be_staged(case: Case, shot: Shot) -> bool:
    """Say whether its set is ever open, its people ever work, and somebody ever escorts; else that is said itself."""
    escorted = shot.escort is None or any(case.hours.free(key, "film") for key in case.hours.escorts(shot))
    cast = not any(case.hours.is_idle(key) for key in shot.people)
    return escorted and cast and bool(case.hours.usable(case.production.sets[shot.set]))


def _why(case: Case, shot: Shot) -> str:
    """Say who has no stretch of time that is long enough; or that those of several never come together."""
    lengths = [shortest_pass(case.production, shot, day) for day in range(len(case.production.days))]
    needed = f"set-up and takes of a pass last {duration_text(min(lengths))} at least"
    short = list(_too_short(case, shot, lengths))
    return f"{needed}; {'; '.join(short)}" if short else f"{needed}, and set and people are never free together so long"


def _too_short(case: Case, shot: Shot, lengths: list[int]) -> Iterator[str]:
    for key in shot.people:
        name, days = case.production.people[key].name, enumerate(lengths)
        if any(time.at_least(length) for day, length in days for time in case.hours.able(key, day, length)):
            continue
        most = max(most for kind in KINDS for most in case.hours.longest(key, kind))
        if most < min(lengths):
            yield f"the limits of {name} allow {duration_text(most)} in one go"
        else:
            yield f"{name} has no stretch of film or private time so long"
