"""Changes of sub-processors and what became of them, customer by customer; and whoever looked at a copy on paper."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable
from typing import TypeVar

import msgspec
import sqlalchemy as sa
from msgspec import Struct

from avv_desktop.errors import StoreDamaged, StoreError
from avv_desktop.notice.model import Change, Notice
from avv_desktop.store import rows
from avv_desktop.store.kept import Store
from avv_desktop.store.tables import drafts, files, returned_copies, sub_processor_changes, sub_processor_notices
from avv_desktop.system.structs import ready

Kept = TypeVar("Kept", Change, Notice)


class ReturnedCopy(Struct, frozen=True):
    """kind: "paper" or "copy"; who looked at it, when (UTC), and what they wrote about it."""

    file_id: int
    kind: str
    checked_by: str
    checked: datetime.datetime
    note: str


class Notices:
    """What the store keeps of them. Every call is whole or has not happened, and may raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def keep(self, change: Change, notices: Iterable[Notice]) -> None:
        """A change and its notices; those that are already there give way."""
        content = msgspec.json.encode(change)
        with self._store._work() as work:
            values = {"id": change.id, "created": rows.naive(change.created), "content": content}
            there = sub_processor_changes.c.id == change.id
            if not work.execute(sub_processor_changes.update().where(there).values(**values)).rowcount:
                work.execute(sub_processor_changes.insert().values(**values))
            for each in notices:
                _put(work, each)

    def update(self, *notices: Notice) -> None:
        with self._store._work() as work:
            for each in notices:
                _put(work, each)

    def changes(self) -> list[Change]:
        """The newest first."""
        found = sa.select(sub_processor_changes.c.content).order_by(sub_processor_changes.c.created.desc())
        with self._store._work() as work:
            return [self._decoded(content, Change) for content in work.execute(found).scalars()]

    def of_change(self, change: str) -> list[Notice]:
        """In the order of their urgency; those of deleted agreements are left out."""
        return self._notices(sub_processor_notices.c.change_id == change)

    def of_agreement(self, id: str) -> list[Notice]:
        return self._notices(sub_processor_notices.c.draft_id == id)

    def all(self) -> list[Notice]:
        return self._notices(sa.true())

    def _notices(self, which: sa.ColumnElement[bool]) -> list[Notice]:
        kept = drafts.c.deleted.is_(None) & (drafts.c.id == sub_processor_notices.c.draft_id)
        with self._store._work() as work:
            found = work.execute(sa.select(sub_processor_notices.c.content).where(which, kept)).scalars().all()
        made = [self._decoded(content, Notice) for content in found]
        return sorted(made, key=lambda each: (each.dates.latest, each.customer.casefold()))

    def forget(self, change: str) -> None:
        """A change that was planned and is not wanted any more. What was sent stays. Raises StoreError."""
        if any(each.state != "planned" for each in self.of_change(change)):
            raise StoreError(path=str(self._store.path), reason="")
        with self._store._work() as work:
            work.execute(sub_processor_changes.delete().where(sub_processor_changes.c.id == change))

    def issue(self, notice: Notice, name: str, data: bytes) -> int:
        """File a new annex with its agreement, and the notice with it; gives the file's id."""
        with self._store._work() as work:
            id = _file(work, notice.agreement, "amendment", name, data, "ready")
            _put(work, notice)
        return id

    # ---- copies that came back

    def keep_copy(self, draft_id: str, kind: str, name: str, data: bytes, copy: ReturnedCopy, state: str = "") -> int:
        """A scan or another copy with who checked it; with a `state` the agreement's state becomes that, in words."""
        with self._store._work() as work:
            id = _file(work, draft_id, kind, name, data, state)
            values = {"kind": kind, "checked_by": copy.checked_by, "note": copy.note}
            checked = rows.naive(copy.checked)
            work.execute(returned_copies.insert().values(file_id=id, checked=checked, **values))
            if state:
                new = {"state": "countersigned", "words": state, "next_person": ""}
                work.execute(drafts.update().where(drafts.c.id == draft_id).values(**new))
        return id

    def copies(self, draft_id: str) -> list[ReturnedCopy]:
        """Copies of an agreement that came back, the oldest first."""
        found = sa.select(returned_copies).join(files, files.c.id == returned_copies.c.file_id)
        with self._store._work() as work:
            mine = work.execute(found.where(files.c.draft_id == draft_id).order_by(files.c.id)).mappings().all()
        return [ReturnedCopy(**{**row, "checked": row["checked"].replace(tzinfo=datetime.UTC)}) for row in mine]

    def _decoded(self, content: bytes, kind: type[Kept]) -> Kept:
        try:
            return msgspec.json.decode(content, type=ready(kind))
        except msgspec.DecodeError as error:
            raise StoreDamaged(path=str(self._store.path), reason=str(error)) from error


def _put(work: sa.Connection, notice: Notice) -> None:
    mine = (sub_processor_notices.c.change_id == notice.change) & (sub_processor_notices.c.draft_id == notice.agreement)
    work.execute(sub_processor_notices.delete().where(mine))
    values = {"change_id": notice.change, "draft_id": notice.agreement, "content": msgspec.json.encode(notice)}
    work.execute(sub_processor_notices.insert().values(**values))


def _file(work: sa.Connection, draft_id: str, kind: str, name: str, data: bytes, state: str) -> int:
    values = {
        "draft_id": draft_id, "kind": kind, "name": name, "state": state, "content": data, "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(), "created": rows.naive(datetime.datetime.now(datetime.UTC)),
    }  # fmt: skip
    return int(work.execute(files.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]
