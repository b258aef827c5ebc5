"""From where a question of light is answered: the almanac, and the clock its answer is read by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cupola.cli.light.question import Question
from cupola.light import Almanac
from cupola.places import load_station
from cupola.plan.assemble import almanac_of
from cupola.production import Production
from cupola.sky import open_orbit


@dataclass(frozen=True, slots=True)
class Outlook:
    """An almanac with the clock of whoever asks; `production` is None for a bare orbit."""

    almanac: Almanac
    offset: float
    clock: str
    production: Production | None


def outlook(question: Question, production: Production | None) -> Outlook:
    """Give the outlook of a production, or of the orbit that is asked about.

    Raises
    ------
    CupolaError
        The film stays on the ground (E423), or nothing lies between --from and --to.
    """
    if question.orbit is not None:
        return _bare(question, question.orbit)
    assert production is not None
    almanac = almanac_of(production, question.span(production.shoot))
    return Outlook(almanac, production.crew_offset, production.crew_clock, production)


def _bare(question: Question, path: Path) -> Outlook:
    span = question.span()
    orbit = open_orbit(path, span)
    station = load_station(Path(question.place) if question.place.endswith(".yaml") else question.place)
    return Outlook(Almanac(orbit, station, span), 0.0, "UTC", None)
