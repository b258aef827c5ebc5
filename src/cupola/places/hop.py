"""Craft that hop to the edge of space and fall back: height and gravity, second by second.

What is published of such a flight stands in the data: when the engine stops, how high and how fast it is then, when
canopies or wings take over, when it lands. Between the engine and the canopies the craft falls freely through the U.S.
Standard Atmosphere of 1976 (semi-implicit steps of 0.05 s; a fifth of that changes no time by 0.1 s and no height by
30 m); the way is vertical. While the engine burns the speed grows as a power of time, so that speed and height are
right when it stops.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import Message, SkyError, closest
from cupola.places.document import CONFIDENCE, Entry, read_named
from cupola.places.flown import Flown
from cupola.places.ground import Location
from cupola.places.pane import Glass, Pane, read_glass, read_pane
from cupola.sky.atmosphere import density

Floats = NDArray[np.float64]

FLOATING: Final = 0.02
"""G below which everything floats: so much is left in an aircraft's parabola too."""
STEADY: Final = 0.05
"""G by which the weight of things may differ from that on the ground."""

_STEP: Final = 0.05
_G: Final = 9.80665
_EARTH: Final = 6_371_008.8
_SEA_LEVEL: Final = 1.225  # kg/m3
_KM: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Hopper:
    """A kind of craft and its flight; seconds are counted from lift-off or release, heights from the sea, metres.

    Attributes
    ----------
    key, name : str
        As asked for, and as people call it.
    lat, lon : float
        From where it flies, deg.
    start, ground : float
        Height at which the flight begins and ends.
    burn, burnout, speed : float
        When the engine stops, how high, and how fast upward, m/s.
    rising, falling : float
        Ballistic coefficient on the way up and down, kg/m2.
    parts : float
        When it leaves its booster, and people may unstrap; with an engine of its own, when that stops.
    slowed, settled, landing : float
        When canopies or wings take over, when the last of them is open, and when it lands.
    sinks : float
        How fast it then sinks, m/s; with wings it sinks evenly from when they take over.
    windows : tuple of Pane
        Its windows.
    glass : Glass or None
        The glass in them; None where it is not known.
    capacity : int
        People.
    source, confidence : str
        Where these figures are from, and how sure they are.
    """

    key: str
    name: str
    lat: float
    lon: float
    start: float
    ground: float
    burn: float
    burnout: float
    speed: float
    rising: float
    falling: float
    parts: float
    slowed: float
    settled: float
    landing: float
    sinks: float
    windows: tuple[Pane, ...]
    capacity: int
    glass: Glass | None = None
    source: str = ""
    confidence: str = "low"

    @property
    def lasts(self) -> float:
        """The seconds from lift-off or release to landing."""
        return self.landing


@dataclass(frozen=True, slots=True)
class Track:
    """A flight in steps; every array has shape (n,).

    Attributes
    ----------
    time : ndarray
        Seconds from lift-off or release to landing.
    height : ndarray
        Metres above the sea.
    speed : ndarray
        Upward, m/s.
    felt : ndarray
        What people feel, g.
    """

    time: Floats
    height: Floats
    speed: Floats
    felt: Floats

    @property
    def apogee(self) -> tuple[float, float]:
        """When it is highest, and how high."""
        k = int(self.height.argmax())
        return float(self.time[k]), float(self.height[k])

    @property
    def floats(self) -> tuple[float, float]:
        """From when to when everything floats."""
        at = self.time[self.felt < FLOATING]
        return float(at[0]), float(at[-1])

    def rises_through(self, height: float) -> float:
        """Give when it is first so high; nan if never."""
        above = self.time[self.height >= height]
        return float(above[0]) if len(above) else float("nan")


@cache
def track(craft: Hopper) -> Track:
    """Work out the flight of a craft."""
    parts = [_boost(craft), _fall(craft)]
    parts.append(_sinking(craft, float(parts[-1][1][-1])))
    time, height, speed, felt = (np.concatenate([part[k] for part in parts]) for k in range(4))
    return Track(time, height, speed, felt)


def _boost(craft: Hopper) -> tuple[Floats, Floats, Floats, Floats]:
    """Let the speed grow as a power of time."""
    time = np.arange(0.0, craft.burn, _STEP)
    part = time / craft.burn
    power = craft.speed * craft.burn / (craft.burnout - craft.start) - 1.0
    height = craft.start + (craft.burnout - craft.start) * part ** (power + 1.0)
    pushed = power * craft.speed / craft.burn * part ** (power - 1.0)
    return time, height, craft.speed * part**power, pushed / _G + _weight(height)


def _fall(craft: Hopper) -> tuple[Floats, Floats, Floats, Floats]:
    """Let it rise and fall through the air until canopies or wings take over."""
    time = np.arange(craft.burn, craft.slowed, _STEP)
    levels = np.arange(-500.0, 200_000.0, 100.0)
    air = _SEA_LEVEL / 2 * density(levels * _KM)
    height, speed = craft.burnout, craft.speed
    rows = []
    for _ in time:
        ballistic = craft.rising if speed > 0 else craft.falling
        drag = float(np.interp(height, levels, air)) * speed * abs(speed) / ballistic
        rows.append((height, speed, abs(drag) / _G))
        speed -= (float(_weight(height)) * _G + drag) * _STEP
        height += speed * _STEP
    heights, speeds, felt = np.array(rows).T
    return time, heights, speeds, felt


def _sinking(craft: Hopper, height: float) -> tuple[Floats, Floats, Floats, Floats]:
    """Let it sink to the ground, first fast, and slowly at last."""
    time = np.append(np.arange(craft.slowed, craft.landing, _STEP), craft.landing)
    at, levels = [craft.slowed, craft.landing], [height, craft.ground]
    if craft.settled > craft.slowed:
        at.insert(1, craft.settled)
        levels.insert(1, craft.ground + craft.sinks * (craft.landing - craft.settled))
    heights = np.interp(time, at, levels)
    return time, heights, np.gradient(heights, time), np.ones(len(time))


def _weight(height: ArrayLike) -> Floats:
    """Give the pull of the Earth at heights, metres, in g."""
    pull: Floats = (_EARTH / (_EARTH + np.asarray(height, float))) ** 2
    return pull


@dataclass(frozen=True, slots=True)
class Hops(Flown):
    """The flights of such a craft for a film: it comes down where it went up, and the sky over it is that of there."""

    craft: Hopper

    @classmethod
    def of(cls, craft: Hopper, launches: tuple[float, ...], base: Location, heading: float = 0.0) -> Hops:
        """Give flights by lift-off, or release from the carrier, in order."""
        return cls(craft, launches, base, base, heading)

    @property
    def words(self) -> tuple[str, ...]:
        """The words of gravity that can hold in it."""
        return ("earth", "heavy", "weightless")

    @property
    def link(self) -> str:
        """The link over which it talks to its site."""
        return "site"

    def way(self, at: Instants) -> tuple[Floats, Floats]:
        """Give how far it is from its site along the ground, nothing, and how high: both (n,), km."""
        flight, height = track(self.craft), np.zeros(len(at))
        for one in self.flown():
            inside = (at >= one.start) & (at <= one.stop)
            over = np.interp(at - one.start, flight.time, flight.height) - self.craft.ground
            height = np.where(inside, np.maximum(over, 0.0) * _KM, height)
        return np.zeros(len(at)), height

    def dip(self, at: Instants) -> Floats:
        """Give how far the edge of the Earth has sunk at instants, shape (n,): deg, straight rays, a sphere."""
        _, height = self.way(at)
        lower: Floats = np.degrees(np.arccos(_EARTH * _KM / (_EARTH * _KM + height)))
        return lower

    def spans(self, word: str) -> SpanSet:
        """Give when gravity is what a word says; before and after a flight it is the Earth's."""
        found = [Span(launch + a, launch + b) for launch in self.takeoffs for a, b in _stretches(self.craft, word)]
        if word != "earth":
            return SpanSet.of(found)
        return SpanSet([-np.inf], [np.inf]) - SpanSet.of(self.flown()) | SpanSet.of(found)

    def feels(self, word: str, at: ArrayLike) -> NDArray[np.bool_]:
        """Say at which instants, shape (n,), gravity is what a word says, each by itself."""
        when, flight = np.atleast_1d(np.asarray(at, float)), track(self.craft)
        felt = np.ones(len(when))
        for launch in self.takeoffs:
            since = when - launch
            inside = (since >= 0.0) & (since < self.craft.landing)
            felt = np.where(inside, np.interp(since, flight.time, flight.felt), felt)
        return _is(word, felt)


def _is(word: str, felt: Floats) -> NDArray[np.bool_]:
    """Say where what is felt, in g, is what a word says."""
    if word == "weightless":
        found: NDArray[np.bool_] = felt < FLOATING
    elif word == "heavy":
        found = felt > 1.0 + STEADY
    else:
        found = np.abs(felt - 1.0) <= STEADY
    return found


@cache
def _stretches(craft: Hopper, word: str) -> tuple[tuple[float, float], ...]:
    """Give the stretches of a flight in which gravity is what a word says, of whole seconds: 1 s at least."""
    flight = track(craft)
    holds = np.concatenate([[False], _is(word, flight.felt), [False]])
    starts, stops = (np.flatnonzero(holds[1:] & ~holds[:-1]), np.flatnonzero(~holds[1:] & holds[:-1]) - 1)
    pairs = [
        (float(np.ceil(flight.time[a])), float(np.floor(flight.time[b]))) for a, b in zip(starts, stops, strict=True)
    ]
    return tuple((a, b) for a, b in pairs if b > a)


def read_hoppers(text: str, name: str) -> dict[str, Hopper]:
    """Read kinds of craft that hop.

    Raises
    ------
    DocumentError
        Anything wrong in the document, all of it at once.
    """
    return read_named(text, name, "craft", _hopper)


def _hopper(key: str, entry: Entry) -> Hopper:
    seconds = ("burn", "parts", "slowed", "settled", "landing")
    metres = ("start", "ground", "burnout")
    numbers = ("lat", "lon", "speed", "rising", "falling", "sinks", "windows", "glass", "capacity")
    entry.only(("name", *seconds, *metres, *numbers, "source", "confidence"))
    burn, parts, slowed, settled, landing = (entry.quantity(field, "s", 0.0, 7200.0) for field in seconds)
    start, ground, burnout = (entry.quantity(field, "m", -500.0, 200_000.0) for field in metres)
    return Hopper(
        key=key,
        name=entry.word("name"),
        lat=entry.number("lat", -90.0, 90.0),
        lon=entry.number("lon", -180.0, 180.0),
        start=start,
        ground=ground,
        burn=burn,
        burnout=burnout,
        speed=entry.quantity("speed", "km/h", 1.0, 20_000.0) / 3.6,
        rising=entry.number("rising", 10.0, 100_000.0),
        falling=entry.number("falling", 10.0, 100_000.0),
        parts=parts,
        slowed=slowed,
        settled=settled,
        landing=landing,
        sinks=entry.quantity("sinks", "km/h", 0.0, 500.0) / 3.6,
        windows=tuple(map(read_pane, entry.listed("windows"))),
        capacity=entry.count("capacity", 1, 100),
        glass=read_glass(entry),
        source=entry.word("source"),
        confidence=entry.word("confidence", known=CONFIDENCE),
    )


@cache
def shipped_hoppers() -> dict[str, Hopper]:
    """Give the craft that come with Cupola."""
    name = "hops.yaml"
    return read_hoppers(files("cupola.places").joinpath("data", name).read_text("utf-8"), name)


def hopper(key: str) -> Hopper:
    """Give a craft by its name.

    Raises
    ------
    SkyError
        There is none (E733).
    """
    known = shipped_hoppers()
    if key not in known:
        hint = closest(key, known) or f"use one of {', '.join(known)}"
        raise SkyError(Message("E733", f'the craft "{key[:40]}" is unknown', hint=hint))
    return known[key]
