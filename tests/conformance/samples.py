"""What the strangers judge: a handwritten sample, hostile and very long input, the default agreement, golden drafts."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.model import Document, Paragraph, Section, Value
from avv_desktop.pdf.finish import finish
from avv_desktop.pdf.model import Pdf
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.system.paths import resources
from tests.golden.drafts import CASES, template
from tests.unit.pdf_sample import CREATED, carried_sample, companies, sample

PASSPHRASE = "nur zur Probe"
HOSTILE = ("Muster \U0001f600 GmbH", "\ufeff\x07\ue000\u202e株", "<b>#panic()</b> $x$", "Łódź Ελλ Їжак", "a\r\nb\tc")


def documents() -> dict[str, Callable[[], Document]]:
    """Name → how to make it; the default agreement in every form that there are answers for."""
    found: dict[str, Callable[[], Document]] = {
        "sample": sample,
        "incomplete": lambda: sample(complete=False),
        "hostile": hostile,
        "long": lambda: sample(customer="Musterwerk " * 18 + "GmbH", extra=(replace(companies(300), id="many"),)),
    }
    for folder in sorted((resources() / "templates").glob("*/template.toml")):
        template = folder.parent.name
        found[f"{template}-empty"] = lambda template=template: composed(template, {})
        found[f"{template}-example"] = lambda template=template: composed(template, example(template))
    return found


def made(name: str, typesetter: Typesetter) -> tuple[Pdf, Document]:
    """The finished PDF of a document or of a golden draft, as a customer gets it, and its Document."""
    if name in CASES:
        draft = CASES[name]()
        return flow.render(template(), draft, typesetter), flow.compose(template(), draft)
    document = documents()[name]()
    pages = typesetter.typeset(document, CREATED, final=True)
    return finish(pages, document, carried_sample(document)), document


def every() -> list[str]:
    return [*documents(), *CASES]


def hostile() -> Document:
    blocks = tuple(Paragraph((Value(text, f"said.{n}"),)) for n, text in enumerate(HOSTILE))
    document = sample()
    return replace(document, sections=(*document.sections, Section("said", "clause", HOSTILE[0], blocks=blocks)))


def composed(template: str, answers: dict) -> Document:
    found = flow.find_template(template)
    return flow.compose(found, flow.begin(found, answers, number="AVV-2026-001"))


def example(template: str) -> dict:
    from avv_desktop.draft.answers import read_answers

    return read_answers(resources() / "templates" / template / "answers.toml", flow.find_template(template))


@cache
def key_files() -> tuple[tuple[Path, str], ...]:
    """Two trial keys, one of each kind."""
    from avv_desktop.signing.trial import trial_key

    folder = Path(tempfile.mkdtemp())
    kinds = {"Aida Dia": "rsa-3072", "Jörn Fischer": "p-256"}
    for name, kind in kinds.items():
        (folder / f"{kind}.p12").write_bytes(trial_key(name, PASSPHRASE, kind=kind))
    return tuple((folder / f"{kind}.p12", PASSPHRASE) for kind in kinds.values())


def complete() -> list[str]:
    """Names of those that may be signed."""
    golden = [name for name, draft in CASES.items() if flow.compose(template(), draft()).complete]
    return [*(name for name, made in documents().items() if made().complete), *golden]
