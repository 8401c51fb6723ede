"""Signed without a network, proved for years later: one by one, all at once; a copy that is out rests."""

from __future__ import annotations

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.signing.plan import plan
from avv_desktop.store import handed_out
from avv_desktop.system.paths import resources
from avv_desktop.system.settings import TimestampService
from ui.proof import tasks


@pytest.fixture
def signed(window, drain, loopback, tmp_path):
    """`signed(customer, both)`: an agreement in the store, signed by one or both directors with real certificates."""
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    root = tmp_path / "root.cer"
    root.write_bytes(loopback.root)
    window.desk.change_settings(trust_files=(str(root),))

    def make(customer: str, both: bool = True) -> str:
        from avv_desktop.draft.create import new_draft
        from avv_desktop.pdf.typeset import Typesetter

        company = {**answers["controller.company"], "name": customer}
        draft = new_draft(template, answers=answers | {"controller.company": company})
        data = flow.render(template, draft, Typesetter()).data
        for label in ("aida", "joern")[: 1 + both]:
            data = flow.sign_file(data, loopback.key(label), flow.progress(data).next).data
        store = window.desk.store
        store.save(draft, template)
        state = flow.progress(data).state
        store.keep_file(draft.id, "signed", f"{customer}.pdf", data, state)
        store.set_state(draft.id, state, "", "")
        return draft.id

    return make


@pytest.fixture
def page(window, drain):
    def show():
        window.desk.go("proof")
        drain(window.desk)
        return window.current()

    return show


def newest(window, id: str) -> bytes:
    store = window.desk.store
    return store.file([each for each in store.files(id) if each.kind == "signed"][-1].id)


def test_without_a_service_it_is_said_and_nothing_is_offered(signed, page, words_of, loopback):
    signed("Muster Eins GmbH")
    opened = page()
    assert "Kein Zeitstempeldienst eingerichtet" in words_of(opened) and not opened.all.isEnabled()
    assert "Zeitstempel ausstehend; er sollte vor dem" in words_of(opened)
    assert loopback.heard == []


def test_one_and_then_all(signed, page, window, drain, words_of, loopback, tmp_path):
    ids = [signed(name) for name in ("Muster Eins GmbH", "Muster Zwei GmbH", "Muster Drei GmbH")]
    window.desk.change_settings(
        timestamp_services=(TimestampService("Muster", loopback.tsa()),), last_folder=str(tmp_path)
    )
    opened = page()
    assert opened.all.text() == "3 Verträge ergänzen"
    opened.lines[ids[0]].add.click()
    drain(window.desk)
    assert plan(newest(window, ids[0])).level == "LTA" and opened.all.text() == "2 Verträge ergänzen"
    assert (tmp_path / "Muster Eins GmbH.pdf").read_bytes() == newest(window, ids[0])
    opened.all.click()
    drain(window.desk)
    assert [plan(newest(window, id)).level for id in ids] == ["LTA"] * 3
    assert "2 Verträge ergänzt" in words_of(opened) and "Versiegelt" in words_of(opened)
    assert opened.all.text() == "Alles ist da" and not opened.all.isEnabled()


def test_a_service_that_fails_is_shown_and_nothing_is_added(signed, page, window, drain, words_of, loopback):
    id = signed("Muster Eins GmbH")
    before = newest(window, id)
    window.desk.change_settings(timestamp_services=(TimestampService("Muster", loopback.tsa("failing")),))
    opened = page()
    opened.all.click()
    drain(window.desk)
    assert newest(window, id) == before and "Muster" in words_of(opened.lines[id])
    assert "einer nicht" in words_of(opened) and opened.all.isEnabled()


def test_a_copy_that_is_out_rests_until_it_is_recalled(signed, page, window, drain, words_of, loopback):
    id, other = signed("Muster Eins GmbH"), signed("Muster Zwei GmbH")
    window.desk.change_settings(timestamp_services=(TimestampService("Muster", loopback.tsa()),))
    opened = page()
    line = opened.lines[id]
    line.give.click()
    drain(window.desk)
    assert "Bei Muster Eins GmbH" in words_of(line) and not line.add.isVisible() and line.recall.isVisible()
    before = newest(window, id)
    entry = next(each for each in window.desk.store.drafts() if each.id == id)
    with pytest.raises(Exception, match="Original"):
        tasks.add(window.desk.store, entry, window.desk.settings)
    opened.all.click()
    drain(window.desk)
    assert newest(window, id) == before and plan(newest(window, other)).level == "LTA"

    line.recall.click()
    drain(window.desk)
    assert "zwei Originale" in words_of(opened) and handed_out.out(window.desk.store, id) is not None
    banner = opened._top.itemAt(0).widget()
    next(each for each in banner.findChildren(type(line.recall)) if each.text() == "Zurückrufen").click()
    drain(window.desk)
    assert handed_out.out(window.desk.store, id) is None and line.add.isVisible()


def test_a_copy_that_comes_back_goes_on(signed, window, loopback):
    from avv_desktop.kit.filing import file, find, judged

    id = signed("Muster Eins GmbH")
    store = window.desk.store
    data = newest(window, id)
    handed_out.hand_out(store, id, data, "Muster Eins GmbH")
    handed_out.hand_out(store, id, data, "noch einmal")
    assert handed_out.out(store, id).to == "Muster Eins GmbH", "a copy goes out once"
    back = flow.sign_file(data, loopback.key("erika"), flow.progress(data).next).data
    match = find(store, back, "zurück.pdf")
    file(store, match, "zurück.pdf", back, judged(store, match, back, "zurück.pdf"))
    assert handed_out.out(store, id) is None and handed_out.all_out(store) == {}


def test_the_dates_are_for_a_calendar(signed, page, window, loopback):
    signed("Muster; Eins, GmbH")
    opened = page()
    made = tasks.as_calendar([each.line for each in opened.lines.values()], window.desk.settings).decode()
    assert made.startswith("BEGIN:VCALENDAR\r\n") and "Muster\\; Eins\\, GmbH: Beweis ergänzen" in made.replace(
        "\r\n ", ""
    )
    assert "Zertifikat läuft ab" in made


def test_where_an_authority_cannot_be_asked_a_timestamp_is_what_there_is(
    signed, page, window, drain, words_of, loopback, monkeypatch
):
    id = signed("Muster Eins GmbH")
    from avv_desktop.errors import ProofMissing
    from avv_desktop.signing import augment

    whole = augment.upgrade_file

    def nobody_answers(data, level, **how):
        if level == "LTA":
            raise ProofMissing(reason="x")
        return whole(data, level, **how)

    monkeypatch.setattr(augment, "upgrade_file", nobody_answers)
    window.desk.change_settings(timestamp_services=(TimestampService("Muster", loopback.tsa()),))
    opened = page()
    opened.all.click()
    drain(window.desk)
    assert plan(newest(window, id)).level == "T"
    assert "Nachweise ausstehend" in words_of(opened) and opened.all.isEnabled()
