"""A world that is easy to reckon with: an even Earth under black space, and nothing in the sky."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cupola.preview.eye import Eye
from cupola.preview.outside import Outside, Sight
from cupola.preview.still import Studio
from cupola.sky.earth import pierced

Picture = NDArray[np.float32]


@dataclass(frozen=True)
class Seen:
    light: Picture
    through: Picture
    tangent: Picture


@dataclass(frozen=True)
class Ground:
    """An Earth that is as bright everywhere, without air; rays that miss it pass 300 km high."""

    cd_m2: float = 5000.0

    def seen(self, eye: Eye, width: int, height: int) -> Seen:
        rays = eye.rays(width, height).reshape(-1, 3)
        hit = pierced(np.broadcast_to(eye.position, rays.shape), rays)[1].reshape(height, width)
        light = np.where(hit[..., None], self.cd_m2, 0.0).astype(np.float32) * np.ones(3, np.float32)
        tangent = np.where(hit, -1.0, 300.0).astype(np.float32)
        return Seen(light, np.where(hit[..., None], 0.0, 1.0).astype(np.float32), tangent)


class Sky:
    """A sky with nothing in it."""

    def add(self, picture: Picture, seen: Sight, eye: Eye, /) -> None:
        """Add nothing."""


def studio(cd_m2: float = 5000.0) -> Studio:
    """Give a studio of that world."""
    return Studio(Outside(Ground(cd_m2), Sky()), credits=("Earth: own make",))
