"""The new annex for one customer, as an amendment that is signed and filed with the agreement."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from avv_desktop.document.compose import compose
from avv_desktop.document.model import Block, Document, Paragraph, Run, Section, SignatureBlock, Text, Value
from avv_desktop.document.wording.dates import in_sentence, in_table
from avv_desktop.document.wording.typography import typographic
from avv_desktop.draft.model import Draft
from avv_desktop.draft.values import Values
from avv_desktop.notice.company import card
from avv_desktop.notice.listed import LIST, with_changes
from avv_desktop.notice.model import Notice, RowChange
from avv_desktop.pdf.model import Carried, Pdf
from avv_desktop.template.model import Template
from avv_desktop.template.text import Annex

TEMPLATE = "amendment"
"""What an amendment's PDF names as its template; it is no agreement that could be taken up again."""


def amended(draft: Draft, template: Template, rows: tuple[RowChange, ...], day: datetime.date) -> Draft:
    """The draft with the customer's new list; the annex counts on and has today's date."""
    values = Values(template, draft)
    known = {field.name: field for field in template.fields}
    if LIST not in known or known[LIST].type != "table":
        return draft
    draft = draft.answer(LIST, with_changes(values.value(LIST) or [], rows))
    annex = _annex(template)
    if annex is not None and f"{annex.id}.version" in known:
        version = values.value(f"{annex.id}.version")
        draft = draft.answer(f"{annex.id}.version", version + 1 if isinstance(version, int) else 2)
    if annex is not None and f"{annex.id}.date" in known:
        draft = draft.answer(f"{annex.id}.date", day.isoformat())
    return draft


def amendment(notice: Notice, draft: Draft, template: Template, day: datetime.date) -> Document:
    """`draft`: with the new list (`amended`). Signed by us; by both where the customer had to agree."""
    whole = compose(template, draft)
    annex = _section(whole, template) or _own_section(notice)
    title, about = "Nachtrag zur Vereinbarung", _about(notice)
    named = annex.label or annex.title
    blocks = (
        _text(_first(notice, named, annex)),
        _text(_second(notice)),
        _text("Im Übrigen bleibt die Vereinbarung unverändert."),
    )
    change = Section("amendment", "clause", "Gegenstand des Nachtrags", blocks=blocks)
    sections = (change, *_signatures(whole, both=notice.consent), annex)
    number, version = _plain(whole.number, notice.number), Text("")
    return Document(
        "de", (Text(title),), (Text(about),), number, version, whole.parties, sections, closing=whole.closing
    )


def _plain(run: Run, text: str) -> Run:
    return Value(run.text, run.field) if isinstance(run, Value) else Text(text)


def _annex(template: Template) -> Annex | None:
    return next((each for each in template.annexes if each.kind == "sub_processors"), None)


def _section(whole: Document, template: Template) -> Section | None:
    annex = _annex(template)
    return next((each for each in whole.sections if annex is not None and each.id == annex.id), None)


def _own_section(notice: Notice) -> Section:
    """For agreements that were not made here: what changes, company by company."""
    blocks: list[Block] = []
    for row in notice.rows:
        if row.kind == "removed":
            blocks.append(_text(f"{row.company} ist kein Unterauftragnehmer mehr."))
        else:
            if row.kind == "replaced":
                blocks.append(_text(f"{row.company} tritt an die Stelle von {row.former}:"))
            blocks.append(card(row.new))
    return Section("annex_sub_processors", "annex", "Änderung der Unterauftragnehmer", "Anlage", blocks=tuple(blocks))


def _about(notice: Notice) -> str:
    what = "Neue Fassung der Anlage über die Unterauftragnehmer"
    return f"{what} zur Vereinbarung {notice.number}" if notice.number else what


def _first(notice: Notice, named: str, annex: Section) -> str:
    start = in_sentence(notice.dates.start.isoformat())
    if notice.number and annex.note:
        fresh = "".join(run.text for run in annex.note)
        return f"{named} der Vereinbarung {notice.number} gilt ab dem {start} in dieser Fassung ({fresh})."
    return f"Ab dem {start} gilt für die Unterauftragnehmer, was in der {named} zu diesem Nachtrag steht."


def _second(notice: Notice) -> str:
    """How it came about: what was told, asked and agreed."""
    where = f" nach {notice.clause.where}" if notice.clause.where else ""
    sent = in_table(notice.dates.sent.isoformat())
    told = f"Der Auftraggeber wurde am {sent}{where} informiert."
    objection = notice.objection
    if objection is not None:
        day, agreed = in_table(objection.day.isoformat()), in_table((objection.settled or objection.day).isoformat())
        end = "" if objection.agreed.endswith((".", "!", "?")) else "."
        return f"{told} Er hat am {day} widersprochen. Am {agreed} wurde vereinbart: {objection.agreed}{end}"
    if notice.consent and notice.consent_day is not None:
        return f"{told} Er hat am {in_table(notice.consent_day.isoformat())} zugestimmt."
    if not notice.material:
        return told
    return f"{told} Bis zum {in_table(notice.dates.answer_by.isoformat())} hat er nicht widersprochen."


def _text(words: str) -> Paragraph:
    return Paragraph((Text(typographic(words)),))


def _signatures(whole: Document, *, both: bool) -> list[Section]:
    """The agreement's own lines for signing; ours alone where nobody else has to sign."""
    found = []
    for section in whole.sections:
        blocks = [each for each in section.blocks if isinstance(each, SignatureBlock)]
        kept = tuple(each for each in blocks if both or each.side == "processor")
        if kept:
            found.append(replace(section, blocks=kept))
    return found


def render(document: Document, created: datetime.datetime, composer: str) -> Pdf:
    """PDF/A-3a and PDF/UA-1 with signature fields, and the amendment itself inside. Raises TypesettingFailed."""
    from avv_desktop.document.printed import carried_document
    from avv_desktop.notice.setting import typesetter
    from avv_desktop.pdf.finish import finish

    said = carried_document(document)
    carried = Carried(said, {}, {}, TEMPLATE, 1, "", composer, created.isoformat())
    return finish(typesetter().typeset(said, created, final=True), said, carried)
