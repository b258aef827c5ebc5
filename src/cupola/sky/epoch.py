"""Epochs of CCSDS messages: how they are written, and the time scales that they are read in."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final

import numpy as np

from cupola.clock import InstantError, Instants
from cupola.sky.teme import tai_minus_utc

_EPOCH: Final = re.compile(r"(\d{4}-(?:\d\d-\d\d|\d{3}))T(\d\d):(\d\d):(\d\d(?:\.\d*)?)Z?")
_AHEAD_OF_TAI: Final = {"TAI": 0.0, "TT": 32.184, "GPS": -19.0}
"""Seconds by which the scales that run evenly are ahead of TAI (CCSDS 502.0-B, annex on time systems)."""

TIME_SCALES: Final = ("UTC", *_AHEAD_OF_TAI)
"""The time scales that can be read."""


def ccsds_epoch(text: str) -> float:
    """Read `2022-02-11T12:00:00.000` or, by the day of the year, `2022-042T12:00:00.000Z`.

    Returns
    -------
    float
        Seconds since 1970 on the epoch's own scale, without leap seconds.

    Raises
    ------
    InstantError
        Another form, or a date or time of day that does not exist.
    """
    match = _EPOCH.fullmatch(text)
    if not match:
        raise InstantError(f'"{text[:40]}" is no epoch; write 2022-02-11T12:00:00.000 or 2022-042T12:00:00')
    hour, minute, second = int(match[2]), int(match[3]), float(match[4])
    if hour > 23 or minute > 59 or second >= 60:
        raise InstantError(f'"{text[:40]}" is no epoch: there is no such time of day')
    return _midnight(match[1]) + hour * 3600 + minute * 60 + second


@lru_cache(maxsize=512)
def _midnight(date: str) -> float:
    try:
        if len(date) == len("2022-02-11"):
            return datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()
        year, day = int(date[:4]), int(date[5:])
        start = datetime(year, 1, 1, tzinfo=UTC) + timedelta(days=day - 1)
    except (ValueError, OverflowError) as error:
        raise InstantError(f'"{date}" is not a date: {error}') from None
    if day < 1 or start.year != year:
        raise InstantError(f'"{date}" is not a date: the year {year} has no day {day}')
    return start.timestamp()


def to_utc(at: Instants, scale: str) -> Instants:
    """Turn seconds since 1970 on a scale of `TIME_SCALES`, shape (n,), into instants."""
    if scale == "UTC":
        return at
    tai = np.asarray(at, float) - _AHEAD_OF_TAI[scale]
    guess = tai - tai_minus_utc(tai)
    utc: Instants = tai - tai_minus_utc(guess)
    return utc
