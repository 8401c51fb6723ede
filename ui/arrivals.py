"""Files that are dropped or chosen: what each is, and where it is opened."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from avv_desktop.errors import AvvError, UnreadableFile
from avv_desktop.system.language import tr
from ui.jobs import PAGES

if TYPE_CHECKING:
    from avv_desktop.draft.model import Draft
    from avv_desktop.store.open import Store
    from avv_desktop.template.model import Template
    from ui.desk import Desk

DRAFTS = (".json", ".avv")
WORD = (".docx", ".docm")
TEXTS = (".txt", ".md", ".markdown", ".html", ".htm")
TABLES = (".csv", ".tsv", ".xlsx", ".xlsm")
OPENABLE = (".pdf", *DRAFTS, *WORD, *TEXTS, *TABLES)


class Stranger(NamedTuple):
    """A draft whose template is not installed here; its words are those of whoever wrote the file."""

    draft: Draft
    template: Template
    name: str


def arrive(desk: Desk, path: Path) -> None:
    """A PDF is verified, a draft taken up, an answer of a customer's read, any other document offered as a template."""
    ending = path.suffix.lower()
    if ending == ".pdf":
        _pdf_file(desk, path)
    elif ending in DRAFTS:
        desk.jobs.run(lambda: draft_file(path), lambda found: take_up(desk, found, path.name), desk.failed.emit)
    elif ending in WORD:
        _word_file(desk, path)
    elif ending in TABLES:
        desk.go("many", str(path))
    elif ending in TEXTS:
        desk.go("intake", str(path))
    else:
        words = tr("PDF, Word, text, table and draft files can be opened.")
        desk.failed.emit(UnreadableFile(path=str(path), reason=words))


def draft_file(path: Path) -> tuple[Draft, Template]:
    """As a new agreement, so that it never takes the place of one that is kept here."""
    from avv_desktop.draft.files import from_bytes
    from avv_desktop.system.files import read

    draft, template = from_bytes(read(path), path=str(path))
    return replace(draft, id=str(uuid.uuid4())), template


def take_up(desk: Desk, found: object, name: str = "") -> None:
    """On the desk with it; a template that is not installed here is asked about first."""
    from avv_desktop.draft.files import foreign

    draft, template = found
    if foreign(template):
        desk.stranger = Stranger(draft, template, name)
        desk.go("stranger")
        return
    desk.lay_down(draft, template)
    desk.go("editor")


# ---- PDF: an agreement that comes back from a customer, or any file to verify


def _pdf_file(desk: Desk, path: Path) -> None:
    store = desk.store
    if store is None:
        desk.go("verify", str(path))
        return

    def then(back: object) -> None:
        desk.go("returned" if back else "verify", str(path))

    desk.jobs.run(lambda: came_back(path, store), then, lambda _: then(False), lane=PAGES)


def came_back(path: Path, store: Store) -> bool:
    """Does it bring a new signature to an agreement that is kept, or is it a copy of one without our signatures?"""
    from avv_desktop.kit.filing import find, judged
    from avv_desktop.system.files import read

    data = read(path)
    match = find(store, data, path.name)
    if match is None or (match.state not in ("half", "signed", "countersigned") and not match.annex):
        return False
    return judged(store, match, data, path.name).kind in ("countersigned", "unfit", "rewritten", "scan")


# ---- Word: the answer to an agreement of ours, or a document of somebody else's


def _word_file(desk: Desk, path: Path) -> None:
    draft, template, store = desk.draft, desk.template, desk.store

    def work() -> object:
        return answered(path, (draft, template) if draft and template else None, store)

    def then(id: object) -> None:
        if id is None:
            desk.go("intake", str(path))
        elif desk.draft is not None and id == desk.draft.id:
            desk.go("reply", str(path))
        else:
            desk.open(str(id), "reply", str(path))

    desk.jobs.run(work, then, desk.failed.emit, lane=PAGES)


def answered(path: Path, open_one: tuple[Draft, Template] | None, store: Store | None) -> str | None:
    """The id of the draft that this Word file answers: the open one, or one that is kept whose number it names.

    None if it answers none. Raises IntakeError.
    """
    from avv_desktop.intake.read import read as lines_of
    from avv_desktop.reply.match import find_draft
    from avv_desktop.system.files import read

    source = lines_of(read(path), path.name)
    if open_one and find_draft(source, [open_one]):
        return open_one[0].id
    if store is None:
        return None
    said = source.data.decode("utf-8", "replace") + "\n".join(line.text for line in source.lines)
    kept = []
    for entry in store.drafts():
        if entry.number and entry.number in said:
            try:
                kept.append(store.draft(entry.id))
            except AvvError:
                continue
    found = find_draft(source, kept)
    return found[0].id if found else None
