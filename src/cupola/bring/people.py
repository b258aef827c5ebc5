"""A table's people laid into production.yaml: who is missing is added, what is there stays, the difference is told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from cupola.bring.columns import Layout
from cupola.bring.fact import Fact
from cupola.bring.header import word
from cupola.bring.insertion import Written, added_fields, added_words, line_end
from cupola.bring.table import Row, Table
from cupola.errors import DocumentError, Message
from cupola.production.elementform import CONTROL
from cupola.script.yamltext import Edit, edited, flow_list, replace_scalar, scalar
from cupola.tree import Node, parse
from cupola.units import UnitError, quantity

_LONGEST: Final = 200
_NUMBER: Final = re.compile(r"\d{1,4}")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """What a table says of a person: name, the character played, jobs, the day plan, the day rate as written.

    `is_numbered` is whether the cast list has a number for them.
    """

    name: str
    row: int
    plays: str = ""
    roles: tuple[str, ...] = ()
    day: str = ""
    day_rate: str = ""
    is_numbered: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """The people of a table, and the numbers of its cast list with whom they stand for."""

    found: tuple[PersonRow, ...]
    numbers: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[Message, ...] = ()


def people_of(table: Table, layout: Layout) -> People:
    """Read the rows of a people list; rows without a name only tell who a number stands for."""
    found: list[PersonRow] = []
    numbers: dict[str, str] = {}
    warnings: list[Message] = []

    def line(row: Row, name: str) -> str:
        text = " ".join(CONTROL.sub(" ", layout.first(row, name)).split())
        if len(text) > _LONGEST:
            warnings.append(table.message("W790", f"a {name} of {len(text)} characters is left out", row.number))
            return ""
        return text

    for row in layout.rows:
        name, plays, number = line(row, "name"), line(row, "plays"), line(row, "number")
        is_numbered = _NUMBER.fullmatch(number) is not None
        if is_numbered and (plays or name):
            numbers.setdefault(number.lstrip("0") or "0", plays or name)
        if not name:
            continue
        roles = tuple(part.strip().casefold() for part in re.split(r"[,;/]", line(row, "roles")) if part.strip())
        rate = line(row, "day_rate")
        if rate and not _is_rate(rate):
            text = f'{name[:40]}: "{rate[:40]}" is no day rate such as 500 USD/day and is left out'
            warnings.append(table.message("W790", text, row.number))
            rate = ""
        found.append(PersonRow(name, row.number, plays, roles, line(row, "day"), rate, is_numbered))
    return People(tuple(found), numbers, tuple(warnings))


def _is_rate(text: str) -> bool:
    try:
        return quantity(text, "USD/day") >= 0
    except UnitError:
        return False


def people_in(
    text: str,
    rows: Sequence[PersonRow],
    *,
    day: str | None = None,
    replace: bool = False,
    name: str = "production.yaml",
) -> tuple[str, tuple[Fact, ...]]:
    """Lay people into the text of production.yaml.

    Somebody is known by the name, or by the character where only one of the two has a name for it. Who is new needs a
    day plan: that of the table, or `day`, or the one that all others have.

    Raises
    ------
    DocumentError
        Not YAML, no `people:`, or somebody new without a day plan (E799).
    """
    laying = _Laying(text, name, replace=replace, has_numbers=any(row.is_numbered for row in rows))
    for row in rows:
        laying.person(row, day)
    laying.refuse_dayless()
    return edited(text, laying.edits()), tuple(laying.facts)


class _Laying:
    """One laying in: collects edits and facts."""

    def __init__(self, text: str, name: str, *, replace: bool, has_numbers: bool) -> None:
        self._text, self._name, self._replace, self._has_numbers = text, name, replace, has_numbers
        self._tree = parse(text, name)
        self._newline = "\r\n" if "\r\n" in text else "\n"
        pair = (self._tree.root.pairs or {}).get("people")
        if pair is None or not pair[1].pairs:
            message = self._tree.message(
                "E106", "there are no people yet", ("people",), "write one, then import the rest"
            )
            raise DocumentError(message)
        self._people = pair[1]
        self._known: dict[str, Node] = {key: node for key, (_, node) in (self._people.pairs or {}).items()}
        self._names = {_known_by(node.word("name")): key for key, node in self._known.items() if node.word("name")}
        self._edits: list[Edit] = []
        self._new: dict[str, dict[str, Written]] = {}
        self._dayless: list[PersonRow] = []
        self.facts: list[Fact] = []

    def person(self, row: PersonRow, day: str | None) -> None:
        """Lay in one row."""
        key = self._names.get(_known_by(row.name))
        if key is None:
            self._add(row, day)
        elif key in self._known:
            self._compare(key, self._known[key], row)

    def _add(self, row: PersonRow, day: str | None) -> None:
        plan = row.day or day or self._usual_day()
        if not plan:
            self._dayless.append(row)
            return
        key = self._free_key(row.name)
        fields: dict[str, Written] = {"name": scalar(row.name)}
        fields |= {"plays": scalar(row.plays)} if row.plays else {}
        fields |= {"roles": flow_list(row.roles)} if row.roles else {}
        fields["day"] = scalar(plan)
        fields |= {"day_rate": scalar(row.day_rate)} if row.day_rate else {}
        self._new[key] = fields
        self._names[_known_by(row.name)] = key
        said = ", ".join(part for part in (row.name, row.plays, *row.roles) if part)
        self.facts.append(Fact(key, "people", "added", table=said, why=f"day: {plan}"))

    def _usual_day(self) -> str:
        plans = {node.word("day") for node in self._known.values()}
        return next(iter(plans)) if len(plans) == 1 else ""

    def _free_key(self, name: str) -> str:
        parts = [part for part in _latin(name).split("-") if part] or ["person"]
        taken = {*self._known, *self._new}
        tries = [parts[-1], "-".join(parts), *(f"{parts[-1]}-{k}" for k in range(2, len(taken) + 3))]
        return next(one for one in tries if one not in taken)[:60]

    def _compare(self, key: str, node: Node, row: PersonRow) -> None:
        new: dict[str, Written] = {}
        plays = "" if self._is_job(node, row) else row.plays
        for field_, table in (("plays", plays), ("day", row.day), ("day_rate", row.day_rate)):
            here = node.word(field_)
            if not table or word(here) == word(table):
                continue
            pair = (node.pairs or {}).get(field_)
            if not here:
                self.facts.append(Fact(key, field_, "added", table=table))
                if pair is None:
                    new[field_] = scalar(table)
            else:
                self.facts.append(Fact(key, field_, "replaced" if self._replace else "kept", here, table))
            if pair is not None and (not here or self._replace):
                self._edits.append(replace_scalar(self._text, *pair, scalar(table)))
        missing = [role for role in row.roles if role not in {one.casefold() for one in node.words("roles")}]
        if missing:
            self.facts.append(Fact(key, "roles", "added", table=", ".join(missing)))
            pair = (node.pairs or {}).get("roles")
            if pair is None:
                new["roles"] = flow_list(missing)
            else:
                self._edits.append(added_words(self._text, *pair, [scalar(role) for role in missing], self._newline))
        added = added_fields(self._text, node, new, self._newline)
        self._edits += [added] if added else []

    def _is_job(self, node: Node, row: PersonRow) -> bool:
        """Tell a job, perhaps in another language, in the column of the characters: lists mix the two."""
        roles = node.words("roles")
        if word(row.plays) == word(", ".join(roles)):
            return True
        return bool(roles) and not node.word("plays") and self._has_numbers and not row.is_numbered

    def refuse_dayless(self) -> None:
        """Refuse people without a day plan, all at once."""
        if self._dayless:
            names = ", ".join(row.name[:40] for row in self._dayless[:8])
            plans = ", ".join(dict.fromkeys(node.word("day") for node in self._known.values()))
            text = f"{names}: by which day plan do they live? Those here have {plans}"
            raise DocumentError(Message("E799", text, hint="say it for all who are new: --day PLAN"))

    def edits(self) -> list[Edit]:
        """Give what is to be written; who is new comes last."""
        if not self._new:
            return self._edits
        if self._people.is_flow:
            added = added_fields(self._text, self._people, dict(self._new), self._newline)  # type: ignore[arg-type]
            return [*self._edits, *([added] if added else [])]
        margin = " " * self._people.column
        body = "".join(
            f"{margin}{key}: {{{', '.join(f'{name}: {value}' for name, value in one.items())}}}{self._newline}"
            for key, one in self._new.items()
        )
        at = line_end(self._text, self._people.stop)
        is_whole = not at or self._text[at - 1] == "\n"
        return [*self._edits, Edit(at, at, body if is_whole else self._newline + body)]


def _known_by(name: str) -> str:
    """Give by what a name is known: its words, whatever their case; of one without letters, the name itself."""
    return word(name) or name


_LATIN: Final = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | {
    "ж": "zh",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ь": "",
    "ю": "yu",
    "я": "ya",
}
"""Cyrillic letters in Latin, as they are heard."""


def _latin(name: str) -> str:
    """Write a name in Latin letters for an id: as it is said in a passport, without accents."""
    plain = "".join(_LATIN.get(sign, sign) for sign in name.casefold().replace("ё", "е"))
    marks = unicodedata.normalize("NFKD", plain)
    bare = "".join(sign for sign in marks if not unicodedata.combining(sign))
    return re.sub(r"[^\w]+|_", "-", bare).strip("-")
