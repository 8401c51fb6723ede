"""Drafts as rows, and rows as entries of the shelf."""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from avv_desktop.document.wording.companies import full_name
from avv_desktop.draft.model import Draft
from avv_desktop.store.model import Entry

LONGEST_SUBJECT = 120
SIGNED = ("half", "signed", "countersigned", "problem")


def state_after(old: str | None, missing: int) -> str:
    """What a save makes of the state: signatures stay, otherwise completeness decides."""
    return old if old in SIGNED else "draft" if missing else "ready"


def summary(draft: Draft, state: str, missing: int) -> dict[str, Any]:
    """The columns the shelf reads, so that it never opens a draft."""
    company = draft.answers.get("controller.company")
    subject = " ".join(str(draft.answers.get("processing.subject") or "").split())
    return {
        "id": draft.id,
        "template_hash": draft.template.hash,
        "number": str(draft.answers.get("agreement.number") or ""),
        "customer": full_name(company) if isinstance(company, dict) and company.get("name") else "",
        "subject": subject if len(subject) <= LONGEST_SUBJECT else subject[: LONGEST_SUBJECT - 1].rstrip() + "…",
        "state": state,
        "missing": missing,
        "created": naive(draft.created),
        "changed": naive(draft.changed),
    }


def entry(row: Any) -> Entry:
    times = {name: row[name].replace(tzinfo=datetime.UTC) for name in ("created", "changed")}
    return Entry(**{**row, **times})


def naive(moment: datetime.datetime) -> datetime.datetime:
    """UTC without its name, as the database keeps it."""
    return moment.astimezone(datetime.UTC).replace(tzinfo=None)


def folded(text: str) -> str:
    """For searching: no case, no accents, ß as ss."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(each for each in plain if not unicodedata.combining(each))


def searched(found: Entry) -> str:
    return folded(f"{found.customer} {found.number} {found.subject}")
