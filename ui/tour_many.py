"""The tour's part about many customers: a table with troubles, corrected, compared, made."""

from __future__ import annotations

import tempfile
from pathlib import Path

from ui.camera import Tour

ROWS = (
    "Nummer;Kunde;Straße;PLZ;Ort;Registergericht;Registernummer;Geschäftsführung;Datum der Leistungsvereinbarung",
    "S-001;Muster Handel GmbH;Musterweg 1;24768;Rendsburg;Amtsgericht Kiel;HRB 1;Frau Eva Muster;02.02.2026",
    "S-002;Muster Werft GmbH;Am Kai 2;247;Kiel;Amtsgericht Kiel;HRB 2;Herr Max Muster;02.02.2026",
    "S-003;Muster Bau GmbH;Ring 3;24768;Rendsburg;Amtsgericht Kiel;HRB 3;;02.02.2026",
    "S-004;Muster Handel GmbH;Musterweg 1;24768;Rendsburg;Amtsgericht Kiel;HRB 1;Frau Eva Muster;02.02.2026",
)


def many(tour: Tour) -> None:
    tour.visit("many", "serie-leer")
    with tempfile.TemporaryDirectory() as name:
        table = Path(name) / "kunden.csv"
        table.write_text("\n".join(ROWS), "cp1252")
        tour.desk.open_file(table)
        tour.settle()
        tour.shoot("serie")
        page = tour.window.current()
        page.model.typed.emit(3, "PLZ", "24103")
        tour.settle()
        assert not any(each.wrong for each in page.judged.customers), page.judged
        page.panel.folder = Path(name) / "kopien"
        tour.hand.click(page.panel.begin.text())
        tour.settle()
        made = sorted(each.name for each in page.panel.folder.glob("*.pdf"))
        assert len(made) == 4, made
        tour.shoot("serie-fertig")
        tour.say(f"made {len(made)} copies from a table")
