"""How the elements of a scene are written: by category, each a name, or a name with how many."""

from __future__ import annotations

import re
from typing import Annotated, Any, Final

from pydantic import AfterValidator, Field, PlainValidator
from pydantic_core import PydanticCustomError

from cupola.errors import closest, harmless
from cupola.script.category import CATEGORIES, category_of
from cupola.script.check import LONGEST_TEXT

CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")
"""What no name holds: what steers a terminal or a printer, tabs and ends of lines too."""
_MOST_OF_A_KIND: Final = 100_000
_HOW: Final = f"they are {', '.join(CATEGORIES)}"


def _item(value: Any) -> tuple[str, int]:
    """Read an element of a scene: `torch`, or `{spoon: 3}`."""
    if isinstance(value, dict) and len(value) == 1:
        ((name, count),) = value.items()
    else:
        name, count = value, 1
    is_count = isinstance(count, int) and not isinstance(count, bool) and 1 <= count <= _MOST_OF_A_KIND
    is_name = isinstance(name, str | int) and not isinstance(name, bool) and str(name).strip()
    is_short = len(str(name)) <= LONGEST_TEXT  # a note is as long as any text
    if not is_count or not is_name or not is_short or CONTROL.search(str(name)):
        raise PydanticCustomError("item", "write a name, or a name with how many: {{spoon: 3}}", {})
    return str(name), count


def _category(value: str) -> str:
    if value in CATEGORIES:
        return value
    near = category_of(value) or closest(value, CATEGORIES)
    text = f'"{harmless(value[:40])}" is no category; ' + (f"write {near}" if near in CATEGORIES else str(near or _HOW))
    raise PydanticCustomError("category", "{text}", {"text": text})


Category = Annotated[str, AfterValidator(_category), Field(json_schema_extra={"enum": list(CATEGORIES)})]
Item = Annotated[tuple[str, int], PlainValidator(_item, json_schema_input_type=str | int | dict[str, int])]
Elements = dict[Category, list[Item]]
