"""What is given to the store comes back as it was, and nothing else."""

from __future__ import annotations

import datetime
import hashlib
import os
import threading

import msgspec
import pytest
from msgspec.structs import replace

from avv_desktop.draft.model import MeasureLine
from avv_desktop.errors import DraftError, NewerFormat, StoreError
from avv_desktop.store.open import open_store
from tests.unit.store_sample import MOMENT, agreement, at, below, key, template

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(folder):
    made = open_store(folder)
    yield made
    made.close()


def again(store, folder):
    """Closed and opened anew: only what is on the disk counts."""
    store.close()
    return open_store(folder)


# ---- drafts


def test_a_draft_comes_back_with_its_template_after_closing(store, folder):
    draft = agreement("Müller & Söhne", "AVV-2026-001", "Betrieb\n客户 😀").confirm("term.kind")
    draft = draft.with_measures("restore", (MeasureLine("own_1", True, "Ein Ersatz steht bereit", own=True),))
    store.save(draft, template(), findings_count=3)
    store = again(store, folder)
    assert store.draft(draft.id) == (draft, template())
    store.close()


def test_the_shelf_lists_what_is_needed_the_newest_change_first(store):
    older = agreement("Muster Logistik", "AVV-2026-001", "Betrieb der\n Lagerverwaltung", minutes=1)
    newer = agreement("Muster Handel", "AVV-2026-002", "x" * 500, minutes=2)
    store.save(newer, template())
    store.save(older, template(), findings_count=4)
    first, second = store.drafts()
    assert (first.id, second.id) == (newer.id, older.id)
    assert (second.customer, second.number, second.subject) == (
        "Muster Logistik GmbH",
        "AVV-2026-001",
        "Betrieb der Lagerverwaltung",
    )
    assert (second.state, second.missing, second.created, second.changed) == ("draft", 4, MOMENT, older.changed)
    assert first.state == "ready" and len(first.subject) == 120 and first.subject.endswith("…")


def test_an_empty_agreement_is_listed_too(store):
    draft = replace(agreement(), answers={})
    store.save(draft, template(), findings_count=60)
    (entry,) = store.drafts()
    assert (entry.customer, entry.number, entry.subject, entry.missing) == ("", "", "", 60)


def test_saving_again_replaces_and_keeps_how_far_the_signatures_are(store):
    draft = agreement()
    store.save(draft, template())
    store.set_state(draft.id, "half", "1 von 2 unterschrieben", "Jörn Fischer")
    store.save(at(5, draft, **{"agreement.number": "AVV-9"}), template(), findings_count=1)
    (entry,) = store.drafts()
    assert (entry.state, entry.words, entry.next_person) == ("half", "1 von 2 unterschrieben", "Jörn Fischer")
    assert (entry.number, entry.missing) == ("AVV-9", 1)


def test_what_is_in_the_bin_is_not_listed_and_comes_out_again(store):
    draft = agreement()
    store.save(draft, template())
    store.delete(draft.id)
    assert store.drafts() == [] and store.search("muster") == []
    store.undelete(draft.id)
    assert [each.id for each in store.drafts()] == [draft.id]


@pytest.mark.parametrize(
    "words", ["müller", "MULLER", "soehne müller", "avv-2026-007", "strasse", "straße", "客户", "%"]
)
def test_search_finds_every_word_however_it_is_written(store, words):
    store.save(agreement("Müller Soehne 客户 100%", "AVV-2026-007", "Straße"), template())
    store.save(agreement("Andere Firma", "AVV-2026-008"), template())
    assert [each.number for each in store.search(words)] == ["AVV-2026-007"]


def test_an_unknown_agreement_is_an_error_of_ours(store):
    with pytest.raises(DraftError):
        store.draft("nobody")
    with pytest.raises(StoreError):
        store.file(77)


def test_a_draft_of_a_newer_program_is_refused_and_stays(store, folder):
    draft = agreement()
    store.save(draft, template())
    newer = msgspec.json.encode(replace(draft, schema=99))
    store.close()
    with below(folder, key()) as connection:
        connection.execute("UPDATE drafts SET content = ?", (newer,))
    store = open_store(folder)
    with pytest.raises(NewerFormat):
        store.draft(draft.id)
    assert len(store.drafts()) == 1, "the shelf still shows it"
    store.close()


def test_two_thousand_agreements_are_all_listed(store):
    made = [agreement(f"Muster Nummer {n}", f"AVV-{n}", minutes=n) for n in range(2000)]
    for draft in made:
        store.save(draft, template())
    assert [each.id for each in store.drafts()] == [each.id for each in reversed(made)]
    assert [each.number for each in store.search("nummer 1999")] == ["AVV-1999"]
    assert store.draft(made[1000].id)[0] == made[1000]


# ---- earlier states


def test_every_minute_of_today_stays_reachable_and_older_days_keep_their_last(store):
    draft = agreement()
    for minutes in (0, 0.2, 0.5, 1, 30, 60):
        store.save(draft := at(minutes, draft, **{"agreement.number": f"at {minutes}"}), template())
    saved = store.earlier(draft.id)
    assert [store.state_at(each).answers["agreement.number"] for each in saved] == ["at 60", "at 30", "at 1", "at 0.5"]
    assert saved[0].moment == draft.changed
    store.save(draft := at(3 * 1440, draft, **{"agreement.number": "later"}), template())
    numbers = [store.state_at(each).answers["agreement.number"] for each in store.earlier(draft.id)]
    assert numbers == ["later", "at 60"]


def test_undo_or_a_clock_set_back_loses_no_state(store):
    draft = agreement()
    states = [at(minutes, draft, **{"agreement.number": f"at {minutes}"}) for minutes in (0, 5, 10)]
    for state in states:
        store.save(state, template())
    store.save(states[0], template())
    assert store.draft(draft.id)[0] == states[0]
    kept = {store.state_at(each).answers["agreement.number"] for each in store.earlier(draft.id)}
    assert kept == {"at 0", "at 5", "at 10"}


def test_a_state_that_was_thinned_meanwhile_is_an_error_of_ours(store):
    draft = agreement()
    store.save(draft, template())
    (saved,) = store.earlier(draft.id)
    store.save(at(0.1, draft), template())
    with pytest.raises(StoreError):
        store.state_at(replace(saved, id=saved.id + 100))


# ---- files and numbers


def test_files_are_kept_byte_for_byte_in_their_order(store, folder):
    draft = agreement()
    store.save(draft, template())
    content = {"Vertrag.pdf": os.urandom(2_000_000), "unterschrieben.pdf": b"", "客户.pdf": b"%PDF-1.7"}
    for name, data in content.items():
        store.keep_file(draft.id, "signed", name, data, state="half")
    store = again(store, folder)
    found = store.files(draft.id)
    assert [each.name for each in found] == list(content)
    for each in found:
        data = content[each.name]
        assert store.file(each.id) == data and each.size == len(data)
        assert each.sha256 == hashlib.sha256(data).hexdigest() and (each.kind, each.state) == ("signed", "half")
    assert store.files("nobody") == []
    store.close()


def test_a_file_of_no_agreement_is_refused(store):
    with pytest.raises(StoreError):
        store.keep_file("nobody", "pdf", "a.pdf", b"x", state="draft")


def test_numbers_count_by_year_and_none_is_given_twice(store, folder):
    assert [store.next_number(TODAY) for _ in range(3)] == ["AVV-2026-001", "AVV-2026-002", "AVV-2026-003"]
    assert store.next_number(datetime.date(2027, 1, 1)) == "AVV-2027-001"
    draft = agreement(number="AVV-2026-004")
    store.save(draft, template())
    store.delete(draft.id)
    store = again(store, folder)
    assert store.next_number(TODAY) == "AVV-2026-005"
    assert store.next_number(datetime.date(2027, 6, 1)) == "AVV-2027-002"
    store.close()


def test_many_threads_get_a_number_each_and_save_without_a_loss(store):
    numbers: list[str] = []

    def work():
        for _ in range(10):
            numbers.append(number := store.next_number(TODAY))
            store.save(agreement(number=number), template())

    threads = [threading.Thread(target=work) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(set(numbers)) == 60 == len(store.drafts())


def test_what_is_done_together_is_whole_or_has_not_happened(tmp_path):
    store, draft = open_store(tmp_path / "together"), agreement(number="one")
    with pytest.raises(KeyboardInterrupt), store.together():
        store.save(draft, template())
        raise KeyboardInterrupt
    assert store.drafts() == []
    store.save(draft, template())
    before = store.trail()
    with pytest.raises(KeyboardInterrupt), store.together():
        store.keep_file(draft.id, "signed", "a.pdf", b"%PDF", "half")
        store.save(agreement(number="two"), template())
        raise KeyboardInterrupt
    assert store.files(draft.id) == [] and store.trail() == before and len(store.drafts()) == 1
    with store.together():
        store.keep_file(draft.id, "signed", "a.pdf", b"%PDF", "half")
        store.set_state(draft.id, "half", "", "")
    assert store.drafts()[0].state == "half" and len(store.files(draft.id)) == 1 and store.audit() == 0
    store.close()
