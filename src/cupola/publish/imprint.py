"""What stands at the foot of every sheet: which documents and which plan it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from cupola.plan.approval import Approval
from cupola.plan.result import Plan
from cupola.production.model import Production
from cupola.publish.aboard import is_aboard
from cupola.publish.language import Language, english
from cupola.publish.revision import Revision, revision


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
    clock : str
        The name of the crew's clock.
    is_utc : bool
        Whether that is UTC.
    ahead : bool
        Whether UTC is told beside it: it is another clock, and there is a control centre that keeps UTC.
    made : int
        The date of the document, in seconds since 1970: when the version was approved, or of a draft when the shoot
        begins. It is not the hour of printing, so that the same plan gives the same bytes.
    revision : Revision
        The letter and the colour of the version, and what it replaces.
    """

    title: str
    documents: str
    stale: str
    worth: str
    version: str
    clock: str
    is_utc: bool
    ahead: bool
    made: int
    revision: Revision


def imprint(production: Production, plan: Plan, approval: Approval | None, language: Language | None = None) -> Imprint:
    """Give the imprint of the sheets of a plan, with the head of the approved version that it is, if it is one."""
    said = language or english()
    worth = {"value": plan.value, "bound": plan.bound, "gap": said.percent(plan.gap, 1), "everything": plan.total}
    return Imprint(
        title=production.title,
        documents=production.digest[:8],
        stale=plan.digest[:8] if plan.digest != production.digest else "",
        worth=said.say("worth", **worth),
        version=said.say("version", number=approval.version, author=approval.author) if approval else "",
        clock=production.crew_clock,
        is_utc=production.crew_offset == 0,
        ahead=production.crew_offset != 0 and is_aboard(production),
        made=floor(approval.time if approval else production.shoot.start),
        revision=revision(approval, said),
    )
