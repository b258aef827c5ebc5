"""Two versions of a document field by field: what was added, taken out and changed, in film words."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from cupola.clock import InstantError, instant
from cupola.tree import Plain
from cupola.units import UnitError, base_units, quantity

Path = tuple[str, ...]
_NAMES: Final = ("shot", "scene", "what", "from", "part")
"""The fields by which an entry of a list is known again."""
_ENTRY: Final = 2
"""Steps to a person, a set, a shot: people › ada."""
_NOTHING: Final[tuple[Any, ...]] = (None, "", [], {})


@dataclass(frozen=True, slots=True)
class Contrast:
    """One field in which two documents differ.

    Attributes
    ----------
    path : tuple of str
        The way to it; entries of lists by their names.
    kind : "added", "taken out" or "changed"
        What happened to it.
    before, after : str
        Its values as they are written.
    who : str
        Whose it is: the name of a person or a set, `shot 12A`; empty for what stands by itself.
    """

    path: Path
    kind: Literal["added", "taken out", "changed"]
    before: str
    after: str
    who: str = ""

    def text(self) -> str:
        """Give the difference as a line, long values cut: `Klim Shipenko's film_per_day 6 h → 5 h`."""
        before, after = _clipped(self.before), _clipped(self.after)
        what = {"added": f"+ {after}", "taken out": f"− {before}"}.get(self.kind, f"{before} → {after}")
        return f"{self.head()} {what}"

    def head(self) -> str:
        """Say of what the difference is: `Klim Shipenko's film_per_day`."""
        rest = " › ".join(part for part in self.path[_ENTRY if self.who else 0 :] if part not in _SILENT)
        if not self.who:
            return rest
        if self.path[0] == "people":
            return f"{self.who}'s {rest}" if rest else f"{self.who}"
        return f"{self.who}: {rest}" if rest else self.who


_SAID: Final = ("name", "what", "shot")
"""Fields of an entry that its head says already."""
_SILENT: Final = frozenset({"limits"})
_LONGEST: Final = 100
"""Characters of a value in a line."""
_ONE_OF: Final = {
    "sets": "set",
    "cameras": "camera",
    "gear": "gear",
    "events": "event",
    "days": "day plan",
    "aircraft": "aircraft",
    "landmarks": "landmark",
    "shots": "shot",
}


def contrasts(before: Plain, after: Plain) -> tuple[Contrast, ...]:
    """Compare two documents as plain values; `60 min` and `1 h` are the same, and so are a word and a list of it."""
    names = _named(before) | _named(after)
    return tuple(_told(path, one, other, names) for path, one, other in _differing((), before, after))


def _named(document: Plain) -> dict[Path, str]:
    """Give what people, sets and other entries of a document are called."""
    found: dict[Path, str] = {}
    for part, word in (("people", ""), *_ONE_OF.items()):
        entries = document.get(part) if isinstance(document, dict) else None
        pairs = entries.items() if isinstance(entries, dict) else _by_name(entries) if isinstance(entries, list) else ()
        for key, entry in pairs:
            name = str(entry.get("name") or key) if isinstance(entry, dict) else str(key)
            found[part, str(key)] = f"{word} {name}".strip()
    return found


def _told(path: Path, one: Any, other: Any, names: Mapping[Path, str]) -> Contrast:
    kind: Literal["added", "taken out", "changed"] = "changed"
    if one is None:
        kind = "added"
    elif other is None:
        kind = "taken out"
    who = names.get(path[:2], "")
    if who and len(path) == 2:  # a whole entry: its name is told once
        return Contrast(path, kind, _brief(one), _brief(other), who)
    return Contrast(path, kind, _written(one), _written(other), who)


def _differing(path: Path, one: Any, other: Any) -> Iterator[tuple[Path, Any, Any]]:
    """Give the fields in which two values differ; an entry that only one of them has is one difference."""
    if is_same(one, other) or (one in _NOTHING and other in _NOTHING):
        return
    left, right = _pairs(one), _pairs(other)
    if len(path) != _ENTRY:
        left = {} if one is None and right is not None else left
        right = {} if other is None and left is not None else right
    if isinstance(one, list) and isinstance(other, list) and (left is None or right is None):
        yield from _listed(path, one, other)
        return
    if left is None or right is None:
        yield path, None if one in _NOTHING else one, None if other in _NOTHING else other
        return
    for key in dict.fromkeys((*left, *right)):
        yield from _differing((*path, key), left.get(key), right.get(key))


def _listed(path: Path, one: list[Any], other: list[Any]) -> Iterator[tuple[Path, Any, Any]]:
    """Give what a list has lost and won; both lists whole, where only the order is another."""
    lost = [entry for entry in one if not any(is_same(entry, known) for known in other)]
    won = [entry for entry in other if not any(is_same(entry, known) for known in one)]
    if not lost and not won:
        yield path, one, other
    if lost:
        yield path, lost, None
    if won:
        yield path, None, won


def _pairs(value: Any) -> dict[str, Any] | None:
    """Give the entries of a mapping, or of a list whose entries have names; None of anything else."""
    if isinstance(value, dict):
        return {str(key): entry for key, entry in value.items()}
    if isinstance(value, list) and value and all(isinstance(entry, dict) for entry in value):
        named = list(_by_name(value))
        return dict(named) if len({key for key, _ in named}) == len(value) else None
    return None


def _by_name(entries: list[Any]) -> Iterator[tuple[str, Any]]:
    for entry in entries:
        if isinstance(entry, dict):
            name = next((str(entry[key]) for key in _NAMES if isinstance(entry.get(key), str | int)), None)
            if name is not None:
                yield name, entry


def is_same(one: Any, other: Any) -> bool:
    """Say whether two values of a document mean the same: equal, or the same quantity or instant otherwise written."""
    if one == other and isinstance(one, bool) == isinstance(other, bool):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, list) != isinstance(other, list):
        listed = [value if isinstance(value, list) else [value] for value in (one, other)]
        return (
            None not in (one, other) and len(listed[0]) == len(listed[1]) == 1 and is_same(listed[0][0], listed[1][0])
        )
    return isinstance(one, str) and isinstance(other, str) and _is_same_text(one, other)


def _is_same_text(one: str, other: str) -> bool:
    if one.split() == other.split():
        return True
    try:
        return abs(instant(one) - instant(other)) < 1e-6
    except InstantError:
        pass
    for base in base_units():
        try:
            return math.isclose(quantity(one, base), quantity(other, base))
        except UnitError:
            continue
    return False


def _written(value: Any) -> str:
    """Write a value as a document has it, on one line."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_written(entry)}" for key, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_written, value)) + "]"
    return " ".join(str(value).split())


def _clipped(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _brief(value: Any) -> str:
    """Write an entry without its name and without what is empty."""
    if not isinstance(value, dict):
        return _written(value)
    return ", ".join(
        f"{key} {_written(entry)}" for key, entry in value.items() if key not in _SAID and entry not in _NOTHING
    )
