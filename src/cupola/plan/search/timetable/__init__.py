"""Timetables: a fast search for a first plan, over light, people, sets, gaps, budgets and orders."""
