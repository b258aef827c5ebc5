"""From where a question of light is answered: the almanac, and the clock its answer is read by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from cupola.cli.light.question import Question
from cupola.cli.light.wording import figure
from cupola.clock import DAY, SpanSet, utc_text
from cupola.light import Almanac
from cupola.places import load_station
from cupola.sky import age_words, open_orbit

if TYPE_CHECKING:
    from cupola.production import Production

_LOOKS: Final = 500


@dataclass(frozen=True, slots=True)
class Outlook:
    """An almanac with the clock of whoever asks; `production` is None for a bare orbit."""

    almanac: Almanac
    offset: float
    clock: str
    production: Production | None

    def orbit_lines(self) -> list[str]:
        """Say how old the orbit is where its timing is worst, and what it announces for the span."""
        course, span = self.almanac.orbit, self.almanac.span
        announced = (f"{utc_text(one.at)} {one.what}" for one in course.events if one.at in span)
        return [f"{course.name}: {age_words(course, self._worst())}", *(f"announced: {words}" for words in announced)]

    def orbit_json(self) -> dict[str, Any]:
        """Give the same as data; None for what the orbit's source does not state."""
        course, span, worst = self.almanac.orbit, self.almanac.span, np.array([self._worst()])
        return {
            "source": course.name,
            "age_days": figure(course.age(worst)[0] / DAY, 2),
            "timing_error_s": figure(course.timing_error(worst)[0], 2),
            "events": [
                {"utc": utc_text(one.at), "what": one.what, "kind": one.kind} for one in course.events if one.at in span
            ],
        }

    def basis(self) -> dict[str, Any]:
        """Give as data what every answer rests on: the limits of light, the orbit and how far it can be trusted."""
        return {"limits": str(self.almanac.limits), "orbit": self.orbit_json()}

    def _worst(self) -> float:
        """Give the instant at which the timing is expected to be worst."""
        at = np.linspace(self.almanac.span.start, self.almanac.span.stop, _LOOKS)
        error = np.nan_to_num(self.almanac.orbit.timing_error(at))
        return float(at[int(error.argmax())])


def outlook(question: Question, production: Production | None) -> Outlook:
    """Give the outlook of a production, or of the orbit that is asked about.

    Raises
    ------
    CupolaError
        The film stays on the ground (E423), or nothing lies between --from and --to.
    """
    if question.orbit:
        return _bare(question)
    from cupola.plan.light import almanac_of

    assert production is not None
    almanac = almanac_of(production, question.span(production.shoot))
    return Outlook(almanac, production.crew_offset, production.crew_clock, production)


def _bare(question: Question) -> Outlook:
    span = question.span()
    orbit = open_orbit(question.orbit, span)
    station = load_station(question.place)
    station.refuse_other(orbit)
    lost = SpanSet.of(event.span for event in station.events if event.effect == "attitude lost")
    return Outlook(Almanac(orbit, station, span, lost), 0.0, "UTC", None)
