"""What is planned: the problem, its variables, and what its rules need to know."""
