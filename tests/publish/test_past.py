from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cupola.plan.document import WrittenPlan
from cupola.plan.versions import Version
from cupola.production.model import Production
from cupola.publish.past import Past
from cupola.tree import parse
from tests.publish.conftest import small_first, small_past, small_second


def test_a_draft_has_no_past(production: Production) -> None:
    nothing = Past.of(production, ())
    assert (nothing.approval, nothing.fates, dict(nothing.moves)) == (None, (), {})


def test_the_past_is_read_from_the_approved_versions(production: Production) -> None:
    past, tree = small_past(production), parse("a: 1", "plan.yaml")
    plans = (small_first(production), small_second(production))
    versions = [
        Version(str(Path("plan")), "", WrittenPlan(plan, tree), head)
        for plan, head in zip(plans, past.approvals, strict=True)
    ]
    assert Past.of(production, versions) == past
    assert Past.of(production, versions[:1]).approval == past.approvals[0]


def test_the_moves_are_those_of_the_latest_version(production: Production) -> None:
    past = small_past(production)
    assert {shot: move.kind for shot, move in past.moves.items()} == {"1B": "added", "3A": "moved", "4A": "dropped"}
    assert past.approval is past.approvals[1]
    third = replace(past.approvals[1], version=3, parent=2)
    assert dict(replace(past, approvals=(*past.approvals, third)).moves) == {}
