"""What a plan is worth, what it costs and how early it is done, in the words of a summary."""

from __future__ import annotations

from cupola.clock import DAY
from cupola.plan.figures import PARTS, Money, Robustness
from cupola.plan.result import Plan
from cupola.units import counted, duration_text

WORDS = {
    "shots": "on the shots",
    "rigging": "rigging",
    "changes": "changes",
    "borrowed": "borrowed private time",
    "days": "days of work and travel",
    "held": "days held",
}
"""What each part of the money is paid for."""


_BY_DAY = 21
"""Days of a shoot up to which each is told."""


def told_days(days: int) -> list[int]:
    """Name the days of a shoot of which is told what is in the can: each, or of a long shoot the last of each week."""
    return list(range(days)) if days <= _BY_DAY else [*range(6, days - 1, 7), days - 1]


def summary_lines(plan: Plan) -> list[str]:
    """Say what a plan is worth and what no plan can exceed, what it costs, and how early its worth is in the can."""
    worth = f"value {plan.value}; no plan can be worth more than {plan.bound} (gap {plan.gap:.1%}); {plan.stop}"
    return [worth, *cost_lines(plan.money), *robustness_lines(plan.robustness, plan.value)]


def cost_lines(money: Money) -> list[str]:
    """Say what a plan costs: in money, if anybody has a price, and in hours."""
    parts = [f"{WORDS[part]} {money.parts[part] / 100:,.0f}" for part in PARTS if money.parts[part]]
    paid = f"{money.total:,.0f} US dollars ({', '.join(parts)})" if parts else "nobody has a price, so hours decide"
    rigs = f"{counted(money.rigs, 'rig')}, {duration_text(money.rigging_s)}"
    lent = duration_text(money.borrowed_s) if money.borrowed_s else "nothing"
    changes = f"; changes {duration_text(money.changes_s)}" if money.changes_s else ""
    lines = [f"cost: {paid}", f"crew time: rigging {rigs}{changes}; borrowed from private time {lent}"]
    if money.hold_days:
        lines.append(f"held without work: {counted(money.hold_days, 'day')}")
    return lines


def robustness_lines(found: Robustness, value: int) -> list[str]:
    """Say how early the worth of a plan is in the can."""
    if not value:
        return []
    told = told_days(len(found.in_the_can))
    each = "day" if len(told) == len(found.in_the_can) else "week"
    worth = ", ".join(f"{found.in_the_can[day] / value:.0%}" for day in told)
    lines = [f"in the can by the end of each {each}: {worth}; in the mean {found.lead / DAY:.1f} days before the wrap"]
    if found.once:
        lines.append(f"no second chance on a later day: scene{'s' * (len(found.once) > 1)} {', '.join(found.once)}")
    return lines
