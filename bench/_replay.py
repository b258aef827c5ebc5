"""The Challenge shot once more: the real events of 5 to 17 October 2021 come one by one into a simulated shoot."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from cupola.clock import instant, utc_text
from cupola.plan.replan.bulletin import Bulletin, strikes
from cupola.plan.replan.fate import Fate, fates
from cupola.plan.replan.news import News
from cupola.plan.replan.replan import Replan, replan
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.production import Event, Production

LOST: Final = 0.1
"""The part of the shots that turn out to be no good in the evening: the takes were lost."""


@dataclass(frozen=True, slots=True)
class Bad:
    """What came: when it was known, and how it was reported."""

    at: str
    kind: str
    text: str


HAPPENED: Final = (
    Bad("2021-10-05T15:20Z", "event", "the hatch opens late after the manual docking 15:20Z..16:10Z"),
    Bad("2021-10-06T06:00Z", "busy", "peresild:06:00Z..12:30Z"),  # the first day in weightlessness
    Bad("2021-10-15T10:00Z", "event", "attitude lost 09:13Z..09:43Z"),
    Bad("2021-10-16T15:00Z", "event", "hatches close early, Soyuz MS-18 undocks at 01:14 20:00Z.."),
)
"""Docking by hand, adaptation, the thrusters of Soyuz MS-18, the departure: see the production for their sources.

The late hatch, the sick morning and the early closing are made up: what the crew lost by them was never published.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One evening or one mishap: the plan, what was reported, what was answered, the rules that the answers break."""

    before: Plan
    bulletin: Bulletin
    answer: Replan
    broken: tuple[str, ...]


def unforeseen(production: Production) -> Production:
    """Give The Challenge as it was planned: nobody knew that the thrusters would go on firing."""

    def is_known(event: Event) -> bool:
        return not event.attitude_lost and "thruster" not in event.what

    return replace(production, events=tuple(event for event in production.events if is_known(event)))


def replay(production: Production, plan: Plan, seed: int, evenings: Sequence[int]) -> Iterator[Step]:
    """Shoot a plan: in the evenings of some days of October what was shot is told, and what happened when it came.

    After each step the first draft is taken. Some takes are lost, each at most once; `seed` decides which.
    """
    chance = random.Random(seed)
    lost: set[str] = set()
    news = {bad.at: bad for bad in HAPPENED}
    for at in sorted([*news, *(f"2021-10-{day:02d}T21:30Z" for day in evenings), "2021-10-16T20:25Z"]):
        now = instant(at)
        bad = news.get(at)
        events = (getattr(News(production, now), bad.kind)(bad.text),) if bad else ()
        struck = {strip.shot for strip in plan.strips if any(strikes(event, strip) for event in events)}
        over = [strip for strip in plan.strips if strip.span.stop <= now and strip.shot not in struck]
        made = plan.situation.done if plan.situation else ()
        fresh = [strip.shot for strip in over if strip.shot not in made]
        spoilt = {shot for shot in fresh if shot not in lost and chance.random() < LOST}
        lost |= spoilt
        bulletin = Bulletin(now, (*made, *(shot for shot in fresh if shot not in spoilt)), events)
        answer = replan(production, plan, bulletin)
        broken = tuple(f"{utc_text(now)} {f.text}" for d in answer.drafts for f in verify(production, d.plan))
        yield Step(plan, bulletin, answer, broken)
        plan = answer.drafts[0].plan


def board(production: Production, steps: Sequence[Step]) -> tuple[Fate, ...]:
    """Give the final stripboard: what became of each shot that was ever planned, and why."""
    plans = [steps[0].before, *(step.answer.drafts[0].plan for step in steps)]
    return tuple(fate for fate in fates(production, plans) if fate.first)
