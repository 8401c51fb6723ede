"""Sales agreed on changes with a customer; a director reads what deviates, why and who allowed it, and keeps it."""

from __future__ import annotations

import json

import pytest

from avv_desktop import flow
from avv_desktop.draft.model import ClauseEdit, Override, now
from avv_desktop.pdf.pages import Pages
from ui.widgets.marked import MarkedText

COST = "Jede Partei trägt ihre eigenen Kosten einer Kontrolle."
CONTACT = "Der Auftragnehmer benennt einen festen Ansprechpartner für den Datenschutz."
REASONS = ("Wunsch des Kunden im Termin", "Das steht in der Leistungsvereinbarung", "Zusage aus dem Angebot")
LEFT = "Der Hauptvertrag regelt das in § 12"


@pytest.fixture
def agreed(hand, complete):
    """A changed, a struck and an inserted paragraph with reasons; one hint is left so on purpose."""
    desk = hand.desk
    wishes = (
        ClauseEdit("audit_rights.cost", "changed", (COST,), reason=REASONS[0]),
        ClauseEdit("instruction_rights.legal_obligation", "struck", reason=REASONS[1]),
        ClauseEdit("own.1", "inserted", (CONTACT,), after="duties.records", reason=REASONS[2]),
    )
    for each in wishes:
        allowed = flow_edit(each, allowed="" if each.kind == "inserted" else "Aida Dia")
        desk.edit(desk.draft.with_edit(allowed), each.target)
    finding = next(each for each in desk.findings if each.rule == "K10")
    desk.edit(desk.draft.override(Override(finding.rule, finding.place, LEFT, "Jörn Fischer", now())))
    hand.settle(desk)
    return desk.draft


def flow_edit(edit: ClauseEdit, allowed: str) -> ClauseEdit:
    from msgspec.structs import replace

    return replace(edit, author="Vertrieb Nord", at=now(), allowed=allowed)


def open_deviations(hand):
    hand.desk.go("review")
    hand.settle(hand.desk)
    hand.click("Was weicht ab?")
    hand.settle(hand.desk)
    return hand.window.current()


def test_the_director_reads_words_reasons_and_approvals(hand, agreed):
    page = open_deviations(hand)
    assert hand.window.page == "compare"
    hand.wait_for("4 Abweichungen: 1 geändert, 1 eingefügt, 1 gestrichen, 1 übergangener Hinweis")
    assert hand.reads("Eine davon wartet auf Freigabe."), "what nobody approved is told above"
    for words in (*REASONS, LEFT, "Vertrieb Nord", "freigegeben von Aida Dia", "Jörn Fischer", "Wartet auf Freigabe."):
        assert hand.reads(words), words
    said = " ".join(each.accessibleDescription() for each in page.findChildren(MarkedText) if each.isVisible())
    for words in (f"eingefügt: {COST}", f"eingefügt: {CONTACT}", "gelöscht: "):
        assert words in said
    names = {name for name in hand.names(page) if name.startswith("§")}
    assert len(names) >= 3, "each clause that differs is a part that can be folded"


def test_what_was_read_is_kept_as_pdf_json_and_word(hand, agreed, tmp_path):
    open_deviations(hand)
    files = {"Als PDF sichern": "abweichungen.pdf", "Als JSON sichern": "abweichungen.json"}
    files |= {"Als Word mit markierten Änderungen sichern": "abweichungen.docx"}
    for button, name in files.items():
        hand.click(button)
        hand.choose_file(str(tmp_path / name))
        hand.settle(hand.desk)
        assert hand.window.messages.toast_words == f"Gesichert als „{name}“"
    with Pages((tmp_path / "abweichungen.pdf").read_bytes()) as pages:
        printed = " ".join(" ".join(pages.text(at) for at in range(pages.count)).split())
    told = json.loads((tmp_path / "abweichungen.json").read_text("utf-8"))
    entries = [each for clause in told["clauses"] for each in clause["entries"]]
    for words in (*REASONS, LEFT, COST, CONTACT, "Aida Dia", "Vertrieb Nord"):
        assert words in printed, words
        assert words in json.dumps(told, ensure_ascii=False), words
    assert [each["id"] for each in entries if each["open"]] == ["own.1"]
    from avv_desktop.reply.agreement import agreement

    word = agreement((tmp_path / "abweichungen.docx").read_bytes(), "abweichungen.docx")
    from avv_desktop.document.plain import plain

    assert COST in " ".join(plain(word).split()), "accepting all marked changes gives the agreement"


def test_back_to_the_review_and_the_agreement_is_unchanged(hand, agreed):
    before = hand.desk.draft
    page = open_deviations(hand)
    hand.click("Alles")
    hand.settle(hand.desk)
    hand.press(page.back)
    hand.settle(hand.desk)
    assert hand.window.page == "review" and hand.desk.draft is before
    assert flow.check(hand.desk.template, before) == hand.desk.findings
