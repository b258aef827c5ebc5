"""`cupola import`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from cupola.bring.breakdown import Sets, laid_in
from cupola.bring.columns import COLUMNS, Known, Layout, lay_out, read_known, saved
from cupola.bring.fact import Fact, as_json, lines
from cupola.bring.header import Kind, word
from cupola.bring.people import people_in, people_of
from cupola.bring.reading import How, read_table
from cupola.bring.scenes import Scenes, left_out, scenes_of
from cupola.bring.skeleton import screenplay_of
from cupola.bring.table import Table
from cupola.cli import OK
from cupola.cli.desk import message_json, print_json, say
from cupola.errors import DocumentError, Message, closest, harmless
from cupola.production import folder_of, inside, sources
from cupola.production.unit import PRODUCTION
from cupola.script import parse as parse_script
from cupola.script import scenes, write_first
from cupola.store import write_all
from cupola.tree import Node, parse, read_text
from cupola.units import counted


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: the production, the file, and how to read and lay it in."""

    production: Path
    file: Path
    kind: Kind | None
    how: How
    day: str | None
    replace: bool
    dry_run: bool
    as_json: bool


@dataclass(frozen=True, slots=True)
class Brought:
    """What was brought in: the documents before and after, the facts, and what was not understood.

    `script` is a screenplay that was made, as there was none, with where it goes.
    """

    target: Path
    before: str
    after: str
    columns: str
    facts: tuple[Fact, ...]
    warnings: tuple[Message, ...]
    script: tuple[Path, str] | None = None


def bring(wanted: Wanted) -> int:
    """Lay a table into the production; everything is made before anything is written."""
    folder = folder_of(wanted.production)
    table = read_table(wanted.file, wanted.how)
    known = _known(folder)
    layout = lay_out(table, known, wanted.kind)
    _show(table, layout)
    found = (_scenes if layout.kind == "breakdown" else _people)(folder, table, layout, known, wanted)
    for message in (*table.warnings, *found.warnings):
        say(message.render())
    if wanted.as_json:
        print_json(_json(table, layout, found))
    else:
        print("\n".join(lines(found.facts)) or "nothing new")
    say(_summary(found.facts))
    _write(folder, known, found, wanted)
    say(f"next: cupola check {wanted.production}")
    return OK


def _summary(facts: tuple[Fact, ...]) -> str:
    words = {
        "added": "added",
        "kept": "kept as here",
        "replaced": "replaced",
        "absent": "not in the breakdown",
    }
    counts = [
        f"{sum(one.what == what for one in facts)} {said}"
        for what, said in words.items()
        if what in {f.what for f in facts}
    ]
    return ", ".join(counts) or "nothing that is not here"


def _known(folder: Path) -> Known:
    path = inside(folder, COLUMNS)
    return read_known(read_text(path, COLUMNS)) if path.is_file() else Known()


def _show(table: Table, layout: Layout) -> None:
    rows = counted(len(layout.rows), "row")
    say(f"{table.name}: {table.form}; {rows} below the header, read as {layout.kind}")
    for one in layout.columns:
        if not one.is_saved:
            say(f"  {one.header[:24]:<24}  {one.field}")
    out = left_out(layout)
    if out:
        say(f"left out: {', '.join(out)}; what they mean can be written in {COLUMNS}")


def _scenes(folder: Path, table: Table, layout: Layout, known: Known, wanted: Wanted) -> Brought:
    given = sources(folder)
    target, script = inside(given.folder, given.breakdown), inside(given.folder, given.screenplay)
    is_bare = not target.is_file() and not script.is_file()
    written = "" if is_bare else _breakdown(target, given.breakdown_named)
    found = scenes_of(table, layout, known.cast, given.words, _numbers(written, given.breakdown_named))
    made = None
    if is_bare:
        made = screenplay_of(found.found, _title(folder), table.name, given.words)
        before, start = "", write_first(scenes(parse_script(made, given.screenplay, given.words), given.words))
    else:
        before = start = written
    sets = _sets(folder, known)
    after, facts = laid_in(start, found.found, sets, replace=wanted.replace, name=given.breakdown_named)
    _tell(found, sets)
    columns = saved(known, layout, {})
    return Brought(target, before, after, columns, facts, found.warnings, (script, made) if made is not None else None)


def _numbers(text: str, name: str) -> tuple[str, ...]:
    """Give the numbers of the scenes of a breakdown, in its order."""
    scenes = parse(text, name).root.get("scenes") if text else None
    return tuple(one.word("scene") for one in (scenes.items or ())) if scenes else ()


def _breakdown(target: Path, name: str) -> str:
    if not target.is_file():
        hint = "run `cupola breakdown` to make it from the screenplay, then import"
        raise DocumentError(Message("E101", f"{name} does not exist", hint=hint))
    return read_text(target, name)


def _tell(found: Scenes, sets: Sets) -> None:
    """Say what of a table was not scenes, and which of its numbers and places mean nothing here."""
    if found.between:
        say(f"{counted(found.between, 'row')} without a scene number left out: day breaks and banners")
    if found.unknown_cast:
        numbers = ", ".join(found.unknown_cast[:20])
        hint = f"write them in {COLUMNS}, cast: {{1: NAME}}, or import the cast list"
        say(f"cast numbers that stand for nobody known: {numbers}; {hint}")
    strangers = [row.places[0] for row in found.found if row.places and sets.find(row.places) is None]
    if strangers:
        names = ", ".join(f'"{harmless(name)[:40]}"' for name in list(dict.fromkeys(strangers))[:8])
        say(f"no set of {PRODUCTION} is called {names}: where one is meant, write it in {COLUMNS}, sets: {{NAME: set}}")


def _title(folder: Path) -> str:
    root = _root(folder)
    return (root.word("title") if root else "") or folder.absolute().name


def _sets(folder: Path, known: Known) -> Sets:
    root = _root(folder)
    node = root.get("sets") if root else None
    sets = {key: one.word("name") for key, (_, one) in (node.pairs or {}).items()} if node else {}
    for called, key in known.sets.items():
        if sets and key not in sets:
            text = f'{COLUMNS}: "{called}" is to be the set "{key[:40]}", which {PRODUCTION} does not have'
            raise DocumentError(Message("E794", text, hint=closest(key, sets) or f"one of: {', '.join(sets)}"))
    names = {word(name): key for key, called in sets.items() for name in (key, called) if name}
    return Sets(names | dict(known.sets), (root.word("unit") if root else "") or "flight")


def _root(folder: Path) -> Node | None:
    path = folder / PRODUCTION
    return parse(read_text(path, PRODUCTION), PRODUCTION).root if path.is_file() else None


def _people(folder: Path, table: Table, layout: Layout, known: Known, wanted: Wanted) -> Brought:
    target = folder / PRODUCTION
    before = read_text(target, PRODUCTION)
    found = people_of(table, layout)
    after, facts = people_in(before, found.found, day=wanted.day, replace=wanted.replace)
    return Brought(target, before, after, saved(known, layout, found.numbers), facts, found.warnings)


def _write(folder: Path, known: Known, found: Brought, wanted: Wanted) -> None:
    documents = [(found.target, found.before, found.after), (inside(folder, COLUMNS), known.text, found.columns)]
    if found.script is not None:
        path, text = found.script
        say(f"there is no screenplay: {path.name} is made of the table, a heading a scene")
        documents.insert(0, (path, "", text))
    changed = [(path, after) for path, before, after in documents if after != before]
    if wanted.dry_run:
        names = " and ".join(path.name for path, _ in changed)
        say(f"nothing was written; {names} would change" if names else "nothing was written, and nothing would change")
        return
    write_all(dict(changed))
    for path, _ in changed:
        say(f"written: {path}")
    if found.after == found.before:
        say(f"{found.target.name} stays as it is")


def _json(table: Table, layout: Layout, found: Brought) -> object:
    return {
        "kind": layout.kind,
        "form": table.form,
        "columns": [asdict(one) for one in layout.columns],
        "facts": as_json(found.facts),
        "warnings": [message_json(message) for message in (*table.warnings, *found.warnings)],
    }
