"""What stands at the foot of every sheet: which documents and which plan it was made from."""

from __future__ import annotations

from dataclasses import dataclass

from cupola.plan.approval import Approval
from cupola.plan.result import Plan
from cupola.production.model import Production


@dataclass(frozen=True, slots=True)
class Imprint:
    """The origin of a sheet.

    Attributes
    ----------
    documents : str
        The first eight digits of the documents' hash.
    stale : str
        The same of the documents that the plan was made from, when they are others; else empty.
    worth : str
        The plan's value, its proven bound, and the value of all scenes, in words.
    version : str
        Which approved version it is, and who approved it; empty for a draft.
    """

    title: str
    documents: str
    stale: str
    worth: str
    version: str
    clock: str
    ahead: bool


def imprint(production: Production, plan: Plan, approval: Approval | None) -> Imprint:
    """Give the imprint of the sheets of a plan, with the head of the approved version that it is, if it is one."""
    return Imprint(
        title=production.title,
        documents=production.digest[:8],
        stale=plan.digest[:8] if plan.digest != production.digest else "",
        worth=f"{plan.value} of at most {plan.bound} (gap {plan.gap:.1%}; everything: {plan.total})",
        version=f"version {approval.version}, approved by {approval.author}" if approval else "",
        clock=production.crew_clock,
        ahead=production.crew_offset != 0,
    )
