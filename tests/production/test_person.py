"""People as values: the time of each kind of block."""

from __future__ import annotations

from cupola.clock import Span, SpanSet
from cupola.production.person import BLOCK_KINDS, Block, Limits, Person


def test_time_is_that_of_the_blocks_of_these_kinds() -> None:
    blocks = (Block(Span(0, 8), "sleep"), Block(Span(8, 12), "film"), Block(Span(12, 13), "meal"))
    limits = Limits(film_per_day=8.0, private_per_day=0.0, private_per_stay=0.0)
    ada = Person("ada", "Ada", (), None, frozenset(), novice=False, limits=limits, price=0.0, blocks=blocks)
    assert ada.time("film") == SpanSet.of([Span(8, 12)])
    assert ada.time("sleep", "meal") == SpanSet.of([Span(0, 8), Span(12, 13)])
    assert ada.time(*BLOCK_KINDS) == SpanSet.of([Span(0, 13)])
    assert not ada.time("private")
