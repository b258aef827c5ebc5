"""What a screenplay asks of the breakdown of a scene, in tags and in notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cupola.script.category import OTHER, category_of
from cupola.script.colour import latest
from cupola.script.element import Element
from cupola.script.request import Item, Request, read_item, read_request


@dataclass(frozen=True, slots=True)
class Asked:
    """What the screenplay asks of a scene.

    Attributes
    ----------
    items : tuple of Item
        What the scene needs, by category, each thing once.
    fields : tuple of (str, str)
        Fields of its breakdown: the first word on each counts.
    eighths : int or None
        Its length, where the file or the writer tells it.
    revision : str or None
        The colour of the latest revision in it.
    """

    items: tuple[Item, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    eighths: int | None = None
    revision: str | None = None


NOTHING = Asked()


@dataclass(slots=True)
class _Gathering:
    items: dict[tuple[str, str], Item] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    eighths: int | None = None
    revisions: list[str] = field(default_factory=list)

    def need(self, item: Item) -> None:
        """Add an item; of two counts of one thing the greater holds."""
        key = item.category, item.name.casefold()
        known = self.items.get(key)
        if known is None or known.count < item.count:
            self.items[key] = Item(item.category, known.name if known else item.name, item.count)


def asked(elements: Iterable[Element]) -> Asked:
    """Gather what the elements of a scene ask for."""
    found = _Gathering()
    for element in elements:
        if element.kind == "note":
            _take(element, found)
        for tag in element.tags:
            found.need(read_item(category_of(tag.category) or OTHER, tag.name))
        if element.eighths is not None and found.eighths is None:
            found.eighths = element.eighths
        if element.revision is not None:
            found.revisions.append(element.revision)
    if not (found.items or found.fields or found.revisions or found.eighths is not None):
        return NOTHING
    items, fields = tuple(found.items.values()), tuple(found.fields.items())
    return Asked(items, fields, found.eighths, latest(found.revisions))


def _take(note: Element, found: _Gathering) -> None:
    request = read_request(note.text)
    if request is None:
        return
    for item in request.items:
        found.need(item)
    for name, value in request.fields:
        found.fields.setdefault(name, value)
    if request.eighths is not None and found.eighths is None:
        found.eighths = request.eighths
    if request.revision:
        found.revisions.append(request.revision)


def requests(elements: Iterable[Element]) -> Iterator[tuple[Element, Request]]:
    """Give the notes that ask for something, with what they ask for."""
    for element in elements:
        if element.kind == "note" and (request := read_request(element.text)) is not None:
            yield element, request
