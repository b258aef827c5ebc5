"""The files of each kind of export, by name; the library that writes a kind is loaded when the kind is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final, Literal, cast, get_args

from cupola.errors import Message, PlanError, closest
from cupola.production.model import Production
from cupola.production.person import Person
from cupola.publish.exchange.parcel import Parcel

Kind = Literal["ics", "xlsx", "csv", "otio", "edl", "ale", "resolve", "czml", "json"]
"""The kinds of export, named as the files' endings are, or as who reads them."""

KINDS: Final[tuple[Kind, ...]] = get_args(Kind)

SPOKEN: Final[tuple[Kind, ...]] = ("ics", "xlsx", "csv")
"""The kinds that people read, each in their language."""

_MAKERS: Final[dict[Kind, str]] = {
    "ics": "calendar.calendars",
    "xlsx": "spreadsheet.xlsx_files",
    "csv": "spreadsheet.csv_files",
    "otio": "editorial.otio_files",
    "edl": "editorial.edl_files",
    "ale": "editorial.ale_files",
    "resolve": "resolve.resolve_files",
    "czml": "globe.czml_files",
    "json": "whole.json_files",
}
"""By kind: the module of this package and its function, from a parcel to files."""


def files(parcel: Parcel, kind: Kind, person: str | None = None) -> dict[str, bytes]:
    """Make the files of an export: their names and what is in them; the same plan gives the same bytes.

    Parameters
    ----------
    person : str or None
        Whose calendar to make; None for everybody's.

    Raises
    ------
    PlanError
        The person is unknown (E770) or has nothing to do (E771); the kind is not made for a person (E772).
    """
    if person is not None:
        if kind != "ics":
            hint = "only calendars are made for a person: --as ics --for PERSON"
            raise PlanError(Message("E772", f"--as {kind} is for everybody; --for does not go with it", hint=hint))
        from cupola.publish.exchange.calendar import calendars

        return calendars(parcel, person_of(parcel.production, person))
    module, _, function = _MAKERS[kind].partition(".")
    make = getattr(import_module(f"cupola.publish.exchange.{module}"), function)
    return cast("Callable[[Parcel], dict[str, bytes]]", make)(parcel)


def person_of(production: Production, word: str) -> Person:
    """Find a person by id.

    Raises
    ------
    PlanError
        There is none (E770).
    """
    if word not in production.people:
        hint = closest(word, production.people) or f"one of: {', '.join(production.people)}"
        raise PlanError(Message("E770", f'there is no person "{word[:60]}"', hint=hint))
    return production.people[word]
