"""A backup and the recovery key on paper are enough: on a new machine everything is there again."""

from __future__ import annotations

from pathlib import Path

from avv_desktop.__main__ import main
from avv_desktop.store.backup import backups


def test_restore_on_new_machine(hand, complete, sign_as, keychain, tmp_path, home, make_window, capsys, monkeypatch):
    desk, folder = hand.desk, tmp_path / "backups"
    sign_as("Aida Dia")
    desk.go("settings", "backup")
    hand.settle(desk)
    section = hand.window.current().section("backup")
    section.use(str(folder))
    hand.settle(desk)
    hand.click("Jetzt sichern")
    hand.settle(desk)
    (entry,) = desk.store.drafts()
    signed = [desk.store.file(each.id) for each in desk.store.files(entry.id)]
    (tmp_path / "paper.txt").write_text(desk.store.recovery_key() + "\n")
    hand.window.close()

    keychain.kept.clear()
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "new"))
    (made,) = backups(folder)
    assert main(["backup", "restore", str(made.path), "--recovery-key-file", str(tmp_path / "paper.txt")]) == 0
    assert "ein Vertrag" in capsys.readouterr().out
    assert not Path(home, "data", "agreements.db").samefile(tmp_path / "new" / "data" / "agreements.db")

    window = make_window()
    (again,) = window.desk.store.drafts()
    assert again == entry and again.state == "half"
    assert [window.desk.store.file(each.id) for each in window.desk.store.files(entry.id)] == signed
    assert window.desk.store.audit() == 0
