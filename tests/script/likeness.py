"""What two readings of one script have in common: everything but places in their files."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from cupola.script import Element, Screenplay

PIECES = (
    *("INT. HOUSE", "НАТ. КРЫША - ДЕНЬ", "ANNA", "boris", "ЁЖ", "é", "a", " ", "  ", "\t", "\n", "\n", "\n\n", "  \n"),
    *("[[n]]", "[[a\nb]]", " [[props: a]]", "[[pages: 1 3/8]]", "/* x */", "/*", "[[", "^", "(low)", "CUT TO:", "#1A#"),
    *("!", "@", ".", "~", "# ", "= ", "===", "> ", " <", "*", "**", "_", "\\", "[", "FADE IN:", "Title: x"),
)
scraps = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
"""Texts made of what a parser must tell apart."""


def without_places(screenplay: Screenplay) -> tuple[list[tuple[str, tuple[str, ...]]], list[Element]]:
    """Give title page and elements of a screenplay, their lines and columns left out."""
    return [(e.key, e.values) for e in screenplay.title], [placeless(e) for e in screenplay.elements]


def placeless(element: Element) -> Element:
    """Give an element without its place in the file."""
    return replace(element, line=0, column=0, notes=tuple(placeless(note) for note in element.notes))
