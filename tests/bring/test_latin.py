"""Texts in plain Latin letters: as passports spell them, and nothing made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.bring.latin import spelled


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("INT. NAUKA - DAY", "INT. NAUKA - DAY"),
        ("МАША", "MASHA"),
        ("Юлия Пересильд", "Iuliia Peresild"),
        ("Щука", "Shchuka"),
        ("ЩУКА И Щ", "SHCHUKA I Shch"),
        ("Ц", "Ts"),
        ("подъезд", "podieezd"),
        ("Олексій Ґалаґан, Їжак", "Oleksii Galagan, Izhak"),
        ("Élodie à Zürich, Straße, Łódź, Ærø", "Elodie a Zurich, Strasse, Lodz, Aero"),
        ("E\u0301lodie и\u0306", "Elodie i"),
        ("“No” – he said… 2 × ½ m", '"No" - he said... 2 x 1/2 m'),
        ("№ 7\u00a0°", "No 7  deg"),
    ],
)
def test_a_text_is_spelled(text: str, latin: str) -> None:
    assert spelled(text) == latin


@pytest.mark.parametrize("text", ["猫", "مرحبا", "α", "😀", "a\x00b", "\u202eabc"])
def test_what_has_no_spelling_stays(text: str) -> None:
    assert spelled(text) == text


@given(st.text(st.characters(max_codepoint=126)))
def test_plain_text_is_its_own_spelling(text: str) -> None:
    assert spelled(text) == text


@given(st.text())
def test_a_spelling_is_final(text: str) -> None:
    assert spelled(spelled(text)) == spelled(text)
