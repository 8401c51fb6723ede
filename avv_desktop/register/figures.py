"""Figures of the register: what was signed when, what is open how long, which version, whose data go where. Pure."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from avv_desktop.store.register_facts import months_later
from avv_desktop.store.register_query import Line
from avv_desktop.system.language import tr

MONTHS = 12
OPEN = ("draft", "ready", "half")
SIGNED = ("signed", "countersigned")
AGES = (7, 30, 90)
"""Days: younger than each, and older than the last."""


class Bar(Struct, frozen=True):
    name: str
    count: int


class Figures(Struct, frozen=True):
    """Each a row of bars, in the order in which they are read."""

    signed_per_month: tuple[Bar, ...]
    open_by_age: tuple[Bar, ...]
    per_version: tuple[Bar, ...]
    per_sub_processor: tuple[Bar, ...]


def figures(lines: Iterable[Line], today: datetime.date) -> Figures:
    """The last twelve months, this one too; an agreement counts as signed in the month of its last change."""
    months, ages, versions, companies = Counter[str](), Counter[int](), Counter[str](), Counter[str]()
    for line in lines:
        state, changed = line.entry.state, line.entry.changed.astimezone().date()
        if state in SIGNED:
            months[f"{changed:%Y-%m}"] += 1
            companies.update(line.sub_processors if line.terminated is None else ())
            versions[line.version] += 1
        elif state in OPEN:
            age = (today - line.entry.created.astimezone().date()).days
            ages[next((at for at, days in enumerate(AGES) if age < days), len(AGES))] += 1
    first = months_later(today.replace(day=1), 1 - MONTHS)
    names = [f"{months_later(first, at):%Y-%m}" for at in range(MONTHS)]
    return Figures(
        tuple(Bar(f"{each[5:]}/{each[2:4]}", months[each]) for each in names),
        tuple(Bar(words, ages[at]) for at, words in enumerate(_ages())),
        tuple(Bar(name, count) for name, count in versions.most_common() if name),
        tuple(Bar(name, count) for name, count in companies.most_common(15)),
    )


def _ages() -> list[str]:
    younger = [tr("under {count} days", count=days) for days in AGES]
    return [*younger, tr("{count} days and more", count=AGES[-1])]
