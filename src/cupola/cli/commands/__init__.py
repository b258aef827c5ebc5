"""The commands as they are typed: a module for each group; what a command does stands in `cupola.cli`."""
