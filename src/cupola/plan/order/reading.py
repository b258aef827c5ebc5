"""Reads the two forms in which talent scheduling instances are published.

MiniZinc's data (``.dzn``: ``numScenes``, ``numActors``, ``ia``, ``c``, ``d``) and that of the University of Melbourne:
a name, the numbers of scenes and actors, for each actor a row of 0 and 1 with the pay, and the lengths of the scenes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NoReturn

from cupola.errors import Location, Message, PlanError
from cupola.plan.order.instance import MOST, Instance

LARGEST: Final = 1_000_000
"""Bytes of a file that is read: 64 rows of 64 need some ten thousand."""

_FIELD: Final = re.compile(r"([A-Za-z_]\w*)\s*=([^;=]*)(;?)")
_WORD: Final = re.compile(r"[^\s,|\[\]]+")
_COMMENT: Final = re.compile(r"%[^\n]*")
_HINT: Final = (
    'expected a ".dzn" of MiniZinc\'s talent_scheduling (numScenes, numActors, ia, c, d), or a name, '
    "the numbers of scenes and actors, a row of 0 and 1 and a pay for each actor, and the lengths of the scenes"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a file, and the line that it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file's name and what it holds."""

    file: str
    text: str

    def fail(self, code: str, text: str, line: int = 1, hint: str | None = None) -> NoReturn:
        """Raise a fault at a line."""
        raise PlanError(Message(code, text, Location(self.file, line), hint=hint))

    def words(self, start: int, stop: int) -> list[Word]:
        """Give the words between two places of the text, brackets and commas left out."""
        line, at, found = self.text.count("\n", 0, start) + 1, start, []
        for match in _WORD.finditer(self.text, start, stop):
            line += self.text.count("\n", at, match.start())
            at = match.start()
            found.append(Word(match.group(), line))
        return found

    def number(self, word: Word) -> int:
        """Read a whole number that is not negative."""
        if not (word.text.isascii() and word.text.isdigit() and len(word.text) <= 15):
            self.fail("E621", f'"{word.text[:40]}" is not a whole number from 0 on', word.line)
        return int(word.text)

    def size(self, word: Word, noun: str) -> int:
        """Read a number of scenes or actors."""
        number = self.number(word)
        if number > MOST:
            hint = f"at most {MOST} scenes and {MOST} actors are ordered at once"
            self.fail("E622", f"there are {number} {noun}", word.line, hint)
        return number


def read(text: str, file: str) -> Instance:
    """Read an instance in either form.

    Parameters
    ----------
    text : str
        What the file holds.
    file : str
        Its name, for messages.

    Raises
    ------
    PlanError
        Neither form (E620); a number is missing, too much or none (E621); too large an instance (E622).
    """
    source = Source(file, _COMMENT.sub("", text))
    return _minizinc(source) if "=" in source.text else _melbourne(source)


def _minizinc(source: Source) -> Instance:
    fields, lines = _fields(source)
    for name in ("numScenes", "numActors", "ia", "c", "d"):
        if name not in fields:
            source.fail("E620", f'"{name}" is missing', hint=_HINT)
    for name in ("numScenes", "numActors"):
        if len(fields[name]) != 1:
            source.fail("E621", f'"{name}" is not one number', lines[name])
    n = source.size(fields["numScenes"][0], "scenes")
    m = source.size(fields["numActors"][0], "actors")
    for name, count in (("ia", n * m), ("c", m), ("d", n)):
        if len(fields[name]) != count:
            text = f'"{name}" has {len(fields[name])} numbers where {count} are needed'
            source.fail("E621", text, lines[name], f"{n} scenes, {m} actors")
    table = [_presence(source, fields["ia"][a * n : (a + 1) * n]) for a in range(m)]
    pay, length = ([source.number(word) for word in fields[name]] for name in ("c", "d"))
    return _made(source, table, pay, length)


def _fields(source: Source) -> tuple[dict[str, list[Word]], dict[str, int]]:
    """Give the words of each field, and the line that it begins in."""
    fields: dict[str, list[Word]] = {}
    lines: dict[str, int] = {}
    for match in _FIELD.finditer(source.text):
        name, line = match.group(1), source.text.count("\n", 0, match.start(1)) + 1
        if name in fields:
            source.fail("E621", f'"{name}" is given twice', line)
        if not match.group(3):
            source.fail("E621", f'"{name}" does not end in ";"', line)
        fields[name], lines[name] = source.words(match.start(2), match.end(2)), line
    return fields, lines


def _melbourne(source: Source) -> Instance:
    words = source.words(source.text.find("\n") + 1, len(source.text))
    if len(words) < 2 or not all(word.text.isdigit() for word in words[:2]):
        source.fail("E620", "this is no instance of talent scheduling", hint=_HINT)
    n, m = source.size(words[0], "scenes"), source.size(words[1], "actors")
    needed = 2 + m * (n + 1) + n
    if len(words) != needed:
        text = f"{len(words)} numbers follow the name where {needed} are needed"
        source.fail("E621", text, words[min(needed, len(words) - 1)].line, f"{n} scenes, {m} actors")
    rows = [words[2 + a * (n + 1) : 2 + (a + 1) * (n + 1)] for a in range(m)]
    table = [_presence(source, row[:-1]) for row in rows]
    pay = [source.number(row[-1]) for row in rows]
    return _made(source, table, pay, [source.number(word) for word in words[needed - n :]])


def _presence(source: Source, words: list[Word]) -> list[int]:
    for word in words:
        if word.text not in ("0", "1"):
            source.fail("E621", f'"{word.text[:40]}" says neither 0 nor 1 of an actor and a scene', word.line)
    return [int(word.text) for word in words]


def _made(source: Source, table: list[list[int]], pay: list[int], length: list[int]) -> Instance:
    if not length:
        source.fail("E621", "there is no scene to order")
    try:
        return Instance.of(table, pay, length)
    except PlanError as error:
        for message in error.messages:
            source.fail(message.code, message.text, hint=message.hint)
        raise
