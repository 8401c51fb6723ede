"""Checks that fields name in their template: `check = { kind = "…" }`."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import Any

from avv_desktop.draft.model import Finding
from avv_desktop.draft.values import Values
from avv_desktop.system.language import tr
from avv_desktop.template.model import Field

Check = Callable[[Values, Field, Any], tuple[str, str] | None]
"""Gives (severity, sentence) or None."""


def run(kind: str, values: Values, field: Field, value: Any) -> Iterator[Finding]:
    """A kind nobody knows says nothing: a newer template may name one."""
    found = KINDS[kind](values, field, value) if kind in KINDS else None
    if found:
        yield Finding("value", found[0], field.name, found[1])


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError:
        return None


def _not_in_future(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    day = _day(value)
    return ("E", tr("This day lies in the future.")) if day and day > values.today else None


def _dated(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    day = _day(value)
    if day and day < values.today - datetime.timedelta(days=365):
        return "H", tr("This is older than twelve months. Please have it confirmed again.")
    return _not_in_future(values, field, value)


def _in_future(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    day, start = _day(value), _day(values.value("main_contract.date"))
    if day and start and day <= start:
        return "E", tr("This day lies before the main contract.")
    return ("E", tr("This day lies in the past.")) if day and day <= values.today else None


def _representatives(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    side = field.name.partition(".")[0]
    rule, count = values.value(f"{side}.representation"), len(value)
    if rule == "director_with_procurist" and count < 2:
        return "E", tr("With this rule of representation two people sign.")
    if rule == "n_of_m" and count < 3:
        return "E", tr("With this rule at least three people are entered; otherwise choose “jointly”.")
    return None


def _representation_count(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    side = field.name.partition(".")[0]
    people = len(values.value(f"{side}.representatives") or [])
    if values.value(f"{side}.representation") == "n_of_m" and people and value >= people:
        return "E", tr("There are only {count} people; fewer must sign.", count=people)
    return None


def _phone_wanted(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    if any(not str(person.get("phone", "")).strip() for person in value):
        return "H", tr("A telephone number helps at the weekend.")
    return None


def _sub_processors(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    names = [str(row.get("company", "")).strip().casefold() for row in values.rows(field.name)]
    twice = next((name for name in names if name and names.count(name) > 1), None)
    return ("W", tr("A company stands in the table twice.")) if twice else None


def _not_only_a_reference(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    words = re.sub(r"\s+", " ", str(value)).strip()
    if len(words) < 80 and re.match(r"(?i)(siehe|gemäß|laut|wie in|nach) .*(vertrag|vereinbarung|angebot)", words):
        return "H", tr("A reference to another contract is not enough; please name the service.")
    return None


WEAK = re.compile(r"(?i)\b(3des|des|rc4|md5|sha-?1|pptp)\b|l2tp(?!.*ipsec)|\b(1024|1536|2048)\b")


def _vpn(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    return ("E", tr("This method is no longer secure (BSI TR-02102).")) if WEAK.search(str(value)) else None


def _tls(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    versions = re.findall(r"(?i)(?:tls|ssl)\s*v?(\d(?:\.\d)?)", str(value))
    if not versions:
        return "E", tr("Please name the TLS version.")
    old = any(version not in ("1.2", "1.3") for version in versions)
    return ("E", tr("Only TLS 1.2 and 1.3 are secure (BSI TR-02102-2).")) if old else None


def _certificate_key(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    sizes = [int(size) for size in re.findall(r"\b(\d{3,5})\b", str(value))]
    short = any(1000 <= size < 3000 for size in sizes) or any(size < 250 for size in sizes)
    return ("W", tr("RSA keys need at least 3000 bits, curves 250 (BSI TR-02102-1).")) if short else None


def _aes(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    return ("E", tr("This method is no longer secure (BSI TR-02102).")) if WEAK.search(str(value)) else None


def _supported_system(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    if re.search(r"(?i)windows\s*(xp|vista|7|8(\.1)?|10)\b", str(value)):
        return "E", tr("This system gets no security updates any more (Windows 10: since 14 October 2025).")
    return None


def _certificates(values: Values, field: Field, value: Any) -> tuple[str, str] | None:
    days = [day for row in value if (day := _day(row.get("valid_until")))]
    if any(day < values.today for day in days):
        return "E", tr("A certificate in this table has expired.")
    if any(day < values.today + datetime.timedelta(days=60) for day in days):
        return "H", tr("A certificate in this table expires within 60 days.")
    return None


KINDS: dict[str, Check] = {
    "not_in_future": _not_in_future,
    "stand": _dated,
    "in_future": _in_future,
    "representatives": _representatives,
    "representation_count": _representation_count,
    "phone_wanted": _phone_wanted,
    "sub_processors": _sub_processors,
    "not_only_a_reference": _not_only_a_reference,
    "vpn": _vpn,
    "tls": _tls,
    "certificate_key": _certificate_key,
    "aes": _aes,
    "supported_system": _supported_system,
    "certificates": _certificates,
}
