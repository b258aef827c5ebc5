"""`cupola schema`."""

from __future__ import annotations

from cupola.cli import OK
from cupola.cli.desk import print_json, say
from cupola.publish.exchange.schema import Document, schema_of


def schema(document: Document) -> int:
    """Print the JSON Schema of a document."""
    print_json(schema_of(document))
    if document != "export":
        say(f"next: as the first line of {document}.yaml: # yaml-language-server: $schema={document}.schema.json")
    return OK
