"""Ties: where a scene or a shot is named by another, what it is called now, and what is let go."""

from __future__ import annotations

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Final

from cupola.script.document import Entry
from cupola.script.revision import Change, Revision
from cupola.script.yamltext import QUOTES, Edit, flow_list, removal, replace_list, scalar
from cupola.tree import Node

_BARE_NAME: Final = re.compile(r"[0-9]+[^\W\d_]+")


class Ties:
    """What names a scene or a shot elsewhere, and what it is to be named now.

    Attributes
    ----------
    loosened : list of str
        The ties that were let go, in words; filled as the edits are made.
    """

    def __init__(self, text: str, entries: tuple[Entry, ...], living: int, revision: Revision) -> None:
        self._text, self._entries = text, entries
        self.loosened: list[str] = []
        self._scenes: dict[str, str] = {}
        self._shots: dict[str, str] = {}
        self._gone: set[str] = set()
        self._gone_shots: set[str] = set()
        for change in sorted(revision.changes, key=lambda c: (c.old is not None and c.old >= living, c.old or 0)):
            if change.old is not None:
                self._learn(entries[change.old], change)

    def _learn(self, entry: Entry, change: Change) -> None:
        old, names = entry.node.word("scene"), [shot.word("shot") for shot in _shots(entry)]
        if change.new_number is None:
            self._gone.add(old)
            self._gone_shots.update(names)
            return
        self._scenes.setdefault(old, change.new_number)
        for name in names:
            self._shots.setdefault(name, _renamed(name, old, change.new_number))

    def edits(self, index: int, number: str) -> Iterator[Edit]:
        """Give the edits of an entry that is in the script: its shots renamed, its ties kept or let go."""
        node, shots = self._entries[index].node, _shots(self._entries[index])
        own = {shot.word("shot"): _renamed(shot.word("shot"), node.word("scene"), number) for shot in shots}
        names = ChainMap(own, self._shots)  # a scene back from the boneyard may have names that others have now
        yield from self._retied(node, self._scenes, self._gone, number)
        for shot in shots:
            name = own[shot.word("shot")]
            if name != shot.word("shot"):
                yield _rename((shot.pairs or {})["shot"][1], name)
            yield from self._retied(shot, names, self._gone_shots, name)
            yield from self._rematched(shot, names, self._gone_shots, name)

    def renames(self, index: int) -> list[Edit]:
        """Give the edits of an entry of the boneyard: it keeps its names, and what it is tied to is called as now."""
        entry = self._entries[index]
        shots = _shots(entry)
        names = ChainMap({shot.word("shot"): shot.word("shot") for shot in shots}, self._shots)
        found = list(self._retied(entry.node, self._scenes, set(), ""))
        for shot in shots:
            found += [*self._retied(shot, names, set(), ""), *self._rematched(shot, names, set(), "")]
        return found

    def _retied(self, node: Node, names: Mapping[str, str], gone: set[str], who: str) -> Iterator[Edit]:
        pair = (node.pairs or {}).get("after")
        before = node.words("after")
        if pair is None or not before:
            return
        lost = [name for name in before if name in gone and name not in names]
        if lost:
            self.loosened += [f"{who} no longer waits for {name}, which is gone" for name in lost]
            rest = [names.get(name, name) for name in before if name not in lost]
            style = pair[1].items[0].style if pair[1].items else None
            yield replace_list(self._text, *pair, flow_list(rest, style))
            return
        for item in pair[1].items or [pair[1]]:
            if names.get(item.text or "", item.text) != item.text:
                yield _rename(item, names[item.text or ""])

    def _rematched(self, shot: Node, names: Mapping[str, str], gone: set[str], who: str) -> Iterator[Edit]:
        pair = (shot.pairs or {}).get("match")
        name = pair[1].text if pair is not None else None
        if pair is None or not name:
            return
        if name in gone and name not in names:
            self.loosened.append(f"{who} no longer matches {name}, which is gone")
            yield removal(self._text, shot, *pair)
        elif names.get(name, name) != name:
            yield _rename(pair[1], names[name])


def _shots(entry: Entry) -> list[Node]:
    shots = entry.node.get("shots")
    return [shot for shot in (shots.items or [] if shots else []) if shot.pairs is not None and shot.word("shot")]


def _rename(node: Node, name: str) -> Edit:
    style = node.style if node.style in QUOTES else None
    is_bare = style is None and _BARE_NAME.fullmatch(name)
    return Edit(node.start, node.stop, name if is_bare else scalar(name, style))


def _renamed(name: str, old: str, new: str) -> str:
    """Give the name of a shot of a scene that has another number now: 12A of scene 12 is 14A of scene 14."""
    rest = name[len(old) :]
    return new + rest if old and name.startswith(old) and rest[:1].isalpha() else name
