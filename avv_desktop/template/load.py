"""A template folder → a Template, or the exact place of what is wrong."""

from __future__ import annotations

import hashlib
from pathlib import Path

from avv_desktop.errors import NewerFormat, TemplateError
from avv_desktop.template.annexes import read_annexes
from avv_desktop.template.clauses import read_clauses
from avv_desktop.template.consistent import check_head
from avv_desktop.template.fields import Toml, read_head
from avv_desktop.template.known import Known
from avv_desktop.template.markup import slots
from avv_desktop.template.measures import read_measures
from avv_desktop.template.model import Template
from avv_desktop.template.needed import all_parts, missing_field
from avv_desktop.template.reading import Reader
from avv_desktop.template.text import ReferenceSlot

SCHEMA = 1
FILES = ("template.toml", "clauses.md", "measures.md", "annexes.md")
LARGEST = 5_000_000


def load(folder: Path) -> Template:
    """Read a template. Raises TemplateError (path, line, reason), NewerFormat."""
    texts = {name: _text(folder / name) for name in FILES}
    toml = Toml(folder / "template.toml", texts["template.toml"])
    schema = toml.number("schema")
    if schema > SCHEMA:
        raise NewerFormat(path=str(folder), schema=schema, known=SCHEMA)
    head = read_head(toml)
    known = Known(head.fields, head.party, head.person)
    check_head(toml, head, known)
    template = Template(
        schema=schema,
        id=head.id,
        version=head.version,
        language=head.language,
        title=head.title,
        hash=_hash(texts),
        fields=head.fields,
        party_columns=head.party,
        person_columns=head.person,
        units=head.units,
        functions=head.functions,
        clauses=read_clauses(Reader(folder / "clauses.md", known), texts["clauses.md"]),
        sections=read_measures(Reader(folder / "measures.md", known), texts["measures.md"]),
        annexes=read_annexes(Reader(folder / "annexes.md", known), texts["annexes.md"]),
        groups=head.groups,
        coverage=tuple((row, tuple(tags)) for row, tags in head.coverage.items()),
    )
    _check_references(template, folder, texts)
    if name := missing_field(template):
        raise toml.error(1, f"„{name}“ fehlt; ohne das entsteht kein Vertrag.")
    return template


def _text(path: Path) -> str:
    try:
        if path.is_symlink():
            raise TemplateError(path=str(path), line=0, reason="Die Datei ist nur ein Verweis auf eine andere.")
        if path.stat().st_size > LARGEST:
            raise TemplateError(path=str(path), line=0, reason="Die Datei ist zu groß für eine Vorlage.")
        return path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise TemplateError(path=str(path), line=0, reason="Die Datei fehlt.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TemplateError(path=str(path), line=line, reason="Die Datei ist nicht in UTF-8 gespeichert.") from error
    except OSError as error:
        raise TemplateError(path=str(path), line=0, reason=f"Die Datei ist nicht lesbar ({error.strerror}).") from error


def _hash(texts: dict[str, str]) -> str:
    digest = hashlib.sha256()
    for name in FILES:
        digest.update(name.encode() + b"\0" + texts[name].encode() + b"\0")
    return digest.hexdigest()


def _check_references(template: Template, folder: Path, texts: dict[str, str]) -> None:
    """What no single file can see."""
    targets = {clause.id for clause in template.clauses} | {annex.id for annex in template.annexes}
    targets |= {paragraph.id for clause in template.clauses for paragraph in clause.paragraphs}
    for file, parts in all_parts(template):
        for slot in slots(parts):
            if isinstance(slot, ReferenceSlot) and slot.target not in targets:
                mark = f"{{ref:{slot.target}}}"
                line = next((n for n, each in enumerate(texts[file].split("\n"), 1) if mark in each), 0)
                reason = f"Der Verweis „{slot.target}“ führt nirgendwohin."
                raise TemplateError(path=str(folder / file), line=line, reason=reason)
