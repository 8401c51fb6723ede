"""The store: drafts and files in, drafts and files out. Each call is whole or has not happened."""

from __future__ import annotations

import contextlib
import datetime
import hashlib
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import sqlalchemy as sa

from avv_desktop.draft.model import SCHEMA, Draft
from avv_desktop.errors import DraftError, NewerFormat, StoreDamaged, StoreError
from avv_desktop.store import rows
from avv_desktop.store.database import told
from avv_desktop.store.key import to_recovery
from avv_desktop.store.lock import Lock
from avv_desktop.store.model import Entry, Saved, StoredFile
from avv_desktop.store.tables import counters, drafts, files, states, templates
from avv_desktop.template.model import Template

SUMMARY = [drafts.c[name] for name in Entry.__struct_fields__]


class Store:
    """Made by `open_store`. Safe to call from any thread, one call at a time. Every call may raise StoreError."""

    def __init__(self, engine: sa.Engine, lock: Lock, key: bytes, path: Path) -> None:
        self._engine, self._lock, self._key, self.path = engine, lock, key, path
        self._one = threading.RLock()
        self._templates: dict[str, Template] = {}
        self._known: set[str] = set()

    @contextlib.contextmanager
    def _work(self) -> Iterator[sa.Connection]:
        """One transaction."""
        with self._one:
            try:
                with self._engine.begin() as connection:
                    yield connection
            except sa.exc.DatabaseError as error:
                raise told(self.path, str(error.orig)) from error

    # ---- drafts

    def save(self, draft: Draft, template: Template, findings_count: int = 0) -> None:
        """Keep the draft as it is now, and how it was before, once a minute."""
        content = msgspec.json.encode(draft)
        with self._work() as work:
            self._keep_template(work, template)
            old = work.execute(sa.select(drafts.c.state).where(drafts.c.id == draft.id)).scalar()
            state = rows.state_after(old, findings_count)
            values = rows.summary(draft, state, findings_count) | {"content": content}
            if old is None:
                work.execute(drafts.insert().values(**values, words="", next_person=""))
            else:
                work.execute(drafts.update().where(drafts.c.id == draft.id).values(**values))
            self._keep_state(work, draft, content)
        self._known.add(template.hash)  # only now is it really there

    def _keep_template(self, work: sa.Connection, template: Template) -> None:
        if template.hash in self._known:
            return
        if not work.execute(sa.select(templates.c.hash).where(templates.c.hash == template.hash)).scalar():
            work.execute(templates.insert().values(hash=template.hash, content=msgspec.json.encode(template)))

    def _keep_state(self, work: sa.Connection, draft: Draft, content: bytes) -> None:
        """Within a minute the newest counts; what is older than a day is thinned to the last of each day."""
        moment = rows.naive(draft.changed)
        minute = moment.replace(second=0, microsecond=0)
        mine = states.c.draft_id == draft.id
        after = minute + datetime.timedelta(minutes=1)
        work.execute(states.delete().where(mine, states.c.moment >= minute, states.c.moment < after))
        work.execute(states.insert().values(draft_id=draft.id, moment=moment, content=content))
        old = mine & (states.c.moment < moment - datetime.timedelta(days=1))
        last = sa.select(sa.func.max(states.c.id)).where(old).group_by(sa.func.date(states.c.moment))
        work.execute(states.delete().where(old, states.c.id.not_in(last)))

    def drafts(self) -> list[Entry]:
        """All that is not deleted, the newest change first."""
        found = sa.select(*SUMMARY).where(drafts.c.deleted.is_(None)).order_by(drafts.c.changed.desc())
        with self._work() as work:
            return [rows.entry(row) for row in work.execute(found).mappings()]

    def search(self, text: str) -> list[Entry]:
        """Agreements in whose customer, number or subject every word of `text` stands, however it is accented."""
        wanted = rows.folded(text).split()
        return [entry for entry in self.drafts() if all(word in rows.searched(entry) for word in wanted)]

    def draft(self, id: str) -> tuple[Draft, Template]:
        """Raises DraftError for an unknown id, NewerFormat."""
        with self._work() as work:
            found = work.execute(sa.select(drafts.c.content, drafts.c.template_hash).where(drafts.c.id == id)).first()
            if found is None:
                raise DraftError(path=id, reason="")
            return self._read(found.content), self._template(work, found.template_hash)

    def _read(self, content: bytes) -> Draft:
        try:
            draft = msgspec.json.decode(content, type=Draft)
        except msgspec.DecodeError as error:
            raise StoreDamaged(path=str(self.path), reason=str(error)) from error
        if draft.schema > SCHEMA:
            raise NewerFormat(path=str(self.path), schema=draft.schema, known=SCHEMA)
        return draft

    def _template(self, work: sa.Connection, hash: str) -> Template:
        if hash not in self._templates:
            content = work.execute(sa.select(templates.c.content).where(templates.c.hash == hash)).scalar_one()
            self._templates[hash] = msgspec.json.decode(content, type=Template)
        return self._templates[hash]

    def earlier(self, draft_id: str) -> list[Saved]:
        """Earlier states, the newest first."""
        found = sa.select(states.c.id, states.c.moment).where(states.c.draft_id == draft_id)
        with self._work() as work:
            rows_found = work.execute(found.order_by(states.c.moment.desc())).all()
        return [Saved(row.id, row.moment.replace(tzinfo=datetime.UTC)) for row in rows_found]

    def state_at(self, saved: Saved) -> Draft:
        """Raises StoreError if it has been thinned out since."""
        with self._work() as work:
            content = work.execute(sa.select(states.c.content).where(states.c.id == saved.id)).scalar()
        if content is None:
            raise StoreError(path=str(self.path), reason="")
        return self._read(content)

    def delete(self, id: str) -> None:
        """Into the bin; `undelete` takes it out."""
        self._change(id, deleted=rows.naive(datetime.datetime.now(datetime.UTC)))

    def undelete(self, id: str) -> None:
        self._change(id, deleted=None)

    def set_state(self, id: str, state: str, words: str, next_person: str) -> None:
        """How far the signatures are."""
        self._change(id, state=state, words=words, next_person=next_person)

    def _change(self, id: str, **values: object) -> None:
        with self._work() as work:
            work.execute(drafts.update().where(drafts.c.id == id).values(**values))

    def next_number(self, today: datetime.date) -> str:
        """ "AVV-2026-001", counting on; a number is given once, also when its draft is deleted."""
        name = f"number-{today.year}"
        with self._work() as work:
            last = work.execute(sa.select(counters.c.value).where(counters.c.name == name)).scalar() or 0
            taken = set(work.execute(sa.select(drafts.c.number)).scalars())
            while (number := f"AVV-{today.year}-{last + 1:03}") in taken:
                last += 1
            work.execute(counters.delete().where(counters.c.name == name))
            work.execute(counters.insert().values(name=name, value=last + 1))
        return number

    # ---- files

    def keep_file(self, draft_id: str, kind: str, name: str, data: bytes, state: str) -> int:
        """Keep a file byte for byte; gives its id."""
        values = {
            "draft_id": draft_id, "kind": kind, "name": name, "state": state, "content": data, "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(), "created": rows.naive(datetime.datetime.now(datetime.UTC)),
        }  # fmt: skip
        with self._work() as work:
            return int(work.execute(files.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]

    def files(self, draft_id: str) -> list[StoredFile]:
        """The files of an agreement, the oldest first."""
        columns = [files.c[name] for name in StoredFile.__struct_fields__]
        with self._work() as work:
            found = work.execute(
                sa.select(*columns).where(files.c.draft_id == draft_id).order_by(files.c.id)
            ).mappings()
            return [StoredFile(**{**row, "created": row["created"].replace(tzinfo=datetime.UTC)}) for row in found]

    def file(self, file_id: int) -> bytes:
        """Raises StoreError if there is none."""
        with self._work() as work:
            content = work.execute(sa.select(files.c.content).where(files.c.id == file_id)).scalar()
        if content is None:
            raise StoreError(path=str(self.path), reason="")
        return content

    def recovery_key(self) -> str:
        """The key of this store, for paper."""
        return to_recovery(self._key)

    def close(self) -> None:
        with self._one:
            self._engine.dispose()
            self._lock.release()
