"""The breakdown document: written the first time, and brought in step with a rewritten screenplay.

`breakdown.yaml` belongs to the people who edit it. What the screenplay determines is replaced in place; comments,
order of fields, quotes and layout stay as they are, and a scene that did not change keeps every character.

A comment or empty line above an entry, indented no deeper than its dash, goes where the entry goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from cupola.errors import DocumentError, Message
from cupola.script.document import BreakdownText
from cupola.script.entry import field_edit, key_of, new_entry, updates
from cupola.script.match import match
from cupola.script.parting import partings
from cupola.script.revision import Change, Revision, SceneKey
from cupola.script.scene import Scene
from cupola.script.ties import Ties
from cupola.script.yamltext import scalar

_HEADER: Final = """\
# The breakdown: the scenes of the screenplay, cut into shots. Yours to edit.
# `cupola breakdown` keeps number, heading, pages, speaking and fingerprint in step with the screenplay, adds what its
# notes and tags ask for, and changes nothing else. Give each scene its set, and its shots below `shots:`; a scene shot
# on the ground has `unit: ground`.
# What is no longer in the screenplay lands in the boneyard, whole.
schema: cupola/1
"""

_NO_SCENES: Final = "the screenplay has no scenes; the breakdown is left as it is"
_HOW_SCENES_BEGIN: Final = "a scene begins with a line such as INT. KITCHEN - DAY, with an empty line above and below"


def write_first(scenes: Sequence[Scene]) -> str:
    """Write the breakdown of a screenplay that has none yet: an entry without shots for each scene not omitted."""
    entries = "".join(new_entry(scene, indent=2, newline="\n") for scene in scenes if not scene.is_omitted)
    return _HEADER + (f"scenes:\n{entries}" if entries else "scenes: []\n") + "boneyard: []\n"


def revise(
    text: str, scenes: Sequence[Scene], name: str = "breakdown.yaml", colour: str | None = None
) -> tuple[str, Revision]:
    """Bring the text of a breakdown in step with the scenes of the screenplay.

    Scenes take the order of the screenplay; number, heading, pages, speaking and fingerprint are brought up to date;
    screen time too, where it was the computed one. The shots of a renumbered scene are renamed (12A is 14A), wherever
    they are named. A scene that is gone moves to the boneyard whole, and back when it returns; a tie to it is let go,
    and the revision says so.

    Parameters
    ----------
    text : str
        The text of the document.
    scenes : sequence of Scene
        The scenes of the screenplay.
    name : str
        The name of the document, for messages.
    colour : str, optional
        The colour of the pages of this revision: scenes that are new, rewritten or back from the boneyard take it.

    Returns
    -------
    str
        The new text; the same, when nothing changed.
    Revision
        What became of each scene.

    Raises
    ------
    DocumentError
        Not YAML, or no breakdown; or the screenplay has no scenes, which would send all of them to the boneyard.
    """
    document = BreakdownText(text, name)
    living, buried = document.listing("scenes"), document.listing("boneyard")
    if living.entries and not scenes:
        raise DocumentError(Message("E204", _NO_SCENES, hint=_HOW_SCENES_BEGIN))
    entries = living.entries + buried.entries
    count = len(living.entries)
    keys = [key_of(entry) for entry in entries]
    scenes, revision = _matched(keys[:count], scenes, keys[count:])
    ties = Ties(document.text, entries, count, revision)

    def written(change: Change, scene: Scene) -> str:
        paper = colour if change.is_on_new_pages and scene.asked.revision is None else None
        if change.old is None:
            return new_entry(scene, living.indent, document.newline, paper)
        entry = entries[change.old]
        edits = [*updates(document.text, entry, scene, document.newline), *ties.edits(change.old, scene.number)]
        if paper is not None:
            edits.append(field_edit(document.text, entry, "revision", scalar(paper), document.newline))
        return document.moved(entry, living.indent, edits)

    up = [written(change, scenes[change.new]) for change in revision.changes if change.new is not None]
    kept = {change.old for change in revision.changes if change.new is not None}
    below = [index for index in (*range(count, len(entries)), *range(count)) if index not in kept]
    down = [document.moved(entries[index], buried.indent, ties.renames(index)) for index in below]
    new_text = document.with_listings((living, up), (buried, down))
    parted = tuple(one.text() for one in partings(keys[:count], scenes, revision))
    return new_text, replace(revision, loosened=tuple(ties.loosened), parted=parted)


def _matched(
    keys: Sequence[SceneKey], scenes: Sequence[Scene], buried: Sequence[SceneKey]
) -> tuple[list[Scene], Revision]:
    """Give the scenes that are not omitted, and what became of those that there were."""
    omitted = {scene.number for scene in scenes if scene.is_omitted}
    left = [scene for scene in scenes if not scene.is_omitted]
    return left, with_omitted(match(keys, left, buried), omitted)


def with_omitted(revision: Revision, numbers: set[str]) -> Revision:
    """Tell the scenes that are gone and whose numbers the script keeps from those of which nothing is left."""
    changes = (
        replace(change, kind="omitted") if change.kind == "gone" and change.old_number in numbers else change
        for change in revision.changes
    )
    return replace(revision, changes=tuple(changes))
