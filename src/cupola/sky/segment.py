"""A segment of an orbit ephemeris message: what it says of itself, its states, and whether both can be."""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass
from typing import Final

import numpy as np

from cupola.clock import InstantError, Instants, Span, utc_text
from cupola.errors import closest
from cupola.sky.earth import MU
from cupola.sky.epoch import TIME_SCALES, ccsds_epoch, to_utc
from cupola.sky.frame import FRAMES, is_known_frame
from cupola.sky.ndm import ANEW, Entry, Faults
from cupola.sky.orbit import Vectors

_EARTH: Final = ("EARTH", "399")
_NEEDED: Final = ("CENTER_NAME", "REF_FRAME", "TIME_SYSTEM", "START_TIME", "STOP_TIME")
_TIMES: Final = ("START_TIME", "STOP_TIME", "USEABLE_START_TIME", "USEABLE_STOP_TIME")
_LEAST_KM: Final = 6400.0
_MOST_KM: Final = 500_000.0
_ESCAPE: Final = 2 * MU


@dataclass(frozen=True, slots=True)
class Segment:
    """States between which the publisher allows interpolation.

    Attributes
    ----------
    frame : str
        One that `frame.to_teme` knows.
    usable : Span
        Between which instants the states may be used.
    at : ndarray, shape (n,)
        The instants of the states, ascending.
    position, velocity : ndarray, shape (n, 3)
        km and km/s, in the frame.
    lines : sequence of int, length n
        Where each stands in the file.
    """

    frame: str
    usable: Span
    at: Instants
    position: Vectors
    velocity: Vectors
    lines: array[int]


class SegmentReader:
    """Takes the metadata and the states of one segment in the order of the file, and makes the segment of them.

    Parameters
    ----------
    line : int
        Where the segment begins.
    faults : Faults
        Where faults are kept.
    """

    def __init__(self, line: int, faults: Faults) -> None:
        self._line, self._faults = line, faults
        self._is_sound = True
        self._meta: dict[str, Entry] = {}
        self._epochs: array[float] = array("d")
        self._values: array[float] = array("d")
        self._lines: array[int] = array("q")

    def entry(self, entry: Entry) -> None:
        """Take an entry of the metadata."""
        self._meta.setdefault(entry.key, entry)

    def said(self, key: str) -> Entry | None:
        """Give an entry of the metadata."""
        return self._meta.get(key)

    def state(self, epoch: str, values: list[str], line: int) -> None:
        """Take a state; the first fault of it is kept."""
        try:
            at, numbers = ccsds_epoch(epoch), [float(value) for value in values]
        except InstantError as error:
            self._fault("E323", str(error), line)
            return
        except ValueError as error:
            self._fault("E323", f"a state holds what is no number ({error})", line)
            return
        absurd = _absurd(numbers)
        if absurd and self._is_about_earth:
            self._fault("E323", absurd[0], line, hint=absurd[1])
            return
        self._epochs.append(at)
        self._values.extend(numbers)
        self._lines.append(line)

    def segment(self) -> Segment | None:
        """Give the segment, or None with faults kept."""
        self._check_place()
        scale, usable = self._scale(), None
        if len(self._epochs) < 2:
            self._fault("E323", "a segment needs two states at least", self._line)
        if scale is not None and self._is_sound:
            at = to_utc(np.array(self._epochs), scale)
            self._check_order(at)
            usable = self._usable(at, scale)
        if usable is None or not self._is_sound:
            return None
        values = np.array(self._values).reshape(-1, 6)
        return Segment(self._meta["REF_FRAME"].value, usable, at, values[:, :3], values[:, 3:], self._lines)

    def _fault(self, code: str, text: str, line: int, hint: str = ANEW) -> None:
        self._is_sound = False
        self._faults.add(code, text, line, hint=hint)

    def _fault_at(self, entry: Entry, code: str, text: str, hint: str = ANEW) -> None:
        self._is_sound = False
        self._faults.at(entry, code, text, hint)

    @property
    def _is_about_earth(self) -> bool:
        """Whether states are counted from the Earth, or do not say from where; of another world all are refused."""
        centre = self._meta.get("CENTER_NAME")
        return centre is None or not centre.value or centre.value.upper() in _EARTH

    def _check_place(self) -> None:
        """Check that the centre and the frame are known, and that nothing is missing."""
        for key in _NEEDED:
            if key not in self._meta or not self._meta[key].value:
                self._fault("E323", f"{key} is missing from this segment", self._line)
        centre, frame = self._meta.get("CENTER_NAME"), self._meta.get("REF_FRAME")
        if centre is not None and not self._is_about_earth:
            text = f'CENTER_NAME is "{centre.value[:40]}", not EARTH'
            self._fault_at(centre, "E322", text, "use an orbit about the Earth")
        if frame is not None and frame.value and not is_known_frame(frame.value):
            text = f'the frame "{frame.value[:40]}" is not read; read are {", ".join(FRAMES)} and ITRF of any year'
            self._fault_at(frame, "E322", text, closest(frame.value.upper(), FRAMES) or "ask the publisher for these")

    def _scale(self) -> str | None:
        """Give the time scale, or None with a fault kept."""
        system = self._meta.get("TIME_SYSTEM")
        if system is None or not system.value:
            return None
        scale = system.value.upper()
        if scale in TIME_SCALES:
            return scale
        text = f'the time scale "{system.value[:40]}" is not read; read are {", ".join(TIME_SCALES)}'
        self._fault_at(system, "E321", text, "ask the publisher for UTC; do not just change the word")
        return None

    def _check_order(self, at: Instants) -> None:
        late = np.flatnonzero(np.diff(at) <= 0)
        if len(late):
            k = int(late[0])
            text = f"the state of {utc_text(at[k + 1], 3)} does not follow that of {utc_text(at[k], 3)}"
            self._fault("E326", text, self._lines[k + 1], hint="put the states into the order of time, each once")

    def _usable(self, at: Instants, scale: str) -> Span | None:
        """Give the span in which the states may be used; refuse states that end a step before the time they promise."""
        times = {key: time for key in _TIMES if (time := self._time(key, scale)) is not None}
        if not self._is_sound:
            return None
        if at[-1] < times["STOP_TIME"] - float(np.diff(at).max()):
            text = f"the states end at {utc_text(float(at[-1]))}, before STOP_TIME: the file is cut off"
            self._fault_at(self._meta["STOP_TIME"], "E320", text)
        start = max(times.get("USEABLE_START_TIME", times["START_TIME"]), float(at[0]))
        stop = min(times.get("USEABLE_STOP_TIME", times["STOP_TIME"]), float(at[-1]))
        if stop <= start:
            self._fault("E326", "no state lies in the usable time of this segment", self._line)
        return Span(start, stop)

    def _time(self, key: str, scale: str) -> float | None:
        entry = self._meta.get(key)
        if entry is None:
            return None
        try:
            return float(to_utc(np.array([ccsds_epoch(entry.value)]), scale)[0])
        except InstantError as error:
            self._fault_at(entry, "E323", f"{key}: {error}")
            return None


def _absurd(state: list[float]) -> tuple[str, str] | None:
    """Say what keeps six numbers from being a state of an orbit about the Earth, in km and km/s, and what to do."""
    if not all(map(math.isfinite, state)):
        return "a state holds a number that is not finite", ANEW
    distance = math.hypot(*state[:3])
    square = state[3] ** 2 + state[4] ** 2 + state[5] ** 2
    if distance < _LEAST_KM:
        return f"a state is {distance:.0f} km from the Earth's centre: below the air", ANEW
    if distance > _MOST_KM:
        return f"a state is {distance:.3g} km from the Earth's centre", "are these metres? Kilometres are wanted"
    if square * distance > _ESCAPE:
        return f"a state flies {math.sqrt(square):.3g} km/s: it leaves the Earth", "are these metres a second?"
    return None
