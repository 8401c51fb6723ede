"""A PDF from elsewhere: dropped, a field put where it belongs by mouse and by keys, signed by one and then another."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from avv_desktop import flow
from avv_desktop.signing.boxes import MM
from avv_desktop.signing.foreign import look_at
from tests.journeys.conftest import SECRET


@pytest.fixture
def letter(tmp_path):
    """Two pages; on the second one some words."""
    pdf = pikepdf.new()
    for _ in range(2):
        pdf.add_blank_page(page_size=(595, 842))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    pdf.pages[1].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    pdf.pages[1].obj.Contents = pdf.make_stream(b"BT /F 20 Tf 60 780 Td (Geheimhaltung) Tj ET")
    path = tmp_path / "Geheimhaltung.pdf"
    pdf.save(path)
    return path


def open_to_sign(hand, path):
    hand.desk.open_file(str(path))
    hand.settle(hand.desk)
    hand.click("Dieses PDF unterschreiben")
    hand.settle(hand.desk)
    return hand.window.current()


def sign(hand, key):
    hand.click("Schlüsseldatei wählen …")
    hand.choose_file(str(key))
    hand.settle(hand.desk)
    hand.type("Passphrase der Schlüsseldatei", SECRET)
    hand.click("Jetzt unterschreiben")
    hand.settle(hand.desk)


def drag(canvas, start, end):
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    for part in range(1, 6):
        at = [round(a + (b - a) * part / 5) for a, b in zip(start, end, strict=True)]
        QTest.mouseMove(canvas, QPoint(*at))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(*end))


def test_drawn_with_the_mouse_then_signed_by_two(hand, letter, keys):
    before = letter.read_bytes()
    page = open_to_sign(hand, letter)
    canvas = page.canvas
    assert canvas.page == 1 and canvas.box is not None, "the last page is where one signs"
    drag(canvas, (60, 200), (300, 280))
    box, zoom = canvas.box, canvas.width() / 595
    assert box.x == pytest.approx(60 / zoom, abs=1) and box.width == pytest.approx(240 / zoom, abs=1)
    drag(canvas, (100, 230), (140, 260))
    assert canvas.box.x == pytest.approx(box.x + 40 / zoom, abs=1) and canvas.box.width == box.width
    hand.type("Funktion", "Geschäftsführerin")
    hand.type("Ort", "Rendsburg")
    sign(hand, keys["Aida Dia"])
    assert hand.reads("Unterschrieben von Aida Dia.") and letter.read_bytes() == before
    once = letter.with_name("Geheimhaltung unterschrieben.pdf")
    assert once.read_bytes().startswith(before)

    hand.click("Weiteres Feld unterschreiben")
    hand.settle(hand.desk)
    page.canvas.setFocus()
    was = page.canvas.box
    QTest.keyClick(page.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.canvas, Qt.Key.Key_Up)
    QTest.keyClick(page.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    now = page.canvas.box
    assert [round((a - b) / MM) for a, b in ((now.x, was.x), (now.y, was.y), (now.height, was.height))] == [5, -1, 1]
    sign(hand, keys["Jörn Fischer"])
    (twice,) = set(letter.parent.glob("Geheimhaltung unterschrieben*.pdf")) - {once}
    found = flow.verify(twice.read_bytes()).signatures
    assert [each.signer for each in found] == ["Aida Dia", "Jörn Fischer"]
    assert {each.integrity for each in found} == {"intact"} and "other" not in {each.changes for each in found}

    hand.click("Datei prüfen")
    hand.settle(hand.desk)
    assert hand.reads("Jörn Fischer · Probe") or hand.all("Jörn Fischer · Probe")


def test_a_field_that_covers_words_is_said_first_and_one_beside_the_page_cannot_be(hand, letter, keys):
    page = open_to_sign(hand, letter)
    drag(page.canvas, (40, 30), (320, 120))
    hand.settle(hand.desk)
    assert hand.reads("Das Feld verdeckt Text der Seite.")
    drag(page.canvas, (200, 600), (5000, 9000))
    box = page.canvas.box
    assert box.x + box.width <= 595.01 and box.y + box.height <= 842.01
    hand.click("Vorige Seite")
    assert page.canvas.page == 0 and page.canvas.box == box.__class__(0, box.x, box.y, box.width, box.height)


def test_an_empty_field_that_is_there_is_offered_first(hand, letter, keys):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign.fields import SigFieldSpec, append_signature_field

    writer = IncrementalPdfFileWriter(io.BytesIO(letter.read_bytes()))
    append_signature_field(writer, SigFieldSpec("Kunde", on_page=0, box=(50, 100, 250, 160)))
    out = io.BytesIO()
    writer.write(out)
    letter.write_bytes(out.getvalue())
    page = open_to_sign(hand, letter)
    assert page.canvas.fixed and page.canvas.page == 0 and page.field.value() == "Kunde"
    where = page.canvas.box
    drag(page.canvas, (60, 200), (300, 280))
    assert page.canvas.box == where, "what is prepared stays where it is"
    sign(hand, keys["Aida Dia"])
    made = letter.with_name("Geheimhaltung unterschrieben.pdf").read_bytes()
    assert flow.verify(made).signatures[0].field == "Kunde" and not look_at(made).fields


def test_a_wrong_passphrase_and_a_locked_file_leave_everything_as_it_was(hand, letter, keys):
    open_to_sign(hand, letter)
    hand.click("Schlüsseldatei wählen …")
    hand.choose_file(str(keys["Aida Dia"]))
    hand.settle(hand.desk)
    hand.type("Passphrase der Schlüsseldatei", "ganz falsch")
    hand.click("Jetzt unterschreiben")
    hand.settle(hand.desk)
    assert hand.reads("Diese Passphrase öffnet die Datei nicht.")
    assert list(letter.parent.glob("Geheimhaltung*.pdf")) == [letter]
