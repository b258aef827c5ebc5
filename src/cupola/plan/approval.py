"""Who made a plan the plan, when and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Approval:
    """The head of an approved plan.

    Attributes
    ----------
    version : int
        Counted from 1.
    parent : int
        The version that it takes the place of; 0 for the first.
    parent_sha256 : str
        The hash of the parent's file as it was then; empty for the first.
    author, cause : str
        Who approved it, and why it had to be made.
    time : float
        When it was approved.
    """

    version: int
    parent: int
    parent_sha256: str
    author: str
    cause: str
    time: float
