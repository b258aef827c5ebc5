"""What shines by night, outside: luminances to expose for, each with its source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cupola.light.exposure import ev100_of_luminance

LUMINANCE_OF_KILORAYLEIGH: Final = 1.93e-4
"""cd/m2 of 1 kR at 557.7 nm, the green line of airglow and aurora: 1 R is 1e10 / (4 pi) photons a second, m2 and sr."""


@dataclass(frozen=True, slots=True)
class Glow:
    """Something that shines by night.

    Attributes
    ----------
    low, high : float
        The luminances between which it usually is, cd/m2.
    """

    name: str
    low: float
    high: float
    source: str
    confidence: str

    @property
    def ev100(self) -> tuple[float, float]:
        """EV100 of its lowest and highest luminance."""
        return float(ev100_of_luminance(self.low)), float(ev100_of_luminance(self.high))

    def __str__(self) -> str:
        low, high = self.ev100
        return f"{self.name} {low:.0f} to {high:.0f}"


NIGHT: Final = (
    Glow("city centres", 0.3, 5.0, "estimate; D. Pettit's London, 2024, was 0.6 cd/m2 by its exposure", "medium"),
    Glow(
        "moonlit Earth", 0.005, 0.06,
        "half to full Moon, albedo 0.3, and cloud; M. Dominick's Cairo, 2024, was 0.06 cd/m2 by its exposure", "medium",
    ),
    Glow(
        "aurora", 0.002, 0.19,
        "brightness coefficients II to IV of the IBC, 10 kR to 1 MR; STS-131 exposed one for 0.010 cd/m2", "medium",
    ),
    Glow("airglow at the limb", 0.001, 0.003, "about 10 kR seen edge on; ISS044-E-45215 was 0.0015 cd/m2", "medium"),
)  # fmt: skip
"""From the brightest to the faintest. Lightning is far above cities, for a tenth of a second to half of one."""
