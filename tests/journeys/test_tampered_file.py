"""A file that was changed after signing is called so; one that cannot be judged is neither green nor red."""

from __future__ import annotations

import pytest


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
    assert "verändert worden" not in said or "nichts" in said


def test_tampered_file(hand, signed, tmp_path):
    data = bytearray(signed.read_bytes())
    at = data.index(b"%PDF") + 400
    data[at] ^= 0x01
    forged = tmp_path / "Vertrag.pdf"
    forged.write_bytes(data)

    from avv_desktop import flow

    (verdict,) = flow.verify(bytes(data)).signatures
    assert verdict.integrity != "intact"

    said = verify(hand, forged)
    assert "Nein" in said or "Nicht geprüft" in said
    assert "in Ordnung" not in hand.find("Zuletzt geprüft").item(0).text()


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
    assert not hand.all("in Ordnung")


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
