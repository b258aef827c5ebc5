"""The planned film in story order: a slot a shot, as long as it will be on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from cupola.production.scene import Scene, Shot
from cupola.publish.exchange.footage import Recording
from cupola.publish.exchange.parcel import Parcel


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the film.

    Attributes
    ----------
    shot : Shot or None
        None for a scene of which no shot is known: one of another unit, or one that is not broken down.
    frames : int
        How long it is.
    recording : Recording or None
        The first take of the shot; None for what the plan does not shoot.
    """

    scene: Scene
    shot: Shot | None
    frames: int
    recording: Recording | None


def cut(parcel: Parcel, recorded: Sequence[Recording], rate: int) -> tuple[Slot, ...]:
    """Cut the planned film together; a lesson of a training is no scene of it.

    A scene has its screen time; its shots share it as their takes are long. Frames are rounded so that each scene
    ends where its screen time does.
    """
    first = {one.shot.id: one for one in reversed(recorded)}
    scenes = (scene for scene in parcel.production.scenes if scene.lesson is None)
    return tuple(slot for scene in scenes for slot in _slots(scene, first, rate))


def _slots(scene: Scene, first: dict[str, Recording], rate: int) -> Iterator[Slot]:
    frames = max(1, round(scene.screen_time * rate))
    if not scene.shots:
        yield Slot(scene, None, frames, None)
        return
    for shot, length in zip(scene.shots, shared(frames, [shot.take for shot in scene.shots]), strict=True):
        yield Slot(scene, shot, length, first.get(shot.id))


def shared(frames: int, weights: Sequence[float]) -> list[int]:
    """Share frames by weights, so that nothing is lost; each gets one at least, if there are so many."""
    spare = max(0, frames - len(weights))
    whole = sum(weights)
    edges = [0, *(round(spare * edge / whole) for edge in accumulate(weights))]
    least = 1 if frames >= len(weights) else 0
    found = [stop - start + least for start, stop in pairwise(edges)]
    return found if least else [1 if k < frames else 0 for k in range(len(weights))]
