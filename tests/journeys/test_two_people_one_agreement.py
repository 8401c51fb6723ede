"""A team by the command line: founded, joined by a fingerprint, shared, changed by two, chosen, and left."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.__main__ import main
from avv_desktop.draft.create import new_draft
from avv_desktop.store.open import open_store
from tests.journeys.conftest import UNFIT
from tests.unit.team_server import PASSWORD


@pytest.fixture
def at(tmp_path, monkeypatch, capsys):
    """`at(who, *arguments)`: `avv` on that person's computer; gives exit code, words and warnings."""
    Path(tmp_path, "password").write_text(PASSWORD + "\n", "utf-8")

    def call(who: str, *arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / who))
        code = main([str(argument) for argument in arguments])
        said = capsys.readouterr()
        assert not UNFIT.search(said.out + said.err), said
        return code, said.out, said.err

    call.secret = Path(tmp_path, "password")
    call.home = lambda who: monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / who))
    return call


def with_store(at, who: str, deed):
    at.home(who)
    store = open_store()
    try:
        return deed(store)
    finally:
        store.close()


def changes(at, who: str, id: str, name: str, value: str) -> None:
    def change(store) -> None:
        draft, template = store.draft(id)
        store.save(draft.answer(name, value), template, 1)

    with_store(at, who, change)


def begins(at, who: str) -> str:
    def begin(store) -> str:
        template = flow.find_template("avv-de")
        draft = new_draft(template).answer("agreement.number", "AVV-2026-007")
        store.save(draft, template, 1)
        return draft.id

    return with_store(at, who, begin)


def test_two_people_one_agreement(at, place):
    server = ("--server", place.address, "--password-file", at.secret)
    aida, vera = place.login("director"), place.login("sales")
    code, said, _ = at("aida", "team", "found", *server, "--login", aida, "Aida Dia")
    root = said.strip().splitlines()[-1]
    assert code == 0 and len(root.split()) == 8

    code, said, warned = at("vera", "share")
    assert code == 4 and "noch zu keinem Team" in warned
    code, said, warned = at("vera", "team", "join", *server, "--login", vera, "--founder", "1" * 40)
    assert code == 4 and "jemand anderes gegründet" in warned
    code, said, _ = at("vera", "team", "join", *server, "--login", vera, "--founder", root)
    own = said.strip().splitlines()[-1]
    code, _, warned = at("vera", "fetch")
    assert code == 4 and "noch nicht aufgenommen" in warned

    asking = json.loads(at("aida", "team", "members", "--json")[1])["asking"]
    assert asking == [{"fingerprint": own, "login": vera}]
    assert at("aida", "team", "admit", own, "Vera Vertrieb", "--role", "sales")[0] == 0
    assert "Vera Vertrieb" in at("aida", "team", "members")[1]

    id = begins(at, "aida")
    assert at("aida", "share") == (0, "Ein Vertrag geteilt.\n", "")
    assert "Neu: AVV-2026-007" in at("vera", "fetch")[1] and "nichts Neues" in at("vera", "fetch")[1]

    changes(at, "aida", id, "processing.subject", "Wartung")
    changes(at, "vera", id, "processing.subject", "Betrieb")
    assert at("vera", "share", "AVV-2026-007")[0] == 0
    code, _, warned = at("aida", "share")
    assert code == 1 and "inzwischen geändert" in warned
    code, said, _ = at("aida", "fetch")
    assert code == 1 and "Vera Vertrieb" in said and "Wartung" in said and "Betrieb" in said
    code, _, warned = at("aida", "team", "choose", "AVV-2026-007")
    assert code == 1 and "answer:processing.subject" in warned
    assert at("aida", "team", "choose", "AVV-2026-007", "--mine", "all")[0] == 0
    assert at("aida", "share")[0] == 0
    assert "Geändert von Aida Dia" in at("vera", "fetch")[1]
    assert with_store(at, "vera", lambda store: store.draft(id)[0].answers["processing.subject"]) == "Wartung"

    members = json.loads(at("aida", "team", "members", "--json")[1])["members"]
    gone = next(each["id"] for each in members if each["name"] == "Vera Vertrieb")
    assert at("vera", "team", "remove", gone)[0] == 4, "sales may not"
    assert at("aida", "team", "remove", gone)[0] == 0
    changes(at, "aida", id, "processing.subject", "geheim")
    assert at("aida", "share")[0] == 0
    code, _, warned = at("vera", "fetch")
    assert code == 4 and "nicht für Sie gemacht" in warned
    assert with_store(at, "vera", lambda store: store.draft(id)[0].answers["processing.subject"]) == "Wartung"
    assert at("vera", "team", "leave")[0] == 0 and with_store(at, "vera", lambda store: len(store.drafts())) == 1


def test_the_server_is_prepared_and_logins_are_made_by_the_command_line(at, cluster, place, tmp_path):
    name = "team_by_hand"
    place._owner("postgres", f'CREATE DATABASE "{name}"')
    server = ("--server", cluster.address(name), "--login", "owner", "--password-file", at.secret)
    assert at("admin", "team", "prepare", *server)[0] == 0
    assert at("admin", "team", "prepare", *server)[0] == 0, "twice is once"
    made = ("team", "login", "ver\"a'; DROP", "--new-password-file", at.secret, *server)
    assert at("admin", *made, "--role", "chef")[0] == 2
    assert at("admin", *made, "--role", "sales")[0] == 0
    code, _, warned = at("x", "team", "found", "--server", "mysql://x/y", "b", *server[2:])
    assert code == 4 and "PostgreSQL" in warned
