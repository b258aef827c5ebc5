"""All of a plan in one JSON document: the documents as they are written, the plan, its light, its opportunities."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from cupola.clock import Span, utc_text
from cupola.plan.document import Pair, PlanForm, plan_text
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.production.fields import Form, Word
from cupola.publish.exchange.parcel import Parcel
from cupola.tree import parse

SCHEMA: Final = "cupola-export/1"

Spans = Annotated[list[Pair], Field(max_length=1_000_000)]


class WholeForm(Form):
    """What `cupola export --as json` writes.

    The documents and the plan stand as they are written, every quantity with its unit; `light` are the spans of each
    light phase over the shoot, and `opportunities` those in which a take of each shot has all that it asks for.
    """

    schema_: Literal["cupola-export/1"] = Field(alias="schema")
    production: ProductionForm
    breakdown: BreakdownForm
    plan: PlanForm
    light: dict[Word, Spans]
    opportunities: dict[Word, Spans]


def json_files(parcel: Parcel) -> dict[str, bytes]:
    """Give all of a plan as JSON."""
    approval = parcel.schedule.past.approval
    made = {
        "schema": SCHEMA,
        **parcel.documents,
        "plan": parse(plan_text(parcel.plan, approval), "plan").root.plain(),
        "light": {phase: _pairs(spans) for phase, spans in parcel.spans.items()},
        "opportunities": {shot: _pairs(spans) for shot, spans in parcel.opportunities.items()},
    }
    text = json.dumps(made, ensure_ascii=False, indent=1) + "\n"
    return {"plan.json": text.encode("utf-8", "replace")}


def _pairs(spans: Iterable[Span]) -> list[list[Any]]:
    return [[utc_text(span.start, 3), utc_text(span.stop, 3)] for span in spans]
