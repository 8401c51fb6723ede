"""The notice to one customer: a Document, so that PDF and Word say the same."""

from __future__ import annotations

import datetime

from avv_desktop.document.model import Block, Document, Paragraph, Section, Text
from avv_desktop.document.wording.dates import in_sentence
from avv_desktop.document.wording.typography import typographic
from avv_desktop.notice.company import card
from avv_desktop.notice.model import Notice, RowChange

TITLE = "Information über eine Änderung bei den Unterauftragnehmern"
CONSENT_TITLE = "Bitte um Zustimmung zu einer Änderung bei den Unterauftragnehmern"


def letter(notice: Notice) -> Document:
    """What the customer reads."""
    title = CONSENT_TITLE if notice.consent else TITLE
    about = "Vereinbarung zur Auftragsverarbeitung" + (f" {notice.number}" if notice.number else "")
    sections = [
        _section("to", "", _to(notice)),
        _section("change", "Was sich ändert", _changes(notice)),
        _section("answer", "Was Sie tun können", _answer(notice)),
        _section("end", "", _end(notice)),
    ]
    return Document("de", (Text(title),), (Text(about),), Text(""), Text(""), (), tuple(sections))


def _section(id: str, title: str, blocks: list[Block]) -> Section:
    return Section(id, "clause", title, blocks=tuple(blocks))


def _text(words: str) -> Paragraph:
    return Paragraph((Text(typographic(words)),))


def _to(notice: Notice) -> list[Block]:
    to = [line for line in (notice.customer, notice.contact.name) if line]
    day = in_sentence(notice.dates.sent.isoformat())
    sender = notice.sender or "Das unterzeichnende Unternehmen"
    opening = f"{sender} möchte die Liste der Unterauftragnehmer ändern, die zu der"
    start = in_sentence(notice.dates.start.isoformat())
    return [
        Paragraph((Text("\n".join(to)),)),
        _text(day),
        _text("Guten Tag,"),
        _text(f"{opening} Vereinbarung gehört. Die Änderung soll ab dem {start} gelten."),
    ]


def _changes(notice: Notice) -> list[Block]:
    found: list[Block] = []
    for row in notice.rows:
        found.append(_text(sentence(row)))
        if row.kind in ("added", "replaced"):
            found.append(card(row.new))
        elif row.kind == "changed":
            found.append(card(row.new, only=row.columns))
    return found


def sentence(row: RowChange) -> str:
    """One change in one sentence."""
    match row.kind:
        case "added":
            return f"Neu hinzu kommt {row.company}."
        case "replaced":
            return f"{row.company} tritt an die Stelle von {row.former}."
        case "removed":
            return f"{row.company} wird nicht mehr eingesetzt und erhält keine Daten mehr."
    return f"Bei {row.company} ändern sich diese Angaben:"


def _answer(notice: Notice) -> list[Block]:
    clause, dates = notice.clause, notice.dates
    if not notice.material:
        return [_text("Diese Nachricht ist nur zu Ihrer Kenntnis. Sie müssen nichts tun.")]
    where = f"{clause.objection_where or clause.where} der Vereinbarung"
    by = in_sentence(dates.answer_by.isoformat())
    channel = f" an {notice.reply_to.email}" if notice.reply_to.email else ""
    found: list[Block] = []
    if clause.words:
        found.append(_text(f"Die Vereinbarung sagt dazu ({clause.where}):"))
        found.append(_text(f'"{_quoted(clause.words)}"'))
    if clause.objection_words and clause.objection_words != clause.words:
        found.append(_text(f'"{_quoted(clause.objection_words)}"'))
    if notice.consent:
        said = f"Bitte stimmen Sie der Änderung bis zum {by} in Textform{channel} zu, oder lehnen Sie sie ab."
        found += [_text(said), _text("Ohne Ihre Zustimmung bleibt es für Sie bei der bisherigen Liste.")]
        return found
    basis = f" nach {where}" if clause.objection_words and (clause.objection_where or clause.where) else ""
    found.append(_text(f"Sie können der Änderung{basis} bis zum {by} in Textform{channel} widersprechen."))
    found.append(_text("Bis dahin und nach einem Widerspruch erhält das neue Unternehmen keine Daten von Ihnen."))
    found.append(_text("Widersprechen Sie nicht, erhalten Sie danach die neue Fassung der Anlage."))
    return found


def _quoted(words: str) -> str:
    """Words of an agreement inside quotation marks."""
    return words.replace("„", "‚").replace("“", "‘").replace('"', "’").strip()


def _end(notice: Notice) -> list[Block]:
    lines = [line for line in (notice.sender, notice.reply_to.name, notice.reply_to.email) if line]
    return [_text("Mit freundlichen Grüßen"), Paragraph((Text("\n".join(lines)),))] if lines else []


def as_pdf(document: Document, created: datetime.datetime) -> bytes:
    """PDF/A-3a and PDF/UA-1. Raises TypesettingFailed."""
    from avv_desktop.notice.setting import typesetter

    return typesetter().typeset(document, created, final=True).data
