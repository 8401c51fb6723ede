"""Small agreements for rules: one line where a rule looks, and whole ones where it needs more."""

from __future__ import annotations

from avv_desktop.document import model as m

SPAN = tuple[tuple[str, ...], ...]


def party(side: m.Side, name: str, address: str, represented: str = "", role: str = "") -> m.Party:
    term = "Auftraggeber" if side == "controller" else "Auftragnehmer"
    role = role or f"– im Weiteren „{term}“ –"
    return m.Party(side, "", m.Text(name), (m.Text(address),), (m.Text(represented),), role, "")


CONTROLLER = party("controller", "Beispiel Handel GmbH", "Marktweg 3, 24768 Rendsburg, Amtsgericht Kiel, HRB 1")
PROCESSOR = party("processor", "ABC Datendienste GmbH", "Hafenstraße 7, 24937 Flensburg, Amtsgericht Flensburg, HRB 2")


def paragraph(text: str, id: str = "", label: str = "") -> m.Paragraph:
    return m.Paragraph((m.Text(text),), id, label)


def bullets(*texts: str, kind: str = "bullets") -> m.Items:
    labels = [f"{chr(97 + n)})" if kind == "letters" else "" for n in range(len(texts))]
    return m.Items(kind, tuple(m.Item((m.Text(t),), label) for t, label in zip(texts, labels, strict=True)))  # type: ignore[arg-type]


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> m.Table:
    return m.Table(
        header, tuple(tuple((m.Text(cell),) for cell in row) for row in rows), tuple(1.0 for _ in header), id="t"
    )


def clause(title: str, *blocks: m.Block | str, label: str = "§ 1") -> m.Section:
    made = tuple(paragraph(b, f"p{n}", f"({n})") if isinstance(b, str) else b for n, b in enumerate(blocks, start=1))
    return m.Section("clause", "clause", title, label, (), made)


def annex(*blocks: m.Block | str, title: str = "Technische und organisatorische Maßnahmen", sections=(), note=""):
    made = tuple(bullets(b) if isinstance(b, str) else b for b in blocks)
    noted = (m.Text(note),) if note else ()
    return m.Section("annex", "annex", title, "Anlage 1", noted, made, tuple(sections))


def control(title: str, *texts: str, note: str = "", id: str = "") -> m.Section:
    noted = (m.Text(note),) if note else ()
    return m.Section(id or title, "control", title, "", noted, (bullets(*texts),) if texts else ())


def agreement(*sections: m.Section, parties=(CONTROLLER, PROCESSOR), title="Vereinbarung", number="") -> m.Document:
    return m.Document("de", (m.Text(title),), (), m.Text(number), m.Text(""), tuple(parties), tuple(sections))


def line(where: str, text: str) -> m.Document:
    """An agreement with this line: in the body, in the annex, as a party's representation, or a row of the list."""
    if where == "body":
        return agreement(clause("Regelungen", text))
    if where == "annex":
        return agreement(annex(text))
    if where == "head":
        processor = party("processor", "ABC Datendienste GmbH", "Hafenstraße 7, 24937 Flensburg, HRB 2", text)
        return agreement(parties=(CONTROLLER, processor))
    header = ("Unterauftragnehmer", "Anschrift", "Leistung")
    return agreement(clause("Unterauftragnehmer", table(header, tuple(text.split(" | ")))))
