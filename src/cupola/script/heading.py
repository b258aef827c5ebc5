"""Scene headings: the words they begin with, their number, their location and their time of day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal

PlaceKind = Literal["INT", "EXT", "INT/EXT"]


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words by which a heading, a time of day and a transition are known; a production may bring its own.

    Attributes
    ----------
    interior, exterior : tuple of str
        Abbreviations that begin a heading, in any case: `INT`, `EXT`.
    interior_words, exterior_words : tuple of str
        Whole words that do so. They are words of ordinary prose too, so that they count in capitals, or with a dot.
    short_interior, short_exterior : tuple of str
        Letters that stand for them in a pair only: `I/E`.
    times : tuple of str
        Times of day.
    about_times : tuple of str
        Words that may stand with a time of day: `EARLY MORNING`, `MOMENTS LATER`.
    onward : tuple of str
        Times of day that may follow another one: `NIGHT - LATER`.
    asides : tuple of str
        What may follow the time of day: `DAY - FLASHBACK`.
    transitions : tuple of str
        Lines that are a transition though they do not end in `TO:`.
    omitted : tuple of str
        Headings that keep the number of a scene that is no more.
    """

    interior: tuple[str, ...] = ("INT", "ИНТ")
    exterior: tuple[str, ...] = ("EXT", "EST", "НАТ", "ЭКСТ")
    interior_words: tuple[str, ...] = ("INNEN", "INTÉRIEUR", "INTERIEUR", "ИНТЕРЬЕР")
    exterior_words: tuple[str, ...] = ("AUSSEN", "AUßEN", "EXTÉRIEUR", "EXTERIEUR", "НАТУРА", "ЭКСТЕРЬЕР")
    short_interior: tuple[str, ...] = ("I", "И")
    short_exterior: tuple[str, ...] = ("E", "Н", "Э")
    times: tuple[str, ...] = (
        *("DAY", "NIGHT", "MORNING", "NOON", "MIDDAY", "AFTERNOON", "EVENING", "MIDNIGHT", "DARKNESS"),
        *("DAWN", "DUSK", "SUNRISE", "SUNSET", "TWILIGHT", "MAGIC HOUR", "GOLDEN HOUR", "BLUE HOUR"),
        *("LATER", "CONTINUOUS", "CONT'D", "SAME", "SAME TIME", "MOMENTS LATER"),
        *("ДЕНЬ", "НОЧЬ", "УТРО", "ВЕЧЕР", "ПОЛДЕНЬ", "ПОЛНОЧЬ", "РАССВЕТ", "ЗАКАТ", "СУМЕРКИ", "РЕЖИМ"),
        *("ПОЗЖЕ", "ПОЗДНЕЕ", "ТОГДА ЖЕ", "ТО ЖЕ ВРЕМЯ"),
        *("TAG", "NACHT", "MORGEN", "MITTAG", "ABEND", "MITTERNACHT", "DÄMMERUNG", "SPÄTER"),
        *("JOUR", "NUIT", "MATIN", "MIDI", "SOIR", "AUBE", "CRÉPUSCULE", "PLUS TARD"),
    )
    about_times: tuple[str, ...] = (
        *("EARLY", "LATE", "NEXT", "THE", "THAT", "SAME", "MID", "PRE", "SECOND", "MINUTES", "HOURS", "DAYS"),
        *("РАННЕЕ", "РАННИЙ", "ПОЗДНИЙ", "ПОЗДНЯЯ", "ТОТ", "ТА", "ЖЕ"),
    )
    onward: tuple[str, ...] = (
        *("LATER", "CONTINUOUS", "CONT'D", "SAME"),
        *("ПОЗЖЕ", "ПОЗДНЕЕ", "ТОГДА ЖЕ", "ТО ЖЕ ВРЕМЯ", "SPÄTER", "PLUS TARD"),
    )
    asides: tuple[str, ...] = (
        *("FLASHBACK", "FLASH BACK", "FLASHFORWARD", "DREAM", "MONTAGE", "INTERCUT", "STOCK"),
        *("ФЛЭШБЕК", "СОН"),
    )
    transitions: tuple[str, ...] = ("FADE IN:", "FADE OUT.", "FADE OUT:", "ИЗ ЗТМ.", "В ЗТМ.", "ИЗ ЗТМ:", "В ЗТМ:")

    omitted: tuple[str, ...] = ("OMITTED", "OMIT", "SCENE OMITTED", "ВЫМАРКА", "ВЫМАРАНО", "СЦЕНА ВЫМАРАНА", "ENTFÄLLT")

    def begin(self, line: str) -> bool:
        """Say whether a line begins as a scene heading does: one of the words, then a dot or a space."""
        match = _patterns(self).heading.match(line)
        return match is not None and _counts(match)

    def with_more(self, more: Mapping[str, Iterable[str]]) -> HeadingWords:
        """Give these words and more of some of them, by the names of the fields; empty words are passed over."""
        return replace(
            self, **{name: (*getattr(self, name), *(word for word in words if word)) for name, words in more.items()}
        )

    def is_omitted(self, heading: str) -> bool:
        """Say whether a heading keeps the number of a scene that is no more."""
        return heading.strip(" .-–—").upper() in self.omitted


OWN_WORDS: Final = ("interior", "exterior", "times", "transitions", "omitted")
"""The words that a production may add to."""
HEADING_WORDS: Final = HeadingWords()
"""The words of English, Russian, German and French scripts."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A scene heading in its parts.

    Attributes
    ----------
    place_kind : "INT", "EXT", "INT/EXT" or None
        None for a forced heading without any of the words.
    location : str
        What stands between the first words and the time of day. It is not split: where a set ends and a place
        begins cannot be told from the punctuation.
    time_of_day : str or None
        The last part, when it is a time of day; with the one before it when it goes on from that: `NIGHT - LATER`.
    """

    place_kind: PlaceKind | None
    location: str
    time_of_day: str | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    heading: re.Pattern[str]
    time: re.Pattern[str]
    aside: re.Pattern[str]
    interior: frozenset[str]


@lru_cache(maxsize=16)
def _patterns(words: HeadingWords) -> _Patterns:
    single = _any(words.interior + words.exterior)
    whole = _any(words.interior_words + words.exterior_words)
    interior = words.interior + words.interior_words + words.short_interior
    exterior = words.exterior + words.exterior_words + words.short_exterior
    pair = rf"(?:{_any(interior)})\.?\s?/\s?(?:{_any(exterior)})|(?:{_any(exterior)})\.?\s?/\s?(?:{_any(interior)})"
    heading = rf"(?:(?P<pair>{pair})|(?P<single>{single})|(?P<whole>{whole}))(?:\s?\.|(?=\s))"
    times = rf"(?:{_any(words.times + words.about_times)}|\d{{1,4}})"
    time = rf"(?:{times}(?:[\s\-']++|$))++"
    return _Patterns(
        re.compile(heading, re.IGNORECASE),
        re.compile(time, re.IGNORECASE),
        re.compile(rf"(?:{_any(words.asides)})\b", re.IGNORECASE),
        frozenset(word.casefold() for word in words.interior + words.interior_words),
    )


def _any(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _counts(match: re.Match[str]) -> bool:
    whole = match["whole"]
    return whole is None or match[0].endswith(".") or whole.upper() == whole.replace("ß", "SS")


def split_number(text: str) -> tuple[str, str | None]:
    """Take the scene number off a heading: `INT. HOUSE - DAY #12A#` gives the heading and `12A`.

    A number is letters and digits of any script, dashes and dots.
    """
    if not text.endswith("#"):
        return text, None
    start = text.rfind("#", 0, -1)
    number = text[start + 1 : -1]
    if start < 0 or not number or not all(c.isalnum() or c in "-." for c in number):
        return text, None
    return text[:start].rstrip(), number


_SEPARATOR: Final = re.compile(r"\s+[-–—]+\s+|[.,]\s+")
_ENCLOSED: Final = re.compile(r"\s*\([^()]*\)")


def split_heading(text: str, words: HeadingWords = HEADING_WORDS) -> Heading:
    """Split the text of a heading, without its number, into its parts.

    Only a last part that is a time of day is one: `BAKER STREET - SITTING ROOM` has none.
    """
    match = _patterns(words).heading.match(text)
    if match is None or not _counts(match):
        return Heading(None, *_split_time(text.strip(), words))
    kind = _kind(match, words)
    rest = text[match.end() :].lstrip(" \t.-–—")
    return Heading(kind, *_split_time(rest.rstrip(), words))


def _kind(match: re.Match[str], words: HeadingWords) -> PlaceKind:
    if match["pair"]:
        return "INT/EXT"
    word = (match["single"] or match["whole"]).casefold()
    return "INT" if word in _patterns(words).interior else "EXT"


def _split_time(rest: str, words: HeadingWords) -> tuple[str, str | None]:
    end = len(rest)
    for match in reversed(list(_SEPARATOR.finditer(rest))):
        part = rest[match.end() : end]
        if time := _time(part, words):
            return _with_earlier(rest[: match.start()], time, words)
        if not _patterns(words).aside.match(part):
            return rest, None
        end = match.start()
    return rest, None


def _with_earlier(place: str, time: str, words: HeadingWords) -> tuple[str, str]:
    *_, last = (None, *_SEPARATOR.finditer(place))
    if last is None or not any(word in time.upper() for word in words.onward):
        return place, time
    earlier = _time(place[last.end() :], words)
    return (place[: last.start()], f"{earlier} - {time}") if earlier else (place, time)


def _time(part: str, words: HeadingWords) -> str | None:
    """Give a part of a heading as a time of day, without what stands in brackets, or None when it is none."""
    bare = _ENCLOSED.sub("", part).strip(" .") if len(part) <= _LONGEST_TIME else ""
    if not bare or not _patterns(words).time.fullmatch(bare):
        return None
    if not any(word in bare.upper() for word in words.times):
        return None
    return bare


_LONGEST_TIME: Final = 80
