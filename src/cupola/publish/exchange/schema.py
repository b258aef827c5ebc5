"""The JSON Schemas of all documents, made from the forms that read them: for editors and for other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from cupola.plan.document import PlanForm
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.production.scheme import Scheme
from cupola.publish.exchange.whole import WholeForm

Document = Literal["production", "breakdown", "plan", "export"]
"""The documents that have a schema."""

DOCUMENTS: Final[tuple[Document, ...]] = get_args(Document)

_FORMS: Final[dict[Document, type[BaseModel]]] = {
    "production": ProductionForm,
    "breakdown": BreakdownForm,
    "plan": PlanForm,
    "export": WholeForm,
}
_TITLES: Final[dict[Document, str]] = {
    "production": "production.yaml of Cupola",
    "breakdown": "breakdown.yaml of Cupola",
    "plan": "plan.yaml of Cupola",
    "export": "cupola export --as json",
}
_NOT_OF_JSON: Final = ("ge", "gt", "le", "lt")
"""Limits of what is read: they say nothing of how it is written."""


class _Generator(GenerateJsonSchema):
    """Makes schemas without the titles that repeat the names of fields."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Give no field a title."""
        del schema
        return False


def schema_of(document: Document) -> Scheme:
    """Give the JSON Schema (draft 2020-12) of a document."""
    made = _FORMS[document].model_json_schema(schema_generator=_Generator)
    found: Scheme = _walked(made, _plain)
    found |= {"title": _TITLES[document]}
    for form in [found, *found.get("$defs", {}).values()]:
        if {"stay", "flight"} <= form.get("properties", {}).keys():
            _leave_stay_to_ships(form, found["$defs"]["StayForm"])
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:cupola:1:{document}"}
    return head | found


def _leave_stay_to_ships(production: Scheme, stay: Scheme) -> None:
    """Let a stay, or a part of it, be left out: it follows from the ships of a flight."""
    stay.pop("required", None)
    production["required"] = [name for name in production["required"] if name != "stay"]
    production["anyOf"] = [{"required": ["stay"]}, {"required": ["flight"]}]


def _walked(value: Any, change: Callable[[Scheme], Scheme]) -> Any:
    """Change every schema within a value; the names of properties and definitions are no schemas."""
    if isinstance(value, list):
        return [_walked(one, change) for one in value]
    if not isinstance(value, dict):
        return value
    named = {
        key: {name: _walked(one, change) for name, one in value[key].items()}
        for key in ("properties", "$defs")
        if isinstance(value.get(key), dict)
    }
    rest = {key: one if key in ("default", "enum") else _walked(one, change) for key, one in value.items()}
    return change(rest | named)


def _plain(schema: Scheme) -> Scheme:
    """Take out of a schema what is of Python: limits of what is read, defaults that nobody writes, names of classes."""
    default = schema.get("default")
    is_written = isinstance(default, bool | str | int) and default != ""
    dropped = {*_NOT_OF_JSON, *(() if is_written else ("default",)), "title"}
    return {key: value for key, value in schema.items() if key not in dropped}
