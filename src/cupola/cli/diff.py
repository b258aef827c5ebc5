"""`cupola diff`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, Literal

from cupola.cli import OK
from cupola.cli.compare import move_json, recast_json
from cupola.cli.desk import in_force, is_planned, open_production, print_json, say
from cupola.errors import CupolaError, DocumentError, Message, harmless
from cupola.plan.compare import Recast, recast
from cupola.plan.document import WrittenPlan, read_plan
from cupola.plan.replan.difference import Move, difference, move_words
from cupola.plan.replan.fate import causes
from cupola.plan.versions import versions
from cupola.production import Production, inside, sources
from cupola.production.contrast import Contrast, contrasts
from cupola.production.rewrite import Rewrite, Scenes, compare, of_breakdown
from cupola.production.unit import PRODUCTION
from cupola.script import HEADING_WORDS, Scene, read, scenes
from cupola.tree import Plain, Tree, parse, read_text

Kind = Literal["plan", "scenes", "production", "folder"]
_VERSION: Final = re.compile(r"(.*)@(\d{1,4})", re.DOTALL)
_SCRIPTS: Final = (".fountain", ".fdx", ".spmd", ".txt")
_WORDS: Final = {"plan": "a plan", "scenes": "scenes", "production": "a production.yaml", "folder": "a production"}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: what it is, its file or folder, that of its production, an approved version, the document."""

    shown: str
    kind: Kind
    path: Path
    folder: Path | None
    version: int | None = None
    tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class Plans:
    """What differs between two plans: their values as they say themselves, their strips, and who is in them."""

    values: tuple[int, int]
    moves: tuple[Move, ...]
    recast: tuple[Recast, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """All that differs; None for what was not compared."""

    production: tuple[Contrast, ...] | None = None
    scenes: Rewrite | None = None
    plan: Plans | None = None


def diff(a: str, b: str, *, as_json: bool) -> int:
    """Print what differs between two plans, breakdowns, screenplays or productions, from the first to the second.

    Raises
    ------
    DocumentError
        One is not there (E101), is of another kind than the other (E797), or names a version that is not there (E798).
    """
    found = _compared(*_sides(a, b))
    if as_json:
        print_json(_json(found))
        return OK
    parts = {
        "production": [one.text() for one in found.production or ()],
        "scenes": found.scenes.lines() if found.scenes else [],
        "plan": list(found.plan.words) if found.plan else [],
    }
    told = {name: lines for name, lines in parts.items() if lines}
    for name, lines in told.items():
        indent = "  " if len(told) > 1 else ""
        print("\n".join([*([name] if indent else []), *(harmless(indent + line) for line in lines)]))
    if not told:
        say("no difference")
    return OK


def _sides(a: str, b: str) -> tuple[Side, Side]:
    """Find both; a bare `@2` is a version of the other's production, or of the one in the working folder."""
    found = {text: _side(text, None) for text in (a, b) if not text.startswith("@")}
    at = next((side.folder for side in found.values() if side.folder), Path())
    return found.get(a) or _side(a, at), found.get(b) or _side(b, at)


def _side(text: str, at: Path | None) -> Side:
    path = Path(text)
    match = _VERSION.fullmatch(text)
    if match and not _is_there(path):
        folder = Path(match[1]) if match[1] else at or Path()
        return Side(text, "plan", folder, folder, int(match[2]))
    if not _is_there(path):
        raise DocumentError(Message("E101", f"{text} does not exist", hint="a folder, a file, or a version: FOLDER@2"))
    if path.is_dir():
        return Side(text, "folder", path, path)
    if path.suffix.casefold() in _SCRIPTS:
        return Side(text, "scenes", path, _home(path))
    return _document(text, path)


def _home(path: Path) -> Path | None:
    """Give the folder of the production that a file lies in."""
    return next((one for one in path.absolute().parents if (one / PRODUCTION).is_file()), None)


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _document(text: str, path: Path) -> Side:
    """Tell by its fields what a document is."""
    tree = _tree(path)
    root = tree.root
    holds: Mapping[str, Kind] = {"strips": "plan", "scenes": "scenes", "people": "production"}
    kind = next((kind for field, kind in holds.items() if root.get(field) is not None), None)
    if kind is None:
        hint = "give a plan, a breakdown, a screenplay, a production.yaml or a folder"
        raise DocumentError(Message("E797", f"{text} is nothing that can be compared", hint=hint))
    return Side(text, kind, path, _home(path), tree=tree)


def _tree(path: Path) -> Tree:
    return parse(read_text(path, path.name), path.name)


def _compared(a: Side, b: Side) -> Found:
    kinds = {a.kind, b.kind}
    if kinds == {"folder"}:
        return _folders(a, b)
    if kinds <= {"plan", "folder"}:
        return Found(plan=_plans(a, b))
    if kinds <= {"scenes", "folder"}:
        return Found(scenes=compare(_scenes(a, b), _scenes(b, a)))
    if kinds <= {"production", "folder"}:
        return Found(production=contrasts(_fields(a), _fields(b)))
    text = f"{a.shown} is {_WORDS[a.kind]}, and {b.shown} is {_WORDS[b.kind]}"
    raise DocumentError(Message("E797", text, hint="give two of a kind"))


def _folders(a: Side, b: Side) -> Found:
    both = (a, b)
    titles = [plain.get("title") if isinstance(plain, dict) else None for plain in map(_fields, both)]
    has_plans = all(is_planned(one.path) for one in both) and titles[0] == titles[1]
    has_scenes = all(_breakdown(one.path).is_file() for one in both)
    return Found(
        production=contrasts(_fields(a), _fields(b)),
        scenes=compare(_scenes(a, b), _scenes(b, a)) if has_scenes else None,
        plan=_plans(a, b) if has_plans else None,
    )


def _fields(side: Side) -> Plain:
    return (side.tree or _tree(side.path / PRODUCTION)).root.plain()


def _breakdown(folder: Path) -> Path:
    given = sources(folder)
    return inside(given.folder, given.breakdown)


def _scenes(side: Side, other: Side) -> Scenes:
    """Read the scenes of a breakdown, or of a screenplay, by the heading words of its production or the other's."""
    if side.path.suffix.casefold() in _SCRIPTS and side.kind == "scenes":
        home = side.folder or other.folder
        words = sources(home).words if home is not None else HEADING_WORDS
        return Scenes(scenes(read(side.path, words=words), words))
    return of_breakdown(side.tree or _tree(_breakdown(side.path)), _script(side.folder))


def _script(folder: Path | None) -> Sequence[Scene]:
    """Give the scenes of a production's screenplay, if it can be read: they tell a new heading from new words."""
    try:
        given = sources(folder) if folder is not None else None
        return scenes(read(inside(given.folder, given.screenplay), words=given.words), given.words) if given else ()
    except CupolaError:
        return ()


def _plan(side: Side, production: Production) -> WrittenPlan:
    if side.version is not None:
        found = versions(side.path)
        if not 0 < side.version <= len(found):
            last = f"the last is {len(found)}" if found else "nothing is approved yet"
            hint = f"cupola history {side.path}"
            raise DocumentError(Message("E798", f"there is no version {side.version}; {last}", hint=hint))
        return found[side.version - 1].written
    if side.kind == "folder":
        return in_force(production, side.path)[0]
    return read_plan(side.path, side.path.name)


def _plans(a: Side, b: Side) -> Plans:
    folder = b.folder or a.folder
    if folder is None:
        hint = "plans lie in the folder of their production"
        raise DocumentError(Message("E797", f"{b.shown} belongs to no production", hint=hint))
    production = open_production(folder)
    one, other = _plan(a, production), _plan(b, production)
    if one.plan.title != other.plan.title:
        text = f'{a.shown} is a plan of "{one.plan.title}", and {b.shown} of "{other.plan.title}"'
        raise DocumentError(Message("E797", text, hint="give two plans of one film"))
    is_later = bool(one.approval and other.approval and one.approval.version < other.approval.version)
    why = causes(production, one.plan, other.plan) if is_later else None
    moves, changes = difference(production, one.plan, other.plan, why), recast(one.plan, other.plan)
    words = [f"value {one.plan.value} → {other.plan.value}"] if one.plan.value != other.plan.value else []
    words += [move_words(production, move) for move in moves]
    words += [f"{each.shot}  {each.what} {each.before or 'none'} → {each.after or 'none'}" for each in changes]
    if moves:
        say(f"times are on the crew's clock, {production.crew_clock}")
    return Plans((one.plan.value, other.plan.value), moves, changes, tuple(words))


def _json(found: Found) -> object:
    return {
        "production": None if found.production is None else [_contrast(one) for one in found.production],
        "scenes": _rewrite(found.scenes) if found.scenes else None,
        "plan": None
        if found.plan is None
        else {
            "values": list(found.plan.values),
            "moves": [move_json(move) | {"reason": move.reason} for move in found.plan.moves],
            "recast": [recast_json(one) for one in found.plan.recast],
        },
    }


def _contrast(one: Contrast) -> dict[str, Any]:
    return asdict(one) | {"path": list(one.path), "text": one.text()}


def _rewrite(found: Rewrite) -> dict[str, Any]:
    return {
        "partings": [asdict(one) for one in found.partings],
        "changes": [asdict(one) for one in found.revision.changes if one.kind != "same"],
        "fields": [{"scene": number, **_contrast(one)} for number, one in found.fields],
    }
