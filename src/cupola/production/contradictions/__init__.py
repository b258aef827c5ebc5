"""Rules that exclude each other, found before anything is planned, each named at the line that causes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cupola.production.contradictions.case import Case
from cupola.production.contradictions.locks import clashing, misplaced
from cupola.production.contradictions.order import mixed_ring
from cupola.production.contradictions.people import escortless, restless, sleepless, workless
from cupola.production.contradictions.shots import impossible
from cupola.production.contradictions.stage import closed_sets, flat_batteries, full_cards, short_pauses

CONTRADICTIONS: Final[tuple[Callable[[Case], None], ...]] = (
    sleepless,
    workless,
    escortless,
    restless,
    closed_sets,
    full_cards,
    flat_batteries,
    short_pauses,
    mixed_ring,
    misplaced,
    clashing,
    impossible,
)
"""Everything that is looked for; what needs light is looked for by `plan.foresight`."""


def check_contradictions(case: Case) -> None:
    """Find every contradiction of a production that shows without its light."""
    for check in CONTRADICTIONS:
        check(case)


__all__ = ["CONTRADICTIONS", "Case", "check_contradictions"]
