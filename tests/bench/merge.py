"""A table of customers to finished PDF files, plain and signed, beside docxtpl, LibreOffice and pyHanko's command."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from openpyxl import Workbook

from tests.bench.agreement import PASSPHRASE, agreement, key_file
from tests.bench.figures import Figure, absent

CUSTOMERS, PEERS, CORES = 1000, 20, 2
HEADERS = ("Nummer", "Kunde", "Rechtsform", "Straße", "PLZ", "Ort", "Registergericht", "Registernummer")


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        peer, note = by_others(folder)
        plain = measured("customers to PDF", folder, CUSTOMERS, "≥ 15", "", peer, note)
        signed = measured("customers to signed PDF", folder, CUSTOMERS, "≥ 8", "Aida Dia", peer, note)
        tenth = measured("customers to PDF, a tenth as many", folder, CUSTOMERS // 10, "as with all", "", None, "")
    return [plain, signed, tenth]


def table(path: Path, count: int) -> Path:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADERS)
    for at in range(count):
        sheet.append(
            (f"B-{at:05}", f"Muster {at}", "GmbH", f"Weg {at}", 24768, "Rendsburg", "Amtsgericht Kiel", "HRB 1")
        )
    book.save(path)
    return path


def measured(title: str, folder: Path, count: int, aim: str, person: str, peer: float | None, more: str) -> Figure:
    """From opening the table to the last file on the disk."""
    from avv_desktop.many.customers import Series
    from avv_desktop.many.mappings import mapping_for
    from avv_desktop.many.series import Output, make_all
    from avv_desktop.many.table import open_table
    from avv_desktop.many.work import Signer

    template, common = agreement()
    path = table(folder / "customers.xlsx", count)
    signer = Signer(str(key_file(person, "p-256", folder)), PASSPHRASE, person) if person else None
    output = Output(folder / title.replace(" ", "-"), signer=signer, workers=CORES)
    start, processor = time.perf_counter(), spent()
    opened = open_table(path)
    series = Series(template, common, mapping_for(template, opened.headers))
    told = list(make_all(series, list(series.customers(opened)), output))
    taken, processor = time.perf_counter() - start, spent() - processor
    shutil.rmtree(output.folder)
    if any(each.state != "made" for each in told):
        return absent(title, str(next(each.words for each in told if each.state != "made")), aim=aim)
    rate = round(count / taken, 1)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    note = f"{count} in {taken:.1f} s; {1000 * processor / count:.0f} ms of processor each; a worker ≤ {largest} MiB"
    ratio = round(rate / peer, 1) if peer else None
    return Figure(title, rate, rate, "a second", peer, ratio, f"{note}; {more}".strip("; "), aim, count)


def spent() -> float:
    """Seconds of processor, of this process and of those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def by_others(folder: Path) -> tuple[float | None, str]:
    """Customers a second."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    try:
        from docxtpl import DocxTemplate
    except ImportError:
        return None, "docxtpl: not installed"
    if program is None:
        return None, "LibreOffice: not installed"
    from avv_desktop import flow

    template, common = agreement()
    party = {**common.answers["controller.company"], "name": "{{ kunde }}"}
    (folder / "template.docx").write_bytes(flow.export_word(template, common.answer("controller.company", party)))
    key, secret = key_file("Aida Dia", "p-256", folder), folder / "secret.txt"
    secret.write_text(PASSPHRASE)
    start = time.perf_counter()
    for at in range(PEERS):
        page = DocxTemplate(folder / "template.docx")
        page.render({"kunde": f"Muster {at}"})
        page.save(folder / f"peer{at}.docx")
        office(program, folder, folder / f"peer{at}.docx")
        command = [sys.executable, "-m", "pyhanko", "sign", "addsig", "--field", "1/50,50,250,100/Sig", "pkcs12",
                   "--passfile", secret, folder / f"peer{at}.pdf", folder / f"signed{at}.pdf", key]  # fmt: skip
        subprocess.run(command, capture_output=True, timeout=60, check=True)
    rate = round(PEERS / (time.perf_counter() - start), 2)
    return rate, f"peer: docxtpl, LibreOffice and pyHanko's command, {PEERS} customers, signed"


def office(program: str, folder: Path, document: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, document]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
