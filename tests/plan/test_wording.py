"""What a crew says of light, numbers and dates."""

from __future__ import annotations

import pytest

from cupola.clock import instant
from cupola.light import Need
from cupola.plan.wording import date_words, listing, need_words, number, phase_words, times, wish_words


@pytest.mark.parametrize(
    ("need", "says"),
    [
        (Need(), ""),
        (Need("eclipse"), "eclipse"),
        (Need("sun"), "sunlight"),
        (Need("any", "w", direct=True), "direct sun through w"),
        (Need("sun", "w", direct=True), "direct sun through w"),
        (Need("sunrise", "w", direct=True), "direct sun through w at sunrise"),
        (Need("sunset", "w", direct=True), "direct sun through w at sunset"),
        (Need("any", "w", view="earth-day"), "the day side of the Earth in view of w"),
        (Need("eclipse", "w", view="earth-night"), "eclipse with the night side of the Earth in view of w"),
        (Need("any", "w", view="Lisbon", view_by="night"), "Lisbon at night in view of w"),
        (
            Need("sun", "w", direct=True, view="Lisbon", view_by="day"),
            "direct sun through w with Lisbon in daylight in view of w",
        ),
    ],
)
def test_needs_are_said_in_film_words(need: Need, says: str) -> None:
    assert need_words(need) == says


def test_quiet_is_a_wish_like_light() -> None:
    assert wish_words(Need(), quiet=False) == ""
    assert wish_words(Need(), quiet=True) == "quiet"
    assert wish_words(Need("eclipse"), quiet=True) == "eclipse and quiet"
    assert wish_words(Need("eclipse"), quiet=False) == "eclipse"


def test_small_numbers_are_words_and_large_ones_figures() -> None:
    assert [number(n) for n in (0, 1, 12, 13)] == ["none", "one", "twelve", "13"]
    assert [times(n) for n in (0, 1, 2, 3, 40)] == ["none times", "once", "twice", "three times", "40 times"]


def test_lists_end_with_an_and() -> None:
    assert [listing(words) for words in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


def test_dates_are_those_of_the_crews_clock() -> None:
    late = instant("2021-10-08T22:30Z")
    assert date_words(late, 0) == "8 October"
    assert date_words(late, 3 * 3600) == "9 October"
    assert date_words(instant("2021-12-31T23:59Z"), 60) == "1 January"


def test_every_phase_has_its_word() -> None:
    assert [phase_words(p) for p in ("sun", "eclipse", "sunrise", "sunset")] == [
        "sunlight",
        "eclipse",
        "sunrise",
        "sunset",
    ]
