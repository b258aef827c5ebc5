"""Tests of talent scheduling."""
