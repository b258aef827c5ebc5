"""Likeness at the edges of what counts; light match itself is tested in `test_match`."""

import numpy as np
import pytest

from cupola.light.likeness import Likeness, Tolerance, alike
from cupola.light.meter import Meter
from cupola.light.moment import Vantage
from cupola.places import load_station
from tests.light.test_match import degrees_off, reading
from tests.october import one_set_orbit

ISS = load_station("iss")
USUAL = Tolerance()


@pytest.mark.parametrize(("lux", "counts"), [(0.9, False), (1.1, True)])
def test_colour_counts_from_one_lux_on(lux: float, counts: bool) -> None:
    warm, cool = (reading("eclipse", direct=0.0, earth=lux, kelvin=kelvin) for kelvin in (2500.0, 6500.0))
    assert (alike(warm, cool, USUAL)[0] > 1.0) == counts


@pytest.mark.parametrize(("share", "counts"), [(0.04, False), (0.06, True)])
def test_a_shadow_in_one_of_two_takes_counts_from_a_twentieth_of_the_light_on(share: float, counts: bool) -> None:
    dull = reading(direct=0.0, earth=10_000.0)
    lit = reading(direct=share * 10_000.0, earth=(1.0 - share) * 10_000.0, sun=degrees_off(60.0))
    assert alike(dull, lit, USUAL)[0] == pytest.approx(4.0 if counts else 0.0, abs=1e-6)
    assert alike(lit, dull, USUAL)[0] == pytest.approx(alike(dull, lit, USUAL)[0])


@pytest.mark.parametrize(("share", "counts"), [(0.04, False), (0.06, True)])
def test_a_window_counts_from_a_twentieth_of_all_light_on(share: float, counts: bool) -> None:
    """The main window is alike, the other has its sun from another side."""
    vantage = Vantage(one_set_orbit(), attitude=ISS.attitude)
    light = Likeness([Meter(ISS, key, vantage) for key in ("cupola.top", "nauka.forward")], USUAL)
    main, aside = reading(direct=10_000.0, earth=0.0), share * 10_000.0 / (1.0 - share)
    one, other = (reading(direct=aside, earth=0.0, sun=degrees_off(angle)) for angle in (0.0, 60.0))
    assert light.apart((main, one), (main, other))[0] == pytest.approx(4.0 if counts else 0.0, abs=1e-6)
    assert np.array([matters[0] for _, matters in light.differences((main, one), (main, other))]).tolist() == [
        True,
        counts,
    ]
