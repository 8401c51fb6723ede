"""The whole journey without a window: new, check, render, two trial keys, two signatures, verify, open."""

from __future__ import annotations

import datetime
import json
from functools import partial
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.__main__ import main
from avv_desktop.system.paths import resources

ANSWERS = resources() / "templates" / "avv-de" / "answers.toml"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run `avv` in an empty folder; gives the exit code, what was said and what was warned."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))
    Path("passphrase.txt").write_text("vier Wörter sind genug\n", "utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def agreement(run) -> Path:
    assert run("new", "--answers", ANSWERS, "-o", "draft.json")[0] == 0
    assert run("render", "draft.json", "-o", "agreement.pdf")[0] == 0
    return Path("agreement.pdf")


def sign(run, source: str, name: str, target: str) -> tuple[int, str, str]:
    key = f"{name}.p12"
    if not Path(key).exists():
        made = run("key", "new", "--name", name, "--kind", "p-256", "--passphrase-file", "passphrase.txt", "-o", key)
        assert made[0] == 0
    return run("sign", source, "--p12", key, "--as", name, "--passphrase-file", "passphrase.txt", "-o", target)


def test_from_answers_to_a_verified_pdf_and_back(run, agreement, monkeypatch):
    monkeypatch.setattr(flow, "check", partial(flow.check, today=datetime.date(2026, 11, 23)))
    assert run("check", "draft.json", "--json") == (0, '{\n "findings": []\n}\n', "")
    code, said, _ = sign(run, "agreement.pdf", "Aida Dia", "once.pdf")
    assert code == 0 and "1 von 2 unterschrieben" in said
    code, said, _ = sign(run, "once.pdf", "Jörn Fischer", "twice.pdf")
    assert code == 0 and "1 von 2 unterschrieben" not in said

    code, said, _ = run("verify", "twice.pdf", "--json")
    signatures = json.loads(said)["signatures"]
    assert code == 1, "trial keys nobody vouches for are not wholly positive"
    assert [each["integrity"] for each in signatures] == ["intact", "intact"]
    assert {each["changes"] for each in signatures} <= {"none", "signature"}
    assert {each["trust"] for each in signatures} == {"unchecked"}
    assert all(each["trial"] for each in signatures)

    assert run("open", "twice.pdf", "-o", "again.json")[0] == 0
    assert run("render", "again.json", "-o", "again.txt")[0] == 0
    assert run("render", "draft.json", "-o", "first.txt")[0] == 0
    assert Path("again.txt").read_text("utf-8") == Path("first.txt").read_text("utf-8")


def test_an_empty_draft_renders_marked_and_cannot_be_signed(run):
    assert run("new", "-o", "draft.json")[0] == 0
    code, said, _ = run("check", "draft.json", "--json")
    found = json.loads(said)["findings"]
    assert code == 1 and {"rule", "severity", "place", "message"} == set(found[0])
    assert any(each["place"].startswith("controller.company") and each["severity"] == "E" for each in found)
    assert any(each["rule"] == "confirm" and each["severity"] == "H" for each in found)
    assert run("render", "draft.json", "-o", "draft.pdf")[0] == 1
    code, _, warned = sign(run, "draft.pdf", "Aida Dia", "signed.pdf")
    assert code == 4 and warned and not Path("signed.pdf").exists()


@pytest.mark.parametrize("ending", ["docx", "txt", "json"])
def test_the_ending_decides_what_is_written(run, agreement, ending):
    assert run("render", "draft.json", "-o", f"agreement.{ending}")[0] == 0
    assert Path(f"agreement.{ending}").stat().st_size > 1000


def test_an_unsigned_pdf_is_not_wholly_positive(run, agreement):
    code, said, _ = run("verify", "agreement.pdf", "--json")
    assert code == 1 and json.loads(said)["signatures"] == []


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["frob"], 2),
        (["render", "draft.json", "-o", "agreement.odt"], 2),
        (["sign", "agreement.pdf", "--p12", "k.p12", "-o", "agreement.pdf"], 2),
        (["check", "nowhere.json"], 3),
        (["verify", "garbage.pdf"], 3),
        (["open", "garbage.pdf", "-o", "x.json"], 3),
        (["new", "--template", "no-such-template", "-o", "x.json"], 3),
        (["new", "--answers", "wrong.toml", "-o", "x.json"], 3),
        (["sign", "agreement.pdf", "--p12", "garbage.pdf", "--passphrase-file", "passphrase.txt", "-o", "s.pdf"], 3),
        (["render", "draft.json", "-o", "no/such/folder/a.pdf"], 4),
    ],
)
def test_bad_input_has_its_exit_code_and_a_sentence(run, agreement, arguments, code):
    Path("garbage.pdf").write_bytes(b"this is no PDF at all")
    Path("wrong.toml").write_text('"controller.company" = 7\n"no.such.field" = "x"\n', "utf-8")
    got, _, warned = run(*arguments)
    assert got == code and warned
    assert "Traceback" not in warned and "=" not in warned.splitlines()[0]


def test_a_wrong_passphrase_is_said_and_nothing_is_written(run, agreement):
    sign(run, "agreement.pdf", "Aida Dia", "once.pdf")
    Path("passphrase.txt").write_text("falsch\n", "utf-8")
    code, _, warned = sign(run, "agreement.pdf", "Aida Dia", "signed.pdf")
    assert code == 4 and "Passphrase" in warned and not Path("signed.pdf").exists()


def test_answers_errors_name_file_and_line(run):
    Path("wrong.toml").write_text('"agreement.number" = "AVV-1"\n\n"no.such.field" = "x"\n', "utf-8")
    _, _, warned = run("new", "--answers", "wrong.toml", "-o", "x.json")
    assert "wrong.toml" in warned and "3" in warned and "no.such.field" in warned and not Path("x.json").exists()


def test_a_key_is_never_overwritten(run):
    Path("aida.p12").write_bytes(b"the only copy")
    code, _, warned = run("key", "new", "--name", "Aida Dia", "--passphrase-file", "passphrase.txt", "-o", "aida.p12")
    assert code == 2 and "nie überschrieben" in warned
    assert Path("aida.p12").read_bytes() == b"the only copy"
