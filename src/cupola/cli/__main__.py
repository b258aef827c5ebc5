"""Lets `python -m cupola.cli` stand for the command `cupola`."""

from cupola.cli import main

main()
