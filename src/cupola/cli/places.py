"""Why a planned shot stands where it does, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cupola.clock import clock_text, utc_text
from cupola.plan.argument.place import Choice, Place
from cupola.plan.result import Strip
from cupola.plan.wording import date_words, listing, number, times
from cupola.production import Production
from cupola.units import duration_text


def choice_lines(
    production: Production, strips: Sequence[Strip], shot: str, choice: Choice, held: str = ""
) -> list[str]:
    """Say how often a shot could be made, what would come of it elsewhere, and what holds it where it is.

    `held` is what holds it first of all: a lock, or that it is shot.
    """
    lines = [f"  light, set and people come together for it {times(choice.openings)}"]
    lines += [f"    {_place_words(production, place, choice)}" for place in choice.places]
    if more := choice.openings - len(choice.places):
        lines.append(f"    and {number(more)} more, further away, where others are in the way")
    strip = next(strip for strip in strips if strip.shot == shot)
    holds = [*([held] if held else []), *_holds(production, strips, strip, choice)]
    lines.append(f"  what holds it: {'; '.join(holds)}" if holds else "  nothing else holds it there")
    return lines


def _place_words(production: Production, place: Place, choice: Choice) -> str:
    when = _when(production, place.start)
    if place.here:
        return f"{when}: here"
    if place.fits:
        best = ", the next best place" if place == choice.best else ""
        return f"{when}: fits, {_cost_words(place)}{best}"
    if place.held:
        return f"{when}: not as long as {listing(place.held)} {'is' if len(place.held) == 1 else 'are'} held by a lock"
    if not place.out:
        return f"{when}: not even with other shots out of the way"
    out = listing(place.out)
    if not place.moved:
        return f"{when}: pushes {out} out of the plan"
    goes = listing(f"{strip.shot} to {_when(production, strip.span.start)}" for strip in place.moved)
    return f"{when}: pushes {goes}"


def _cost_words(place: Place) -> str:
    """Say what a place costs more or less than where the shot stands, in money and in crew time."""
    amounts = (
        (place.price, f"{abs(place.price):,.0f} US dollars"),
        (place.cost, f"{duration_text(abs(place.cost))} of crew time"),
    )
    words = [f"{text} {'more' if amount > 0 else 'less'}" for amount, text in amounts if round(amount)]
    return f"costs {listing(words)}" if words else "at the same cost"


def _holds(production: Production, strips: Sequence[Strip], strip: Strip, choice: Choice) -> Iterator[str]:
    """Say what keeps a shot from moving: the order, a match, its passes."""
    at = {one.shot: one.span for one in strips}
    yield from (f"it must come after {key}, which ends at {_when(production, at[key].stop)}" for key in choice.after)
    yield from (f"{key} must come after it, and begins at {_when(production, at[key].start)}" for key in choice.before)
    yield from (f"its light must cut with that of {key}" for key in choice.matches)
    if len(strip.passes) > 1:
        yield f"it needs {number(len(strip.passes))} passes in like light"


def _when(production: Production, at: float) -> str:
    return f"{clock_text(at, production.crew_offset)} on {date_words(at, production.crew_offset)}"


def choice_plain(choice: Choice) -> dict[str, object]:
    """Give the places of a shot as plain values for `--json`."""
    return {
        "openings": choice.openings,
        "places": [_plain(place) for place in choice.places],
        "next_best": None if choice.best is None else utc_text(choice.best.start),
        "after": list(choice.after),
        "before": list(choice.before),
        "matches": list(choice.matches),
    }


def _plain(place: Place) -> dict[str, object]:
    return {
        "from": utc_text(place.start),
        "here": place.here,
        "fits": place.fits,
        "cost_s": round(place.cost),
        "price_usd": round(place.price, 2),
        "pushes_out": list(place.out),
        "held_by_locks": list(place.held),
        "which_go_to": {strip.shot: utc_text(strip.span.start) for strip in place.moved},
    }
