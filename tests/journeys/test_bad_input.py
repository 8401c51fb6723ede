"""Whatever the command line is given: the right exit code, a German sentence, no half file, nothing lost."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from avv_desktop.system.paths import resources
from tests.journeys.paperwork import changed, lying, sign
from tests.unit import signing_pki as pki

TEMPLATE = resources() / "templates" / "avv-de"
ROOT = Path(__file__).parents[2]


# ---- templates and drafts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('type = "text"', 'type = "txet"', "txet"),
        ("template_version = 1", 'template_version = "eins"', "template_version"),
        ("schema = 1", "schema = [1]", "schema"),
        ("[columns.party]", "[columns]\nparty = 7\n[other]", "template.toml"),
        ("[columns.party]", "[columns.party", "TOML"),
    ],
)
def test_a_template_with_a_mistake_names_file_and_line(avv, old, new, told):
    shutil.copytree(TEMPLATE, "tpl")
    text = Path("tpl/template.toml").read_text("utf-8")
    assert old in text
    Path("tpl/template.toml").write_text(text.replace(old, new, 1), "utf-8")
    said = avv(3, "new", "--template", "tpl", "-o", "x.json")
    assert told in said and "tpl/template.toml, Zeile" in said and not Path("x.json").exists()


@pytest.mark.parametrize("name", ["template.toml", "clauses.md", "measures.md", "annexes.md"])
def test_a_template_whose_file_is_missing_or_no_text(avv, name):
    shutil.copytree(TEMPLATE, "tpl")
    for spoil in (lambda path: path.write_bytes(b"\xff\xfe\x00"), Path.unlink):
        spoil(Path("tpl", name))
        assert name in avv(3, "new", "--template", "tpl", "-o", "x.json")
    assert not Path("x.json").exists()


DRAFTS: dict[str, Callable[[dict], object]] = {
    "unknown version": lambda file: file["draft"]["template"].update(version=99),
    "unknown template": lambda file: file["draft"]["template"].update(id="avv-xx"),
    "newer": lambda file: file.update(schema=99),
    "no answers": lambda file: file["draft"].update(answers=7),
    "rows that are none": lambda file: file["draft"]["answers"].update({"sub_processors.list": 7}),
    "a row that is none": lambda file: file["draft"]["answers"].update({"sub_processors.list": [None]}),
    "a company that is none": lambda file: file["draft"]["answers"].update({"controller.company": "Muster"}),
    "a name that is a list": lambda file: file["draft"]["answers"]["controller.company"].update(name=["x"]),
    "a person that is none": lambda file: file["draft"]["answers"].update({"processor.representatives": ["Aida"]}),
    "a choice that is a list": lambda file: file["draft"]["answers"].update({"term.kind": [1]}),
    "half a letter": lambda file: file["draft"]["answers"].update({"processing.subject": "\ud83d"}),
}


@pytest.mark.parametrize("change", DRAFTS.values(), ids=DRAFTS)
def test_a_draft_that_is_not_what_it_should_be(avv, papers, change):
    name = changed(change)
    avv(3, "check", name)
    for ending in ("pdf", "docx", "txt"):
        assert avv(3, "render", name, "-o", f"x.{ending}")
        assert not Path(f"x.{ending}").exists()


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"\x00" * 99, b"[" * 100_000, b'{"schema": 1, "draft": null}', b"\xff"]
)
def test_a_file_that_is_no_draft(avv, content):
    Path("draft.json").write_bytes(content)
    avv(3, "check", "draft.json")
    avv(3, "render", "draft.json", "-o", "x.pdf")
    assert "ist kein Entwurf" in avv(3, "render", "draft.json", "-o", "x.docx")
    assert Path("draft.json").read_bytes() == content


# ---- PDFs


def spoilt(data: bytes) -> dict[str, bytes]:
    return {
        "half": data[: len(data) // 2],
        "empty": b"",
        "text": b"Sehr geehrte Damen und Herren",
        "only a head": b"%PDF-1.7\n",
        "zeros": data[:100] + bytes(len(data) - 100),
    }


@pytest.mark.parametrize("kind", spoilt(b"%PDF" * 100))
def test_a_broken_pdf(avv, papers, kind):
    Path("broken.pdf").write_bytes(spoilt(Path("agreement.pdf").read_bytes())[kind])
    assert "nicht als PDF lesbar" in avv(3, "verify", "broken.pdf")
    assert "nicht als PDF lesbar" in avv(3, "open", "broken.pdf", "-o", "x.json")
    sign(avv, 3, "broken.pdf")
    assert not Path("x.json").exists()


@pytest.mark.parametrize("seed", range(12))
def test_a_pdf_that_was_damaged_anywhere_has_a_verdict_or_cannot_be_read(avv, papers, seed):
    chance = random.Random(seed)
    damaged = bytearray(Path("agreement.pdf").read_bytes())
    for _ in range(chance.choice((1, 5, 40))):
        at = chance.randrange(len(damaged) - 500)
        damaged[at : at + chance.randrange(40)] = chance.choice((bytes(7), b"<</Type/Page 9 0 R>>", b"", b"endobj"))
    Path("damaged.pdf").write_bytes(damaged)
    avv((1, 3), "verify", "damaged.pdf")
    avv((0, 3), "open", "damaged.pdf", "-o", "x.json")
    assert Path("damaged.pdf").read_bytes() == damaged


def test_a_pdf_with_a_password(avv, papers):
    with pikepdf.open("agreement.pdf") as pdf:
        pdf.save("locked.pdf", encryption=pikepdf.Encryption(owner="owner", user="user"))
    for arguments in (("verify", "locked.pdf"), ("open", "locked.pdf", "-o", "x.json")):
        assert "mit einem Passwort geschützt" in avv(3, *arguments)
    sign(avv, 3, "locked.pdf")


def test_a_good_pdf_that_is_no_agreement(avv, papers):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save("blank.pdf")
    assert "kein Vertrag" in avv(3, "open", "blank.pdf", "-o", "x.json")
    assert "nicht unterschrieben" in avv(1, "verify", "blank.pdf")
    assert "kein vorbereitetes Unterschriftsfeld" in sign(avv, 4, "blank.pdf")


def test_an_agreement_whose_data_were_tampered_with(avv, papers):
    from avv_desktop.pdf.carry import NAME

    with pikepdf.open("agreement.pdf") as pdf:
        stream = pdf.Root.AF[0].EF.UF
        inside = json.loads(stream.read_bytes())
        inside["answers"]["sub_processors.list"] = [7]
        del stream["/Params"]
        stream.write(json.dumps(inside).encode())
        assert str(pdf.Root.AF[0].UF) == NAME
        pdf.save("tampered.pdf")
    assert "beschädigt" in avv(3, "open", "tampered.pdf", "-o", "x.json")
    assert not Path("x.json").exists()


@pytest.mark.parametrize("trusted", [b"", b"no certificate", b"-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_verify_never_says_that_it_could_not_be_done(avv, papers, trusted):
    assert "Dieses Dokument ist nicht unterschrieben" in avv(1, "verify", "agreement.pdf")
    Path("trusted.pem").write_bytes(trusted)
    avv(3, "verify", "agreement.pdf", "--trust", "trusted.pem")
    avv(3, "verify", ".")
    avv(3, "verify", "nowhere.pdf")
    avv(2, "verify")


# ---- keys


def test_a_key_file_that_cannot_sign(avv, papers):
    someone = pki.identity("Aida Dia")
    Path("none.p12").write_bytes(pki.only_certificate(someone))
    assert "kein Schlüssel zum Unterschreiben" in sign(avv, 3, p12="none.p12")
    Path("torn.p12").write_bytes(someone.p12[:300])
    sign(avv, 3, p12="torn.p12")
    old = pki.identity("Aida Dia", start=pki.now() - 30 * pki.DAY, end=pki.now() - pki.DAY)
    Path("expired.p12").write_bytes(old.p12)
    assert "abgelaufen" in sign(avv, 4, p12="expired.p12")
    Path("short.p12").write_bytes(pki.identity("Aida Dia", key=pki.rsa_key(1024)).p12)
    assert "1024" in sign(avv, 4, p12="short.p12")


@pytest.mark.parametrize("secret", [b"falsch\n", b"", b"\xff\xfe\n", "ü".encode() * 5000])
def test_a_wrong_passphrase(avv, papers, secret):
    Path("passphrase.txt").write_bytes(secret)
    before = lying()
    assert "Die Passphrase stimmt nicht" in sign(avv, 4)
    assert lying() == before
