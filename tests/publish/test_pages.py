from __future__ import annotations

from pathlib import Path

import pytest

from cupola.errors import DocumentError
from cupola.publish.pages import Pages
from cupola.publish.stationery import Stationery


def _pages(tmp_path: Path, **files: str) -> Pages:
    for name, text in files.items():
        (tmp_path / f"{name}.html").write_text(text)
    return Pages(Stationery.of(tmp_path))


def test_markup_in_the_data_is_text(tmp_path: Path) -> None:
    made = _pages(tmp_path, echo='<p title="{{ d }}">{{ d }}</p>').fill("echo.html", "<script>\"'&{{ 1 }}")
    assert made == '<p title="&lt;script&gt;&#34;&#39;&amp;{{ 1 }}">&lt;script&gt;&#34;&#39;&amp;{{ 1 }}</p>'


def test_a_mistake_of_grammar_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as wrong:
        _pages(tmp_path, dood="<p>\n{% if %}\n").fill("dood.html", [])
    (message,) = wrong.value.messages
    assert (message.code, str(message.where)) == ("E603", f"{tmp_path / 'dood.html'}:2:1")
    assert message.source == "{% if %}"


@pytest.mark.parametrize(
    "wrong", ["{{ d.nosuch }}", "{{ d + 1 }}", "{{ 1 // 0 }}", "{{ nosuch() }}", "{% include 'no' %}"]
)
def test_a_mistake_of_meaning_names_file_and_line(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(DocumentError) as found:
        _pages(tmp_path, dood=f"<p>\n\n{wrong}\n").fill("dood.html", "text")
    (message,) = found.value.messages
    assert (message.code, str(message.where)) == ("E603", f"{tmp_path / 'dood.html'}:3:1")


@pytest.mark.parametrize("reach", ["{{ d.__class__.__mro__ }}", "{{ [].append.__globals__ }}", "{{ ''.__class__ }}"])
def test_a_template_cannot_reach_into_the_program(tmp_path: Path, reach: str) -> None:
    with pytest.raises(DocumentError, match="unsafe"):
        _pages(tmp_path, dood=reach).fill("dood.html", [])


def test_a_template_cannot_name_files(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    with pytest.raises(DocumentError, match="E603"):
        _pages(tmp_path, dood='{% include "secret.txt" %}').fill("dood.html", [])
