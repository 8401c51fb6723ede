"""The drafts that the golden files are made of: one a case, all from the example that comes with the template."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from copy import deepcopy
from functools import lru_cache
from typing import Any

from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import Draft, MeasureLine
from avv_desktop.system.paths import resources
from avv_desktop.template import catalog
from avv_desktop.template.model import Template

CREATED = datetime.datetime(2026, 11, 2, 8, 30, tzinfo=datetime.UTC)
SPECIAL = '#set page(fill: red) $x$ <b>fett</b> &amp; {processor.company} [[x]] =1+1 \\ `kurz` @me "so" *stark*'
"""Text that looks like Typst, HTML, a template and a formula."""

Answers = dict[str, Any]


def template() -> Template:
    return catalog.template("avv-de")


@lru_cache(maxsize=1)
def _example() -> Answers:
    return read_answers(resources() / "templates" / "avv-de" / "answers.toml", template())


def example() -> Answers:
    """A complete set of answers, safe to change."""
    return deepcopy(_example())


def draft(answers: Answers | None = None, **measures: tuple[MeasureLine, ...]) -> Draft:
    made = new_draft(template(), answers=example() if answers is None else answers)
    return Draft(
        id="golden",
        template=made.template,
        created=CREATED,
        changed=CREATED,
        answers=made.answers,
        measures=measures,
    )


# ---- the cases


def complete() -> Draft:
    return draft()


def empty() -> Draft:
    """Nothing answered: every gap shows."""
    return draft({})


def one_sub_processor() -> Draft:
    answers = example()
    answers["sub_processors.list"] = answers["sub_processors.list"][:1]
    answers["measures.data_centres"] = ["muster_hosting"]
    return draft(answers)


def no_sub_processor() -> Draft:
    answers = example()
    answers |= {"sub_processors.list": [], "measures.data_centres": [], "third_country.mode": "none"}
    return draft(answers)


def special_data() -> Draft:
    """Art. 9 data, an annex for the processing, the full measures, and changed lines among them."""
    answers = example()
    answers |= {
        "processing.art9": True,
        "processing.art9_details": "Gesundheitsdaten der Versicherten",
        "processing.detail": "annex",
        "processing.activities": [
            {
                "activity": "Betrieb",
                "purpose": "Abrechnung der Leistungen",
                "operations": ["store", "read"],
                "data": ["billing_data", "Diagnosen"],
                "subjects": ["patients"],
                "place": "Flensburg",
            }
        ],
        "annex_processing.date": "2026-11-02",
        "annex_measures.scope": "full",
        "duties.professional_secrecy": True,
        "measures.certificates": [
            {"title": "ISO/IEC 27001", "issuer": "Muster Prüfstelle", "valid_until": "2099-03-31"}
        ],
    }
    lines = (
        MeasureLine("restore_instructions", True),
        MeasureLine("restore_test", True, "Die Wiederherstellung wird jeden Monat geübt"),
        MeasureLine("own_1", True, "Ein Ersatzsystem steht bereit", own=True),
        MeasureLine("restore_full", False),
    )
    return draft(answers, restore=lines)


def two_of_three() -> Draft:
    """Two of three persons sign, the other party is an e.K.; every choice that is not the default."""
    answers = example()
    answers["controller.company"] |= {"name": "Muster Handel", "legal_form": "e.K.", "register_number": "HRA 12"}
    answers["controller.representatives"][0]["function"] = "owner"
    answers["processor.representatives"].append(
        {"salutation": "Herr", "first_name": "Vorname", "last_name": "Dritter", "function": "managing_director"}
    )
    answers |= {
        "processor.representation": "n_of_m",
        "processor.representation_count": 2,
        "agreement.form": "paper",
        "agreement.effective": "on_date",
        "agreement.effective_date": "2027-01-01",
        "term.kind": "open_ended",
        "term.notice_months": 1,
        "sub_processors.regime": "specific",
        "deletion.mode": "return",
        "audit.cost_model": "capped",
        "audit.hourly_rate": 120,
        "audit.cost_cap": 1200,
        "audit.per_year": 2,
        "support.dpia_fee": "agreed",
        "support.hourly_rate": 110,
        "final.jurisdiction": "court",
        "final.court_city": "Flensburg",
        "processor.dpo_status": "not_required",
        "processor.dpo_exemption": "Es sind weniger als zwanzig Personen ständig damit befasst",
        "measures.malware_update_hours": 1,
        "main_contract.title": "",
    }
    return draft(answers)


def long_names() -> Draft:
    answers = example()
    long = "Muster " + "Donaudampfschifffahrt" * 9 + "s AB"
    assert len(long) == 200
    answers["controller.company"]["name"] = long
    answers["controller.representatives"][0]["last_name"] = long
    answers["sub_processors.list"][0]["company"] = long
    return draft(answers)


def looks_like_code() -> Draft:
    answers = example()
    answers["controller.company"]["name"] = SPECIAL
    answers["controller.representatives"][0]["last_name"] = SPECIAL
    answers["processing.subject"] = f"{SPECIAL}\nzweite Zeile\x00\x0b\ud83d"
    answers["sub_processors.list"][0]["service"] = SPECIAL
    return draft(answers)


def many_sub_processors() -> Draft:
    answers = example()
    row = answers["sub_processors.list"][0]
    answers["sub_processors.list"] = [
        {**row, "id": f"row_{n}", "company": f"Muster Nummer {n}", "active": n % 10 != 0} for n in range(300)
    ]
    answers["measures.data_centres"] = ["row_1", "row_2", "row_10"]
    return draft(answers)


CASES: dict[str, Callable[[], Draft]] = {
    each.__name__: each
    for each in (
        complete,
        empty,
        one_sub_processor,
        no_sub_processor,
        special_data,
        two_of_three,
        long_names,
        looks_like_code,
        many_sub_processors,
    )
}
