"""What postal codes look like, by country (ISO 3166-1 alpha-2). Facts from the national postal operators."""

from __future__ import annotations

import re

DIGITS = {
    4: "AT BE BG CH CY DK HU LU NO SI",
    5: "DE EE ES FI FR HR IT ME RS TR UA",
    6: "RO",
}
OTHERS = {
    "CZ": r"\d{3} ?\d{2}",
    "GR": r"\d{3} ?\d{2}",
    "SE": r"\d{3} ?\d{2}",
    "SK": r"\d{3} ?\d{2}",
    "NL": r"\d{4} ?[A-Z]{2}",
    "PL": r"\d{2}-\d{3}",
    "PT": r"\d{4}-\d{3}",
    "LV": r"LV-\d{4}",
    "LT": r"(LT-)?\d{5}",
    "IE": r"[A-Z]\d[\dW] ?[A-Z\d]{4}|\d{1,2}",
    "MT": r"[A-Z]{3} ?\d{4}",
    "IS": r"\d{3}",
    "LI": r"94(8[5-9]|9[0-8])",
    "GB": r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}",
    "US": r"\d{5}(-\d{4})?",
}
EXAMPLES = {
    "CZ": "110 00",
    "GR": "104 31",
    "SE": "111 22",
    "SK": "811 01",
    "NL": "1012 AB",
    "PL": "00-001",
    "PT": "1000-001",
    "LV": "LV-1010",
    "LT": "01100",
    "IE": "D18 P521",
    "MT": "VLT 1117",
    "IS": "101",
    "LI": "9490",
    "GB": "SW1A 1AA",
    "US": "10001",
}


def pattern(country: str) -> tuple[str, str] | None:
    """A regular expression and an example; None for countries whose codes are not checked."""
    if country in OTHERS:
        return OTHERS[country], EXAMPLES[country]
    for count, countries in DIGITS.items():
        if country in countries.split():
            return rf"\d{{{count}}}", "12345678"[:count]
    return None


def fits(code: str, country: str) -> bool:
    """Does the postal code have its country's shape? Unknown countries take anything."""
    known = pattern(country)
    return known is None or re.fullmatch(known[0], code.strip().upper()) is not None
