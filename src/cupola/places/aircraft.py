"""Aircraft that fly parabolas: for how long a camera floats, how often, and where in the flight.

A parabola begins with the pull-up, in which everything is heavy; then the cabin falls freely, and the pull-out is heavy
again. A flight with the speeds of a weightless parabola falls for longer where it keeps some of the gravity: by
1 / (1 - g), as what is to be turned round is the same speed and what turns it is weaker.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import Message, SkyError, closest
from cupola.places.document import CONFIDENCE, Document, Entry
from cupola.places.flown import Flown
from cupola.places.gravity import GRAVITY
from cupola.places.ground import Horizon, Location
from cupola.places.pane import Glass, Pane, read_glass, read_pane

Floats = NDArray[np.float64]

_EARTH_KM: Final = 6371.0088
_METRES: Final = 1000.0
_LIKE: Final = 1e-6  # g: rounding


@dataclass(frozen=True, slots=True)
class Aircraft:
    """A kind of aircraft and how it flies; every duration in seconds.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    weightless : float
        Free fall in a parabola without gravity.
    pull_up, pull_out : float
        Before and after it.
    heavy : float
        Gravity meanwhile, in g.
    period : float
        From the beginning of one pull-up to that of the next.
    parabolas : int
        In a flight.
    series : int
        Parabolas without a longer break.
    pause : float
        By how much longer the break after a series is.
    mars, moon : int
        How many parabolas of a flight are flown with the gravity of Mars, first, and of the Moon, then.
    climb, descent : float
        From take-off to the first pull-up, and from the last pull-out to landing.
    flights : int
        In a day, at most.
    height : float
        At which the parabolas are flown in the mean, metres.
    capacity : int
        People in a take.
    windows : tuple of Pane
        Those that are not covered.
    glass : Glass or None
        The glass in them; None where it is not known.
    source, confidence : str
        Where these figures are from, and how sure they are.

    Raises
    ------
    SkyError
        A parabola that lasts longer than the time from one to the next, or more special ones than there are (E737).
    """

    key: str
    name: str
    weightless: float
    pull_up: float
    pull_out: float
    heavy: float
    period: float
    parabolas: int
    series: int
    pause: float
    mars: int
    moon: int
    climb: float
    descent: float
    flights: int
    height: float
    capacity: int
    windows: tuple[Pane, ...] = ()
    glass: Glass | None = None
    source: str = ""
    confidence: str = "low"

    def __post_init__(self) -> None:
        if self.mars + self.moon > self.parabolas:
            text = (
                f"{self.mars} + {self.moon} parabolas of Mars and Moon are more than the {self.parabolas} of a flight"
            )
            raise SkyError(Message("E737", text, hint="fly fewer of them"))
        longest = self.pull_up + max(self.falls(k) for k in range(self.parabolas)) + self.pull_out
        if longest > self.period:
            text = f"a parabola lasts {longest:g} s with its pull-ups, and the next begins after {self.period:g} s"
            raise SkyError(Message("E737", text, hint="give more time from one parabola to the next"))

    def word(self, parabola: int) -> str:
        """Give the word for the gravity of a parabola, counted from 0."""
        return "mars" if parabola < self.mars else "moon" if parabola < self.mars + self.moon else "weightless"

    def falls(self, parabola: int) -> float:
        """Give the seconds for which a parabola falls."""
        return self.weightless / (1.0 - GRAVITY[self.word(parabola)])

    def begins(self, parabola: int) -> float:
        """Give the seconds from take-off to the pull-up of a parabola."""
        return self.climb + parabola * self.period + parabola // self.series * self.pause

    @property
    def lasts(self) -> float:
        """The seconds from take-off to landing."""
        last = self.parabolas - 1
        return self.begins(last) + self.pull_up + self.falls(last) + self.pull_out + self.descent


@dataclass(frozen=True, slots=True)
class Flights(Flown):
    """The flights of an aircraft for a film.

    It leaves an airfield, and flies its parabolas in the middle of its sector, where its `sky` has the level horizon.
    """

    craft: Aircraft

    @classmethod
    def of(
        cls,
        craft: Aircraft,
        takeoffs: tuple[float, ...],
        base: Location,
        sector: tuple[float, float],
        heading: float = 0.0,
    ) -> Flights:
        """Give flights in a sector, latitude and longitude of its middle in deg; parabolas are flown on a heading."""
        dip = float(np.degrees(np.arccos(_EARTH_KM / (_EARTH_KM + craft.height / _METRES))))
        sky = Location(f"{craft.name} in the air", *sector, craft.height, Horizon.level(-round(dip, 2)))
        return cls(craft, takeoffs, base, sky, heading)

    def steady(self) -> list[Span]:
        """Give the parts of the flights in which parabolas are flown: from the first pull-up to the last pull-out."""
        craft = self.craft
        return [Span(one.start + craft.climb, one.stop - craft.descent) for one in self.flown()]

    @property
    def words(self) -> tuple[str, ...]:
        """The words of gravity that can hold in it."""
        return ("earth", "heavy", *dict.fromkeys(self.craft.word(k) for k in range(self.craft.parabolas)))

    @property
    def link(self) -> str:
        """The link over which it talks to its airfield."""
        return "airfield"

    def way(self, at: Instants) -> tuple[Floats, Floats]:
        """Give how far it is from its airfield along the ground and how high: both (n,), km.

        It climbs evenly on its way to the sector, and sinks evenly on its way back.
        """
        craft, part = self.craft, np.zeros(len(at))
        for flight in self.flown():
            up, down = (at - flight.start) / max(craft.climb, 1.0), (flight.stop - at) / max(craft.descent, 1.0)
            part = np.maximum(part, np.clip(np.minimum(up, down), 0.0, 1.0))
        return part * self.base.distance(self.sky), part * craft.height / _METRES

    def regimes(self) -> Iterator[tuple[str, Span]]:
        """Give what the parabolas bring, in words of gravity, as the flights are planned."""
        craft = self.craft
        for takeoff in self.takeoffs:
            for k in range(craft.parabolas):
                start = takeoff + craft.begins(k)
                falls = start + craft.pull_up
                rises = falls + craft.falls(k)
                yield "heavy", Span(start, falls)
                yield craft.word(k), Span(falls, rises)
                yield "heavy", Span(rises, rises + craft.pull_out)

    def spans(self, word: str) -> SpanSet:
        """Give when gravity is what a word says; on the ground and in level flight it is the Earth's."""
        if word == "earth":
            return SpanSet([-np.inf], [np.inf]) - SpanSet.of(span for _, span in self.regimes())
        return SpanSet.of(span for kind, span in self.regimes() if kind == word)

    def gravity(self, at: ArrayLike) -> Floats:
        """Give the gravity in the cabin at instants, shape (n,), in g, by the place of each in its flight."""
        when = np.atleast_1d(np.asarray(at, float))
        craft, felt = self.craft, np.ones(len(when))
        series = craft.series * craft.period + craft.pause
        for takeoff in self.takeoffs:
            since = when - takeoff - craft.climb
            batch, rest = np.divmod(since, series)
            place, into = np.divmod(rest, craft.period)
            number = batch * craft.series + place
            flown = (since >= 0) & (place < craft.series) & (number < craft.parabolas)
            kept = np.where(number < craft.mars, GRAVITY["mars"], GRAVITY["moon"])
            kept = np.where(number < craft.mars + craft.moon, kept, 0.0)
            falling = into - craft.pull_up
            length = craft.weightless / (1.0 - kept)
            here = np.where((falling >= 0) & (falling < length), kept, craft.heavy)
            here = np.where(falling >= length + craft.pull_out, 1.0, here)
            felt = np.where(flown, here, felt)
        return felt

    def feels(self, word: str, at: ArrayLike) -> NDArray[np.bool_]:
        """Say at which instants, shape (n,), gravity is what a word says, each by itself."""
        felt = self.gravity(at)
        found: NDArray[np.bool_] = felt > 1.0 + _LIKE if word == "heavy" else np.abs(felt - GRAVITY[word]) < _LIKE
        return found


def read_aircraft(text: str, name: str) -> dict[str, Aircraft]:
    """Read kinds of aircraft.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    document, root = Document.parse(text, name)
    root.only(("schema", "aircraft"))
    entries = list(root.entries("aircraft"))
    found = {key: _aircraft(key, entry) for key, entry in entries}
    document.finish()
    return found


def _aircraft(key: str, entry: Entry) -> Aircraft:
    known = [field.name for field in fields(Aircraft) if field.name != "key"]
    entry.only(known)

    def lasts(field: str) -> float:
        return entry.quantity(field, "s", 0.0, 7200.0)

    return Aircraft(
        key=key,
        name=entry.word("name"),
        weightless=lasts("weightless"),
        pull_up=lasts("pull_up"),
        pull_out=lasts("pull_out"),
        heavy=entry.number("heavy", 1.0, 4.0),
        period=lasts("period"),
        parabolas=entry.count("parabolas", 1, 100),
        series=entry.count("series", 1, 100),
        pause=lasts("pause"),
        mars=entry.count("mars", 0, 100),
        moon=entry.count("moon", 0, 100),
        climb=lasts("climb"),
        descent=lasts("descent"),
        flights=entry.count("flights", 1, 20),
        height=entry.quantity("height", "m", 1000.0, 9000.0),
        capacity=entry.count("capacity", 1, 100),
        windows=tuple(map(read_pane, entry.listed("windows"))),
        glass=read_glass(entry),
        source=entry.word("source"),
        confidence=entry.word("confidence", known=CONFIDENCE),
    )


@cache
def shipped_aircraft() -> dict[str, Aircraft]:
    """Give the kinds of aircraft that come with Cupola."""
    name = "aircraft.yaml"
    return read_aircraft(files("cupola.places").joinpath("data", name).read_text("utf-8"), name)


def aircraft(key: str, changed: Mapping[str, Any]) -> Aircraft:
    """Give an aircraft of a kind, with figures of one's own where they are given.

    Raises
    ------
    SkyError
        No such kind (E733), or figures that contradict each other (E737).
    """
    known = shipped_aircraft()
    if key not in known:
        hint = closest(key, known) or f"use one of {', '.join(known)}"
        raise SkyError(Message("E733", f'the kind of aircraft "{key[:40]}" is unknown', hint=hint))
    return replace(known[key], **changed)
