"""What the benches work on: the complete default agreement, and two trial keys."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.model import Draft
from avv_desktop.system.paths import resources
from avv_desktop.template.model import Template

PASSPHRASE = "nur zum Messen"


@cache
def agreement() -> tuple[Template, Draft]:
    """The default template with its complete example answers, all measures and six sub-processors: 14 pages."""
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    companies = answers["sub_processors.list"]
    answers |= {"annex_measures.scope": "full", "sub_processors.list": [*companies, *companies]}
    return template, flow.begin(template, answers, number="AVV-2026-001")


def key_file(name: str, kind: str, folder: Path) -> Path:
    from avv_desktop.signing.trial import trial_key

    path = folder / f"{name}.p12"
    path.write_bytes(trial_key(name, PASSPHRASE, kind=kind))
    return path


@cache
def keys(kind: str = "p-256"):
    """The keys of the processor's two directors, loaded."""
    from avv_desktop.signing.keys import open_key

    with tempfile.TemporaryDirectory() as folder:
        names = ("Aida Dia", "Jörn Fischer")
        return tuple(open_key(key_file(name, kind, Path(folder)), PASSPHRASE) for name in names)


def rendered_and_signed(draft: Draft, typesetter, kind: str = "p-256") -> bytes:
    """Typeset, fields, attachment and two signatures."""
    from avv_desktop.signing.pades import sign

    template, _ = agreement()
    current = flow.render(template, draft, typesetter)
    for key in keys(kind):
        slot = flow.progress(current.data).next
        current = sign(current, key, slot)
    return current.data
