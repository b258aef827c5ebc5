"""The events of a YAML text, by two parsers: libyaml, which is fast, and ruamel.yaml, which knows YAML 1.2 whole.

What counts is what ruamel.yaml reads. libyaml knows YAML 1.1; of ordinary documents both make the same events at the
same places, twenty times faster. Where they could differ, `swift` gives up, and the text is read with `careful`: that
also words every error of syntax.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

_APART: Final = re.compile(r"""[\t\x85\u2028\u2029\ufeff]|(?:^|[\s\[{,:-])\?[\s:,\[\]{}#]|["']:\S""", re.MULTILINE)
"""What the two read differently: tabs, other ends of lines, marks of byte order, keys behind a question mark, and
a colon between a quote and what follows without a space."""
_BLOCK: Final = re.compile(r"[|>][-+]?\r?\n +[^\s#]")
"""The only head of a text of many lines of which the two always make the same."""


class UnsureError(Exception):
    """The two parsers could differ on a text, or it has a fault."""


def swift(text: str) -> Iterator[Any]:
    """Give the events of a text by libyaml.

    Raises
    ------
    UnsureError
        The text is to be read with care.
    """
    try:
        from yaml.cyaml import CParser
    except ImportError:  # PyYAML was built without libyaml
        raise UnsureError from None
    from yaml import YAMLError

    if _APART.search(text):
        raise UnsureError
    try:
        parser = CParser(text)
        while parser.check_event():
            event = parser.get_event()
            if _is_rare(event, text):
                raise UnsureError
            yield event
    except (YAMLError, UnicodeError):
        raise UnsureError from None


def _is_rare(event: Any, text: str) -> bool:
    """Say whether an event is of a kind that documents here seldom have, and on which the two may differ."""
    kind = type(event).__name__
    if kind in ("MappingEndEvent", "SequenceEndEvent"):
        return False
    if kind not in ("ScalarEvent", "MappingStartEvent", "SequenceStartEvent"):
        return bool(getattr(event, "explicit", None) or getattr(event, "anchor", None))
    if event.tag or event.anchor:
        return True
    if kind != "ScalarEvent" or event.style not in ("|", ">"):
        return False
    at: int = event.start_mark.index
    return at == 0 or not _BLOCK.match(text, at)


def careful(text: str) -> Iterator[Any]:
    """Give the events of a text by ruamel.yaml.

    Raises
    ------
    ruamel.yaml.error.YAMLError
        It is not YAML.
    """
    from ruamel.yaml import YAML

    return iter(YAML(typ="safe", pure=True).parse(text))
