"""The list for DaVinci Resolve: a line a take, in Resolve's own columns."""

from __future__ import annotations

import csv
import io

from hypothesis import given, settings
from hypothesis import strategies as st

from cupola.publish.exchange import Parcel, files
from tests.publish.exchange.conftest import HOSTILE, lit, renamed, small_draft


def rows(parcel: Parcel) -> list[dict[str, str]]:
    """Read the list."""
    text = files(parcel, "resolve")["resolve.csv"].decode("utf-16")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_take_is_a_line(draft: Parcel) -> None:
    found = rows(draft)
    assert len(found) == 10
    assert found[4] == {
        "File Name": "1B-1",
        "Start TC": "08:10:00:00",
        "End TC": "08:11:00:00",
        "Reel Name": "A002",
        "Scene": "1",
        "Shot": "1B",
        "Take": "1",
        "Description": "Picture 1b.",
        "Comments": "INT. NAUKA - BIG PORTHOLE - DAY",
        "Keywords": "sunrise,sun",
        "Camera #": "A",
        "Camera Type": "RED KOMODO 6K",
        "Lens": "35 mm",
        "Roll Card #": "A002",
        "Shoot Day": "3",
        "Date Recorded": "2021-10-09",
        "Location": "NAUKA",
        "Production Name": "A Small Step",
    }


def test_it_says_its_alphabet_as_resolves_own_lists_do(draft: Parcel) -> None:
    assert files(draft, "resolve")["resolve.csv"][:2] == b"\xff\xfe"


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120) | st.sampled_from(HOSTILE))
def test_a_name_never_becomes_a_line_or_a_formula(name: str) -> None:
    draft = small_draft()
    found = rows(lit(Parcel(renamed(draft.production, name), draft.plan)))
    assert len(found) == 10
    for row in found:
        assert None not in row
        assert not any(cell.lstrip()[:1] in tuple("=+-@") for cell in row.values())


def test_letters_of_all_scripts_arrive(draft: Parcel) -> None:
    (row, *_) = rows(lit(Parcel(renamed(draft.production, "Пётр, אורי"), draft.plan)))
    assert row["Production Name"] == row["Location"] == "Пётр, אורי"
