"""Cupola: the production office for a film shot where the light moves."""

__version__ = "0.1.0"
