"""Every link leads somewhere, and every page is reached."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.docs.page import DOCS, ROOT, Page, anchor, pages


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_every_relative_link_leads_to_a_file_and_to_a_heading_in_it(page: Page) -> None:
    for link in page.links():
        if re.match(r"[a-z]+:", link):
            continue
        target, _, heading = link.partition("#")
        path = (page.path.parent / target).resolve() if target else page.path
        assert path.exists(), f"{page.name}: {link}"
        if heading:
            assert heading in Page.read(path).anchors(), f"{page.name}: {link}"


def test_the_table_of_contents_names_every_page_and_each_exists() -> None:
    index = Page.read(DOCS / "index.md")
    named = [line for block in index.blocks() for line in block.text.splitlines() if line and not line.startswith(":")]
    known = [path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md")]
    assert sorted(named) == sorted(name for name in known if name != "index")


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_a_page_has_one_title_and_its_headings_go_down_step_by_step(page: Page) -> None:
    levels = [len(marks) for marks in re.findall(r"^(#+) ", page.prose, re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_page_names_a_place_on_somebodys_machine() -> None:
    for page in pages():
        assert not re.search(r"/(?:home|tmp|work|root|Users)/", page.text), page.name


def test_an_anchor_is_made_as_github_makes_it() -> None:
    assert anchor("cupola breakdown") == "cupola-breakdown"
    assert anchor("`plan.yaml`, and why") == "planyaml-and-why"
    assert (ROOT / "README.md").is_file()
