"""Final Draft files parsed: from XML to a sheet of paragraphs.

The form has no public description. What is read here was read off files that Final Draft wrote. Files are untrusted:
a document type and entities are refused (defusedxml), size, depth and number of paragraphs are bounded.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Final

from cupola.errors import DocumentError, Message
from cupola.script.fdx.sheet import Note, Paragraph, Run, Sheet
from cupola.tree import at_line, read_bytes

LARGEST: Final = 25_000_000
"""The largest file read, in bytes: eight times a long feature with all its tags."""
DEEPEST: Final = 60
MOST_PARAGRAPHS: Final = 200_000
MOST_RUNS: Final = 400_000
MOST_TAGGED: Final = 100_000
MOST_LETTERS: Final = 5_000_000
LONGEST: Final = 100_000
"""The longest paragraph, in letters."""
_MOST_OF_A_TAG: Final = 10
_BACKUP: Final = "export the script anew from Final Draft as .fdx"
_RANGE: Final = re.compile(r"\s*(\d{1,9})\s*,\s*(\d{1,9})\s*")


def read_sheet(path: Path, shown: str) -> tuple[Sheet, str]:
    """Read a file, and give its text beside it, for messages.

    Raises
    ------
    DocumentError
        Missing or unreadable (E101), too large (E103), no XML (E206), with a document type or entities (E207), nested
        too deeply or too long (E208), or no script of Final Draft (E209).
    """
    data = read_bytes(path, shown, LARGEST)
    return parse_sheet(data, shown), data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def parse_sheet(data: bytes, shown: str) -> Sheet:
    """Parse the bytes of a file; raises as `read_sheet` does."""
    from xml.sax import SAXParseException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import make_parser

    def refusal(code: str, text: str, line: int, column: int, hint: str) -> DocumentError:
        lines = tuple(data.decode("utf-8", errors="replace").splitlines())
        return DocumentError(at_line(shown, lines, line, column, code, text, hint))

    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        hint = "an .fdr file or another form: open it in Final Draft and save it as .fdx"
        raise DocumentError(Message("E206", f"{shown} is not XML", hint=hint))
    parser = make_parser()
    parser.forbid_dtd = True
    builder = _Builder()
    parser.setContentHandler(_handler(builder, parser))
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        text = "this file brings a document type or entities, with which a short file can stand for an endless one"
        raise refusal(
            "E207", text, max(parser.getLineNumber() or 1, 1), 1, "no script needs them; " + _BACKUP
        ) from None
    except SAXParseException as error:
        line, column = error.getLineNumber() or 1, (error.getColumnNumber() or 0) + 1
        raise refusal("E206", f"this is not XML: {error.getMessage()}", line, column, _BACKUP) from None
    except (LookupError, ValueError) as error:  # an encoding that is unknown, or one that expat does not take
        raise refusal("E206", f"this is not XML: {error}", 1, 1, "save the file as UTF-8") from None
    except _RefusedError as error:
        raise refusal(error.code, error.text, parser.getLineNumber() or 1, 1, error.hint) from None
    return builder.sheet()


class _RefusedError(Exception):
    """What a file may not have."""

    def __init__(self, code: str, text: str, hint: str) -> None:
        super().__init__(text)
        self.code, self.text, self.hint = code, text, hint


class _Builder:
    """Builds the sheet from the beginnings and ends of XML elements."""

    def __init__(self) -> None:
        self._sheet = Sheet()
        self._stack: list[str] = []
        self._paragraphs: list[Paragraph] = []
        self._note: Note | None = None
        self._texts: list[str] | None = None
        self._attributes: dict[str, str] = {}
        self._count = self._runs = self._tagged = self._letters = 0
        self._type = self._tag = ""
        self._categories: dict[str, str] = {}
        self._definitions: dict[str, tuple[str, str]] = {}
        self._defined: dict[str, list[str]] = {}

    def sheet(self) -> Sheet:
        """Give what was built."""
        for number, found in self._defined.items():
            known = [self._definitions[key] for key in found if key in self._definitions]
            named = [(self._categories.get(cat, cat), name) for cat, name in known if name]
            self._sheet.tags[number] = named[:_MOST_OF_A_TAG]
        return self._sheet

    def begin(self, name: str, attributes: Any, line: int, column: int) -> None:
        """Take the beginning of an element."""
        if not self._stack and name != "FinalDraft":
            raise _RefusedError(
                "E209", f"this is XML, but no script of Final Draft: it begins with <{name[:40]}>", _BACKUP
            )
        if len(self._stack) >= DEEPEST:
            raise _RefusedError("E208", "the file nests too deeply", _BACKUP)
        parent = self._stack[-1] if self._stack else ""
        self._stack.append(name)
        match name:
            case "Paragraph":
                self._begin_paragraph(attributes, line, column)
            case "Text" | "DefId":
                self._texts, self._attributes = [], dict(attributes)
            case "DualDialogue" if not self._paragraphs:
                self._begin_paragraph({}, line, column)
            case "ScriptNote":
                span = _RANGE.fullmatch(attributes.get("Range", ""))
                place = (int(span[1]), int(span[2])) if span else None
                at = self._paragraphs[-1].size if self._paragraphs else None
                self._note = Note("", line, column, place, at)
            case "SceneProperties" if self._paragraphs:
                self._paragraphs[-1].length = attributes.get("Length", "")
            case "ElementSettings":
                self._type = attributes.get("Type", "")
            case "FontSpec" if parent == "ElementSettings" and "AllCaps" in attributes.get("Style", ""):
                self._sheet.capitals.add(self._type)
            case "TagCategory":
                self._categories[attributes.get("Id", "")] = attributes.get("Name", "")
            case "TagDefinition":
                found = (attributes.get("CatId", ""), " ".join(attributes.get("Label", "").split()))
                self._definitions[attributes.get("Id", "")] = found
            case "Tag":
                self._tag = attributes.get("Number", "")
            case "Revision":
                self._sheet.revisions[attributes.get("ID", "")] = attributes.get("Name", "")

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._texts is not None and self._stack[-1] in ("Text", "DefId"):
            self._texts.append(text)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._stack.pop()
        if name == "Text":
            self._end_text()
        elif name == "Paragraph":
            self._end_paragraph(self._stack[-1])
        elif name == "DualDialogue" and self._stack[-1] == "Content":
            self._end_paragraph("Content")
        elif name == "DefId":
            self._defined.setdefault(self._tag, []).append("".join(self._texts or ()).strip())
            self._texts = None
        elif name == "ScriptNote" and self._note is not None:
            home = self._paragraphs[-1].notes if self._paragraphs else self._sheet.notes
            home.append(self._note)
            self._note = None

    def _begin_paragraph(self, attributes: Any, line: int, column: int) -> None:
        self._count += 1
        if self._count > MOST_PARAGRAPHS:
            raise _RefusedError(
                "E208", f"the file has more than {MOST_PARAGRAPHS:,} paragraphs; no script has", _BACKUP
            )
        get = attributes.get
        starts = get("StartsNewPage", "No") == "Yes"
        self._paragraphs.append(
            Paragraph(get("Type", ""), get("Number", ""), get("Alignment", ""), starts, line, column)
        )

    def _end_text(self) -> None:
        text, self._texts = "".join(self._texts or ()), None
        if not text or not self._paragraphs:
            return
        get = self._attributes.get
        run = Run(text, get("Style", ""), get("TagNumber", ""), get("RevisionID", ""))
        self._runs, self._tagged = self._runs + 1, self._tagged + bool(run.tag)
        self._letters += len(text)
        if self._runs > MOST_RUNS or self._tagged > MOST_TAGGED or self._letters > MOST_LETTERS:
            raise _RefusedError("E208", "the file has more text than any script", _BACKUP)
        paragraph = self._paragraphs[-1]
        paragraph.size += len(text)
        if paragraph.size > LONGEST:
            raise _RefusedError("E208", f"a paragraph has more than {LONGEST:,} letters; none in a script has", _BACKUP)
        paragraph.runs.append(run)

    def _end_paragraph(self, parent: str) -> None:
        paragraph = self._paragraphs.pop()
        if parent == "Content" and not self._paragraphs:
            is_title = "TitlePage" in self._stack
            (self._sheet.title if is_title else self._sheet.body).append(paragraph)
        elif parent == "ScriptNote" and self._note is not None:
            self._note.text += ("\n" if self._note.text else "") + paragraph.text
        elif self._paragraphs and parent == "DualDialogue":
            self._paragraphs[-1].dual.append(paragraph)
        elif self._paragraphs and parent == "OmittedScene":
            self._paragraphs[-1].omitted.append(paragraph)
        elif self._paragraphs and parent == "Summary":
            self._paragraphs[-1].summary.append(paragraph.text)


def _handler(builder: _Builder, place: Any) -> Any:
    """Make the handler of SAX; `place` is the parser, which knows line and column."""
    from xml.sax.handler import ContentHandler

    class Handler(ContentHandler):
        """Hands SAX events on; the names of its methods are SAX's."""

        def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802
            builder.begin(name, attrs, place.getLineNumber() or 1, (place.getColumnNumber() or 0) + 1)

        def characters(self, content: str) -> None:
            builder.text(content)

        def endElement(self, name: str) -> None:  # noqa: N802
            builder.end(name)

    return Handler()
