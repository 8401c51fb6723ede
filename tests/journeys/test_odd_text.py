"""What people type is printed as typed, or it is said that it cannot be; it never becomes code."""

from __future__ import annotations

import datetime
import io
import os
import re
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.pdf.pages import Pages
from tests.journeys.paperwork import changed, sign

ROOT = Path(__file__).parents[2]
LONG = "Muster " + "Donaudampfschifffahrt" * 9 + "s AB"
CODE = {
    "typst call": '#panic("x")',
    "typst file": '#read("/etc/passwd")',
    "typst import": '#import "@preview/x:1.0.0": *',
    "typst set": "#set page(fill: red)",
    "mathematics": "$x$ $ sum_(k=1)^n k $",
    "marks": "*stark* _schräg_ `kurz` = Titel",
    "label": "<ziel> @ziel",
    "comment": "a // kein Kommentar /* auch keiner */",
    "escape": "\\u{41} \\n \\",
    "html": '<script>alert("x")</script> <b>fett</b> &amp; &lt;',
    "formula": '=SUM(A1:A9)+HYPERLINK("http://example.org")',
    "slot": "{processor.company} [[sub_processors.list]] {{x}}",
    "word field": "{ MERGEFIELD x } ]]> <w:p/>",
    "pdf": "(a) Tj ET endstream endobj %%EOF",
}


def squeezed(text: str) -> str:
    """Without what breaking lines changes."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


def pdf_text(path: str) -> str:
    with Pages(Path(path).read_bytes()) as pages:
        return "\n".join(pages.text(index) for index in range(pages.count))


def word_text(path: str) -> str:
    from docx import Document

    document = Document(io.BytesIO(Path(path).read_bytes()))
    return "".join(each.text or "" for each in document.element.body.iter() if each.tag.endswith("}t"))


def named(name: str, subject: str = "Betrieb und Wartung der Lagerverwaltung") -> str:
    def change(file: dict) -> None:
        answers = file["draft"]["answers"]
        answers["controller.company"]["name"] = name
        answers["processing.subject"] = subject
        answers["sub_processors.list"][0]["company"] = name

    return changed(change)


@pytest.mark.parametrize("text", CODE.values(), ids=CODE)
def test_text_that_looks_like_code_is_printed_as_typed(avv, papers, text):
    draft = named(text, f"{text} – Betrieb und Wartung")
    for ending, read in (("pdf", pdf_text), ("docx", word_text), ("txt", lambda path: Path(path).read_text("utf-8"))):
        avv(0, "render", draft, "-o", f"x.{ending}")
        printed = squeezed(read(f"x.{ending}"))
        assert printed.count(squeezed(text)) >= 3, ending
        assert "root:" not in printed


def test_text_that_looks_like_code_comes_back_out_of_the_signed_pdf(avv, papers):
    draft = named(" ".join(CODE.values()))
    avv(0, "render", draft, "-o", "x.pdf")
    sign(avv, 0, "x.pdf")
    assert "wurde nichts verändert" in avv(1, "verify", "signed.pdf")
    avv(0, "open", "signed.pdf", "-o", "again.json")
    avv(0, "render", "again.json", "-o", "again.txt")
    avv(0, "render", draft, "-o", "first.txt")
    assert Path("again.txt").read_text("utf-8") == Path("first.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("客户", ["客", "户"]), ("Muster 😀", ["😀"]), ("شركة", ["ش"]), ("a\x07b\ue000", ["U+0007", "U+E000"])],
)
def test_letters_that_the_fonts_lack_are_said_and_kept_in_the_data(avv, papers, name, letters):
    draft = named(name)
    said = avv(1, "render", draft, "-o", "x.pdf")
    assert "lassen sich nicht drucken" in said and all(letter in said for letter in letters)
    assert "□" in pdf_text("x.pdf") and "\x07" not in said
    avv(0, "open", "x.pdf", "-o", "again.json")
    avv(0, "render", "again.json", "-o", "again.docx")
    avv(0, "render", draft, "-o", "first.docx")
    assert word_text("again.docx") == word_text("first.docx")
    visible = "".join(letter for letter in name if letter.isprintable())
    assert visible in word_text("again.docx").replace("\ue000", "")


def test_letters_that_can_be_printed_raise_no_alarm(avv, papers):
    draft = named("Łódź Ærø Ωμέγα Москва ẞ „x“ – € №")
    assert "nicht drucken" not in avv(0, "render", draft, "-o", "x.pdf")
    assert "□" not in pdf_text("x.pdf") and "ŁódźÆrøΩμέγαМосква" in squeezed(pdf_text("x.pdf"))


def test_a_name_of_two_hundred_letters(avv, papers):
    assert len(LONG) == 200
    draft = named(LONG)
    avv(0, "render", draft, "-o", "x.pdf")
    avv(0, "render", draft, "-o", "x.docx")
    assert LONG in word_text("x.docx")
    assert pdf_text("x.pdf").count("Muster Donaudampf") >= 3
    sign(avv, 0, "x.pdf")
    assert "wurde nichts verändert" in avv(1, "verify", "signed.pdf")


def test_three_hundred_sub_processors(avv, papers, monkeypatch):
    monkeypatch.setattr(flow, "check", partial(flow.check, today=datetime.date(2026, 11, 23)))

    def change(file: dict) -> None:
        answers = file["draft"]["answers"]
        row = answers["sub_processors.list"][0]
        rows = [{**row, "id": f"row_{n}", "company": f"Muster Nummer {n}"} for n in range(300)]
        answers |= {"sub_processors.list": rows, "measures.data_centres": ["row_1"]}

    draft = changed(change)
    avv(0, "check", draft)
    avv(0, "render", draft, "-o", "x.pdf")
    printed = squeezed(pdf_text("x.pdf"))
    assert not [n for n in range(300) if f"MusterNummer{n}GmbH" not in printed]
    sign(avv, 0, "x.pdf")
    assert "wurde nichts verändert" in avv(1, "verify", "signed.pdf")
    avv(0, "open", "signed.pdf", "-o", "again.json")
    avv(0, "render", "again.json", "-o", "again.txt")
    avv(0, "render", draft, "-o", "first.txt")
    assert Path("again.txt").read_text("utf-8") == Path("first.txt").read_text("utf-8")


def test_a_terminal_without_the_letters_is_no_reason_to_fail(papers, home):
    Path("Vertrag 客户.json").write_bytes(Path("draft.json").read_bytes())
    for arguments, code in (
        (["render", "Vertrag 客户.json", "-o", "客户 ü.pdf"], 0),
        (["verify", "客户 ü.pdf"], 1),
        (["check", "nowhere 客户.json"], 3),
    ):
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
        command = [sys.executable, "-m", "avv_desktop", *arguments]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert done.returncode == code and "Traceback" not in done.stderr, done.stderr
        assert "?" in done.stdout + done.stderr
