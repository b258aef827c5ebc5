"""What shots ask of links, looked up when a production is checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import Message
from cupola.light import Need
from cupola.plan.argument.remedies import _unasked
from cupola.plan.wording import need_words
from cupola.production import inspect
from cupola.publish.strips import asks

PRODUCTIONS = Path(__file__).parents[2] / "productions"


def messages(folder: Path, film: str, old: str, new: str) -> tuple[Message, ...]:
    """Give what is wrong with a shipped film whose breakdown is changed."""
    for name in ("production.yaml", "breakdown.yaml", "screenplay.fountain"):
        text = (PRODUCTIONS / film / name).read_text("utf-8")
        if name == "breakdown.yaml":
            assert old in text
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, "utf-8")
    return inspect(folder)[1]


@pytest.mark.parametrize(
    ("film", "old", "link", "text", "hint"),
    [
        (
            "three-days-free",
            "light: eclipse,",
            "viedo",
            'shot 1A: the link "viedo" is not there',
            'Did you mean "video"?',
        ),
        ("a-parabolic-day", "gravity: weightless,", "video", "is not there", "there is none, voice, airfield"),
        ("a-parabolic-day", "light: day,", "voice", "where none is known", "take it out"),
        ("one-sol", "gravity: mars,", "voice", "is not there", "there is none, video, mars"),
    ],
)
def test_a_link_that_a_place_does_not_have_is_told_at_its_line(
    tmp_path: Path, film: str, old: str, link: str, text: str, hint: str
) -> None:
    (message,) = messages(tmp_path, film, old, f"{old} link: {link},")
    assert message.code == "E745" and text in message.text and message.hint == hint
    assert message.source is not None and f"link: {link}" in message.source


@pytest.mark.parametrize(
    ("film", "old", "link"),
    [
        ("three-days-free", "light: eclipse,", "laser"),
        ("a-parabolic-day", "gravity: weightless,", "voice"),
        ("one-sol", "gravity: mars,", "none"),
    ],
)
def test_a_link_that_a_place_has_is_no_fault(tmp_path: Path, film: str, old: str, link: str) -> None:
    assert messages(tmp_path, film, old, f"{old} link: {link},") == ()


@pytest.mark.parametrize(
    ("need", "words", "strip"),
    [
        (Need(link="video"), "a link for video", "link open: video"),
        (Need("eclipse", link="none"), "eclipse with no link to the ground", "no link open"),
        (Need("sun", "dome", view="limb", link="ku"), None, "Earth's edge in dome; link open: ku"),
    ],
)
def test_a_link_is_said_in_words(need: Need, words: str | None, strip: str) -> None:
    assert need_words(need) == (words or "sunlight with the Earth's edge in view of dome and the link ku")
    assert asks(need) == strip
    assert str(need).endswith(f"link {need.link}")


def test_a_shot_without_its_link_has_it_taken_out_of_the_breakdown(tmp_path: Path) -> None:
    messages(tmp_path, "three-days-free", "light: eclipse,", "link: video,")
    production, _ = inspect(tmp_path)
    assert production is not None
    assert "link" in [edit.path[-1] for edit in _unasked(production.shots["1A"])]
