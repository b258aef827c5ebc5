"""The command `cupola`: thin shells that parse, call and print."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

OK: Final = 0
FAULTS: Final = 1
USAGE: Final = 2
BUG: Final = 70
INTERRUPTED: Final = 130

_MOST_NAMED: Final = 12
"""Of the files that an interrupted command has written, so many are named: the last ones."""
_NO_ROOM: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What a full disk says to whoever writes to standard output."""


def main() -> None:
    """Run the command line and leave with its exit code.

    Exit codes: 0 all is well; 1 the documents or the plan have faults; 2 the command was not understood;
    70 a bug in Cupola; 130 interrupted.
    """
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # so early that nothing is loaded yet
        code = _interrupted()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    from cyclopts import CycloptsError

    from cupola.cli.app import app
    from cupola.errors import CupolaError, harmless

    _written().clear()
    try:
        result = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
        sys.stdout.flush()
        return int(result) if isinstance(result, int) else OK
    except CycloptsError as error:
        print(f"cupola: {error}", file=sys.stderr)
        print("hint: cupola --help, or cupola COMMAND --help", file=sys.stderr)
        return USAGE
    except CupolaError as error:
        print(error, file=sys.stderr)
        return FAULTS
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        return _nobody_reads()
    except OSError as error:
        if error.filename is None and error.errno not in _NO_ROOM:
            return _bug(arguments)
        print(harmless(f"E101 {error.filename or 'the output'}: {error.strerror}"), file=sys.stderr)
        return FAULTS
    except Exception as error:
        return _interrupted() if _stems_from_a_hand(error) else _bug(arguments)


def _interrupted() -> int:
    from cupola.errors import harmless

    files = _written()
    more = f"{len(files) - _MOST_NAMED} files, then " if len(files) > _MOST_NAMED else ""
    named = more + ", ".join(str(path) for path in files[-_MOST_NAMED:])
    print(harmless(f"interrupted; {f'already written: {named}' if files else 'nothing was written'}"), file=sys.stderr)
    return INTERRUPTED


def _written() -> list[Path]:
    """Give the files that this command has written; a store that is not loaded has written none."""
    store = sys.modules.get("cupola.store")
    return getattr(store, "WRITTEN", [])  # it may be loaded by half


def _stems_from_a_hand(error: BaseException | None) -> bool:
    """Say whether Ctrl-C is behind an error: a library that is just being loaded makes an ImportError of it."""
    while error is not None and not isinstance(error, KeyboardInterrupt):
        error = error.__cause__ or error.__context__
    return error is not None


def _nobody_reads() -> int:
    """End quietly when whoever reads the output, such as `head`, has had enough of it."""
    import os

    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())  # what is left in the buffer must go somewhere at exit
    os.close(nowhere)
    return OK


def _bug(arguments: list[str]) -> int:
    """Say that this is our mistake, and how to report it; the details go to a file beside it."""
    import traceback
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile("w", prefix="cupola-bug-", suffix=".txt", delete=False) as file:
        file.write(f"cupola {' '.join(arguments)}\n\n{traceback.format_exc()}")
    print("cupola: this is a bug in Cupola, not your mistake.", file=sys.stderr)
    print(f"hint: please report it with this file: {file.name}", file=sys.stderr)
    return BUG
