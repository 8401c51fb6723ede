"""Agreements that a command is given: templates by name or folder, and files of any kind."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from avv_desktop import flow
from avv_desktop.document.model import Document
from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import Draft
from avv_desktop.draft.shapes import misfit
from avv_desktop.template.model import Template


class Given(Struct, frozen=True):
    """`path` as it was given; `title`: what it is called. Either a Document, or a template and maybe a draft of it."""

    path: str
    title: str
    document: Document | None = None
    template: Template | None = None
    draft: Draft | None = None


def given(path: str) -> Given:
    """A template by id or folder, a draft, or any file with an agreement in it.

    Raises UnreadableFile, TemplateError, and what `reply.agreement` raises.
    """
    from avv_desktop.reply.agreement import agreement
    from avv_desktop.system.files import read
    from avv_desktop.template import catalog

    file = Path(path)
    if file.is_dir() or (not file.exists() and path in {each.id for each in catalog.installed()}):
        template = flow.find_template(path)
        return Given(path, f"{template.title} (Vorlage, Fassung {template.version})", template=template)
    data = read(file)
    if data.lstrip()[:1] == b"{" and (opened := _draft(data, path)) is not None:
        return Given(path, file.name, template=opened[1], draft=opened[0])
    return Given(path, file.name, agreement(data, file.name))


def read_agreement(path: str) -> Document:
    """What a file or template says. Raises as `given`."""
    return said_by(given(path), {})


def beside(old: Given, new: Given) -> tuple[Document, Document]:
    """Both as Documents. A template beside a draft is filled in with the draft's answers: its words are compared,
    not its gaps."""
    return said_by(old, new.draft.answers if new.draft else {}), said_by(new, old.draft.answers if old.draft else {})


def said_by(each: Given, answers: dict) -> Document:
    if each.document is not None:
        return each.document
    assert each.template is not None
    if each.draft is not None:
        return flow.compose(each.template, each.draft)
    known = {field.name for field in each.template.fields}
    fitting = {name: value for name, value in answers.items() if name in known}
    return flow.compose(
        each.template, new_draft(each.template, answers={} if misfit(each.template, fitting) else fitting)
    )


def _draft(data: bytes, path: str) -> tuple[Draft, Template] | None:
    from avv_desktop.draft.files import from_bytes
    from avv_desktop.errors import DraftError, NewerFormat, UnknownTemplate

    try:
        return from_bytes(data, path)
    except (NewerFormat, UnknownTemplate):
        raise
    except DraftError:
        return None
