"""The figures of a plan as they are written in plan.yaml and in JSON."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cupola.plan.figures import PARTS, Money, Robustness
from cupola.production.fields import Dollars, Form, TimeInAll, Words


class MoneyForm(Form):
    """What a plan costs, as written."""

    shots: Dollars
    rigging: Dollars
    changes: Dollars
    borrowed: Dollars
    days: Dollars
    held: Dollars
    rigging_time: TimeInAll
    changes_time: TimeInAll
    borrowed_time: TimeInAll
    rigs: int = Field(ge=0)
    hold_days: int = Field(ge=0)


class RobustnessForm(Form):
    """How robust a plan is, as written."""

    lead: TimeInAll
    in_the_can: Annotated[list[Annotated[int, Field(ge=0)]], Field(max_length=1000)]
    once: Words = Field(default_factory=list)


def money_fields(money: Money) -> dict[str, object]:
    """Give what a plan costs as fields of plan.yaml."""
    return {
        **{part: f"{amount / 100:.2f} USD" for part, amount in money.parts.items()},
        "rigging_time": f"{money.rigging_s} s",
        "changes_time": f"{money.changes_s} s",
        "borrowed_time": f"{money.borrowed_s} s",
        "rigs": money.rigs,
        "hold_days": money.hold_days,
    }


def robustness_fields(found: Robustness) -> dict[str, object]:
    """Give how robust a plan is as fields of plan.yaml."""
    return {"lead": f"{found.lead} s", "in_the_can": list(found.in_the_can), "once": list(found.once)}


def money_read(form: MoneyForm) -> Money:
    """Read what a plan costs."""
    return Money(
        **{part: round(getattr(form, part) * 100) for part in PARTS},
        rigging_s=round(form.rigging_time),
        changes_s=round(form.changes_time),
        borrowed_s=round(form.borrowed_time),
        rigs=form.rigs,
        hold_days=form.hold_days,
    )


def robustness_read(form: RobustnessForm) -> Robustness:
    """Read how robust a plan is."""
    return Robustness(round(form.lead), tuple(form.in_the_can), tuple(form.once))


def money_json(money: Money) -> dict[str, object]:
    """Give what a plan costs as plain values: US dollars, hours of people's time in seconds, counts."""
    return {
        "total_usd": money.total,
        **{f"{part}_usd": amount / 100 for part, amount in money.parts.items()},
        "rigging_s": money.rigging_s,
        "changes_s": money.changes_s,
        "borrowed_s": money.borrowed_s,
        "rigs": money.rigs,
        "hold_days": money.hold_days,
    }


def robustness_json(found: Robustness) -> dict[str, object]:
    """Give how robust a plan is as plain values."""
    return {"lead_s": found.lead, "in_the_can": list(found.in_the_can), "once": list(found.once)}
