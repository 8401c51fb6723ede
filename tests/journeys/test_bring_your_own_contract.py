"""The company's own contract becomes a template; what is outdated in it is found; an agreement is made of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.cli import main
from avv_desktop.document.units import units

SOURCE = Path(__file__).parents[2].parent / "shared" / "data" / "source_avv.txt"
OURS = """Vertrag zur Auftragsverarbeitung

zwischen

[Name des Kunden]

- Verantwortlicher, im Folgenden „Auftraggeber“ -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragsverarbeiter, im Folgenden „Auftragnehmer“ -

§ 1 Gegenstand

(1) Der Auftragnehmer verarbeitet Daten nach dem Vertrag vom 03.02.2024.
(2) Rechtsgrundlage ist § 11 BDSG.

§ 2 Meldung

(1) Der Auftragnehmer meldet Vorfälle in 36 Stunden.
(2) Es gilt § 1 Abs. 2.
"""


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))

    def call(*arguments: str) -> tuple[int, str]:
        code = main(list(arguments))
        return code, capsys.readouterr().out

    return call


def test_a_contract_of_ones_own_becomes_a_template_and_a_draft(run):
    Path("vertrag.txt").write_text(OURS, "utf-8")
    code, said = run("import", "vertrag.txt", "-o", "haus", "--json")
    told = json.loads(said)
    assert code == 0
    assert (told["sections"], told["paragraphs"], told["not_understood"]) == (2, 4, 0)
    assert told["placed"] + told["furniture"] + told["not_understood"] == pytest.approx(1)
    assert [party["side"] for party in told["parties"]] == ["controller", "processor"]
    assert run("new", "--template", "haus", "--answers", "haus/answers.toml", "-o", "draft.json")[0] == 0
    assert run("render", "draft.json", "-o", "draft.txt")[0] == 1
    text = " ".join(Path("draft.txt").read_text("utf-8").split())
    for sentence in ("nach dem Vertrag vom 03.02.2024.", "meldet Vorfälle in 36 Stunden.", "Es gilt § 1 Abs. 2."):
        assert sentence in text


def test_an_article_is_no_contract_unless_one_insists(run):
    Path("artikel.txt").write_text("Über Auftragsverarbeitung\n\nEin Artikel.\n\nNoch ein Absatz.\n", "utf-8")
    assert run("import", "artikel.txt", "-o", "artikel")[0] == 1
    assert not Path("artikel").exists()
    assert run("import", "artikel.txt", "-o", "artikel", "--insist")[0] == 0


def test_what_is_outdated_is_found_with_its_line(run):
    Path("vertrag.txt").write_text(OURS, "utf-8")
    code, said = run("check", "vertrag.txt", "--json")
    found = {each["rule"]: each for each in json.loads(said)["findings"]}
    assert code == 1 and found["LAW-01"]["severity"] == "E"
    assert found["LAW-01"]["line"] == OURS[: OURS.index("§ 11 BDSG")].count("\n") + 1


@pytest.mark.skipif(not SOURCE.is_file(), reason="the company's present contract is not here")
def test_the_present_contract_says_the_same_as_a_template(run):
    code, said = run("import", str(SOURCE), "-o", "bisher", "--json")
    told = json.loads(said)
    assert code == 0 and told["not_understood"] <= 0.01
    counted = [told[name] for name in ("sections", "paragraphs", "items", "annexes", "controls", "measures")]
    assert counted == [10, 27, 15, 1, 13, 52] and told["tables"] == [[5, 3]]
    assert run("new", "--template", "bisher", "--answers", "bisher/answers.toml", "-o", "draft.json")[0] == 0
    assert run("render", "draft.json", "-o", "draft.json.txt")[0] == 1
    from avv_desktop.cli.given import read_draft
    from avv_desktop.cli.intake import read_contract

    draft, template = read_draft(Path("draft.json"))
    after = "\n".join(_said(flow.compose(template, draft)))
    missing = [line for line in _said(read_contract(SOURCE).document) if line not in after]
    assert missing == []


def _said(document) -> list[str]:
    """Every line; blanks and dashes as the paper sets them do not count."""
    return [" ".join(unit.text.replace("\u00a0", " ").replace("–", "-").split()) for unit in units(document)]


def test_through_the_window(hand, tmp_path):
    """Dropped on the window, mended, kept, and an agreement begun with it, whose review names what is outdated."""
    file = tmp_path / "vertrag.txt"
    file.write_text(OURS, "utf-8")
    hand.desk.open_file(file)
    hand.wait_until_there("Als Vorlage anlegen")
    hand.settle(hand.desk)
    assert hand.reads("0,0 % nicht verstanden"), hand.text()
    hand.type("Name der Vorlage", "Hausvertrag")
    hand.click("Als Vorlage anlegen")
    hand.wait_until_there("Vertrag beginnen")
    hand.click("Vertrag beginnen")
    hand.wait(lambda: hand.window.page == "editor", "the form")
    hand.settle(hand.desk)
    assert hand.desk.template.title == "Hausvertrag"
    text = flow.export_text(hand.desk.template, hand.desk.draft).replace("\u00a0", " ")
    assert "meldet Vorfälle in 36 Stunden." in " ".join(text.split())
    hand.click("Prüfen")
    hand.settle(hand.desk)
    assert {each.rule for each in hand.desk.findings} >= {"LAW-01", "missing"}
    assert hand.reads("§ 11 BDSG"), hand.text()
