"""The approved versions of a plan, as its paper tells of them: who approved which and why, and what each changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cupola.plan.approval import Approval
from cupola.plan.replan.difference import Move
from cupola.plan.replan.fate import Fate, fates
from cupola.plan.versions import Version
from cupola.production.model import Production


@dataclass(frozen=True, slots=True)
class Past:
    """What came before a plan, itself included; of a draft there is nothing.

    Attributes
    ----------
    approvals : tuple of Approval
        The heads of the versions, the oldest first; the last is that of the plan.
    fates : tuple of Fate
        What became of each shot over the versions, in story order.
    """

    approvals: tuple[Approval, ...] = ()
    fates: tuple[Fate, ...] = ()

    @classmethod
    def of(cls, production: Production, versions: Sequence[Version]) -> Past:
        """Give the past of the latest of some versions, the oldest first."""
        plans = [version.plan for version in versions]
        return cls(tuple(version.approval for version in versions), fates(production, plans) if plans else ())

    @property
    def approval(self) -> Approval | None:
        """The head of the approved version that the plan is; None for a draft."""
        return self.approvals[-1] if self.approvals else None

    @property
    def moves(self) -> Mapping[str, Move]:
        """What the plan itself changed against the version before it, by shot."""
        number = self.approvals[-1].version if self.approvals else 0
        return {fate.shot: turn.move for fate in self.fates for turn in fate.turns if turn.version == number}
