"""What the store tells of what it keeps. Times are UTC."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

State = Literal["draft", "ready", "half", "signed", "countersigned", "problem"]


class Entry(Struct, frozen=True):
    """One agreement on the shelf. `missing`: findings that stop a signature; `words`: how far the signatures are."""

    id: str
    number: str
    customer: str
    subject: str
    state: State
    words: str
    next_person: str
    changed: datetime.datetime
    created: datetime.datetime
    missing: int


class StoredFile(Struct, frozen=True):
    """A file as it was kept, byte for byte.

    kind: "pdf" (nobody has signed), "signed", "amendment" (a new annex), "paper" (a scan of what was signed with ink),
    "copy" (came back without our signatures).
    """

    id: int
    kind: str
    name: str
    state: str
    created: datetime.datetime
    size: int
    sha256: str


class Saved(Struct, frozen=True):
    """An earlier state of a draft; one with a name is kept for ever."""

    id: int
    moment: datetime.datetime
    name: str = ""


class Binned(Struct, frozen=True):
    """A deleted agreement, and since when it is."""

    entry: Entry
    deleted: datetime.datetime


class Found(Struct, frozen=True):
    """An agreement in which somebody is named. `signed`: somebody signed it; `deleted`: it is in the bin; `now`: also
    as it is now or in a file, not only in earlier states."""

    entry: Entry
    signed: bool
    deleted: bool
    now: bool = True


class Step(Struct, frozen=True):
    """An entry of the trail. sha256: of what it is about, or empty."""

    id: int
    moment: datetime.datetime
    what: str
    subject: str
    sha256: str
    previous: str
    hash: str
