"""Days for a calendar program: an .ics file (RFC 5545) of whole days, each with a reminder before it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from msgspec import Struct

LINE = 75
"""Bytes of a line, by the standard."""


class Event(Struct, frozen=True):
    """One day. alarm_days: how many days before the calendar reminds; 0 for no reminder."""

    uid: str
    day: datetime.date
    title: str
    text: str = ""
    alarm_days: int = 0


def calendar(events: Iterable[Event]) -> bytes:
    """The same events give the same bytes."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//AVV Desktop//DE", "CALSCALE:GREGORIAN"]
    for each in events:
        lines += _event(each)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: Event) -> list[str]:
    after = event.day + datetime.timedelta(days=1)
    found = [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}@avv-desktop",
        f"DTSTAMP:{event.day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{after:%Y%m%d}",
        f"SUMMARY:{_text(event.title)}",
        "TRANSP:TRANSPARENT",
    ]
    if event.text:
        found.append(f"DESCRIPTION:{_text(event.text)}")
    if event.alarm_days > 0:
        alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.title)}")
        found += [*alarm, f"TRIGGER:-P{event.alarm_days}D", "END:VALARM"]
    return [*found, "END:VEVENT"]


def _text(text: str) -> str:
    """A value that can neither end its line nor begin another."""
    for letter, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        text = text.replace(letter, written)
    return "".join(letter for letter in text if letter.isprintable())


def _folded(line: str) -> bytes:
    """Lines longer than 75 bytes go on behind a blank; no letter is cut in two."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        written = letter.encode("utf-8", "replace")
        if len(part) + len(written) > LINE - bool(parts):
            parts.append(part)
            part = b""
        part += written
    return b"\r\n ".join([*parts, part]) + b"\r\n"
