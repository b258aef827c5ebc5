"""`cupola schema`: JSON on stdout and nothing else, what to do with it on stderr."""

from __future__ import annotations

import json

import pytest

from cupola.cli import OK, USAGE, run
from cupola.publish.exchange.schema import DOCUMENTS, Document, schema_of

Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_schema_is_printed(document: Document, capsys: Capture) -> None:
    assert run(["schema", document]) == OK
    assert json.loads(capsys.readouterr().out) == schema_of(document)


def test_the_line_that_an_editor_needs_is_told(capsys: Capture) -> None:
    run(["schema", "breakdown"])
    line = "# yaml-language-server: $schema=breakdown.schema.json"
    assert capsys.readouterr().err == f"next: as the first line of breakdown.yaml: {line}\n"


def test_an_unknown_document_is_refused(capsys: Capture) -> None:
    assert run(["schema", "screenplay"]) == USAGE
    assert capsys.readouterr().out == ""
