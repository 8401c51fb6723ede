"""Names of files from a pattern: safe on every system, each only once, nothing overwritten."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from avv_desktop.document.wording.companies import named
from avv_desktop.errors import UsageError
from avv_desktop.many.model import Customer
from avv_desktop.system.files import safe_name
from avv_desktop.system.language import tr

PATTERN = "{nummer} {kunde} {datum}"
PARTS = ("nummer", "kunde", "datum", "ort", "zeile", "vorlage")
SLOT = re.compile(r"\{([^{}]*)\}")
LONGEST = 150
"""Bytes of UTF-8, before what is added behind it."""


def check_pattern(pattern: str) -> None:
    """Raises UsageError for a part that nobody knows."""
    for part in SLOT.findall(pattern):
        if part not in PARTS:
            known = ", ".join(f"{{{each}}}" for each in PARTS)
            raise UsageError(reason=tr("“{name}” is no part of a file name. Parts: {names}", name=part, names=known))
    if not SLOT.search(pattern):
        raise UsageError(reason=tr("The file name would be the same for all; please name a part such as {kunde}."))


class Names:
    """Gives each copy a name that no other has. taken: names that are there already, of files that are not ours."""

    def __init__(self, pattern: str, template: str, day: datetime.date, taken: Iterable[str] = ()) -> None:
        self._pattern, self._template, self._day = pattern, template, day
        self._taken = {each.casefold() for each in taken}

    def reserve(self, name: str) -> None:
        self._taken.add(name.casefold())

    def name(self, customer: Customer) -> str:
        """Without ending."""
        party = customer.answers.get("controller.company") or {}
        given = {
            "nummer": str(customer.answers.get("agreement.number") or ""),
            "kunde": named(str(party.get("name") or ""), str(party.get("legal_form") or "")) or str(customer.row),
            "datum": self._day.isoformat(),
            "ort": str(party.get("city") or ""),
            "zeile": str(customer.row),
            "vorlage": self._template,
        }
        words = SLOT.sub(lambda slot: given.get(slot[1], ""), self._pattern)
        name = safe_name(_short(words.strip(" -_.")))
        if customer.missing:
            name = f"{name} {tr('draft, incomplete')}"
        return self._free(name)

    def _free(self, name: str) -> str:
        free, number = name, 2
        while free.casefold() in self._taken:
            free, number = f"{name} ({number})", number + 1
        self._taken.add(free.casefold())
        return free


def _short(words: str) -> str:
    while len(words.encode()) > LONGEST:
        words = words[:-1]
    return words
