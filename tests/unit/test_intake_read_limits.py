"""Files that are something else, broken, hostile or far too large: one clear sentence each, within a second."""

from __future__ import annotations

import codecs
import io
import time
import zipfile

import pikepdf
import pytest

from avv_desktop.errors import AvvError, DamagedFile, EncryptedFile, EncryptedPdf, ForeignFormat, NoText, TooLarge
from avv_desktop.intake import limits
from avv_desktop.intake.encoding import decode
from avv_desktop.intake.read import read
from avv_desktop.intake.tongue import language_of
from avv_desktop.pdf.typeset import Typesetter
from avv_desktop.system.sentences import explain
from tests.unit.intake_files import TYPES, W, p, packed, word_file
from tests.unit.pdf_sample import CREATED, sample

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
SENTENCE = "Größe: § 1 „Auftraggeber“ – 5 €, Straße\n"


def utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


# ---- encodings


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        codecs.BOM_UTF8 + SENTENCE.encode(),
        codecs.BOM_UTF16_LE + SENTENCE.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SENTENCE.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SENTENCE.encode("utf-32-le"),
        SENTENCE.encode("utf-16-le"),
        SENTENCE.encode("utf-16-be"),
        SENTENCE.encode("cp1252"),
        SENTENCE.replace("\n", "\r\n").encode(),
        SENTENCE.replace("\n", "\r").encode(),
        SENTENCE.replace("ö", "o\u0308").encode(),
    ],
    ids=lambda data: repr(data[:12]),
)
def test_every_encoding_gives_the_same_letters(data):
    assert decode(data) == SENTENCE


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"Text\x00Text", b"\x01\x02\x03abc", b"\xff\xfe\x00\xd8\x01"])
def test_what_is_no_text_is_refused(data):
    with pytest.raises(ForeignFormat):
        decode(data, "x.txt")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Auftragnehmer verarbeitet die Daten nur auf Weisung und löscht sie nach dem Ende.", "de"),
        ("The processor shall process the data only on the documented instructions of the controller.", "en"),
        ("§ 7 AVV-2026-001", ""),
    ],
)
def test_the_words_say_the_language(text, language):
    assert language_of([text]) == language


# ---- something else


ZIPPED = {"[Content_Types].xml": TYPES}
FOREIGN = {
    "empty": (b"", ForeignFormat, "leer"),
    "blank": (codecs.BOM_UTF8 + b" \r\n\t ", ForeignFormat, "leer"),
    "doc": (OLE + utf16("WordDocument"), ForeignFormat, "(.doc)"),
    "xls": (OLE + utf16("Workbook"), ForeignFormat, "alten Art"),
    "locked word file": (OLE + utf16("EncryptedPackage"), EncryptedFile, "Kennwort"),
    "rtf": (b"{\\rtf1\\ansi Vertrag}", ForeignFormat, "RTF"),
    "odt": (packed({"mimetype": "application/vnd.oasis.opendocument.text"}), ForeignFormat, ".odt"),
    "xlsx": (packed(ZIPPED | {"xl/workbook.xml": "<x/>"}), ForeignFormat, "Excel"),
    "zip": (packed({"a.txt": "a"}), ForeignFormat, ".zip"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), ForeignFormat, "Bild"),
    "jpg": (b"\xff\xd8\xff\xe0" + bytes(50), ForeignFormat, "Bild"),
    "tif": (b"II*\x00" + bytes(50), ForeignFormat, "Bild"),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(50), ForeignFormat, "Bild"),
    "mail": (b"MIME-Version: 1.0\r\n\r\n", ForeignFormat, "E-Mail"),
    "xml": (b'<?xml version="1.0"?><rechnung/>', ForeignFormat, "XML"),
    "program": (b"\x7fELF\x02\x01\x01" + bytes(range(256)), ForeignFormat, "kein Text"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "kind", "word"), FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_file_is_named(data, kind, word):
    with pytest.raises(AvvError) as caught:
        read(data, "Vertrag.docx")
    assert type(caught.value) is kind
    said = explain(caught.value)
    assert word in said.happened and "Vertrag.docx" in said.happened
    assert len(set(said)) == 3 and all(said)


def test_the_content_decides_and_not_the_ending():
    assert read(word_file(p("Text")), "x.pdf").format == "docx"
    assert read(b"<html><body><p>Text</p></body></html>", "x.txt").format == "html"


# ---- packed files


def test_a_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    bomb = packed(ZIPPED | {"word/document.xml": bytes(60_000_000)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_: pytest.fail("unpacked"))
    with pytest.raises(TooLarge):
        read(bomb, "x.docx")


def test_a_part_that_lies_about_its_size_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_PART", 10_000)
    data = bytearray(packed(ZIPPED | {"word/document.xml": "x" * 50_000}))
    for at in range(len(data) - 4):  # both tables say that it is small
        if data[at : at + 4] == (50_000).to_bytes(4, "little"):
            data[at : at + 4] = (500).to_bytes(4, "little")
    with pytest.raises((TooLarge, DamagedFile)):
        read(bytes(data), "x.docx")


def test_too_many_parts():
    with pytest.raises(TooLarge):
        read(packed(ZIPPED | {f"word/{n}.xml": "" for n in range(limits.LARGEST_ENTRIES)}), "x.docx")


def test_a_zip_with_a_password():
    data = bytearray(word_file(p("Text")))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] |= 1
    with pytest.raises(EncryptedFile):
        read(bytes(data), "x.docx")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
ATTACKS = {
    "a file of the machine": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "the network": '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    "a billion laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
@pytest.mark.parametrize("place", ["word/document.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_a_document_type_is_refused_in_any_part(attack, place, encoding):
    main = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>'
    parts: dict[str, str | bytes] = ZIPPED | {"word/document.xml": main}
    told = parts.get(place, "<Relationships/>")
    parts[place] = f'<?xml version="1.0" encoding="{encoding}"?>{attack}{told}'.encode(encoding)
    with pytest.raises(DamagedFile):
        read(packed(parts), "x.docx")


def test_broken_parts_and_missing_text():
    for parts in ({"word/document.xml": "<w:document"}, {"word/other.xml": "<x/>"}, {"word/document.xml": "<x/>"}):
        with pytest.raises((DamagedFile, ForeignFormat)):
            read(packed(ZIPPED | parts), "x.docx")
    with pytest.raises(NoText):
        read(word_file(p("")), "x.docx")
    with pytest.raises(DamagedFile):
        read(word_file(p("Text"))[:-30], "x.docx")


def test_parts_that_are_nested_too_deeply():
    deep = '<w:sdt xmlns:w="x"><w:sdtContent>'.replace(' xmlns:w="x"', "") * 5000
    with pytest.raises(AvvError):
        read(word_file(deep), "x.docx")
    some = "<w:sdt><w:sdtContent>" * 110 + p("tief") + "</w:sdtContent></w:sdt>" * 110
    assert [line.text for line in read(word_file(some), "x.docx").lines] == ["tief"]


# ---- far too long


def quickly(data: bytes, name: str) -> TooLarge:
    start = time.process_time()
    with pytest.raises(TooLarge) as caught:
        read(data, name)
    assert time.process_time() - start < 1.5
    return caught.value


def test_two_thousand_pages():
    line = "Der Auftragnehmer verarbeitet die Daten nur auf dokumentierte Weisung des Auftraggebers.\n"
    assert "8010000 Zeichen" in explain(quickly((line * 90_000).encode(), "x.txt")).happened
    assert "40000 Zeilen" in explain(quickly(b"x\n" * 40_000, "x.txt")).happened
    quickly(word_file(p(line) * 40_000), "x.docx")
    quickly((f"<html><body>{'<p>x</p>' * 100_000}</body></html>").encode(), "x.html")
    quickly(("<html><body><div>" + "x" * 4_000_000).encode(), "x.html")
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(2000):
            pdf.add_blank_page()
        pdf.save(out)
    assert "2000" in explain(quickly(out.getvalue(), "x.pdf")).happened
    quickly(b"x" * (limits.LARGEST_FILE + 1), "x.txt")


def test_a_table_of_many_rows_is_read_in_a_moment():
    rows = "| Nordlicht GmbH | Kai 1 | Betrieb |\n" * 5000
    start = time.process_time()
    found = read(f"| Name | Anschrift | Leistung |\n|---|---|---|\n{rows}".encode(), "x.md")
    assert time.process_time() - start < 6
    assert len(found.lines) == 5001 and found.lines[-1].cells == ("Nordlicht GmbH", "Kai 1", "Betrieb")


def test_a_page_with_large_pictures_inside_is_no_long_text():
    picture = '<img src="data:image/png;base64,' + "A" * 5_000_000 + '">'
    assert [line.text for line in read(f"<html><body><p>Text</p>{picture}</body></html>".encode(), "x.html").lines] == [
        "Text"
    ]


# ---- PDF


def test_a_scanned_pdf_has_no_text():
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    with pytest.raises(NoText) as caught:
        read(out.getvalue(), "Scan.pdf")
    assert "kein Text enthalten" in explain(caught.value).happened


def test_a_locked_and_a_broken_pdf():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(Typesetter().typeset(sample(), CREATED, final=True).data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(EncryptedPdf):
        read(out.getvalue(), "x.pdf")
    with pytest.raises(AvvError):
        read(b"%PDF-1.7\nobj kaputt", "x.pdf")
