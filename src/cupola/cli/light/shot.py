"""The light of a shot, and when everybody is free for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from cupola.cli.desk import print_json, say
from cupola.cli.light.ground import GroundOutlook
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, unknown
from cupola.cli.light.wording import pairs
from cupola.clock import Span, SpanSet, clock_text, utc_text
from cupola.plan.model.assemble import problem
from cupola.plan.model.chain import first_pass
from cupola.plan.model.problem import Task
from cupola.plan.wording import need_words
from cupola.production import Production, Shot
from cupola.production.model import LightSettings
from cupola.units import counted

_LONGEST_SETUP: Final = 4 * 3600.0
_MOST_LINES: Final = 40


def shot_light(outlook: Outlook | GroundOutlook, question: Question) -> None:
    """Show when the set-up of a shot may begin, and the light that finds somebody missing."""
    production, key = outlook.production, question.shot or ""
    assert production is not None
    if key not in production.shots:
        raise unknown("shot", key, production.shots)
    shot = production.shots[key]
    board = problem(production, outlook.almanac)
    task = board.tasks[key]
    lit = outlook.almanac.opportunities([shot.need])[0]
    starts = first_pass(board, task)
    if question.as_json:
        _as_json(outlook, shot, task, lit, starts)
    else:
        _as_text(outlook, production, shot, task, lit, starts)


def _as_json(outlook: Outlook | GroundOutlook, shot: Shot, task: Task, lit: SpanSet, starts: SpanSet) -> None:
    orbit = {"orbit": outlook.orbit_json()} if isinstance(outlook, Outlook) else {}
    print_json(
        {
            "shot": shot.id,
            "need": str(shot.need),
            "passes": list(task.passes),
            "light": pairs(lit),
            "rolling": pairs(task.rolling),
            "starts": pairs(starts),
            "limits": _limits(outlook, shot),
        }
        | orbit
    )


def _as_text(
    outlook: Outlook | GroundOutlook, production: Production, shot: Shot, task: Task, lit: SpanSet, starts: SpanSet
) -> None:
    print(f"{shot.id}  {production.sets[shot.set].name}  {shot.text}")
    takes, passes = counted(shot.takes, "take"), counted(len(task.passes), "pass")
    print(f"needs {need_words(shot.need) or 'no particular light'}; {takes} in {passes}")
    print(f"with {', '.join(production.people[p].name for p in shot.people)}" + _escort_words(task.escorts, production))
    _print_starts(lit, starts, outlook.offset)
    _print_light_only([span for span in task.rolling if not _near(span, starts)], production, shot)
    say(f"the light comes {counted(len(lit), 'time')}; a set-up may begin in {counted(len(starts), 'stretch')}")
    say(f"limits: {_limits(outlook, shot)}")


def _limits(outlook: Outlook | GroundOutlook, shot: Shot) -> str:
    settings = outlook.production.light if outlook.production is not None else LightSettings()
    place = shot.need.location
    return str(settings.aboard) if place is None else settings.ground.told(place.body)


def _print_starts(lit: SpanSet, starts: SpanSet, offset: float) -> None:
    if not lit:
        print("\nthe light does not come once")
    elif not starts:
        print("\nthe light and the people do not come together once")
    else:
        print("\nthe set-up may begin (UTC, first and last moment; crew time):")
        for span in starts:
            last = Span(span.start, span.stop - 1)
            print(f"  {utc_text(last.start)} .. {utc_text(last.stop)[11:]}  {clock_text(last.start, offset)}")


def _print_light_only(spans: Sequence[Span], production: Production, shot: Shot) -> None:
    if not spans:
        return
    print("\nlight without people:")
    for span in spans[:_MOST_LINES]:
        print(f"  {utc_text(span.start)} .. {utc_text(span.stop)[11:]}  {_missing(production, shot, span)}")
    if len(spans) > _MOST_LINES:
        print(f"  … and {len(spans) - _MOST_LINES} more; --json lists all")


def _escort_words(escorts: Sequence[str], production: Production) -> str:
    names = " or ".join(production.people[p].name for p in escorts)
    return f", escorted by {names}" if names else ""


def _near(span: Span, starts: SpanSet) -> bool:
    """Say whether some start leads into a span of light within the hours a set-up takes."""
    return any(s.start <= span.stop and span.start - _LONGEST_SETUP <= s.stop for s in starts)


def _missing(production: Production, shot: Shot, span: Span) -> str:
    """Say what the people who are not free are doing."""
    busy, away = [], "not aboard" if production.flight is not None else "not at work"
    for key in shot.people:
        person = production.people[key]
        if not person.time("film", "private").covers(span):
            kinds = [b.kind for b in person.blocks if b.span.overlaps(span) and b.kind not in ("film", "private")]
            busy.append(f"{person.name}: {kinds[0] if kinds else away}")
    others = (
        "no escort, or too short with its set-up" if shot.escort else "too short, or no room for the set-up before it"
    )
    return "; ".join(busy) or others
