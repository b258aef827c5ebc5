"""The plan in figures: what it is worth, what it costs and how early it is done, as `cupola plan` says it."""

from __future__ import annotations

from collections.abc import Iterator

from cupola.clock import DAY
from cupola.plan.figures import PARTS, Money, Robustness
from cupola.plan.result import Plan
from cupola.plan.summary import told_days
from cupola.publish.language import Language


def figure_lines(plan: Plan, language: Language) -> Iterator[str]:
    """Give the lines; in English they are those of `plan.summary`."""
    worth = {"value": plan.value, "bound": plan.bound, "gap": language.percent(plan.gap, 1)}
    yield language.say("figure-worth", stop=language.phrase(plan.stop), **worth)
    yield from _cost(plan.money, language)
    yield from _robustness(plan.robustness, plan.value, language)


def _cost(money: Money, language: Language) -> Iterator[str]:
    say = language.say
    parts = [say(f"money-{part}", sum=language.money(money.parts[part] / 100)) for part in PARTS if money.parts[part]]
    paid = say("figure-paid", total=language.money(money.total), parts=", ".join(parts))
    yield say("figure-cost", cost=paid if parts else say("figure-unpaid"))
    words = {
        "rigs": language.count("rigs", money.rigs),
        "time": language.duration(money.rigging_s),
        "lent": language.duration(money.borrowed_s) if money.borrowed_s else say("figure-nothing"),
    }
    if money.changes_s:
        yield say("figure-crew-time-changes", changes=language.duration(money.changes_s), **words)
    else:
        yield say("figure-crew-time", **words)
    if money.hold_days:
        yield say("figure-held", days=language.count("days", money.hold_days))


def _robustness(found: Robustness, value: int, language: Language) -> Iterator[str]:
    if not value:
        return
    told = told_days(len(found.in_the_can))
    key = "figure-can" if len(told) == len(found.in_the_can) else "figure-can-weeks"
    parts = ", ".join(language.percent(found.in_the_can[day] / value) for day in told)
    yield language.say(key, parts=parts, lead=language.number(found.lead / DAY, 1))
    if found.once:
        yield language.count("figure-once", len(found.once), scenes=", ".join(found.once))
