"""The JSON Schemas: they take every document that is shipped, refuse a slip, and are published as they are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cupola.publish.exchange.schema import DOCUMENTS, Document, schema_of
from cupola.tree import parse
from tests.small import BREAKDOWN, PRODUCTION

ROOT = Path(__file__).parents[3]
SHIPPED = sorted(
    path
    for folder in (ROOT / "productions", ROOT / "src/cupola/production/templates")
    for name in ("production.yaml", "breakdown.yaml")
    for path in folder.rglob(name)
)
VALIDATORS = {document: jsonschema.Draft202012Validator(schema_of(document)) for document in DOCUMENTS}


def plain(text: str) -> Any:
    """Read a document without its places."""
    return parse(text, "x").root.plain()


def faults(document: Document, value: Any) -> list[str]:
    """Give where a document is not as its schema has it, the deepest places."""
    found = VALIDATORS[document].iter_errors(value)
    return [error.json_path for error in found]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_schema_is_one(document: Document) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(document))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_document_that_is_shipped_is_as_its_schema_has_it(path: Path) -> None:
    document: Document = "production" if path.name == "production.yaml" else "breakdown"
    assert faults(document, plain(path.read_text("utf-8"))) == []


def test_many_documents_are_shipped() -> None:
    assert len(SHIPPED) >= 20


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_schema_is_published_as_it_is(document: Document) -> None:
    path = ROOT / "docs/reference/schema" / f"{document}.schema.json"
    hint = f"write it anew: cupola schema {document} > {path.relative_to(ROOT)}"
    assert json.loads(path.read_text("utf-8")) == schema_of(document), hint


SLIPS = [
    ("title: A Small Step", "titel: A Small Step", "$"),
    ("crew_clock: {name: GMT}", "crew_clock: {}", "$.crew_clock"),
    ("novice: true", "novice: perhaps", "$.people.dina.novice"),
    ("film_per_day: 3 h", "film_per_day: 3", "$.people.piet.limits.film_per_day"),
    ("rate: 637 Mbps", "rate: 637 s", "$.cameras.komodo.rate"),
    ("2021-10-06T06:00:00Z", "yesterday", "$.stay.first_shot"),
    ('from: "06:00"', 'from: "06.00"', "$.days.helper[0].from"),
    ("is: rest", "is: idle", "$.days.helper[0].is"),
    ("count: 2", "count: 0", "$.gear.led.count"),
    ("schema: cupola/1", "schema: cupola/2", "$.schema"),
]


@pytest.mark.parametrize(("right", "wrong", "place"), SLIPS)
def test_a_slip_in_a_production_is_found_at_its_place(right: str, wrong: str, place: str) -> None:
    assert right in PRODUCTION
    assert faults("production", plain(PRODUCTION.replace(right, wrong, 1)))[0].startswith(place)


@pytest.mark.parametrize(
    ("right", "wrong", "place"),
    [
        ("take: 30 s", "take: 30", "$.scenes[0].shots[0].take"),
        ("pages: 2/8", "pages: 2/7", "$.scenes[0].pages"),
        ("text: Sun on her face, ", "", "$.scenes[0].shots[0]"),
        ("quiet: true", "quite: true", "$.scenes[1].shots[0]"),
        ("unit: ground", "unit: moon", "$.scenes[3].unit"),
    ],
)
def test_a_slip_in_a_breakdown_is_found_at_its_place(right: str, wrong: str, place: str) -> None:
    assert right in BREAKDOWN
    assert faults("breakdown", plain(BREAKDOWN.replace(right, wrong, 1)))[0].startswith(place)


def test_a_stay_may_be_left_to_ships_but_not_to_nobody() -> None:
    written = plain(PRODUCTION)
    del written["stay"]
    assert faults("production", written) == ["$"]
    flight = plain((ROOT / "productions/the-challenge/production.yaml").read_text("utf-8"))["flight"]
    assert faults("production", {**written, "flight": flight}) == []
    assert faults("production", {**written, "flight": flight, "stay": {"wrap": "2021-10-16T20:30Z"}}) == []


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Give every schema of an object within a schema."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_default_is_as_somebody_would_write_it(document: Document) -> None:
    whole = schema_of(document)
    count = 0
    for one in objects(whole):
        for name, field in one["properties"].items():
            if isinstance(field, dict) and "default" in field:
                count += 1
                jsonschema.Draft202012Validator({**field, "$defs": whole.get("$defs", {})}).validate(field["default"])
                assert name
    assert count > 0


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_field_may_be_misspelt_anywhere(document: Document) -> None:
    for one in objects(schema_of(document)):
        assert one["additionalProperties"] is False


def test_a_field_that_is_called_as_a_word_of_schemas_stays() -> None:
    properties = schema_of("production")["properties"]
    assert {"title", "schema", "days", "rules"} <= properties.keys()
    assert "title" in schema_of("production")["required"]
    assert properties["schema"]["const"] == "cupola/1"
