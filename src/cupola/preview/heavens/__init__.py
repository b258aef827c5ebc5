"""What shines in a picture besides the Earth in daylight: stars, Moon, Sun, the glow of the night air, towns."""

from cupola.preview.heavens.whole import Heavens

__all__ = ["Heavens"]
