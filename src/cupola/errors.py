"""Messages to the user and the error tree.

Every message says what is wrong, where, and what to do. A document's messages are collected and raised together,
so that a user mends a file once and not line by line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text file: `line` and `column` count from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the user.

    Attributes
    ----------
    code : str
        A key of `codes.CODES`.
    text : str
        What is wrong, naming things as the user does.
    where : Location or None
        The place in the file, when there is one.
    source : str or None
        The line of the file, shown with a caret below it.
    hint : str or None
        What to do about it.
    """

    code: str
    text: str
    where: Location | None = None
    source: str | None = None
    hint: str | None = None

    def render(self) -> str:
        """Give the message as it is printed: `file:line:col: code text`, the line with a caret, the hint."""
        head = f"{self.where}: {self.code} {self.text}" if self.where else f"{self.code} {self.text}"
        lines = [harmless(head)]
        if self.source is not None and self.where is not None:
            lines += ["  " + _printable(self.source), "  " + _caret(self.source, self.where.column)]
        if self.hint:
            lines.append(harmless(f"hint: {self.hint}"))
        return "\n".join(lines)


class CupolaError(Exception):
    """The root of what Cupola raises for a user's mistake: it carries the messages to show.

    Parameters
    ----------
    *messages : Message
        At least one.
    """

    def __init__(self, *messages: Message) -> None:
        super().__init__("\n".join(m.render() for m in messages))
        self.messages = messages


class DocumentError(CupolaError):
    """A file of the production (or a file given by hand) is wrong."""


class SkyError(CupolaError):
    """The orbit cannot answer: bad elements, or an instant outside their span."""


class PlanError(CupolaError):
    """The scheduling problem or a plan is wrong."""


class PreviewError(CupolaError):
    """A picture cannot be made: something that it needs is missing or broken."""


def raise_all(messages: Iterable[Message], kind: type[CupolaError] = DocumentError) -> None:
    """Raise one error with all `messages`, or nothing when there are none."""
    found = tuple(messages)
    if found:
        raise kind(*found)


def closest(word: str, known: Iterable[str]) -> str | None:
    """Give the hint `Did you mean "…"?` for the known word nearest to `word`, or None when none is near."""
    from difflib import get_close_matches

    words = list(known)
    alike = [one for one in words if one.casefold() == word.casefold()]
    near = alike or get_close_matches(word, words, n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else None


def harmless(text: str) -> str:
    """Give a text with its control characters written out, so that what a name holds cannot steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


_WIDEST = 160


def _printable(line: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in line.rstrip("\r\n"))
    return shown if len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def _caret(line: str, column: int) -> str:
    return " " * min(max(column - 1, 0), _WIDEST - 1, len(line.rstrip("\r\n"))) + "^"
