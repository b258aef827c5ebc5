"""Where the lists of stars and towns are: in packages of their own, which need not be installed."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from cupola.errors import Message, PreviewError


def packaged(package: str, within: str, what: str) -> Path:
    """Give a file of a package.

    Parameters
    ----------
    package : str
        The module's name; its project's has dashes.
    within : str
        The file, from the package's folder.
    what : str
        What is in it, for the message.

    Raises
    ------
    PreviewError
        The package is not there, or not the file in it (E810).
    """
    found = find_spec(package)
    path = Path(str(found.origin)).parent / within if found and found.origin else None
    if path is None or not path.is_file():
        text = f"there are no {what}: the package {package.replace('_', '-')} is not installed"
        raise PreviewError(Message("E810", text, hint='pip install "cupola[preview]"'))
    return path
