"""Tests of the light inside."""
