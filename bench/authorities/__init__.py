"""Makers of the numbers in `tests/authorities`: each runs another's software once and writes what it says."""
