"""An agreement that is known only as a PDF, back in the store; its signatures say how far it is."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from avv_desktop import flow
from avv_desktop.system.language import tr

if TYPE_CHECKING:
    from avv_desktop.store.kept import Store
    from avv_desktop.store.model import Entry

FARTHER = ("draft", "ready", "half", "signed", "countersigned")


def take_in(kept: Store, path: Path) -> str:
    """What became of it, in words. A second file of one agreement goes with it. Raises as `flow.reopen`."""
    from avv_desktop.system.files import read
    from avv_desktop.verdict.as_json import as_json

    data = read(path)
    digest = hashlib.sha256(data).hexdigest()
    draft, template = flow.reopen(data)
    number = str(draft.answers.get("agreement.number") or "")
    entries = {each.number: each for each in kept.drafts() if each.number}
    entry = entries.get(number)
    if entry and any(each.sha256 == digest for each in kept.files(entry.id)):
        return tr("is there already")
    progress = flow.progress(data)
    signed = any(slot.signed for slot in progress.slots)
    verdict = msgspec.json.encode(as_json(flow.verify(data))) if signed else None
    words = next((party.words for party in progress.parties if party.signed and not party.done), "")
    findings = 0 if entry else sum(each.severity == "E" for each in flow.check(template, draft))
    id = entry.id if entry else draft.id
    with kept.together():
        if not entry:
            kept.save(draft, template, findings)
        kept.keep_file(id, "signed" if signed else "pdf", path.name, data, progress.state, verdict)
        if signed and _farther(progress.state, entry):
            kept.set_state(id, progress.state, words, progress.next.name if progress.next else "")
    return tr("filed with {number}", number=number) if entry else tr("taken in")


def _farther(state: str, entry: Entry | None) -> bool:
    if entry is None or state not in FARTHER or entry.state not in FARTHER:
        return True
    return FARTHER.index(state) > FARTHER.index(entry.state)
