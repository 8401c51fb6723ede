"""Agreements that hold, and a change of sub-processors, for the tests of the notices."""

from __future__ import annotations

import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import Draft
from avv_desktop.notice.listed import LIST, changes
from avv_desktop.notice.model import Change
from avv_desktop.notice.plan import InForce, in_force
from avv_desktop.system.paths import resources
from avv_desktop.template.model import Template

MOMENT = datetime.datetime(2026, 11, 24, 8, 0, tzinfo=datetime.UTC)
SENT, START = datetime.date(2026, 11, 24), datetime.date(2027, 1, 15)
NEW_COMPANY = {
    "id": "frisch",
    "active": True,
    "company": "Frisch Support",
    "legal_form": "GmbH",
    "street": "Weg 2",
    "postal_code": "10115",
    "city": "Berlin",
    "country": "DE",
    "contact": "Datenschutz, privacy@frisch.example.org",
    "service": "Support",
    "data": "Inhalte von Anfragen",
    "place": "Deutschland",
    "third_country_link": "none",
    "agreement_date": "2026-11-01",
}


@lru_cache(maxsize=1)
def template() -> Template:
    return flow.find_template("avv-de")


@lru_cache(maxsize=1)
def example() -> dict[str, Any]:
    return read_answers(Path(resources(), "templates", "avv-de", "answers.toml"), template())


def draft(customer: str = "Muster Logistik", number: str = "AVV-2026-001", **answers: Any) -> Draft:
    """A complete agreement of the example; names of fields with "__" for the full stop."""
    said = {name.replace("__", "."): value for name, value in answers.items()}
    company = example()["controller.company"] | {"name": customer}
    made = flow.begin(template(), example() | {"controller.company": company} | said, number=number)
    return replace(made, created=MOMENT, changed=MOMENT)


def rows() -> list[dict[str, Any]]:
    return [dict(row) for row in example()[LIST]]


def held(made: Draft | None = None) -> InForce:
    made = made or draft()
    name = f"{made.answers['controller.company']['name']} GmbH"
    document = flow.compose(template(), made)
    return in_force(made, template(), document, name, str(made.answers["agreement.number"]))


def change(new: list[dict[str, Any]] | None = None, start: datetime.date = START) -> Change:
    """Without a list: one company is added."""
    return Change("change-1", MOMENT, start, changes(rows(), new or [*rows(), NEW_COMPANY]))
