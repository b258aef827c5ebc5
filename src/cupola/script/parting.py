"""Partings: which new scenes were cut out of an old one, and which old ones went into another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cupola.script.fingerprint import likeness
from cupola.script.revision import Revision, SceneKey
from cupola.script.scene import Scene

_ENOUGH: Final = 0.15
"""The least likeness of a part and the whole; of scenes with nothing in common it is 0 ± 0.04, by chance."""


@dataclass(frozen=True, slots=True)
class Parting:
    """A scene that was split into several, or several that were joined into one.

    Attributes
    ----------
    kind : "split" or "joined"
        Which of the two.
    before, after : tuple of str
        The numbers of the scenes, in their order: one of the two has one, the other several.
    """

    kind: Literal["split", "joined"]
    before: tuple[str, ...]
    after: tuple[str, ...]

    def text(self) -> str:
        """Give the parting in words: `scene 7 split into 7 and 7A`."""
        if self.kind == "split":
            return f"scene {self.before[0]} split into {_listing(self.after)}"
        return f"scenes {_listing(self.before)} joined into {self.after[0]}"


def partings(old: Sequence[SceneKey], new: Sequence[Scene], revision: Revision) -> tuple[Parting, ...]:
    """Find the scenes that were split or joined, by their words: a part stands beside the rest of its scene.

    Parameters
    ----------
    old : sequence of SceneKey
        The scenes before.
    new : sequence of Scene
        The scenes now.
    revision : Revision
        What became of them, as `match` finds it.
    """
    came_of = {change.new: change.old for change in revision.changes if change.new is not None}
    went_to = {
        change.old: change.new for change in revision.changes if change.old is not None and change.new is not None
    }
    fresh = [k for k in range(len(new)) if came_of.get(k) is None]
    gone = [k for k in range(len(old)) if k not in went_to]
    was, now = [key.fingerprint for key in old], [scene.fingerprint for scene in new]
    splits = _grown({k: o for k, o in came_of.items() if o is not None and o < len(old)}, fresh, now, was)
    joins = _grown({k: n for k, n in went_to.items() if k < len(old)}, gone, was, now)
    return (
        *(Parting("split", (old[o].number,), tuple(new[k].number for k in parts)) for o, parts in splits),
        *(Parting("joined", tuple(old[k].number for k in parts), (new[n].number,)) for n, parts in joins),
    )


def _grown(
    known: dict[int, int], free: Sequence[int], prints: Sequence[str], wholes: Sequence[str]
) -> Iterator[tuple[int, list[int]]]:
    """Give each whole that has more parts than the one it is known to be, with its parts.

    Parameters
    ----------
    known : dict of int to int
        The part that is known of each whole.
    free : sequence of int
        The places that may be further parts, if they stand beside one.
    """
    of = dict(known)
    for places in (free, list(reversed(free))):
        for place in places:
            for beside in (place - 1, place + 1):
                whole = of.get(beside)
                if place not in of and whole is not None and _is_part(prints[place], wholes[whole]):
                    of[place] = whole
    parts: dict[int, list[int]] = {}
    for place in sorted(of):
        parts.setdefault(of[place], []).append(place)
    yield from ((whole, found) for whole, found in parts.items() if len(found) > 1)


def _is_part(one: str, whole: str) -> bool:
    found = likeness(one, whole)
    return found is not None and _ENOUGH <= found < 1


def _listing(numbers: Sequence[str]) -> str:
    return f"{', '.join(numbers[:-1])} and {numbers[-1]}"
