"""Well-formed screenplays by chance, for property tests: blocks with what they must be read as."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = ("the", "lamp", "orbit", "window", "falls", "asleep", "river", "two", "hands", "quietly", "again", "iron")
NAMES = ("NINA", "BORIS", "R2D2", "MR. OREL", "MISSION CONTROL", "AN-NA")
PLACES = ("NAUKA", "ZVEZDA - TABLE", "STAR CITY", "SOYUZ MS-19", "THE ROOF")
TIMES = ("DAY", "NIGHT", "DAWN", "CONTINUOUS")

Block = tuple[str, list[tuple[str, str]]]
"""A block of Fountain text, and its elements as (kind, text)."""

sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(lambda w: " ".join(w).capitalize() + ".")


def _heading(kind: str, place: str, time: str, number: int | None) -> Block:
    text = f"{kind}. {place} - {time}"
    return text + (f" #{number}#" if number else ""), [("scene_heading", text)]


def _speech(name: str, extension: str, lines: list[str], aside: str | None) -> Block:
    parts = [("character", name + extension)]
    if aside:
        parts.append(("parenthetical", f"({aside})"))
    return "\n".join([*(text for _, text in parts), *lines]), [*parts, ("dialogue", "\n".join(lines))]


headings = st.builds(
    _heading,
    st.sampled_from(("INT", "EXT", "INT./EXT", "EST", "I/E")),
    st.sampled_from(PLACES),
    st.sampled_from(TIMES),
    st.none() | st.integers(1, 200),
)
actions = st.lists(sentence, min_size=1, max_size=3).map(lambda s: ("\n".join(s), [("action", "\n".join(s))]))
speeches = st.builds(
    _speech,
    st.sampled_from(NAMES),
    st.sampled_from(("", " (V.O.)", " (on the radio)")),
    st.lists(sentence, min_size=1, max_size=3),
    st.none() | st.sampled_from(("beat", "to herself")),
)
transitions = st.sampled_from(("CUT TO:", "SMASH CUT TO:")).map(lambda t: (t, [("transition", t)]))
forced = st.one_of(
    sentence.map(lambda s: (f"> {s}", [("transition", s)])),
    sentence.map(lambda s: (f"> {s} <", [("centered", s)])),
    sentence.map(lambda s: (f"!{s}", [("action", s)])),
    sentence.map(lambda s: (f".{s}", [("scene_heading", s)])),
    sentence.map(lambda s: (f"~{s}", [("lyric", s)])),
    sentence.map(lambda s: (f"= {s}", [("synopsis", s)])),
    sentence.map(lambda s: (f"## {s}", [("section", s)])),
    sentence.map(lambda s: (f"[[{s}]]", [("note", s)])),
    st.just(("===", [("page_break", "")])),
)
blocks = st.lists(st.one_of(headings, actions, speeches, transitions, forced), min_size=1, max_size=25)


def text_of(found: list[Block]) -> str:
    """Give the Fountain text of blocks, an empty line between any two."""
    return "\n\n".join(text for text, _ in found) + "\n"
