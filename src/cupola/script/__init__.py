"""The screenplay: Fountain read into elements, cut into scenes, measured, and kept in step with its breakdown."""

from cupola.script.check import check
from cupola.script.element import Element, Screenplay, TitleEntry
from cupola.script.emphasis import plain
from cupola.script.file import read
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.script.scene import Scene, scenes

__all__ = [
    "HEADING_WORDS",
    "Element",
    "HeadingWords",
    "Scene",
    "Screenplay",
    "TitleEntry",
    "check",
    "parse",
    "plain",
    "read",
    "scenes",
]
