"""What the plan records: every take, on which card it will be, and with which timecode."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from cupola.clock import DAY, Span
from cupola.errors import Message, harmless
from cupola.plan.result import Strip
from cupola.production.model import Production
from cupola.production.scene import Scene, Shot
from cupola.publish.day import Schedule, ShootingDay, Work

_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_RATES: Final = (24, 25, 30, 48, 50, 60)
"""Frames a second of a cut: the rates whose timecode counts every frame."""


@dataclass(frozen=True, slots=True)
class Recording:
    """A take as it will be recorded.

    Attributes
    ----------
    number : int
        Of the take within its shot.
    day : int
        Of shooting.
    card : str
        The letter of the camera and the number of the card since the beginning of the shoot: `A003`.
    """

    shot: Shot
    scene: Scene
    strip: Strip
    number: int
    span: Span
    day: int
    card: str

    @property
    def name(self) -> str:
        """What the take is called: `12B-1`."""
        return f"{self.shot.id}-{self.number}"


def recordings(schedule: Schedule) -> tuple[Recording, ...]:
    """Give every take of a plan that a camera records, in the order in which it is shot.

    A camera has a new card on each day, and when a take does not fit on the one that it has; cards are counted a kind
    of camera, as if there were one body of it.
    """
    cards = _Cards(schedule.production)
    return tuple(one for day in schedule.days for one in _of_day(day, cards))


def _of_day(day: ShootingDay, cards: _Cards) -> Iterator[Recording]:
    filmed = [work for work in day.works if work.strip.camera]
    found = [(take, work.first_take + k, work) for work in filmed for k, take in enumerate(work.takes)]
    for span, number, work in sorted(found, key=lambda one: (one[0].start, one[2].shot.id)):
        yield Recording(work.shot, work.scene, work.strip, number, span, day.number, cards.take(work, day.number))


class _Cards:
    """The cards that the cameras of a shoot fill, one after another."""

    def __init__(self, production: Production) -> None:
        self._letters = {key: _LETTERS[k % len(_LETTERS)] for k, key in enumerate(production.cameras)}
        self._sizes = {key: stock.size for stock in production.cards for key in stock.cameras}
        self._used: dict[str, tuple[int, int, float]] = {}

    def take(self, work: Work, day: int) -> str:
        """Record a take, and give its card."""
        camera = work.strip.camera
        size = work.shot.data_gb / work.shot.takes if work.shot.takes else 0.0
        number, of, used = self._used.get(camera, (0, 0, 0.0))
        if of != day or (used > 0 and used + size > self._sizes.get(camera, float("inf"))):
            number, used = number + 1, 0.0
        self._used[camera] = (number, day, used + size)
        return f"{self._letters[camera]}{number:03d}"


def frame_rate(production: Production) -> int:
    """Give the frames a second of the cut: those of the first camera that is known, or else 24."""
    known = (camera.sensor.frame_rate for camera in production.cameras.values() if camera.sensor)
    rate = next(known, 24.0)
    return min(_RATES, key=lambda one: abs(one - rate))


def doubts(production: Production, recorded: Sequence[Recording]) -> tuple[Message, ...]:
    """Say where the timecode of an export is not that of the recordings.

    That is for cameras of another rate than the cut's (W775), also of one that no whole timecode counts, such as 29.97,
    and for takes over midnight (W776).
    """
    rate, found = frame_rate(production), []
    for key in dict.fromkeys(one.strip.camera for one in recorded):
        camera = production.cameras[key]
        if camera.sensor is not None and camera.sensor.frame_rate != rate:
            text = f"{camera.model} records {camera.sensor.frame_rate:g} frames a second; the timecode counts {rate}"
            hint = "non-drop, by the time of day: set the camera to it, or find its takes by name and card"
            found.append(Message("W775", harmless(text), hint=hint))
    over = [one.name for one in recorded if one.span.start // DAY != (one.span.stop - 1e-6) // DAY]
    if over:
        text = f"{', '.join(over)}: over midnight, which no timecode is; OTIO, EDL and ALE have the end before it"
        found.append(Message("W776", harmless(text), hint="find such takes by name and card"))
    return tuple(found)


def timecode_frames(at: float, rate: int) -> int:
    """Give an instant as the timecode of a camera that runs with the time of day, UTC: frames since midnight."""
    return round(at % DAY * rate)
