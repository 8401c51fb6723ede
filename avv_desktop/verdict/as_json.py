"""A verdict for machines: every value of it, and for each signature the names that scripts rely on."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from avv_desktop.signing.model import SignatureVerdict, Verdict


def as_json(verdict: Verdict) -> dict[str, Any]:
    """signing_time and signing_time_source: when it was made, and who says so. best_time: since when a trusted
    timestamp proves it; empty if none does. Times are ISO 8601, in UTC."""
    found: dict[str, Any] = msgspec.to_builtins(verdict)
    found["signatures"] = [_signature(each) for each in verdict.signatures]
    return found


def _signature(each: SignatureVerdict) -> dict[str, Any]:
    known: dict[str, Any] = msgspec.to_builtins(each)
    first = {name: known.pop(name) for name in ("kind", "field", "signer", "level", "integrity", "changes", "trust")}
    best = each.signed_at if each.kind == "timestamp" and each.time_source == "timestamp" else each.proven_at
    return {
        **first,
        "indication": known.pop("indication"),
        "sub_indication": known.pop("sub_indication"),
        "signing_time": _written(each.signed_at),
        "signing_time_source": each.time_source,
        "best_time": _written(best),
        "qualified": known.pop("qualified"),
        **known,
    }


def _written(moment: datetime.datetime | None) -> str:
    return moment.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z") if moment else ""
