"""Quantities with their units, as written in a document: `40 s`, `12 deg`, `35 mm`, `1 h 30 min`.

A dimension is named by its base unit; a quantity is read into a float in that unit.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

GB_OF_A_MEGABIT: Final = 1e6 / 8 / 1e9
"""Gigabytes: what a second at 1 Mbps makes."""

_UNITS: Final = MappingProxyType(
    {
        "s": {"s": 1.0, "sec": 1.0, "min": 60.0, "h": 3600.0, "d": 86400.0},
        "deg": {"deg": 1.0, "°": 1.0, "arcmin": 1 / 60, "arcsec": 1 / 3600, "rad": 57.29577951308232},
        "m": {"m": 1.0, "mm": 1e-3, "cm": 1e-2, "km": 1e3},
        "GB": {"GB": 1.0, "MB": 1e-3, "TB": 1e3},
        "Mbps": {"Mbps": 1.0, "Gbps": 1e3, "kbps": 1e-3},
        "USD": {"USD": 1.0},
        "USD/h": {"USD/h": 1.0},
        "USD/day": {"USD/day": 1.0},
        "USD/kg": {"USD/kg": 1.0},
        "km/h": {"km/h": 1.0, "m/s": 3.6},
        "kg": {"kg": 1.0, "g": 1e-3},
        "l": {"l": 1.0, "ml": 1e-3},
        "N": {"N": 1.0, "kN": 1e3},
        "lx": {"lx": 1.0, "klx": 1e3},
        "lm": {"lm": 1.0, "klm": 1e3},
        "K": {"K": 1.0},
    }
)
_TERM: Final = re.compile(r"\s*([+-]?\d+(?:[.,]\d+)?)\s*([^\s\d+\-.,]+)")


class UnitError(ValueError):
    """A quantity that cannot be read; its text says why and what would be right."""


def unit_names(base: str) -> tuple[str, ...]:
    """Give the units in which a quantity of the base unit may be written."""
    return tuple(_UNITS[base])


def base_units() -> tuple[str, ...]:
    """Give the base unit of each dimension that is measured."""
    return tuple(_UNITS)


def quantity(text: object, base: str) -> float:
    """Read a quantity into a float in the unit `base`.

    Parameters
    ----------
    text : object
        What the document holds: `"40 s"`, `"1 h 30 min"`. A bare number is refused, except zero.
    base : str
        The base unit: s, deg, m, GB, Mbps, USD, USD/h, USD/day, USD/kg, km/h, kg, l, N, lx, lm or K.

    Raises
    ------
    UnitError
        No unit, an unknown one, or one of another dimension.
    """
    units = _UNITS[base]
    if isinstance(text, bool) or not isinstance(text, int | float | str):
        raise UnitError(f'expected a quantity such as "40 {base}"')
    if isinstance(text, int | float):
        if text == 0:
            return 0.0
        raise UnitError(_no_unit(str(text), base))
    total, end = 0.0, 0
    while match := _TERM.match(text, end):
        number, unit = match.groups()
        if unit not in units:
            raise UnitError(_wrong_unit(unit, base))
        total += float(number.replace(",", ".")) * units[unit]
        end = match.end()
    if end == 0 or text[end:].strip():
        raise UnitError(_unreadable(text, base))
    return total


def _wrong_unit(unit: str, base: str) -> str:
    known = ", ".join(_UNITS[base])
    for other, units in _UNITS.items():
        if unit in units:
            return f'"{unit}" measures {_MEASURES[other]}; expected {_MEASURES[base]} in {known}'
    return f'unknown unit "{unit}"; expected one of {known}'


def _unreadable(text: str, base: str) -> str:
    try:
        float(text)
    except ValueError:
        return f'"{text[:40]}" is not a quantity; write for example "40 {base}"'
    return _no_unit(text.strip(), base)


def _no_unit(number: str, base: str) -> str:
    units = [unit for unit in ("min", "km", base) if unit in _UNITS[base]]
    examples = " or ".join(f'"{number} {unit}"' for unit in units)
    return f"{number} has no unit; write for example {examples}"


_MEASURES: Final = MappingProxyType(
    {
        "s": "a time",
        "deg": "an angle",
        "m": "a length",
        "GB": "an amount of data",
        "Mbps": "a data rate",
        "USD": "an amount of money",
        "USD/h": "a price per hour",
        "USD/day": "a price per day",
        "USD/kg": "a price per kilogram",
        "km/h": "a speed",
        "kg": "a mass",
        "l": "a volume",
        "N": "a force",
        "lx": "an illuminance",
        "lm": "a luminous flux",
        "K": "a colour temperature",
    }
)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun: `1 pass`, `2 passes`, `3 takes`."""
    ending = "es" if noun.endswith(("s", "ch")) else "s"
    return f"{number} {noun}{'' if number == 1 else ending}"


def hours_text(seconds: float) -> str:
    """Write a duration in hours where a decimal of one tells it, `43 h` or `1.5 h`, and otherwise as any duration."""
    return f"{seconds / 3600:g} h" if seconds % 360 == 0 else duration_text(seconds)


def duration_text(seconds: float) -> str:
    """Write a duration the way a call sheet does: `40 s`, `2 min 30 s`, `1 h 05 min`."""
    whole = round(seconds)
    sign, whole = ("-", -whole) if whole < 0 else ("", whole)
    hours, rest = divmod(whole, 3600)
    minutes, secs = divmod(rest, 60)
    if hours:
        return f"{sign}{hours} h {minutes:02d} min"
    if minutes:
        return f"{sign}{minutes} min" + (f" {secs:02d} s" if secs else "")
    return f"{sign}{secs} s"
