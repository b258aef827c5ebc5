"""People and their days are read as the reference says."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from cupola.production.personform import BlockForm, PersonForm


def test_what_is_left_out_of_a_person_has_the_documented_default() -> None:
    person = PersonForm.model_validate({"name": "A", "day": "visitor"})
    assert (person.novice, person.price, person.weekend, person.plays, person.groups, person.dates) == (
        False, 0.0, None, None, [], {},
    )  # fmt: skip
    assert (person.limits.film_per_day, person.limits.private_per_day, person.limits.private_per_stay) == (None,) * 3


def test_a_block_is_written_with_small_words_and_nothing_else() -> None:
    block = BlockForm.model_validate({"from": "21:30", "to": "06:00", "is": "sleep", "in": "SM"})
    assert (block.start, block.stop, block.kind, block.module) == (77400.0, 21600.0, "sleep", "SM")
    with pytest.raises(ValidationError):
        BlockForm.model_validate({"start": "21:30", "stop": "06:00", "kind": "sleep"})
