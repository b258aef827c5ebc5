"""What the screenplay asks of a scene, brought into its entry of the breakdown beside what people wrote there.

An entry remembers under `asked` what the screenplay asked for when it was last brought in step. What it asks for now
and did not then is added, what it asked for then and does not now is taken out, and everything else is left as it is:
what people added stays, what they took out stays out, and a value that they changed stays theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from cupola.script.asked import Asked
from cupola.script.document import BreakdownText, Entry
from cupola.script.request import Item
from cupola.script.yamltext import QUOTES, Edit, removal, replace_list, replace_scalar, scalar
from cupola.tree import Node

_USUAL: Final[Mapping[str, str]] = {"unit": "flight"}
"""Values that a new entry has before anybody says otherwise."""
_BARE: Final = frozenset({"true", "false"})

Things = dict[str, list[Item]]
"""Items by category."""


def fields_of(asked: Asked) -> dict[str, str]:
    """Give the fields of a scene that the screenplay asks for."""
    colour = {"revision": asked.revision} if asked.revision else {}
    return dict(asked.fields) | colour


def written_value(value: str) -> str:
    """Write the value of a field."""
    return value if value in _BARE else scalar(value)


def written_things(things: Things) -> dict[str, str]:
    """Write the items of each category as a list: `props: [torch, {spoon: 3}]`."""
    return {category: _list(map(_written, items)) for category, items in things.items()}


def memory_of(asked: Asked) -> str:
    """Write what an entry remembers: `{light: sunrise, props: [torch]}`; empty when nothing is asked."""
    fields = {name: written_value(value) for name, value in fields_of(asked).items()}
    parts = [f"{name}: {value}" for name, value in (fields | written_things(things_of(asked.items))).items()]
    return "{" + ", ".join(parts) + "}" if parts else ""


def things_of(items: Iterable[Item]) -> Things:
    """Give items by category."""
    things: Things = {}
    for item in items:
        things.setdefault(item.category, []).append(item)
    return things


def merged(text: str, entry: Entry, asked: Asked, newline: str) -> tuple[list[Edit], list[str]]:
    """Give the edits that bring an entry in step with what is asked, and the lines of fields that it lacks."""
    memory = memory_of(asked)
    known = entry.node.get("asked")
    before = known if known is not None and known.pairs is not None else None
    if not memory and known is None:
        return [], []
    edits: list[Edit] = []
    missing: list[str] = []
    names = dict.fromkeys([*fields_of(asked), *(before.pairs if before and before.pairs else ())])
    for name in names:
        if before is None or (node := before.get(name)) is None or node.items is None:
            new, old = fields_of(asked).get(name), before.word(name) if before and before.get(name) else None
            _merge_field(text, entry.node, name, (old, new), edits, missing)
    _merge_things(text, entry.node, _remembered(before), things_of(asked.items), newline, edits, missing)
    pair = (entry.node.pairs or {}).get("asked")
    if pair is None:
        missing.append(f"asked: {memory}")
    elif text[pair[1].start : pair[1].stop] != (memory or "{}"):
        edits.append(replace_list(text, *pair, memory or "{}"))
    return edits, missing


def items_written(text: str, name: str) -> dict[str, list[Item]]:
    """Give the items of each scene of a breakdown, by its number, as people left them."""
    found: dict[str, list[Item]] = {}
    for entry in BreakdownText(text, name).listing("scenes").entries:
        elements = entry.node.get("elements")
        things = _remembered(elements).values() if elements is not None else ()
        found[entry.node.word("scene")] = [item for items in things for item in items if item.name]
    return found


def _merge_field(
    text: str,
    node: Node,
    name: str,
    versions: tuple[str | None, str | None],
    edits: list[Edit],
    missing: list[str],
) -> None:
    """Bring one field in step, unless somebody has given it a value of their own."""
    old, new = versions
    if new == old:
        return
    pair = (node.pairs or {}).get(name)
    if pair is None:
        if new is not None:
            missing.append(f"{name}: {written_value(new)}")
        return
    if node.word(name) != (old if old is not None else _USUAL.get(name)):
        return
    usual = new if new is not None else _USUAL.get(name)
    if usual is not None:
        style = pair[1].style if pair[1].style in QUOTES else None
        value = usual if usual in _BARE else scalar(usual, style)
        edits.append(replace_scalar(text, *pair, value))
    else:
        edits.append(removal(text, node, *pair))


def _remembered(before: Node | None) -> Things:
    """Give the items that an entry remembers."""
    found: Things = {}
    for name, (_, node) in (before.pairs or {} if before else {}).items():
        if node.items is not None:
            found[name] = [Item(name, *_name_and_count(item)) for item in node.items]
    return found


def _name_and_count(node: Node) -> tuple[str, int]:
    """Read `torch` or `spoon: 3`."""
    if node.pairs:
        name, (_, value) = next(iter(node.pairs.items()))
        count = value.text or ""
        return name, int(count) if count.isascii() and count.isdecimal() else 1
    return node.text or "", 1


def _merge_things(
    text: str, node: Node, old: Things, new: Things, newline: str, edits: list[Edit], missing: list[str]
) -> None:
    pair = (node.pairs or {}).get("elements")
    holder = pair[1] if pair is not None and pair[1].pairs is not None else None
    lacking: dict[str, str] = {}
    for category in dict.fromkeys([*new, *old]):
        was, now = old.get(category, []), new.get(category, [])
        added = [item for item in now if item not in was]
        gone = {_name_key(item.name) for item in was if item not in now}
        own = (holder.pairs or {}).get(category) if holder is not None else None
        if own is None:
            if added:
                lacking[category] = _list(map(_written, added))
            continue
        written = _changed(text, own[1], added, gone)
        if written is not None:
            edits.append(replace_list(text, *own, written))
    if not lacking:
        return
    if holder is not None and holder.pairs:
        edits.append(_category_edit(text, holder, lacking, newline))
    elif pair is not None:
        edits.append(replace_list(text, *pair, _flow(lacking)))
    else:
        missing.append("elements: " + _flow(lacking) if node.is_flow else elements_block(lacking, node.column, newline))


def elements_block(lists: Mapping[str, str], column: int, newline: str) -> str:
    """Write the elements of a scene, a line for each category, under a key in a column."""
    margin = newline + " " * (column + 2)
    return "elements:" + "".join(f"{margin}{category}: {written}" for category, written in lists.items())


def _category_edit(text: str, holder: Node, lacking: Mapping[str, str], newline: str) -> Edit:
    """Add categories to the elements of a scene."""
    parts = [f"{category}: {written}" for category, written in lacking.items()]
    if holder.is_flow:
        end = holder.stop - 1
        return Edit(end, end, ", " + ", ".join(parts))
    start = text.rfind("\n", 0, holder.start) + 1
    margin = " " * holder.column
    return Edit(start, start, "".join(f"{margin}{part}{newline}" for part in parts))


def _changed(text: str, node: Node, added: Sequence[Item], gone: set[str]) -> str | None:
    """Give the list of a category with what is added and without what is gone; None when it stays as it is."""
    items = node.items if node.items is not None else ([node] if node.text else [])
    kept = [item for item in items if _name_key(_name_and_count(item)[0]) not in gone]
    names = {_name_key(_name_and_count(item)[0]) for item in kept}
    fresh = [item for item in added if _name_key(item.name) not in names]
    if len(kept) == len(items) and not fresh:
        return None
    return _list([*(_slice(text, item) for item in kept), *map(_written, fresh)])


def _slice(text: str, node: Node) -> str:
    """Give an item as it is written, in a form that stands in a list on one line."""
    if node.pairs is not None and not node.is_flow:
        name, count = _name_and_count(node)
        return f"{{{scalar(name)}: {count}}}"
    if node.style in ("|", ">") or "\n" in text[node.start : node.stop]:
        return scalar(node.text or "")
    return text[node.start : node.stop]


def _name_key(name: str) -> str:
    return name.casefold()


def _written(item: Item) -> str:
    return scalar(item.name) if item.count == 1 else f"{{{scalar(item.name)}: {item.count}}}"


def _list(written: Iterable[str]) -> str:
    return "[" + ", ".join(written) + "]"


def _flow(lists: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{category}: {written}" for category, written in lists.items()) + "}"


def new_lines(asked: Asked, column: int, newline: str) -> Iterator[tuple[str, str]]:
    """Give the fields of a new entry that the screenplay asks for, as key and value."""
    for name, value in fields_of(asked).items():
        yield name, written_value(value)
    lists = written_things(things_of(asked.items))
    if lists:
        yield "elements", elements_block(lists, column, newline).removeprefix("elements:")
    if memory := memory_of(asked):
        yield "asked", memory
