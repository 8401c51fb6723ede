"""Reading other people's files: a Word file of 50 pages, and our own agreement as Word and PDF."""

from __future__ import annotations

import io

from avv_desktop import flow
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed

PAGES = 50
AIM = "≤ 1500 ms"


def run() -> list[Figure]:
    from avv_desktop.intake.read import read

    template, draft = agreement()
    long = fifty_pages()
    word, pdf = flow.export_word(template, draft), flow.render(template, draft).data
    for data in (long, word, pdf):
        read(data, "")
    count = len(read(long, "").lines)
    note = f"{count} paragraphs and rows; lines only, before the tree"
    return [
        figure("intake: Word file of 50 pages to lines", timed(lambda _: read(long, ""), range(7)), aim=AIM, note=note),
        figure("intake: our Word file to lines", timed(lambda _: read(word, ""), range(7)), note="14 pages"),
        figure("intake: our PDF to lines", timed(lambda _: read(pdf, ""), range(7)), note="14 pages"),
    ]


def fifty_pages() -> bytes:
    """Numbered clauses, lists, a table a page, and a tracked change a page, as python-docx writes them."""
    import docx
    from docx.oxml import OxmlElement

    file = docx.Document()
    said = "Der Auftragnehmer verarbeitet die Daten nur auf dokumentierte Weisung des Auftraggebers. " * 4
    for page in range(PAGES):
        file.add_heading(f"§ {page + 1} Pflichten", 1)
        for number in range(6):
            paragraph = file.add_paragraph(f"({number + 1}) {said}")
            paragraph.add_run("Wichtig").bold = True
        for _ in range(4):
            file.add_paragraph(said[:120], style="List Number")
        table = file.add_table(4, 3)
        for cell in [cell for row in table.rows for cell in row.cells]:
            cell.text = "Ein kurzer Eintrag"
        change = OxmlElement("w:ins")
        change.append(file.add_paragraph().add_run("eingefügt")._element)
        file.paragraphs[-1]._element.append(change)
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()
