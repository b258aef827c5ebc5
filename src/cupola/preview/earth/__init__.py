"""The Earth as a camera in orbit sees it: air, land, sea and clouds, lit by Sun and Moon."""

from cupola.preview.earth.clouds import Clouds
from cupola.preview.earth.earth import Earth, Seen
from cupola.preview.earth.materials import Materials

__all__ = ["Clouds", "Earth", "Materials", "Seen"]
