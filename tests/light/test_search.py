"""The search: edges to the millisecond and to the inside, no brush with zero lost, nothing solved twice."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from cupola.clock import Instants, Span, SpanSet
from cupola.light import search as module
from cupola.light.condition import Condition
from cupola.light.moment import Moment
from cupola.light.search import needed, search
from tests.light.skies import times_only

Floats = NDArray[np.float64]
HOUR = Span(0.0, 3600.0)


@dataclass(frozen=True, slots=True)
class Wave(Condition):
    """Holds while a cosine with its crest at `crest` is not below `level`."""

    step: ClassVar[float] = 30.0
    period: float = 600.0
    level: float = 0.0
    crest: float = 0.0

    def signed(self, moment: Moment) -> Floats:
        return self.at(moment.at)

    def at(self, instants: Instants) -> Floats:
        """Give the function at instants."""
        value: Floats = np.cos(2 * np.pi * (instants - self.crest) / self.period) - self.level
        return value

    def holds(self, within: Span) -> SpanSet:
        """Give by hand when it holds."""
        half = self.period * np.arccos(self.level) / (2 * np.pi)
        first = np.floor((within.start - self.crest) / self.period) - 1
        crests = self.crest + self.period * (first + np.arange(within.length / self.period + 4))
        return SpanSet(crests - half, crests + half).clip(within)


@dataclass(frozen=True, slots=True)
class Given(Condition):
    """Any function of time; its step can be chosen only by a subclass."""

    step: ClassVar[float] = 30.0
    name: str
    function: Callable[[Floats], Floats] = field(compare=False)

    def signed(self, moment: Moment) -> Floats:
        return self.function(moment.at)


@dataclass(frozen=True, slots=True)
class Finer(Given):
    """The same with a step of a second."""

    step: ClassVar[float] = 1.0


@dataclass(frozen=True, slots=True)
class Within(Given):
    """A function that is looked at only within others."""

    outer: tuple[Condition, ...]

    @property
    def within(self) -> tuple[Condition, ...]:
        return self.outer


def agree(found: SpanSet, expected: SpanSet, tolerance: float = 2e-3) -> bool:
    """Say whether two sets have the same spans within a tolerance."""
    return (
        len(found) == len(expected)
        and np.allclose(found.starts, expected.starts, atol=tolerance, rtol=0)
        and np.allclose(found.stops, expected.stops, atol=tolerance, rtol=0)
    )


def test_a_ramp_is_found_where_it_crosses_zero() -> None:
    (found,) = search([Given("ramp", lambda t: t - 1234.5)], times_only, HOUR)
    assert len(found) == 1
    assert found.starts[0] == pytest.approx(1234.5, abs=1e-3)
    assert found.stops[0] == 3600.0


def test_what_always_holds_holds_from_end_to_end_and_what_never_does_is_empty() -> None:
    always, never = search(
        [Given("always", lambda t: np.ones_like(t)), Given("never", lambda t: -np.ones_like(t))], times_only, HOUR
    )
    assert always == SpanSet([0.0], [3600.0])
    assert not never


def test_zero_counts_as_holding() -> None:
    (found,) = search([Given("zero", lambda t: np.zeros_like(t))], times_only, HOUR)
    assert found == SpanSet([0.0], [3600.0])


@settings(max_examples=200)
@given(
    st.lists(
        st.builds(Wave, st.floats(500.0, 5000.0), st.floats(-0.98, 0.98), st.floats(0.0, 600.0)),
        min_size=1, max_size=5,
    ),
    st.floats(-1e4, 1e4),
    st.floats(600.0, 1e4),
)  # fmt: skip
def test_waves_are_found_as_by_hand(waves: list[Wave], start: float, length: float) -> None:
    span = Span(start, start + length)
    for wave, found in zip(waves, search(waves, times_only, span), strict=True):
        expected = wave.holds(span)
        # a span of the edge of the search shorter than the tolerance may be there or not
        assert agree(found.at_least(5e-3), expected.at_least(5e-3), 4e-3)


@given(st.floats(1e-9, 1e-2), st.floats(0.02, 599.98), st.booleans())
def test_a_brush_with_zero_between_two_nodes_is_not_lost(above: float, crest: float, dip: bool) -> None:
    """A crest that clears the level by 1e-9 holds for 8 ms, the grid's step is 30 s; blind are 10 ms at the ends."""
    sign = -1.0 if dip else 1.0
    brush = Given("brush", lambda t: sign * (np.cos(2 * np.pi * (t - crest) / 600.0) - 1.0 + above))
    (found,) = search([brush], times_only, HOUR)
    expected = Wave(600.0, 1.0 - above, crest).holds(HOUR)
    if dip:
        expected = expected.complement(HOUR)
        found, expected = found.complement(HOUR), expected.complement(HOUR)
    assert agree(found.at_least(3e-3), expected.at_least(3e-3), 3e-3)


def test_a_crest_midway_between_two_nodes_is_found_once() -> None:
    """Both nodes have the same value there, and either could be taken for the top."""
    bump = Given("bump", lambda t: 1.0 - ((t - 315.0) / 3.0) ** 2)
    assert agree(search([bump], times_only, HOUR)[0], SpanSet([312.0], [318.0]))


@given(st.floats(0.01, 0.2), st.floats(100.0, 3400.0))
def test_a_narrow_pass_between_two_nodes_is_not_lost(above: float, middle: float) -> None:
    """The bell 1/sqrt(1+x²) is a landmark's cosine as the station passes; x = 1 after 57 s."""
    half = 57.0 * np.sqrt(1.0 / (1.0 - above) ** 2 - 1.0)
    bell = Given("bell", lambda t: 1.0 / np.sqrt(1.0 + ((t - middle) / 57.0) ** 2) - 1.0 + above)
    (found,) = search([bell], times_only, HOUR)
    assert agree(found, SpanSet([middle - half], [middle + half]).clip(HOUR))


@given(st.floats(5.0, 3595.0), st.floats(-5.0, 5.0))
def test_an_extremum_close_to_a_jump_is_not_lost(jump: float, offset: float) -> None:
    def jumping(t: Floats) -> Floats:
        smooth = 1e-4 - ((t - jump - offset) / 100.0) ** 2  # holds for 2 s
        return np.where(t < jump, smooth, -1.0)

    (found,) = search([Given("jumping", jumping)], times_only, HOUR, [jump])
    expected = SpanSet([jump + offset - 1.0], [jump + offset + 1.0]).clip(Span(0.0, jump))
    assert agree(found.at_least(5e-3), expected.at_least(5e-3))


def test_a_jump_within_a_span_is_an_edge() -> None:
    step = Given("step", lambda t: np.where(t < 1000.25, 1.0, -1.0))
    (found,) = search([step], times_only, HOUR, [1000.25])
    assert found.stops[0] == pytest.approx(1000.25, abs=1e-3)


@given(st.floats(0.01, 0.99), st.floats(0.0, 600.0))
def test_a_span_lies_wholly_where_the_condition_holds(level: float, crest: float) -> None:
    """Edges are off to the inside: at the first and the last instant the function is not negative."""
    wave = Wave(600.0, level, crest)
    (found,) = search([wave], times_only, HOUR)
    inner = np.concatenate([found.starts, found.stops])
    assert (wave.signed(times_only(inner)) >= 0).all()


@pytest.mark.parametrize("tolerance", [1.0, 1e-2, 1e-5])
def test_edges_are_as_close_as_asked_for(tolerance: float) -> None:
    wave = Wave(600.0, 0.3, 17.0)
    (found,) = search([wave], times_only, HOUR, tolerance=tolerance)
    assert agree(found, wave.holds(HOUR), tolerance)


def test_equal_conditions_are_solved_once_and_answered_twice() -> None:
    calls: list[int] = []

    def counting(t: Floats) -> Floats:
        calls.append(len(t))
        return t - 100.0

    one, two = search([Given("same", counting), Given("same", counting)], times_only, HOUR)
    once = len(calls)
    search([Given("same", counting)], times_only, HOUR)
    assert one == two
    assert len(calls) == 2 * once


def test_each_condition_is_looked_at_by_its_own_step() -> None:
    """Twenty crossings in a minute are found with a step of a second; the neighbour keeps its coarse grid."""
    sizes: dict[str, list[int]] = {"fine": [], "coarse": []}

    def noting(name: str, function: Callable[[Floats], Floats]) -> Callable[[Floats], Floats]:
        def noted(t: Floats) -> Floats:
            sizes[name].append(len(t))
            return function(t)

        return noted

    fine = Finer("fine", noting("fine", lambda t: np.cos(2 * np.pi * t / 6.0)))
    coarse = Given("coarse", noting("coarse", lambda t: t - 30.0))
    quick, slow = search([fine, coarse], times_only, Span(0.0, 60.0))
    assert (len(quick), len(slow)) == (11, 1)
    assert sizes["fine"][0] > 60 > 10 > sizes["coarse"][0]


def test_a_long_span_is_cut_into_pieces_without_a_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    """With pieces of seven nodes the answer is the same, brushes with zero included."""
    waves = [Wave(500.0, 0.9999, 3.0), Wave(777.0, -0.2, 50.0), Wave(600.0, -0.99999, 300.0)]
    span = Span(0.0, 40_000.0)
    whole = search(waves, times_only, span)
    monkeypatch.setattr(module, "_CHUNK", 7)
    assert search(waves, times_only, span) == whole


def test_what_lies_within_another_is_found_where_both_hold() -> None:
    outer, inner = Wave(3000.0, 0.0, 400.0), Wave(600.0, 0.5, 17.0)
    span = Span(0.0, 20_000.0)
    (found,) = search([Within("inner", inner.at, (outer,))], times_only, span)
    assert agree(found, inner.holds(span) & outer.holds(span))


@settings(max_examples=200)
@given(
    st.builds(Wave, st.floats(500.0, 5000.0), st.floats(-0.9, 0.9), st.floats(0.0, 600.0)),
    st.builds(Wave, st.floats(500.0, 5000.0), st.floats(-0.9, 0.9), st.floats(0.0, 600.0)),
    st.builds(Wave, st.floats(100.0, 900.0), st.floats(-0.9, 0.9), st.floats(0.0, 600.0)),
    st.lists(st.floats(0.0, 5000.0), max_size=3),
)
def test_to_look_only_within_others_finds_what_looking_everywhere_finds(
    one: Wave, two: Wave, inner: Wave, joints: list[float]
) -> None:
    span = Span(0.0, 5000.0)
    nested, *apart = search([Within("inner", inner.at, (one, two)), one, two, inner], times_only, span, joints)
    expected = apart[0] & apart[1] & apart[2]
    assert agree(nested.at_least(5e-3), expected.at_least(5e-3))


@given(st.floats(1e-7, 1e-2), st.floats(900.0, 1100.0))
def test_a_brush_with_zero_within_another_is_not_lost(above: float, crest: float) -> None:
    outer = Given("outer", lambda t: 150.0 - np.abs(t - 1000.0))
    brush = Within("brush", lambda t: np.cos(2 * np.pi * (t - crest) / 600.0) - 1.0 + above, (outer,))
    (found,) = search([brush], times_only, HOUR)
    assert agree(found, Wave(600.0, 1.0 - above, crest).holds(Span(850.0, 1150.0)))


def test_a_function_is_not_asked_outside_of_what_it_lies_within() -> None:
    asked: list[Floats] = []

    def noting(t: Floats) -> Floats:
        asked.append(t)
        return np.cos(t / 7.0)

    outer = Wave(1800.0, 0.5, 100.0)
    search([Within("noting", noting, (outer,))], times_only, HOUR)
    at = np.concatenate(asked)
    assert len(at)
    assert (outer.at(at) >= 0).all()


def test_conditions_nest_to_any_depth_and_the_inner_ones_come_last() -> None:
    top = Given("top", lambda t: t - 1000.0)
    middle = Within("middle", lambda t: 2000.0 - t, (top,))
    bottom = Within("bottom", lambda t: 100.0 - np.abs(t - 1950.0), (middle,))
    assert needed([bottom, top]) == [top, middle, bottom]
    found, everything = search([bottom, top], times_only, HOUR)
    assert agree(found, SpanSet([1850.0], [2000.0]))
    assert agree(everything, SpanSet([1000.0], [3600.0]))


def test_within_what_never_holds_nothing_is_asked() -> None:
    def refuse(t: Floats) -> Floats:
        raise AssertionError("nobody should ask")

    never = Given("never", lambda t: -np.ones_like(t))
    assert search([Within("inner", refuse, (never,))], times_only, HOUR) == [SpanSet()]


def test_what_is_known_is_not_solved_again() -> None:
    def refuse(t: Floats) -> Floats:
        raise AssertionError("nobody should ask")

    outer = Given("outer", refuse)
    known: dict[Condition, SpanSet] = {outer: SpanSet([100.0, 500.0], [200.0, 600.0])}
    always = Within("always", lambda t: np.ones_like(t), (outer,))
    assert search([outer, always], times_only, HOUR, known=known) == [known[outer], known[outer]]


def test_pieces_cut_anywhere_give_the_same_answer_within_others(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = Within("inner", Wave(500.0, -0.3, 3.0).at, (Wave(777.0, -0.2, 50.0),))
    span = Span(0.0, 40_000.0)
    whole = search([nested], times_only, span)
    for size in (1, 2, 3, 7, 64):
        monkeypatch.setattr(module, "_CHUNK", size)
        assert search([nested], times_only, span) == whole


def test_an_empty_span_has_no_light() -> None:
    assert search([Wave()], times_only, Span(5.0, 5.0)) == [SpanSet()]
    assert search([], times_only, HOUR) == []


def test_a_span_shorter_than_the_step_is_searched_too() -> None:
    (found,) = search([Given("ramp", lambda t: t - 4.0)], times_only, Span(0.0, 10.0))
    assert found.starts[0] == pytest.approx(4.0, abs=1e-3)


def test_instants_are_far_from_zero_without_harm() -> None:
    """Instants of this century are 1.6e9 s; their floats are 0.24 µs apart."""
    start = 1.633e9
    wave = Wave(600.0, 0.25, start + 12.0)
    span = Span(start, start + 7200.0)
    assert agree(search([wave], times_only, span)[0], wave.holds(span))


def test_nothing_but_the_instants_is_worked_out_for_a_condition_of_time() -> None:
    def only_time(at: Instants) -> Moment:
        return times_only(at)

    assert len(search([Wave()], only_time, HOUR)[0]) == 7
