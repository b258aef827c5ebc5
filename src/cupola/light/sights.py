"""What comes past a window: when, how long, how high, how far from the middle, moving which way through the picture."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light.almanac import Almanac
from cupola.light.least import least
from cupola.light.lens import Framing, Lens
from cupola.light.moment import Moment
from cupola.light.need import BODY_WORDS, Need
from cupola.light.window import place_of
from cupola.places import Window
from cupola.sky.earth import sine_of_elevation
from cupola.sky.eclipse import limb_elevation, limit
from cupola.sky.orbit import Vectors

Floats = NDArray[np.float64]

_LOOKS: Final = 41  # instants looked at, twice, to find when a sight is nearest to the axis: 0.3 s in a pass of 2 min
_HALVINGS: Final = 14  # of at most a few minutes: 0.03 s
_INSIDE: Final = 1e-3  # seconds before the end of a span, which is not its own
_STILL: Final = 0.25  # a motion counts as sideways when it is so much less up or down than across
_ACROSS: Final = {1: "right", 0: "", -1: "left"}
_UP: Final = {1: "top", 0: "", -1: "bottom"}


@dataclass(frozen=True, slots=True)
class Sight:
    """Something in a window for a while.

    Attributes
    ----------
    what : str
        A landmark's name, `sun` or `moon`.
    span : Span
        While it is within the window's half view, and nothing hides it.
    best : float
        The instant at which it is nearest to the window's axis.
    off_axis : float
        Its angle from the axis then, deg.
    elevation : float
        Then, deg: how high the station stands in a landmark's sky, or Sun and Moon above the Earth's edge.
    distance : float
        Then, km.
    sun : float
        The Sun's elevation at the landmark then, deg; nan for Sun and Moon.
    rate : float
        How fast it moves then, deg/s.
    moves : str
        Which way, with up away from the Earth, or forward where the window looks down: `right to left`.
    phase : str
        The light phase at the station then.
    crossing : float
        How long, in s, it stays in a picture that is held still on where it is at its best; nan without a lens.
    """

    what: str
    span: Span
    best: float
    off_axis: float
    elevation: float
    distance: float
    sun: float
    rate: float
    moves: str
    phase: str
    crossing: float


def sights(
    almanac: Almanac, window: str, names: Iterable[str] | None = None, by: str = "any", lens: Lens | None = None
) -> list[Sight]:
    """Give what comes past a window, in order of time.

    Parameters
    ----------
    window : str
        Its id.
    names : iterable of str, optional
        Landmarks, `sun`, `moon`; by default the whole gazetteer and both.
    by : {"any", "day", "night"}
        The light on landmarks.
    lens : Lens, optional
        For how long a sight stays in a picture.

    Raises
    ------
    DocumentError, SkyError
        An unknown window, landmark or word (E311 to E313).
    """
    glass = almanac.station.window(window)
    wanted = list(names) if names is not None else [*almanac.station.landmarks, *BODY_WORDS]
    for name in wanted:
        if name not in BODY_WORDS:
            almanac.station.landmark(name)  # of the Earth's edge or a city's lights there is no best instant
    needs = [Need(window=window, view=name, view_by="any" if name in BODY_WORDS else by) for name in wanted]
    found: list[Sight] = []
    for name, spans in zip(wanted, almanac.opportunities(needs), strict=True):
        if spans:
            found += _Passage(almanac, glass, name, spans).sights(lens)
    return sorted(found, key=lambda sight: (sight.span.start, sight.what))


class _Passage:
    """One thing and all the spans in which it is in a window."""

    def __init__(self, almanac: Almanac, window: Window, name: str, spans: SpanSet) -> None:
        self._almanac, self._window, self._name, self._spans = almanac, window, name, spans
        self._landmark = None if name in BODY_WORDS else almanac.station.landmark(name)

    def sights(self, lens: Lens | None) -> list[Sight]:
        best = self._best()
        moment = self._almanac.vantage.at(best)
        off, (elevation, distance, sun) = self._off_axis(moment), self._facts(moment)
        rate, phases, moves = self._rate(best), self._phases(best), self._moves()
        crossing = self._crossing(best, lens) if lens else np.full(len(best), np.nan)
        return [
            Sight(
                self._name,
                span,
                float(best[k]),
                float(off[k]),
                float(elevation[k]),
                float(distance[k]),
                float(sun[k]),
                float(rate[k]),
                moves[k],
                phases[k],
                float(crossing[k]),
            )
            for k, span in enumerate(self._spans)
        ]

    def _sight(self, moment: Moment) -> Vectors:
        """Give the line to the thing, shape (n, 3), km, TEME."""
        if self._landmark is not None:
            return place_of(moment, self._landmark) - moment.position
        return (moment.sun if self._name == "sun" else moment.moon) - moment.position

    def _directions(self, at: Instants) -> Vectors:
        """Give its direction in the station's frame, unit vectors, shape (n, 3)."""
        moment = self._almanac.vantage.at(at)
        sight = np.einsum("nij,nj->ni", moment.body, self._sight(moment))
        unit: Vectors = sight / np.linalg.norm(sight, axis=-1, keepdims=True)
        return unit

    def _off_axis(self, moment: Moment) -> Floats:
        sight = self._sight(moment)
        axis = moment.direction(self._window.normal)
        across = np.linalg.norm(np.cross(axis, sight), axis=-1)
        angle: Floats = np.degrees(np.arctan2(across, np.einsum("ni,ni->n", axis, sight)))
        return angle

    def _best(self) -> Instants:
        last = np.maximum(self._spans.starts, self._spans.stops - _INSIDE)
        return least(lambda at: self._off_axis(self._almanac.vantage.at(at)), self._spans.starts, last, _LOOKS)

    def _facts(self, moment: Moment) -> tuple[Floats, Floats, Floats]:
        """Give elevation in deg, distance in km, and the Sun's elevation there in deg."""
        distance = np.linalg.norm(self._sight(moment), axis=-1)
        if self._landmark is None:
            body = moment.sun if self._name == "sun" else moment.moon
            return limb_elevation(moment.position, body, limit("centre")), distance, np.full(len(moment), np.nan)
        place = place_of(moment, self._landmark)
        up, sun = sine_of_elevation(place, moment.position), sine_of_elevation(place, moment.sun)
        return np.degrees(np.arcsin(up)), distance, np.degrees(np.arcsin(sun))

    def _rate(self, best: Instants) -> Floats:
        covered = self._almanac.span
        before, after = np.maximum(best - 0.5, covered.start), np.minimum(best + 0.5, covered.stop)
        chord = np.linalg.norm(self._directions(after) - self._directions(before), axis=-1)
        rate: Floats = np.degrees(2 * np.arcsin(np.clip(chord / 2, 0.0, 1.0))) / (after - before)
        return rate

    def _phases(self, at: Instants) -> list[str]:
        phases = self._almanac.phases()
        return [next((name for name, spans in phases.items() if spans.contains(t)), "") for t in at.tolist()]

    def _moves(self) -> list[str]:
        framing = Framing.of(self._window.normal)
        first, last = (framing.place(self._directions(at)) for at in (self._spans.starts, self._spans.stops))
        return [motion(right, up) for right, up in zip(last[0] - first[0], last[1] - first[1], strict=True)]

    def _crossing(self, best: Instants, lens: Lens) -> Floats:
        aims = [Framing.of(direction) for direction in self._directions(best)]
        wide, high = np.tan(np.radians(lens.half_angles))

        def inside(at: Instants) -> NDArray[np.bool_]:
            places = [aim.place(one[None]) for aim, one in zip(aims, self._directions(at), strict=True)]
            x, y = (np.array([place[i][0] for place in places]) for i in (0, 1))
            framed: NDArray[np.bool_] = (np.abs(x) <= wide) & (np.abs(y) <= high)
            return framed

        held: Floats = _last(inside, best, self._spans.stops) - _last(inside, best, self._spans.starts)
        return held


def _last(inside: Callable[[Instants], NDArray[np.bool_]], within: Instants, end: Instants) -> Instants:
    """Give the instants nearest to `end` up to which it is inside, as it is at `within`; all shape (n,)."""
    good, bad = within, end
    for _ in range(_HALVINGS):
        middle = (good + bad) / 2
        holds = inside(middle)
        good, bad = np.where(holds, middle, good), np.where(holds, bad, middle)
    return np.where(inside(end), end, good)


def motion(right: float, up: float) -> str:
    """Say which way something moves that goes so far to the right and so far up: `bottom left to top right`."""
    across = 0 if abs(right) < _STILL * abs(up) else int(np.sign(right))
    rise = 0 if abs(up) < _STILL * abs(right) else int(np.sign(up))
    if not (across or rise):
        return "still"
    start, stop = ((_UP[k * rise], _ACROSS[k * across]) for k in (-1, 1))
    return " to ".join(" ".join(word for word in end if word) for end in (start, stop))
