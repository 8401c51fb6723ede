"""Agreements that are to be compared: templates by name or folder, drafts, and files of any kind."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Document
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import Draft
from avv_desktop.draft.shapes import misfit
from avv_desktop.template.model import Template

if TYPE_CHECKING:
    from avv_desktop.pdf.model import Carried


class Given(Struct, frozen=True):
    """`path` as it was given; `title`: what it is called. Either a Document, or a template and maybe a draft of it.

    answers: what it was filled in with, also of a PDF of ours; `template` of such a PDF: the installed one it was made
    of, or None.
    """

    path: str
    title: str
    document: Document | None = None
    template: Template | None = None
    draft: Draft | None = None
    answers: dict = {}


def given(path: str) -> Given:
    """A template by id or folder, a draft, or any file with an agreement in it.

    Raises UnreadableFile, TemplateError, and what `reply.agreement` raises.
    """
    from avv_desktop.system.files import read
    from avv_desktop.template import catalog

    file = Path(path)
    if file.is_dir() or (not file.exists() and path in {each.id for each in catalog.installed()}):
        return given_template(catalog.template(path), path)
    return given_file(read(file), file.name, path)


def given_file(data: bytes, name: str, path: str) -> Given:
    """A draft, or anything with an agreement in it. Raises what `reply.agreement` raises."""
    from avv_desktop.reply.agreement import agreement

    if data.lstrip()[:1] == b"{" and (opened := _draft(data, path)) is not None:
        return given_draft(*opened, name, path)
    document = agreement(data, name)
    inside = _inside(data, name, document)
    if inside is None:
        return Given(path, name, document)
    return Given(path, name, document, _installed(inside), answers=inside.answers)


def given_template(template: Template, path: str = "") -> Given:
    return Given(path, f"{template.title} (Vorlage, Fassung {template.version})", template=template)


def given_draft(draft: Draft, template: Template, title: str, path: str = "") -> Given:
    return Given(path, title, template=template, draft=draft, answers=draft.answers)


def read_agreement(path: str) -> Document:
    """What a file or template says. Raises as `given`."""
    return said_by(given(path), {})


def beside(old: Given, new: Given) -> tuple[Document, Document]:
    """Both as Documents. A template beside an agreement made here is filled in with its answers: its words are
    compared, not its gaps."""
    return said_by(old, new.answers), said_by(new, old.answers)


def said_by(each: Given, answers: dict) -> Document:
    if each.document is not None:
        return each.document
    assert each.template is not None
    return compose(each.template, each.draft or filled(each.template, answers))


def filled(template: Template, answers: dict) -> Draft:
    """A draft with those of the answers that the template asks for; with none if they are of another form."""
    known = {field.name for field in template.fields}
    fitting = {name: value for name, value in answers.items() if name in known}
    return new_draft(template, answers={} if misfit(template, fitting) else fitting)


def _inside(data: bytes, name: str, document: Document) -> Carried | None:
    """What a PDF of ours carries, if its pages say the same."""
    from avv_desktop.errors import PdfError
    from avv_desktop.pdf.carry import carried

    if not data[:1024].lstrip().startswith(b"%PDF"):
        return None
    try:
        found = carried(data, name)
    except PdfError:
        return None
    return found if found.document == document else None


def _installed(inside: Carried) -> Template | None:
    from avv_desktop.template import catalog

    return catalog.find(inside.template, inside.template_version, inside.template_hash)


def _draft(data: bytes, path: str) -> tuple[Draft, Template] | None:
    from avv_desktop.draft.files import from_bytes
    from avv_desktop.errors import DraftError, NewerFormat, UnknownTemplate

    try:
        return from_bytes(data, path)
    except (NewerFormat, UnknownTemplate):
        raise
    except DraftError:
        return None
