"""Exact talent scheduling: the order of scenes in which actors are held least (CSPLib 039)."""
