"""The text of a breakdown: its two lists of scenes, cut into entries that can be moved and edited as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cupola.errors import DocumentError
from cupola.script.yamltext import Edit, edited
from cupola.tree import Node, parse


@dataclass(frozen=True, slots=True)
class Entry:
    """A scene of the document: its values, its lines `[start, stop)` in characters, the column of its dash."""

    node: Node
    start: int
    stop: int
    indent: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of scenes under a key: the characters `[start, stop)` its entries take, and what stands there if none."""

    key: str
    entries: tuple[Entry, ...]
    start: int
    stop: int
    indent: int
    colon: int | None
    empty: tuple[int, int] | None


class BreakdownText:
    """The text of a breakdown, its outline and its lines."""

    def __init__(self, text: str, name: str) -> None:
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.text = text if text.endswith("\n") or not text else text + self.newline
        self._name = name
        self._tree = parse(self.text, name)
        self._root = self._tree.root
        if self._root.pairs is None or self._root.is_flow:
            raise self._refusal(self._root, "this is no breakdown", 'begin it with "schema: cupola/1" and "scenes:"')

    def _refusal(self, node: Node, text: str, hint: str) -> DocumentError:
        return DocumentError(self._tree.message_at(node, "E205", text, hint))

    def listing(self, key: str) -> Listing:
        """Find a list of scenes."""
        pair = (self._root.pairs or {}).get(key)
        if pair is None:
            end = self._end_of_text()
            return Listing(key, (), end, end, 2, None, None)
        head, node = pair
        colon = self.text.index(":", head.stop) + 1
        if node.items is None and node.text != "":
            raise self._refusal(node, f'"{key}" is not a list of scenes', 'begin each scene with "- scene:"')
        if not node.items:
            is_left_out = node.items is None
            end = self._line_end(colon if is_left_out else node.stop)
            return Listing(key, (), end, end, 2, colon, None if is_left_out else (colon, node.stop))
        if node.is_flow:
            hint = 'begin a line for each scene with "- scene:"'
            raise self._refusal(node, f'"{key}" stands in brackets, and cannot be brought in step', hint)
        entries = self._entries(node, self._limit(head))
        return Listing(key, entries, entries[0].start, entries[-1].stop, node.column, colon, None)

    def _limit(self, head: Node) -> int:
        """Give where the value of a key must have ended: at the next key, or the end of the text."""
        keys = [key.start for key, _ in (self._root.pairs or {}).values() if key.start > head.start]
        return self._line_start(min(keys)) if keys else len(self.text)

    def _entries(self, node: Node, limit: int) -> tuple[Entry, ...]:
        items = node.items or []
        for item in items:
            if item.pairs is None:
                raise self._refusal(item, "this is not a scene", 'a scene begins with "- scene:"')
        tops = [self._top(self._dash(item, node.column), node.column) for item in items]
        ends = [*tops[1:], self._top(limit, node.column)]
        return tuple(Entry(i, t, e, node.column) for i, t, e in zip(items, tops, ends, strict=True))

    def _dash(self, item: Node, column: int) -> int:
        """Give the start of the line on which the dash of an item stands."""
        start = self._line_start(item.start)
        while self.text[start + column : start + column + 1] != "-":
            start = self._line_start(start - 1)
        return start

    def _top(self, start: int, column: int) -> int:
        """Go up from a line over the empty lines and comments that belong to it; they stand no deeper than the dash."""
        while start > 0:
            above = self._line_start(start - 1)
            line = self.text[above : start - 1]
            bare = line.lstrip()
            is_own = not bare.strip() or (bare[0] == "#" and len(line) - len(bare) <= column)
            if not is_own and not line.startswith(("---", "...")):
                break
            start = above
        return start

    def _end_of_text(self) -> int:
        end = len(self.text)
        while end > 0 and self.text[self._line_start(end - 1) :].startswith("..."):
            end = self._line_start(end - 1)
        return end

    def _line_start(self, at: int) -> int:
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        return self.text.find("\n", at) + 1 or len(self.text)

    def moved(self, entry: Entry, indent: int, edits: Sequence[Edit]) -> str:
        """Give the lines of an entry, edited, with its dash in another column."""
        text = edited(self.text, edits, entry.start, entry.stop)
        shift = indent - entry.indent
        if not shift:
            return text
        lines = text.split("\n")
        return "\n".join(_shifted(line, shift) for line in lines)

    def with_listings(self, *listings: tuple[Listing, list[str]]) -> str:
        """Give the text with other entries in its lists."""
        edits: list[Edit] = []
        added = ""
        for listing, entries in listings:
            body = "".join(entries)
            if listing.colon is None:
                added += f"{listing.key}:{self.newline}{body}" if body else ""
                continue
            edits.append(Edit(listing.start, listing.stop, body))
            if body and listing.empty:
                edits.append(Edit(*listing.empty, ""))
            elif not body and listing.entries:
                edits.append(Edit(listing.colon, listing.colon, " []"))
        end = self._end_of_text()
        return edited(self.text, [*edits, Edit(end, end, added)] if added else edits)


def _shifted(line: str, shift: int) -> str:
    if not line.strip():
        return line
    return " " * shift + line if shift > 0 else line[min(-shift, len(line) - len(line.lstrip(" "))) :]
