"""Verdicts in the window as the command line gives them: what is believed, who it is, what was sent, every version."""

from __future__ import annotations

import json

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.draft.create import new_draft
from avv_desktop.signing.certificates import summary
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import load
from tests.unit import signing_pki as pki
from tests.unit import trusted_lists as tl
from ui.hand import Hand
from ui.verify import saving
from ui.verify.sheet import Sheet
from ui.verify.versions import Versions


@pytest.fixture
def root(loopback, tmp_path):
    path = tmp_path / "Muster Root.cer"
    path.write_bytes(loopback.root)
    return path


@pytest.fixture
def revocations(loopback, tmp_path):
    """The lists of both issuers."""
    paths = {name: tmp_path / f"{name}.crl" for name in ("interm", "root")}
    for name, path in paths.items():
        path.write_bytes(loopback.crl(name))
    return tuple(map(str, paths.values()))


@pytest.fixture
def made(window, loopback, tmp_path):
    """An agreement signed by both directors with certificates of an authority, kept, and as a file."""
    template = flow.find_template("avv-de")
    draft = new_draft(template, answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    data = plain = flow.render(template, draft).data
    for label in ("aida", "joern"):
        data = flow.sign_file(data, loopback.key(label), flow.progress(data).next).data
    store = window.desk.store
    store.save(draft, template)
    store.keep_file(draft.id, "pdf", "Vertrag.pdf", plain, "ready")
    store.keep_file(draft.id, "signed", "Vertrag unterschrieben.pdf", data, "signed")
    path = tmp_path / "Vertrag.pdf"
    path.write_bytes(data)
    return path


@pytest.fixture
def verified(window, drain):
    """Look at a file; the sheet that shows it."""

    def look(path) -> Sheet:
        window.desk.go("verify", str(path))
        drain(window.desk)
        drain(window.desk)
        return next(each for each in window.current().findChildren(Sheet) if each.isVisible())

    return look


def test_what_the_settings_believe_makes_it_good(window, verified, made, root, revocations, words_of):
    assert "Nicht geprüft" in words_of(verified(made)) and not window.current()._shown.verdict.positive
    window.desk.change_settings(trust_files=(str(root),), revocation_files=revocations)
    said = words_of(verified(made))
    assert window.current()._shown.verdict.positive, said
    assert "Es ist der Vertrag, der verschickt wurde." in said and "Art. 28 Abs. 9" in said


def test_a_fingerprint_that_was_compared_makes_a_person_known(window, drain, verified, made, loopback, words_of):
    sheet = verified(made)
    assert "geprüft: Aida Dia" not in words_of(sheet)
    sheet.pins.emit("Aida Dia", summary(loopback.certificate("aida")).fingerprint)
    drain(window.desk)
    drain(window.desk)
    sheet = next(each for each in window.current().findChildren(Sheet) if each.isVisible())
    looked = window.current()._shown
    assert next(slot.identity for slot in looked.verdict.progress.slots if slot.signed) == "verified"
    assert load().pinned == {"Aida Dia": (summary(loopback.certificate("aida")).fingerprint,)}
    window.undo()
    drain(window.desk)
    assert load().pinned == {}


def test_the_certificate_is_shown_with_a_fingerprint_to_compare(window, verified, made, loopback):
    hand = Hand(window)
    verified(made)
    hand.click("Aida Dia")
    hand.click("Zertifikat zeigen: Aida Dia")
    digits = summary(loopback.certificate("aida")).fingerprint.upper()
    assert hand.reads(" ".join(digits[at : at + 4] for at in range(0, 64, 4)))
    assert hand.all("Als Zertifikat von Aida Dia merken")


def test_a_changed_agreement_of_the_same_number_is_not_the_one_that_was_sent(
    window, verified, made, tmp_path, loopback
):
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    company = {**answers["controller.company"], "name": "Muster Anders"}
    other = new_draft(template, answers=answers | {"controller.company": company})
    data = flow.render(template, other).data
    other_file = tmp_path / "anders.pdf"
    other_file.write_bytes(flow.sign_file(data, loopback.key("aida"), flow.progress(data).next).data)
    verified(other_file)
    shown = window.current()._shown
    assert (shown.verdict.sent, shown.verdict.tone) == ("different", "bad")
    verified(made)
    assert window.current()._shown.verdict.sent == "same"


def test_every_version_opens_and_says_what_changed(window, drain, verified, made):
    sheet = verified(made)
    versions = sheet.findChild(Versions)
    assert len(window.current()._shown.versions) == 3
    hand = Hand(window)
    hand.click("Fassung 2: Was hat sich geändert?")
    drain(window.desk)
    assert hand.reads("Aida Dia") and any("Seite" in line and "Wörter" in line for line in hand.text().splitlines())
    hand.click("Fassung 1: Seiten zeigen")
    drain(window.desk)
    assert not versions.isVisible() and hand.reads("Fassung 1")
    hand.click("Zurück zur Übersicht")
    assert versions.isVisible()


@pytest.mark.parametrize("ending", [".pdf", ".xml", ".json"])
def test_reports_are_written_as_on_the_command_line(window, drain, verified, made, tmp_path, monkeypatch, ending):
    out = tmp_path / f"bericht{ending}"
    monkeypatch.setattr(saving, "ask_where", lambda parent, name, kind, then: then(out))
    sheet = verified(made)
    sheet.wants_report.emit(ending)
    drain(window.desk)
    data = out.read_bytes()
    assert data.startswith({".pdf": b"%PDF-", ".xml": b"<?xml", ".json": b"{"}[ending])
    if ending == ".json":
        assert len(json.loads(data)["signatures"]) == 2


def test_a_version_is_saved_byte_for_byte_and_never_over_the_file(window, drain, verified, made, tmp_path, monkeypatch):
    before, told = made.read_bytes(), []
    window.desk.failed.connect(told.append)
    monkeypatch.setattr(saving, "ask_where", lambda parent, name, kind, then: then(made))
    sheet = verified(made)
    first = window.current()._shown.versions[0]
    sheet.keeps_version.emit(first)
    drain(window.desk)
    assert made.read_bytes() == before and told
    out = tmp_path / "fassung.pdf"
    monkeypatch.setattr(saving, "ask_where", lambda parent, name, kind, then: then(out))
    sheet.keeps_version.emit(first)
    drain(window.desk)
    assert before.startswith(out.read_bytes()) and len(out.read_bytes()) < len(before)


def test_what_is_gone_or_broken_is_said_and_stops_nothing(
    window, verified, made, root, revocations, tmp_path, words_of
):
    broken = tmp_path / "kaputt.cer"
    broken.write_bytes(b"no certificate")
    not_a_list = tmp_path / "liste.xml"
    not_a_list.write_bytes(b"<a/>")
    files = (str(root), str(broken), str(tmp_path / "weg.pem"))
    window.desk.change_settings(trust_files=files, trust_lists=(str(not_a_list),), revocation_files=revocations)
    said = words_of(verified(made))
    for name in ("kaputt.cer", "weg.pem", "liste.xml"):
        assert f"„{name}“" in said
    assert {each.trust for each in window.current()._shown.verdict.signatures} == {"trusted"}


def test_a_trusted_list_makes_a_signature_qualified(window, drain, verified, tmp_path, words_of):
    issuer, operator = pki.authority("Muster Zertifizierung CA"), pki.authority("Muster Aufsicht")
    from avv_desktop.signing.keys import key_from_bytes

    template = flow.find_template("avv-de")
    draft = new_draft(template, answers=read_answers(resources() / "templates" / "avv-de" / "answers.toml", template))
    data = flow.render(template, draft).data
    key = key_from_bytes(tl.qualified_person("Aida Dia", issuer).p12, pki.SECRET)
    files = {
        "vertrag.pdf": flow.sign_file(data, key, flow.progress(data).next).data,
        "aufsicht.pem": operator.pem,
        "de.xml": tl.trusted_list(issuer, operator),
    }
    for name, each in files.items():
        (tmp_path / name).write_bytes(each)
    window.desk.change_settings(trust_files=(str(tmp_path / "aufsicht.pem"),), trust_lists=(str(tmp_path / "de.xml"),))
    said = words_of(verified(tmp_path / "vertrag.pdf"))
    assert "Qualifizierte Signatur" in said and "Vertrauensliste" in said
    window.desk.go("settings", "trust")
    drain(window.desk)
    assert "Vertrauensliste" in words_of(window.current().section("trust").lists)


def test_people_lists_and_revocations_are_kept_in_the_settings(window, drain, loopback, tmp_path, words_of):
    window.desk.go("settings", "trust")
    trust = window.current().section("trust")
    drain(window.desk)
    crl, own = tmp_path / "muster.crl", tmp_path / "aida.cer"
    crl.write_bytes(loopback.crl())
    own.write_bytes(loopback.certificate("aida").dump())
    trust.revocations.remember(str(crl))
    trust.people.choose()
    assert "Bitte eintragen" in words_of(trust)
    trust.people.name.setText("Aida Dia")
    trust.people.offer(str(own))
    drain(window.desk)
    assert load().pinned == {}, "nothing before it was compared"
    trust.people.keep.click()
    drain(window.desk)
    assert list(load().pinned) == ["Aida Dia"] and load().revocation_files == (str(crl),)
    assert "die nächste" in words_of(trust.revocations)
    trust.people.forget("Aida Dia", load().pinned["Aida Dia"][0])
    trust.revocations.forget(str(crl))
    drain(window.desk)
    assert load().pinned == {} and load().revocation_files == ()


def test_a_revocation_list_of_the_settings_finds_a_revoked_certificate(window, verified, loopback, tmp_path, root):
    from avv_desktop.signing.keys import key_from_bytes
    from tests.unit.signing_sample import agreement, slot

    issuer = pki.authority("Muster Zertifizierung CA")
    person = pki.identity("Aida Dia", issuer)
    from avv_desktop.signing.pades import sign

    pdf = agreement()
    data = sign(pdf, key_from_bytes(person.p12, pki.SECRET), slot(pdf.data, 0)).data
    for name, each in {
        "v.pdf": data,
        "ca.pem": issuer.pem,
        "ca.crl": issuer.revocation_list(person.certificate),
    }.items():
        (tmp_path / name).write_bytes(each)
    window.desk.change_settings(trust_files=(str(tmp_path / "ca.pem"),))
    verified(tmp_path / "v.pdf")
    assert window.current()._shown.verdict.signatures[0].trust != "revoked"
    window.desk.change_settings(revocation_files=(str(tmp_path / "ca.crl"),))
    verified(tmp_path / "v.pdf")
    assert window.current()._shown.verdict.signatures[0].trust == "revoked"
