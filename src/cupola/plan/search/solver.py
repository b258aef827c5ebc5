"""Solvers whose result depends on nothing but their work and their seed."""

from __future__ import annotations

from ortools.sat.python import cp_model


def solver_of(work: float, seed: int = 1, *, threads: int = 1) -> cp_model.CpSolver:
    """Give a solver.

    Parameters
    ----------
    work : float
        The most deterministic work, in units of about a second.
    seed : int
        Where its search begins.
    threads : int
        More than one take turns, so that the result does not depend on the machine.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = threads
    parameters.interleave_search = threads > 1
    parameters.max_deterministic_time = work
    parameters.random_seed = seed % 2**31
    parameters.catch_sigint_signal = False  # Ctrl-C belongs to whoever called
    # With symmetries OR-Tools 9.15 fails with an IndexError on some models that have no solution.
    parameters.symmetry_level = 0
    return solver
