"""A contract of years ago: what is outdated in it is found at its place, the matrix says what is missing, and it is
read beside today's standard. An agreement of an older template is offered the newer one and taken over."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from avv_desktop import flow
from avv_desktop.pdf.pages import Pages
from avv_desktop.template import edit, versions
from ui.widgets.marked import MarkedText

OLD = """Vertrag zur Auftragsdatenverarbeitung

zwischen

Musterkunde GmbH, Musterweg 1, 24768 Rendsburg

- Verantwortlicher, im Folgenden „Auftraggeber“ -

und

Beispielhaus GmbH, Am Deich 4, 25899 Niebüll

- Auftragsverarbeiter, im Folgenden „Auftragnehmer“ -

§ 1 Gegenstand und Dauer

(1) Der Auftragnehmer betreibt die Lagerverwaltung des Auftraggebers.
(2) Rechtsgrundlage dieses Vertrags ist § 11 BDSG.

§ 2 Weisungen

(1) Der Auftragnehmer verarbeitet die Daten nur auf Weisung des Auftraggebers.

§ 3 Verschwiegenheit

(1) Alle Beschäftigten sind auf das Datengeheimnis nach § 5 BDSG verpflichtet.
(2) Maßnahmen werden nach der Anlage zu § 9 BDSG getroffen.
"""


@pytest.fixture
def old(avv):
    """The old contract as a file in the working folder."""
    Path("alt.txt").write_text(OLD, "utf-8")
    return Path("alt.txt").resolve()


def line_of(words: str) -> int:
    return OLD[: OLD.index(words)].count("\n") + 1


# ---- somebody's contract


def test_what_is_outdated_is_found_at_its_place(avv, old):
    found = json.loads(avv(1, "check", old, "--json"))["findings"]
    at = {each["line"]: each for each in found if each.get("line") and each["rule"].startswith("LAW")}
    for words in ("§ 11 BDSG", "§ 5 BDSG", "§ 9 BDSG"):
        assert line_of(words) in at, words
    assert at[line_of("§ 11 BDSG")]["rule"] == "LAW-01"


def test_the_matrix_says_what_is_missing_and_is_written_for_those_who_check(avv, old):
    rows = {each["id"]: each for each in json.loads(avv(1, "matrix", old, "--json"))}
    assert rows["K08"]["where"].replace("\u00a0", " ").startswith("§ 2")
    missing = [id for id, each in rows.items() if each["verdict"] == "GAP"]
    assert len(missing) > 15
    assert "matrix.pdf" in avv(1, "matrix", old, "-o", "matrix.pdf")
    with Pages(Path("matrix.pdf").read_bytes()) as pages:
        said = " ".join(" ".join(pages.text(at) for at in range(pages.count)).split())
    assert "Prüfmatrix Art. 28 DSGVO" in said and "fehlt" in said and "Beispielhaus GmbH" in said
    assert all(id in said for id in missing)
    assert avv(2, "matrix", old, "-o", old) and old.read_text("utf-8") == OLD


def test_beside_todays_standard_on_the_command_line_and_in_the_window(avv, old, hand):
    page = json.loads(avv(1, "compare", old, "avv-de", "--json"))
    states = {clause["state"] for clause in page["clauses"]}
    assert "inserted" in states, "the standard has clauses that the old contract lacks"
    hand.desk.go("compare", f"{old}\ntemplate:avv-de/{flow.find_template('avv-de').version}")
    hand.settle(hand.desk)
    shown = hand.window.current()
    assert shown.result.summary.text() == page["summary"]
    assert shown.before.choice.currentText() == "Datei: alt.txt"
    said = " ".join(each.accessibleDescription() for each in shown.findChildren(MarkedText) if each.isVisible())
    assert "gelöscht: " in said and "§ 11 BDSG" in said.replace("\u00a0", " ")


# ---- an agreement of an older template


@pytest.fixture
def first():
    given = flow.find_template("avv-de")
    return versions.save(versions.own_copy(given, "Meine AVV"), given)


@pytest.fixture
def draft(hand, first, example):
    """An agreement of version 1, on the desk; afterwards there is a version 2."""
    hand.desk.new(first.id, example)
    hand.wait(lambda: hand.desk.draft is not None, "a new agreement")
    hand.settle(hand.desk)
    versions.save(edit.delete(edit.retitle(first, "duties", "Pflichten des Hauses"), "audit_rights"), first)
    return hand.desk.draft


def test_the_newer_template_is_offered_compared_and_taken(hand, draft, first):
    desk = hand.desk
    desk.go("editor")
    hand.settle(desk)
    hand.click("Änderungen ansehen")
    hand.settle(desk)
    assert hand.reads("Fassung 1; die neueste ist Fassung 2")
    said = hand.text()
    assert "Pflichten des Hauses" in said and "entfallen" in said
    hand.click("Fassung 2 übernehmen")
    hand.settle(desk)
    assert desk.template.version == 2 and desk.draft.id == draft.id
    assert desk.draft.answers["controller.company"] == draft.answers["controller.company"]


def test_the_agreement_is_read_beside_the_newer_version_before_and_after(hand, draft, first):
    desk = hand.desk
    desk.go("compare", f"open:\ntemplate:{first.id}/2")
    hand.settle(desk)
    page = hand.window.current()
    assert page.result.summary.text() != "Beide Fassungen sagen dasselbe."
    head = next(name for name in hand.names(page) if "Kontrollrechte" in name or "Pflichten des Hauses" in name)
    assert head
    said = " ".join(each.accessibleDescription() for each in page.findChildren(MarkedText) if each.isVisible())
    assert "Pflichten des Hauses" in said.replace("eingefügt: ", "").replace("  ", " ")
    desk.go("templates", "newer:")
    hand.settle(desk)
    hand.click("Fassung 2 übernehmen")
    hand.settle(desk)
    desk.go("compare", f"open:\ntemplate:{first.id}/2")
    hand.settle(desk)
    assert hand.reads("Beide Fassungen sagen dasselbe.")


def test_a_draft_file_of_the_older_version_is_judged_and_compared_without_a_window(avv, first, example):
    from avv_desktop.draft.files import to_bytes

    made = flow.begin(first, example)
    Path("draft.json").write_bytes(to_bytes(made, first))
    avv(0, "deviations", "draft.json")
    avv(0, "matrix", "draft.json")
    versions.save(edit.delete(first, "audit_rights"), first)
    assert "Abweichung" in avv(1, "compare", "draft.json", first.id)
