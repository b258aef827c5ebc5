"""The light on a set."""

from __future__ import annotations

from typing import Final

from cupola.cli.desk import print_json, say
from cupola.cli.light.ground import ground_outlook, ground_sets
from cupola.cli.light.opportunities import show
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, unknown, wrong
from cupola.cli.light.wording import pairs
from cupola.clock import Span, SpanSet, date_text
from cupola.light import PHASES, Need
from cupola.places import Window
from cupola.plan.light import open_time
from cupola.production import Production, Set

_MOST_PARTS: Final = 4


def set_light(outlook: Outlook, question: Question) -> None:
    """Show direct sun through each window of a set while it may be used, or the opportunities of one need."""
    production, key = outlook.production, question.set or ""
    assert production is not None
    if key not in production.sets:
        raise unknown("set", key, production.sets)
    where = production.sets[key]
    if where.location is not None:
        ground_sets(ground_outlook(production, question), question)
        return
    usable = open_time(production, where).clip(outlook.almanac.span)
    if question.names_a_need:
        need = question.need()
        _windows(production, where, need.window)
        show(outlook, question, outlook.almanac.opportunities([need])[0] & usable, f"{where.name}, {need}")
    else:
        _direct(outlook, question, production, where, usable)


def _windows(production: Production, where: Set, window: str | None) -> list[Window]:
    """Give the windows of a set, or the one that is asked for."""
    if window is None:
        return [w for w in production.station.windows.values() if w.module == where.module]
    found = production.station.window(window)
    if found.module != where.module:
        raise wrong(f"window {found.id} is in {found.module}, the set {where.id} in {where.module}")
    return [found]


def _direct(outlook: Outlook, question: Question, production: Production, where: Set, usable: SpanSet) -> None:
    almanac, offset = outlook.almanac, outlook.offset
    windows = _windows(production, where, question.window)
    needs = [Need(phase, w.id, direct=True) for w in windows for phase in ("sun", "sunrise", "sunset")]
    found = [spans & usable for spans in almanac.opportunities(needs)]
    shade = {w.id: _shade(outlook, w.id, usable) for w in windows}
    if question.as_json:
        phases = {name: pairs(spans & usable) for name, spans in almanac.phases().items()}
        direct = {f"{n.window} {n.light}": pairs(spans) for n, spans in zip(needs, found, strict=True)}
        blocked = {w: {name: pairs(spans) for name, spans in by.items()} for w, by in shade.items()}
        print_json(
            {"set": where.id, "open": pairs(usable), "phases": phases, "direct": direct, "blocked": blocked}
            | outlook.basis()
        )
        return
    print(f"{where.name} ({production.station.modules[where.module].name}): direct sun a day through each window")
    days = [day for day in production.days if day.overlaps(almanac.span)]
    print(" " * 30 + " ".join(date_text(day.start + offset)[8:].rjust(4) for day in days))
    for need, spans in zip(needs, found, strict=True):
        minutes = " ".join(f"{spans.clip(day).total / 60:4.0f}" for day in days)
        print(f"{need.window or '':22s} {need.light:7s} {minutes}  min")
    for window, by in shade.items():
        if by:
            taken = ", ".join(f"{name} {spans.total / 60 / len(days):.0f} min" for name, spans in _largest(by))
            print(f"{window:22s} a day the station itself takes: {taken}")
    print(f"\nphases: {', '.join(f'{p} {almanac.phases()[p].total / 3600:.1f} h' for p in PHASES)}")
    say(f"limits: {almanac.limits}")


def _shade(outlook: Outlook, window: str, usable: SpanSet) -> dict[str, SpanSet]:
    """Give, by what is in the way, when the Sun would fall through a window but for the station itself."""
    found: dict[str, list[Span]] = {}
    for shadow in outlook.almanac.shadows(window):
        found.setdefault(shadow.blocker, []).append(shadow.span)
    cut = {name: SpanSet.of(spans) & usable for name, spans in found.items()}
    return {name: spans for name, spans in cut.items() if spans}


def _largest(by: dict[str, SpanSet]) -> list[tuple[str, SpanSet]]:
    return sorted(by.items(), key=lambda pair: -pair[1].total)[:_MOST_PARTS]
