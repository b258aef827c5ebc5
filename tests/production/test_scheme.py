"""How values are written, as JSON Schema: a schema takes just what the reader of its field reads."""

from __future__ import annotations

from typing import Annotated, Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from cupola.production import fields
from cupola.production.scheme import Scheme, amount
from cupola.units import UnitError, quantity, unit_names

BASES = ("s", "deg", "m", "GB", "Mbps", "USD/h", "km/h", "K")
READ: list[tuple[Any, list[Any], list[Any]]] = [
    (fields.Duration, ["40 s", "1 h 30 min", " 2,5 min", 0], [40, "40", "s", "40 m", True, [], "-"]),
    (fields.SignedAngle, ["-12 deg", "3°", 0], ["12", 12]),
    (fields.Instant, ["2021-10-05T12:22:31Z", "2021-10-05T12:22Z", "2021-10-05T12:22:31.5Z"], ["2021-10-05", 5, None]),
    (fields.Date, ["2021-10-05"], ["5 October", "2021-10-05T00:00Z", 2021]),
    (fields.ClockTime, ["06:30", "6:30", "24:00", "21:30:15"], ["25:00", "6.30", 630]),
    (fields.Word, ["nauka", "12A", 12], ["", 1.5, True, [], None]),
    (fields.Words, [["a", 2], "a", 3, []], [1.5, [""], [["a"]], True]),
    (fields.Pages, ["1 3/8", "2", "5/8", 2], ["3/4", "one", 1.5]),
    (fields.PriceOrName, ["100 USD/h", "crew-time", 0], ["100", 100, "Crew"]),
    (fields.Sector, [["200 deg", "260 deg"], [0, "90 deg"]], ["200 deg", ["1 deg"], ["1 deg", "2 deg", "3 deg"]]),
    (fields.Terrain, ["3 deg", 0, [["0 deg", "3 deg"], ["90 deg", 0]]], [[3, 4], "flat", ["0 deg"]]),
]


def scheme(kind: Any) -> Scheme:
    """Give the JSON Schema of a field."""
    return TypeAdapter(kind).json_schema()


def taken(schema: Scheme, value: object) -> bool:
    """Say whether a schema takes a value."""
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


def readable(kind: Any, value: object) -> bool:
    """Say whether a reader reads a value."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("kind", "right", "wrong"), READ)
def test_what_a_reader_reads_its_schema_takes_and_what_it_refuses_not(
    kind: Any, right: list[Any], wrong: list[Any]
) -> None:
    for value in right:
        assert readable(kind, value), value
        assert taken(scheme(kind), value), value
    for value in wrong:
        assert not readable(kind, value), value
        assert not taken(scheme(kind), value), value


@given(st.sampled_from(BASES), st.data())
def test_a_quantity_in_any_unit_is_taken(base: str, data: st.DataObject) -> None:
    terms = st.tuples(st.integers(0, 999), st.sampled_from(unit_names(base)))
    text = " ".join(f"{number} {unit}" for number, unit in data.draw(st.lists(terms, min_size=1, max_size=3)))
    assert quantity(text, base) >= 0
    assert taken(amount(base), text)


@given(
    st.sampled_from(BASES), st.text("0123456789.,+- °/smhdegKUSDGBbpkin", max_size=12) | st.integers() | st.booleans()
)
def test_what_the_schema_of_a_quantity_takes_is_one(base: str, value: Any) -> None:
    try:
        quantity(value, base)
        is_quantity = True
    except UnitError:
        is_quantity = False
    assert taken(amount(base), value) == is_quantity


def test_a_field_with_limits_of_its_own_keeps_its_schema() -> None:
    class Form(BaseModel):
        take: Annotated[fields.Duration, Field(ge=1)] | None = None

    found = Form.model_json_schema()["properties"]["take"]
    assert taken(found, "40 s")
    assert taken(found, None)
    assert not taken(found, 40)
