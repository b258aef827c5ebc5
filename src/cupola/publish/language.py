"""Languages: the words of all paper, how they are counted, and how a language writes dates, numbers and names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from functools import cache
from pathlib import Path
from typing import Any, Final

from cupola.errors import DocumentError, Message, closest
from cupola.publish.languageform import CODE, OTHERS, SLOT, LanguageForm, check_language, language_tree
from cupola.publish.phrases import translated
from cupola.tree import read_text

PACKAGED: Final = Path(__file__).parent / "languages"
"""Where the packaged languages are, a file each."""

_MINUTE: Final = 60.0
_CODE: Final = re.compile(CODE)


@dataclass(frozen=True, eq=False)
class Language:
    """A language that paper is written in; made by `english`, or by `language_of` from files.

    Attributes
    ----------
    form : LanguageForm
        The file, whole: no field of it is None.
    """

    form: Any

    @property
    def code(self) -> str:
        """The short name of the language: `en`, `ru`."""
        return str(self.form.code)

    @property
    def title(self) -> str:
        """The language's name in itself: `English`, `Русский`."""
        return str(self.form.language)

    def say(self, key: str, **values: object) -> str:
        """Give the words of a key with the names in braces filled in; `set_ups` fills `{set-ups}`."""
        return filled(str(self.form.words[key]), values)

    def count(self, key: str, n: int, **values: object) -> str:
        """Give the words of a key in the form that a number takes: `1 set-up`, `2 set-ups`."""
        return filled(self.form.words[key][self.plural(n)], {"n": n, **values})

    def plural(self, n: int) -> str:
        """Give the form that a number takes: `one`, or another of the language's, or `many`."""
        return next((form for form, rule in self.form.plurals.items() if rule.holds(n)), OTHERS)

    def name(self, text: str) -> str:
        """Give a word of the documents or of the house as it reads in the language; unknown ones stay as they are."""
        return str(self.form.names.get(text, text))

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with so many digits behind the decimal mark."""
        return f"{value:.{digits}f}".replace(".", self.form.decimal)

    def money(self, value: float) -> str:
        """Write a sum of money in whole units, its thousands set apart: `12,500`."""
        return f"{value:,.0f}".replace(",", self.form.thousands)

    def percent(self, part: float, digits: int = 0) -> str:
        """Write a part of one in per cent."""
        return filled(self.form.percent, {"number": self.number(part * 100, digits)})

    def long_date(self, date: str) -> str:
        """Write `2021-10-09` as `Saturday 9 October 2021`."""
        when = calendar_date.fromisoformat(date)
        words = {"weekday": self.form.weekdays[when.weekday()], "month": self.form.months[when.month - 1]}
        return filled(self.form.dates.long, {**words, "day": when.day, "year": when.year})

    def short_date(self, date: str) -> str:
        """Write `2021-10-09` as `Sat 9 Oct`."""
        weekday, day, month = self.day_parts(date)
        return filled(self.form.dates.short, {"weekday": weekday, "day": day, "month": month})

    def cell_date(self, date: str) -> str:
        """Write `2021-10-09` as the head of a column of a table has it: `2021-10-09`, `09.10.2021`."""
        year, month, day = date.split("-")
        pattern = str(self.form.dates.cell)
        return pattern.replace("yyyy", year).replace("mm", month).replace("dd", day)

    def day_parts(self, date: str) -> tuple[str, str, str]:
        """Give the short weekday, the day and the short month of `2021-10-09`: `Sat`, `9`, `Oct`."""
        when = calendar_date.fromisoformat(date)
        return self.form.weekdays_short[when.weekday()], str(when.day), self.form.months_short[when.month - 1]

    def minutes(self, seconds: float) -> str:
        """Write a length of crew time: `45 min`, `2 h 05`, rounded to the minute; `26 s` below one."""
        if 0 < seconds < _MINUTE:
            return self.say("seconds", n=f"{seconds:.0f}")
        hours, minutes = divmod(round(seconds / _MINUTE), 60)
        return self.say("hours-minutes", h=hours, m=f"{minutes:02d}") if hours else self.say("minutes", n=minutes)

    def duration(self, seconds: float) -> str:
        """Write a length to the second, as `units.duration_text` does: `40 s`, `2 min 30 s`, `1 h 05 min`."""
        hours, rest = divmod(round(seconds), 3600)
        minutes, secs = divmod(rest, 60)
        if hours:
            return self.say("exactly-hours", h=hours, m=f"{minutes:02d}")
        if minutes and secs:
            return self.say("exactly-minutes", m=minutes, s=f"{secs:02d}")
        return self.say("minutes", n=minutes) if minutes else self.say("seconds", n=secs)

    def listed(self, words: Iterable[str]) -> str:
        """Write words as a list: `Anna, Boris and Klim`."""
        *some, last = words
        return self.say("list-and", first=", ".join(some), last=last) if some else last

    def phrase(self, text: str) -> str:
        """Give a sentence of a plan as the language says it, as far as it knows its parts."""
        return translated(text, self.form.phrases, self.form.names, self.form.decimal)

    def for_templates(self) -> dict[str, Any]:
        """Give what templates need of the language: its words by key, and which numbers take which form."""
        plurals = [
            [form, rule.model_dump(by_alias=True, exclude_none=True)] for form, rule in self.form.plurals.items()
        ]
        return {"code": self.code, "words": dict(self.form.words), "plurals": plurals}


def filled(text: str, values: Mapping[str, object]) -> str:
    """Fill the names in braces of a text; what is filled in is not looked through again."""
    known = {key.replace("_", "-"): value for key, value in values.items()}
    return SLOT.sub(lambda slot: str(known[slot[1]]), text)


@cache
def english() -> Language:
    """Give English, the language of paper where nothing else is asked for."""
    form, _ = _packaged("en")
    return Language(form)


def packaged_languages() -> tuple[str, ...]:
    """Give the codes of the packaged languages."""
    return tuple(sorted(path.stem for path in PACKAGED.glob("*.yaml")))


def language_of(code: str, folders: Iterable[Path] = ()) -> Language:
    """Give a language: the packaged one, with the files of that name in some folders laid over it one after the other.

    Raises
    ------
    DocumentError
        There is no such language (E780), or a file of it has a mistake (E781, or of form).
    """
    named = _CODE.fullmatch(code) is not None
    files = [path for folder in folders if named and (path := folder / f"{code}.yaml").is_file()]
    known = packaged_languages()
    if not files and code not in known:
        hint = closest(code, known) or f"known are {', '.join(known)}; another one is a file {code[:20]}.yaml of yours"
        raise DocumentError(Message("E780", f'there is no language "{code[:40]}"', hint=hint))
    form, tree = _packaged(code) if code in known else (None, None)
    for path in files:
        mine, tree = language_tree(read_text(path, str(path)), str(path))
        form = mine if form is None else mine.over(form)
        check_language(form, code, english().form, tree)
    return Language(form)


@cache
def _packaged(code: str) -> tuple[LanguageForm, Any]:
    path = PACKAGED / f"{code}.yaml"
    return language_tree(read_text(path, path.name), path.name)
