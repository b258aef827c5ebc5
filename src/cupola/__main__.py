"""Lets `python -m cupola` stand for the command `cupola`."""

from cupola.cli import main

main()
