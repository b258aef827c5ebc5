"""Where states are cut: a push given to an orbit by hand is found in its step, and a quiet orbit has none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import Instants, instant
from cupola.sky.arc import Arc
from cupola.sky.earth import MU
from cupola.sky.manoeuvre import BURN, COAST, GAP, coasted, revolution, steps_of
from cupola.sky.orbit import Vectors
from tests.october import one_set_orbit
from tests.sky.messages import circle, nasa_states


def pushed(speed: float, step: int, share: float, count: int = 40) -> tuple[Instants, Vectors, Vectors]:
    """Give states every four minutes of a station that coasts from NASA's first state and is pushed once.

    Parameters
    ----------
    speed : float
        The push along the track, m/s.
    step, share : int, float
        In which step between two states it comes, and after which part of it.
    """
    at, position, velocity = nasa_states()
    every = np.arange(count, dtype=float) * 240.0
    push = (step + share) * 240.0
    here, flying = coasted(position[:1], velocity[:1], np.array([push]))
    faster = flying * (1 + speed * 1e-3 / np.linalg.norm(flying))
    early = every <= push
    before = coasted(np.repeat(position[:1], early.sum(), 0), np.repeat(velocity[:1], early.sum(), 0), every[early])
    after = coasted(np.repeat(here, (~early).sum(), 0), np.repeat(faster, (~early).sum(), 0), every[~early] - push)
    return at[0] + every, *(np.concatenate(pair) for pair in zip(before, after, strict=True))


def test_nasas_reboost_is_found_from_ignition_to_cut_off() -> None:
    """26 February 2022, 01:37:00 to 01:40:56.869: states every two seconds."""
    at, position, velocity = nasa_states()
    steps = steps_of(at, position, velocity)
    burn = np.flatnonzero(steps.kind == BURN)
    assert at[burn[0]] == instant("2022-02-26T01:37Z")
    assert at[burn[-1] + 1] == pytest.approx(instant("2022-02-26T01:40:56.869Z"), abs=1e-5)
    assert np.array_equal(burn, np.arange(burn[0], burn[-1] + 1))
    assert (steps.kind != GAP).all()
    assert steps.speed[burn].sum() == pytest.approx(0.4e-3, abs=0.02e-3), "NASA's table says 0.4 m/s"


def test_a_quiet_orbit_is_all_coast() -> None:
    """NASA's and SGP4's: what the coasting does not know stays below half of what counts as a push."""
    at, position, velocity = (each[:110] for each in nasa_states())
    assert (steps_of(at, position, velocity).kind == COAST).all()
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    when = np.arange(orbit.span.start, orbit.span.stop, 240.0)
    steps = steps_of(when, *orbit.states(when))
    assert (steps.kind == COAST).all()
    assert steps.speed.max() < 0.5 * 1e-6 * 240.0
    assert steps.missed.max() < 0.02


@pytest.mark.parametrize("speed", [0.3, -0.5, 3.0])
@pytest.mark.parametrize("step", [3, 17, 30])
@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_push_between_two_states_is_found_in_its_step_and_no_other(speed: float, step: int, share: float) -> None:
    steps = steps_of(*pushed(speed, step, share))
    assert np.flatnonzero(steps.kind == BURN).tolist() == [step]
    assert steps.speed[step] == pytest.approx(abs(speed) / 1000.0, rel=0.05)


def test_a_push_too_small_to_be_found_is_worth_ten_metres_in_its_step() -> None:
    """0.24 m/s half-way between two states: 6 m there, and half a metre in the steps beside it."""
    at, position, velocity = pushed(0.24, 20, 0.5)
    assert (steps_of(at, position, velocity).kind == COAST).all()
    fine = np.arange(16.0, 25.0, 0.125) * 240.0
    push = 20.5 * 240.0
    here, flying = coasted(position[:1], velocity[:1], np.array([push]))
    faster = flying * (1 + 0.24e-3 / np.linalg.norm(flying))
    true = np.concatenate(
        [
            coasted(position[:1], velocity[:1], np.array([t]))[0]
            if t <= push
            else coasted(here, faster, np.array([t - push]))[0]
            for t in fine
        ]
    )
    missed = np.linalg.norm(Arc(at, position, velocity)(at[0] + fine)[0] - true, axis=1)
    beside = (fine < 20 * 240.0) | (fine > 21 * 240.0)
    assert 3e-3 < missed.max() < 10e-3
    assert missed[beside].max() < 1e-3


def test_coasting_keeps_the_energy_and_comes_back() -> None:
    """Ten minutes, the longest step, and back: 1 cm; the potential with its flattening is that of Vallado, eq. 8-28."""
    _, position, velocity = (each[:1] for each in nasa_states())
    length = np.array([600.0])
    there, then = coasted(position, velocity, length)
    back, _ = coasted(there, -then, length)
    assert np.linalg.norm(back - position) < 1e-5

    def energy(r: Vectors, v: Vectors) -> float:
        distance = float(np.linalg.norm(r))
        polar = 1.5 * (float(r[0, 2]) / distance) ** 2 - 0.5
        return float(v[0] @ v[0]) / 2 - MU / distance * (1 - 1.08262668e-3 * (6378.137 / distance) ** 2 * polar)

    assert energy(there, then) == pytest.approx(energy(position, velocity), rel=2e-9)


def test_a_long_step_is_a_gap() -> None:
    """A ninth of a revolution, ten minutes; what is missing in between is not guessed."""
    at, position, velocity = circle(40, 240.0)
    keep = np.r_[0:10, 13:20, 21:40]
    steps = steps_of(at[keep], position[keep], velocity[keep])
    assert np.flatnonzero(steps.kind == GAP).tolist() == [9]
    assert np.diff(at[keep])[9] == 960.0
    assert steps.missed[9] == steps.speed[9] == 0.0


def test_a_few_short_steps_are_no_burst() -> None:
    at, position, velocity = nasa_states()
    first = int(np.searchsorted(at, instant("2022-02-26T01:37Z")))
    keep = np.r_[0 : first + 3, first + 119 : len(at)]
    steps = steps_of(at[keep], position[keep], velocity[keep])
    short = np.diff(at[keep]) < 10.0
    assert 0 < short.sum() < 4
    assert (steps.kind[:first] == COAST).all()


def test_the_flattening_is_what_makes_coasting_good() -> None:
    """A two-body circle is no orbit about the flattened Earth: the pull differs by up to 0.03 m/s², which is seen."""
    steps = steps_of(*circle(20, 240.0))
    assert (steps.kind == BURN).all()


@pytest.mark.parametrize("radius", [6700.0, 6800.0, 42164.0])
def test_the_revolution_is_keplers(radius: float) -> None:
    position, velocity = np.array([[radius, 0.0, 0.0]]), np.array([[0.0, np.sqrt(MU / radius), 0.0]])
    assert revolution(position, velocity) == pytest.approx(2 * np.pi * np.sqrt(radius**3 / MU))


def test_the_revolution_of_the_station_is_that_of_its_element_set() -> None:
    """15.4895 revolutions a day; 2 s."""
    orbit = one_set_orbit()
    at = np.linspace(orbit.span.start, orbit.span.start + 7200.0, 64)
    assert revolution(*orbit.states(at)) == pytest.approx(orbit.revolution, abs=2.0)


@given(st.floats(1.0, 500.0))
def test_states_at_any_even_step_are_quiet(step: float) -> None:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    at = orbit.span.start + np.arange(30, dtype=float) * step
    assert (steps_of(at, *orbit.states(at)).kind == COAST).all()


@pytest.mark.parametrize(("share", "is_gap"), [(0.99, False), (1.01, True)])
def test_a_gap_begins_at_a_ninth_of_a_revolution(share: float, is_gap: bool) -> None:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    when = np.arange(orbit.span.start, orbit.span.stop, share * revolution(*orbit.states([orbit.span.start])) / 9)
    assert ((steps_of(when, *orbit.states(when)).kind == GAP) == is_gap).all()


@pytest.mark.parametrize(("count", "is_burst"), [(3, False), (4, True)])
def test_four_short_steps_in_a_row_are_a_burst_and_three_are_not(count: int, is_burst: bool) -> None:
    orbit = one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z")
    every = orbit.span.start + 240.0 * np.arange(20.0)
    when = np.sort(np.concatenate([every, every[9] + 2.0 * np.arange(1.0, count + 1)]))
    kind = steps_of(when, *orbit.states(when)).kind
    assert np.flatnonzero(kind == BURN).tolist() == (list(range(9, 9 + count)) if is_burst else [])
