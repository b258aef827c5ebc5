"""Replanning The Challenge after a lost half day, and the whole shoot with what really happened.

Printed are the seconds from the documents to two proven drafts, whether the proof finds them legal, and the part of the
strips that were not hit and did not move.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from bench._replay import HAPPENED, board, replay, unforeseen
from cupola.clock import instant
from cupola.errors import CupolaError
from cupola.plan.document import PLAN, read_plan
from cupola.plan.make import make
from cupola.plan.replan.bulletin import Bulletin
from cupola.plan.replan.news import News
from cupola.plan.replan.replan import Draft, Replan, replan
from cupola.plan.result import Plan
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import Production, load

CHALLENGE: Final = Path(__file__).parents[1] / "productions" / "the-challenge"
HALF_DAYS: Final = (
    ("2021-10-06T06:00Z", "the station is busy 08:00Z..13:00Z"),
    ("2021-10-09T06:00Z", "the station is busy 08:00Z..13:00Z"),
    ("2021-10-12T12:00Z", "the station is busy 13:00Z..18:30Z"),
    ("2021-10-15T10:00Z", "attitude lost 09:13Z..09:43Z"),
)
SEED: Final = 7


def main() -> None:
    """Measure and print."""
    plan = _plan(load(CHALLENGE))
    for now, event in HALF_DAYS:
        _half_day(plan, now, event)
    _shoot(plan)


def _plan(production: Production) -> Plan:
    """Read the plan of the folder, or make one if it is none of these documents and rules."""
    try:
        plan = read_plan(CHALLENGE / "plan" / PLAN).plan
        if plan.digest == production.digest and not verify(production, plan):
            return plan
    except CupolaError:
        pass
    print("no legal plan of these documents in the folder: making one")
    return make(production, None, Stop())


def _half_day(plan: Plan, now: str, text: str) -> None:
    began, worked = time.perf_counter(), time.process_time()
    production = unforeseen(load(CHALLENGE))
    at = instant(now)
    found = replan(production, plan, Bulletin(at, events=(News(production, at).event(text),)))
    legal = [not verify(production, draft.plan) for draft in found.drafts]
    seconds, cpu = time.perf_counter() - began, time.process_time() - worked
    print(f"{now} {text}: {seconds:.1f} s ({cpu:.1f} s of processor), {len(found.causes)} strips hit")
    for draft, is_legal in zip(found.drafts, legal, strict=True):
        kinds = [move.kind for move in draft.moves]
        print(
            f"  {draft.way}: {'verified' if is_legal else 'NOT LEGAL'}, value {draft.plan.value} of {plan.value}, "
            f"{kinds.count('moved')} moved, {kinds.count('dropped')} dropped, "
            f"{_unmoved(found, draft):.0%} of the strips not hit stay"
        )


def _unmoved(found: Replan, draft: Draft) -> float:
    """Give the part of the strips ahead that stay where they were; scenes of which a shot was hit are not counted."""
    hit = {strip.scene for strip in (*found.standing.ahead, *found.standing.lost) if strip.shot in found.causes}
    unhit = [strip for strip in found.standing.ahead if strip.scene not in hit]
    gone = {move.shot for move in draft.moves if move.kind in ("moved", "dropped")}
    return sum(strip.shot not in gone for strip in unhit) / len(unhit) if unhit else 1.0


def _shoot(plan: Plan) -> None:
    """Shoot the film with what happened, an evening at a time."""
    production = unforeseen(load(CHALLENGE))
    began = time.process_time()
    steps = list(replay(production, plan, SEED, range(5, 16)))
    broken = sum(len(step.broken) for step in steps)
    stay = [_unmoved(step.answer, step.answer.drafts[0]) for step in steps]
    print(f"the shoot with {len(HAPPENED)} mishaps and lost takes (seed {SEED}): {len(steps)} replans,")
    print(f"  {broken} rules broken, {time.process_time() - began:.0f} s of processor, {min(stay):.0%} stay at least")
    fates = [line.what for line in board(production, steps)]
    print("  " + ", ".join(f"{fates.count(what)} {what}" for what in dict.fromkeys(sorted(fates))))
    print(f"  value {steps[-1].answer.drafts[0].plan.value} of {plan.value} planned")


if __name__ == "__main__":
    main()
