"""A change that would bring a scene in: what it costs, what is lost by it, and where it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cupola.plan.result import Strip

Document = Literal["production", "breakdown", "plan"]
Steps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """A line of a document that is changed.

    Attributes
    ----------
    document : str
        Which one: `production`, `breakdown` or `plan`.
    path : tuple of str
        The way to the value: keys, and in a list the name of the scene, shot or event that is meant.
    value : str
        What is written there, or, in words, what is done there.
    """

    document: Document
    path: Steps
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change in words, and what it costs.

    Attributes
    ----------
    text : str
        What is changed, in words.
    cost : float
        Seconds of crew time: what is asked for, or what the plan spends on as much of the film as is lost.
    kind : str
        What kind of change it is, in one word.
    lost : str
        What is lost by it, in words; empty when nothing is.
    edits : tuple of Edit
        How it is made.
    strips : tuple of Strip
        Strips of a plan with the scene in it: those of the scene, and those that move for it.
    """

    text: str
    cost: float
    kind: str = ""
    lost: str = ""
    edits: tuple[Edit, ...] = ()
    strips: tuple[Strip, ...] = ()
