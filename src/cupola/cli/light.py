"""`cupola light`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cupola.cli import OK
from cupola.cli.desk import open_production, print_json, say
from cupola.clock import InstantError, Span, SpanSet, clock_text, date_text, instant, utc_text
from cupola.errors import CupolaError, Message, closest
from cupola.light import LIGHT_WORDS, PHASES, Almanac, DayRow, Need
from cupola.places import load_station
from cupola.plan.assemble import almanac_of, open_time, problem
from cupola.plan.chain import first_pass
from cupola.plan.wording import need_words
from cupola.production import Production, Set, Shot
from cupola.sky import Orbit, limit, read_tle
from cupola.units import duration_text


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked on the command line."""

    production: Path | None
    orbit: Path | None
    place: str
    start: str | None
    stop: str | None
    shot: str | None
    set: str | None
    phase: str | None
    window: str | None
    direct: bool
    view: str | None
    edges: bool
    limit: str


def light(question: Question, *, as_json: bool) -> int:
    """Answer a question about light."""
    if question.orbit is not None and question.production is not None:
        raise _wrong("name a production or an orbit, not both")
    if question.edges and (question.set or question.shot):
        raise _wrong("--edges are of the whole station; leave out --set and --shot")
    if question.orbit is not None:
        return _bare(question, question.orbit, as_json=as_json)
    if question.production is None:
        raise _wrong("name a production folder, or an orbit with --orbit FILE --from T --to T")
    production = open_production(question.production)
    span = Span(
        max(production.shoot.start, _instant(question.start) if question.start else production.shoot.start),
        min(production.shoot.stop, _instant(question.stop) if question.stop else production.shoot.stop),
    )
    if span.length <= 0:
        raise _wrong(f"nothing of the shoot lies between --from and --to; it is {production.shoot}")
    almanac = almanac_of(production, span)
    if question.shot is not None:
        _shot(production, almanac, question.shot, as_json=as_json)
    elif question.set is not None:
        _set(production, almanac, question, question.set, as_json=as_json)
    else:
        _answer(almanac, question, production.crew_offset, production.crew_clock, as_json=as_json)
    if not as_json and question.shot is None:
        say(f"next: cupola light {question.production} --shot SHOT    cupola plan {question.production}")
    return OK


def _wrong(text: str, hint: str | None = None) -> CupolaError:
    return CupolaError(Message("E505", text, hint=hint))


def _bare(question: Question, path: Path, *, as_json: bool) -> int:
    """Answer without a production: an orbit, a station, a span."""
    if question.shot or question.set:
        raise _wrong("--shot and --set need a production")
    if question.start is None or question.stop is None:
        raise _wrong("--orbit needs --from and --to")
    span = Span(_instant(question.start), _instant(question.stop))
    if span.length <= 0:
        raise _wrong("--to is not after --from")
    orbit = Orbit(read_tle(path), span, name=path.name)
    station = load_station(Path(question.place) if question.place.endswith(".yaml") else question.place)
    _answer(Almanac(orbit, station, span), question, 0.0, "UTC", as_json=as_json)
    return OK


def _instant(text: str) -> float:
    try:
        return instant(text)
    except InstantError as error:
        raise CupolaError(Message("E108", str(error))) from None


def _answer(almanac: Almanac, question: Question, offset: float, clock: str, *, as_json: bool) -> None:
    """Answer with edges, with the opportunities of a light, or with the day table."""
    if question.edges:
        _edges(almanac, question.limit, offset, clock, as_json=as_json)
    elif question.phase or question.direct or question.view:
        need = _need(question)
        spans = almanac.opportunities([need])[0]
        _spans(spans, str(need), almanac, offset, clock, as_json=as_json)
    else:
        _days(almanac, offset, clock, as_json=as_json)


def _need(question: Question) -> Need:
    phase = question.phase or "any"
    if phase not in LIGHT_WORDS:
        raise _wrong(f'the light "{phase[:40]}" is unknown', closest(phase, LIGHT_WORDS))
    if (question.direct or question.view) and not question.window:
        raise _wrong("--direct and --view need --window")
    return Need(phase, question.window, question.direct, question.view)


def _edges(almanac: Almanac, word: str, offset: float, clock: str, *, as_json: bool) -> None:
    found = almanac.edges(limit(word))
    if as_json:
        print_json(found.as_json())
        return
    print(f"{'UTC':24s}  {clock:8s}  ")
    for at, rises in zip(found.at.tolist(), found.rises.tolist(), strict=True):
        print(f"{utc_text(at, 1):24s}  {clock_text(at, offset, seconds=True):8s}  {'sunrise' if rises else 'sunset'}")
    say(f"limit: {found.limit}")


def _days(almanac: Almanac, offset: float, clock: str, *, as_json: bool) -> None:
    rows = almanac.day_table(offset)
    if as_json:
        phases = {name: _pairs(spans) for name, spans in almanac.phases().items()}
        print_json({"days": [_day(row) for row in rows], "phases": phases, "limits": str(almanac.limits)})
        return
    print(f"{clock + ' day':12s} {'beta':>6s} {'sunrises':>8s} {'night':>9s} {'sunset lasts':>12s}  first sunrise")
    for row in rows:
        first = clock_text(row.sunrises[0], offset, seconds=True) if row.sunrises else "-"
        night = f"{row.night / 60:.1f} min" if row.night == row.night else "-"
        dusk = f"{row.sunset:.0f} s" if row.sunset == row.sunset else "-"
        print(f"{row.date:12s} {row.beta:6.1f} {len(row.sunrises):8d} {night:>9s} {dusk:>12s}  {first}")
    say(f"sunrise and night: the Sun's centre on the WGS84 ellipsoid, no refraction; {almanac.limits}")


def _day(row: DayRow) -> dict[str, Any]:
    return {
        "date": row.date,
        "beta_deg": round(row.beta, 3),
        "sunrises": [utc_text(at, 2) for at in row.sunrises],
        "sunsets": [utc_text(at, 2) for at in row.sunsets],
        "night_s": round(row.night, 1) if row.night == row.night else None,
        "sunset_s": round(row.sunset, 1) if row.sunset == row.sunset else None,
    }


def _spans(spans: SpanSet, what: str, almanac: Almanac, offset: float, clock: str, *, as_json: bool) -> None:
    if as_json:
        print_json({"need": what, "opportunities": _pairs(spans), "limits": str(almanac.limits)})
        return
    for line in _lines(spans, offset):
        print(line)
    say(f"{what}: {_count(len(spans), 'time')}, {duration_text(spans.total)} in all; times on the right are {clock}")
    say(f"limits: {almanac.limits}")


def _pairs(spans: SpanSet) -> list[dict[str, Any]]:
    return [{"from": utc_text(s.start, 2), "to": utc_text(s.stop, 2), "seconds": round(s.length, 2)} for s in spans]


def _lines(spans: SpanSet, offset: float) -> list[str]:
    return [
        f"{utc_text(s.start)} .. {utc_text(s.stop)[11:]}  {clock_text(s.start, offset, seconds=True)}  "
        f"{duration_text(s.length)}"
        for s in spans
    ]


def _shot(production: Production, almanac: Almanac, key: str, *, as_json: bool) -> None:
    """Show a shot's light, and when everybody is free for it."""
    if key not in production.shots:
        raise _wrong(f'there is no shot "{key[:40]}"', closest(key, production.shots))
    shot = production.shots[key]
    board = problem(production, almanac)
    task = board.tasks[key]
    lit = almanac.opportunities([shot.need])[0]
    starts = first_pass(board, task)
    if as_json:
        print_json(
            {
                "shot": key,
                "need": str(shot.need),
                "passes": list(task.passes),
                "light": _pairs(lit),
                "rolling": _pairs(task.rolling),
                "starts": _pairs(starts),
                "limits": str(almanac.limits),
            }
        )
        return
    offset = production.crew_offset
    print(f"{key}  {production.sets[shot.set].name}  {shot.text}")
    takes, passes = _count(shot.takes, "take"), _count(len(task.passes), "pass")
    print(f"needs {need_words(shot.need) or 'no particular light'}; {takes} in {passes}")
    print(f"with {', '.join(production.people[p].name for p in shot.people)}" + _escort_words(task.escorts, production))
    if not lit:
        print("\nthe light does not come once")
    elif not starts:
        print("\nthe light and the people do not come together once")
    else:
        print("\nthe set-up may begin (UTC, first and last moment; crew time):")
    for span in starts:
        last = Span(span.start, span.stop - 1)
        print(f"  {utc_text(last.start)} .. {utc_text(last.stop)[11:]}  {clock_text(last.start, offset)}")
    light_only = [span for span in task.rolling if not _near(span, starts)]
    if light_only:
        print("\nlight without people:")
        for span in light_only[:40]:
            print(f"  {utc_text(span.start)} .. {utc_text(span.stop)[11:]}  {_missing(production, shot, span)}")
        if len(light_only) > 40:
            print(f"  … and {len(light_only) - 40} more; --json lists all")
    say(f"the light comes {_count(len(lit), 'time')}; a set-up may begin in {_count(len(starts), 'stretch')}")
    say(f"limits: {almanac.limits}")


def _count(number: int, what: str) -> str:
    ending = "es" if what.endswith(("s", "ch")) else "s"
    return f"{number} {what}{'' if number == 1 else ending}"


def _escort_words(escorts: Sequence[str], production: Production) -> str:
    names = " or ".join(production.people[p].name for p in escorts)
    return f", escorted by {names}" if names else ""


def _near(span: Span, starts: SpanSet) -> bool:
    """Say whether some start leads into a span of light within the hours a set-up takes."""
    return any(s.start <= span.stop and span.start - 4 * 3600 <= s.stop for s in starts)


def _missing(production: Production, shot: Shot, span: Span) -> str:
    """Say what the people who are not free are doing."""
    busy = []
    for key in shot.people:
        person = production.people[key]
        if not person.time("film", "private").covers(span):
            kinds = [b.kind for b in person.blocks if b.span.overlaps(span) and b.kind not in ("film", "private")]
            busy.append(f"{person.name}: {kinds[0] if kinds else 'not aboard'}")
    others = (
        "no escort, or too short with its set-up" if shot.escort else "too short, or no room for the set-up before it"
    )
    return "; ".join(busy) or others


def _check_window(production: Production, need: Need, where: Set) -> None:
    window = production.station.windows.get(need.window or "")
    if window is not None and window.module != where.module:
        raise _wrong(f"window {window.id} is in {window.module}, the set {where.id} in {where.module}")


def _set(production: Production, almanac: Almanac, question: Question, key: str, *, as_json: bool) -> None:
    """Show the light on a set: its phases while it may be used, or the opportunities of one light."""
    if key not in production.sets:
        raise _wrong(f'there is no set "{key[:40]}"', closest(key, production.sets))
    where = production.sets[key]
    usable = open_time(production, where).clip(almanac.span)
    offset = production.crew_offset
    if question.phase or question.direct or question.view:
        need = _need(question)
        _check_window(production, need, where)
        spans = almanac.opportunities([need])[0] & usable
        _spans(spans, f"{where.name}, {need}", almanac, offset, production.crew_clock, as_json=as_json)
        return
    windows = [w for w in production.station.windows.values() if w.module == where.module]
    needs = [Need(phase, w.id, direct=True) for w in windows for phase in ("sun", "sunrise", "sunset")]
    found = [spans & usable for spans in almanac.opportunities(needs)]
    if as_json:
        phases = {name: _pairs(spans & usable) for name, spans in almanac.phases().items()}
        direct = {f"{n.window} {n.light}": _pairs(spans) for n, spans in zip(needs, found, strict=True)}
        print_json({"set": key, "open": _pairs(usable), "phases": phases, "direct": direct})
        return
    print(f"{where.name} ({production.station.modules[where.module].name}): direct sun a day through each window")
    days = production.days
    print(" " * 30 + " ".join(date_text(day.start + offset)[8:].rjust(4) for day in days))
    for need, spans in zip(needs, found, strict=True):
        minutes = " ".join(f"{spans.clip(day).total / 60:4.0f}" for day in days)
        print(f"{need.window or '':22s} {need.light:7s} {minutes}  min")
    print(f"\nphases: {', '.join(f'{p} {almanac.phases()[p].total / 3600:.1f} h' for p in PHASES)}")
