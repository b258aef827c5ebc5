"""The approved plans of a production: a chain of files that only grows, each sealed and each naming its parent.

A file holds the plan with the head of its approval, and ends with a seal: the hash of all that stands above it. The
next version keeps the hash of the whole file. So neither a plan nor the order of plans can be changed unseen.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from cupola.errors import DocumentError, Message, PlanError, raise_all
from cupola.plan.approval import Approval
from cupola.plan.document import WrittenPlan, plan_text, read_plan
from cupola.plan.result import Plan
from cupola.plan.verify import verify
from cupola.plan.verify.report import findings
from cupola.production import Production
from cupola.store import write_new
from cupola.tree import read_bytes

APPROVED: Final = Path("plan") / "approved"
_NAME: Final = re.compile(r"(\d{4})\.yaml")
_SEAL: Final = re.compile(rb'\nseal: "([0-9a-f]{64})"\n\Z')
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class Version:
    """An approved plan: the name of its file, the hash of it, the plan and the head of its approval."""

    name: str
    sha256: str
    written: WrittenPlan
    approval: Approval

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.written.plan


@dataclass(frozen=True, slots=True)
class Signature:
    """Who approves a plan, why, and when."""

    author: str
    cause: str
    time: float


def versions(folder: Path) -> tuple[Version, ...]:
    """Read the approved plans of a production's folder, the oldest first.

    Raises
    ------
    DocumentError
        A file was edited, taken away or put there after its approval (E594); one that is no plan.
    """
    files = [file for file in _files(folder) if _NAME.fullmatch(file.name)]
    found: list[Version] = []
    for file in files:
        version = _read(folder, file)
        _check_link(version, found[-1] if found else None)
        found.append(version)
    return tuple(found)


def latest(folder: Path) -> Version | None:
    """Give the plan in force: the latest approved one, or None while nothing is approved."""
    found = versions(folder)
    return found[-1] if found else None


def approve(production: Production, draft: WrittenPlan, signature: Signature) -> Path:
    """Make a draft the plan, in a new file; give its path.

    Raises
    ------
    PlanError
        No name or cause (E590); the draft breaks a rule (E591), is of other documents (E592), or of another plan than
        the one in force (E593); it moves what that one locks (E574).
    DocumentError
        The chain of approved plans is broken (E594); the folder cannot be written to.
    """
    author, cause = _line("--by", signature.author), _line("--cause", signature.cause)
    before = latest(production.folder)
    _check(production, draft, before)
    number = before.approval.version + 1 if before else 1
    approval = Approval(number, number - 1, before.sha256 if before else "", author, cause, signature.time)
    path = production.folder / APPROVED / f"{number:04d}.yaml"
    if not write_new(path, sealed(plan_text(draft.plan, approval))):
        raise PlanError(_overtaken(latest(production.folder)))
    return path


def sealed(text: str) -> str:
    """Give the text of an approved plan with its seal."""
    return f'{text}seal: "{hashlib.sha256(text.encode()).hexdigest()}"\n'


def _files(folder: Path) -> list[Path]:
    place = folder / APPROVED
    return sorted(place.iterdir()) if place.is_dir() else []


def _read(folder: Path, file: Path) -> Version:
    name = file.relative_to(folder).as_posix()
    if not file.is_file():
        raise _broken(f"{name} is no file")
    data = read_bytes(file, name)
    seal = _SEAL.search(data)
    if seal is None:
        raise _broken(f"{name} was never approved")
    if hashlib.sha256(data[: seal.start() + 1]).hexdigest() != seal[1].decode():
        raise _broken(f"{name} was edited after it was approved")
    written = read_plan(file, name)
    if written.approval is None:
        raise _broken(f"{name} was never approved")
    return Version(name, hashlib.sha256(data).hexdigest(), written, written.approval)


_MEND: Final = "take the file from where you keep copies; a plan is changed by approving another one"


def _check_link(version: Version, parent: Version | None) -> None:
    head, expected = version.approval, parent.approval.version if parent else 0
    if head.version != expected + 1 or head.parent != expected or not version.name.endswith(f"{head.version:04d}.yaml"):
        raise _broken(f"{version.name} does not follow version {expected}: a version is missing, or was put there")
    if head.parent_sha256 != (parent.sha256 if parent else ""):
        name = parent.name if parent else "nothing"
        raise _broken(f"{version.name} follows another file than {name}")


def _broken(text: str) -> DocumentError:
    return DocumentError(Message("E594", text, hint=_MEND))


def _check(production: Production, draft: WrittenPlan, before: Version | None) -> None:
    if draft.plan.parent != (before.approval.version if before else 0):
        raise PlanError(_overtaken(before))
    if draft.plan.digest != production.digest:
        raise PlanError(draft.message("E592", "the documents have changed since this plan was made", field="digest"))
    faults = verify(production, draft.plan)
    if faults:
        raise PlanError(
            Message("E591", f"the plan breaks {len(faults)} rule{'s' * (len(faults) != 1)} and cannot be approved"),
            *(finding.message for finding in findings(draft, faults)),
        )
    if before:
        _check_made(production, draft, before)
        _check_locks(draft, before)


def _check_made(production: Production, draft: WrittenPlan, before: Version) -> None:
    """Refuse a draft that forgets what is made, or has it elsewhere; what left the breakdown may go."""
    old, new = before.plan.situation, draft.plan.situation
    known = {shot: draft.plan.strip(shot) for shot in (new.done if new else ())}
    faults = []
    for shot in old.done if old else ():
        made, now = before.plan.strip(shot), known.get(shot)
        if shot in production.shots and made and (now is None or now.passes != made.passes):
            text = f"{shot} is made by {before.name}; this plan forgets it, or has it elsewhere"
            hint = "go on from what is made: cupola replan PRODUCTION --now …"
            faults.append(replace(draft.message("E596", text, (shot,)), hint=hint))
    raise_all(faults, PlanError)


def _check_locks(draft: WrittenPlan, before: Version) -> None:
    for strip in before.plan.strips:
        now = draft.plan.strip(strip.shot)
        if strip.lock and now and now.lock and now.passes != strip.passes:
            text = f"{strip.shot} is locked in {before.name} and stands elsewhere here"
            raise PlanError(draft.message("E574", text, (strip.shot,)))


def _overtaken(before: Version | None) -> Message:
    if before is None:
        return Message("E593", "this plan was made from an approved one that is not there", hint="plan again")
    text = f"this plan was not made from {before.name}, which {before.approval.author} has approved"
    return Message("E593", text, hint="replan: cupola replan PRODUCTION --now …")


def _line(option: str, text: str) -> str:
    words = text.strip()
    if not words or len(words) > _LONGEST or not words.isprintable():
        raise PlanError(Message("E590", f"{option} is a line of 1 to {_LONGEST} characters", hint=f'{option} "…"'))
    return words
