"""The small shoot as it goes out of the house: as a draft, and as the second approved version."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cupola.clock import SpanSet
from cupola.plan.document import WrittenPlan
from cupola.plan.result import Plan
from cupola.plan.versions import Version
from cupola.production.model import Production
from cupola.publish.exchange import Parcel
from cupola.tree import parse
from tests.publish.conftest import (
    SHOOT,
    small_first,
    small_past,
    small_phases,
    small_plan,
    small_production,
    small_second,
)

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1;2,3",
    '@SUM("a")',
    "-2+3",
    "a\nEND:VEVENT\nBEGIN:VEVENT",
    "tab\there, and; \\n \\, back",
    "אורי \u202egnp.exe",
    "Пётр Дубров",
    "<b>&amp;</b>",
    "😀" * 40,
    "\x00\x1b[31m\x85\u2028",
)
"""Names that people, scenes and films may have."""


def version(production: Production, plan: Plan, number: int) -> Version:
    """Give a plan as an approved version of the small shoot."""
    approval = small_past(production).approvals[number - 1]
    return Version(f"plan/approved/{number:04d}.yaml", "", WrittenPlan(plan, parse("a: 1", "x"), approval), approval)


def lit(parcel: Parcel) -> Parcel:
    """Give a parcel the light of the small shoot, which no almanac knows: revolutions of 90 minutes."""
    phases = small_phases()
    parcel.__dict__["spans"] = phases
    parcel.__dict__["opportunities"] = {
        key: phases.get(shot.need.light, SpanSet.of([SHOOT])).at_least(shot.take)
        for key, shot in parcel.production.shots.items()
    }
    return parcel


def small_draft() -> Parcel:
    """Give the draft of the small shoot."""
    production = small_production()
    return lit(Parcel(production, small_plan(production)))


def small_approved() -> Parcel:
    """Give the second version of the small shoot."""
    production = small_production()
    plans = (small_first(production), small_second(production))
    versions = tuple(version(production, plan, number) for number, plan in enumerate(plans, 1))
    return lit(Parcel(production, plans[1], versions))


def renamed(production: Production, name: str) -> Production:
    """Give the small shoot with a name in every place of one."""
    people = {key: replace(one, name=name) for key, one in production.people.items()}
    sets = {key: replace(one, name=name) for key, one in production.sets.items()}
    scenes = tuple(
        replace(scene, heading=name, shots=tuple(replace(one, text=name) for one in scene.shots))
        for scene in production.scenes
    )
    return replace(production, title=name, people=people, sets=sets, scenes=scenes)


@pytest.fixture
def draft() -> Parcel:
    """The draft of the small shoot."""
    return small_draft()


@pytest.fixture
def approved() -> Parcel:
    """The second version of the small shoot."""
    return small_approved()
