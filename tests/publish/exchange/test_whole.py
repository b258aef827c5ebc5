"""All of a plan in one JSON document: of the published form, and with everything in it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from cupola.clock import instant
from cupola.plan.document import read_plan
from cupola.production.breakdownform import BreakdownForm
from cupola.production.document import ProductionForm
from cupola.publish.exchange import Parcel, files
from cupola.publish.exchange.schema import schema_of
from cupola.publish.exchange.whole import WholeForm
from cupola.tree import parse
from tests.publish.exchange.conftest import small_approved
from tests.small import BREAKDOWN, PRODUCTION

DOCUMENTS = {
    "production": parse(PRODUCTION, "production.yaml").root.plain(),
    "breakdown": parse(BREAKDOWN, "breakdown.yaml").root.plain(),
}


def whole(parcel: Parcel) -> Any:
    """Export, check the form, and read."""
    found = json.loads(files(parcel, "json")["plan.json"])
    jsonschema.Draft202012Validator(schema_of("export")).validate(found)
    WholeForm.model_validate(found)
    return found


@pytest.fixture
def parcel(approved: Parcel) -> Parcel:
    """The second version of the small shoot, with documents to carry along."""
    made = Parcel(approved.production, approved.plan, approved.versions, DOCUMENTS)
    made.__dict__.update({key: approved.__dict__[key] for key in ("spans", "opportunities")})
    return made


def test_the_documents_are_carried_along_as_they_are_written(parcel: Parcel) -> None:
    found = whole(parcel)
    assert found["production"] == DOCUMENTS["production"]
    assert found["breakdown"] == DOCUMENTS["breakdown"]
    assert found["production"]["people"]["piet"]["limits"]["film_per_day"] == "3 h"
    ProductionForm.model_validate(found["production"])
    BreakdownForm.model_validate(found["breakdown"])


def test_the_plan_is_the_one_that_plan_yaml_would_hold(parcel: Parcel, tmp_path: Any) -> None:
    found = whole(parcel)
    (tmp_path / "plan.yaml").write_text(json.dumps(found["plan"], ensure_ascii=False), "utf-8")
    read = read_plan(tmp_path / "plan.yaml")
    assert read.plan == parcel.plan
    assert read.approval == parcel.versions[-1].approval


def test_light_and_opportunities_are_spans_of_instants(parcel: Parcel) -> None:
    found = whole(parcel)
    assert set(found["light"]) == {"sun", "sunset", "eclipse", "sunrise"}
    assert found["light"]["sunset"][0] == ["2021-10-06T00:00:00.000Z", "2021-10-06T00:01:00.000Z"]
    assert set(found["opportunities"]) == set(parcel.production.shots)
    for shot, spans in found["opportunities"].items():
        ours = [(span.start, span.stop) for span in parcel.opportunities[shot]]
        assert [tuple(map(instant, pair)) for pair in spans] == ours


def test_letters_of_all_scripts_and_half_a_letter_arrive(parcel: Parcel) -> None:
    odd = {**PRODUCTION_PLAIN, "title": "Шаг, אורי \ud800"}
    made = Parcel(parcel.production, parcel.plan, parcel.versions, {**DOCUMENTS, "production": odd})
    made.__dict__.update({key: parcel.__dict__[key] for key in ("spans", "opportunities")})
    content = files(made, "json")["plan.json"]
    assert "Шаг, אורי ?" in content.decode("utf-8")


PRODUCTION_PLAIN: dict[str, Any] = dict(DOCUMENTS["production"])  # type: ignore[arg-type]


def test_the_same_plan_gives_the_same_bytes(parcel: Parcel) -> None:
    again = Parcel(parcel.production, small_approved().plan, parcel.versions, DOCUMENTS)
    again.__dict__.update({key: parcel.__dict__[key] for key in ("spans", "opportunities")})
    assert files(again, "json") == files(parcel, "json")
