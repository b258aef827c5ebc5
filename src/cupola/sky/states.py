"""The orbit from published states (OEM): interpolated between manoeuvres, and as a table that is fast to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from cupola.clock import Instants, Span, SpanSet, utc_text
from cupola.errors import DocumentError, Message, SkyError
from cupola.sky.arc import Arc
from cupola.sky.frame import to_teme
from cupola.sky.happening import Happening
from cupola.sky.interpolation import Table, inner_nodes
from cupola.sky.manoeuvre import GAP, revolution, steps_of
from cupola.sky.oem import StateFile
from cupola.sky.orbit import Ephemeris, Seam, Vectors, refuse_outside, refuse_torn
from cupola.sky.segment import Segment

_POINTS: Final = 8
_MARGIN: Final = 3600.0  # seconds of states beyond the span that are kept: interpolation takes two at either side
_TOUCH: Final = 1e-3
_COVER: Final = (
    "add a file of those hours, or shoot within the states; states more than a ninth of a revolution apart, "
    "ten minutes, count as a gap"
)
_ABSURD_SPEED: Final = 0.1  # km/s; reboosts of the ISS are a few m/s
_ABSURD_MISS: Final = 20.0  # km


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch without manoeuvre, gap or change of file, its states, the segment they are of, when it was made."""

    span: Span
    arc: Arc
    source: Segment
    created: float


class StateOrbit:
    """An orbit from published states: each instant uses the states around it, never across a burn or a segment's end.

    Parameters
    ----------
    files : sequence of StateFile
        Of one satellite. Where several cover an instant, the one that begins last holds.
    span : Span
        The time of interest; both ends can be asked for.
    largest_seam : float
        The largest jump allowed where one segment or file takes over from another, in km.
    name : str or None
        What messages call the source; by default the names of the files.

    Raises
    ------
    SkyError
        A gap within the span (E324), states that end before it or begin after it (E325), a seam too large (E306).
    DocumentError
        Two satellites (E303), states that no station flies one after the other (E323), no file (E304).
    """

    __slots__ = ("_files", "_pieces", "events", "joints", "name", "revolution", "seams", "span")

    def __init__(
        self, files: Sequence[StateFile], span: Span, *, largest_seam: float = 60.0, name: str | None = None
    ) -> None:
        _refuse_two_satellites(files)
        self.span = span
        self.name = name if name is not None else ", ".join(f.sheet.name for f in files)
        self._files = tuple(sorted(files, key=lambda f: f.segments[0].usable.start))
        self._pieces = tuple(sorted(self._found(), key=lambda piece: piece.span.start))
        _refuse_uncovered(SpanSet.of(p.span for p in self._pieces), span, self.name)
        self.joints = np.array([p.span.start for p in self._pieces[1:]])
        self.seams = tuple(self._measured())
        refuse_torn(self.seams, largest_seam, self.name, "one segment or file")
        self.revolution = self._revolution()
        self.events: tuple[Happening, ...] = self._announced()

    @property
    def identities(self) -> tuple[str, ...]:
        """The satellite's OBJECT_ID, where the file has one."""
        return tuple(file.designator for file in self._files[:1] if file.designator)

    def states(self, at: ArrayLike) -> tuple[Vectors, Vectors]:
        """Give the states at instants, interpolated.

        Parameters
        ----------
        at : array_like, shape (n,)
            Instants within the span.

        Returns
        -------
        r, v : ndarray, shape (n, 3)
            Position in km and velocity in km/s, TEME.

        Raises
        ------
        SkyError
            An instant outside the span (E307).
        """
        when = np.atleast_1d(np.asarray(at, float))
        refuse_outside(when, self.span, self.name)
        which = np.searchsorted(self.joints, when, side="right")
        position, velocity = np.empty((len(when), 3)), np.empty((len(when), 3))
        for k in np.unique(which):
            mine = which == k
            position[mine], velocity[mine] = self._pieces[int(k)].arc(when[mine])
        return position, velocity

    def positions(self, at: ArrayLike) -> Vectors:
        """Give the positions, shape (n, 3), km, TEME, at instants of the span; see `states`."""
        return self.states(at)[0]

    def ephemeris(self, step: float = 120.0) -> Ephemeris:
        """Interpolate the whole span once on a grid with at most `step` seconds.

        The default step keeps the table within 0.15 m of `states` for the ISS (tested).
        """
        tables = []
        for piece in self._pieces:
            at, even = inner_nodes(piece.span.start, piece.span.stop, step, _POINTS)
            position, velocity = piece.arc(at)
            start = piece.span.start
            tables.append((Table.within(start, even, position, _POINTS), Table.within(start, even, velocity, _POINTS)))
        return Ephemeris(tables, self.joints, self.span, self.name)

    def age(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give the seconds since the file in use was made, at instants, shape (n,); nan where it does not say when."""
        when = np.atleast_1d(np.asarray(at, float))
        created = np.array([piece.created for piece in self._pieces])
        age: NDArray[np.float64] = when - created[np.searchsorted(self.joints, when, side="right")]
        return age

    def timing_error(self, at: ArrayLike) -> NDArray[np.float64]:
        """Give nan for instants, shape (n,): a file of states says nothing of its own error."""
        return np.full(np.atleast_1d(np.asarray(at, float)).shape, np.nan)

    def _found(self) -> Iterator[_Piece]:
        """Give the pieces of all files within the span; what a later file covers is taken from the earlier ones."""
        taken = SpanSet()
        for file in reversed(self._files):
            own = [_common(segment.usable, self.span) for segment in file.segments]
            for segment, usable in zip(file.segments, own, strict=True):
                for free in SpanSet([usable.start], [usable.stop]) - taken:
                    if free.length > _TOUCH:
                        yield from _pieces(segment, free, file)
            taken = taken | SpanSet.of(own)

    def _measured(self) -> Iterator[Seam]:
        for before, after in pairwise(self._pieces):
            if before.source is not after.source:
                at = np.array([after.span.start])
                (here, velocity), (there, _) = before.arc(at), after.arc(at)
                jump, along = (there - here)[0], velocity[0]
                yield Seam(float(at[0]), float(np.linalg.norm(jump)), float(jump @ along / (along @ along)))

    def _revolution(self) -> float:
        at = np.linspace(self.span.start, min(self.span.stop, self.span.start + 2 * _MARGIN), 64)
        return revolution(*self.states(at))

    def _announced(self) -> tuple[Happening, ...]:
        found = {event for file in self._files for event in file.events if event.at in self.span}
        return tuple(sorted(found, key=lambda event: (event.at, event.what)))


def _common(one: Span, two: Span) -> Span:
    return Span(max(one.start, two.start), min(one.stop, two.stop))


def _pieces(segment: Segment, usable: Span, file: StateFile) -> Iterator[_Piece]:
    """Cut the usable part of a segment at burns, gaps and announced burns."""
    near = (segment.at > usable.start - _MARGIN) & (segment.at < usable.stop + _MARGIN)
    at, lines = segment.at[near], np.asarray(segment.lines)[near]
    position, velocity = to_teme(segment.frame, at, segment.position[near], segment.velocity[near])
    if len(at) < 2:
        return
    steps = steps_of(at, position, velocity)
    wild = (steps.speed > _ABSURD_SPEED) | (steps.missed > _ABSURD_MISS)
    if wild.any():
        raise DocumentError(_wild(file, at, int(lines[int(np.argmax(wild)) + 1]), int(np.argmax(wild)), steps.missed))
    cuts = _cuts(at, steps.kind, file.events)
    for first, last in pairwise(cuts):
        span = _common(Span(float(at[first]), float(at[last])), usable)
        if steps.kind[first] != GAP and span.length > _TOUCH:
            part = slice(first, last + 1)
            created = np.nan if file.created is None else file.created
            yield _Piece(span, Arc(at[part], position[part], velocity[part]), segment, created)


def _cuts(at: Instants, kind: NDArray[np.int8], events: Sequence[Happening]) -> list[int]:
    """Give the indices of the states at which arcs end: where the kind of step changes, and about announced burns."""
    changes = np.flatnonzero(np.diff(kind)) + 1
    burns = np.array([event.at for event in events if event.kind == "burn" and at[0] < event.at < at[-1]])
    around = [np.searchsorted(at, burns, side="right") - 1, np.searchsorted(at, burns, side="left")]
    inner = [k for k in np.concatenate([changes, *around]).tolist() if 0 < k < len(at) - 1]
    return sorted({0, *(int(k) for k in inner), len(at) - 1})


def _wild(file: StateFile, at: Instants, line: int, k: int, missed: NDArray[np.float64]) -> Message:
    text = (
        f"the state of {utc_text(float(at[k + 1]), 3)} is {missed[k]:.1f} km from where the one before it leads: "
        f"no station flies so"
    )
    return file.sheet.message("E323", text, line, 1, "a number is wrong; get the file anew from its publisher")


def _refuse_two_satellites(files: Sequence[StateFile]) -> None:
    if not files:
        raise DocumentError(Message("E304", "there is no file of states"))
    for file in files:
        if _plain(file.designator) != _plain(files[0].designator):
            text = f"{file.sheet.name} is of {file.designator}, {files[0].sheet.name} of {files[0].designator}"
            raise DocumentError(Message("E303", text, hint="name files of one satellite"))


def _plain(designator: str) -> str:
    """Give an international designator as all write it: `1998-067-A` and `1998-067A` are one."""
    return designator.replace("-", "").upper()


def _refuse_uncovered(covered: SpanSet, span: Span, name: str) -> None:
    """Refuse a span that is not covered, and say which hours are missing."""
    near = SpanSet(covered.starts - _TOUCH, covered.stops + _TOUCH)
    missing = list(near.complement(span))
    if not missing:
        return
    shown = ", ".join(str(s) for s in missing[:3]) + (f" and {len(missing) - 3} more" if len(missing) > 3 else "")
    if not covered:
        text, code = f"{name}: no states lie in {span}", "E325"
    elif all(s.start == span.start or s.stop == span.stop for s in missing):
        have = Span(float(covered.starts[0]), float(covered.stops[-1]))
        text, code = f"{name}: of {span} the states cover only {have}; missing: {shown}", "E325"
    else:
        text, code = f"{name}: the states leave a gap; missing: {shown}", "E324"
    raise SkyError(Message(code, text, hint=_COVER))
