"""Language files as written: words, how they are counted, dates and numbers; read, laid over each other and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from cupola.errors import DocumentError, Message, closest
from cupola.production.form import fill
from cupola.tree import Steps, Tree, parse

SLOT: Final = re.compile(r"\{([a-z][a-z-]*)\}")
"""A name in braces that is filled in."""

CODE: Final = "[a-z]{2,3}(-[A-Za-z]{2,8})?"
"""The short name of a language, as on the web: `ru`, `pt-BR`."""

OTHERS: Final = "many"
"""The form of all numbers that no rule names."""

_COMMON: Final = (
    "code",
    "language",
    "decimal",
    "thousands",
    "percent",
    "plurals",
    "dates",
    "weekdays",
    "weekdays-short",
)
_WHOLE: Final = (*_COMMON, "months", "months-short", "words")

Digits = list[Annotated[int, Field(ge=0, le=999)]]
Text = Annotated[str, Field(max_length=1000)]
Week = Annotated[list[Text], Field(min_length=7, max_length=7)]
Year = Annotated[list[Text], Field(min_length=12, max_length=12)]


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class PluralForm(_Form):
    """Which numbers take a form: every condition that is given must hold, of the number or of its last digits."""

    is_: Digits | None = Field(default=None, alias="is")
    last: Digits | None = None
    last_two: Digits | None = Field(default=None, alias="last-two")
    not_last_two: Digits | None = Field(default=None, alias="not-last-two")

    def holds(self, n: int) -> bool:
        """Say whether a number takes the form."""
        number = abs(n)
        return (
            (self.is_ is None or number in self.is_)
            and (self.last is None or number % 10 in self.last)
            and (self.last_two is None or number % 100 in self.last_two)
            and (self.not_last_two is None or number % 100 not in self.not_last_two)
        )


class DatesForm(_Form):
    """How dates are written: with `{weekday}`, `{day}`, `{month}`, and `{year}` in the long form; and in a cell."""

    long: Text
    short: Text
    cell: Annotated[str, Field(pattern=r"^[dmy./ -]{1,20}$")] = "yyyy-mm-dd"


class LanguageForm(_Form):
    """A language file; one that is laid over another says only what it changes."""

    schema_: str = Field(alias="schema")
    code: Annotated[str, Field(pattern=f"^{CODE}$")] | None = None
    language: Text | None = None
    decimal: Text | None = None
    thousands: Text | None = None
    percent: Text | None = None
    plurals: dict[str, PluralForm] | None = None
    dates: DatesForm | None = None
    weekdays: Week | None = None
    weekdays_short: Week | None = Field(default=None, alias="weekdays-short")
    months: Year | None = None
    months_short: Year | None = Field(default=None, alias="months-short")
    words: dict[str, Text | dict[str, Text]] = {}
    names: dict[str, Text] = {}
    phrases: dict[str, Text] = {}

    def over(self, other: LanguageForm) -> LanguageForm:
        """Lay the file over another: single words, names and phrases over single ones, the rest as it is given."""
        mine = {key: value for key, value in self if value is not None}
        joined = {key: {**getattr(other, key), **getattr(self, key)} for key in ("words", "names", "phrases")}
        return other.model_copy(update={**mine, **joined})


def language_tree(text: str, name: str) -> tuple[LanguageForm, Tree]:
    """Read a language file.

    Raises
    ------
    DocumentError
        It is no YAML, or has a mistake of form; each with its place.
    """
    tree = parse(text, name)
    return fill(LanguageForm, tree).sound(), tree


def check_language(whole: LanguageForm, code: str, english: LanguageForm, tree: Tree) -> None:
    """Check a language, laid over what it is laid over, against the code that it is asked for by and the English words.

    Raises
    ------
    DocumentError
        It is of another code, lacks something, knows words that paper has not, or fills in names that are not given
        (E781).
    """
    faults = [*_another(whole, code, tree), *_lacks(whole, english, tree), *_strange(whole, english, tree)]
    if faults:
        raise DocumentError(*faults)


def _another(whole: LanguageForm, code: str, tree: Tree) -> Iterator[Message]:
    if whole.code and whole.code != code:
        yield tree.message("E781", f"the code is {whole.code}, the file is that of {code}", ("code",), f"code: {code}")


def _lacks(whole: LanguageForm, english: LanguageForm, tree: Tree) -> Iterator[Message]:
    hint = "copy what is missing from en.yaml: cupola paper --eject FOLDER"
    plain = whole.model_dump(by_alias=True)
    for field in _WHOLE:
        if plain[field] is None:
            yield tree.message("E781", f"{field} is missing", (), hint)
    missing = [key for key in english.words if key not in whole.words]
    if missing:
        shown = ", ".join(missing[:8]) + (" …" if len(missing) > 8 else "")
        yield tree.message(
            "E781", f"{len(missing)} of {len(english.words)} words are missing: {shown}", ("words",), hint
        )


def _strange(whole: LanguageForm, english: LanguageForm, tree: Tree) -> Iterator[Message]:
    forms = {*(whole.plurals or {}), OTHERS}
    for key, said in whole.words.items():
        path: Steps = ("words", key)
        if key not in english.words:
            hint = closest(key, english.words) or "remove it"
            yield tree.message("E781", f'paper has no word "{key[:40]}"', path, hint)
            continue
        if isinstance(said, dict) != isinstance(english.words[key], dict):
            yield tree.message("E781", f"{key}: give {'forms' if isinstance(said, str) else 'one text'}", path)
        elif isinstance(said, dict) and set(said) != forms:
            yield tree.message("E781", f"{key}: the forms are {', '.join(sorted(forms))}", path)
        known, given = _slots(english.words[key]), _slots(said)
        if known - {"n"} != given - {"n"} or not given <= known:
            named = ", ".join(f"{{{slot}}}" for slot in sorted(known)) or "nothing"
            yield tree.message("E781", f"{key}: fill in {named}", path)


def _slots(said: str | Mapping[str, str]) -> set[str]:
    texts = [said] if isinstance(said, str) else list(said.values())
    return {slot for text in texts for slot in SLOT.findall(text)}
