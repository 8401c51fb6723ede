"""Einstellungen, Regeln: a newer pack is taken in without a new program, judges at once, and can be taken back."""

import pytest

from avv_desktop.review import packs

PACK = """
id = "haus"
version = 1
title = "Regeln des Hauses"
checked_on = 2026-11-23

[[rule]]
id = "HAUS-01"
severity = "W"
message = "Das Wort Verantwortlicher steht darin."
patterns = ['(?i)verantwortlich']
limit = 1
"""


@pytest.fixture
def rules(window, drain):
    window.desk.go("settings", "rules")
    drain(window.desk)
    return window.current().section("rules")


@pytest.fixture
def pack(tmp_path):
    file = tmp_path / "haus.toml"
    file.write_text(PACK, "utf-8")
    return file


def test_the_packs_of_the_program_are_named_with_their_day(rules, words_of):
    said = words_of(rules)
    for each in packs.installed():
        assert each.title in said and f"{each.checked_on:%d.%m.%Y}" in said
    assert "gehört zum Programm" in said


def test_a_pack_judges_the_open_agreement_at_once_and_undo_takes_it_back(rules, window, pack, drain, words_of):
    desk = window.desk
    desk.new()
    drain(desk)
    desk.go("settings", "rules")
    drain(desk)
    rules.take_in(str(pack))
    drain(desk)
    assert "Regeln des Hauses" in words_of(rules)
    assert "HAUS-01" in {each.rule for each in desk.findings}
    window.messages.undo()
    drain(desk)
    assert "Regeln des Hauses" not in words_of(rules)
    assert "HAUS-01" not in {each.rule for each in desk.findings}


def test_what_is_no_pack_is_refused_with_its_line(rules, window, tmp_path, drain, words_of):
    file = tmp_path / "kaputt.toml"
    file.write_text("id = [", "utf-8")
    rules.take_in(str(file))
    drain(window.desk)
    assert "kaputt.toml" in window.messages.words
    assert "kaputt" not in words_of(rules)
