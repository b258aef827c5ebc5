"""From a document's tree to its form: every mistake of form, each with its place.

A mistake does not hide what stands beside it: the faulty value is replaced by a harmless one, so that the checks of
what refers to what can go on; what they would say of a replaced value is not said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from cupola.errors import DocumentError, Message, closest
from cupola.production.mend import field_names, mended
from cupola.tree import Steps, Tree, at_line

FormT = TypeVar("FormT", bound=BaseModel)

_CODES: Final = {"unit": "E107", "instant": "E108", "terrain": "E370"}
_NAMES: Final = ("shot", "scene", "what")
"""The fields by which an entry of a list is named."""
_NOW: Final = {"cards_per_day": 'write "cards: {size: 512 GB, count: 3}" beside "cameras:"'}
"""What is written now instead of a field that is no more."""
_MOST_ROUNDS: Final = 4


@dataclass(frozen=True, slots=True)
class Filled(Generic[FormT]):
    """A form filled from a document.

    Attributes
    ----------
    form : BaseModel or None
        With harmless values in the place of faulty ones; None when nothing could be made of the document.
    messages : tuple of Message
        Every mistake of form.
    replaced : tuple of path
        Where values were replaced.
    """

    form: FormT | None
    messages: tuple[Message, ...]
    replaced: tuple[Steps, ...]

    def sound(self) -> FormT:
        """Give the form if there is no mistake.

        Raises
        ------
        DocumentError
            All mistakes.
        """
        if self.form is None or self.messages:
            raise DocumentError(*self.messages)
        return self.form


def fill(kind: type[FormT], tree: Tree) -> Filled[FormT]:
    """Fill a form from a tree."""
    plain = tree.root.plain()
    if not isinstance(plain, dict):
        text, hint = "the document is empty or not a mapping", "begin with: schema: cupola/1"
        return Filled(None, (tree.message("E106", text, (), hint),), ())
    if plain.get("schema") != "cupola/1":
        found = f'schema "{plain["schema"]}" is not known' if "schema" in plain else "the schema is missing"
        return Filled(None, (tree.message("E109", found, ("schema",), "the first line is: schema: cupola/1"),), ())
    messages: list[Message] = []
    replaced: list[Steps] = []
    for _ in range(_MOST_ROUNDS):
        try:
            return Filled(kind.model_validate(plain), tuple(messages), tuple(replaced))
        except ValidationError as error:
            items: list[dict[str, Any]] = [dict(item) for item in error.errors(include_url=False)]
        paths = [tuple(step for step in item["loc"] if step != "[key]") for item in items]
        if not replaced:
            messages += [_message(kind, tree, item) for item in items if not _misspelt(item, items)]
        plain, changed = mended(kind, plain, items, paths)
        replaced += changed
    return Filled(None, tuple(messages), tuple(replaced))


def _misspelt(item: dict[str, Any], items: Sequence[dict[str, Any]]) -> bool:
    """Say whether a field is missing only because it is there misspelt, which is reported by itself."""
    if item["type"] != "missing":
        return False
    parent, name = item["loc"][:-1], str(item["loc"][-1])
    extra = [str(i["loc"][-1]) for i in items if i["type"] == "extra_forbidden" and i["loc"][:-1] == parent]
    return any(closest(word, [name]) for word in extra)


def _message(kind: type[BaseModel], tree: Tree, item: dict[str, Any]) -> Message:
    path = tuple(step for step in item["loc"] if step != "[key]")
    what, name = item["type"], _name(tree, path)
    if what in _CODES:
        return tree.message(_CODES[what], f"{name}: {item['msg']}", path)
    if what == "missing":
        return tree.message("E106", f"{name} is missing", path, f'add "{path[-1]}:" here')
    if what == "extra_forbidden":
        field = str(path[-1])
        hint = _NOW.get(field) or closest(field, field_names(kind)) or "remove it, or see the reference of the document"
        line, column = tree.key_place(path)
        return at_line(tree.name, tree.lines, line, column, "E106", f"{name} is not a field here", hint)
    if what == "literal_error":
        given, expected = str(item["input"])[:40], str(item["ctx"]["expected"])
        near = closest(given, expected.replace("'", "").replace(" or ", ", ").split(", "))
        return tree.message("E106", f'{name}: "{given}" is not one of {expected}', path, near)
    return tree.message("E106", f"{name}: {item['msg'][0].lower()}{item['msg'][1:]}", path)


def _name(tree: Tree, path: Steps) -> str:
    """Name a value as its author does: `shot 12A: setup`, `people › shipenko › day`."""
    words: list[str] = []
    value: Any = tree.root.plain()
    for step in path:
        value = _inner(value, step)
        named = next((k for k in _NAMES if isinstance(value, dict) and k in value), None)
        if isinstance(step, int) and named and isinstance(value[named], str | int):
            what = "cargo" if path[0] == "flight" else "event"
            words = [f"{named} {value[named]}" if named != "what" else f'{what} "{value[named]}"']
        else:
            words.append(f"{step + 1}." if isinstance(step, int) else str(step))
    head, *rest = words or ["the document"]
    return f"{head}: {' › '.join(rest)}" if rest and " " in head else " › ".join(words or [head])


def _inner(value: Any, step: str | int) -> Any:
    if isinstance(value, dict):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None
