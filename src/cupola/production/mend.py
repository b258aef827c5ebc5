"""Replaces what is faulty in a document by harmless values, so that the rest of it can be checked in the same go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import get_close_matches
from typing import Annotated, Any, Final, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from cupola.tree import Steps

_HARMLESS: Final[tuple[Any, ...]] = (
    1000,
    100,
    0,
    1,
    "0",
    "1 s",
    "2000-01-01T00:00Z",
    "00:00",
    "1/8",
    "film",
    "flight",
    "low",
    [],
    {},
    [1],
)
_STAY: Final = {
    "mission_start": "2000-01-01T00:00Z",
    "arrive": "2000-01-01T00:00Z",
    "first_shot": "2000-01-01T00:00Z",
    "wrap": "2000-01-02T00:00Z",
    "depart": "2000-01-02T00:00Z",
}
"""Five instants hang together: a fault in one of them replaces all."""


def mended(
    kind: type[BaseModel], plain: Mapping[str, Any], items: Sequence[dict[str, Any]], paths: Sequence[Steps]
) -> tuple[dict[str, Any], list[Steps]]:
    """Give the document with every faulty value replaced, unknown fields left out and missing ones filled in.

    What stands under a misspelt name is moved to the name that was meant.

    Parameters
    ----------
    kind : type of BaseModel
        The form that the document is for.
    plain : mapping
        The document.
    items : sequence of dict
        What pydantic found.
    paths : sequence of path
        Where: one for each of `items`.

    Returns
    -------
    document : dict
        The mended document.
    replaced : list of path
        Where it is not as written.
    """
    found: dict[str, Any] = deepcopy(dict(plain))
    moved = [_moved(kind, found, path) for item, path in zip(items, paths, strict=True) if _is_unknown(item)]
    known = [path for path in moved if path]
    for item, path in zip(items, paths, strict=True):
        if _is_unknown(item) or (item["type"] == "missing" and path in known):
            continue
        holder = _at(found, path[:-1])
        if path and isinstance(path[-1], int) and not isinstance(holder, list):  # one value where a list may stand
            path = path[:-1]
            holder = _at(found, path[:-1])
        if path and path[0] == "stay":
            found["stay"] = dict(_STAY)
        elif isinstance(holder, dict) and _is_optional(kind, path):
            holder.pop(str(path[-1]), None)
        elif isinstance(holder, dict) or (isinstance(holder, list) and isinstance(path[-1], int)):
            holder[path[-1]] = _harmless(_annotation(kind, path))  # type: ignore[index]
    return found, [*paths, *known]


def _is_unknown(item: Mapping[str, Any]) -> bool:
    return bool(item["type"] == "extra_forbidden")


def _moved(kind: type[BaseModel], document: dict[str, Any], path: Steps) -> Steps:
    """Take an unknown field out, and put its value where a field is missing that it is likely to mean."""
    holder, form = _at(document, path[:-1]), _bare(_annotation(kind, path[:-1]))
    value = holder.pop(str(path[-1]), None)
    free = [info.alias or name for name, info in form.model_fields.items() if (info.alias or name) not in holder]
    meant = get_close_matches(str(path[-1]), free, n=1)
    if not meant:
        return ()
    holder[meant[0]] = value
    return (*path[:-1], meant[0])


def _at(value: Any, path: Steps) -> Any:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _annotation(kind: Any, path: Steps) -> Any:
    """Give the type that a form declares for a place."""
    for step in path:
        kind = _inside(kind, step)
    return kind


def _is_optional(kind: Any, path: Steps) -> bool:
    """Say whether a form has a default for a place; a word has none that would not be missed elsewhere."""
    form = _bare(_annotation(kind, path[:-1]))
    if not (isinstance(form, type) and issubclass(form, BaseModel)):
        return False
    if _bare(_annotation(kind, path)) is str:
        return False
    return any(path[-1] in (info.alias, name) and not info.is_required() for name, info in form.model_fields.items())


def _inside(kind: Any, step: str | int) -> Any:
    bare = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        for name, info in bare.model_fields.items():
            if step in (info.alias, name):
                return Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
    if get_origin(bare) is dict:
        return get_args(bare)[1]
    if get_origin(bare) is list:
        return get_args(bare)[0]
    return Any


def _bare(kind: Any) -> Any:
    """Strip annotations, and `None` as the other choice."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif type(None) in get_args(kind):
            kind = next(arg for arg in get_args(kind) if arg is not type(None))
        else:
            return kind


def _harmless(kind: Any) -> Any:
    bare = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        required = {info.alias or name: name for name, info in bare.model_fields.items() if info.is_required()}
        return {alias: _harmless(_inside(bare, name)) for alias, name in required.items()}
    entry = {"0": _harmless(get_args(bare)[1])} if get_origin(bare) is dict else None
    for value in (*_HARMLESS, entry):
        try:
            TypeAdapter(kind).validate_python(value)
        except ValidationError:
            continue
        return value
    return None


def field_names(kind: type[BaseModel]) -> set[str]:
    """Collect the names of all fields of a form and of the forms inside it."""
    names: set[str] = set()
    stack, seen = [kind], set[type[BaseModel]]()
    while stack:
        form = stack.pop()
        if form in seen:
            continue
        seen.add(form)
        for name, info in form.model_fields.items():
            names.add(info.alias or name)
            stack += _forms(info.annotation)
    return names


def _forms(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _forms(inner)
