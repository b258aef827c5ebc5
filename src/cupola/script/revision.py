"""Revisions: what became of each scene when the screenplay was rewritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from cupola.script.length import pages_text

ChangeKind = Literal["same", "changed", "moved", "renumbered", "new", "gone", "omitted", "returned"]
_BY_A_HEADING: Final = 0.5
"""The likeness to which another heading alone brings a short scene."""
_ORDER: Final[tuple[ChangeKind, ...]] = ("same", "changed", "moved", "renumbered", "new", "returned", "omitted", "gone")


@dataclass(frozen=True, slots=True)
class SceneKey:
    """What a breakdown remembers of a scene, to know it again.

    Attributes
    ----------
    number, heading : str
        As they were in the screenplay.
    fingerprint : str
        See `cupola.script.fingerprint`; empty when it was never filled in.
    eighths : int or None
        The length it had.
    """

    number: str
    heading: str
    fingerprint: str = ""
    eighths: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one scene.

    Attributes
    ----------
    kind : str
        The first that is true: new, omitted (its number stays in the script), gone, returned (from the boneyard),
        renumbered, moved, changed, same.
    old, new : int or None
        Its place among the old entries (those of the boneyard counted after the others) and among the new scenes.
    old_number, new_number : str or None
        Its numbers.
    heading : str
        Its heading, the new one where there is one.
    old_heading : str or None
        The heading before, where it was another.
    old_eighths, new_eighths : int or None
        Its lengths.
    likeness : float or None
        The share of its text that is still the same, from 0 to 1; None when it is not known.
    is_moved : bool
        Whether it stands elsewhere among the scenes than before.
    is_with_heading : bool
        Whether the heading, which is another, counts in the likeness, as the words alone are not known.
    """

    kind: ChangeKind
    old: int | None
    new: int | None
    old_number: str | None
    new_number: str | None
    heading: str
    old_heading: str | None = None
    old_eighths: int | None = None
    new_eighths: int | None = None
    likeness: float | None = None
    is_moved: bool = False
    is_with_heading: bool = False

    @property
    def is_rewritten(self) -> bool:
        """Whether its words, its heading or its length are known to be others than before."""
        if self.old is None or self.new is None:
            return False
        is_other_length = None not in (self.old_eighths, self.new_eighths) and self.old_eighths != self.new_eighths
        is_other_text = self.likeness is not None and self.likeness < 1
        return is_other_text or is_other_length or self.old_heading is not None

    @property
    def is_on_new_pages(self) -> bool:
        """Whether the scene is printed on the pages of the revision: it is new, rewritten, or back."""
        return self.kind in ("new", "returned") or self.is_rewritten

    def text(self) -> str:
        """Give the change as a line: `14 (was 12)  INT. NAUKA - NIGHT: moved, about 30 % rewritten`."""
        number = self.new_number if self.new_number is not None else self.old_number
        was = f" (was {self.old_number})" if self._is_renumbered else ""
        return f"{number}{was}  {self.heading}: {', '.join(self._facts())}"

    @property
    def _is_renumbered(self) -> bool:
        return None not in (self.old_number, self.new_number) and self.old_number != self.new_number

    def _facts(self) -> list[str]:
        if self.kind == "gone":
            return ["gone from the script, its shots are in the boneyard"]
        if self.kind == "omitted":
            return ["omitted, its shots are in the boneyard"]
        if self.kind == "new":
            return [f"new, {pages_text(self.new_eighths or 0)} pages"]
        facts = ["back from the boneyard"] if self.kind == "returned" else []
        facts += ["renumbered"] if self._is_renumbered else []
        facts += ["moved"] if self.is_moved else []
        facts += [f"heading was {self.old_heading}"] if self.old_heading is not None else []
        if self.likeness is not None and self.likeness < 1:
            is_unsure = self.is_with_heading and self.likeness >= _BY_A_HEADING
            facts.append("perhaps some words too" if is_unsure else _rewritten(self.likeness))
        if self.old_eighths is not None and self.new_eighths is not None and self.old_eighths != self.new_eighths:
            facts.append(f"{pages_text(self.old_eighths)} → {pages_text(self.new_eighths)} pages")
        return facts or ["as it was"]


def _rewritten(likeness: float) -> str:
    """Say how much was rewritten, to a tenth: the sketch knows no more."""
    tenths = round((1 - likeness) * 10)
    if tenths == 0:
        return "a few words rewritten"
    return "rewritten" if tenths >= 9 else f"about {tenths * 10} % rewritten"


@dataclass(frozen=True, slots=True)
class Revision:
    """What became of every scene: the new script in its order, then what is gone.

    Attributes
    ----------
    changes : tuple of Change
        One for each scene of the new script and each old entry that is in it no more.
    loosened : tuple of str
        The ties that were let go because one end of them is gone, in words.
    parted : tuple of str
        The scenes that were split or joined, in words.
    """

    changes: tuple[Change, ...]
    loosened: tuple[str, ...] = ()
    parted: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether every scene is as it was."""
        return all(change.kind == "same" for change in self.changes) and not self.loosened

    def count(self, kind: ChangeKind) -> int:
        """Count the changes of a kind."""
        return sum(change.kind == kind for change in self.changes)

    def lines(self) -> list[str]:
        """Give the revision as lines for a 1st AD: a summary, then each scene that is not as it was."""
        told = (change.text() for change in self.changes if change.kind != "same")
        return [self._summary(), *self.parted, *told, *self.loosened]

    def _summary(self) -> str:
        counts = Counter(change.kind for change in self.changes)
        total = sum(change.new is not None for change in self.changes)
        parts = [f"{counts[kind]} {kind}" for kind in _ORDER if counts[kind]]
        return f"{total} {'scene' if total == 1 else 'scenes'}: {', '.join(parts) or 'none'}"
