"""The tags of a script as Final Draft keeps them: categories, what is tagged, and the tags."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from cupola.script.category import CATEGORIES, OTHER
from cupola.script.element import Tag
from cupola.script.fdx.markup import attribute_text


class TagData:
    """Gathers tags while a script is written, and gives each combination of them its number."""

    def __init__(self) -> None:
        self._tags: dict[tuple[Tag, ...], int] = {}
        self._things: dict[tuple[str, str], int] = {}

    def number(self, tags: tuple[Tag, ...]) -> int:
        """Give the number of tags that stand on one stretch of text."""
        for tag in tags:
            self._things.setdefault((tag.category, tag.name), len(self._things) + 1)
        return self._tags.setdefault(tags, len(self._tags) + 1)

    def lines(self) -> Iterator[str]:
        """Give the categories, what is tagged, and the tags."""
        if not self._tags:
            return
        own = dict.fromkeys(category for category, _ in self._things if category not in CATEGORIES)
        ids = {key: category.id for key, category in CATEGORIES.items()} | {
            name: _identity("category", name) for name in own
        }
        yield "  <TagData>\n    <TagCategories>"
        for number, (key, identity) in enumerate(ids.items(), 1):
            category = CATEGORIES.get(key)
            colour = (category or CATEGORIES[OTHER]).colour
            name = category.name if category else key
            attributes = {"Color": f"#{colour}", "Id": identity, "Name": name, "Number": str(number), "Style": "Bold"}
            yield f"      <TagCategory{attribute_text(attributes)}/>"
        yield "    </TagCategories>\n    <TagDefinitions>"
        for (category_key, name), number in self._things.items():
            identity = _identity(category_key, name)
            attributes = {"CatId": ids[category_key], "Id": identity, "Label": name, "Number": str(number)}
            yield f"      <TagDefinition{attribute_text(attributes)}/>"
        yield "    </TagDefinitions>\n    <Tags>"
        for tags, number in self._tags.items():
            defined = "".join(f"<DefId>{_identity(tag.category, tag.name)}</DefId>" for tag in tags)
            yield f'      <Tag Number="{number}">{defined}</Tag>'
        yield "    </Tags>\n  </TagData>"


def _identity(*words: str) -> str:
    return str(uuid5(NAMESPACE_URL, "\n".join(("cupola", *words))))
