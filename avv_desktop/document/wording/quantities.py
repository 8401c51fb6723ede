"""Numbers with their unit, in the case a sentence needs."""

from __future__ import annotations

import re

from avv_desktop.template.model import Unit

_ONE_ACCUSATIVE = {"m": "einen", "f": "eine", "n": "ein"}
_ONE_DATIVE = {"m": "einem", "f": "einer", "n": "einem"}
_EVERY = {"einen": "jeden", "eine": "jede", "ein": "jedes"}
_WORDS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf")
_ALL = re.compile(r"\b([Aa])lle[ \u00a0]$")


def accusative(number: int, unit: Unit) -> str:
    """ "einen Tag", "30 Tage": … vorher; auf …; mindestens …"""
    return f"{_ONE_ACCUSATIVE[unit.gender]} {unit.singular}" if number == 1 else f"{digits(number)} {unit.plural}"


def dative(number: int, unit: Unit) -> str:
    """ "einem Tag", "30 Tagen": innerhalb von …; mit einer Frist von …"""
    return f"{_ONE_DATIVE[unit.gender]} {unit.singular}" if number == 1 else f"{digits(number)} {unit.plural_dative}"


def times(number: int) -> str:
    """ "einmal", "zweimal"; from 13 on "13-mal"."""
    return f"{_WORDS[number]}mal" if 1 <= number < len(_WORDS) else f"{number}-mal"


def in_words(number: int) -> str:
    """ "zwei" … "zwölf", then digits; "eine" for one (of several persons)."""
    return "eine" if number == 1 else _WORDS[number] if 2 <= number < len(_WORDS) else str(number)


def digits(number: int) -> str:
    """ "1.200": thousands set apart by full stops."""
    return f"{number:,}".replace(",", ".")


def every(before: str, quantity: str) -> tuple[str, str]:
    """("alle ", "eine Stunde") → ("", "jede Stunde"); anything else stays as it is."""
    found = _ALL.search(before)
    first, _, rest = quantity.partition(" ")
    if not found or first not in _EVERY:
        return before, quantity
    word = _EVERY[first]
    return before[: found.start()], f"{word.capitalize() if found[1] == 'A' else word} {rest}"
