"""Changes, notices and copies that came back are kept as they were given."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.errors import CannotDo, StoreError
from avv_desktop.notice.plan import notices, told
from avv_desktop.store.annexes import issue, new_annex
from avv_desktop.store.in_force import agreements, master_list
from avv_desktop.store.notices import Notices, ReturnedCopy
from avv_desktop.store.open import open_store
from tests.unit.notice_sample import MOMENT, NEW_COMPANY, START, change, draft, rows, template

EARLY = datetime.date(2026, 10, 1)
LATER = datetime.datetime(2026, 12, 20, 9, 0, tzinfo=datetime.UTC)


@pytest.fixture
def store(tmp_path):
    made = open_store(tmp_path / "store")
    for number, state in (("AVV-2026-001", "countersigned"), ("AVV-2026-002", "draft")):
        kept = draft("Muster Logistik", number)
        made.save(kept, template())
        made.set_state(kept.id, state, "", "")
    yield made
    made.close()


@pytest.fixture
def planned(store):
    found = notices(change(), agreements(store), EARLY)
    Notices(store).keep(change(), found)
    return found


def test_only_what_holds_is_concerned(store, planned):
    assert [each.number for each in planned] == ["AVV-2026-001"]
    assert Notices(store).changes() == [change()]
    assert Notices(store).of_change("change-1") == planned == Notices(store).of_agreement(planned[0].agreement)


def test_what_was_sent_is_not_forgotten(store, planned):
    kept = Notices(store)
    kept.update(told(planned[0], EARLY, START))
    with pytest.raises(StoreError):
        kept.forget("change-1")
    kept.update(planned[0])
    kept.forget("change-1")
    assert (kept.changes(), kept.all()) == ([], [])


def test_a_new_annex_is_filed_and_the_next_one_counts_on(store, planned):
    kept = Notices(store)
    with pytest.raises(CannotDo):
        issue(store, planned[0], LATER, flow.COMPOSER)
    sent = told(planned[0], EARLY, START)
    kept.update(sent)
    done, name, data = issue(store, sent, LATER, flow.COMPOSER)
    (file,) = [each for each in store.files(sent.agreement) if each.kind == "amendment"]
    assert (file.name, store.file(file.id)) == (name, data) and done.state == "issued"
    (holding,) = agreements(store)
    assert holding.rows[-1]["company"] == "Frisch Support"

    second = change([*rows(), NEW_COMPANY, NEW_COMPANY | {"id": "dritte", "company": "Dritte"}])
    second = replace(second, id="change-2", rows=second.rows[1:])
    (again,) = notices(second, agreements(store), EARLY)
    kept.keep(second, [again])
    issued = new_annex(store, told(again, EARLY, START), LATER.date())
    note = next(each.note for each in issued.sections if each.kind == "annex")
    assert "".join(run.text for run in note).startswith("Fassung 3")


def test_deleted_agreements_are_left_out_and_the_list_has_a_source(store, planned):
    assert master_list(store, {}, ())[0]["company"] == "Muster Hosting"
    assert master_list(store, {"sub_processors.list": [{"company": "Eigene"}]}, ()) == ({"company": "Eigene"},)
    store.delete(planned[0].agreement)
    assert Notices(store).of_change("change-1") == []
    assert master_list(store, {}, ({"company": "Vorschlag"},)) == ({"company": "Vorschlag"},)


def test_a_scan_is_kept_with_who_looked_at_it(store, planned):
    kept = Notices(store)
    look = ReturnedCopy(0, "paper", "Nora Verkauf", MOMENT, "beide Linien")
    id = kept.keep_copy(planned[0].agreement, "paper", "scan.pdf", b"%PDF", look, "auf Papier gegengezeichnet")
    assert kept.copies(planned[0].agreement) == [replace(look, file_id=id)]
    entry = next(each for each in store.drafts() if each.id == planned[0].agreement)
    assert (entry.state, entry.words) == ("countersigned", "auf Papier gegengezeichnet")
