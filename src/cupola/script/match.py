"""Matching: finds each scene of a rewritten screenplay among the scenes of its old breakdown."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.script.fingerprint import bare_words, likeness, sketch_likeness, split_fingerprint
from cupola.script.revision import Change, ChangeKind, Revision, SceneKey
from cupola.script.scene import Scene, fingerprint_of

_TEXT, _HEADING, _NUMBER = 3.0, 1.5, 1.0
"""The weights of a likeness: what is said in a scene tells more than its heading, its heading more than its number."""
_ENOUGH: Final = 2.0
"""The least likeness of two versions of a scene: the same number and heading, or two thirds of the same text."""
_UNKNOWN: Final = 0.2
"""The likeness of text taken where the old text is not known: the heading and its place decide."""
_MOST_PAIRS: Final = 250_000
"""Beyond so many pairs, only scenes that share a number or a heading are compared."""


def match(old: Sequence[SceneKey], new: Sequence[Scene], boneyard: Sequence[SceneKey] = ()) -> Revision:
    """Find what became of each scene.

    First scenes with the same words are matched, the same number and then the nearest place first. Of the others the
    most alike pair is taken, then the next, by text, heading and number. No entry is matched twice; a scene of the
    boneyard comes back only when none of the living is like it. A scene that was split is one changed and one new.

    Parameters
    ----------
    old : sequence of SceneKey
        The scenes of the breakdown, in its order.
    new : sequence of Scene
        The scenes of the screenplay as it is now, in its order.
    boneyard : sequence of SceneKey
        Scenes that were in an earlier script.
    """
    pairing = _Pairing([*old, *boneyard], new)
    living, buried = range(len(old)), range(len(old), len(old) + len(boneyard))
    for take in (pairing.take_equal, pairing.take_alike):
        take(living)
        take(buried)
    return Revision(tuple(_changes(pairing, len(old))))


@dataclass(frozen=True, slots=True)
class _Face:
    """What is compared of a scene; the place is its share of the way through the script."""

    number: str
    heading: tuple[str, ...]
    words: frozenset[str]
    exact: str | None
    sketch: int
    place: float


class _Pairing:
    """Pairs old scenes with new ones, each at most once."""

    def __init__(self, keys: Sequence[SceneKey], scenes: Sequence[Scene]) -> None:
        self.keys, self.scenes = keys, scenes
        self.old_of: dict[int, int] = {}
        self._used: set[int] = set()
        self._old = [_face(k.number, k.heading, k.fingerprint, i, len(keys)) for i, k in enumerate(keys)]
        self._new = [_face(s.number, s.heading, s.fingerprint, i, len(scenes)) for i, s in enumerate(scenes)]

    @property
    def gone(self) -> list[int]:
        """The old scenes without a pair."""
        return self._free(range(len(self._old)))

    def take_equal(self, among: Iterable[int]) -> None:
        """Pair scenes of the same words: those of the same number, then the others in their order."""
        olds: dict[str | None, list[int]] = defaultdict(list)
        for old in self._free(among):
            olds[self._old[old].exact].append(old)
        news: dict[str | None, list[int]] = defaultdict(list)
        for new in self._unpaired():
            if self._new[new].exact in olds:
                news[self._new[new].exact].append(new)
        for exact, found in news.items():
            by_number = {self._old[old].number: old for old in reversed(olds[exact])}
            for new in found:
                self._take(by_number.get(self._new[new].number, -1), new)
            rest = [new for new in found if new not in self.old_of]
            for old, new in zip(self._free(olds[exact]), rest, strict=False):
                self._take(old, new)

    def take_alike(self, among: Iterable[int]) -> None:
        """Pair the most alike, then the next, as long as they are alike enough; of equals the nearest in place."""
        scored = []
        for old, new in self._pairs(self._free(among), self._unpaired()):
            score = _score(self._old[old], self._new[new])
            if score >= _ENOUGH:
                scored.append((-score, abs(self._old[old].place - self._new[new].place), old, new))
        for _, _, old, new in sorted(scored):
            self._take(old, new)

    def _take(self, old: int, new: int) -> None:
        if old >= 0 and old not in self._used and new not in self.old_of:
            self.old_of[new] = old
            self._used.add(old)

    def _free(self, among: Iterable[int]) -> list[int]:
        return [old for old in among if old not in self._used]

    def _unpaired(self) -> list[int]:
        return [new for new in range(len(self._new)) if new not in self.old_of]

    def _pairs(self, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
        if len(olds) * len(news) <= _MOST_PAIRS:
            yield from ((old, new) for old in olds for new in news)
            return
        by_number = {self._old[old].number: old for old in reversed(olds)}
        by_heading: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for old in olds:
            by_heading[self._old[old].heading].append(old)
        for new in news:
            face = self._new[new]
            near = by_heading[face.heading]
            at = bisect_left(near, face.place, key=lambda index: self._old[index].place)
            found = set(near[max(0, at - 8) : at + 8])
            if face.number in by_number:
                found.add(by_number[face.number])
            yield from ((old, new) for old in sorted(found))


def _face(number: str, heading: str, fingerprint: str, index: int, count: int) -> _Face:
    words = bare_words([heading])
    exact, sketch = split_fingerprint(fingerprint) or (None, 0)
    return _Face(number, tuple(words), frozenset(words), exact, sketch, index / max(1, count))


def _score(old: _Face, new: _Face) -> float:
    text = _UNKNOWN if old.exact is None else sketch_likeness(old.sketch, new.sketch)
    if old.heading == new.heading:
        heading = 1.0
    else:
        heading = 0.8 * len(old.words & new.words) / max(1, len(old.words | new.words))
    return _TEXT * text + _HEADING * heading + _NUMBER * (old.number == new.number)


def _changes(pairing: _Pairing, living: int) -> Iterator[Change]:
    stayed = _longest_rise([pairing.old_of[new] for new in sorted(pairing.old_of) if pairing.old_of[new] < living])
    for new, scene in enumerate(pairing.scenes):
        old = pairing.old_of.get(new)
        if old is None:
            yield Change("new", None, new, None, scene.number, scene.heading, new_eighths=scene.eighths)
        else:
            yield _change(pairing.keys[old], scene, (old, new), old < living, old not in stayed)
    for old in pairing.gone:
        if old < living:
            key = pairing.keys[old]
            yield Change("gone", old, None, key.number, None, key.heading, old_eighths=key.eighths)


def _change(key: SceneKey, scene: Scene, places: tuple[int, int], was_living: bool, is_elsewhere: bool) -> Change:
    old_heading = key.heading if bare_words([key.heading]) != bare_words([scene.heading]) else None
    change = Change(
        "same",
        *places,
        key.number,
        scene.number,
        scene.heading,
        old_heading,
        key.eighths,
        scene.eighths,
        _likeness(key, scene),
        is_elsewhere and was_living,
        old_heading is not None and not scene.elements,
    )
    kind: ChangeKind = "same"
    if not was_living:
        kind = "returned"
    elif key.number != scene.number:
        kind = "renumbered"
    elif change.is_moved:
        kind = "moved"
    elif change.is_rewritten:
        kind = "changed"
    return replace(change, kind=kind)


def _likeness(key: SceneKey, scene: Scene) -> float | None:
    """Give how much of a scene is as it was; all of it where only the heading is another."""
    found = likeness(key.fingerprint, scene.fingerprint)
    if found is None or found == 1 or not scene.elements:
        return found
    under_the_old = fingerprint_of((replace(scene.elements[0], text=key.heading), *scene.elements[1:]))
    return 1.0 if likeness(key.fingerprint, under_the_old) == 1 else found


def _longest_rise(values: list[int]) -> set[int]:
    """Give the values of a longest rising part: the scenes that kept their order, so that as few as can be moved."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for value in values:
        at = bisect_left(tails, value)
        before[value] = tails[at - 1] if at else None
        tails[at : at + 1] = [value]
    kept: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept
