"""What of the station stands between one window and the light."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from cupola.clock import Instants
from cupola.places.body import Floats, Vector
from cupola.places.part import Part
from cupola.places.scene import NOTHING, Scene, scene
from cupola.sky.orbit import Vectors


@dataclass(frozen=True)
class Sight:
    """What can stand before one window: all parts of the station but the window's own module.

    A module's hull is convex where a window stands on it, so that it never hides its own window's light.

    Attributes
    ----------
    at : Vector
        The centre of the glass, metres.
    normal : Vector
        Unit vector outward. Rays that come from behind the glass are not looked after.
    parts : tuple of Part
        Those parts.
    """

    at: Vector
    normal: Vector
    parts: tuple[Part, ...]

    def __hash__(self) -> int:
        # conditions are kept by their hash, which asks for this one: that of a hundred parts takes too long
        return hash((self.at, self.normal, len(self.parts)))

    def clearance(self, rays: Vectors, at: Instants, sun: Vectors) -> Floats:
        """Give by how many metres of ray each ray is free; see `Station.clearance`."""
        return self._thrown(rays, at, sun)[0]

    def blockers(self, rays: Vectors, at: Instants, sun: Vectors) -> list[str | None]:
        """Give the name of the first part that each ray meets; None for a free one."""
        return [part.name if part else None for part in self.met(rays, at, sun)]

    def met(self, rays: Vectors, at: Instants, sun: Vectors) -> list[Part | None]:
        """Give the part that each ray meets first; None for a free one."""
        met = self._thrown(rays, at, sun)[1].tolist()
        return [self.parts[k] if k != NOTHING else None for k in met]

    def _thrown(self, rays: Vectors, at: Instants, sun: Vectors) -> tuple[Floats, NDArray[np.intp]]:
        """Give for each ray its clearance, and the index of the part that it meets first."""
        from cupola.places.rays import throw

        clearance, first = np.empty(len(at)), np.empty(len(at), np.intp)
        # all laid out alike: for any other sort of array it would be compiled anew
        given = [np.require(one, float, ("C", "W")) for one in (rays, at, sun)]
        throw(self._scene, given[0], given[1], given[2], clearance, first)
        return clearance, first

    @cached_property
    def _scene(self) -> Scene:
        return scene(self.parts, self.at, self.normal)
