"""Small agreements for the tests of comparing."""

from __future__ import annotations

from avv_desktop.document.model import Document, Item, Items, Paragraph, Section, Table, Text

FEES = "Für seine Unterstützung darf der Auftragnehmer nach vorheriger Ankündigung eine Vergütung verlangen."
AUDIT = "Der Auftraggeber darf die Verarbeitung einmal im Jahr nach Ankündigung von zwei Wochen selbst prüfen."
SECRET = "Alle Personen, die Zugang zu den Daten haben, sind zur Vertraulichkeit verpflichtet worden."
DELETE = "Nach dem Ende des Vertrags löscht der Auftragnehmer alle Daten innerhalb von dreißig Tagen."
BREACH = "Verletzungen des Schutzes personenbezogener Daten meldet der Auftragnehmer binnen 24 Stunden."


def runs(text: str):
    return (Text(text),)


def clause(id: str, number: int, title: str, *texts: str) -> Section:
    """A clause with numbered paragraphs, "§ 3"."""
    blocks = tuple(Paragraph(runs(text), label=f"({n})") for n, text in enumerate(texts, start=1))
    return Section(id, "clause", title, f"§ {number}", blocks=blocks)


def with_items(section: Section, *texts: str) -> Section:
    items = Items("bullets", tuple(Item(runs(text)) for text in texts))
    return Section(section.id, section.kind, section.title, section.label, section.note, (*section.blocks, items))


def annex(*rows: tuple[str, ...]) -> Section:
    """An annex with one table."""
    table = Table(
        ("Firma", "Leistung", "Ort"), tuple(tuple(runs(cell) for cell in row) for row in rows), (1.0, 1.0, 1.0)
    )
    return Section("annex", "annex", "Unterauftragnehmer", "Anlage 1", blocks=(table,))


def agreement(*sections: Section, title: str = "Vereinbarung") -> Document:
    return Document("de", runs(title), (), Text(""), Text(""), (), tuple(sections))
