"""Messages to the user and the error tree.

Every message says what is wrong, where, and what to do. A document's messages are collected and raised together,
so that a user mends a file once and not line by line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

CODES: dict[str, str] = {
    # E1xx: files and documents
    "E101": "a file or folder is missing or cannot be read",
    "E102": "a path leaves the production folder",
    "E103": "a file is too large",
    "E104": "a document is not valid YAML",
    "E105": "a document nests or repeats itself too much",
    "E106": "a field is missing, unknown or of the wrong kind",
    "E107": "a quantity has no unit, an unknown unit or the wrong one",
    "E108": "an instant or a time of day is not understood",
    "E109": "the schema version is not known",
    "E110": "a file is not text in UTF-8",
    # E2xx: the screenplay and its breakdown
    "E201": "two scenes of the screenplay have the same number",
    "E202": "a screenplay holds a NUL character: it is no text",
    "E203": "a screenplay has too many lines or notes",
    "E204": "a screenplay has no scenes",
    "E205": "a breakdown cannot be brought in step: it is no list of scenes",
    "E206": "a Final Draft file is not XML, or broken",
    "E207": "a Final Draft file with a document type or entities",
    "E208": "a Final Draft file nests too deeply or is too long",
    "E209": "a file is XML, but no script of Final Draft",
    "E210": "a screenplay cannot be written in the form that is asked for",
    "E211": "a file that is to be written is there already",
    "E212": "a name or heading of a screenplay is longer than any paper holds",
    # E3xx: the orbit, the station, the light
    "E301": "a line is not one of an element set, or its columns are wrong",
    "E302": "the checksum of an element set is wrong",
    "E303": "an orbit of two satellites, or of another than the station",
    "E304": "there is no element set",
    "E305": "no element set is near enough in time",
    "E306": "the orbit jumps too far where one element set or file takes over from another",
    "E307": "an instant is outside the span of the orbit",
    "E308": "the orbit cannot be propagated",
    "E309": "an unknown limit of sunrise and sunset, or one outside the air",
    "E310": "unknown station",
    "E311": "unknown window",
    "E312": "unknown landmark",
    "E313": "a need of light that is unknown or contradicts itself",
    "E314": "a window that never sees the Earth",
    "E315": "the data of a station contradict themselves",
    "E316": "a light table with an impossible step",
    "E320": "a file of orbit data is broken or cut off",
    "E321": "orbit data in a time scale that is not read",
    "E322": "orbit data in a frame, about a centre or of a theory that is not read",
    "E323": "a value of orbit data is missing, given twice, or none of an orbit",
    "E324": "an orbit's states leave a gap in the shoot",
    "E325": "an orbit's states end before the shoot, or begin after it",
    "E326": "an orbit's states are out of order, or overlap",
    "E327": "a file holds no orbit of a kind that is read",
    "E328": "orbit data of two kinds, or of the wrong kind for their place",
    "E329": "orbit data with a document type or entities",
    "E335": "a window stands off its module's hull",
    "E336": "an attitude is missing, or said twice",
    "E337": "a quaternion is not of length 1",
    "E338": "an unknown joint, or one that cannot face the Sun",
    "E339": "a body has no length or no hull",
    "E345": "sunlight through the limb from a height, or over clouds, where there is none",
    "E346": "air with an impossible amount of ozone, haze or dust",
    "E347": "ground that reflects less than nothing, or more than all",
    "E350": "earthshine of a station outside low orbit",
    "E351": "an albedo that is no share of the light",
    "E352": "a colour temperature of no light",
    "E353": "a face or wall that is not in the room behind the window",
    "E354": "a surface that faces nowhere",
    "E355": "a room whose walls cannot throw light about",
    "E356": "a camera with a sensor that is none",
    "E357": "there is no light to expose for",
    "E358": "a stop of no lens",
    "E359": "an unknown mode of the cabin lamps, or a module without lamps",
    "E360": "a focal length or a sensor that is none",
    "E365": "a tolerance of light that is not a positive number",
    "E366": "a take whose light cannot be matched",
    "E370": "a place that is not on the ground of the Earth, or a terrain that is none",
    "E371": "limits of the light on the ground that contradict themselves",
    "E372": "a need of light on the ground that is unknown or contradicts itself",
    "E373": "a place or a horizon on the command line that is not understood",
    # E4xx: the production and its breakdown
    "E401": "unknown crew rules, or a price that they do not name",
    "E402": "blocks of a day plan overlap or are empty",
    "E403": "unknown day plan",
    "E404": "unknown module of the station",
    "E405": "unknown group, or nobody of it aboard to escort",
    "E406": "something ends before it begins",
    "E407": "unknown person",
    "E408": "unknown set, or none given",
    "E409": "the stay is out of order",
    "E410": "a scene or shot stands twice",
    "E411": "a scene of the breakdown is not in the screenplay",
    "E412": "an order names something unknown, or goes in a ring",
    "E413": "unknown camera or gear, or more than there is aboard",
    "E414": "more passes than takes",
    "E415": "unknown or contradictory light",
    "E416": "unknown or missing window, one of another module, or one that never sees the Earth",
    "E417": "unknown view or landmark",
    "E418": "more people than the set holds",
    "E419": "a shot cannot match the one that it names",
    "E420": "a set is in a module and on the ground, or on the ground with the lamps of a cabin",
    "E421": "a window or a view on the ground, or the Sun's azimuth at the station",
    "E422": "a station without an orbit, or an orbit or a module without a station",
    "E423": "a question of the flight is asked of a film that stays on the ground",
    "E440": "a look in an order that is no look, or one that stands twice",
    "E441": "a shot names the look of somebody who is not in it, or an unknown look",
    "E442": "shots are ordered against the looks of somebody in them",
    "E450": "the nightly offload has a rate without hours, or hours without a rate",
    "E460": "somebody in shots never sleeps",
    "E461": "somebody in shots never works",
    "E463": "orders of shots and of scenes go in a ring together",
    "E464": "passes of a shot lie further apart than its set-up may wait",
    "E465": "a lock lies where its shot cannot be made",
    "E466": "two locks cannot both hold",
    "E467": "nobody of a group that must escort ever has film time",
    "E468": "a set is never open during the shoot",
    "E469": "a pass records more than all cards hold, or drains more batteries than there are",
    "E470": "a lock lies where its shot finds no light, or none of what else it needs",
    "E471": "two locked shots that must match lie in unlike light",
    # E5xx: plans
    "E501": "no plan was found within the limit",
    "E502": "a span of the plan ends before it begins",
    "E503": "the plan was made from other documents",
    "E505": "the question names something unknown, or is incomplete",
    "E506": "there is no shot to plan",
    "E509": "a take has too little slack for the age of the orbit's source",
    "E510": "the plan is not whole: shots missing, doubled, unknown, or scenes half made",
    "E511": "the plan's value or bound is not true",
    "E512": "a strip is not as broken down",
    "E513": "a set-up, a take or the time between takes is too short",
    "E514": "light or view does not hold during a take",
    "E515": "a take that needs quiet is not quiet",
    "E516": "passes do not continue one set-up",
    "E517": "something is shot before what it must follow",
    "E518": "something lies outside the shoot",
    "E519": "takes that should cut together lie in unlike light",
    "E520": "somebody is not free",
    "E521": "a station event forbids it",
    "E522": "somebody is in two shots at once, or without a rest between",
    "E523": "somebody works too long, or lends too much private time",
    "E524": "an escort is missing or not able to",
    "E530": "a set is taken, closed or too small",
    "E531": "more cameras or gear in use than aboard",
    "E532": "more data than the cards hold",
    "E540": "somebody works too soon after waking, too long after it, too near to sleep, or after too little of it",
    "E541": "somebody works too long on a day for film and station together",
    "E542": "somebody works too long in seven days, or on too many days in a row",
    "E543": "somebody's day is too long from call to wrap",
    "E544": "somebody has too little rest between two days",
    "E545": "somebody's meal comes too late",
    "E550": "somebody has too little time to change: the set, the rig, the place or the look",
    "E551": "somebody moves between locations too often on a day",
    "E552": "a look is worn again that is gone",
    "E560": "more batteries in use or on charge than there are",
    "E561": "a set is not cleared before use, or not put back in time",
    "E562": "somebody sleeps in the module of a set that is used",
    "E563": "too many are in the module of a set that is used, or somebody in a closed set",
    "E570": "a shot that is locked stands elsewhere",
    "E571": "something that is not shot lies in the past",
    "E572": "something that is said to be shot is not over, or not in the plan",
    "E573": "what happened concerns somebody or a set that is unknown",
    "E574": "a lock cannot hold",
    "E580": "what the day brought is not understood",
    "E581": "there is no plan to go on from, or the shoot is over",
    "E582": "a shot cannot be said to be made, or to be locked",
    "E590": "an approval without a name or a cause, or one that is no line of text",
    "E591": "a plan that is not legal cannot be approved",
    "E592": "a plan of other documents cannot be approved",
    "E593": "somebody has approved another plan meanwhile",
    "E594": "the approved plans are not as they were approved",
    "E595": "a new orbit has the name of another file of the production, or one that cannot stand in a plan",
    "E596": "a plan that forgets or moves what is shot cannot be approved",
    "E597": "a file of the orbit that a plan was re-timed to holds something else now",
    "W201": "a line of action looks like a scene heading",
    "W202": "a note or boneyard is never closed",
    "W203": "a speech is marked as simultaneous, but there is none to go with",
    "W204": "a note asks the breakdown for something that is not known",
    "W205": "a scene asks for one thing in two ways",
    "W206": "something is said of an element that no scene has",
    "W401": "somebody speaks in a scene and is in none of its shots",
    "W402": "a shot can never be shot",
    "W403": "somebody's longest day and turnaround are more than 24 hours together",
    "W404": "a shot never finds the light of a locked one with which it must cut",
    "W405": "somebody goes up without a course that their ship asks for",
    # E6xx: paper
    "E601": "a folder or file of templates is missing, cannot be read, or would be overwritten",
    "E602": "a mistake in a Typst template",
    "E603": "a mistake in an HTML template",
    "E604": "the plan was made for another production",
    "E610": "a picture has a name that no picture can have",
    "E611": "a ground track is too long for one sheet",
    "E612": "pictures have no such theme",
    "E613": "the day of a picture is outside of what it is drawn from",
    "E614": "one file was named for several pictures",
    # E62x: talent scheduling
    "E620": "a file is no instance of talent scheduling",
    "E621": "an instance of talent scheduling has too few or too many numbers, or wrong ones",
    "E622": "too many scenes or actors, or too large numbers, to be ordered",
    "E623": "a production has nothing on the ground to order",
    # E63x: drafts side by side
    "E635": "a draft is a plan of another production",
    "E636": "drafts cannot be compared as asked",
    # flight: launch, rendezvous, docking, return
    "E700": "unknown launch site",
    "E701": "a rocket is not flown with this recovery",
    "E702": "unknown vehicle",
    "E703": "a launch site that never lies in the plane of the orbit",
    "E704": "no rocket may leave a site in the direction of the orbit",
    "E715": "unknown landing zone",
    "E716": "a craft does not land in such a zone",
    "E717": "an orbit never passes over a landing zone",
    "E718": "no pass over the landing zone is in time for an undocking",
    "E719": "a burn does not bring a craft down",
    "E720": "unknown kind of ship",
    "E721": "the times of a ship do not follow one another, or one is missing",
    "E722": "more people than seats",
    "E723": "somebody's way up and home does not add up",
    "E724": "more kilograms or litres than a ship or a seat takes",
    "E725": "the stay does not fit the ships",
    "E727": "gear that is unknown, or comes after the first shot",
    "E728": "a port that is unknown or taken",
    "E729": "two ships come or go too near to each other",
    "E769": "an orbit into which no launch is worked out",
    "E705": "unknown docking port",
    "E706": "a docking port that is taken",
    "E707": "a ship that does not fit a docking port",
    "E708": "a take-over or a break-off that is outside the approach",
    "E709": "a transfer that no two pushes can make",
    "E710": "an approach that does not come to its port",
    "E711": "a launch that is not in the plane of the orbit",
    "E712": "a contact to which no open chase leads",
    "E713": "a landing to which an undocking does not lead",
    "E714": "a chase that is unknown, or that no launch of these days leaves open",
    # E73x, E74x: places beside the station
    "E730": "an orbit told in figures that lacks one, has one twice, or that nothing flies",
    "E731": "an attitude mode that the craft does not have",
    "E732": "attitudes that are asked for at once, or end before they begin",
    "E733": "unknown aircraft, or a set in an aircraft that is elsewhere too",
    "E734": "a gravity that is unknown, or never there",
    "E735": "a take longer than a parabola, or more takes than there are parabolas",
    "E736": "flights of an aircraft that overlap, or too many on a day",
    "E737": "figures of an aircraft that contradict each other",
    "E738": "the gravity that a shot needs does not hold in its takes",
    "E739": "a light that a world does not have, or sets on two worlds",
    "E740": "somebody is in the air during a shot elsewhere",
    "E745": "a link that is unknown, or a place that has none",
    "E746": "the link that a shot needs is not as it asks in its takes",
    "E747": "a burn that says no height, comes before another, or where the orbits do not meet",
    # E75x: training
    "E750": "unknown catalogue of courses, or a course that is in none",
    "E751": "courses that come after one another in a ring",
    "E752": "training that is to be over after a trainee leaves, after the wrap, or before it begins",
    "E753": "a lesson for which there is never time",
    "E754": "a course that is never offered",
    "E755": "hours that cannot be cut into lessons",
    "E756": "a course without a set, or with nobody to teach it",
    "E757": "an unknown trainee, or somebody who teaches and learns at once",
    "E758": "a lesson on a day on which its course is not offered",
    "E759": "a lesson with the name of a scene or shot",
    "E748": "a window that a craft does not have, or a view that is not worked out there",
    # E76x: a new production
    "E760": "the folder of a new production is not empty",
    "E761": "the folder of a new production is a file",
    "E762": "a title that no production can have",
    # E77x: export
    "E770": "an export for a person who is unknown",
    "E771": "a calendar for somebody who has nothing to do",
    "E772": "an export that is not made for a person",
    "E773": "a plan that records nothing has nothing for editors",
    "E774": "a shoot of which a globe has nothing to show",
    "E775": "an export that has one language",
    "W775": "a camera of another frame rate than the timecode of an export",
    "W776": "a take over midnight, which no timecode is",
    # E78x: languages of paper
    "E780": "paper knows no such language",
    "E781": "a language file lacks words, has others than paper, or says that it is another language",
    # E80x: pictures: what a machine works out once
    "W800": "what was worked out once cannot be kept",
    # E810 to E812: stars, Sun, Moon, towns
    "E810": "a list of stars or towns is not installed",
    "E811": "a camera within the air, from which stars and Sun are not drawn",
    "E812": "towns of an impossible light",
    # E813 to E829: the camera
    "E813": "a package that writes pictures is not installed",
    "E814": "there is no room to make a picture's file",
    "E815": "a picture of an impossible size",
    "E816": "a camera that is not behind the glass",
    "E817": "a shot that is not there, or looks through no window",
    "E818": "a camera is aimed at something unknown",
    "E819": "a lens whose name is not understood",
    "E820": "a camera points aside of the glass",
    "E821": "a setting of a camera that is not understood",
    # E79x: bringing in and comparing
    "E790": "a file to import of a kind that is not read",
    "E791": "a table whose encoding is not known, or that is no text",
    "E792": "a table or workbook that is damaged or too large",
    "E793": "a table without a header that is understood, or a workbook without the sheet",
    "E794": "a column map that means something unknown",
    "E795": "a file of Movie Magic Scheduling that is damaged or of an unknown form",
    "E796": "a text that cannot be written to a scheduling export",
    "E797": "two things that cannot be compared",
    "E798": "an approved version that is not there",
    "E799": "people to import who have no day plan",
    "W790": "a cell of a table is not understood and left out",
    "W791": "a formula of a workbook has no saved result",
    "W792": "a format that is read or written as an experiment",
    "E765": "a unit without a film in the folder above",
    "E766": "a unit that has a screenplay, breakdown or ships of its own",
    "E805": "the pictures of the Earth are not installed",
    "E806": "a map of the Earth that is no picture",
    "E807": "a map of the Earth that is not twice as wide as high",
    "E808": "a map of the Earth that is too large",
    "E809": "clouds that are not understood",
    "E830": "the renderer of light inside is not installed",
    "E831": "a named LLVM library does not work",
    "E832": "the renderer of light inside does not run on this machine",
    "E833": "a window without a room behind it",
    "E834": "a face that does not fit into the room",
    "E835": "a lamp that is not in the room",
    "E836": "samples, a dimmer or a camera angle that cannot be",
    # E84x: many frames
    "E840": "a cluster is asked for, and Dask is not installed",
    "E841": "there is no Dask cluster at an address",
    "E842": "frames that could not be made",
    "E843": "a number of frames, cores or frames a second that cannot be",
    "E844": "a file stands where a frame would go, and is none",
    "E845": "the film of the frames could not be made",
}
"""Every code a message may carry, with what it means; documented in the reference."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a text file: `line` and `column` count from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Message:
    """One thing to tell the user.

    Attributes
    ----------
    code : str
        A key of `CODES`.
    text : str
        What is wrong, naming things as the user does.
    where : Location or None
        The place in the file, when there is one.
    source : str or None
        The line of the file, shown with a caret below it.
    hint : str or None
        What to do about it.
    """

    code: str
    text: str
    where: Location | None = None
    source: str | None = None
    hint: str | None = None

    def render(self) -> str:
        """Give the message as it is printed: `file:line:col: code text`, the line with a caret, the hint."""
        head = f"{self.where}: {self.code} {self.text}" if self.where else f"{self.code} {self.text}"
        lines = [harmless(head)]
        if self.source is not None and self.where is not None:
            lines += ["  " + _printable(self.source), "  " + _caret(self.source, self.where.column)]
        if self.hint:
            lines.append(harmless(f"hint: {self.hint}"))
        return "\n".join(lines)


class CupolaError(Exception):
    """The root of what Cupola raises for a user's mistake: it carries the messages to show.

    Parameters
    ----------
    *messages : Message
        At least one.
    """

    def __init__(self, *messages: Message) -> None:
        super().__init__("\n".join(m.render() for m in messages))
        self.messages = messages


class DocumentError(CupolaError):
    """A file of the production (or a file given by hand) is wrong."""


class SkyError(CupolaError):
    """The orbit cannot answer: bad elements, or an instant outside their span."""


class PlanError(CupolaError):
    """The scheduling problem or a plan is wrong."""


class PreviewError(CupolaError):
    """A picture cannot be made: something that it needs is missing or broken."""


def raise_all(messages: Iterable[Message], kind: type[CupolaError] = DocumentError) -> None:
    """Raise one error with all `messages`, or nothing when there are none."""
    found = tuple(messages)
    if found:
        raise kind(*found)


def closest(word: str, known: Iterable[str]) -> str | None:
    """Give the hint `Did you mean "…"?` for the known word nearest to `word`, or None when none is near."""
    from difflib import get_close_matches

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f'Did you mean "{near[0]}"?' if near else None


def harmless(text: str) -> str:
    """Give a text with its control characters written out, so that what a name holds cannot steer a terminal."""
    return "".join(c if c.isprintable() or c == "\n" else c.encode("unicode_escape").decode() for c in text)


_WIDEST = 160


def _printable(line: str) -> str:
    shown = "".join(c if c.isprintable() else " " for c in line.rstrip("\r\n"))
    return shown if len(shown) <= _WIDEST else shown[: _WIDEST - 1] + "…"


def _caret(line: str, column: int) -> str:
    return " " * min(max(column - 1, 0), _WIDEST - 1, len(line.rstrip("\r\n"))) + "^"
