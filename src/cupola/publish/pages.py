"""The HTML twins of the paper: one self-contained page each, for a phone or a laptop aboard."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from traceback import extract_tb
from types import TracebackType
from typing import TYPE_CHECKING

from cupola.errors import DocumentError, Location, Message
from cupola.publish.language import Language, english
from cupola.publish.prints import Print
from cupola.publish.record import record, revision_of
from cupola.publish.stationery import Stationery
from cupola.publish.superseded import tagged

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


class Pages:
    """Fills HTML templates; text of a view is always escaped.

    Parameters
    ----------
    prints : iterable of Print
        The frames that a template may show by `frame(name)`: an address that holds the whole picture.
    language : Language or None
        The language of the words that templates ask for with `t(key)` and `tn(key, number)`; English without it.
    stationery : Stationery
        The templates. They run in a sandbox: a template from elsewhere cannot reach files or programs.
    """

    def __init__(self, stationery: Stationery, language: Language | None = None, prints: Iterable[Print] = ()) -> None:
        self._stationery = stationery
        self._environment = _environment(stationery, language or english(), prints)

    def fill(self, template: str, view: object) -> str:
        """Make a page of a view, which the template knows as `d`.

        Raises
        ------
        DocumentError
            The template has a mistake; with its file and line.
        """
        from jinja2 import TemplateError, TemplateSyntaxError

        try:
            page = self._environment.get_template(template).render(d=record(view))
        except TemplateSyntaxError as error:
            raise self._fault(error.message or "", error.filename or template, error.lineno) from None
        except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
            file, line = self._place(error.__traceback__, template)
            raise self._fault(str(error), file, line) from None
        return tagged(page, revision_of(view))

    def _place(self, traceback: TracebackType | None, template: str) -> tuple[str, int]:
        """Find the innermost line of a template in a traceback, which Jinja rewrites to name templates."""
        frames = [(f.filename, f.lineno or 1) for f in extract_tb(traceback) if f.filename in self._stationery.files]
        return frames[-1] if frames else (template, 1)

    def _fault(self, what: str, name: str, line: int) -> DocumentError:
        lines = self._stationery.files.get(name, "").splitlines()
        source = lines[line - 1] if 0 < line <= len(lines) else None
        hint = "compare the template with the packaged one: cupola paper --eject FOLDER"
        return DocumentError(Message("E603", what, Location(self._stationery.shown(name), line), source, hint))


def _environment(stationery: Stationery, language: Language, prints: Iterable[Print]) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    def find(name: str) -> tuple[str, str, None] | None:
        return (stationery.files[name], name, None) if name in stationery.files else None

    made = ImmutableSandboxedEnvironment(
        loader=FunctionLoader(find),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    addresses = {one.name: one.address for one in prints}
    made.globals |= {"frame": addresses.__getitem__}
    made.globals |= {"t": _words(language.say), "tn": _words(language.count), "language": language.code}
    return made


def _words(say: Callable[..., str]) -> Callable[..., Markup]:
    """Give words to a template with all that is filled in escaped, but for what is markup already."""
    from markupsafe import Markup, escape

    def said(key: str, *number: int, **values: object) -> Markup:
        return Markup(say(key, *number, **{name: escape(printed) for name, printed in values.items()}))

    return said
