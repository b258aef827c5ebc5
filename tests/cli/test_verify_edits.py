"""A plan edited by hand into illegal ones: each fault is named at its strip, with who, what and when, and it alone."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from cupola.cli import FAULTS, run
from cupola.clock import clock_text
from cupola.plan.document import WrittenPlan, read_plan
from cupola.plan.verify import CHECKS, Case, verify
from cupola.plan.verify.report import findings
from cupola.production import Production, load
from tests.cli.handmade import Edit, anywhere, deleted, doubled, each, moved, within
from tests.cli.rich import plan, write_rich

Capture = pytest.CaptureFixture[str]

SECOND = "[2021-10-07T11:43:00Z, 2021-10-07T11:44:00Z]"
"""The take of the second pass of 3A."""
TAKES = ("[2021-10-08T14:10:00Z, 2021-10-08T14:11:00Z]", "[2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z]")
"""The takes of 31A."""

EDITS: dict[str, tuple[Edit, list[tuple[str, str, str]]]] = {
    "a strip is deleted": (
        deleted("31A"),
        [
            (
                "value: 680",
                "E511",
                "the plan says value 680; its scenes are worth 660",
            ),
            (
                "boneyard:",
                "E510",
                "shot 31A is not in the plan and not in the boneyard",
            ),
        ],
    ),
    "a strip is copied": (
        doubled("31A"),
        [
            (
                "31A",
                "E510",
                "shot 31A is in the plan 2 times: 8 Oct 14:00-14:14, 8 Oct 14:00-14:14",
            ),
        ],
    ),
    "a shot is written wrong": (
        within("31A", 'shot: "31A"', 'shot: "31B"'),
        [
            (
                "value: 680",
                "E511",
                "the plan says value 680; its scenes are worth 660",
            ),
            (
                "31B",
                "E510",
                "shot 31B (8 Oct 14:00-14:14) is not in the breakdown",
            ),
            (
                "boneyard:",
                "E510",
                "shot 31A is not in the plan and not in the boneyard",
            ),
        ],
    ),
    "a line of the boneyard is taken out": (
        anywhere('  - {shot: "34B", scene: "34", reason: "no time is left"}\n', ""),
        [
            (
                "boneyard:",
                "E510",
                "shot 34B is not in the plan and not in the boneyard",
            ),
        ],
    ),
    "one shot of a scene goes to the boneyard": (
        each(
            deleted("4B"),
            anywhere("boneyard:\n", 'boneyard:\n  - {shot: "4B", scene: "4", reason: ""}\n'),
            anywhere("value: 680", "value: 670"),
        ),
        [
            (
                "value: 670",
                "E511",
                "the plan says value 670; its scenes are worth 660",
            ),
            (
                "4A",
                "E510",
                "scene 4 is begun with 4A but not finished: 4B is missing",
            ),
        ],
    ),
    "the value is faked": (
        anywhere("value: 680", "value: 700"),
        [
            (
                "value: 700",
                "E511",
                "the plan says value 700; its scenes are worth 680",
            ),
        ],
    ),
    "the bound is faked": (
        anywhere("bound: 680", "bound: 600"),
        [
            (
                "bound: 600",
                "E511",
                "the plan's bound 600 is below its value 680",
            ),
        ],
    ),
    "the total is faked": (
        anywhere("total: 700", "total: 680"),
        [
            (
                "total: 680",
                "E511",
                "the plan says total 680; all scenes are worth 700",
            ),
        ],
    ),
    "somebody else is in the shot": (
        within("31A", '"ken"', '"lou"'),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:14): people in the plan: lou; in the breakdown: ken",
            ),
        ],
    ),
    "somebody unknown is in the shot": (
        within("31A", '"ken"', '"ken2"'),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:14): people in the plan: ken2; in the breakdown: ken",
            ),
        ],
    ),
    "another camera": (
        within("31A", 'camera: "red"', 'camera: "one"'),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:14): camera in the plan: one; in the breakdown: red",
            ),
        ],
    ),
    "another set": (
        within("31A", 'set: "r31A"', 'set: "r30A"'),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:14): set in the plan: r30A; in the breakdown: r31A",
            ),
        ],
    ),
    "another scene": (
        within("31A", 'scene: "31"', 'scene: "30"'),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:14): scene in the plan: 30; in the breakdown: 31",
            ),
        ],
    ),
    "a take is taken out": (
        within("31A", ", [2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z]", ""),
        [
            (
                "31A",
                "E512",
                "31A (8 Oct 14:00-14:11): takes in the plan: 1; in the breakdown: 2",
            ),
        ],
    ),
    "a take is shortened": (
        within("31A", "14:11:00Z]", "14:10:40Z]"),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:10:00-14:10:40): a take of 40 s; 1 min are needed",
            ),
        ],
    ),
    "two takes follow too closely": (
        within("31A", "[2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z]", "[2021-10-08T14:12:00Z, 2021-10-08T14:13:00Z]"),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:12-14:13): takes follow after 2 min; 3 min are needed",
            ),
        ],
    ),
    "two takes are exchanged": (
        within(
            "31A",
            "[[2021-10-08T14:10:00Z, 2021-10-08T14:11:00Z], [2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z]]",
            "[[2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z], [2021-10-08T14:10:00Z, 2021-10-08T14:11:00Z]]",
        ),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:10-14:11): a take stands before one that is earlier",
            ),
        ],
    ),
    "a set-up is cut short": (
        within("31A", "[2021-10-08T14:00:00Z,", "[2021-10-08T14:05:00Z,"),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:05-14:14): set-up of 5 min; 10 min are needed that day",
            ),
        ],
    ),
    "a set-up is taken out": (
        within("31A", "setup: [2021-10-08T14:00:00Z, 2021-10-08T14:10:00Z], ", ""),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:10-14:14): set-up of 0 s; 10 min are needed that day",
            ),
        ],
    ),
    "a set-up runs into the take": (
        within("31A", "14:10:00Z], takes", "14:10:30Z], takes"),
        [
            (
                "31A",
                "E513",
                "31A (8 Oct 14:00-14:14): a take begins before the set-up ends",
            ),
        ],
    ),
    "a strip moves to the end of its light": (
        moved("1A", "07T11:10"),
        [
            (
                "1A",
                "E514",
                "1A needs eclipse; it does not hold all through take 2 (7 Oct 11:23:00-11:24:00)",
            ),
        ],
    ),
    "a strip moves out of its light": (
        moved("1A", "07T10:00"),
        [
            (
                "1A",
                "E514",
                "1A needs eclipse; it does not hold all through takes 1 and 2 (7 Oct 10:10:00-10:14:00)",
            ),
        ],
    ),
    "a strip moves to the last second of its light": (
        moved("1A", "07T11:07:20"),
        [
            (
                "1A",
                "E509",
                "1A needs eclipse, which may come 3.4 s early or late by the age of the orbit's elements; "
                "take 2 (7 Oct 11:20:20-11:21:20) has less to spare",
            ),
        ],
    ),
    "the next pass comes too late": (
        within("3A", SECOND, "[2021-10-07T14:49:00Z, 2021-10-07T14:50:00Z]"),
        [
            (
                "3A",
                "E516",
                "3A: the takes at 7 Oct 14:49-14:50 do not continue the set-up of 7 Oct 10:00-10:11: the "
                "pause is 4 h 38 min, 3 h 10 min are allowed",
            ),
        ],
    ),
    "the next pass is of the same revolution": (
        within("3A", SECOND, "[2021-10-07T10:15:00Z, 2021-10-07T10:16:00Z]"),
        [
            (
                "3A",
                "E516",
                "3A: the takes at 7 Oct 10:15-10:16 do not continue the set-up of 7 Oct 10:00-10:11: they "
                "begin 5 min later, 46 min 29 s are needed",
            ),
            (
                "3A",
                "E519",
                "3A (7 Oct 10:00-10:16): its passes begin 5 min apart in their revolutions; 4 min are allowed",
            ),
        ],
    ),
    "the next pass is in other light": (
        within("3A", SECOND, "[2021-10-07T11:33:00Z, 2021-10-07T11:34:00Z]"),
        [
            (
                "3A",
                "E519",
                "3A (7 Oct 10:00-11:34): its passes begin 9 min 59 s apart in their revolutions; 4 min are allowed",
            ),
        ],
    ),
    "the next pass is set up again": (
        within("3A", "{takes: [" + SECOND, "{setup: [2021-10-07T11:30:00Z, 2021-10-07T11:43:00Z], takes: [" + SECOND),
        [
            (
                "3A",
                "E516",
                "3A: the takes at 7 Oct 11:30-11:44 do not continue the set-up of 7 Oct 10:00-10:11: they "
                "have a set-up of their own",
            ),
        ],
    ),
    "a matching shot moves to other light": (
        moved("2B", "07T11:15"),
        [
            (
                "2B",
                "E519",
                "2B must match 2A: the light of takes 1 and 2 (7 Oct 11:25:00-11:29:00) cuts with none of "
                "its takes; the nearest is 28.2 tolerances away",
            ),
        ],
    ),
    "two strips are exchanged": (
        each(moved("4A", "07T14:00"), moved("4B", "07T10:00")),
        [
            (
                "4B",
                "E517",
                "4B (7 Oct 10:00-10:14) comes before 4A (7 Oct 14:00-14:14), which it must follow",
            ),
        ],
    ),
    "a scene moves before the one that it follows": (
        moved("33A", "06T10:00"),
        [
            (
                "33A",
                "E517",
                "scene 33 begins with 33A (6 Oct 10:00-10:14) before scene 32 is finished with 32A (7 Oct "
                "10:00-10:14), which it must follow",
            ),
        ],
    ),
    "a locked shot moves": (
        moved("5A", "07T10:05"),
        [
            (
                "5A",
                "E570",
                "5A is locked to begin at 7 Oct 10:00:00 and begins at 7 Oct 10:05:00",
            ),
        ],
    ),
    "a strip moves into the past": (
        moved("15A", "06T07:50"),
        [
            (
                "15A",
                "E571",
                "15A (6 Oct 07:50-08:04) is not shot, and its time has gone by (it is 6 Oct 08:30:00)",
            ),
        ],
    ),
    "what is shot is said not to be": (
        anywhere('done: ["0A"]', "done: []"),
        [
            (
                "0A",
                "E571",
                "0A (6 Oct 07:40-07:54) is not shot, and its time has gone by (it is 6 Oct 08:30:00)",
            ),
        ],
    ),
    "what is not shot is said to be": (
        anywhere('done: ["0A"]', 'done: ["0A", "5A"]'),
        [
            (
                "5A",
                "E572",
                "5A (7 Oct 10:00-10:14) is said to be shot, and is not over (it is 6 Oct 08:30:00)",
            ),
        ],
    ),
    "what is shot is deleted": (
        deleted("0A"),
        [
            (
                "value: 680",
                "E511",
                "the plan says value 680; its scenes are worth 660",
            ),
            (
                "situation:",
                "E572",
                "0A is said to be shot, and is not in the plan",
            ),
        ],
    ),
    "a strip moves into the night": (
        moved("31A", "07T02:00"),
        [
            (
                "31A",
                "E520",
                "Ken Roe is asleep (6 Oct 21:30-06:00) during 31A (7 Oct 02:00-02:14)",
            ),
        ],
    ),
    "a strip moves into the meal": (
        moved("31A", "08T11:50"),
        [
            (
                "31A",
                "E520",
                "Ken Roe is at a meal (8 Oct 12:00-13:00) during 31A (8 Oct 11:50-12:04)",
            ),
        ],
    ),
    "a strip moves half into private time": (
        moved("29A", "07T19:20"),
        [
            (
                "29A",
                "E520",
                "Hob Roe works on 29A (7 Oct 19:20-19:34) partly in film time and partly in private time; "
                "it must be all in the one",
            ),
            (
                "29A",
                "E523",
                "Hob Roe: 14 min of private time in 29A (7 Oct 19:20-19:34), 0 s are allowed that day",
            ),
        ],
    ),
    "a strip moves before the stay": (
        moved("31A", "01T14:00"),
        [
            (
                "31A",
                "E518",
                "31A (1 Oct 14:00-14:14) lies outside the shoot (6 Oct 06:00-9 Oct 16:00)",
            ),
            (
                "31A",
                "E571",
                "31A (1 Oct 14:00-14:14) is not shot, and its time has gone by (it is 6 Oct 08:30:00)",
            ),
        ],
    ),
    "the year of a take is written wrong": (
        within("31A", "2021-10-08T14:13:00Z, 2021-10-08T14:14:00Z", "2031-10-08T14:13:00Z, 2031-10-08T14:14:00Z"),
        [
            (
                "31A",
                "E518",
                "31A (8 Oct 14:00-8 Oct 2031 14:14) lies outside the shoot (6 Oct 06:00-9 Oct 16:00)",
            ),
        ],
    ),
    "a strip moves into an event": (
        moved("6A", "08T14:30"),
        [
            (
                "6A",
                "E521",
                'Fay Roe is needed for "Docking" (8 Oct 14:00-16:00) during 6A (8 Oct 14:30-14:44)',
            ),
        ],
    ),
    "a strip moves onto another one": (
        moved("7B", "07T10:05"),
        [
            (
                "7B",
                "E522",
                "Gil Roe is in 7A (7 Oct 10:00-10:14) and 7B (7 Oct 10:05-10:19) at once",
            ),
        ],
    ),
    "a strip moves right behind another one": (
        moved("7B", "07T10:16"),
        [
            (
                "7B",
                "E522",
                "Gil Roe has 2 min between 7A (7 Oct 10:00-10:14) and 7B (7 Oct 10:16-10:30); 5 min are needed",
            ),
        ],
    ),
    "no time is left for the kit": (
        moved("8B", "07T10:24"),
        [
            (
                "8B",
                "E550",
                "Hal Roe has 10 min between 8A and 8B (7 Oct 10:24-10:38) to bring the kit to ROOM 8B; 30 "
                "min are needed",
            ),
        ],
    ),
    "a third move on a day": (
        moved("19C", "07T09:10"),
        [
            (
                "19B",
                "E551",
                "Tom Roe moves 2 times on 7 Oct, to TOWN for 19C (7 Oct 09:10-09:24), then to STEPPE for "
                "19B (7 Oct 10:40-10:54); 1 move a day is allowed",
            ),
        ],
    ),
    "no time is left for the way": (
        moved("19C", "07T11:20"),
        [
            (
                "19C",
                "E550",
                "Tom Roe has 26 min between 19B and 19C (7 Oct 11:20-11:34) to travel to TOWN; 51 min 27 s are needed",
            ),
        ],
    ),
    "a strip moves behind the permit": (
        moved("19C", "09T10:00"),
        [
            (
                "19C",
                "E530",
                "TOWN is not open all through 19C (9 Oct 10:00-10:14)",
            ),
        ],
    ),
    "two looks are exchanged": (
        each(moved("9A", "08T10:00"), moved("9B", "07T10:00")),
        [
            (
                "9A",
                "E552",
                "9A (8 Oct 10:00-10:14) shows Ivy Roe clean, who is torn since 9B (7 Oct 10:00-10:14)",
            ),
        ],
    ),
    "a strip moves to a full day": (
        moved("10B", "07T14:00"),
        [
            (
                "10B",
                "E523",
                "Jim Roe: 28 min of film work in 10A, 10B (7 Oct 10:00-14:14), 20 min are allowed that day",
            ),
        ],
    ),
    "a strip moves into private time that is not lent": (
        moved("29A", "07T20:00"),
        [
            (
                "29A",
                "E523",
                "Hob Roe: 14 min of private time in 29A (7 Oct 20:00-20:14), 0 s are allowed that day",
            ),
        ],
    ),
    "the escort is taken out": (
        within("11A", ', escort: "lee"', ""),
        [
            (
                "11A",
                "E524",
                "11A in DOME has no escort; one of usos is needed (7 Oct 10:00-10:14)",
            ),
        ],
    ),
    "the escort is of another group": (
        within("11A", '"lee"', '"lou"'),
        [
            (
                "11A",
                "E524",
                "Lou Roe cannot escort 11A: one of usos is needed (7 Oct 10:00-10:14)",
            ),
        ],
    ),
    "the escort is unknown": (
        within("11A", '"lee"', '"bob2"'),
        [
            (
                "11A",
                "E524",
                "bob2, who escorts 11A, is nobody aboard (7 Oct 10:00-10:14)",
            ),
        ],
    ),
    "a shot and its escort move into the night": (
        moved("11A", "07T22:00"),
        [
            (
                "11A",
                "E520",
                "Kim Roe and Lee Roe are asleep (7 Oct 21:30-06:00) during 11A (7 Oct 22:00-22:14)",
            ),
        ],
    ),
    "a strip moves to the early morning": (
        moved("12A", "07T06:30"),
        [
            (
                "12A",
                "E540",
                "Mia Roe has been up for 30 min, 1 h 30 min are needed, before 12A (7 Oct 06:30-06:44)",
            ),
        ],
    ),
    "a strip moves to the late evening": (
        moved("12A", "07T19:00"),
        [
            (
                "12A",
                "E540",
                "Mia Roe has 2 h 16 min before sleep, 3 h 00 min are needed, after 12A (7 Oct 19:00-19:14)",
            ),
        ],
    ),
    "a strip moves to a day of station work": (
        moved("13A", "08T08:00"),
        [
            (
                "13A",
                "E541",
                "Noa Roe: 14 min of work for the film in 13A (8 Oct 08:00-08:14) and 5 h 00 min for the "
                "station that day, 5 h 00 min are allowed",
            ),
        ],
    ),
    "a set-up becomes longer than the week allows": (
        within("14A", "[2021-10-07T10:00:00Z,", "[2021-10-07T09:50:00Z,"),
        [
            (
                "14A",
                "E542",
                "Oli Roe: 24 min of film work in the seven days from 7 Oct 09:50-10:14, in 14A; 20 min are allowed",
            ),
        ],
    ),
    "a strip moves to the day after another one": (
        moved("15B", "07T10:00"),
        [
            (
                "15B",
                "E542",
                "Pat Roe works for the film on more than 1 day in a row by 15B (7 Oct 10:00-10:14)",
            ),
        ],
    ),
    "the last strip of a day moves later": (
        moved("16B", "07T14:30"),
        [
            (
                "16B",
                "E543",
                "Quin Roe: 6 h 44 min from the call for 16A to the wrap after 16B (7 Oct 08:00-14:44), 6 h "
                "00 min are allowed",
            ),
        ],
    ),
    "a strip moves before the meal": (
        moved("17B", "07T11:40"),
        [
            (
                "17B",
                "E545",
                "Ray Roe works 3 h 54 min without a meal of 30 min, in 17A, 17B (7 Oct 08:00-11:54); 3 h 30"
                " min are allowed",
            ),
        ],
    ),
    "the last strip of the day before moves later": (
        moved("18A", "07T19:00"),
        [
            (
                "18B",
                "E544",
                "Sam Roe has 12 h 46 min from the wrap after 18A (7 Oct 19:00-19:14) to the call for 18B (8"
                " Oct 08:00-08:14), 13 h 00 min are needed",
            ),
        ],
    ),
    "a strip moves onto one in the same set": (
        moved("20B", "07T10:05"),
        [
            (
                "20B",
                "E530",
                "ROOM 20A holds 20A (7 Oct 10:00-10:14) and 20B (7 Oct 10:05-10:19) at once",
            ),
        ],
    ),
    "a strip moves onto one with the same camera": (
        moved("21B", "07T10:05"),
        [
            (
                "21B",
                "E531",
                "2 × ONE in use (7 Oct 10:05-10:14) by 21A, 21B; 1 is aboard",
            ),
        ],
    ),
    "a strip moves onto one with the same gear": (
        moved("27B", "07T10:05"),
        [
            (
                "27B",
                "E531",
                "4 × crane in use (7 Oct 10:05-10:14) by 27A, 27B; 2 are aboard",
            ),
        ],
    ),
    "a strip moves to the day of full cards": (
        moved("22B", "07T14:00"),
        [
            (
                "22B",
                "E532",
                "2 × a card of 2 GB needed from offload to offload, 6 Oct 21:30-7 Oct 21:30, for 22A, 22B "
                "(SMALL 3 GB); 1 is free",
            ),
        ],
    ),
    "a strip moves before the battery is charged": (
        moved("23B", "07T09:45"),
        [
            (
                "23B",
                "E560",
                "2 batteries of the HUNGRY in use or on charge (7 Oct 09:45-10:14) for 23A, 23B; there is "
                "1, full again after 1 h 00 min",
            ),
        ],
    ),
    "a strip moves to where somebody sleeps": (
        moved("24A", "07T14:00"),
        [
            (
                "24A",
                "E562",
                "Zed Roe sleeps in NOD2 (7 Oct 12:00-21:00) during 24A (7 Oct 14:00-14:14)",
            ),
        ],
    ),
    "a closed set is not empty": (
        moved("25A", "08T15:10"),
        [
            (
                "25A",
                "E563",
                "25A (8 Oct 15:10-15:24) needs a closed set: Noa Roe is in COL meanwhile",
            ),
        ],
    ),
    "a strip moves next door to a quiet take": (
        moved("26B", "07T10:05"),
        [
            (
                "26A",
                "E515",
                "26A needs quiet (7 Oct 10:00-10:14); 26B is made in STORE (7 Oct 10:05-10:19)",
            ),
        ],
    ),
    "a quiet take moves into somebody's exercise": (
        moved("26A", "08T16:10"),
        [
            (
                "26A",
                "E515",
                "Noa Roe is exercising in JPM (8 Oct 16:00-17:00) during 26A (8 Oct 16:10-16:24), which needs quiet",
            ),
        ],
    ),
    "no time is left to clear the set": (
        moved("28A", "07T13:10"),
        [
            (
                "28A",
                "E561",
                "Gus Roe has no film time to clear NOOK before 28A (7 Oct 12:50-13:10)",
            ),
        ],
    ),
    "no time is left to put the set back": (
        moved("28A", "07T18:50"),
        [
            (
                "28A",
                "E561",
                "Gus Roe would put back NOOK after 28A (7 Oct 19:04-19:24); everything must be back by 19:00",
            ),
        ],
    ),
    "a strip moves behind the wrap": (
        moved("30A", "09T17:00"),
        [
            (
                "30A",
                "E518",
                "30A (9 Oct 17:00-17:14) lies outside the shoot (6 Oct 06:00-9 Oct 16:00)",
            ),
        ],
    ),
}
"""What somebody does to the plan, and what is said of it: at which strip or line, with which code, in which words."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The production with its plan."""
    made = write_rich(tmp_path_factory.mktemp("rich"))
    (made / "plan").mkdir()
    (made / "plan" / "plan.yaml").write_text(plan(load(made).digest, 680, 700), encoding="utf-8")
    return made


@dataclass(frozen=True)
class Bench:
    """The production, and what comes of each edit of its plan, read once."""

    production: Production
    folder: Path
    read: dict[str, tuple[str, WrittenPlan]] = field(default_factory=dict)

    def edited(self, name: str) -> tuple[str, WrittenPlan]:
        """Give the text of the plan after an edit, and the plan as it is read."""
        if name not in self.read:
            before = (self.folder / "plan" / "plan.yaml").read_text(encoding="utf-8")
            text = EDITS[name][0](before)
            assert text != before
            path = self.folder / "edited.yaml"
            path.write_text(text, encoding="utf-8")
            self.read[name] = text, read_plan(path)
        return self.read[name]


@pytest.fixture(scope="module")
def bench(folder: Path) -> Bench:
    """The production and its edits."""
    return Bench(load(folder), folder)


def test_before_any_edit_the_plan_is_legal(bench: Bench) -> None:
    assert verify(bench.production, read_plan(bench.folder / "plan" / "plan.yaml").plan) == ()


@pytest.mark.parametrize("name", EDITS)
def test_each_edit_is_named_at_its_strip_with_shots_people_and_times(name: str, bench: Bench) -> None:
    text, written = bench.edited(name)
    found = findings(written, verify(bench.production, written.plan))
    lines = text.splitlines()
    places = [lines[one.line - 1].strip().removeprefix('- shot: "').removesuffix('"') for one in found]
    said = [(place, one.fault.code, one.fault.text) for place, one in zip(places, found, strict=True)]
    assert said == EDITS[name][1]
    for fault in (one.fault for one in found):
        assert all(shot in fault.text for shot in fault.shots)
        known = bench.production.people
        assert all(key in fault.text or known[key].name in fault.text for key in fault.people)
        assert fault.span is None or clock_text(fault.span.start) in fault.text


ELSEWHERE = {
    "gravity": "verify/test_gravity.py",
    "aboard": "verify/test_gravity.py",
    "link": "verify/test_link.py",
    "offered": "test_training.py",
}
"""Rules of other shoots (aircraft, links, lessons), with the tests in `tests/plan` that have their edits."""


def test_rules_of_other_shoots_have_their_edits_there() -> None:
    tests = Path(__file__).parent.parent / "plan"
    for rule, file in ELSEWHERE.items():
        code = {"gravity": "E738", "aboard": "E740", "link": "E746", "offered": "E758"}[rule]
        assert code in (tests / file).read_text(encoding="utf-8")


def test_no_rule_is_without_its_edit(bench: Bench) -> None:
    silent = [check for check in CHECKS if check.__name__ not in ELSEWHERE]
    for name in EDITS:
        case = Case(bench.production, bench.edited(name)[1].plan)
        silent = [check for check in silent if not list(check(case))]
    assert [check.__name__ for check in silent] == []


def test_a_strip_that_is_copied_is_shown_at_the_copy(bench: Bench) -> None:
    text, written = bench.edited("a strip is copied")
    (found,) = findings(written, verify(bench.production, written.plan))
    first = text.splitlines().index('  - shot: "31A"') + 1
    assert found.line > first


def test_several_edits_are_named_in_the_order_of_the_file_and_counted_by_rule(folder: Path, capsys: Capture) -> None:
    edit = each(moved("31A", "07T02:00"), moved("12A", "07T06:30"), moved("4A", "07T02:00"))
    path = folder / "several.yaml"
    path.write_text(edit((folder / "plan" / "plan.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    assert run(["verify", str(folder), str(path), "--json"]) == FAULTS
    told = capsys.readouterr()
    found = json.loads(told.out)
    assert found["rules"] == {"people are free": 2, "rested": 1}
    assert [fault["shots"] for fault in found["faults"]] == [["4A"], ["12A"], ["31A"]]
    assert [fault["line"] for fault in found["faults"]] == sorted(fault["line"] for fault in found["faults"])
    assert "2 broken rules: people are free, 2 times; rested (times are on the crew's clock, GMT)" in told.err
