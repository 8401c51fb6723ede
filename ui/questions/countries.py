"""Countries by their names in the language of the screen."""

from __future__ import annotations

from functools import lru_cache

from avv_desktop.system.language import language

FIRST = ("DE", "AT", "CH")
NOT_COUNTRIES = {"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"}


def countries() -> list[tuple[str, str]]:
    """(code, name): neighbours who speak German first, then by name."""
    return _countries(language())


@lru_cache(maxsize=2)
def _countries(code: str) -> list[tuple[str, str]]:
    from babel import Locale

    names = {
        key: name
        for key, name in Locale(code).territories.items()
        if len(key) == 2 and key.isalpha() and key not in NOT_COUNTRIES
    }
    plain = str.maketrans("ÄÖÜäöüÅÉéè", "AOUaouAEee")
    rest = sorted((key for key in names if key not in FIRST), key=lambda key: names[key].translate(plain).lower())
    return [(key, names[key]) for key in (*FIRST, *rest)]


def country_code(words: str) -> str:
    """The code of a country named in words or by its code; "" if there is none of that name."""
    said = words.strip().lower()
    for key, name in countries():
        if said in (key.lower(), name.lower()):
            return key
    return ""
