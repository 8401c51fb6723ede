"""The journey, as functions. Read this file first: every arrow of the program is here.

    Template ──answer──▶ Draft ──compose──▶ Document ──typeset──▶ Pdf ──sign──▶ SignedPdf ──verify──▶ Verdict

Rooms are opened only when a step needs them, so that importing this module stays cheap.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING

from avv_desktop import __version__
from avv_desktop.draft.model import Draft, Finding
from avv_desktop.errors import NotReady, PdfError, UnknownTemplate
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template

if TYPE_CHECKING:
    from pathlib import Path

    from avv_desktop.document.model import Document
    from avv_desktop.pdf.model import Carried, Pdf, Typeset
    from avv_desktop.pdf.typeset import Typesetter
    from avv_desktop.reply.model import Reply, ReplyChange
    from avv_desktop.signing.boxes import Box
    from avv_desktop.signing.keys import Key
    from avv_desktop.signing.model import Progress, SignedPdf, Slot, Verdict
    from avv_desktop.signing.pictures import Picture
    from avv_desktop.signing.timestamps import Stamper
    from avv_desktop.verdict.judge import Given

COMPOSER = f"avv-desktop {__version__}"


# ---- Template ──answer──▶ Draft


def find_template(name_or_folder: str) -> Template:
    """An installed template by id, or one from a folder. Raises TemplateError, UnknownTemplate."""
    from avv_desktop.template import catalog

    return catalog.template(name_or_folder)


def begin(template: Template, answers: dict | None = None, number: str = "") -> Draft:
    """A new draft; every given answer counts as confirmed."""
    from avv_desktop.draft.create import new_draft

    return new_draft(template, answers=answers or {}, number=number)


def check(template: Template, draft: Draft, today: datetime.date | None = None) -> list[Finding]:
    """What is missing, wrong, outdated or still to be confirmed; dates are judged by `today`."""
    from avv_desktop.draft.completeness import findings
    from avv_desktop.review.draft import review_draft, together

    return together(findings(template, draft, today), review_draft(template, draft, today=today))


# ---- Draft ──compose──▶ Document


def compose(template: Template, draft: Draft) -> Document:
    from avv_desktop.document.compose import compose as composed

    return composed(template, draft)


# ---- Document ──typeset──▶ Pdf


def typeset(document: Document, created: datetime.datetime, typesetter: Typesetter | None = None) -> Typeset:
    """The final pages, to both standards. Raises TypesettingFailed."""
    from avv_desktop.pdf.typeset import Typesetter

    return (typesetter or Typesetter()).typeset(document, created, final=True)


def carried_of(template: Template, draft: Draft, document: Document | None = None) -> Carried:
    """What travels inside the PDF: only what is printed."""
    from avv_desktop.document.printed import carried_document, printed
    from avv_desktop.document.printed_clauses import carried_clauses
    from avv_desktop.pdf.model import Carried

    answers, measures = printed(template, draft)
    return Carried(
        document=carried_document(document or compose(template, draft)),
        answers=answers,
        measures=measures,
        template=template.id,
        template_version=template.version,
        template_hash=template.hash,
        composer=COMPOSER,
        created=draft.created.isoformat(),
        clauses=carried_clauses(template, draft),
    )


def render(template: Template, draft: Draft, typesetter: Typesetter | None = None) -> Pdf:
    """The finished PDF, with signature fields and data; an incomplete draft is marked so on every page."""
    from avv_desktop.pdf.finish import finish
    from avv_desktop.review.final import final

    document = final(template, draft)
    return finish(typeset(document, draft.created, typesetter), document, carried_of(template, draft, document))


def letters_replaced(template: Template, draft: Draft) -> list[str]:
    """Letters that the paper's fonts lack or its standards refuse: the pages show □ in their place."""
    from avv_desktop.pdf.mend import Mender
    from avv_desktop.pdf.sheet import sheet

    mender = Mender()
    sheet(compose(template, draft), mender)
    return sorted({letter for each in mender.mended for letter in each.characters})


def export_word(template: Template, draft: Draft) -> bytes:
    """The same Document as a Word file, with the same data inside as the PDF: only what is printed."""
    from avv_desktop.pdf.carry import encoded
    from avv_desktop.word.write import docx

    carried, labels = carried_of(template, draft), {field.name: field.label for field in template.fields}
    return docx(carried.document, created=draft.created, data=encoded(carried), labels=labels)


def export_redline(old: Document, new: Document, author: str, created: datetime.datetime, data: bytes = b"") -> bytes:
    """`new` as a Word file in which every difference to `old` is a tracked change of `author`."""
    from avv_desktop.document.printed import carried_document
    from avv_desktop.word.redline import redline

    return redline(carried_document(old), carried_document(new), author=author, created=created, data=data)


def export_text(template: Template, draft: Draft) -> str:
    from avv_desktop.document.plain import plain

    return plain(compose(template, draft))


# ---- Word ──reply──▶ Draft: what the customer sent back


def read_reply(data: bytes, name: str, draft: Draft, template: Template) -> Reply:
    """Every difference of the customer's file to the draft, tracked or not. Raises IntakeError, PdfError."""
    from avv_desktop.reply.changes import read_reply as read

    return read(data, name, draft, template)


def take(template: Template, draft: Draft, change: ReplyChange) -> Draft:
    """One of the customer's changes taken over. Raises CannotDo where a person has to."""
    from avv_desktop.reply.take import take as taken

    return taken(draft, template, change)


# ---- Pdf ──sign──▶ SignedPdf


def progress(data: bytes) -> Progress:
    """Who has signed a file and who is next; also for files that are not ours."""
    from avv_desktop.signing.progress import progress as of

    return of(data, document_inside(data))


def document_inside(data: bytes) -> Document | None:
    """The agreement a PDF carries, or None. Raises PdfError if the PDF itself cannot be read."""
    from avv_desktop.errors import NoAgreementInside
    from avv_desktop.pdf.carry import carried

    try:
        return carried(data).document
    except NoAgreementInside:
        return None


def sign_file(
    data: bytes,
    key: Key,
    slot: Slot,
    now: datetime.datetime | None = None,
    stamper: Stamper | None = None,
    pictures: Sequence[Picture] = (),
    box: Box | None = None,
) -> SignedPdf:
    """Sign one slot, or a new `box` of a foreign file. Raises NotReady, and what `signing.pades.sign` raises."""
    from avv_desktop.pdf.model import Pdf
    from avv_desktop.signing.model import SignedPdf
    from avv_desktop.signing.pades import sign

    if (document := document_inside(data)) is not None and not document.complete:
        raise NotReady(count=0, first="")
    pdf = SignedPdf(data) if any(each.signed for each in progress(data).slots) else Pdf(data)
    return sign(pdf, key, slot, now=now, stamper=stamper, pictures=pictures, box=box)


# ---- SignedPdf ──verify──▶ Verdict


def verify(data: bytes, trust: Sequence[bytes] = (), given: Given | None = None) -> Verdict:
    """What can be said of any PDF, offline. `trust`: certificates that are believed; `given`: all that may count."""
    from avv_desktop.verdict.judge import Given, judge

    return judge(data, given or Given(trust=tuple(trust)), COMPOSER)


# ---- and back


def reopen(data: bytes) -> tuple[Draft, Template]:
    """The agreement inside a PDF as a new draft of the same template.

    Raises NoAgreementInside, PdfError for answers of no form, and UnknownTemplate if that version of the template is
    not installed here: a template is never taken from inside a PDF.
    """
    from avv_desktop.document.printed import with_printed_measures
    from avv_desktop.document.printed_clauses import with_printed_clauses
    from avv_desktop.draft.create import new_draft
    from avv_desktop.draft.shapes import misfit
    from avv_desktop.pdf.carry import carried
    from avv_desktop.template import catalog

    inside = carried(data)
    template = catalog.find(inside.template, inside.template_version, inside.template_hash)
    if template is None:
        raise UnknownTemplate(template=inside.template, version=inside.template_version)
    if misfit(template, inside.answers):
        raise PdfError(path="", reason=tr("The agreement inside is damaged."))
    draft = new_draft(template, answers=inside.answers)
    draft = with_printed_clauses(template, draft, inside.clauses, inside.document)
    return with_printed_measures(template, draft, inside.measures), template


def file_name(document: Document, state: str, ending: str, day: datetime.date) -> str:
    """ "2026-11-23 Muster GmbH AVV unterschrieben.pdf": customer, date and state, safe on every system."""
    from avv_desktop.system.files import safe_name

    customer = next((party.name.text for party in document.parties if party.side == "controller"), "") or "AVV"
    return safe_name(f"{day.isoformat()} {customer} AVV {state}".strip()) + ending


def write(path: Path, data: bytes) -> None:
    """A new file, whole or not at all. Raises CannotWrite."""
    from avv_desktop.system.files import write_whole

    write_whole(path, data)
