"""XML as Final Draft writes it: text and attributes."""

from __future__ import annotations

import re
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def attribute_text(found: dict[str, str]) -> str:
    """Write the attributes of an XML element, each with a space before it, in the order of their names."""
    return "".join(f' {name}="{_quoted(value)}"' for name, value in sorted(found.items()))


def escaped(text: str) -> str:
    """Write a text so that it is nothing but text in XML; what XML cannot hold becomes a replacement character."""
    clean = _ILLEGAL.sub("\ufffd", text)
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    return escaped(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")
