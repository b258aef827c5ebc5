"""When there is a link to the ground, over what, and how much it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cupola.cli.desk import print_json, say
from cupola.cli.light.ground import GroundOutlook, read_location
from cupola.cli.light.outlook import Outlook
from cupola.cli.light.question import Question, unknown, wrong
from cupola.cli.light.wording import figure, lines, pairs
from cupola.clock import Span, SpanSet
from cupola.light import Need
from cupola.light.ground import GroundAlmanac
from cupola.light.link import links_of
from cupola.places.link import Link
from cupola.production import Set

_NONE = "no link is known there"


def station_links(outlook: Outlook, question: Question) -> None:
    """Show the links of the station, or of the set that is named."""
    where = _set(outlook, question)
    if where is not None and where.under_sky is not None:
        almanac, need = GroundAlmanac(where.under_sky, outlook.almanac.span), _asked(where)
        _show({where.id: (links_of(need), almanac.links(need))}, question, outlook.offset, almanac.span)
        return
    station = outlook.almanac.station
    found = {station.name: (station.links, outlook.almanac.links())}
    _show(found, question, outlook.offset, outlook.almanac.span, outlook.basis())


def ground_links(outlook: GroundOutlook, question: Question) -> None:
    """Show the links of each set of a film on the ground, or of the one that is named."""
    where, sets = _set(outlook, question), outlook.production.sets.values()
    found = {}
    for one in sets if where is None else [where]:
        assert one.under_sky is not None
        need = _asked(one)
        found[one.id] = links_of(need), outlook.almanac.at(one.under_sky).links(need)
    _show(found, question, outlook.offset, outlook.almanac.span)


def place_links(question: Question, location: str, horizon: str | None) -> None:
    """Show the links of a place that is named on the command line."""
    almanac = GroundAlmanac(read_location(location, horizon), question.span())
    need = Need(location=almanac.location)
    _show({str(almanac.location): (links_of(need), almanac.links(need))}, question, 0.0, almanac.span)


def _set(outlook: Outlook | GroundOutlook, question: Question) -> Set | None:
    if question.set is None:
        return None
    if outlook.production is None:
        raise wrong("--set needs a production")
    if question.set not in outlook.production.sets:
        raise unknown("set", question.set, outlook.production.sets)
    return outlook.production.sets[question.set]


def _asked(where: Set) -> Need:
    return Need(location=where.under_sky, flights=where.flights)


def _show(
    found: Mapping[str, tuple[Mapping[str, Link], Mapping[str, SpanSet]]],
    question: Question,
    offset: float,
    span: Span,
    basis: Mapping[str, Any] | None = None,
) -> None:
    """Show, for each place, its links and when each is open."""
    if question.as_json:
        places = {
            place: [_plain(link, spans[key], span) for key, link in links.items()]
            for place, (links, spans) in found.items()
        }
        print_json({"places": places} | dict(basis or {}))
        return
    for place, (links, spans) in found.items():
        print(place if links else f"{place}: {_NONE}")
        for key, link in links.items():
            print(f"{key}: {_about(link, spans[key], span)}")
            for line in lines(spans[key], offset):
                print(f"  {line}")
    say("a link is open as far as geometry goes; who may use it when is agreed with those who run it")


def _about(link: Link, spans: SpanSet, span: Span) -> str:
    words = [link.name, f"open {spans.total / span.length:.1%} of the time", f"for {', '.join(link.carries)}"]
    if link.gb_per_hour is not None:
        words.append(f"{link.gb_per_hour:.3g} GB an hour down, {_sent(link, spans):.3g} GB in all")
    return ", ".join([*words, f"confidence {link.confidence}"])


def _sent(link: Link, spans: SpanSet) -> float:
    return (link.gb_per_hour or 0.0) * spans.total / 3600.0


def _plain(link: Link, spans: SpanSet, span: Span) -> dict[str, Any]:
    known = link.gb_per_hour is not None
    return {
        "link": link.key,
        "name": link.name,
        "carries": list(link.carries),
        "down_mbps": link.down,
        "up_mbps": link.up,
        "gb_per_hour": figure(link.gb_per_hour or 0.0, 3) if known else None,
        "gb": figure(_sent(link, spans), 1) if known else None,
        "open": round(spans.total / span.length, 4),
        "spans": pairs(spans),
        "source": link.source,
        "confidence": link.confidence,
    }
