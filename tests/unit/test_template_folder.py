"""Which templates are there, and what happens to a folder that is none."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.errors import AvvError, NewerFormat, TemplateError, UnknownTemplate
from avv_desktop.system.paths import resources
from avv_desktop.template import catalog
from avv_desktop.template.load import FILES, LARGEST, SCHEMA, load

INSTALLED = resources() / "templates" / "avv-de"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(INSTALLED, tmp_path / "copy")
    return tmp_path / "copy"


def changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def refused(folder: Path) -> dict[str, object]:
    with pytest.raises(TemplateError) as caught:
        load(folder)
    for name in ("path", "line", "reason"):
        assert str(caught.value.details[name]) in str(caught.value)
    return caught.value.details


# ---- what is installed


def test_an_installed_template_is_found_by_its_id_and_read_once():
    template = catalog.template("avv-de")
    assert template in catalog.installed()
    assert catalog.template("avv-de") is template
    assert flow.find_template("avv-de") is template
    assert catalog.find(template.id, template.version, template.hash) is template


@pytest.mark.parametrize(("part", "value"), [("id", "avv-xx"), ("version", 99), ("hash", "0" * 64), ("hash", "")])
def test_nothing_is_found_but_exactly_this_text(part, value):
    template = catalog.template("avv-de")
    exact = {"id": template.id, "version": template.version, "hash": template.hash}
    assert catalog.find(**{**exact, part: value}) is None


@pytest.mark.parametrize("name", ["avv-xx", "", "../templates", "avv-de/nowhere", "avv-de\\..", "a\x00b", "x" * 999])
def test_an_unknown_template_is_named(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnknownTemplate) as caught:
        catalog.template(name)
    assert caught.value.details["template"] == name


@pytest.mark.parametrize("name", [".", "..", str(INSTALLED.parent)])
def test_a_folder_that_is_no_template_is_named(name, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(TemplateError) as caught:
        catalog.template(name)
    assert caught.value.details["path"] == str(Path(name, "template.toml"))


def test_a_template_from_a_folder_is_the_one_that_is_installed(folder):
    assert catalog.template(str(folder)) == catalog.template("avv-de")


@pytest.mark.parametrize("file", FILES)
def test_every_file_changes_the_hash(folder, file):
    before = load(folder).hash
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write("\n# \n" if file.endswith("toml") else "\n> a note\n")
    changed_template = load(folder)
    assert changed_template.hash != before
    assert catalog.find(changed_template.id, changed_template.version, changed_template.hash) is None


def test_line_endings_and_a_mark_of_the_encoding_change_nothing(folder):
    before = load(folder)
    for file in FILES:
        text = (folder / file).read_bytes()
        (folder / file).write_bytes(b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"))
    assert load(folder) == before


# ---- what is no template


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_or_a_folder_is_named(folder, file):
    (folder / file).unlink()
    assert refused(folder) == {"path": str(folder / file), "line": 0, "reason": "Die Datei fehlt."}
    (folder / file).mkdir()
    assert refused(folder)["path"] == str(folder / file)


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_not_in_utf_8_is_named_with_its_line(folder, file):
    lines = (folder / file).read_bytes().split(b"\n")
    lines[4] = "Größe".encode("latin-1")
    (folder / file).write_bytes(b"\n".join(lines))
    details = refused(folder)
    assert (details["path"], details["line"]) == (str(folder / file), 5)
    assert "UTF-8" in str(details["reason"])


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_too_large_is_not_read(folder, file):
    (folder / file).write_bytes(b"#" * (LARGEST + 1))
    assert "zu groß" in str(refused(folder)["reason"])


@pytest.mark.parametrize("content", ["", "\n \n", "schema = 0", "schema = true", "schema = 1", "field = 3\nschema = 1"])
def test_a_head_that_says_too_little_is_refused(folder, content):
    (folder / "template.toml").write_text(content)
    assert refused(folder)["path"] == str(folder / "template.toml")


def test_a_newer_schema_is_told_apart_whatever_else_is_new(folder):
    changed(folder / "template.toml", f"schema = {SCHEMA}", f'schema = {SCHEMA + 1}\nsignature = "new"')
    changed(folder / "template.toml", 'type = "text"', 'type = "picture"')
    with pytest.raises(NewerFormat) as caught:
        load(folder)
    assert caught.value.details == {"path": str(folder), "schema": SCHEMA + 1, "known": SCHEMA}


@pytest.mark.parametrize("name", ["annex_measures.scope", "controller.representation_count", "annex_contacts.version"])
def test_a_field_that_the_program_asks_for_must_be_there(folder, name):
    for file in FILES:
        text = (folder / file).read_text("utf-8")
        (folder / file).write_text(text.replace(name, f"{name}_2"), "utf-8")
    details = refused(folder)
    assert (details["path"], details["line"]) == (str(folder / "template.toml"), 1)
    assert f"„{name}“" in str(details["reason"])


@pytest.mark.parametrize(
    "content", ["[" * 9_000, "x = " + "[" * 90_000, "x = " + "9" * 9_000, "a" + ".a" * 9_000 + " = 1"]
)
def test_endless_toml_is_refused(folder, content):
    (folder / "template.toml").write_text(content)
    assert refused(folder)["path"] == str(folder / "template.toml")


def test_a_template_damaged_anywhere_is_read_or_refused_by_an_error_of_ours(folder):
    chance = random.Random(3)
    for _ in range(60):
        file = chance.choice(FILES)
        whole = (folder / file).read_bytes()
        at = chance.randrange(len(whole))
        damage = chance.choice([b"", b"{", b"]]", b"\n", b'"', b"=", b"# ", b"\xff", b"when: ", b"\xe2\x80\xa8"])
        (folder / file).write_bytes(whole[:at] + damage + whole[at + chance.randrange(9) :])
        try:
            assert load(folder).fields
        except AvvError as error:
            assert str(folder) in str(error)
        (folder / file).write_bytes(whole)
