"""Reads a calendar as a program that knows nothing of the house, and tells what it finds, as JSON.

    read_back.py CALENDAR FROM UNTIL

FROM and UNTIL are instants such as 2026-01-01T00:00:00Z. It fails where the calendar is not as RFC 5545 has it, and
where a time zone that it carries is another than the one of that name.
"""

import json
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar


def main() -> None:
    path, start, end = sys.argv[1:]
    with open(path, "rb") as file:
        raw = file.read()
    lines = raw.split(b"\r\n")
    assert lines.pop() == b"", "it ends with a line break"
    for line in lines:
        assert b"\n" not in line and b"\r" not in line, f"a line ends otherwise: {line!r}"
        assert len(line) <= 76, f"a line is too long: {line!r}"
        line.decode("utf-8")
    calendars = Calendar.from_ical(raw, multiple=True)
    assert len(calendars) == 1
    calendar = calendars[0]
    check_components(calendar)
    start, end = instant(start), instant(end)
    check_zones(calendar, start, end)
    found = [
        {
            "uid": str(event["UID"]),
            "title": str(event["SUMMARY"]),
            "starts": utc(event.start),
            "ends": utc(event.end),
            "cancelled": str(event.get("STATUS", "")) == "CANCELLED",
            "sequence": int(event["SEQUENCE"]),
            "place": str(event.get("LOCATION", "")),
        }
        for event in recurring_ical_events.of(calendar).between(start, end)
        if start <= event.start.astimezone(timezone.utc) < end
    ]
    found.sort(key=lambda event: (event["starts"], event["title"]))
    json.dump(found, sys.stdout)


def check_components(calendar: Calendar) -> None:
    """Every component is without errors and has what it must have; what is told of once is there once."""
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert len(zones) == len(set(zones)), f"a zone is there twice: {zones}"
    seen = set()
    for component in calendar.walk():
        assert not component.errors, f"{component.name}: {component.errors}"
    for event in calendar.walk("VEVENT"):
        for name in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS", "LAST-MODIFIED"]:
            assert name in event, f"{event.get('SUMMARY')}: {name} is missing"
        for name in ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE"]:
            values = event.get(name, [])
            for value in values if isinstance(values, list) else [values]:
                zone = value.params.get("TZID")
                assert zone is None or zone in zones, f"{zone} is not among the zones"
        which = event.get("RECURRENCE-ID")
        key = (str(event["UID"]), which.dt if which else None)
        assert key not in seen, f"{key} is there twice"
        seen.add(key)


def check_zones(calendar: Calendar, start: datetime, end: datetime) -> None:
    """The clocks of each zone, as the calendar has them, are those of its name: each hour of the time between."""
    for component in calendar.walk("VTIMEZONE"):
        carried = component.to_tz(lookup_tzid=False)
        named = ZoneInfo(str(component["TZID"]))
        at = start
        while at < end:
            local = at.astimezone(named)
            # Hours that come twice or never are told apart by no calendar.
            around = {(local + timedelta(hours=hours)).utcoffset() for hours in (-2, 0, 2)}
            if len(around) == 1:
                naive = local.replace(tzinfo=carried, fold=0)
                assert naive.utcoffset() == local.utcoffset(), f"{component['TZID']} at {local}"
            at += timedelta(hours=5)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def utc(at: datetime) -> str:
    return at.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


main()
