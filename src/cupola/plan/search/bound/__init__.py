"""What no plan can exceed: a proven upper bound on the value of the scenes that fit into a shoot."""

from cupola.plan.search.bound.upper import upper_bound

__all__ = ["upper_bound"]
