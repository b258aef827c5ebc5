"""Light match: when does light come again that would cut with a take?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.errors import Message, SkyError
from cupola.light.almanac import Almanac
from cupola.light.condition import Condition
from cupola.light.least import least
from cupola.light.likeness import Difference, Likeness, Tolerance
from cupola.light.moment import Moment
from cupola.light.need import Need
from cupola.light.search import search

Floats = NDArray[np.float64]

_LOOKS: Final = 21


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
        The windows that light the set.
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
        self._light = Likeness([almanac.meter(key) for key in windows], tolerance, looks_out=looks_out)
        if not almanac.span.covers(span):
            raise SkyError(Message("E366", f"the take {span} is outside {almanac.span}", hint="name one of the shoot"))
        self.span = span
        self._offsets = (0.0, span.length / 2, span.length)
        self._own = [self._light.read(np.array([span.start + offset])) for offset in self._offsets]

    @property
    def phase(self) -> str:
        """The light phase at its beginning."""
        return str(self._own[0][0].phase[0])

    def apart(self, starts: Instants) -> Floats:
        """Give how far apart the light of takes is that begin at `starts`, shape (n,)."""
        looks = zip(self._offsets, self._own, strict=True)
        worst: Floats = np.max([self._light.apart(own, self._light.read(starts + at)) for at, own in looks], axis=0)
        return worst

    def differences(self, starts: Instants) -> list[tuple[Difference, NDArray[np.bool_]]]:
        """Give by how much takes differ that begin at `starts`, for each look and window, and where that matters."""
        looks = zip(self._offsets, self._own, strict=True)
        return [pair for at, own in looks for pair in self._light.differences(own, self._light.read(starts + at))]


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
    best = least(take.apart, spans.starts, spans.stops, _LOOKS)
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
