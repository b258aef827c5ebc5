"""What the shoot's light chart shows: days, phases, direct sun, beta, and what they come to in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cupola.clock import DAY, Instants, Span, SpanSet
from cupola.light import Almanac, DayRow, Need
from cupola.publish.charts.subject import Subject
from cupola.publish.charts.windows import WindowSun, window_suns

_MINUTE: Final = 60.0
_BETA_STEP: Final = 3600.0
_NAMED: Final = 3  # windows that the head has room for


@dataclass(frozen=True, slots=True)
class ShootLight:
    """What the chart shows.

    Attributes
    ----------
    days : tuple of DayRow
        The days on the subject's clock.
    phases : dict of str to SpanSet
        The light phases, as far as the set may be used.
    lanes : tuple of (str, SpanSet)
        Direct sun through each of the subject's windows.
    suns : tuple of WindowSun
        Every window's direct sun by days.
    beta : tuple of ndarray, shape (n,)
        Instants, and the beta angle in deg at them.
    """

    subject: Subject
    days: tuple[DayRow, ...]
    phases: dict[str, SpanSet]
    lanes: tuple[tuple[str, SpanSet], ...]
    suns: tuple[WindowSun, ...]
    beta: tuple[Instants, NDArray[np.float64]]
    limits: str

    @classmethod
    def of(cls, almanac: Almanac, subject: Subject) -> ShootLight:
        """Ask an almanac for all that the chart shows."""
        days = tuple(almanac.day_table(subject.offset))
        usable = subject.open if subject.open is not None else SpanSet.of([almanac.span])
        direct = almanac.opportunities([Need("any", window, direct=True) for window in subject.windows])
        at = np.append(np.arange(almanac.span.start, almanac.span.stop, _BETA_STEP), almanac.span.stop)
        return cls(
            subject,
            days,
            {phase: spans & usable for phase, spans in almanac.phases().items()},
            tuple((window, spans & usable) for window, spans in zip(subject.windows, direct, strict=True)),
            tuple(window_suns(almanac, [row.span for row in days])),
            (at, almanac.beta(at)),
            str(almanac.limits),
        )

    @property
    def span(self) -> Span:
        """From the first day's begin to the last day's end."""
        return Span(self.days[0].span.start, self.days[-1].span.stop)

    def facts(self) -> list[str]:
        """Say in two lines what the light of these days is like."""
        nights = [row.night / _MINUTE for row in self.days if row.night == row.night]
        night = f"night {_run(nights, '.0f')} min" if nights else "no night"
        betas = [row.beta for row in self.days]
        side = "starboard" if max(betas) < 0 else "port" if min(betas) > 0 else "starboard and port in turn"
        return [f"{night}   ·   beta {_run(betas, '.0f')}°   ·   Sun to {side}", self._direct()]

    def _direct(self) -> str:
        """Say how much direct sun comes through the subject's windows, or to which side none does."""
        if not self.lanes:
            return self._blind()
        parts = [row.span.length < DAY for row in self.days]
        mine = [row for row in self.suns if row.window in self.subject.windows]
        texts = [f"{row.window} {row.range(parts)}" for row in mine[:_NAMED]]
        return f"direct sun, minutes a day: {', '.join(texts)}{' …' if len(mine) > _NAMED else ''}"

    def _blind(self) -> str:
        sides = dict.fromkeys(row.side for row in self.suns)
        dark = [side for side in sides if all(row.dark for row in self.suns if row.side == side)]
        if not dark:
            return "direct sun comes through windows to every side"
        return f"no direct sun through any window to {' or '.join(dark)}"


def _run(values: list[float], form: str) -> str:
    """Write how a figure runs: `34 to 23`; its extremes, if it turns on the way."""
    first, last = values[0], values[-1]
    low, high = min(values), max(values)
    ends = (first, last)
    far = low if abs(low - first) > abs(high - first) else high
    begin, end = (first, far) if format(far, form) not in {format(v, form) for v in ends} else ends
    texts = [format(begin, form).replace("-", "−"), format(end, form).replace("-", "−")]
    return texts[0] if texts[0] == texts[1] else " to ".join(texts)
