"""What a plan shows of each shot: the instant of its frame, and the still that is taken then."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cupola.clock import Span
from cupola.errors import CupolaError, Message
from cupola.preview.carrier import has_window
from cupola.preview.frames import Frame, frame_in
from cupola.preview.scenery import USUAL_CLOUDS

if TYPE_CHECKING:
    from cupola.plan.result import Plan
    from cupola.preview.still import Still
    from cupola.production import Production

FRAMES: Final = Path("paper") / "frames"
"""Where a production keeps the frames of its storyboard."""
SIZE: Final = (960, 540)
"""Pixels of a frame of the storyboard, across and up."""


@dataclass(frozen=True, slots=True)
class Planned:
    """The stills of a plan by shot, and those shots of which none can be taken, each with the reason."""

    stills: dict[str, Still]
    doubts: tuple[Message, ...]

    def frames(self, folder: Path) -> dict[str, Frame]:
        """Give the frames that a folder has of them, by shot."""
        found = {shot: frame_in(folder, still.key()) for shot, still in self.stills.items()}
        return {shot: frame for shot, frame in found.items() if frame is not None}


def planned_instant(take: Span) -> float:
    """Give the instant that the frame of a take shows: its middle, to the whole second."""
    return float(round((take.start + take.stop) / 2))


def windowed(production: Production, plan: Plan) -> Iterator[tuple[str, float]]:
    """Give the shots of a plan that have a window aboard, each with the instant of its frame, in its first take."""
    for strip in plan.strips:
        takes = [take for one in strip.passes for take in one.takes]
        if takes and has_window(production, production.shots[strip.shot]):
            yield strip.shot, planned_instant(takes[0])


def planned_stills(
    production: Production, plan: Plan, scenery: str = USUAL_CLOUDS, width: int = SIZE[0], height: int = SIZE[1]
) -> Planned:
    """Give the stills of a plan: one for each shot that looks, or is lit, through a window.

    Parameters
    ----------
    scenery : str
        Clouds and map of the Earth in words; see `scenery`.
    """
    from cupola.preview.still import still_of

    stills, doubts = dict[str, "Still"](), list[Message]()
    for shot, at in windowed(production, plan):
        try:
            stills[shot] = replace(still_of(production, shot, at, width=width, height=height), scenery=scenery)
        except CupolaError as error:
            doubts += [replace(message, text=f"shot {shot}: {message.text}") for message in error.messages]
    return Planned(stills, tuple(doubts))
