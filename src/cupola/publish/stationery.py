"""The templates: those in the package, with a user's own laid over them file by file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from cupola.errors import DocumentError, Message
from cupola.publish.language import PACKAGED as LANGUAGES
from cupola.store import write_whole

PACKAGED: Final = Path(__file__).parent / "templates"
"""Where the packaged templates are."""

Size = Literal["a4", "letter"]
"""The sizes of sheets that paper is set for."""

_KINDS: Final = (".typ", ".html", ".css")
_LARGEST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Stationery:
    """A set of templates.

    Attributes
    ----------
    files : dict of str to str
        The text of each template by its name.
    own : Path or None
        The user's folder: pictures and fonts that the user's templates need are found there.
    size : str
        The sheets that the PDFs are set for: `a4` or `letter`.
    """

    files: dict[str, str]
    own: Path | None
    size: Size = "a4"

    @classmethod
    def of(cls, own: Path | None = None, size: Size = "a4") -> Stationery:
        """Read the packaged templates, and lay those of the folder `own` over them.

        Raises
        ------
        DocumentError
            The folder is missing, or one of its templates cannot be read.
        """
        files = _texts(PACKAGED)
        if own is not None:
            if not own.is_dir():
                hint = f"copy the templates there first: cupola paper --eject {own}"
                raise DocumentError(Message("E601", f"there is no template folder {own}", hint=hint))
            files |= _texts(own)
        return cls(files, own, size)

    def shown(self, name: str) -> str:
        """Give the name of a template as the user knows it: the path in the user's folder, or the plain name."""
        mine = self.own / name if self.own else None
        return str(mine) if mine and mine.is_file() else name

    @property
    def root(self) -> Path:
        """The folder that templates may read pictures from; nothing outside it can be reached."""
        return self.own or PACKAGED

    @property
    def fonts(self) -> list[Path]:
        """The user's folder of fonts, if there is one."""
        folder = self.own / "fonts" if self.own else None
        return [folder] if folder and folder.is_dir() else []


def eject(folder: Path, templates: Path | None = None) -> list[Path]:
    """Copy the templates and languages into a folder, to be edited there and given back as `templates`.

    Parameters
    ----------
    folder : Path
        Where to; made if it is missing. Nothing in it is overwritten.
    templates : Path or None
        The folder of a user's own templates, to start from; else the packaged ones.

    Raises
    ------
    DocumentError
        One of the files is there already, or the folder cannot be written to.
    """
    files = Stationery.of(templates).files | _texts(LANGUAGES, (".yaml",))
    if templates is not None:
        files |= _texts(templates, (".yaml",))
    taken = [folder / name for name in sorted(files) if (folder / name).exists()]
    if taken:
        hint = "choose another folder, or move these files away"
        faults = [Message("E601", f"{path} is there already; nothing was written", hint=hint) for path in taken]
        raise DocumentError(*faults)
    for name, text in sorted(files.items()):
        write_whole(folder / name, text)
    return [folder / name for name in sorted(files)]


def _texts(folder: Path, kinds: tuple[str, ...] = _KINDS) -> dict[str, str]:
    return {path.name: _text(path) for path in sorted(folder.iterdir()) if path.suffix in kinds and path.is_file()}


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise DocumentError(Message("E601", f"{path} is larger than {_LARGEST // 1000} kB: not a template"))
        return path.read_text("utf-8")
    except OSError as error:
        raise DocumentError(Message("E601", f"{path} cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError:
        raise DocumentError(Message("E601", f"{path} is not text in UTF-8")) from None
