"""Reading a station: one's own file works like the shipped one, and every mistake is told with its line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cupola.clock import instant, utc_text
from cupola.codes import CODES
from cupola.errors import DocumentError, Message
from cupola.places import STATIONS, load_station, parse_station
from cupola.places.document import LARGEST

HAVEN = """\
schema: cupola/1
station: Haven
attitude:
  nominal: {ypr: [0 deg, 0 deg, 0 deg], source: test, confidence: low}
  special:
    - name: turn
      from: 2026-01-02T00:00:00Z
      to: 2026-01-02T01:00:00Z
      ypr: [180 deg, 0 deg, 0 deg]
      source: test
      confidence: low
modules:
  HALL:
    name: Hall
    ends: [[0, 0, 0], [10, 0, 0]]
    diameter: 4.4 m
    capacity: 4
    noise: [45, 55]
    source: test
    confidence: low
ships:
  DRAGON:
    name: Dragon
    port: forward
    at: [10, 0, 0]
    axis: [2, 0, 0]
    from: 2026-01-01T00:00:00Z
    to: 2026-02-01T00:00:00Z
    diameter: 4 m
    length: 8 m
    capacity: 4
    noise: [50, 60]
    source: test
    confidence: low
windows:
  dome:
    module: HALL
    at: [5, 0, 2.2]
    normal: [0, 0, 3]
    shape: rectangle
    size: [110 cm, 1 m]
    transmission: 0.8
    half_view: 70 deg
    source: test
    confidence: low
"""


def faults(text: str) -> tuple[Message, ...]:
    """Give the messages with which a station's text is refused."""
    with pytest.raises(DocumentError) as caught:
        parse_station(text, "haven.yaml")
    return caught.value.messages


def changed(old: str, new: str) -> str:
    """Give the small station with one thing changed."""
    assert old in HAVEN
    return HAVEN.replace(old, new, 1)


def test_a_station_of_ones_own_is_read() -> None:
    station = parse_station(HAVEN, "haven.yaml")
    assert (station.name, list(station.windows), list(station.modules)) == ("Haven", ["dome"], ["HALL", "DRAGON"])
    assert station.windows["dome"].normal == (0.0, 0.0, 1.0)
    assert station.windows["dome"].area == pytest.approx(1.1)
    assert station.windows["dome"].name == "dome"
    assert station.modules["DRAGON"].ends == ((10.0, 0.0, 0.0), (18.0, 0.0, 0.0))
    assert station.modules["HALL"].aisle is None
    assert station.attitude.special[0].span.start == instant("2026-01-02T00:00Z")
    assert "Lisbon" in station.landmarks


def test_a_station_is_read_from_a_path_or_the_text_of_a_path(tmp_path: Path) -> None:
    path = tmp_path / "haven.yaml"
    path.write_text(HAVEN)
    assert load_station(path) == load_station(str(path)) == parse_station(HAVEN, "haven.yaml")


@pytest.mark.parametrize("name", STATIONS)
def test_shipped_stations_are_read_once(name: str) -> None:
    assert load_station(name) is load_station(name)


def test_an_unknown_station_is_answered_with_what_there_is() -> None:
    with pytest.raises(DocumentError, match=r'(?s)E310 the station "isss" is unknown.*Did you mean "iss"'):
        load_station("isss")
    with pytest.raises(DocumentError, match="path of a station file"):
        load_station("mir")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"E101 none\.yaml does not exist"):
        load_station(tmp_path / "none.yaml")


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(DocumentError, match="E103"):
        load_station(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.yaml"
    path.write_bytes(b"schema: cupola/1\n\xff\n")
    with pytest.raises(DocumentError, match=r"bytes\.yaml:2:1: E110"):
        load_station(path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("diameter: 4.4 m", "diameter: 4.4", "haven.yaml:16:15: E107 HALL: diameter: 4.4 has no unit"),
        ("diameter: 4.4 m", "diameter: 4.4 deg", "haven.yaml:16:15: E107 HALL: diameter"),
        ("half_view: 70 deg", "half_view: 170 deg", "haven.yaml:43:16: E106 dome: half_view is 170 deg; it must be"),
        ("transmission: 0.8", "transmission: 8", "haven.yaml:42:19: E106 dome: transmission is 8; it must be from"),
        ("shape: rectangle", "shape: rectangel", 'haven.yaml:40:12: E106 dome: shape "rectangel" is unknown'),
        ("size: [110 cm, 1 m]", "size: [110 cm]", "haven.yaml:41:11: E106 dome: size must be a list of 2 values"),
        ("normal: [0, 0, 3]", "normal: [0, 0, 0]", "haven.yaml:39:13: E315 dome: normal has no length"),
        ("normal: [0, 0, 3]", "normal: [0, 0]", "haven.yaml:39:13: E106 dome: normal must be a list of 3 values"),
        ("normal: [0, 0, 3]", "normal: [0, 0, up]", 'haven.yaml:39:13: E106 dome: normal: "up" is not a number'),
        ("module: HALL", "module: HAL", 'haven.yaml:37:13: E315 dome: the module "HAL" is not one of the station'),
        ("    shape: rectangle\n", "", 'haven.yaml:37:5: E106 dome: the field "shape" is missing'),
        ("transmission: 0.8", "transmision: 0.8", 'haven.yaml:42:5: E106 dome: the field "transmision" is unknown'),
        ("capacity: 4", "capacity: 4.5", "haven.yaml:17:15: E106 HALL: capacity must be a whole number"),
        ("noise: [45, 55]", "noise: 45", "haven.yaml:18:12: E106 HALL: noise must be a list of 2 values"),
        ("ends: [[0, 0, 0], [10, 0, 0]]", "ends: [[0, 0, 0]]", "haven.yaml:15:11: E106 HALL: ends must be the two"),
        ("to: 2026-02-01T00:00:00Z", "to: 2025-02-01T00:00:00Z", "haven.yaml:28:9: E315 DRAGON: it ends before"),
        ("to: 2026-02-01T00:00:00Z", "to: 1 February", 'haven.yaml:28:9: E108 DRAGON: "1 February" is not an instant'),
        ("confidence: low\nmodules", "confidence: sure\nmodules", "haven.yaml:11:19: E106 special 1: confidence"),
        ("[180 deg, 0 deg, 0 deg]", "[180 deg, 0 deg]", "haven.yaml:9:12: E106 special 1: ypr must be a list of 3"),
        ("schema: cupola/1", "schema: cupola/9", 'haven.yaml:1:9: E109 the schema must be "cupola/1"'),
        ("station: Haven", "station: Haven\nstation: Heaven", 'haven.yaml:3:1: E104 the key "station" is given twice'),
        ("station: Haven", "crew: 4", 'haven.yaml:2:1: E106 the field "crew" is unknown'),
        ("windows:\n  dome:", "windows:\n  - dome:", "haven.yaml:36:3: E106"),
        ("attitude:", "attitudes:", "E106"),
        ("station: Haven", "station: [Haven", "E104"),
        ("station: Haven", "station: []", "haven.yaml:2:10: E106 station must be a text"),
    ],
)
def test_a_mistake_in_a_station_is_told_with_its_place(old: str, new: str, message: str) -> None:
    assert any(message in fault.render() for fault in faults(changed(old, new)))


def test_all_mistakes_are_told_at_once() -> None:
    text = changed("diameter: 4.4 m", "diameter: 4.4").replace("transmission: 0.8", "transmission: 8")
    assert [fault.where.line for fault in faults(text) if fault.where] == [16, 42]


def test_a_typo_gets_a_hint() -> None:
    (fault,) = [f for f in faults(changed("transmission: 0.8", "transmision: 0.8")) if "unknown" in f.text]
    assert fault.hint == 'Did you mean "transmission"?'


def test_special_attitudes_may_not_overlap() -> None:
    again = HAVEN.replace(
        "modules:",
        "    - {name: again, from: 2026-01-02T00:30:00Z, to: 2026-01-02T02:00:00Z, ypr: [0 deg, 0 deg, 0 deg],\n"
        "       source: test, confidence: low}\nmodules:",
        1,
    )
    (fault,) = faults(again)
    assert (fault.code, fault.text) == ("E315", "attitude: the attitudes of turn and again overlap")


@pytest.mark.parametrize("text", ["", "- 1\n- 2\n", "42", "~"])
def test_a_text_that_is_no_station_is_refused(text: str) -> None:
    assert faults(text)[0].code == "E106"


def test_a_document_nested_without_end_is_refused() -> None:
    assert faults("a: " + "[" * 5_000)[0].code == "E105"


def test_a_yaml_bomb_stays_small() -> None:
    """Nine levels of aliases to aliases stand for a thousand million words; nobody writes them out."""
    rows = ["a0: &a0 [lol, lol]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    found = faults("schema: cupola/1\n" + "\n".join(rows) + "\nwindows: *a9\n")
    assert [(fault.code, str(fault.where)) for fault in found] == [("E105", "haven.yaml:2:5")]


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_known_codes(text: str) -> None:
    try:
        parse_station(text, "any.yaml")
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


@given(st.integers(0, len(HAVEN) - 1), st.characters(codec="utf-8"))
def test_any_one_wrong_character_is_read_or_refused_with_known_codes(place: int, character: str) -> None:
    try:
        parse_station(HAVEN[:place] + character + HAVEN[place + 1 :], "any.yaml")
    except DocumentError as error:
        assert all(message.code in CODES for message in error.messages)


def test_the_station_s_timeline_has_the_events_of_october_2021() -> None:
    events = {event.what: event for event in load_station("iss").events}
    assert {event.effect for event in events.values()} == {"filming stops", "attitude lost"}
    assert all(event.source and event.span.length > 0 for event in events.values())
    lost = events["Attitude lost, the station turns by 57 degrees"]
    assert (utc_text(lost.span.start), lost.span.length) == ("2021-10-15T09:13:00Z", 1800.0)


@pytest.mark.parametrize(("height", "fits"), [(2.45, True), (2.55, False), (1.95, True), (1.85, False)])
def test_a_window_may_stand_off_its_hull_by_30_cm(height: float, fits: bool) -> None:
    """The hall's hull is 2.2 m from its axis."""
    text = changed("at: [5, 0, 2.2]", f"at: [5, 0, {height}]")
    if fits:
        assert parse_station(text, "haven.yaml").windows["dome"].at[2] == height
    else:
        assert [m.code for m in faults(text)] == ["E335"]


def test_a_ship_whose_length_is_not_known_is_seven_metres_long() -> None:
    ship = parse_station(changed("    length: 8 m\n", ""), "haven.yaml").modules["DRAGON"]
    assert ship.ends == ((10.0, 0.0, 0.0), (17.0, 0.0, 0.0))


def test_a_ship_does_not_take_the_name_of_a_module() -> None:
    found = faults(changed("  DRAGON:", "  HALL:"))
    assert found[0].code == "E315"
    assert "a ship and a module have one name" in found[0].text


def test_of_a_station_without_windows_none_are_listed() -> None:
    station = parse_station(HAVEN[: HAVEN.index("windows:")], "haven.yaml")
    with pytest.raises(DocumentError) as caught:
        station.window("dome")
    assert caught.value.messages[0].hint == "its file names none"
