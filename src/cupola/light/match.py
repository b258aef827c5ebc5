"""Light match: when does light come again that would cut with a take?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import Message, SkyError
from cupola.light.almanac import Almanac
from cupola.light.colour import mired
from cupola.light.condition import Condition
from cupola.light.meter import Meter
from cupola.light.moment import Moment
from cupola.light.need import Need
from cupola.light.reading import Reading
from cupola.light.search import search

Floats = NDArray[np.float64]

FARTHEST: Final = 100.0
"""What unlike light is apart: another phase, or light against none."""

_SHARE: Final = 0.05  # direct sun below this share of the light throws no shadow that an editor would see
_DARK_LX: Final = 0.01  # light below this does not show beside any lamp: it is all one
_COLOURLESS_LX: Final = 1.0  # nor does the colour of light below this
_LOOKS: Final = 21


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much the light of two takes may differ that are cut together; own estimates, to be set by taste.

    Attributes
    ----------
    turn : float
        The direction of the Sun in the set, where it falls in, deg.
    stops : float
        The light through the window, in stops.
    mired : float
        Its colour, in mired: 25 is less than a quarter CTO.
    ground : float
        How bright the Earth is that the window looks at, in stops; asked only of takes that look out.

    Raises
    ------
    SkyError
        One of them is not a positive number (E365).
    """

    turn: float = 15.0
    stops: float = 0.5
    mired: float = 25.0
    ground: float = 1.0

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if not 0.0 < value < np.inf:
                text = f"a tolerance of {value:g} for {each.name} lets nothing match, or everything"
                raise SkyError(Message("E365", text, hint="give degrees, stops or mired above 0"))


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the light at instants differs from other light; all shape (n,).

    Attributes
    ----------
    phase : ndarray of bool
        Whether the light phase is another.
    turn : ndarray
        Angle between the directions of the Sun in the set, deg; 0 where its shadow does not show in either.
    stops, ground : ndarray
        Of the light through the window, and of the Earth's luminance that it looks at, in stops; signed.
    mired : ndarray
        Of the colour; signed, positive is warmer.
    """

    phase: NDArray[np.bool_]
    turn: Floats
    stops: Floats
    mired: Floats
    ground: Floats

    @classmethod
    def between(cls, one: Reading, other: Reading) -> Difference:
        """Compare readings of one window; either may be of a single instant."""
        shown = np.maximum(_direct_share(one), _direct_share(other)) >= _SHARE
        seen = np.minimum(one.total_lx, other.total_lx) >= _COLOURLESS_LX
        with np.errstate(invalid="ignore"):
            warmer = mired(other.cct) - mired(one.cct)
        return cls(
            phase=np.asarray(one.phase != other.phase),
            turn=np.where(shown, _angle(one.sun, other.sun), 0.0),
            stops=_stops(one.total_lx, other.total_lx),
            mired=np.where(seen & np.isfinite(warmer), warmer, 0.0),
            ground=_stops(one.luminance, other.luminance),
        )

    def apart(self, tolerance: Tolerance, *, looks_out: bool = False) -> Floats:
        """Give the largest difference in units of its tolerance, shape (n,): at most 1 where the light would cut."""
        parts = [
            self.turn / tolerance.turn,
            np.abs(self.stops) / tolerance.stops,
            np.abs(self.mired) / tolerance.mired,
        ]
        if looks_out:
            parts.append(np.abs(self.ground) / tolerance.ground)
        worst: Floats = np.where(self.phase, FARTHEST, np.minimum(np.max(parts, axis=0), FARTHEST))
        return worst


def alike(one: Reading, other: Reading, tolerance: Tolerance, *, looks_out: bool = False) -> Floats:
    """Say how far apart the light of two readings is, shape (n,): at most 1 where takes in it would cut."""
    return Difference.between(one, other).apart(tolerance, looks_out=looks_out)


@dataclass(frozen=True, slots=True)
class Match:
    """Light that would cut with a take.

    Attributes
    ----------
    span : Span
        When a take as long as the first may begin.
    best : float
        The beginning at which the light is most like it.
    apart : float
        How far apart it is then: 0 is the same light, 1 the tolerance.
    turn, stops, mired : float
        By how much it differs then, at the worst of the take's beginning, middle and end: deg, stops, mired.
    phase : str
        The light phase at the beginning.
    """

    span: Span
    best: float
    apart: float
    turn: float
    stops: float
    mired: float
    phase: str


@dataclass(frozen=True, slots=True)
class _Fits(Condition):
    """A take that begins then has what the shot asks for, all through."""

    step: ClassVar[float] = 300.0
    starts: SpanSet

    def signed(self, moment: Moment) -> Floats:
        """Give 1 where it has, -1 elsewhere."""
        return np.where(self.starts.contains(moment.at), 1.0, -1.0)


@dataclass(frozen=True, eq=False)
class _Alike(Condition):
    """A take that begins then is in light like that of another take, at its beginning, middle and end."""

    step: ClassVar[float] = 15.0
    take: Take
    fits: _Fits

    @property
    def within(self) -> tuple[Condition, ...]:
        """It is looked at only where the take fits."""
        return (self.fits,)

    def signed(self, moment: Moment) -> Floats:
        """Give how much nearer the light is than the tolerance."""
        result: Floats = 1.0 - self.take.apart(moment.at)
        return result


class _AlikeInAMoment(_Alike):
    """The same while the Sun rises or sets, when light goes by stops in seconds."""

    step: ClassVar[float] = 1.0


class Take:
    """The light of a take, to be matched.

    Parameters
    ----------
    almanac : Almanac
        Of the shoot.
    windows : sequence of str
        The windows that light the set; what little one of them adds is not looked at.
    span : Span
        When the take was, or is to be.
    tolerance : Tolerance
        How unlike light may be.
    looks_out : bool
        Whether the ground is in the picture.

    Raises
    ------
    DocumentError
        An unknown window (E311).
    SkyError
        No window, or a take that the almanac does not cover (E366).
    """

    def __init__(
        self, almanac: Almanac, windows: Sequence[str], span: Span, tolerance: Tolerance, *, looks_out: bool = False
    ) -> None:
        if not windows:
            text = "a set without a window has the same light at all times"
            raise SkyError(Message("E366", text, hint="any take cuts with any other, as far as daylight goes"))
        if not almanac.span.covers(span):
            raise SkyError(Message("E366", f"the take {span} is outside {almanac.span}", hint="name one of the shoot"))
        self._almanac, self.span, self._tolerance, self._looks_out = almanac, span, tolerance, looks_out
        self._meters = [Meter(almanac.station, key, almanac.vantage, almanac.limits) for key in windows]
        self._offsets = (0.0, span.length / 2, span.length)
        self._own = [self._read(offset, np.array([span.start])) for offset in self._offsets]

    @property
    def phase(self) -> str:
        """The light phase at its beginning."""
        return str(self._own[0][0].phase[0])

    def _read(self, offset: float, starts: Instants) -> list[Reading]:
        moment = self._almanac.vantage.at(starts + offset)
        return [meter.read(moment) for meter in self._meters]

    def differences(self, starts: Instants) -> list[tuple[Difference, NDArray[np.bool_]]]:
        """Give by how much takes differ that begin at `starts`, and where that matters, for each look and window."""
        found = []
        for offset, own in zip(self._offsets, self._own, strict=True):
            there = self._read(offset, starts)
            most = np.maximum(sum(r.total_lx for r in own), sum(r.total_lx for r in there)) * _SHARE
            found += [
                (Difference.between(one, other), np.maximum(one.total_lx, other.total_lx) >= most)
                for one, other in zip(own, there, strict=True)
            ]
        return found

    def apart(self, starts: Instants) -> Floats:
        """Give how far apart the light of takes is that begin at `starts`, shape (n,)."""
        parts = [
            np.where(matters, difference.apart(self._tolerance, looks_out=self._looks_out), 0.0)
            for difference, matters in self.differences(starts)
        ]
        worst: Floats = np.max(parts, axis=0)
        return worst


def matches(take: Take, almanac: Almanac, need: Need, after: float) -> list[Match]:
    """Find all later light that would cut with a take, the most like first.

    Parameters
    ----------
    take : Take
        What is to be matched.
    almanac : Almanac
        Its almanac.
    need : Need
        What the shot asks of light and view besides; it holds all through a match.
    after : float
        Matches begin after this instant.
    """
    length = take.span.length
    asked = almanac.opportunities([need])[0]
    fits = SpanSet(asked.starts, asked.stops - length) & SpanSet([after], [almanac.span.stop - length])
    where = _Fits(fits & almanac.phases()[take.phase])
    condition = (_AlikeInAMoment if take.phase in ("sunrise", "sunset") else _Alike)(take, where)
    joints = almanac.vantage.joints(almanac.span)
    known: dict[Condition, SpanSet] = {where: where.starts}
    (found,) = search([condition], almanac.vantage.at, almanac.span, joints, known=known)
    if not found:
        return []
    return sorted(_best(take, found), key=lambda match: (match.apart, match.best))


def _best(take: Take, spans: SpanSet) -> list[Match]:
    """Give, for each span, the beginning at which the light is most like that of the take."""
    low, high = spans.starts, spans.stops
    for _ in range(2):
        at = np.linspace(low, high, _LOOKS, axis=1)
        nearest, row = take.apart(at.ravel()).reshape(at.shape).argmin(axis=1), np.arange(len(at))
        best = at[row, nearest]
        low, high = at[row, np.maximum(nearest - 1, 0)], at[row, np.minimum(nearest + 1, _LOOKS - 1)]
    apart, looked = take.apart(best), take.differences(best)
    turn, stops, warmer = (
        _largest([np.where(matters, getattr(one, name), 0.0) for one, matters in looked])
        for name in ("turn", "stops", "mired")
    )
    return [
        Match(
            span=span,
            best=float(best[k]),
            apart=float(apart[k]),
            turn=float(turn[k]),
            stops=float(stops[k]),
            mired=float(warmer[k]),
            phase=take.phase,
        )
        for k, span in enumerate(spans)
    ]


def _largest(parts: Sequence[Floats]) -> Floats:
    """Give, of signed numbers, shape (m, n), those of the largest size, shape (n,)."""
    table = np.stack(parts)
    worst: Floats = np.take_along_axis(table, np.abs(table).argmax(axis=0)[None], axis=0)[0]
    return worst


def _direct_share(reading: Reading) -> Floats:
    share: Floats = reading.direct_lx / np.maximum(reading.total_lx, _DARK_LX)
    return share


def _stops(one: Floats, other: Floats) -> Floats:
    """Give the difference in stops of two lights, in lx or cd/m2; what is dark is as dark as any other."""
    stops: Floats = np.log2(np.maximum(other, _DARK_LX) / np.maximum(one, _DARK_LX))
    return stops


def _angle(one: NDArray[np.float64], other: NDArray[np.float64]) -> Floats:
    """Give the angle between unit vectors, shape (n, 3), in deg."""
    angle: Floats = np.degrees(2 * np.arcsin(np.clip(np.linalg.norm(one - other, axis=-1) / 2, 0.0, 1.0)))
    return angle
