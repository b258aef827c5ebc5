"""Paper that a newer revision replaces: it is set aside, each sheet of it marked with what replaces it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final

from cupola.publish.imprint import Imprint
from cupola.publish.language import Language
from cupola.publish.languageform import CODE

FOLDER: Final = "superseded"
"""Where in the folder of the paper what is replaced lies, a folder a revision."""

DRAFT: Final = "-"
_MARK: Final = "cupola-revision"
_MARKED: Final = re.compile(rb'cupola-revision(?::|" content=")([A-Z]{1,4}|-)')
_BODY: Final = re.compile("<body[^>]*>")
_PAGES: Final = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_INDEX: Final = re.compile(rf"{FOLDER}/[A-Z]{{1,4}}/({CODE}/)?index\.html")
_KINDS: Final = (".pdf", ".html")
_OF_A_DAY_OR_PERSON: Final = ("call-sheet-", "sides-", "cue-cards-", "production-report", "what-became")
"""What a plan may have and the next one not."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """A sheet that is replaced, as its template sees it: its file, how many pages it has, and what to write on them."""

    imprint: Imprint
    name: str
    pages: int
    stamp: str
    words: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What becomes of the paper that lies in a folder: what is kept, marked, and what goes if nothing new replaces it.

    Both by name; `earlier` are the indexes of what was set aside before, by name too.
    """

    kept: Mapping[str, bytes]
    old: Mapping[str, Path]
    earlier: frozenset[str] = frozenset()

    @property
    def letters(self) -> tuple[str, ...]:
        """The revisions that are set aside, now and before."""
        return tuple(sorted({name.split("/")[1] for name in (*self.earlier, *self.kept)}, key=_rank))

    def index(self, letter: str, folder: str) -> str:
        """Give the index of a revision that was set aside, in the language of a folder if it was printed in that."""
        theirs = f"{FOLDER}/{letter}/{folder}index.html"
        return theirs if theirs in self.earlier or theirs in self.kept else f"{FOLDER}/{letter}/index.html"

    def gone(self, made: Mapping[str, object]) -> list[Path]:
        """Give the files that are to be taken away, as no new paper is laid over them."""
        return [path for name, path in self.old.items() if name not in made]


def keyword(letter: str) -> str:
    """Give what a PDF says of the revision that it is of, among its keywords."""
    return f"{_MARK}:{letter or DRAFT}"


def tagged(page: str, letter: str) -> str:
    """Give a page that says in its head of which revision it is."""
    return page.replace("<head>", f'<head>\n<meta name="{_MARK}" content="{letter or DRAFT}">', 1)


def aside(
    out: Path,
    imprint: Imprint,
    spoken: Mapping[str, Language],
    stamped: Callable[[Path, Replaced, Language], bytes],
) -> Aside:
    """Find the paper in a folder that new paper replaces.

    What is of an older revision is kept and marked. Of a draft, and of the same revision printed anew, a sheet of a
    day or a person goes if the new paper has it not. What is no paper of a plan stays where it is.

    Parameters
    ----------
    imprint : Imprint
        Of the new paper.
    spoken : mapping of str to Language
        The languages of the paper by code, that of the folder itself first.
    stamped : callable
        Stamps a PDF.
    """
    now, first = imprint.revision.letter, next(iter(spoken.values()))
    kept: dict[str, bytes] = {}
    old: dict[str, Path] = {}
    for path, name in _paper_in(out):
        content = path.read_bytes()
        letter = _letter(content)
        if letter is None:
            continue
        if letter != DRAFT and _rank(letter) < _rank(now):
            kept[f"{FOLDER}/{letter}/{name}"] = _replaced(
                path, content, imprint, spoken.get(_code(name), first), stamped
            )
        elif (letter if letter != DRAFT else "") != now or not path.name.startswith(_OF_A_DAY_OR_PERSON):
            continue
        old[name] = path
    earlier = (path.relative_to(out).as_posix() for path in (out / FOLDER).rglob("index.html"))
    return Aside(kept, old, frozenset(name for name in earlier if _INDEX.fullmatch(name)))


def _rank(letter: str) -> tuple[int, str]:
    return len(letter), letter


def _paper_in(out: Path) -> Iterator[tuple[Path, str]]:
    """Give the pages and PDFs of a folder, and of the folders of languages in it, with their names."""
    if not out.is_dir():
        return
    folders = [path for path in sorted(out.iterdir()) if path.is_dir() and re.fullmatch(CODE, path.name)]
    for folder in (out, *folders):
        for path in sorted(folder.iterdir()):
            if path.suffix in _KINDS and path.is_file():
                yield path, path.relative_to(out).as_posix()


def _code(name: str) -> str:
    folder, slash, _ = name.partition("/")
    return folder if slash else ""


def _letter(content: bytes) -> str | None:
    found = _MARKED.search(content)
    return found[1].decode() if found else None


def _replaced(
    path: Path,
    content: bytes,
    imprint: Imprint,
    language: Language,
    stamped: Callable[[Path, Replaced, Language], bytes],
) -> bytes:
    revision = imprint.revision
    colour = language.say(f"colour-{revision.colour}")
    words = language.say("superseded-by", letter=revision.letter, colour=colour)
    if path.suffix == ".html":
        return _BODY.sub(lambda body: body[0] + _banner(words), content.decode("utf-8"), count=1).encode()
    pages = len(_PAGES.findall(content))
    if not pages:  # damaged
        return content
    return stamped(path, Replaced(imprint, path.name, pages, language.say("superseded"), words), language)


def _banner(words: str) -> str:
    style = "margin:0 0 12px;padding:6px 10px;background:#8f1d1d;color:#fff;font-weight:700;text-align:center"
    return f'\n<p class="superseded" style="{style}">{escape(words)}</p>'
