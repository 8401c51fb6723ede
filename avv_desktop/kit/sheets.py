"""The two sheets that go with an agreement: one page in plain words, and how to check and countersign it."""

from __future__ import annotations

import datetime
import hashlib

from avv_desktop.document.model import Document, SignatureLine, signature_lines
from avv_desktop.kit.facts import facts
from avv_desktop.pdf.report import Picture, Report, ReportSection, ReportTable, report
from avv_desktop.signing.model import Progress
from avv_desktop.signing.signers import Signer

SUMMARY, HOW = "Kurz erklärt", "Prüfen und gegenzeichnen"
NOT_BINDING = "Diese Seite fasst zusammen. Es gilt allein, was im Vertrag steht."


def summary(document: Document, progress: Progress, created: datetime.datetime) -> bytes:
    """One page. Raises TypesettingFailed."""
    rows = tuple(facts(document))
    next_one = progress.next
    todo = (
        f"Es fehlt noch die Unterschrift von {next_one.name or next_one.party or 'Ihnen'}."
        if next_one is not None
        else "Alle vorgesehenen Unterschriften sind geleistet."
    )
    sections = (
        ReportSection(
            "Was vereinbart wird", table=ReportTable(("Worum es geht", "Was im Vertrag steht"), rows, (1, 2.6), True)
        ),
        ReportSection(
            "Was jetzt zu tun ist", (todo, f"Wie Sie die Datei prüfen und unterschreiben, steht in „{HOW}“.")
        ),
    )
    return report(
        Report(f"{SUMMARY}: der Vertrag auf einer Seite", _about(document), "", sections, NOT_BINDING), created
    )


def how_to(
    document: Document, name: str, data: bytes, ours: tuple[Signer, ...], progress: Progress, created: datetime.datetime
) -> bytes:
    """How to check our signatures and how to countersign with what one has. Raises TypesettingFailed."""
    sections = (_check(name, data, ours), *_sign(_own(document, progress), name), _back(name))
    return report(Report(HOW, _about(document), "", sections), created)


def checksums(name: str, data: bytes, ours: tuple[Signer, ...]) -> str:
    """The same fingerprints as the QR code holds, as text."""
    lines = [name, f"SHA-256 der Datei: {grouped(hashlib.sha256(data).hexdigest())}"]
    lines += [f"SHA-256 des Zertifikats von {each.name}: {grouped(each.fingerprint)}" for each in ours]
    return "\n".join(lines) + "\n"


def grouped(fingerprint: str) -> str:
    """In groups of four, as one reads them out."""
    return " ".join(fingerprint[at : at + 4].upper() for at in range(0, len(fingerprint), 4))


def _about(document: Document) -> str:
    title = "".join(run.text for run in document.title)
    return " ".join(filter(None, (title, document.number.text)))


def _own(document: Document, progress: Progress) -> list[SignatureLine]:
    """The lines that wait for the customer."""
    signed = {slot.field for slot in progress.slots if slot.signed}
    return [each for each in signature_lines(document) if each.side == "controller" and each.field not in signed]


def _check(name: str, data: bytes, ours: tuple[Signer, ...]) -> ReportSection:
    text = [
        "Öffnen Sie den Vertrag in Adobe Acrobat Reader oder einem anderen Programm, das Unterschriften in PDF-Dateien "
        "prüft. Es zeigt, wer unterschrieben hat und ob die Datei seitdem verändert wurde.",
        "Ob die Unterschrift wirklich von uns stammt, sehen Sie am Fingerabdruck des Zertifikats: Lassen Sie ihn sich "
        "am Telefon vorlesen, unter einer Nummer, die Sie schon kennen. Der QR-Code enthält dieselben Angaben.",
    ]
    if any(each.trial for each in ours):
        text.append("Achtung: Mindestens eine Unterschrift ist nur eine Probe. Niemand hat geprüft, wem sie gehört.")
    if not ours:
        text = ["Diese Datei ist noch nicht unterschrieben. Vergleichen Sie nur die Prüfsumme der Datei."]
    words = checksums(name, data, ours)
    lines = []
    for line in words.splitlines()[1:]:
        label, _, value = line.partition(": ")
        lines += [f"{label}:", value[:39], value[40:]]
    alt = f"QR-Code mit diesem Text: {' '.join(words.split())}"
    return ReportSection("Unsere Unterschrift prüfen", tuple(text), lines=tuple(lines), picture=Picture(qr(words), alt))


def qr(text: str) -> str:
    """A QR code as a drawing."""
    import segno

    return segno.make(text, error="m", micro=False).svg_inline(border=2, dark="#1b1f24", light="#ffffff")


def _sign(own: list[SignatureLine], name: str) -> tuple[ReportSection, ...]:
    fields = ", ".join(filter(None, (line.name or line.party for line in own)))
    field = f"das vorbereitete Feld ({fields})" if fields else "das vorbereitete Feld"
    return (
        ReportSection("Gegenzeichnen mit Adobe Acrobat Reader", steps=(
            f"Öffnen Sie „{name}“ und klicken Sie auf {field}.",
            "Wählen Sie Ihr Zertifikat aus. Haben Sie keines, führt das Programm Sie zum Anlegen oder zu Ihrer Karte.",
            "Speichern Sie unter einem neuen Namen. Drucken Sie nicht in eine PDF-Datei: Das löscht Unterschriften.",
        )),
        ReportSection("Gegenzeichnen mit AVV Desktop", steps=(
            "Ziehen Sie die Datei auf das Fenster und wählen Sie „Unterschreiben“.",
            "Wählen Sie Schlüssel oder Karte; das vorbereitete Feld wird von selbst genommen.",
        )),
        ReportSection("Gegenzeichnen mit DigiDoc4, Autogram oder einem ähnlichen Programm", steps=(
            "Wählen Sie die Unterschrift in der PDF-Datei (PAdES), nicht in einem Behälter (.asice).",
            "Speichern Sie die PDF-Datei unter einem neuen Namen.",
        )),
        ReportSection("Gegenzeichnen auf Papier", steps=(
            "Drucken Sie alle Seiten und unterschreiben Sie mit Stift auf der vorbereiteten Linie.",
            "Scannen Sie alle Seiten in eine PDF-Datei.",
        )),
    )  # fmt: skip


def _back(name: str) -> ReportSection:
    return ReportSection(
        "Zurückschicken",
        (
            "Schicken Sie die unterschriebene PDF-Datei an die Person zurück, von der Sie diese Unterlagen haben.",
            "Manche Dienste für Online-Unterschriften schreiben die Datei neu; unsere Unterschriften sind in dieser "
            "Kopie dann nicht mehr enthalten. Bitte nutzen Sie in diesem Fall einen der anderen Wege.",
        ),
    )
