"""Earlier states, the bin, the trail, and a store of the first version brought forward."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from msgspec.structs import replace

from avv_desktop.errors import StoreError, UnknownTemplate
from avv_desktop.store import migrate
from avv_desktop.store.database import connect
from avv_desktop.store.key import key_for
from avv_desktop.store.open import NAME, open_store
from tests.unit.store_sample import agreement, at, below, check_intact, key, template


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def store(folder):
    made = open_store(folder)
    yield made
    made.close()


# ---- brought forward


def first_version(folder: Path) -> str:
    """A store as version 0001 made it, with one agreement; its id."""
    folder.mkdir()
    made = connect(folder / NAME, key_for(folder, None, exists=False))
    config = Config()
    config.set_main_option("script_location", str(migrate.SCRIPTS))
    with made.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
    made.dispose()
    import msgspec

    from avv_desktop.store import rows

    draft = agreement("Altkunde", "AVV-2025-001")
    summary = rows.summary(draft, "ready", 0) | {"words": "", "next_person": "", "deleted": None}
    summary |= {name: summary[name].isoformat(" ") for name in ("created", "changed")}
    with below(folder, key()) as raw:
        raw.execute("INSERT INTO templates VALUES (?, ?)", (template().hash, msgspec.json.encode(template())))
        values = summary | {"content": msgspec.json.encode(draft)}
        raw.execute(
            f"INSERT INTO drafts ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})", [*values.values()]
        )
        raw.execute(
            "INSERT INTO states (draft_id, moment, content) VALUES (?, ?, ?)",
            (draft.id, summary["changed"], values["content"]),
        )
    return draft.id


def test_a_store_of_the_first_version_comes_forward_and_a_copy_stays(folder):
    id = first_version(folder)
    store = open_store(folder)
    assert store.draft(id)[0].answers["agreement.number"] == "AVV-2025-001"
    assert len(store.earlier(id)) == 1 and store.audit() == 0
    store.close()
    check_intact(folder, key())
    copy = folder / f"agreements.before-{migrate.HEAD}.db"
    assert b"Altkunde" not in copy.read_bytes()
    aside = folder.with_name("aside")
    aside.mkdir()
    copy.rename(aside / NAME)
    with below(aside, key()) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert raw.execute("SELECT number FROM drafts").fetchall() == [("AVV-2025-001",)]


def test_a_step_forward_that_breaks_changes_nothing(folder, monkeypatch):
    id = first_version(folder)

    def broken(self, *args, **more):
        raise sa.exc.OperationalError("CREATE", {}, Exception("disk I/O error"))

    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.create_table", broken)
        with pytest.raises(StoreError):
            open_store(folder)
    with below(folder, key()) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
        assert "name" not in [row[1] for row in raw.execute("PRAGMA table_info(states)")]
    store = open_store(folder)
    assert store.draft(id)
    store.close()


# ---- states


def test_a_named_version_is_never_thinned(store):
    draft = agreement(number="one")
    store.save(draft, template())
    kept = store.keep_version(draft, "  An den Kunden gesandt ")
    for days in range(1, 5):
        store.save(at(days * 1440, draft), template())
    named = [each for each in store.earlier(draft.id) if each.name]
    assert named == [kept] and named[0].name == "An den Kunden gesandt"
    assert store.state_at(kept) == draft


def test_a_state_gets_a_name_and_loses_it_again(store):
    draft = agreement(number="one")
    for minutes in (0, 5):
        store.save(at(minutes, draft), template())
    first = store.earlier(draft.id)[-1]
    store.name_state(first, " Vor dem Gespräch ")
    for days in range(1, 4):
        store.save(at(days * 1440, draft), template())
    assert [each.name for each in store.earlier(draft.id) if each.id == first.id] == ["Vor dem Gespräch"]
    store.name_state(first, "")
    assert not any(each.name for each in store.earlier(draft.id))
    store.save(at(9 * 1440, draft), template())
    store.save(at(9 * 1440 + 5, draft), template())
    with pytest.raises(StoreError):
        store.name_state(first, "zu spät")
    assert store.audit() == 0


def test_the_template_of_an_earlier_state_is_the_one_it_was_made_with(store):
    draft = agreement()
    store.save(draft, template())
    assert store.template_of(draft) == template()
    with pytest.raises(UnknownTemplate):
        store.template_of(replace(draft, template=replace(draft.template, hash="x", version=99)))


def test_steps_are_kept_bounded_and_come_back(store, folder):
    draft = agreement()
    steps = {number: at(number / 100, draft, **{"agreement.number": str(number)}) for number in range(130)}
    store.save(steps[100], template(), steps={n: steps[n] for n in range(101)})
    store.save(steps[129], template(), steps=steps)
    store.close()
    store = open_store(folder)
    assert store.steps(draft.id) == {n: steps[n] for n in range(30, 130)}
    store.close()


# ---- the bin


def test_what_is_erased_is_gone_from_the_disk(store, folder):
    kept, gone = agreement("Bleibt"), agreement("Verschwindet")
    for each in (kept, gone):
        store.save(each, template(), steps={1: each})
        store.keep_file(each.id, "signed", "a.pdf", b"%PDF" * 50_000, "signed", verdict=b"{}")
    size = (folder / NAME).stat().st_size + (folder / f"{NAME}-wal").stat().st_size
    assert store.erase([gone.id]) == 0, "only what lies in the bin"
    store.delete(gone.id)
    (binned,) = store.bin()
    assert binned.entry.id == gone.id and binned.deleted.tzinfo is not None
    assert store.empty_bin() == 1 and store.bin() == []
    assert (folder / NAME).stat().st_size < size - 150_000 and (folder / f"{NAME}-wal").stat().st_size == 0
    store.save(at(1, kept), template())
    assert [each.id for each in store.drafts()] == [kept.id] and store.audit() == 0
    store.close()
    with below(folder, key()) as raw:
        for table, column in (("states", "draft_id"), ("files", "draft_id"), ("undo", "draft_id"), ("drafts", "id")):
            assert not raw.execute(f"SELECT 1 FROM {table} WHERE {column} = ?", (gone.id,)).fetchall()
        assert raw.execute("SELECT what FROM trail WHERE subject = ? ORDER BY id", (gone.id,)).fetchall()[-1] == (
            "erased",
        )


def test_periods_move_and_erase_what_is_due(store):
    old, signed, new = agreement("Alt"), agreement("Alt unterschrieben"), at(200 * 1440, agreement("Neu"))
    for each in (old, signed, new):
        store.save(each, template())
    store.set_state(signed.id, "signed", "", "")
    later = new.changed + datetime.timedelta(days=1)
    assert store.tidy({}, later) == 0
    assert store.tidy({"draft": 100}, later) == 1 and [each.entry.id for each in store.bin()] == [old.id]
    assert store.tidy({"bin": 30}, later + datetime.timedelta(days=29)) == 0
    assert store.tidy({"bin": 30}, later + datetime.timedelta(days=31)) == 1
    assert {each.id for each in store.drafts()} == {signed.id, new.id}


def test_a_person_is_found_in_what_was_typed_also_earlier(store):
    draft = agreement("Muster", number="1")
    store.save(at(0, draft, **{"controller.representatives": [{"name": "Jörn Fischer"}]}), template())
    store.save(at(90, draft, **{"controller.representatives": []}), template())
    store.save(agreement("Andere"), template())
    (found,) = store.naming("fischer JORN")
    assert found.entry.id == draft.id and not found.signed and not found.deleted and not found.now
    assert store.naming("") == []


def test_earlier_states_that_name_a_person_are_erased_and_the_agreement_stays(store, folder):
    draft, key = agreement("Muster", number="1"), "controller.representatives"
    named = at(0, draft, **{key: [{"name": "Jörn Fischer"}]})
    store.save(named, template(), steps={1: named})
    store.keep_version(named, "Mit Namen")
    now = at(90, draft, **{key: []})
    store.save(now, template(), steps={1: named, 2: now})
    other = agreement("Fischer Jörn & Söhne")
    store.save(other, template())
    assert [(each.entry.id, each.now) for each in store.naming("jorn fischer")] == [(other.id, True), (draft.id, False)]
    assert store.forget_earlier([draft.id, other.id], "") == 0
    assert store.forget_earlier([draft.id], "jorn fischer") == 2
    assert [each.entry.id for each in store.naming("jorn fischer")] == [other.id]
    assert store.draft(draft.id)[0] == now and list(store.steps(draft.id)) == [2]
    assert [each.what for each in store.trail(draft.id)][-1] == "earlier states erased" and store.audit() == 0


# ---- the trail


def test_the_trail_only_grows_and_names_nobody(store, folder):
    draft = agreement("Geheimkunde")
    store.save(draft, template())
    store.keep_file(draft.id, "signed", "Geheim.pdf", b"x", "half")
    store.delete(draft.id)
    told = store.trail(draft.id)
    assert [each.what for each in told] == ["created", "changed", "file signed", "deleted"]
    assert "Geheim" not in str(told)
    store.close()
    with below(folder, key()) as raw:
        for attack in ("UPDATE trail SET what = 'x'", "DELETE FROM trail"):
            with pytest.raises(Exception, match="only grows"):
                raw.execute(attack)


@pytest.mark.parametrize(
    ("attack", "broken"),
    [
        ("UPDATE trail SET what = 'nothing' WHERE id = 2", 2),
        ("DELETE FROM trail WHERE id = 1", 1),
        ("DELETE FROM trail WHERE id = 4", 4),
        ("UPDATE trail SET hash = previous WHERE id = 3", 3),
    ],
)
def test_a_trail_that_was_tampered_with_says_where(store, folder, attack, broken):
    draft = agreement()
    store.save(draft, template())
    store.keep_file(draft.id, "signed", "a.pdf", b"x", "half")
    store.delete(draft.id)
    assert store.audit() == 0
    store.close()
    with below(folder, key()) as raw:
        raw.execute("DROP TRIGGER trail_no_update")
        raw.execute("DROP TRIGGER trail_no_delete")
        raw.execute(attack)
    store = open_store(folder)
    assert store.audit() == broken
    store.close()
