"""A backup is made where the settings say, by hand and by itself."""

from avv_desktop.store.backup import backups


def test_a_folder_is_chosen_and_a_backup_made_by_hand(window, drain, tmp_path):
    window.desk.go("settings", "backup")
    drain(window.desk)
    section = window.current().section("backup")
    assert not section.now.isEnabled() and not section.daily.isEnabled()
    section.use(str(tmp_path / "b"))
    drain(window.desk)
    assert section.last.text() == "In diesem Ordner liegt noch keine Sicherung."
    section.now.click()
    drain(window.desk)
    (made,) = backups(tmp_path / "b")
    assert section.last.text().startswith("Letzte Sicherung: ") and section.now.isEnabled()
    assert made.size > 0


def test_once_a_day_it_happens_by_itself(window, drain, tmp_path):
    window.desk.change_settings(backup_folder=str(tmp_path / "b"), backup_daily=True)
    for _ in range(2):
        window.desk.store_opened.emit()
        drain(window.desk)
    assert len(backups(tmp_path / "b")) == 1
