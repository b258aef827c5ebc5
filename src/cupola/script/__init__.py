"""The screenplay: Fountain read into elements, cut into scenes, measured, and kept in step with its breakdown."""

from cupola.script.breakdown import revise, write_first
from cupola.script.check import check
from cupola.script.element import Element, Screenplay, Tag, TitleEntry
from cupola.script.emphasis import plain
from cupola.script.file import read
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.script.report import as_json
from cupola.script.revision import Change, Revision
from cupola.script.scene import Scene, numbered, scenes

__all__ = [
    "HEADING_WORDS",
    "Change",
    "Element",
    "HeadingWords",
    "Revision",
    "Scene",
    "Screenplay",
    "Tag",
    "TitleEntry",
    "as_json",
    "check",
    "numbered",
    "parse",
    "plain",
    "read",
    "revise",
    "scenes",
    "write_first",
]
