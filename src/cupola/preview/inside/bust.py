"""The model of a head with its hair, and of shoulders: as much of a face as a key light tells."""

from __future__ import annotations

from functools import cache
from typing import Final

from cupola.preview.inside.form import Form, Lump, modelled, worn

EYE_M: Final = (0.073, 0.032, 0.004)
"""The middle of the right eye, from that of the head: forward, right, up, metres."""
EYE_RADIUS_M: Final = 0.0122

# A head 23 cm high, 15.5 cm wide and 20 cm long: an adult's mean (NASA-STD-3000 3.3.1.3, rounded). Eyes are half way
# up, the nose ends half way from the brows to the chin, the mouth a third of what is left.
_SKULL: Final = (
    Lump((-0.012, 0.0, 0.030), (0.088, 0.074, 0.086)),
    Lump((0.020, 0.0, 0.028), (0.070, 0.062, 0.070), 0.03),
)
_LIPS: Final = (
    Lump((0.0935, 0.0, -0.0615), (0.0062, 0.0040, 0.0), 0.003, end=(0.083, 0.0225, -0.0680)),
    Lump((0.0915, 0.0, -0.0740), (0.0072, 0.0040, 0.0), 0.003, end=(0.083, 0.0205, -0.0700)),
    Lump((0.1025, 0.0, -0.0675), (0.0032, 0.0025, 0.0), 0.003, end=(0.090, 0.0240, -0.0690), is_hollow=True),
)
_HEAD: Final = (
    *_SKULL,
    Lump((0.026, 0.0, -0.040), (0.062, 0.057, 0.064), 0.03),  # face
    Lump((0.034, 0.0, -0.076), (0.048, 0.043, 0.034), 0.025),  # jaw
    Lump((-0.004, 0.049, -0.052), (0.010, 0.009, 0.0), 0.04, end=(0.054, 0.020, -0.101)),
    Lump((0.080, 0.0, -0.102), (0.013, 0.018, 0.012), 0.022),  # chin
    Lump((0.050, 0.046, -0.024), (0.022, 0.018, 0.017), 0.035),  # cheeks
    Lump((0.081, 0.010, 0.024), (0.008, 0.008, 0.0), 0.020, end=(0.060, 0.046, 0.024)),  # brows
    Lump((0.092, 0.033, 0.003), (0.018, 0.019, 0.012), 0.014, is_hollow=True),  # sockets
    Lump((0.0745, 0.0, 0.010), (0.0070, 0.0085, 0.0), 0.012, end=(0.104, 0.0, -0.030)),  # nose
    Lump((0.103, 0.0, -0.033), (0.0105, 0.0100, 0.009), 0.010),
    Lump((0.092, 0.012, -0.037), (0.011, 0.0070, 0.0070), 0.010),
    Lump((0.097, 0.0060, -0.0450), (0.0045, 0.0024, 0.0022), 0.003, is_hollow=True),
    Lump((0.079, 0.0, -0.064), (0.018, 0.026, 0.020), 0.014),  # about the mouth
    Lump((0.0985, 0.0, -0.052), (0.004, 0.003, 0.009), 0.005, is_hollow=True),
    *_LIPS,
    Lump(EYE_M, (0.0136, 0.0140, 0.0132), 0.006),  # lids
    Lump((0.084, 0.032, 0.0026), (0.0090, 0.0145, 0.0042), 0.0015, is_hollow=True),
    Lump((-0.012, 0.073, -0.008), (0.016, 0.006, 0.030), 0.006),  # ears
    Lump((-0.006, 0.080, -0.004), (0.009, 0.005, 0.018), 0.004, is_hollow=True),
    Lump((-0.022, 0.0, -0.070), (0.052, 0.055, 0.0), 0.020, end=(-0.040, 0.0, -0.200)),  # neck
)
_HAIR: Final = (
    Lump((-0.014, 0.0, 0.034), (0.094, 0.080, 0.092)),
    Lump((0.012, 0.0, 0.056), (0.070, 0.067, 0.062), 0.02),
    Lump((0.100, 0.0, 0.000), (0.056, 0.090, 0.076), 0.010, is_hollow=True),  # forehead
    Lump((0.040, 0.060, -0.020), (0.036, 0.034, 0.045), 0.010, is_hollow=True),
    Lump((0.030, 0.0, -0.090), (0.100, 0.120, 0.072), 0.010, is_hollow=True),  # nape
    Lump((-0.010, 0.080, -0.016), (0.020, 0.014, 0.034), 0.006, is_hollow=True),  # about the ears
)
_RED: Final = (
    Lump((0.0960, 0.0, -0.0650), (0.0085, 0.0020, 0.0), end=(0.086, 0.0240, -0.0690)),
    Lump((0.0940, 0.0, -0.0720), (0.0085, 0.0020, 0.0), end=(0.086, 0.0240, -0.0690)),
)
_BROWS: Final = (Lump((0.078, 0.030, 0.0260), (0.030, 0.021, 0.0038)),)
_CLOTHES: Final = (
    Lump((-0.035, 0.0, -0.400), (0.105, 0.165, 0.230)),
    Lump((-0.045, 0.0, -0.185), (0.056, 0.060, 0.0), 0.06, end=(-0.050, 0.160, -0.245)),
    Lump((-0.045, 0.160, -0.255), (0.066, 0.068, 0.064), 0.05),
    Lump((-0.045, 0.175, -0.270), (0.060, 0.048, 0.0), 0.03, end=(0.010, 0.230, -0.520)),
    Lump((0.010, 0.230, -0.520), (0.048, 0.038, 0.0), 0.02, end=(0.140, 0.170, -0.580)),
    Lump((-0.030, 0.090, -0.590), (0.095, 0.070, 0.0), 0.06, end=(0.100, 0.130, -0.960)),  # thighs
    Lump((-0.036, 0.0, -0.152), (0.068, 0.069, 0.022), 0.012),  # collar
    Lump((-0.032, 0.0, -0.117), (0.060, 0.061, 0.034), 0.006, is_hollow=True),
)


@cache
def head() -> Form:
    """Give head and neck, about the middle of the head."""
    return modelled(_HEAD, (-0.115, -0.09, -0.22), (0.125, 0.09, 0.13), 0.0025)


@cache
def lips() -> Form:
    """Give the red of the lips."""
    return worn(_HEAD, _RED, 0.0006, (0.070, -0.032, -0.090), (0.108, 0.032, -0.050), 0.0015)


@cache
def brows() -> Form:
    """Give the eyebrows."""
    return worn(_HEAD, _BROWS, 0.0010, (0.055, -0.058, 0.006), (0.105, 0.058, 0.044), 0.0020)


@cache
def hair() -> Form:
    """Give short hair."""
    return modelled(_HAIR, (-0.12, -0.09, -0.09), (0.10, 0.09, 0.14), 0.0025)


@cache
def clothes() -> Form:
    """Give a body in an overall, down to the knees."""
    return modelled(_CLOTHES, (-0.18, -0.31, -1.04), (0.20, 0.31, -0.11), 0.007)
