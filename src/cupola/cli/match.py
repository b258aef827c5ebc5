"""`cupola match`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from cupola.cli import OK
from cupola.cli.desk import instant_of, open_production, plan_of, print_json, say
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import measured, unknown, wrong
from cupola.clock import Span, clock_text, utc_text
from cupola.light.likeness import Tolerance
from cupola.light.match import Match, Take, matches
from cupola.plan.light import almanac_of
from cupola.production import Production, Shot
from cupola.publish.moment import mission_time
from cupola.units import counted, duration_text

_MOST_LINES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The options of the command, as given."""

    production: Path
    shot: str
    take: int | None
    at: str | None
    now: str | None
    turn: str | None
    stops: float | None
    mired: float | None
    as_json: bool


def match(question: Question) -> int:
    """List the later light that would cut with a take."""
    production = open_production(question.production)
    shot = _shot(production, question.shot)
    tolerance = _tolerance(question, production.rules.tolerance)
    production, span = _take(question, production, shot)
    outlook = Outlook(almanac_of(production), production.crew_offset, production.crew_clock, production)
    almanac = outlook.almanac
    take = Take(almanac, production.windows_of(shot), span, tolerance, looks_out=shot.looks_out)
    now = instant_of(question.now) if question.now else span.stop
    found = matches(take, almanac, shot.need, max(now, span.stop))
    if question.as_json:
        print_json(_json(shot, take, found, now, tolerance) | outlook.basis())
    else:
        _print(production, shot, take, found, now, tolerance)
        say("\n".join((f"limits: {almanac.limits}", *outlook.orbit_lines())))
    return OK


def _shot(production: Production, key: str) -> Shot:
    if key not in production.shots:
        raise unknown("shot", key, production.shots)
    shot = production.shots[key]
    if production.flight is not None and shot.need.location is not None:
        raise wrong(f"{key} is shot on the ground: only light aboard is matched", f"see cupola light … --shot {key}")
    return shot


def _take(question: Question, production: Production, shot: Shot) -> tuple[Production, Span]:
    """Give when the take is, at the instant that was given or as planned, and the production as the plan knows it."""
    if question.at is not None:
        if question.take is not None:
            raise wrong("--take is of the plan, --at of any instant: name one of them")
        start = instant_of(question.at)
        return production, Span(start, start + shot.take)
    there, plan = plan_of(production, question.production)
    strip = plan.strip(shot.id)
    if strip is None:
        raise wrong(f"{shot.id} is not in the plan", "say when the take was: --at 2021-10-09T09:02Z")
    takes = [take for one in strip.passes for take in one.takes]
    number = 1 if question.take is None else question.take
    if not 1 <= number <= len(takes):
        raise wrong(f"{shot.id} has {counted(len(takes), 'take')} in the plan, no take {number}")
    return there, takes[number - 1]


def _tolerance(question: Question, usual: Tolerance) -> Tolerance:
    """Give the production's tolerances, with what was asked for laid over them."""
    return replace(
        usual,
        turn=measured(question.turn, "deg", "--turn") if question.turn else usual.turn,
        stops=question.stops if question.stops is not None else usual.stops,
        mired=question.mired if question.mired is not None else usual.mired,
    )


def _print(
    production: Production, shot: Shot, take: Take, found: Sequence[Match], now: float, tolerance: Tolerance
) -> None:
    clock = production.crew_clock
    if found:
        print(f"{'UTC':20s}  {clock:8s}  {'mission':>10s}  {'from now':>10s}  {'for':>12s}  difference")
    for one in found[:_MOST_LINES]:
        local = clock_text(one.best, production.crew_offset, seconds=True)
        mission = mission_time(one.best - production.mission_start)
        print(
            f"{utc_text(one.best):20s}  {local:8s}  {mission:>10s}  {_ahead(one.best - now):>10s}  "
            f"{duration_text(one.span.length):>12s}  {_difference(one)}"
        )
    if len(found) > _MOST_LINES:
        print(f"… and {len(found) - _MOST_LINES} more, less like; --json lists all")
    begins = f"{utc_text(take.span.start)}, {clock} {clock_text(take.span.start, production.crew_offset, seconds=True)}"
    say(f"{shot.id} at {begins}: {take.phase}, {duration_text(take.span.length)}; {counted(len(found), 'match')}")
    say(f"best first; the same phase, Sun within {tolerance.turn:g} deg, light within {tolerance.stops:g} stops")
    say(f"and {tolerance.mired:g} mired, at the take's beginning, middle and end; for: how long it may begin then")
    if not found:
        say("nothing matches: allow more with --turn, --stops and --mired")


def _ahead(seconds: float) -> str:
    """Write how far ahead something is: in minutes on the same day, in hours beyond."""
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 600 else f"{minutes / 60:.0f} h"


def _difference(one: Match) -> str:
    """Say by how much the light differs: `Sun 3 deg, +0.1 stops, 4 mired cooler`."""
    words = [f"Sun {one.turn:.0f} deg", f"{one.stops:+.1f} stops".replace("-0.0", "+0.0")]
    if round(one.mired):
        words.append(f"{abs(one.mired):.0f} mired {'warmer' if one.mired > 0 else 'cooler'}")
    return ", ".join(words)


def _json(shot: Shot, take: Take, found: Sequence[Match], now: float, tolerance: Tolerance) -> dict[str, Any]:
    return {
        "shot": shot.id,
        "take": {"from": utc_text(take.span.start, 2), "to": utc_text(take.span.stop, 2), "phase": take.phase},
        "tolerance": {"turn_deg": tolerance.turn, "stops": tolerance.stops, "mired": tolerance.mired},
        "matches": [
            {
                "utc": utc_text(one.best, 2),
                "from": utc_text(one.span.start, 2),
                "to": utc_text(one.span.stop, 2),
                "minutes_from_now": round((one.best - now) / 60, 2),
                "phase": one.phase,
                "apart": round(one.apart, 4),
                "turn_deg": round(one.turn, 2),
                "stops": round(one.stops, 3),
                "mired": round(one.mired, 2),
            }
            for one in found
        ],
    }
