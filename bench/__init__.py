"""Benchmarks against peers; each prints what it measured and, where there is a peer, the ratio in the same run."""
