"""Several people, one store: shared sealed, fetched whole, both versions kept, nothing believed that nobody said."""

from __future__ import annotations

import contextlib
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import pytest

from avv_desktop import errors, flow
from avv_desktop.draft.create import new_draft
from avv_desktop.store.open import open_store
from avv_desktop.team import members, merge, sync
from tests.unit.team_server import PASSWORD


@pytest.fixture
def person(place, tmp_path):
    """`person(role)`: somebody with a machine and a store of their own; the first has founded the team."""
    made: list[SimpleNamespace] = []

    def make(role: str = "director", name: str = "") -> SimpleNamespace:
        name = name or f"Person {len(made) + 1}"
        store = open_store(tmp_path / f"store{len(made)}", passphrase="probe-geheim-1")
        login = place.login(role)
        server = place.connect(login)
        one = SimpleNamespace(store=store, login=login, server=server, name=name, role=role)
        one.team = lambda: members.team_of(store, server)
        one.share = lambda id, **how: sync.share(store, server, one.team(), id, **how)
        one.fetch = lambda: sync.fetch(store, server, one.team())
        if not made:
            one.root = members.found_team(store, server, place.address, login, PASSWORD, name)
        else:
            print_ = members.join(store, server, place.address, login, PASSWORD, made[0].root)
            members.admit(made[0].server, made[0].team(), print_, role, name)
        made.append(one)
        return one

    yield make
    for each in made:
        each.store.close()
        each.server.close()


def begun(one, customer: str = "Muster Kunde GmbH") -> str:
    template = flow.find_template("avv-de")
    draft = new_draft(template).answer("controller.company", {"name": customer})
    one.store.save(draft, template, 3)
    return draft.id


def answer(one, id: str, **answers) -> None:
    draft, template = one.store.draft(id)
    for name, value in answers.items():
        draft = draft.answer(name.replace("__", "."), value)
    one.store.save(draft, template, 3)


def told(one) -> dict[str, str]:
    return {each.agreement: each.happened for each in one.fetch()}


def test_what_one_shares_the_other_fetches_whole(person):
    a, b = person(), person("sales", "Vera Vertrieb")
    id = begun(a)
    a.store.keep_file(id, "signed", "x.pdf", b"%PDF signed", "half")
    assert a.share(id) and not a.share(id)
    assert told(b) == {id: "new"} and told(b) == {id: "same"}
    assert b.store.draft(id) == a.store.draft(id)
    (entry,), (mine,) = b.store.drafts(), a.store.drafts()
    assert (entry.customer, entry.state, entry.missing) == (mine.customer, mine.state, mine.missing)
    (file,) = b.store.files(id)
    assert b.store.file(file.id) == b"%PDF signed" and (file.kind, file.name) == ("signed", "x.pdf")


def test_what_changed_on_one_side_only_is_taken_over(person):
    a, b = person(), person("sales")
    id = begun(a)
    a.share(id)
    b.fetch()
    answer(b, id, processing__subject="Wartung")
    assert b.share(id) and told(a) == {id: "newer"}
    assert a.store.draft(id)[0].answers["processing.subject"] == "Wartung"


def test_two_who_change_one_agreement_see_both_and_choose(person):
    a, b = person(), person("sales", "Vera Vertrieb")
    id = begun(a)
    a.share(id)
    b.fetch()
    answer(a, id, processing__subject="Wartung", agreement__number="AVV-1")
    answer(b, id, processing__subject="Betrieb", agreement__place="Bonn")
    assert b.share(id)
    with pytest.raises(errors.TeamConflict) as stopped:
        a.share(id)
    assert stopped.value.details["name"] == "Muster Kunde GmbH"
    (fetched,) = a.fetch()
    assert (fetched.happened, fetched.by) == ("both", "Vera Vertrieb")
    assert a.store.draft(id)[0].answers["processing.subject"] == "Wartung", "nothing is overwritten"
    found = {each.key: each for each in sync.to_choose(a.store, id)}
    assert found["answer", "processing.subject"].chosen == ""
    assert (
        found["answer", "agreement.number"].chosen == "mine" and found["answer", "agreement.place"].chosen == "theirs"
    )
    with pytest.raises(errors.TeamConflict):
        a.share(id)
    with pytest.raises(ValueError):
        sync.choose(a.store, id, {})
    sync.choose(a.store, id, {("answer", "processing.subject"): "theirs"})
    answers = a.store.draft(id)[0].answers
    assert (answers["processing.subject"], answers["agreement.number"], answers["agreement.place"]) == (
        "Betrieb", "AVV-1", "Bonn",
    )  # fmt: skip
    assert a.share(id) and told(b) == {id: "newer"}
    assert b.store.draft(id)[0].answers == answers


def test_offline_work_goes_on_and_is_shared_later(person, cluster):
    a, b = person(), person("sales")
    id = begun(a)
    team = a.team()
    cluster.kill()
    try:
        with pytest.raises(errors.TeamUnreachable):
            sync.share(a.store, a.server, team, id)
        answer(a, id, processing__subject="ohne Netz")
    finally:
        cluster.start()
    assert a.share(id) and told(b) == {id: "new"}
    assert b.store.draft(id)[0].answers["processing.subject"] == "ohne Netz"


def test_a_revision_whose_arrival_was_not_heard_of_is_not_sent_twice(person, monkeypatch):
    a = person()
    id = begun(a)
    add = a.server.add

    def breaks_after(*given):
        add(*given)
        raise errors.TeamUnreachable(reason="")

    monkeypatch.setattr(a.server, "add", breaks_after)
    with pytest.raises(errors.TeamUnreachable):
        a.share(id)
    monkeypatch.undo()
    assert not a.share(id) and a.server.heads() == {id: 1}
    answer(a, id, processing__subject="neu")
    assert a.share(id) and a.server.heads() == {id: 2}


def test_the_server_keeps_no_name_and_no_word(person, place):
    a, b = person(name="Aida Dia"), person("sales", "Vera Vertrieb")
    id = begun(a, "Geheime Kundin AG")
    a.store.keep_file(id, "signed", "Geheime Kundin.pdf", b"%PDF Geheime Kundin", "half")
    a.share(id)
    b.fetch()
    everything = str([place.rows(f"SELECT * FROM {table}") for table in
                      ("statements", "requests", "wraps", "revisions", "parts")])  # fmt: skip
    raw = b"".join(bytes(row[0]) for row in place.rows("SELECT sealed FROM revisions UNION SELECT sealed FROM parts"))
    for secret in ("Geheime", "Aida", "Vera", "avv-de", "%PDF"):
        assert secret not in everything and secret.encode() not in raw


def test_eight_at_once_lose_nothing_while_the_server_is_killed(person, cluster):
    people = [person() for _ in range(8)]
    id = begun(people[0])
    people[0].share(id)
    for each in people:
        each.fetch()
    teams = [each.team() for each in people]
    deadline = time.monotonic() + 80

    def work(number: int) -> set[str]:
        one, own = people[number], set()
        for turn in range(4):
            mine = begun(one, f"Kunde {number}-{turn}")
            own.add(mine)
            answer(one, id, **{f"own__{number}": f"{turn}"})
            for what in (mine, id):
                patiently(one, teams[number], what)
        return own

    def patiently(one, team, what: str) -> None:
        while time.monotonic() < deadline:
            try:
                sync.share(one.store, one.server, team, what)
                return
            except errors.TeamConflict:
                again(lambda: sync.fetch(one.store, one.server, team))
                choices = {each.key: "mine" for each in sync.to_choose(one.store, what) if not each.chosen}
                sync.choose(one.store, what, choices)
            except errors.TeamUnreachable:
                pass
        raise AssertionError("never shared")

    def again(what) -> None:
        while time.monotonic() < deadline:
            try:
                return what()
            except errors.TeamUnreachable:
                pass
        raise AssertionError("never reached")

    with ThreadPoolExecutor(8) as pool:
        working = [pool.submit(work, number) for number in range(8)]
        cluster.kill()
        cluster.start()
        made = set().union(*(each.result(100) for each in working))
    last = people[0]
    last.fetch()
    assert made | {id} == {each.id for each in last.store.drafts()}, "no agreement is lost"
    answers = last.store.draft(id)[0].answers
    assert {f"own.{n}": answers.get(f"own.{n}") for n in range(8)} == {f"own.{n}": "3" for n in range(8)}


# ---- who may do what: in the database, whatever program connects


def test_roles_are_kept_by_the_database(person, place):
    a, sales, privacy = person(), person("sales"), person("privacy")
    id = begun(a)
    a.share(id)
    sales.fetch()
    privacy.fetch()
    answer(privacy, id, processing__subject="nein")
    with pytest.raises(errors.TeamRefused):
        privacy.share(id)
    sales.store.set_state(id, "signed", "", "")
    with pytest.raises(errors.TeamRefused):
        sales.share(id)
    for statement in ("DELETE FROM revisions", "UPDATE revisions SET state = 'x'", "INSERT INTO wraps VALUES (1)",
                      "DELETE FROM statements", "TRUNCATE parts"):  # fmt: skip
        for who in (sales, privacy):
            changed(place, statement, who.login)
    assert a.server.heads() == {id: 1}


def changed(place, statement: str, login: str) -> None:
    import psycopg

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows(statement, login)


def test_sales_read_only_what_they_are_let_read(person, place):
    a, one, other = person(), person("sales"), person("sales")
    id = begun(one)
    one.share(id, readers=(a.login,))
    assert told(other) == {} and place.rows("SELECT * FROM revisions", other.login) == []
    assert place.rows("SELECT * FROM parts", other.login) == []
    assert told(a) == {id: "new"}
    stolen = begun(other)
    import psycopg

    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        place.rows(
            f"INSERT INTO revisions VALUES ('{id}', 2, '{stolen}', 'x', ARRAY['*'], 'draft', 1, 'x', '', '', now())",
            other.login,
        )


def test_after_signatures_only_directors_write(person):
    a, sales = person(), person("sales")
    id = begun(sales)
    sales.share(id)
    a.fetch()
    a.store.set_state(id, "signed", "", "")
    assert a.share(id)
    assert told(sales) == {id: "newer"}
    answer(sales, id, processing__subject="danach")
    sales.store.set_state(id, "draft", "", "")
    with pytest.raises(errors.TeamRefused):
        sales.share(id)


def test_nobody_is_let_in_unasked_and_a_wrong_password_is_none(person, place):
    a = person()
    with pytest.raises(errors.TeamRefused):
        members.admit(a.server, a.team(), "1" * 40, "sales", "Niemand")
    from avv_desktop.store.server import connect

    with pytest.raises(errors.TeamRefused):
        connect(place.address, a.login, "falsch")


# ---- a server that lies


def test_who_leaves_reads_nothing_new_and_writes_nothing(person):
    a, b = person(), person("director", "Wer Geht")
    old = begun(a)
    a.share(old)
    b.fetch()
    before = b.team()
    members.remove(a.server, a.team(), before.me)
    new = begun(a)
    a.share(new)
    row = a.server.newest(new)
    assert row["epoch"] == 2
    with pytest.raises(errors.TeamUntrusted):
        before.key_of(2)
    answer(b, old, processing__subject="danach")
    with pytest.raises(errors.TeamRefused):  # with the key they still have, and a login nobody took from them
        sync.share(b.store, b.server, before, old)
    forged = before.__class__(before.membership, a.team().roster)
    with pytest.raises(errors.TeamUntrusted):
        forged.check_author(before.me, 2)


def test_a_server_that_shows_an_older_version_is_noticed(person, place):
    a, b = person(), person()
    id = begun(a)
    a.share(id)
    answer(a, id, processing__subject="zwei")
    a.share(id)
    b.fetch()
    place.rows("DELETE FROM revisions WHERE number = 2")
    with pytest.raises(errors.TeamUntrusted):
        b.fetch()


@pytest.mark.parametrize(
    "lie",
    [
        "UPDATE revisions SET sealed = sealed || 'x'::bytea",
        "UPDATE revisions SET state = 'signed'",
        "UPDATE revisions SET signature = decode(repeat('00', 64), 'hex')",
        "UPDATE revisions SET by_member = repeat('0', 32)",
        "UPDATE revisions SET agreement = '00000000-0000-4000-8000-000000000000'",
        "UPDATE parts SET sealed = sealed || 'x'::bytea",
        "DELETE FROM parts",
        "UPDATE statements SET content = replace(encode(content, 'escape'), 'sales', 'director')::bytea",
        "DELETE FROM statements WHERE number = 1",
        "DELETE FROM statements WHERE number = 2",
        "UPDATE wraps SET wrapped = (SELECT wrapped FROM wraps w WHERE w.member <> wraps.member LIMIT 1)",
    ],
)
def test_what_an_administrator_changes_is_noticed(person, place, lie):
    a, b = person(), person("sales")
    id = begun(a)
    a.store.keep_file(id, "signed", "x.pdf", b"%PDF signed", "half")
    a.share(id)
    b.team()
    place.rows(lie)
    with pytest.raises((errors.TeamUntrusted, errors.TeamNone)):
        b.fetch()
    assert b.store.drafts() == [] or b.store.files(id) == []


def test_a_founder_that_nobody_spoke_to_is_none(person, place, tmp_path):
    person()
    server = place.connect(place.login("director"))
    store = open_store(tmp_path / "other", passphrase="probe-geheim-1")
    with contextlib.closing(store), contextlib.closing(server), pytest.raises(errors.TeamUntrusted):
        members.join(store, server, place.address, "x", PASSWORD, "12345 " * 8)


def test_without_tls_only_this_computer_is_spoken_to():
    from avv_desktop.store.server import connect, is_here

    assert all(is_here(each) for each in ("localhost", "127.0.0.1", "::1", "127.8.9.1"))
    assert not any(is_here(each) for each in ("db.example.org", "10.0.0.5", "0.0.0.0", "127.0.0.1.example.org"))
    with pytest.raises(errors.TeamError):
        connect("mysql://127.0.0.1/x")
    with pytest.raises(errors.TeamError):
        connect("kein Ort")


def test_merging_is_symmetrical_where_only_one_side_changed():
    template = flow.find_template("avv-de")
    base = new_draft(template)
    mine, theirs = base.answer("agreement.number", "1"), base.answer("agreement.place", "Bonn")
    one, other = merge.merged(base, mine, theirs, {}), merge.merged(base, theirs, mine, {})
    assert one.answers == other.answers == base.answers | {"agreement.number": "1", "agreement.place": "Bonn"}
    gone = merge.merged(mine, base, mine, {})
    assert gone.answers == base.answers, "what one side took away stays away"
