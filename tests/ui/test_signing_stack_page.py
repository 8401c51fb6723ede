"""Mehrere unterschreiben: what waits for whom, one passphrase for all, a bad one stops nobody."""

import pytest

from avv_desktop import flow
from avv_desktop.draft.answers import read_answers
from avv_desktop.errors import CannotWrite, SigningRefused
from avv_desktop.signing.trial import trial_key
from avv_desktop.store import handed_out
from avv_desktop.system.paths import resources
from ui.signing import stack_tasks

SECRET, NAME = "probe-geheim-1", "Aida Dia"


@pytest.fixture
def stack(window, drain, tmp_path):
    """Two complete agreements, one of them with a changed clause, and one that is not complete."""
    from avv_desktop.draft.model import ClauseEdit

    desk = window.desk
    template = flow.find_template("avv-de")
    answers = read_answers(resources() / "templates" / "avv-de" / "answers.toml", template)
    for number in range(2):
        desk.new(answers=answers)
        drain(desk)
        if number:
            edit = ClauseEdit(
                "audit_rights.cost", "changed", ("Jede Seite zahlt selbst.",), reason="Wunsch", allowed="AD"
            )
            desk.edit(desk.draft.with_edit(edit), "")
    desk.new()
    drain(desk)
    desk.save()
    drain(desk)
    file = tmp_path / "key.p12"
    file.write_bytes(trial_key(NAME, SECRET, kind="p-256"))
    desk.change_settings(key_files=(str(file),), last_folder=str(tmp_path / "out"))
    desk.go("stack")
    drain(desk)
    return window.current()


def begin(stack, drain, secret=SECRET):
    stack.secret.edit.setText(secret)
    stack.read.setChecked(True)
    stack.sign.click()
    drain(stack._desk)


def test_only_complete_ones_wait_and_each_says_what_differs(stack, words_of):
    assert len(stack.lines.lines) == 2 and stack.person.value() == NAME
    assert "Keine Abweichung vom Standard." in words_of(stack)
    assert "1 Abweichung: 1 geändert" in words_of(stack)
    assert stack.sign.text() == "2 Verträge unterschreiben"


def test_all_are_signed_with_one_passphrase(stack, window, drain, tmp_path):
    begin(stack, drain)
    assert stack._told.text() == "2 unterschrieben"
    files = sorted((tmp_path / "out").glob("*.pdf"))
    assert len(files) == 2
    for file in files:
        (one,) = flow.verify(file.read_bytes()).signatures
        assert one.integrity == "intact" and one.signer.startswith(NAME)
    assert sorted(each.state for each in window.desk.store.drafts()) == ["draft", "half", "half"]
    stack.arrive("")
    drain(window.desk)
    assert stack.person.value() == "Jörn Fischer" and len(stack.lines.lines) == 2


def test_what_lies_with_the_customer_waits_for_nobody(stack, window, drain):
    begin(stack, drain)
    store = window.desk.store
    half = [each for each in store.drafts() if each.state == "half"]
    away, here = half
    handed_out.hand_out(store, away.id, b"copy", "Muster GmbH")
    stack.arrive("")
    drain(window.desk)
    assert list(stack.lines.lines) == [here.id]
    (refused,) = stack_tasks.begin(store, window.desk.typesetter, [away], "Jörn Fischer")
    assert isinstance(refused, SigningRefused)
    assert "liegt beim Kunden" in stack_tasks.said_of(refused)
    draft, template = store.draft(away.id)
    prepared = stack_tasks.tasks.prepare(window.desk, draft, template, True)
    first = stack_tasks.tasks.checks(store, prepared, prepared.progress.next, None)[0]
    prepared.pages.close()
    assert (first.severity, first.name) == ("stop", "out")
    handed_out.end(store, away.id, "recalled")
    assert not stack_tasks.tasks.copy_is_out(store, away.id)


def test_a_bad_one_is_told_at_its_line_and_stops_nobody(stack, drain, monkeypatch, tmp_path):
    first = next(iter(stack.lines.lines))
    real = stack_tasks.tasks.keep

    def failing(store, prepared, *rest):
        if prepared.draft.id == first:
            raise CannotWrite(path="x", reason="Platte voll")
        return real(store, prepared, *rest)

    monkeypatch.setattr(stack_tasks.tasks, "keep", failing)
    begin(stack, drain)
    assert stack._told.text() == "1 unterschrieben · 1 nicht unterschrieben"
    assert stack.lines.lines[first].box.isChecked()
    monkeypatch.undo()
    begin(stack, drain)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2


def test_a_wrong_passphrase_signs_nothing(stack, drain, tmp_path, words_of):
    begin(stack, drain, "falsch-falsch")
    assert "öffnet die Datei nicht" in words_of(stack)
    assert not (tmp_path / "out").exists() or not list((tmp_path / "out").glob("*.pdf"))


def test_nothing_is_signed_unread(stack, drain, words_of, tmp_path):
    stack.secret.edit.setText(SECRET)
    stack.sign.click()
    drain(stack._desk)
    assert "zuerst" in words_of(stack) and not list(tmp_path.glob("out/*.pdf"))


def test_it_can_be_stopped_and_goes_on(stack, drain, tmp_path):
    stack.lines.lines[next(iter(stack.lines.lines))].box.toggled.connect(lambda _: stack.stop.click())
    begin(stack, drain)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 1 and stack.stop.isEnabled()
    begin(stack, drain)
    assert len(list((tmp_path / "out").glob("*.pdf"))) == 2


def test_with_nothing_to_sign_it_says_so(window, drain, words_of):
    window.desk.go("stack")
    drain(window.desk)
    assert "Kein Vertrag wartet" in words_of(window.current())
