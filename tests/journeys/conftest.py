"""Journeys use the real window, the real store and real keys, through the names a screen reader says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.__main__ import main
from avv_desktop.system.paths import resources
from tests.unit import signing_pki as pki

SECRET = "probe-geheim-1"
DIRECTORS = ("Aida Dia", "Jörn Fischer")
CUSTOMER, STRANGER = "Dr. Vorname Muster", "Sabine Fremd"
UNFIT = re.compile(r"Traceback|[a-z]Error\b|Errno| object at 0x|Etwas Unerwartetes")
"""What a person should never read."""


@pytest.fixture
def hand(window):
    """Acts on the window; `hand.desk` is what the pages share."""
    from ui.hand import Hand

    made = Hand(window)
    made.desk = window.desk
    return made


@pytest.fixture(scope="session")
def example():
    """The answers of the example that comes with the template: a complete agreement of Muster companies."""
    from avv_desktop.draft.answers import read_answers

    template = flow.find_template("avv-de")
    return read_answers(Path(resources(), "templates", template.id, "answers.toml"), template)


@pytest.fixture
def complete(hand, example):
    """A complete agreement of the example lies on the desk, with nothing left to confirm."""
    desk = hand.desk
    desk.new(answers=example)
    hand.wait(lambda: desk.draft is not None, "a new agreement")
    hand.settle(desk)
    assert not [each for each in desk.findings if each.severity == "E"]
    return desk.draft


@pytest.fixture(scope="session")
def keys(tmp_path_factory):
    """A trial key file for each of the two directors, the customer and a stranger, by name."""
    from avv_desktop.signing.trial import trial_key

    folder = tmp_path_factory.mktemp("keys")
    made = {}
    for name in (*DIRECTORS, CUSTOMER, STRANGER):
        made[name] = folder / f"{name}.p12"
        made[name].write_bytes(trial_key(name, SECRET, kind="p-256"))
    return made


@pytest.fixture
def sign_as(hand, keys):
    """`sign_as(name)`: read, choose the key file in the dialog, enter its passphrase, sign; `sure`: also in doubt."""

    def sign(name: str, secret: str = SECRET, *, sure: bool = True) -> None:
        desk = hand.desk
        if not hand.all("Jetzt unterschreiben"):
            hand.click("Unterschreiben")
        hand.wait_until_there("Jetzt unterschreiben")
        hand.settle(desk)
        hand.click("Ich habe diese Seite gelesen")
        hand.click("Schlüsseldatei wählen …")
        hand.choose_file(str(keys[name]))
        hand.settle(desk)
        if hand.all("Passphrase der Schlüsseldatei"):
            hand.type("Passphrase der Schlüsseldatei", secret)
        hand.click("Jetzt unterschreiben")
        hand.settle(desk)
        if sure and hand.all("Trotzdem unterschreiben"):
            hand.click("Trotzdem unterschreiben")
            hand.settle(desk)

    return sign


@pytest.fixture
def exports(home):
    """The files written for handing out."""
    return lambda: sorted((home / "documents" / "AVV").glob("*.pdf"))


# ---- without a window


@pytest.fixture
def avv(tmp_path, monkeypatch, capsys):
    """`avv(code, …)`: run `avv` in an empty folder and check its exit code (or that it is one of several); gives what
    was said and warned."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Path("passphrase.txt").write_text(f"{pki.SECRET}\n", "utf-8")

    def call(code: int | tuple[int, ...], *arguments: object) -> str:
        got = main([str(argument) for argument in arguments])
        heard = capsys.readouterr()
        assert got in (code if isinstance(code, tuple) else (code,)), heard.err
        assert got in (0, 1) or (heard.err.count("\n") >= 3 and heard.err.splitlines()[-1].endswith("."))
        assert not UNFIT.search(heard.err), heard.err
        return heard.out + heard.err

    return call


@pytest.fixture(scope="session")
def rendered(tmp_path_factory, example) -> Path:
    """The example as a draft, an unsigned PDF and a key, made once."""
    from avv_desktop.draft.files import to_bytes

    folder, template = tmp_path_factory.mktemp("rendered"), flow.find_template("avv-de")
    draft = flow.begin(template, example)
    (folder / "draft.json").write_bytes(to_bytes(draft, template))
    (folder / "agreement.pdf").write_bytes(flow.render(template, draft).data)
    (folder / "aida.p12").write_bytes(pki.identity("Aida Dia").p12)
    return folder


@pytest.fixture
def papers(avv, rendered) -> None:
    """Draft, PDF and key lie in the working folder."""
    shutil.copytree(rendered, ".", dirs_exist_ok=True)
