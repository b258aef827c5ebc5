"""What editors read: the planned film as an OpenTimelineIO timeline and as an EDL, and its takes as an ALE."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from cupola.clock import DAY, Span, date_text, utc_text
from cupola.errors import Message, PlanError
from cupola.publish.exchange.cut import Slot, cut
from cupola.publish.exchange.footage import Recording, frame_rate, recordings, timecode_frames
from cupola.publish.exchange.parcel import Parcel
from cupola.publish.record import clean

if TYPE_CHECKING:
    from opentimelineio.opentime import TimeRange
    from opentimelineio.schema import Clip, Gap, Marker, MissingReference, SerializableCollection, Timeline

_COLOURS: Final = {"sun": "YELLOW", "sunset": "RED", "eclipse": "BLUE", "sunrise": "ORANGE"}
"""The colours of the markers of light phases."""

_COLUMNS: Final = (
    *("Name", "Tracks", "Start", "End", "Duration", "Tape", "Scene", "Take", "Shoot date", "Camera", "Lens"),
    *("Location", "Light", "Description"),
)
"""The columns of an ALE, as Avid names them."""


def otio_files(parcel: Parcel) -> dict[str, bytes]:
    """Give the planned film as an OpenTimelineIO timeline."""
    import opentimelineio

    return {"film.otio": opentimelineio.adapters.write_to_string(Editor(parcel).timeline(), "otio_json").encode()}


def edl_files(parcel: Parcel) -> dict[str, bytes]:
    """Give the planned film as an EDL (CMX 3600)."""
    import opentimelineio

    editor = Editor(parcel)
    text = opentimelineio.adapters.write_to_string(editor.timeline(), "cmx_3600", rate=editor.rate)
    title, _, rest = text.partition("\n")
    return {"film.edl": f"{title}\nFCM: NON-DROP FRAME\n{rest}".encode()}


def ale_files(parcel: Parcel) -> dict[str, bytes]:
    """Give all takes as an Avid Log Exchange."""
    import opentimelineio

    editor = Editor(parcel)
    columns = list(_COLUMNS)
    text = opentimelineio.adapters.write_to_string(editor.bin(), "ale", columns=columns, fps=editor.rate)
    return {"takes.ale": text.encode()}


class Editor:
    """Makes timelines and bins of a plan.

    Raises
    ------
    PlanError
        The plan records nothing (E773).
    """

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self.rate = frame_rate(parcel.production)
        self.recordings = recordings(parcel.schedule)
        if not self.recordings:
            hint = "make a plan with shots in it: cupola plan"
            raise PlanError(Message("E773", "the plan records nothing: there is nothing to edit", hint=hint))

    def timeline(self) -> Timeline:
        """Give the film in story order: what is not in the plan is a gap, as long as it will be."""
        from opentimelineio.schema import Timeline, Track

        track = Track(name="V1", kind="Video")
        for slot in cut(self._parcel, self.recordings, self.rate):
            if slot.frames:
                track.append(self._clip(slot, slot.recording) if slot.recording else self._gap(slot))
        made = Timeline(name=one_line(self._parcel.production.title))
        made.tracks.append(track)
        made.metadata["cupola"] = {"documents": self._parcel.production.digest, "version": self._version()}
        return made

    def bin(self) -> SerializableCollection:
        """Give all takes, in the order in which they are shot."""
        from opentimelineio.schema import SerializableCollection

        made = SerializableCollection(name="takes")
        made.extend([self._take(one) for one in self.recordings])
        made.metadata["ALE"] = {"header": {"VIDEO_FORMAT": "1080", "AUDIO_FORMAT": "48khz"}}
        return made

    def _version(self) -> int:
        approval = self._parcel.schedule.past.approval
        return approval.version if approval else 0

    def _range(self, start: int, frames: int) -> TimeRange:
        from opentimelineio.opentime import RationalTime, TimeRange

        start = min(start, max(0, round(DAY * self.rate) - 1 - frames))  # the readers know no timecode over midnight
        return TimeRange(RationalTime(start, self.rate), RationalTime(frames, self.rate))

    def _clip(self, slot: Slot, taken: Recording) -> Clip:
        from opentimelineio.schema import Clip

        start = timecode_frames(taken.span.start, self.rate)
        made = Clip(name=one_line(taken.shot.id), source_range=self._range(start, slot.frames))
        made.media_reference = self._media(taken)
        made.metadata["cupola"] = self._told(slot, taken)
        made.metadata["cmx_3600"] = {"reel": taken.card}
        made.markers.extend(self._markers(taken, slot.frames))
        return made

    def _gap(self, slot: Slot) -> Gap:
        from opentimelineio.schema import Gap

        made = Gap(
            name=one_line(slot.shot.id if slot.shot else slot.scene.number), source_range=self._range(0, slot.frames)
        )
        made.metadata["cupola"] = self._told(slot, None)
        return made

    def _media(self, taken: Recording) -> MissingReference:
        """Give what a take will be: from the first handle to the last, by the time of day."""
        from opentimelineio.schema import MissingReference

        handles = self._parcel.production.rules.handles
        rolling = timecode_frames(taken.span.start, self.rate)
        start = max(0, rolling - round(handles * self.rate))  # there is no timecode before midnight
        stop = rolling + round((taken.span.length + handles) * self.rate)
        return MissingReference(name=one_line(taken.name), available_range=self._range(start, stop - start))

    def _markers(self, taken: Recording, frames: int) -> Iterator[Marker]:
        """Mark the light phases that a clip runs through."""
        from opentimelineio.schema import Marker

        seen = Span(taken.span.start, taken.span.start + frames / self.rate)
        for phase, colour in _COLOURS.items():
            for span in self._parcel.phases.spans(phase, seen):
                start, length = timecode_frames(span.start, self.rate), round(span.length * self.rate)
                yield Marker(name=phase, color=colour, marked_range=self._range(start, length))

    def _told(self, slot: Slot, taken: Recording | None) -> dict[str, Any]:
        """Give what is known of a slot as metadata."""
        scene, shot = slot.scene, slot.shot
        found: dict[str, Any] = {
            "scene": one_line(scene.number),
            "heading": one_line(scene.heading),
            "shot": one_line(shot.id) if shot else "",
            "text": one_line(shot.text) if shot else "",
            "light": shot.need.light if shot else "",
            "planned": taken is not None,
        }
        return found if taken is None else found | self._taken(taken)

    def _taken(self, taken: Recording) -> dict[str, Any]:
        production, shot = self._parcel.production, taken.shot
        return {
            "take": taken.number,
            "takes": shot.takes,
            "card": taken.card,
            "start": utc_text(taken.span.start),
            "stop": utc_text(taken.span.stop),
            "day": taken.day,
            "light now": self._parcel.phases.at(taken.span.start).phase,
            "set": one_line(production.sets[taken.strip.set].name),
            "camera": one_line(production.cameras[taken.strip.camera].model),
            "lens": one_line(shot.lens),
            "size": one_line(shot.size),
            "cast": [one_line(production.people[person].name) for person in shot.cast],
        }

    def _take(self, taken: Recording) -> Clip:
        from opentimelineio.schema import Clip

        start = timecode_frames(taken.span.start, self.rate)
        made = Clip(name=one_line(taken.name))
        made.source_range = self._range(start, round(taken.span.length * self.rate))
        made.metadata["ALE"] = dict(self.logged(taken))
        return made

    def logged(self, taken: Recording) -> Mapping[str, str]:
        """Give what a log says of a take, by column."""
        told = self._taken(taken)
        return {
            "Tracks": "V",
            "Tape": taken.card,
            "Scene": one_line(taken.shot.id),
            "Take": str(taken.number),
            "Shoot date": date_text(taken.span.start),
            "Camera": told["camera"],
            "Lens": told["lens"],
            "Location": told["set"],
            "Light": told["light now"],
            "Description": one_line(taken.shot.text),
        }


def one_line(text: str) -> str:
    """Give a text on one line without tabs: what the formats of editors hold; one that is nothing else is a dash."""
    return " ".join(clean(text).split()) or ("-" if text else "")
