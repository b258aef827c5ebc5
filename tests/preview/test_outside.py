"""All that is outside, put together."""

import numpy as np

from cupola.clock import instant
from cupola.light.lens import Lens
from cupola.places import load_station
from cupola.preview.eye import Eye
from cupola.preview.outside import Outside, Picture, Sight
from tests.october import one_set_orbit
from tests.preview.plain import Ground

ISS = load_station("iss")
EYE = Eye.towards(
    one_set_orbit("2021-10-08T00:00Z", "2021-10-09T00:00Z"),
    ISS,
    np.array(ISS.window("nauka.forward").normal),
    Lens(12.0),
    instant("2021-10-08T12:00Z"),
)


class Beacon:
    """Adds a light in space, as far as what is before it lets it through."""

    def add(self, picture: Picture, seen: Sight, eye: Eye, /) -> None:
        picture += 3.0 * seen.through


def test_lights_are_added_to_the_earth_where_it_lets_them_through() -> None:
    earth = Ground(100.0)
    picture = Outside(earth, Beacon()).picture(EYE, 32, 18)
    assert picture.dtype == np.float32 and picture.shape == (18, 32, 3)
    assert set(np.unique(picture)) == {np.float32(3.0), np.float32(100.0)}
    assert picture[0, 16, 1] == 3.0 and picture[17, 16, 1] == 100.0  # space above, Earth below


def test_what_is_seen_of_the_earth_is_given_too_and_not_touched() -> None:
    picture, seen = Outside(Ground(100.0), Beacon()).seen(EYE, 32, 18)
    assert (seen.light[seen.tangent > 0] == 0.0).all()
    assert (picture[seen.tangent > 0] == 3.0).all()
