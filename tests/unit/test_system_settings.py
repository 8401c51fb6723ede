"""Settings come back as they were; damaged ones are set aside, and it is said."""

from __future__ import annotations

import json

import pytest

from avv_desktop.cli import main
from avv_desktop.errors import CannotWrite
from avv_desktop.system.settings import Settings, load, save, settings_path

FULL = Settings(
    language="en",
    theme="dark",
    profile={"processor.company": {"name": "Muster Dienste", "city": "Köln"}, "processing.places": ["Kiel"], "n": 3},
    key_files=("/schlüssel/aida.p12",),
    trust_files=("ca.pem",),
    pinned={"Aida Dia": ("ab" * 32,)},
    last_folder="/verträge",
    window="AAEC",
    last_draft="1234",
)
DAMAGED = {
    "empty": b"",
    "half": b'{"language": "de", "the',
    "no JSON": b"language = de",
    "another type": b'{"language": 7}',
    "a list": b"[]",
    "no UTF-8": b'{"language": "\xff\xfe"}',
    "zeros": b"\x00" * 512,
    "endless": b'{"profile": {"a": ' + b"[" * 100_000,
}


@pytest.fixture
def path():
    settings_path().parent.mkdir(parents=True)
    return settings_path()


def test_without_a_file_there_are_defaults_and_nothing_is_said():
    said: list[str] = []
    assert load(said.append) == Settings() and not said
    assert Settings().language == "de"
    assert not settings_path().parent.exists(), "looking makes nothing"


def test_settings_come_back_as_they_were():
    save(FULL)
    assert load() == FULL
    save(Settings())
    assert load() == Settings()


@pytest.mark.parametrize(("old", "now"), [([], {}), (["ab"], {"": ("ab",)})])
def test_settings_written_before_fingerprints_had_names_are_read(path, old, now):
    path.write_text(json.dumps({"theme": "dark", "pinned": old, "schema": 1}), "utf-8")
    assert load() == Settings(theme="dark", pinned=now)


@pytest.mark.parametrize("content", DAMAGED.values(), ids=DAMAGED)
def test_damaged_settings_are_set_aside_and_it_is_said(path, content):
    path.write_bytes(content)
    said: list[str] = []
    assert load(said.append) == Settings()
    aside = path.with_name("settings.damaged.json")
    assert aside.read_bytes() == content and not path.exists()
    (words,) = said
    assert str(aside) in words and "nicht lesbar" in words
    save(FULL)
    assert load(said.append) == FULL and len(said) == 1 and aside.read_bytes() == content


def test_what_was_set_aside_before_is_not_overwritten(path):
    for content in (b"one", b"two", b"three"):
        path.write_bytes(content)
        load()
    assert sorted(each.read_bytes() for each in path.parent.iterdir()) == [b"one", b"three", b"two"]


def test_a_folder_in_the_place_of_the_file_is_no_crash(path):
    path.mkdir()
    assert load() == Settings()
    save(FULL)
    assert load() == FULL


def test_settings_that_cannot_be_moved_aside_still_give_the_defaults(path, monkeypatch):
    path.write_bytes(b"broken")

    def refused(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(type(path), "replace", refused)
    assert load() == Settings()
    assert path.read_bytes() == b"broken"


def test_names_of_a_newer_version_do_no_harm(path):
    path.write_text(json.dumps({"language": "en", "from_the_future": {"a": [1]}, "schema": 2}), "utf-8")
    assert load().language == "en"


def test_a_file_that_cannot_be_written_says_so(home):
    home.mkdir()
    (home / "config").write_bytes(b"no folder")
    with pytest.raises(CannotWrite):
        save(FULL)
    assert load() == Settings() and (home / "config").read_bytes() == b"no folder"


def test_the_command_line_says_it_and_goes_on(path, capsys):
    path.write_bytes(b"broken")
    assert main(["--version"]) == 0
    heard = capsys.readouterr()
    assert heard.out.startswith("avv-desktop") and "settings.damaged.json" in heard.err
    assert main(["--version"]) == 0 and not capsys.readouterr().err, "once"


def test_the_window_says_it(path, make_window, until):
    path.write_bytes(b"broken")
    window = make_window()
    until(lambda: "settings.damaged.json" in window.messages.toast_words)
