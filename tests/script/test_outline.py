"""The outline of a breakdown is the tree of its text; how it is read is tested with the tree."""

from __future__ import annotations

import pytest

from cupola.errors import DocumentError
from cupola.script.outline import outline
from cupola.tree import parse

TEXT = "schema: cupola/1\nscenes:\n  - scene: '2'  # mine\n    speaking: [NINA]\n"


def test_the_outline_is_the_root_of_the_tree() -> None:
    assert outline(TEXT, "b.yaml") == parse(TEXT, "b.yaml").root


def test_a_mistake_carries_the_name_of_the_breakdown() -> None:
    with pytest.raises(DocumentError) as caught:
        outline("a: 1\na: 2\n", "b.yaml")
    (message,) = caught.value.messages
    assert (message.code, str(message.where), message.source) == ("E104", "b.yaml:2:1", "a: 2")
