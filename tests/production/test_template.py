"""The packaged templates: each plans as it stands, says what to change, and takes any title and no other folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cupola.errors import DocumentError
from cupola.plan.make import make
from cupola.plan.search.solve import Stop
from cupola.plan.verify import verify
from cupola.production import inspect, load
from cupola.production.document import ProductionForm
from cupola.production.template import TEMPLATES, TemplateName, begin
from cupola.script import plain, read, revise, scenes
from cupola.tree import parse

USUAL = ["breakdown.yaml", "screenplay.fountain", "production.yaml"]
LEAST_TIME = Stop(work=3)


def text(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def title_of(folder: Path) -> tuple[object, str]:
    """Give the title as production.yaml has it and as the title page shows it."""
    document = parse(text(folder, "production.yaml"), "production.yaml").root.plain()
    assert isinstance(document, dict)
    page = read(folder / "screenplay.fountain").title
    return document["title"], plain(next(entry.text for entry in page if entry.key == "Title"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_checked_without_a_finding_planned_whole_and_legal(name: TemplateName, tmp_path: Path) -> None:
    begin(tmp_path / "film", name)
    production, messages = inspect(tmp_path / "film")
    assert production is not None and messages == ()
    plan = make(production, stop=LEAST_TIME)
    assert {strip.shot for strip in plan.strips} == set(production.shots)
    assert plan.value == plan.bound
    assert verify(production, plan) == ()


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_the_three_documents_and_an_orbit_where_it_needs_one(name: TemplateName, tmp_path: Path) -> None:
    written = [path.relative_to(tmp_path).as_posix() for path in begin(tmp_path, name)]
    assert [one for one in written if not one.startswith("orbit/")] == USUAL
    assert ("orbit/iss.tle" in written) == (name == "station")
    assert sorted(written) == sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_breakdown_of_a_template_is_in_step_with_its_screenplay(name: TemplateName, tmp_path: Path) -> None:
    begin(tmp_path, name)
    before = text(tmp_path, "breakdown.yaml")
    assert revise(before, scenes(read(tmp_path / "screenplay.fountain")))[0] == before


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_document_says_what_to_change_first(name: TemplateName, tmp_path: Path) -> None:
    begin(tmp_path, name)
    for file in USUAL[::2]:
        head = text(tmp_path, file).partition("schema:")[0]
        assert "What to change first" in head and f"docs/reference/{file.replace('.yaml', '.md')}" in head
    screenplay = read(tmp_path / "screenplay.fountain")
    assert "Change first" in text(tmp_path, "screenplay.fountain")
    assert not any("Change first" in element.text for element in screenplay.elements if element.kind != "boneyard")


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_field_of_production_yaml_has_a_comment(name: TemplateName, tmp_path: Path) -> None:
    """On its line, on the one above it, or, of a mapping, within its first lines."""
    begin(tmp_path, name)
    lines = text(tmp_path, "production.yaml").splitlines()
    fields = [k for k, line in enumerate(lines) if re.match(r"(?!schema)[a-z_]+:", line)]
    assert {lines[k].partition(":")[0] for k in fields} <= set(ProductionForm.model_fields)
    bare = [lines[k] for k in fields if not any("#" in line for line in lines[k - 1 : k + 4])]
    assert bare == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_every_field_of_the_first_shot_has_a_comment(name: TemplateName, tmp_path: Path) -> None:
    begin(tmp_path, name)
    first = re.search(r"      - shot: 1A .*\n(?:        .*\n)+", text(tmp_path, "breakdown.yaml"))
    assert first is not None and len(first[0].splitlines()) >= 10
    assert [line for line in first[0].splitlines() if "  # " not in line] == []


def test_no_line_of_a_template_is_too_long_for_a_screen(tmp_path: Path) -> None:
    for name in TEMPLATES:
        for path in begin(tmp_path / name, name):
            if path.suffix == ".yaml":
                assert max(map(len, path.read_text("utf-8").splitlines())) <= 120, path


def test_the_templates_are_different_films(tmp_path: Path) -> None:
    for name in TEMPLATES:
        begin(tmp_path / name, name)
    assert len({title_of(tmp_path / name) for name in TEMPLATES}) == len(TEMPLATES)


def test_a_template_without_a_title_keeps_its_own_on_both_documents(tmp_path: Path) -> None:
    for name in TEMPLATES:
        begin(tmp_path / name, name)
        document, page = title_of(tmp_path / name)
        assert document == page != ""


# --- titles ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        'He said "no"',
        "It's late",
        "# 9",
        "Ebb # Flow",
        "a: {b: [c]}",
        "- one",
        "*Star* and _line_ and back\\slash",
        "/* not a boneyard",
        "INT. HOUSE - DAY",
        "CUT TO:",
        "Title: Title: x",
        "true",
        "1984",
        "null",
        "&anchor *alias !tag %x",
        "Утро · 夜",
        "-x",
    ],
)
def test_a_title_is_read_back_from_both_documents_as_it_was_given(title: str, tmp_path: Path) -> None:
    begin(tmp_path, "ground", title)
    assert title_of(tmp_path) == (title, title)
    production, messages = inspect(tmp_path)
    assert production is not None and messages == () and production.title == title


def test_a_title_with_the_marks_of_a_note_stays_whole_in_the_document_and_legible_on_the_page(tmp_path: Path) -> None:
    begin(tmp_path, "ground", "The [[Gap]]")
    assert title_of(tmp_path) == ("The [[Gap]]", "The [ [Gap]]")
    assert inspect(tmp_path)[1] == ()


def test_space_at_the_ends_of_a_title_is_left_away(tmp_path: Path) -> None:
    begin(tmp_path, "ground", "  Ebb ")
    assert title_of(tmp_path) == ("Ebb", "Ebb")


def test_a_title_changes_its_own_line_of_each_document_and_nothing_else(tmp_path: Path) -> None:
    for folder, title in (("own", None), ("mine", "Ebb: 2")):
        begin(tmp_path / folder, "parabolic", title)
    for name in USUAL:
        own, mine = (text(tmp_path / folder, name).splitlines() for folder in ("own", "mine"))
        changed = [(a, b) for a, b in zip(own, mine, strict=True) if a != b]
        assert len(changed) == (0 if name == "breakdown.yaml" else 1)
    assert re.search(r'^title: "Ebb: 2" +# as it stands', text(tmp_path / "mine", "production.yaml"), re.MULTILINE)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=st.text(st.characters(codec="utf-8"), max_size=30))
@example(title="\u2028")
@example(title="a\u0085b")
@example(title="\x1b[2J")
def test_any_title_makes_the_same_film_or_is_refused(title: str, tmp_path: Path) -> None:
    folder = tmp_path / "film"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        begin(folder, "ground", title)
    except DocumentError as error:
        assert [message.code for message in error.messages] == ["E762"]
        assert not folder.exists()
        return
    assert title_of(folder)[0] == title.strip()
    found = scenes(read(folder / "screenplay.fountain"))
    assert [scene.number for scene in found] == ["1", "2", "3"]
    before = text(folder, "breakdown.yaml")
    assert revise(before, found)[0] == before


@pytest.mark.parametrize("title", ["", "   ", "one\ntwo", "Ebb\nschema: cupola/9", "a\tb", "\x00", "x" * 201, "\udcff"])
def test_a_title_that_is_no_line_of_text_is_refused_before_anything_is_written(title: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"E762 the title ") as caught:
        begin(tmp_path / "film", "ground", title)
    assert str(caught.value).isprintable() or "\n" in str(caught.value)
    assert str(caught.value).encode()
    assert not (tmp_path / "film").exists()


def test_a_refused_title_is_shown_in_its_own_letters_on_one_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r'E762 the title "Утро\\nночь" cannot be used: this must stand in one'):
        begin(tmp_path / "film", "ground", "Утро\nночь")


# --- folders ---------------------------------------------------------------------------------------------------------


def test_an_empty_folder_is_taken_and_the_folders_above_a_new_one_are_made(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    begin(tmp_path / "empty", "ground")
    begin(tmp_path / "a" / "b" / "c", "ground")
    assert load(tmp_path / "empty").digest == load(tmp_path / "a" / "b" / "c").digest


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "production.yaml"])
def test_a_folder_with_anything_in_it_is_left_as_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("mine")
    with pytest.raises(DocumentError, match=r"E760 .* is not empty"):
        begin(tmp_path, "station")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {name: "mine"}


def test_a_folder_is_not_begun_twice(tmp_path: Path) -> None:
    begin(tmp_path, "ground", "Mine")
    with pytest.raises(DocumentError, match=r"E760"):
        begin(tmp_path, "ground", "Yours")
    assert title_of(tmp_path)[0] == "Mine"


def test_a_file_and_a_link_to_nothing_are_no_folders(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("file", "link"):
        with pytest.raises(DocumentError, match=r"E761 .* is not a folder"):
            begin(tmp_path / name, "ground")
    assert (tmp_path / "file").read_text() == "mine" and not (tmp_path / "nowhere").exists()


def test_a_folder_that_cannot_be_made_is_an_error_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DocumentError, match=r"E101 .*cannot be written"):
        begin(tmp_path / "file" / "film", "ground")
    with pytest.raises(DocumentError, match=r"E101 .*cannot be read"):
        begin(tmp_path / ("x" * 300), "ground")


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4])
def test_where_the_disk_is_full_half_way_nothing_is_left(
    fails_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(1, 9))

    def failing(_: int) -> None:
        if next(calls) == fails_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("cupola.store.os.fsync", failing)
    with pytest.raises(DocumentError, match="cannot be written: No space left on device"):
        begin(tmp_path, "station")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    monkeypatch.undo()
    begin(tmp_path, "station")


def test_what_somebody_else_writes_meanwhile_is_not_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meddling(_: int) -> None:
        (tmp_path / "production.yaml").write_text("theirs")

    monkeypatch.setattr("cupola.store.os.fsync", meddling)
    with pytest.raises(DocumentError, match=r"E760"):
        begin(tmp_path, "station")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"production.yaml": "theirs"}
