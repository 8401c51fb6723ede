"""The store: drafts and files in, drafts and files out. Each call is whole or has not happened."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from pathlib import Path

import msgspec
import sqlalchemy as sa

from avv_desktop.draft.model import Draft
from avv_desktop.errors import DraftError, StoreError, UnknownTemplate
from avv_desktop.store import past, rows, trail
from avv_desktop.store.bin import Bin
from avv_desktop.store.database import copy_to
from avv_desktop.store.key import to_recovery
from avv_desktop.store.lock import Lock
from avv_desktop.store.model import Entry, Step, StoredFile
from avv_desktop.store.past import Past
from avv_desktop.store.persons import Persons
from avv_desktop.store.register import Register, outdate
from avv_desktop.store.rekey import Rekey
from avv_desktop.store.tables import counters, drafts, files, templates
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Template

SUMMARY = [drafts.c[name] for name in Entry.__struct_fields__]


class Store(Bin, Past, Persons, Register, Rekey):
    """Made by `open_store`. Safe to call from any thread, one call at a time. Every call may raise StoreError."""

    def __init__(self, engine: sa.Engine, lock: Lock, key: bytes, path: Path) -> None:
        super().__init__(engine, lock, key, path)
        self._templates: dict[str, Template] = {}

    # ---- drafts

    def save(
        self, draft: Draft, template: Template, findings_count: int = 0, steps: Mapping[int, Draft] | None = None
    ) -> None:
        """Keep the draft as it is now, how it was before, once a minute, and the steps that can be undone."""
        content = msgspec.json.encode(draft)
        with self._work() as work:
            self._keep_template(work, template)
            old = work.execute(sa.select(drafts.c.state).where(drafts.c.id == draft.id)).scalar()
            state = rows.state_after(old, findings_count)
            values = rows.summary(draft, state, findings_count) | {"content": content}
            if old is None:
                work.execute(drafts.insert().values(**values, words="", next_person=""))
                trail.note(work, "created", draft.id)
            else:
                work.execute(drafts.update().where(drafts.c.id == draft.id).values(**values))
                outdate(work, draft.id)
            past.keep_state(work, draft, content)
            if steps is not None:
                past.keep_steps(work, draft.id, steps)
        self._known.add(template.hash)  # only now is it really there

    def _keep_template(self, work: sa.Connection, template: Template) -> None:
        if template.hash in self._known:
            return
        if not work.execute(sa.select(templates.c.hash).where(templates.c.hash == template.hash)).scalar():
            work.execute(templates.insert().values(hash=template.hash, content=msgspec.json.encode(template)))

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

    def _template(self, work: sa.Connection, hash: str) -> Template:
        if hash not in self._templates:
            content = work.execute(sa.select(templates.c.content).where(templates.c.hash == hash)).scalar_one()
            self._templates[hash] = msgspec.json.decode(content, type=ready(Template))
        return self._templates[hash]

    def template_of(self, draft: Draft) -> Template:
        """The template an earlier state was made with: kept here, or installed. Raises UnknownTemplate."""
        from avv_desktop.template import catalog

        ref = draft.template
        with self._work() as work:
            if work.execute(sa.select(templates.c.hash).where(templates.c.hash == ref.hash)).scalar():
                return self._template(work, ref.hash)
        found = catalog.find(ref.id, ref.version, ref.hash)
        if found is None:
            raise UnknownTemplate(path=draft.id, template=ref.id, version=ref.version)
        return found

    def set_state(self, id: str, state: str, words: str, next_person: str) -> None:
        """How far the signatures are."""
        with self._work() as work:
            values = {"state": state, "words": words, "next_person": next_person}
            if work.execute(drafts.update().where(drafts.c.id == id).values(**values)).rowcount:
                trail.note(work, f"state {state}", id)

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

    def keep_file(
        self, draft_id: str, kind: str, name: str, data: bytes, state: str, verdict: bytes | None = None
    ) -> int:
        """Keep a file byte for byte, with what was judged of it at that time (JSON); gives its id."""
        with self._work() as work:
            return self._keep_file(work, draft_id, kind, name, data, state, verdict)

    def _keep_file(
        self, work: sa.Connection, draft_id: str, kind: str, name: str, data: bytes, state: str, verdict: bytes | None
    ) -> int:
        values = {
            "draft_id": draft_id, "kind": kind, "name": name, "state": state, "content": data, "size": len(data),
            "sha256": hashlib.sha256(data).hexdigest(), "created": rows.naive(datetime.datetime.now(datetime.UTC)),
            "verdict": verdict,
        }  # fmt: skip
        id = int(work.execute(files.insert().values(**values)).inserted_primary_key[0])  # type: ignore[index]
        trail.note(work, f"file {kind}", draft_id, str(values["sha256"]))
        return id

    def verdict(self, file_id: int) -> bytes | None:
        """What was judged of a file when it was kept (JSON)."""
        with self._work() as work:
            return work.execute(sa.select(files.c.verdict).where(files.c.id == file_id)).scalar()

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

    # ---- the whole

    def trail(self, subject: str = "") -> list[Step]:
        """What was done when, all of it or about one agreement, the oldest first."""
        with self._work() as work:
            return trail.steps(work, subject)

    def audit(self) -> int:
        """The number of the first entry of the trail that is missing or was changed; 0 where it is whole."""
        with self._work() as work:
            return trail.first_broken(work)

    def note(self, what: str, subject: str = "", content: bytes | str = "") -> None:
        """An entry in the trail about something that happened outside."""
        with self._work() as work:
            trail.note(work, what, subject, content)

    def copy_to(self, target: Path) -> bytes:
        """A whole copy of the database; gives the key that opens it, since another may come at any time."""
        with self._one:
            copy_to(self._engine, self.path, target)
            return self._key

    def recovery_key(self) -> str:
        """The key of this store, for paper."""
        return to_recovery(self._key)

    def close(self) -> None:
        with self._one:
            self._engine.dispose()
            self._lock.release()
