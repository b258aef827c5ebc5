"""Final Draft written: a screenplay as a file that Final Draft and others open, and that is read again as it was."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from cupola.script.annotation import tagged
from cupola.script.colour import COLOURS, UNUSUAL
from cupola.script.element import ASIDES, Element, Kind, Screenplay, Tag, groups
from cupola.script.emphasis import STYLES, Run, Style, plain, runs
from cupola.script.fdx.markup import attribute_text, escaped
from cupola.script.fdx.tagdata import TagData
from cupola.script.fdx.titlepage import title_lines
from cupola.script.fountain import parse
from cupola.script.heading import HEADING_WORDS, HeadingWords
from cupola.script.length import pages_text

_KINDS: Final[dict[Kind, str]] = {
    "scene_heading": "Scene Heading",
    "action": "Action",
    "character": "Character",
    "parenthetical": "Parenthetical",
    "dialogue": "Dialogue",
    "lyric": "Lyrics",
    "transition": "Transition",
    "centered": "Action",
    "synopsis": "Outline Body",
}
_DEEPEST_SECTION: Final = 4
_BLOCK: Final = 2


def fdx_text(screenplay: Screenplay, words: HeadingWords = HEADING_WORDS) -> str:
    """Write a screenplay as a Final Draft file, in UTF-8.

    Notes that name the words before them become tags. Boneyards are left out, but for scenes that are omitted, as the
    words of their headings say.
    The same screenplay gives the same text.
    """
    writer = _Writer(tagged(screenplay), words)
    body = "\n".join(writer.body())
    parts = [
        '<?xml version="1.0" encoding="UTF-8" standalone="no" ?>',
        '<FinalDraft DocumentType="Script" Template="No" Version="5">',
        "  <Content>",
        *([body] if body else []),
        "  </Content>",
        *_title(screenplay),
        *writer.notes(),
        *writer.revisions(),
        *writer.tags.lines(),
        "</FinalDraft>",
        "",
    ]
    return "\n".join(parts)


def _title(screenplay: Screenplay) -> Iterator[str]:
    lines = list(title_lines(screenplay.title))
    if not lines:
        return
    yield "  <TitlePage>\n    <Content>"
    for text, is_centred in lines:
        alignment = "Center" if is_centred else "Left"
        yield f'      <Paragraph Alignment="{alignment}">\n        <Text>{escaped(text)}</Text>\n      </Paragraph>'
    yield "    </Content>\n  </TitlePage>"


class _Writer:
    """Writes the paragraphs of a script, and gathers what Final Draft keeps apart from them: notes, tags, revisions."""

    def __init__(self, screenplay: Screenplay, words: HeadingWords) -> None:
        self._words = words
        self._groups = list(groups(screenplay.elements))
        self._at = 0  # the units of the script before the paragraph that is written
        self._notes: list[tuple[int, int, str]] = []
        self.tags = TagData()
        named = (element.revision for element, _ in self._groups if element.revision)
        self._revisions = {name: k for k, name in enumerate(dict.fromkeys((*COLOURS, *named)), 1)}

    def body(self) -> Iterator[str]:
        """Give the paragraphs of the script."""
        index, starts_page = 0, False
        while index < len(self._groups):
            element, asides = self._groups[index]
            stop = index + 1
            if element.kind == "page_break":
                if starts_page:
                    yield self._empty(starts_page)
                starts_page = True
            elif element.kind in ASIDES:
                if element.kind == "note":
                    if starts_page or self._at == 0:
                        yield self._empty(starts_page)
                    starts_page = False
                    self._notes.append((self._at - 1, self._at, element.text))
            elif element.dual == "left":
                stop = self._end_of_dual(index)
                yield self._dual(self._groups[index:stop], starts_page)
                starts_page = False
            else:
                stop = self._end_of_card(index)
                yield self._paragraph(element, asides, starts_page, self._groups[index + 1 : stop])
                starts_page = False
            index = stop
        if starts_page:
            yield self._empty(starts_page)

    def _end_of_dual(self, index: int) -> int:
        """Give where the speeches at once end that begin here; notes between their lines belong to them."""
        stop = index
        is_right = False
        for k in range(index, len(self._groups)):
            element = self._groups[k][0]
            if element.dual == "left" and is_right:
                break
            if element.dual is None and element.kind not in ASIDES:
                break
            is_right = is_right or element.dual == "right"
            stop = k + 1 if element.dual else stop
        return stop

    def _end_of_card(self, index: int) -> int:
        """Give where what stands in the paragraph of a heading ends: its synopses, or the scene that is omitted."""
        stop = index + 1
        if self._groups[index][0].kind != "scene_heading":
            return stop
        while stop < len(self._groups) and _is_for_card(*self._groups[stop]):
            stop += 1
        if stop == index + 1 and stop < len(self._groups) and self._groups[stop][0].kind == "boneyard":
            stop += self._words.is_omitted(plain(self._groups[index][0].text))
        return stop

    def _empty(self, starts_page: bool) -> str:
        self._at += 1
        starts = ' StartsNewPage="Yes"' if starts_page else ""
        return f'    <Paragraph Type="General"{starts}>\n      <Text></Text>\n    </Paragraph>'

    def _dual(self, found: Sequence[tuple[Element, tuple[Element, ...]]], starts_page: bool) -> str:
        start = self._at
        notes = len(self._notes)
        inner = "\n".join(
            self._paragraph(element, asides, False) for element, asides in found if element.kind not in ASIDES
        )
        loose = [text for _, _, text in self._notes[notes:]]
        loose += [element.text for element, _ in found if element.kind == "note"]
        self._at = start + _BLOCK + 1
        self._notes[notes:] = [(self._at - 1, self._at, text) for text in loose]
        starts = ' StartsNewPage="Yes"' if starts_page else ""
        block = f"      <DualDialogue>\n{inner}\n      </DualDialogue>"
        return f"    <Paragraph{starts}>\n{block}\n    </Paragraph>"

    def _paragraph(
        self,
        element: Element,
        asides: Sequence[Element],
        starts_page: bool,
        inside: Sequence[tuple[Element, tuple[Element, ...]]] = (),
    ) -> str:
        """Write a paragraph; `inside` are the synopses of a scene, or what is left of one that is omitted."""
        attributes = {"Type": _KINDS.get(element.kind, "Action")}
        if element.kind == "section":
            attributes["Type"] = f"Outline {min(element.level or 1, _DEEPEST_SECTION)}"
        if element.kind == "centered":
            attributes["Alignment"] = "Center"
        if element.number is not None:
            attributes["Number"] = element.number
        if starts_page:
            attributes["StartsNewPage"] = "Yes"
        texts = runs(element.text)
        omitted = "".join(aside.text for aside, _ in inside if aside.kind == "boneyard")
        lines = [
            f"    <Paragraph{attribute_text(attributes)}>",
            *self._card(element, [synopsis.text for synopsis, _ in inside if synopsis.kind == "synopsis"]),
            *self._texts(element),
            *(["      <OmittedScene>", self._omitted(omitted), "      </OmittedScene>"] if omitted else []),
            "    </Paragraph>",
        ]
        self._add_notes(asides, texts)
        self._at += sum(len(run.text) for run in texts) + _BLOCK * bool(omitted) + 1
        return "\n".join(line for line in lines if line)

    def _add_notes(self, asides: Sequence[Element], texts: Sequence[Run]) -> None:
        """Keep the notes of a paragraph, each with the units of the script before it."""
        starts = [run.start for run in texts]
        before = [0, *accumulate(len(run.text) for run in texts)]
        for note in asides:
            if note.kind == "note":
                offset = note.offset or 0
                index = bisect_right(starts, offset) - 1
                inside = min(len(texts[index].text), offset - starts[index]) if index >= 0 else 0
                at = self._at + before[max(index, 0)] + inside
                self._notes.append((at, at, note.text))

    def _omitted(self, text: str) -> str:
        """Write the scene that a heading stands for no more; its notes and tags are not counted."""
        inner = _Writer(tagged(parse("\n" + text, words=self._words)), self._words)
        return "\n".join(inner.body())

    @staticmethod
    def _card(element: Element, synopses: Sequence[str]) -> Iterator[str]:
        if element.kind != "scene_heading" or (element.eighths is None and not synopses):
            return
        length = f' Length="{pages_text(element.eighths)}"' if element.eighths is not None else ""
        if not synopses:
            yield f"      <SceneProperties{length}/>"
            return
        yield f"      <SceneProperties{length}>\n        <Summary>"
        for text in synopses:
            yield f"          <Paragraph>\n            <Text>{escaped(plain(text))}</Text>\n          </Paragraph>"
        yield "        </Summary>\n      </SceneProperties>"

    def _texts(self, element: Element) -> Iterator[str]:
        revision = self._revisions[element.revision] if element.revision else 0
        for text, styles, tags in _pieces(element):
            attributes = {}
            if revision:
                attributes["RevisionID"] = str(revision)
            if styles:
                attributes["Style"] = "+".join(style.capitalize() for style in STYLES if style in styles)
            if tags:
                attributes["TagNumber"] = str(self.tags.number(tags))
            yield f"      <Text{attribute_text(attributes)}>{escaped(text)}</Text>"

    def notes(self) -> Iterator[str]:
        """Give the notes, each with its range of the script."""
        if not self._notes:
            return
        yield "  <ScriptNotes>"
        for number, (start, stop, text) in enumerate(self._notes, 1):
            lines = "".join(f"<Paragraph><Text>{escaped(line)}</Text></Paragraph>" for line in text.split("\n"))
            yield f'    <ScriptNote ID="{number}" Range="{start},{stop}">{lines}</ScriptNote>'
        yield "  </ScriptNotes>"

    def revisions(self) -> Iterator[str]:
        """Give the colours of the revisions, if any text has one."""
        if not any(element.revision for element, _ in self._groups):
            return
        yield '  <Revisions ActiveSet="1" Location="7.75" RevisionMode="No" RevisionsShown="All" ShowPageColor="Yes">'
        for name, number in self._revisions.items():
            colour, page = COLOURS.get(name, UNUSUAL)
            attributes = {"Color": f"#{colour}", "FullRevision": "No", "ID": str(number), "Mark": "*", "Name": name}
            yield f"    <Revision{attribute_text(attributes | {'PageColor': f'#{page}', 'Style': ''})}/>"
        yield "  </Revisions>"


def _is_for_card(element: Element, asides: Sequence[Element]) -> bool:
    """Say whether a synopsis can stand on the card of its scene, which holds bare text."""
    return element.kind == "synopsis" and not asides and not element.tags and plain(element.text) == element.text


def _pieces(element: Element) -> Iterator[tuple[str, frozenset[Style], tuple[Tag, ...]]]:
    """Cut the text of an element where its style or its tags change."""
    edges = sorted({edge for tag in element.tags for edge in (tag.start, tag.stop)})
    waiting = sorted(element.tags, key=lambda tag: tag.start)[::-1]
    here: list[Tag] = []
    for run in runs(element.text):
        end = run.start + len(run.text)
        inner = edges[bisect_right(edges, run.start) : bisect_left(edges, end)]
        for start, stop in pairwise((run.start, *inner, end)):
            while waiting and waiting[-1].start <= start:
                here.append(waiting.pop())
            here = [tag for tag in here if tag.stop > start]
            bare = tuple(Tag(tag.category, tag.name, 0, 0) for tag in here if stop <= tag.stop)
            yield run.text[start - run.start : stop - run.start], run.styles, bare
