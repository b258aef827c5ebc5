"""How the values of documents are written, as JSON Schema: for editors that complete and check while one types."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import BeforeValidator

from cupola.units import unit_names

Scheme = dict[str, Any]
"""A JSON Schema, or a part of one."""


@dataclass(frozen=True, slots=True)
class Reading(BeforeValidator):
    """A reader of values that knows how they are written.

    Pydantic knows only what is read, and would call `40 s` a number. Its own `json_schema_input_type` says the same as
    this, but is worked out at every start of the program.
    """

    written: Scheme = field(default_factory=dict, hash=False)

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> Scheme:
        """Give the JSON Schema of what is written."""
        del core, handler
        return dict(self.written)


def text(pattern: str) -> Scheme:
    """Give the schema of a text of a pattern, with space around it or not."""
    return {"type": "string", "pattern": rf"^\s*{pattern}\s*$"}


def either(*kinds: Scheme) -> Scheme:
    """Give the schema of a value of one of several kinds."""
    return {"anyOf": list(kinds)}


def listed(kind: Scheme, **limits: int) -> Scheme:
    """Give the schema of a list of values of a kind."""
    return {"type": "array", "items": kind, **limits}


def amount(base: str) -> Scheme:
    """Give the schema of a quantity in units of `base`: `1 h 30 min`, or a bare 0."""
    units = "|".join(re.escape(name) for name in unit_names(base))
    return either(text(rf"(?:[+-]?\d+(?:[.,]\d+)?\s*(?:{units})\s*)+"), {"const": 0})


_DAY: Final = r"\d{4}-\d\d-\d\d"
_EIGHTHS: Final = r"\d{1,4}\s*/\s*8"

INSTANT: Final = text(rf"{_DAY}T\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z")
DATE: Final = text(_DAY)
TIME_OF_DAY: Final = text(r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?")
WORD: Final = either({"type": "string", "minLength": 1, "maxLength": 200}, {"type": "integer"})
WORDS: Final = either(listed(WORD), *WORD["anyOf"])
"""One word stands for a list of one."""
PAGES: Final = either(text(rf"(?:\d{{1,4}}(?:\s+{_EIGHTHS})?|{_EIGHTHS})"), {"type": "integer", "minimum": 0})
PRICE: Final = either(*amount("USD/h")["anyOf"], {"type": "string", "pattern": "^[a-z][a-z-]{0,40}$"})
SECTOR: Final = listed(amount("deg"), minItems=2, maxItems=2)
TERRAIN: Final = either(*amount("deg")["anyOf"], listed(SECTOR))
