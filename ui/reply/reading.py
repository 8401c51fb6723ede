"""The file that came back, read against the agreement on the desk; and what has been decided about it since. No Qt."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.reply.match import ENOUGH
from avv_desktop.reply.model import Reply, ReplyChange
from avv_desktop.review.deviations_model import DeviationPage
from avv_desktop.system.language import tr
from avv_desktop.template.model import Template
from ui.reply.decisions import Decision, Log, Step, decided


class Read(NamedTuple):
    """reply: of a Word or text file its changes. page: of a PDF what differs, clause by clause; one of the two.

    score: how sure it is that the file is about this agreement, from 0 to 1.
    """

    path: Path
    digest: str
    score: float
    reply: Reply | None = None
    page: DeviationPage | None = None

    @property
    def name(self) -> str:
        return self.path.name


def read_file(path: Path, draft: Draft, template: Template, known: str = "") -> Read | None:
    """None if its content is that of `known` (a digest). Raises UnreadableFile, IntakeError, PdfError."""
    from avv_desktop.system.files import read

    data = read(path)
    digest = hashlib.sha256(data).hexdigest()
    if digest == known:
        return None
    if data[:1024].lstrip().startswith(b"%PDF"):
        return _pdf(data, path, digest, draft, template)
    reply = flow.read_reply(data, path.name, draft, template)
    return Read(path, digest, reply.score, reply=reply)


def _pdf(data: bytes, path: Path, digest: str, draft: Draft, template: Template) -> Read:
    from avv_desktop.intake.read import read
    from avv_desktop.reply.match import score
    from avv_desktop.reply.returned import same_agreement
    from avv_desktop.review.deviations_compare import comparison_page

    found = comparison_page(same_agreement(data, draft, template, path.name), tr("your draft"), path.name)
    sure = 1.0 if found.same else score(read(data, path.name), draft, template)
    return Read(path, digest, sure, page=found)


class Session:
    """One file and one agreement, as long as both are there. Follows the draft, also through undo and redo."""

    def __init__(self, read: Read, draft: Draft, template: Template) -> None:
        self.read, self.template = read, template
        self.changes = {change.key: change for change in read.reply.changes} if read.reply else {}
        self.log: Log = ()
        self.draft = self.sent = draft
        """As it is now, and as it was when the answer came."""
        self.anyway = False
        """It does not look like an answer, and is shown all the same."""
        self.reasons: dict[str, str] = {}
        """Why a change could not be taken over when it was tried, by its key."""
        self._known: dict[int, tuple[Draft, Log]] = {id(draft): (draft, ())}

    def fits(self, draft: Draft, template: Template) -> bool:
        """Is it the same agreement, of the same template?"""
        return draft.id == self.draft.id and template == self.template

    @property
    def shown(self) -> bool:
        """It looks like an answer, or is to be shown all the same."""
        return self.read.score >= ENOUGH or self.anyway

    def follow(self, draft: Draft) -> None:
        """The draft as it is now, whoever changed it: what was decided in it is what counts."""
        if draft is self.draft:
            return
        known = self._known.get(id(draft))
        self.log = known[1] if known else (*self.log, Step("", None, self.draft, draft))
        self._keep(draft)

    def went(self, draft: Draft, log: Log) -> None:
        """Decided here: the next draft, and how it came about."""
        self.log = log
        self._keep(draft)

    def _keep(self, draft: Draft) -> None:
        self.draft = draft
        self._known[id(draft)] = (draft, self.log)

    @property
    def decisions(self) -> dict[str, Decision]:
        return decided(self.log)

    @property
    def open(self) -> list[ReplyChange]:
        """Not yet decided, in the order of the draft."""
        known = self.decisions
        return [change for change in self.changes.values() if change.key not in known]
