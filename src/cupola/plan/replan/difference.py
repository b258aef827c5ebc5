"""Two plans strip by strip: what moved, what left, what came in, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from cupola.clock import Span, clock_text
from cupola.plan.result import Plan, Strip
from cupola.plan.wording import date_words, listing
from cupola.production import Production

MOVED: Final = 60.0
"""Seconds by which a pass must begin earlier or later for its strip to count as moved."""

Kind = Literal["moved", "dropped", "added", "unfinished"]


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a strip; `before` and `after` are its spans in the plans, `reason` is empty where none is known.

    `unfinished` is a shot that is begun and stays, of a scene that cannot be finished any more.
    """

    shot: str
    scene: str
    kind: Kind
    before: Span | None
    after: Span | None
    reason: str


def difference(
    production: Production, before: Plan, after: Plan, causes: Mapping[str, str] | None = None
) -> tuple[Move, ...]:
    """Compare two plans of a production, in the order of the first.

    Parameters
    ----------
    causes : mapping of str to str, optional
        What hit shots of the first plan; the other reasons follow from it. Without it, no reasons are given.
    """
    compared = _Comparison(production, before, after, causes)
    moves = [compared.left(strip) for strip in before.strips] + [compared.came(strip) for strip in after.strips]
    return tuple(move for move in moves if move is not None)


def moved(one: Strip, other: Strip) -> bool:
    """Say whether a strip begins one of its passes at another time, by more than a minute, or has other passes."""
    if len(one.passes) != len(other.passes):
        return True
    pairs = zip(one.passes, other.passes, strict=True)
    return any(abs(a.span.start - b.span.start) > MOVED for a, b in pairs)


def move_words(production: Production, move: Move) -> str:
    """Say a move in a line: `12B  15 October 09:20 → 16 October 08:05: attitude lost 09:13-09:43`."""
    offset = production.crew_offset

    def when(span: Span | None) -> str:
        return f"{date_words(span.start, offset)} {clock_text(span.start, offset)}" if span else ""

    words = {
        "moved": f"{when(move.before)} → {when(move.after)}",
        "dropped": f"{when(move.before)} → left out",
        "added": f"left out → {when(move.after)}",
        "unfinished": f"{when(move.after)}, stays",
    }[move.kind]
    return f"{move.shot}  {words}" + (f": {move.reason}" if move.reason else "")


@dataclass(frozen=True)
class _Comparison:
    production: Production
    before: Plan
    after: Plan
    causes: Mapping[str, str] | None

    def left(self, strip: Strip) -> Move | None:
        """Say what became of a strip of the first plan; None if it stays where it was, in a scene that is whole."""
        now = self.after.strip(strip.shot)
        if now is None:
            return self._move(strip, "dropped", strip.span, None, self._dropped(strip))
        if moved(strip, now):
            return self._move(strip, "moved", strip.span, now.span, self._moved(strip))
        if self._is_whole(self.before, strip.scene) and not self._is_whole(self.after, strip.scene):
            return self._move(strip, "unfinished", strip.span, now.span, self._unfinished(strip))
        return None

    def came(self, strip: Strip) -> Move | None:
        """Say what a strip is that the first plan has not; None if it has it."""
        if self.before.strip(strip.shot) is not None:
            return None
        return self._move(strip, "added", None, strip.span, "there is room for it now")

    def _move(self, strip: Strip, kind: Kind, before: Span | None, after: Span | None, reason: str) -> Move:
        return Move(strip.shot, strip.scene, kind, before, after, reason if self.causes is not None else "")

    def _is_whole(self, plan: Plan, number: str) -> bool:
        scene = self.production.scene.get(number)
        return scene is not None and all(plan.strip(shot.id) for shot in scene.shots)

    def _moved(self, strip: Strip) -> str:
        if self.causes and strip.shot in self.causes:
            return self.causes[strip.shot]
        rivals = self._instead(strip)
        if rivals:
            return f"makes room for {listing(rivals)}"
        partners = [key for key in self.causes or () if self._goes_with(strip, key)]
        if partners:
            return f"goes with {listing(partners)}"
        return "makes room, so that as much as possible is shot"

    def _dropped(self, strip: Strip) -> str:
        if strip.shot not in self.production.shots:
            return "it is not in the breakdown any more"
        if self.causes and strip.shot in self.causes:
            return f"{self.causes[strip.shot]}; it found no other place here"
        hit = [key for key in self.causes or () if self._scene_of(key) == strip.scene]
        if hit:
            return f"scene {strip.scene} counts only when it is whole, and {listing(hit)} found no place"
        gone = [
            other for other in self.before.strips if other.scene == strip.scene and not self.after.strip(other.shot)
        ]
        rivals = self._instead(strip) or list(dict.fromkeys(key for other in gone for key in self._instead(other)))
        whole = "" if rivals == self._instead(strip) else f"scene {strip.scene} counts only when it is whole, and "
        return f"{whole}gives way to {listing(rivals)}" if rivals else f"scene {strip.scene} gives way to others"

    def _unfinished(self, strip: Strip) -> str:
        missing = [key for key, shot in self.production.shots.items() if shot.scene == strip.scene]
        out = [key for key in missing if self.after.strip(key) is None]
        verb = "has" if len(out) == 1 else "have"
        return f"it is shot, but scene {strip.scene} cannot be finished: {listing(out)} {verb} no place any more"

    def _instead(self, strip: Strip) -> list[str]:
        """Name what now stands where a strip stood, with its people, its set or its camera; else on its day."""
        new = [other for other in self.after.strips if other.shot != strip.shot and self._is_new(other)]
        rest = self.production.rules.rest_between
        near = Span(strip.span.start - rest, strip.span.stop + rest)
        there = [other.shot for other in new if other.span.overlaps(near) and _shares(strip, other)]
        day = self.production.day_of(strip.span.start)
        that_day = (other for other in new if self.production.day_of(other.span.start) == day)
        return there or [other.shot for other in that_day if set(strip.everyone) & set(other.everyone)][:3]

    def _is_new(self, strip: Strip) -> bool:
        old = self.before.strip(strip.shot)
        return old is None or moved(old, strip)

    def _scene_of(self, key: str) -> str:
        return self.production.shots[key].scene if key in self.production.shots else ""

    def _goes_with(self, strip: Strip, key: str) -> bool:
        """Say whether a shot and a hit one are tied: by a scene, an order or a match."""
        one, other = self.production.shots.get(strip.shot), self.production.shots.get(key)
        if one is None or other is None:
            return False
        ties = {*one.after, one.match} | ({strip.shot} if one.id in (*other.after, other.match) else set())
        return one.scene == other.scene or bool(ties & {key, strip.shot})


def _shares(one: Strip, other: Strip) -> bool:
    same = one.set == other.set or one.camera == other.camera != ""
    return same or bool(set(one.everyone) & set(other.everyone))


def by_kind(moves: Sequence[Move]) -> dict[Kind, list[Move]]:
    """Sort moves by what became of the strips."""
    kinds: tuple[Kind, ...] = ("moved", "dropped", "unfinished", "added")
    return {kind: [move for move in moves if move.kind == kind] for kind in kinds}
