"""The search for the best plan: in stages, each within what may be spent."""
