"""A file that was changed after signing is called so; one that cannot be judged is neither green nor red."""

from __future__ import annotations

import pytest

from ui.widgets.rows import SUBTITLE


@pytest.fixture
def signed(hand, complete, sign_as, exports):
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    (path,) = exports()
    return path


def verify(hand, path) -> str:
    hand.desk.open_file(path)
    hand.settle(hand.desk)
    hand.wait_for("Wann?")
    return hand.text()


def test_untouched_it_is_unchanged_but_nobody_knows_whose_key_it_was(hand, signed):
    hand.click("Datei prüfen")
    hand.settle(hand.desk)
    hand.wait_for("Wann?")
    said = hand.text()
    assert "Nicht geprüft (Probe)" in said
    assert "Probeschlüssel" in said
    assert hand.find("Zuletzt geprüft").item(0).data(SUBTITLE).startswith("nicht ganz geprüft")


@pytest.mark.parametrize("where", [b"%PDF-1.7\n%", b"/Location (Flens"])
def test_tampered_file(hand, signed, tmp_path, where):
    """One byte, in the first revision or in what the signature says of itself."""
    data = bytearray(signed.read_bytes())
    data[data.index(where) + len(where)] ^= 0x01
    forged = tmp_path / "Vertrag.pdf"
    forged.write_bytes(data)

    said = verify(hand, forged)

    assert "Nein" in said
    assert "Unterschrieben wurde eine andere Fassung" in said or "verändert" in said
    assert hand.find("Zuletzt geprüft").item(0).data(SUBTITLE).startswith("nicht in Ordnung")


def test_a_page_added_after_signing_is_no(hand, signed, tmp_path):
    """Appended properly, as an editor would: the signed bytes are intact, but more was said afterwards."""
    import pikepdf

    from avv_desktop import flow

    with pikepdf.open(signed) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        pdf.save(tmp_path / "Mehr.pdf")
    (verdict,) = flow.verify((tmp_path / "Mehr.pdf").read_bytes()).signatures
    assert not (verdict.integrity == "intact" and verdict.changes in ("none", "signature"))
    verify(hand, tmp_path / "Mehr.pdf")
    assert not hand.find("Zuletzt geprüft").item(0).data(SUBTITLE).startswith("in Ordnung")


def test_files_that_cannot_be_read_get_a_calm_sentence(hand, tmp_path):
    import pikepdf

    broken = tmp_path / "kaputt.pdf"
    broken.write_bytes(b"this is no PDF at all")
    locked = tmp_path / "verschlossen.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    for path in (broken, locked, tmp_path / "gibt-es-nicht.pdf"):
        hand.desk.open_file(path)
        hand.settle(hand.desk)
        hand.wait_for(path.name)
        assert not hand.all("Vertrag daraus öffnen")
        assert not hand.reads("Unverändert?")


def test_a_pdf_nobody_signed_says_so(hand, tmp_path):
    import pikepdf

    plain = tmp_path / "Brief.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(plain)
    said = verify(hand, plain)
    assert "Nicht unterschrieben" in said
