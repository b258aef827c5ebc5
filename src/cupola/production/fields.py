"""What may stand in a field of a document, with its unit, and how it is read; and what all forms are made of."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from cupola.clock import InstantError, day_start, instant, time_of_day
from cupola.errors import SkyError, harmless
from cupola.places.ground import Horizon
from cupola.production.scheme import (
    DATE,
    INSTANT,
    PAGES,
    PRICE,
    SECTOR,
    TERRAIN,
    TIME_OF_DAY,
    WORD,
    WORDS,
    Reading,
    Scheme,
    amount,
)
from cupola.script.length import eighths
from cupola.units import UnitError, quantity

NO_CAMERA: Final = "none"
"""What stands in the place of a camera where there is none: sound alone, a rehearsal, a lesson."""

STEERING: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""What steers a terminal or a printer, tabs and ends of lines aside."""
_PRICE_NAME = re.compile(r"[a-z][a-z-]{0,40}")


class Form(BaseModel):
    """The base of all forms: unknown fields are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _reader(read: Callable[[Any], float], kind: str, written: Scheme) -> BeforeValidator:
    return Reading(_checked(read, kind), written=written)


def _checked(read: Callable[[Any], float], kind: str) -> Callable[[Any], float]:
    def validate(value: Any) -> float:
        try:
            number = read(value)
        except (UnitError, InstantError) as error:
            raise PydanticCustomError(kind, "{text}", {"text": str(error)}) from None
        if not math.isfinite(number):
            raise PydanticCustomError(kind, "{text}", {"text": "this is not a finite number"})
        return number

    return validate


def unit(base: str, most: str | None = None) -> BeforeValidator:
    """Read a quantity in units of `base`, not negative, at most `most`."""
    return _reader(_within(base, most), "unit", amount(base))


def _within(base: str, most: str | None) -> Callable[[Any], float]:
    """Read a quantity from nothing to a most, beyond which it is taken for a slip."""

    def read(value: Any) -> float:
        number = quantity(value, base)
        if number < 0:
            raise UnitError(f'"{str(value)[:40]}" is negative')
        if most is not None and quantity(most, base) < number < math.inf:
            raise UnitError(f'"{str(value)[:40]}" is more than {most}')
        return number

    return read


_MOST_AN_HOUR = "1000000000 USD/h"
_read_price = _checked(_within("USD/h", _MOST_AN_HOUR), "unit")


def _price(value: Any) -> float | str:
    """Leave the name of a price as it is, and read anything else as one."""
    return value if isinstance(value, str) and _PRICE_NAME.fullmatch(value) else _read_price(value)


def _string_reader(read: Callable[[str], float], written: Scheme) -> BeforeValidator:
    def reading(value: Any) -> float:
        if not isinstance(value, str):
            raise InstantError(f'"{value}" is not understood; put quotes around it')
        return read(value)

    return _reader(reading, "instant", written)


def _signed_offset(value: Any) -> float:
    number = quantity(value, "s")
    if abs(number) > quantity("24 h", "s"):
        raise UnitError(f'"{str(value)[:40]}" is more than a day')
    return number


def _signed_degrees(value: Any) -> float:
    return quantity(value, "deg")


def _signed_metres(value: Any) -> float:
    return quantity(value, "m")


def _degrees(value: Any) -> float:
    found = quantity(value, "deg")
    if not math.isfinite(found):
        raise UnitError(f'"{value}" is not a finite number')
    return found


def _horizon(value: Any) -> Horizon:
    """Read one angle all around, or a list of azimuths with angles."""
    try:
        if not isinstance(value, list):
            return Horizon.level(_degrees(value))
        if not all(isinstance(pair, list) and len(pair) == 2 for pair in value):
            raise UnitError("a horizon is one angle, or a list of azimuths with angles: [[90 deg, 4 deg], …]")
        return Horizon(tuple((_degrees(azimuth), _degrees(angle)) for azimuth, angle in value))
    except UnitError as error:
        raise PydanticCustomError("unit", "{text}", {"text": str(error)}) from None
    except SkyError as error:
        raise PydanticCustomError("terrain", "{text}", {"text": error.messages[0].text}) from None


def _sector(value: Any) -> tuple[float, float]:
    """Read two azimuths."""
    try:
        if not isinstance(value, list) or len(value) != 2:
            raise UnitError("give two azimuths, clockwise: [200 deg, 260 deg]")
        first, last = _degrees(value[0]), _degrees(value[1])
        if not (0 <= first <= 360 and 0 <= last <= 360):
            raise UnitError("azimuths go from 0 deg in the north through east to 360 deg")
        if first % 360 == last % 360:
            raise UnitError("the sector has no width")
    except UnitError as error:
        raise PydanticCustomError("unit", "{text}", {"text": str(error)}) from None
    return first, last


def _words(value: Any) -> Any:
    """Let one word stand for a list of one, and a number for the word it is written as."""
    items = value if isinstance(value, list) else [value]
    return [str(item) if isinstance(item, int) and not isinstance(item, bool) else item for item in items]


def _word(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _legible(text: str) -> str:
    """Refuse what steers a terminal or a printer."""
    found = STEERING.search(text)
    if found:
        shown = harmless(found[0])
        raise PydanticCustomError("control", "a control character ({shown}) cannot stand here", {"shown": shown})
    return text


def _one_line(word: str) -> str:
    if "\n" in word or "\t" in word:
        raise PydanticCustomError("control", "this must stand in one line, without tabs")
    return _legible(word)


def _pages(value: Any) -> int:
    word = _word(value)
    try:
        if not isinstance(word, str):
            raise ValueError
        return eighths(word)
    except ValueError:
        text = f'"{value}" is not a length in pages; write for example 1 2/8'
        raise PydanticCustomError("unit", "{text}", {"text": text}) from None


Duration = Annotated[float, unit("s", "400 d")]
Pause = Annotated[float, unit("s", "24 h")]
TimeInAll = Annotated[float, unit("s")]
Offset = Annotated[float, _reader(_signed_offset, "unit", amount("s"))]
Height = Annotated[float, _reader(_signed_metres, "unit", amount("m")), Field(ge=-500, le=9000)]
Terrain = Annotated[Horizon, PlainValidator(_horizon), WithJsonSchema(TERRAIN)]
Sector = Annotated[tuple[float, float], PlainValidator(_sector), WithJsonSchema(SECTOR)]
Data = Annotated[float, unit("GB", "1000 TB")]
Rate = Annotated[float, unit("Mbps", "1000 Gbps")]
Length = Annotated[float, unit("m")]
Mass = Annotated[float, unit("kg", "1000000 kg")]
Volume = Annotated[float, unit("l", "1000000 l")]
Illuminance = Annotated[float, unit("lx"), Field(le=200_000)]
Dollars = Annotated[float, unit("USD")]
HourPrice = Annotated[float, unit("USD/h", _MOST_AN_HOUR)]
DayRate = Annotated[float, unit("USD/day", "1000000000 USD/day")]
PriceOrName = Annotated[float | str, Reading(_price, written=PRICE)]
RayHeight = Annotated[float, unit("m")]
Kelvin = Annotated[float, unit("K")]
SignedAngle = Annotated[float, _reader(_signed_degrees, "unit", amount("deg")), Field(ge=-90, le=90)]
Instant = Annotated[float, _string_reader(instant, INSTANT)]
Date = Annotated[float, _string_reader(day_start, DATE)]
ClockTime = Annotated[float, _string_reader(time_of_day, TIME_OF_DAY)]
Word = Annotated[str, Field(min_length=1, max_length=200), Reading(_word, written=WORD), AfterValidator(_one_line)]
Words = Annotated[list[Word], Reading(_words, written=WORDS)]
Text = Annotated[str, Field(max_length=4000), AfterValidator(_legible)]
Pages = Annotated[int, Reading(_pages, written=PAGES)]
Part = Annotated[float, Field(ge=0, le=1)]
Priority = Annotated[int, Field(ge=1, le=3)]
