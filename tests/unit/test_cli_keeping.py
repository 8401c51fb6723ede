"""The store by command: backed up, restored, rekeyed, audited, erased, rebuilt."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.__main__ import main
from avv_desktop.signing.trial import trial_key
from avv_desktop.store.open import open_store
from tests.unit.store_sample import agreement, at, template


@pytest.fixture
def avv(tmp_path, monkeypatch, capsys):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def call(code, *arguments):
        got = main([str(each) for each in arguments])
        said = capsys.readouterr()
        assert got == code, said.err + said.out
        return said.out + said.err

    return call


@pytest.fixture
def paper():
    """A store with one agreement; its recovery key lies in a file."""
    store = open_store()
    store.save(agreement("Muster", "AVV-2026-001"), template())
    key = store.recovery_key()
    store.close()
    return key


def test_backup_and_restore(avv, paper, home, keychain):
    Path("key.txt").write_text(paper + "\n")
    assert "geprüft" in avv(0, "backup", "make", "b")
    (made,) = Path("b").iterdir()
    assert made.name in avv(0, "backup", "list", "b")
    avv(0, "backup", "check", made)
    keychain.kept.clear()
    home.rename("gone")
    assert "ein Vertrag" in avv(0, "backup", "restore", made, "--recovery-key-file", "key.txt")
    Path("key.txt").write_text("falsch\n")
    avv(2, "backup", "restore", made, "--recovery-key-file", "key.txt")
    assert "lückenlos" in avv(0, "audit")


def test_another_key_and_erasing(avv, paper):
    assert paper not in avv(0, "store", "rekey")
    assert "AVV-2026-001" in avv(0, "erase", "--person", "muster")
    store = open_store()
    assert len(store.drafts()) == 1
    store.close()
    assert "ein Vertrag" in avv(0, "erase", "--person", "muster", "--yes")
    store = open_store()
    assert store.drafts() == [] == store.bin()
    store.close()


def test_erasing_a_person_leaves_agreements_that_only_named_them_once(avv, paper):
    store = open_store()
    draft = agreement("Muster Zwei", "AVV-2026-002")
    for minutes, people in ((0, [{"name": "Jörn Fischer"}]), (90, [])):
        store.save(at(minutes, draft, **{"controller.representatives": people}), template())
    store.close()
    assert "nur in früheren Ständen" in avv(0, "erase", "--person", "jörn fischer")
    avv(0, "erase", "--person", "jörn fischer", "--yes")
    store = open_store()
    assert len(store.drafts()) == 2 and store.naming("jörn fischer") == []
    store.close()


def test_rebuild_from_signed_files_and_their_evidence(avv, tmp_path):
    from avv_desktop.draft.answers import read_answers
    from avv_desktop.signing.keys import open_key
    from avv_desktop.system.paths import resources

    chosen = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", chosen)
    draft = flow.begin(chosen, answers, number="AVV-2026-077")
    Path("k.p12").write_bytes(trial_key("Aida Dia", "probe-geheim-1", kind="p-256"))
    unsigned = flow.render(chosen, draft).data
    slot = next(each for each in flow.progress(unsigned).slots if each.name == "Aida Dia")
    Path("pdfs").mkdir()
    Path("pdfs/a.pdf").write_bytes(unsigned)
    signed = flow.sign_file(unsigned, open_key(Path("k.p12"), "probe-geheim-1"), slot).data
    Path("pdfs/b.pdf").write_bytes(signed)
    Path("pdfs/c.pdf").write_bytes(b"none")
    avv(1, "rebuild", "pdfs")
    avv(1, "rebuild", "pdfs")
    store = open_store()
    (entry,) = store.drafts()
    assert entry.number == "AVV-2026-077" and entry.state == flow.progress(signed).state
    kept = store.files(entry.id)
    assert [each.kind for each in kept] == ["pdf", "signed"]
    assert store.verdict(kept[0].id) is None and b"signing_time" in store.verdict(kept[1].id)
    store.close()
    avv(0, "evidence", "AVV-2026-077", "-o", "e.zip")
    with zipfile.ZipFile("e.zip") as packed:
        assert packed.read("b.pdf") == signed
        names = ["b.pdf", "report.pdf", "report-etsi.xml", "verdict.json", "trail.json", "SHA256SUMS"]
        assert packed.namelist() == names and b"file signed" in packed.read("trail.json")
