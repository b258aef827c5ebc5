"""From a document's tree to its form: every mistake of form, each with its place."""

from __future__ import annotations

from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from cupola.errors import Message, closest
from cupola.tree import Tree, at_line

FormT = TypeVar("FormT", bound=BaseModel)

_CODES: Final = {"unit": "E107", "instant": "E108"}


def fill(kind: type[FormT], tree: Tree) -> tuple[FormT | None, list[Message]]:
    """Fill a form from a tree.

    Returns
    -------
    form : BaseModel or None
        None when anything is wrong.
    messages : list of Message
        Every mistake of form.
    """
    plain = tree.root.plain()
    if not isinstance(plain, dict):
        return None, [
            tree.message("E106", "the document is empty or not a mapping", (), "begin with: schema: cupola/1")
        ]
    if plain.get("schema") != "cupola/1":
        found = f'schema "{plain["schema"]}" is not known' if "schema" in plain else "the schema is missing"
        return None, [tree.message("E109", found, ("schema",), "the first line is: schema: cupola/1")]
    try:
        return kind.model_validate(plain), []
    except ValidationError as error:
        items = [dict(item) for item in error.errors(include_url=False)]
        return None, [_message(kind, tree, item) for item in items if not _misspelt(item, items)]


def _misspelt(item: dict[str, Any], items: list[dict[str, Any]]) -> bool:
    """Say whether a field is missing only because it is there misspelt, which is reported by itself."""
    if item["type"] != "missing":
        return False
    parent, name = item["loc"][:-1], str(item["loc"][-1])
    extra = [str(i["loc"][-1]) for i in items if i["type"] == "extra_forbidden" and i["loc"][:-1] == parent]
    return any(closest(word, [name]) for word in extra)


def _message(kind: type[BaseModel], tree: Tree, item: dict[str, Any]) -> Message:
    path = tuple(step for step in item["loc"] if step != "[key]")
    what, name = item["type"], _name(path)
    if what in _CODES:
        return tree.message(_CODES[what], f"{name}: {item['msg']}", path)
    if what == "missing":
        return tree.message("E106", f"{name} is missing", path, f'add "{path[-1]}:" here')
    if what == "extra_forbidden":
        hint = closest(str(path[-1]), _fields(kind)) or "remove it, or see the reference of the document"
        line, column = tree.key_place(path)
        return at_line(tree.name, tree.lines, line, column, "E106", f"{name} is not a field here", hint)
    if what == "literal_error":
        given, expected = str(item["input"])[:40], str(item["ctx"]["expected"])
        near = closest(given, expected.replace("'", "").replace(" or ", ", ").split(", "))
        return tree.message("E106", f'{name}: "{given}" is not one of {expected}', path, near)
    return tree.message("E106", f"{name}: {item['msg'][0].lower()}{item['msg'][1:]}", path)


def _name(path: tuple[str | int, ...]) -> str:
    words = [f"{step + 1}." if isinstance(step, int) else str(step) for step in path]
    return " › ".join(words) if words else "the document"


def _fields(kind: type[BaseModel]) -> set[str]:
    """Collect the names of all fields of a form and of the forms inside it."""
    names: set[str] = set()
    stack: list[Any] = [kind]
    seen: set[Any] = set()
    while stack:
        form = stack.pop()
        if form in seen:
            continue
        seen.add(form)
        for name, info in form.model_fields.items():
            names.add(info.alias or name)
            stack += [
                part for part in _parts(info.annotation) if isinstance(part, type) and issubclass(part, BaseModel)
            ]
    return names


def _parts(annotation: Any) -> list[Any]:
    found = [annotation]
    for inner in getattr(annotation, "__args__", ()):
        found += _parts(inner)
    return [part for part in found if isinstance(part, type)]
