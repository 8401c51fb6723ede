"""Agreements of nobody for the tests of the store, and a look below it."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import keyring
import sqlcipher3.dbapi2
from msgspec.structs import replace

from avv_desktop.draft.create import new_draft
from avv_desktop.draft.model import Draft
from avv_desktop.store.open import NAME
from avv_desktop.template import catalog
from avv_desktop.template.model import Template

MOMENT = datetime.datetime(2026, 11, 23, 9, 30, 15, tzinfo=datetime.UTC)


@lru_cache(maxsize=1)
def template() -> Template:
    return catalog.template("avv-de")


def agreement(customer: str = "Muster Logistik", number: str = "", subject: str = "", minutes: float = 0) -> Draft:
    """A draft, last changed so many minutes after the first."""
    answers = {"controller.company": {"name": customer, "legal_form": "GmbH"}, "processing.subject": subject}
    return at(minutes, new_draft(template(), answers=answers, number=number))


def at(minutes: float, draft: Draft, **answers: object) -> Draft:
    """The draft with these answers, changed so many minutes after MOMENT."""
    moment = MOMENT + datetime.timedelta(minutes=minutes)
    return replace(draft, answers=draft.answers | answers, created=MOMENT, changed=moment)


def key() -> str:
    """The store's key as the keychain keeps it."""
    found = keyring.get_password("avv-desktop", "store-key")
    assert found
    return found


@contextlib.contextmanager
def below(folder: Path, hex_key: str) -> Iterator[sqlcipher3.dbapi2.Connection]:
    """The database without the store in front of it."""
    connection = sqlcipher3.dbapi2.connect(str(folder / NAME))
    try:
        connection.execute(f"PRAGMA key = \"x'{hex_key}'\"")
        yield connection
        connection.commit()
    finally:
        connection.close()


def check_intact(folder: Path, hex_key: str) -> None:
    with below(folder, hex_key) as connection:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
