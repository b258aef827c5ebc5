"""What several commands do alike: open a production, make its almanac, talk on stderr, print JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cupola.errors import harmless

if TYPE_CHECKING:
    from cupola.errors import Message
    from cupola.plan.document import WrittenPlan
    from cupola.plan.result import Plan
    from cupola.production import Production


def open_production(path: Path) -> Production:
    """Load a production."""
    from cupola.production import load

    return load(path)


def in_force(production: Production, path: Path) -> tuple[WrittenPlan, str]:
    """Read the production's own plan, with its name: the latest that was approved, or else plan/plan.yaml.

    Raises
    ------
    DocumentError
        There is none, it is no plan, or the chain of approved plans is broken (E594).
    """
    from cupola.plan.document import PLAN, read_plan
    from cupola.plan.versions import latest
    from cupola.production import folder_of

    approved = latest(folder_of(path))
    if approved is not None:
        return approved.written, approved.name
    return read_plan(folder_of(path) / "plan" / PLAN, f"plan/{PLAN}"), f"plan/{PLAN}"


def is_planned(path: Path) -> bool:
    """Say whether a production has a plan: approved, or plan/plan.yaml."""
    from cupola.plan.document import PLAN
    from cupola.plan.versions import latest
    from cupola.production import folder_of

    return (folder_of(path) / "plan" / PLAN).is_file() or latest(folder_of(path)) is not None


def plan_of(production: Production, path: Path, instead: str = "") -> tuple[Production, Plan]:
    """Read the production's own plan, as `in_force`, and give the production as the plan knows it.

    That is with what has happened, and on the orbit that the plan was re-timed to. The plan must be of these documents
    and break no rule.

    Parameters
    ----------
    instead : str
        What else the user can do where it is of other documents.

    Raises
    ------
    PlanError
        It was made from other documents (E503), or it is not legal: every broken rule at its place.
    """
    from cupola.errors import Message, PlanError
    from cupola.plan.situation import situated
    from cupola.plan.verify import verify
    from cupola.plan.verify.report import findings

    written, name = in_force(production, path)
    if written.approval is not None:
        say(f"by {name}, approved by {written.approval.author}")
    if written.plan.digest != production.digest:
        hint = f"plan again: cupola plan {path}{f', or {instead}' if instead else ''}"
        message = Message("E503", "the plan was made from other documents", hint=hint)
        raise PlanError(message)
    world = placed(production, written.plan)
    faults = verify(world, written.plan)
    if faults:
        raise PlanError(*(finding.message for finding in findings(written, faults)))
    return situated(world, written.plan.situation), written.plan


def placed(production: Production, plan: Plan) -> Production:
    """Give the production on the orbit that a plan was re-timed to, if it was."""
    from cupola.production.renewal import with_orbit

    now = plan.situation
    return with_orbit(production, now.orbit, now.orbit_sha256) if now and now.orbit else production


def instant_of(text: str, option: str = "", hint: str | None = None) -> float:
    """Read an instant as it was typed.

    Parameters
    ----------
    option : str
        The option that it was typed for, where the message is to name it.
    hint : str, optional
        How it is written.

    Raises
    ------
    CupolaError
        E108: it is not understood.
    """
    from cupola.clock import InstantError, instant
    from cupola.errors import CupolaError, Message

    try:
        return instant(text)
    except InstantError as error:
        raise CupolaError(Message("E108", f"{option}: {error}" if option else str(error), hint=hint)) from None


def say(text: str) -> None:
    """Talk to the user, on stderr."""
    print(harmless(text), file=sys.stderr, flush=True)


def message_json(message: Message) -> dict[str, object]:
    """Give a message as plain values."""
    where = message.where
    return {
        "code": message.code,
        "text": message.text,
        "file": where.file if where else None,
        "line": where.line if where else None,
        "column": where.column if where else None,
        "hint": message.hint,
    }


def print_json(value: Any) -> None:
    """Print a value as JSON on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")
