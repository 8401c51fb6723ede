"""`avv rules`: which rules there are, and newer ones without a new program."""

import json

import pytest

from avv_desktop.cli import main
from avv_desktop.review import packs

PACK = """
id = "haus"
version = 2
title = "Haus"
checked_on = 2026-11-23
[[rule]]
id = "H-1"
severity = "H"
message = "Da."
patterns = ['Daten']
"""


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))


def test_a_pack_is_added_listed_and_removed(tmp_path, capsys):
    file = tmp_path / "haus.toml"
    file.write_text(PACK, "utf-8")
    assert main(["rules", "add", str(file)]) == 0
    capsys.readouterr()
    assert main(["rules", "list", "--json"]) == 0
    told = {each["id"]: each for each in json.loads(capsys.readouterr().out)}
    assert told["haus"] == {
        "id": "haus",
        "version": 2,
        "title": "Haus",
        "checked_on": "2026-11-23",
        "rules": 1,
        "given": False,
    }
    assert set(told) == {pack.id for pack in packs.installed()}
    assert main(["rules", "remove", "haus"]) == 0
    assert main(["rules", "remove", "haus"]) == 1
    assert "haus" not in {pack.id for pack in packs.installed()}


def test_the_packs_of_the_program_stay(capsys):
    assert main(["rules", "remove", "law"]) == 1
    assert "law" in {pack.id for pack in packs.installed()}
    assert main(["rules", "list"]) == 0
    assert "Geltendes Recht" in capsys.readouterr().out


def test_a_damaged_file_is_told(tmp_path, capsys):
    (tmp_path / "home").mkdir()
    from avv_desktop.system.paths import rules_folder

    rules_folder().mkdir(parents=True)
    (rules_folder() / "kaputt.toml").write_text("id = [", "utf-8")
    assert main(["rules", "list"]) == 1
    assert "kaputt.toml" in capsys.readouterr().err
