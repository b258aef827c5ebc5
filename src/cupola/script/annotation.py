"""Annotations: what a file says of the breakdown, as tags in Final Draft and as notes in Fountain, one as the other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from cupola.script.category import OTHER, category_of
from cupola.script.element import Element, Screenplay, Tag, groups
from cupola.script.emphasis import plain, source_places
from cupola.script.length import pages_text
from cupola.script.request import Item, Request, item_text, named, read_item, read_request
from cupola.script.scene import Scene, scenes


def noted(screenplay: Screenplay) -> Screenplay:
    """Give a screenplay whose tags, lengths and revisions are notes, as Fountain can hold them.

    A category that somebody made has no word in Fountain, and becomes `miscellaneous`.
    """
    return replace(screenplay, elements=tuple(e for group in groups(screenplay.elements) for e in _noted(*group)))


def with_items(screenplay: Screenplay, items: Mapping[str, Sequence[Item]]) -> Screenplay:
    """Give a screenplay in which the headings of scenes name items that the scenes do not ask for themselves.

    Parameters
    ----------
    screenplay : Screenplay
        The screenplay.
    items : mapping of str to sequence of Item
        Items by the number of their scene.
    """
    found = iter(scenes(screenplay))
    return replace(
        screenplay,
        elements=tuple(
            _with_items(element, next(found), items) if element.kind == "scene_heading" else element
            for element in screenplay.elements
        ),
    )


def _with_items(heading: Element, scene: Scene, items: Mapping[str, Sequence[Item]]) -> Element:
    known = {(item.category, item.name.casefold()) for item in scene.asked.items}
    new = [item for item in items.get(scene.number, ()) if (item.category, item.name.casefold()) not in known]
    tags = tuple(Tag(item.category, named(item), 0, len(heading.text)) for item in new)
    return replace(heading, tags=(*heading.tags, *tags)) if tags else heading


def _noted(element: Element, asides: Sequence[Element]) -> Iterator[Element]:
    texts = [(tag.stop, item_text(read_item(category_of(tag.category) or OTHER, tag.name))) for tag in element.tags]
    end = len(element.text)
    if element.eighths is not None:
        texts.append((end, f"pages: {pages_text(element.eighths)}"))
    if element.revision is not None:
        texts.append((end, f"revision: {element.revision}"))
    if texts:
        made = [Element("note", text, element.line, element.column, offset=offset) for offset, text in texts]
        asides = sorted([*made, *asides], key=lambda aside: aside.offset or 0)
        notes = tuple(aside for aside in asides if aside.kind == "note")
        element = replace(element, tags=(), eighths=None, revision=None, notes=notes)
    yield element
    yield from asides


def tagged(screenplay: Screenplay) -> Screenplay:
    """Give a screenplay in which notes that name the words before them are tags, as Final Draft has them.

    Lengths and revisions that stand in notes become those of their elements. Other notes stay notes.
    """
    return replace(screenplay, elements=tuple(e for group in groups(screenplay.elements) for e in _tagged(*group)))


def _tagged(element: Element, asides: Sequence[Element]) -> Iterator[Element]:
    if not element.notes:
        yield element
        yield from asides
        return
    kept: list[Element] = []
    for aside in asides:
        request = read_request(aside.text) if aside.kind == "note" else None
        taken = _taken(element, aside, request) if request is not None else None
        if taken is None:
            kept.append(aside)
        else:
            element = taken
    tags = tuple(sorted(element.tags, key=lambda tag: (tag.start, tag.stop)))
    yield replace(element, tags=tags, notes=tuple(aside for aside in kept if aside.kind == "note"))
    yield from kept


def _taken(element: Element, note: Element, request: Request) -> Element | None:
    """Give the element with what a note says of it; None where the note must stay a note."""
    if request.unknown or request.fields:
        return None
    match (request.items, request.eighths, request.revision):
        case ((), int(length), None) if element.kind == "scene_heading":
            return replace(element, eighths=length)
        case ((), None, str(colour)):
            return replace(element, revision=colour)
        case ((item,), None, None) if item.count == 1:
            tag = _tag(element.text, item, note.offset or 0)
            return replace(element, tags=(*element.tags, tag)) if tag is not None else None
    return None


def _tag(text: str, item: Item, offset: int) -> Tag | None:
    """Give the tag on the words before a note, when they are the name of the item."""
    places = source_places(text)
    before = plain(text)[: bisect_left(places, offset)].rstrip()
    start, stop = len(before) - len(item.name), len(before)
    is_name = start >= 0 and before[start:].casefold() == item.name.casefold()
    is_whole = start <= 0 or not (before[start - 1].isalnum() and item.name[:1].isalnum())
    return Tag(item.category, item.name, places[start], places[stop - 1] + 1) if is_name and is_whole else None
