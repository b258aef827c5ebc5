"""The takes as a metadata list for DaVinci Resolve: CSV with the names of its own columns."""

from __future__ import annotations

import csv
import io
from typing import Final

from cupola.clock import date_text
from cupola.publish.exchange.editorial import Editor, one_line
from cupola.publish.exchange.footage import Recording, timecode_frames
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.exchange.spreadsheet import quoted

_COLUMNS: Final = (
    *("File Name", "Start TC", "End TC", "Reel Name", "Scene", "Shot", "Take", "Description", "Comments", "Keywords"),
    *("Camera #", "Camera Type", "Lens", "Roll Card #", "Shoot Day", "Date Recorded", "Location", "Production Name"),
)


def resolve_files(parcel: Parcel) -> dict[str, bytes]:
    """Give all takes as Resolve's own metadata lists are: CSV in UTF-16 with a byte order mark."""
    editor, out = Editor(parcel), io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for taken in editor.recordings:
        writer.writerow([quoted(cell) for cell in _row(parcel, editor, taken)])
    return {"resolve.csv": b"\xff\xfe" + out.getvalue().encode("utf-16-le")}


def _row(parcel: Parcel, editor: Editor, taken: Recording) -> tuple[str, ...]:
    logged = editor.logged(taken)
    start, stop = (_timecode(edge, editor.rate) for edge in (taken.span.start, taken.span.stop))
    lights = dict.fromkeys(one for one in (taken.shot.need.light, logged["Light"]) if one not in ("", "any"))
    return (
        *(one_line(taken.name), start, stop, taken.card),
        *(one_line(taken.scene.number), one_line(taken.shot.id), str(taken.number)),
        *(logged["Description"], one_line(taken.scene.heading), ",".join(lights)),
        *(taken.card[:1], logged["Camera"], logged["Lens"], taken.card),
        *(str(taken.day), date_text(taken.span.start), logged["Location"], one_line(parcel.production.title)),
    )


def _timecode(at: float, rate: int) -> str:
    seconds, frame = divmod(timecode_frames(at, rate), rate)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour % 24:02d}:{minute:02d}:{second:02d}:{frame:02d}"
