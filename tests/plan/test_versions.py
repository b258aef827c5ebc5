"""Approved plans form a chain that only grows; whatever is changed in it is seen."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from cupola.errors import CupolaError, DocumentError, PlanError
from cupola.plan.document import plan_text, read_plan
from cupola.plan.result import Plan
from cupola.plan.situation import Situation
from cupola.plan.versions import APPROVED, Signature, approve, latest, sealed, versions
from cupola.production import Production
from tests.plan.conftest import Desk
from tests.plan.edits import changed, day, shifted

ANN = Signature("Ann Producer", "the first plan", day(5, "12:00"))


@dataclass(frozen=True)
class Office:
    """A production of its own, whose folder may be written to."""

    production: Production
    plan: Plan

    @property
    def folder(self) -> Path:
        """Its folder."""
        return self.production.folder

    def approve(self, plan: Plan, by: Signature = ANN) -> Path:
        """Write a draft and approve it."""
        (self.folder / "draft.yaml").write_text(plan_text(plan), encoding="utf-8")
        return approve(self.production, read_plan(self.folder / "draft.yaml", "draft.yaml"), by)


@pytest.fixture
def office(desk: Desk, tmp_path: Path) -> Office:
    """The small production in a folder of its own."""
    folder = Path(shutil.copytree(desk.production.folder, tmp_path / "small"))
    return Office(replace(desk.production, folder=folder), desk.plan)


@pytest.fixture
def two(office: Office) -> Office:
    """The same with two approved plans."""
    office.approve(office.plan)
    office.approve(replace(office.plan, parent=1), Signature("Bo AD", "the same again", day(6, "12:00")))
    return office


def refused(code: str, call: Callable[[], object]) -> str:
    """Give the text of the first message of an error that must come."""
    with pytest.raises(CupolaError) as error:
        call()
    assert error.value.messages[0].code == code
    return error.value.messages[0].text


def test_nothing_is_approved_at_first(office: Office) -> None:
    assert versions(office.folder) == ()
    assert latest(office.folder) is None


def test_an_approved_plan_keeps_who_why_and_when_and_the_hash_of_its_parent(two: Office) -> None:
    one, other = versions(two.folder)
    assert (one.name, other.name) == ("plan/approved/0001.yaml", "plan/approved/0002.yaml")
    assert (one.approval.version, one.approval.parent, one.approval.parent_sha256) == (1, 0, "")
    assert (other.approval.author, other.approval.cause, other.approval.time) == (
        "Bo AD",
        "the same again",
        day(6, "12:00"),
    )
    data = (two.folder / one.name).read_bytes()
    assert other.approval.parent_sha256 == one.sha256 == hashlib.sha256(data).hexdigest()
    assert one.plan == two.plan
    assert latest(two.folder) == other


def test_approving_never_touches_an_older_version(two: Office) -> None:
    before = {file.name: file.read_bytes() for file in (two.folder / APPROVED).iterdir()}
    two.approve(replace(two.plan, parent=2))
    after = {file.name: file.read_bytes() for file in (two.folder / APPROVED).iterdir()}
    assert {name: after[name] for name in before} == before
    assert sorted(after) == ["0001.yaml", "0002.yaml", "0003.yaml"]


def test_a_plan_made_before_somebody_else_approved_another_is_refused(two: Office) -> None:
    text = refused("E593", lambda: two.approve(replace(two.plan, parent=1)))
    assert text == "this plan was not made from plan/approved/0002.yaml, which Bo AD has approved"
    assert len(versions(two.folder)) == 2


def test_a_plan_made_from_a_version_that_is_not_there_is_refused(office: Office) -> None:
    refused("E593", lambda: office.approve(replace(office.plan, parent=1)))


def test_two_who_approve_in_the_same_second_do_not_overwrite_each_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one looked before the first one wrote."""
    office.approve(office.plan)
    found = versions(office.folder)
    seen = iter([None, found[0]])
    monkeypatch.setattr("cupola.plan.versions.latest", lambda _: next(seen))
    refused("E593", lambda: office.approve(office.plan, Signature("Bo AD", "me too", day(5, "12:01"))))
    assert versions(office.folder) == found


def test_an_illegal_plan_is_refused_with_every_broken_rule(office: Office) -> None:
    strips = tuple(shifted(strip, 14 * 3600) if strip.shot == "1A" else strip for strip in office.plan.strips)
    with pytest.raises(PlanError) as error:
        office.approve(replace(office.plan, strips=strips))
    assert error.value.messages[0].code == "E591"
    assert {"E520", "E517"} <= {message.code for message in error.value.messages[1:]}
    assert all(message.where is not None for message in error.value.messages[1:])
    assert versions(office.folder) == ()


def test_a_plan_of_other_documents_is_refused_at_its_digest(office: Office) -> None:
    with pytest.raises(PlanError, match="E592 the documents have changed") as error:
        office.approve(replace(office.plan, digest="0" * 64))
    assert error.value.messages[0].where is not None


@pytest.mark.parametrize(
    "signature",
    [
        replace(ANN, author=""),
        replace(ANN, author="  "),
        replace(ANN, author="Ann\nversion: 9"),
        replace(ANN, cause="x" * 201),
        replace(ANN, cause="a\u2028b"),
        replace(ANN, cause="\x1b[2J"),
    ],
)
def test_a_name_and_a_cause_are_lines_of_text(office: Office, signature: Signature) -> None:
    refused("E590", lambda: office.approve(office.plan, signature))
    assert not (office.folder / APPROVED).exists()


def test_hostile_names_stay_names(office: Office) -> None:
    hostile = Signature('Ann" #', "} ]: {version: 9, &a *a !!x", day(5, "12:00"))
    office.approve(office.plan, hostile)
    head = versions(office.folder)[0].approval
    assert (head.author, head.cause, head.version) == (hostile.author, hostile.cause, 1)


def test_what_is_locked_stays_in_the_next_version_unless_it_is_unlocked(office: Office) -> None:
    """2A may stand half a minute later by every rule; but it is locked."""
    locked = tuple(replace(strip, lock=strip.shot == "2A") for strip in office.plan.strips)
    office.approve(replace(office.plan, strips=locked))
    moved = tuple(shifted(strip, 30) if strip.shot == "2A" else strip for strip in locked)
    text = refused("E574", lambda: office.approve(replace(office.plan, strips=moved, parent=1)))
    assert text == "2A is locked in plan/approved/0001.yaml and stands elsewhere here"
    free = tuple(replace(strip, lock=False) for strip in moved)
    office.approve(replace(office.plan, strips=free, parent=1))
    assert len(versions(office.folder)) == 2


def _edit(folder: Path) -> None:
    file = folder / APPROVED / "0001.yaml"
    file.write_text(file.read_text("utf-8").replace("Ann Producer", "Eve Intruder"), encoding="utf-8")


def _edit_the_last(folder: Path) -> None:
    file = folder / APPROVED / "0002.yaml"
    file.write_text(file.read_text("utf-8").replace("the same again", "another"), encoding="utf-8")


def _reseal(folder: Path) -> None:
    """Edit the first and seal it anew: the second still knows what it was."""
    file = folder / APPROVED / "0001.yaml"
    text = file.read_text("utf-8").replace("Ann Producer", "Eve Intruder")
    file.write_text(sealed(text[: text.rindex("seal:")]), encoding="utf-8")


def _take_the_first_away(folder: Path) -> None:
    (folder / APPROVED / "0001.yaml").unlink()


def _swap(folder: Path) -> None:
    place = folder / APPROVED
    (place / "0001.yaml").rename(place / "x")
    (place / "0002.yaml").rename(place / "0001.yaml")
    (place / "x").rename(place / "0002.yaml")


def _copy_on(folder: Path) -> None:
    shutil.copy(folder / APPROVED / "0002.yaml", folder / APPROVED / "0003.yaml")


def _put_a_draft(folder: Path) -> None:
    shutil.copy(folder / "draft.yaml", folder / APPROVED / "0003.yaml")


def _append(folder: Path) -> None:
    with (folder / APPROVED / "0002.yaml").open("a", encoding="utf-8") as file:
        file.write("# a note\n")


def _put_an_empty_file(folder: Path) -> None:
    (folder / APPROVED / "0003.yaml").touch()


def _put_a_folder(folder: Path) -> None:
    (folder / APPROVED / "0003.yaml").mkdir()


def _put_a_link_to_nothing(folder: Path) -> None:
    (folder / APPROVED / "0003.yaml").symlink_to("nowhere")


def _cut_short(folder: Path) -> None:
    file = folder / APPROVED / "0002.yaml"
    file.write_bytes(file.read_bytes()[:200])


def _seal_a_draft(folder: Path) -> None:
    text = (folder / "draft.yaml").read_text("utf-8")
    (folder / APPROVED / "0003.yaml").write_text(sealed(text), encoding="utf-8")


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        (_edit, "plan/approved/0001.yaml was edited after it was approved"),
        (_edit_the_last, "plan/approved/0002.yaml was edited after it was approved"),
        (_reseal, "plan/approved/0002.yaml follows another file than plan/approved/0001.yaml"),
        (_take_the_first_away, "plan/approved/0002.yaml does not follow version 0"),
        (_swap, "does not follow version 0"),
        (_copy_on, "plan/approved/0003.yaml does not follow version 2"),
        (_put_a_draft, "plan/approved/0003.yaml was never approved"),
        (_append, "plan/approved/0002.yaml was never approved"),
        (_put_an_empty_file, "plan/approved/0003.yaml was never approved"),
        (_put_a_folder, "plan/approved/0003.yaml is no file"),
        (_put_a_link_to_nothing, "plan/approved/0003.yaml is no file"),
        (_cut_short, "plan/approved/0002.yaml was never approved"),
        (_seal_a_draft, "plan/approved/0003.yaml was never approved"),
    ],
)
def test_whatever_is_changed_after_the_approval_is_named(
    two: Office, tamper: Callable[[Path], None], says: str
) -> None:
    tamper(two.folder)
    assert says in refused("E594", lambda: versions(two.folder))
    with pytest.raises(DocumentError, match="E594"):
        two.approve(replace(two.plan, parent=2))


def test_other_files_in_the_folder_are_left_alone(two: Office) -> None:
    (two.folder / APPROVED / "README.txt").write_text("notes")
    (two.folder / APPROVED / "00003.yaml").write_text("not a version")
    assert len(versions(two.folder)) == 2


def test_a_plan_that_forgets_or_moves_what_is_made_is_refused_and_names_each_shot(office: Office) -> None:
    made = Situation(day(7, "12:30"), ("3B", "3A"))
    office.approve(replace(office.plan, situation=made))
    with pytest.raises(PlanError) as error:
        office.approve(replace(office.plan, parent=1))
    assert [(one.code, one.text.split()[0]) for one in error.value.messages] == [("E596", "3B"), ("E596", "3A")]
    assert "cupola replan" in (error.value.messages[0].hint or "")
    moved = changed(office.plan, "3B", lambda strip: shifted(strip, 60))
    text = refused("E596", lambda: office.approve(replace(moved, situation=made, parent=1)))
    assert text == "3B is made by plan/approved/0001.yaml; this plan forgets it, or has it elsewhere"
    office.approve(replace(office.plan, situation=replace(made, now=day(7, "12:40")), parent=1))
