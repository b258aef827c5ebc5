"""Final Draft: its files read into a screenplay, and a screenplay written as such a file."""

from cupola.script.fdx.reader import read_fdx
from cupola.script.fdx.writer import fdx_text

__all__ = ["fdx_text", "read_fdx"]
