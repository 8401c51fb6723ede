"""A PDF that came back: is it the agreement that was sent, is there a new signature, and what can be done with it?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from avv_desktop import flow
from avv_desktop.document.compare.compare import compare
from avv_desktop.document.compare.model import Comparison
from avv_desktop.document.model import Document, signature_lines
from avv_desktop.errors import NoText
from avv_desktop.signing.appearance import TRIAL_WORDS
from avv_desktop.signing.model import Progress, SignatureVerdict, Verdict
from avv_desktop.signing.signers import signers
from avv_desktop.verdict.judge import Given

Kind = Literal["countersigned", "unfit", "unsigned", "unchanged", "damaged", "scan", "rewritten", "other"]
ALIKE = 0.5
"""Share of the agreement's lines that a copy must have in common with it to be one at all."""


class Difference(Struct, frozen=True):
    """One line that a copy says otherwise; `where` and title as a reader finds it. Empty: it is not there."""

    where: str
    title: str
    ours: str
    theirs: str


class Returned(Struct, frozen=True):
    """kind: "countersigned" there is a new valid signature of the customer; "unfit" there is one that does not count;
    "unsigned" it was worked on, but not signed; "unchanged" it is what was sent; "damaged" a signature is broken;
    "scan" pictures of pages; "rewritten" our signatures are not in this copy; "other" it is another document.

    differences: of a rewritten copy what its text says otherwise. signers: who signed anew. foreign: names of
    signatures in a rewritten copy, which are none of ours.
    """

    kind: Kind
    verdict: Verdict | None = None
    progress: Progress | None = None
    differences: tuple[Difference, ...] = ()
    signers: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Of a rewritten copy: its text says what the agreement says."""
        return not self.differences


def judge(data: bytes, name: str, sent: Sequence[bytes], document: Document, given: Given | None = None) -> Returned:
    """`sent`: what of this agreement may have been handed out, the newest first. `document`: what it says.

    Raises PdfError, EncryptedPdf, NotVerifiable.
    """
    given = given or Given()
    if data in sent:
        return Returned("unchanged", progress=flow.progress(data))
    base = max((each for each in sent if data.startswith(each)), key=len, default=None)
    base = base or next((each for each in sent if _carries(data, each)), None)
    if base is None:
        return _without_our_signatures(data, name, document)
    return _continued(data, base, given)


def _carries(data: bytes, sent: bytes) -> bool:
    """Are all signatures of what was sent in this file as well?"""
    ours = {each.token for each in signers(sent)}
    return bool(ours) and ours <= {each.token for each in signers(data)}


# ---- the file goes on from what was sent


def _continued(data: bytes, sent: bytes, given: Given) -> Returned:
    verdict, progress = flow.verify(data, given=given), flow.progress(data)
    if verdict.content == "different" or any(_broken(each) for each in verdict.signatures):
        return Returned("damaged", verdict, progress)
    before = {each.token for each in signers(sent)}
    new = [each for each in signers(data) if each.token not in before]
    if not new:
        return Returned("unsigned", verdict, progress)
    names = tuple(each.name for each in new)
    fields = {each.field for each in new}
    counts = any(slot.counts for slot in progress.slots if slot.field in fields)
    fit = counts and progress.state != "problem"
    return Returned("countersigned" if fit else "unfit", verdict, progress, signers=names)


def _broken(signature: SignatureVerdict) -> bool:
    return signature.integrity == "altered" or signature.changes in ("annotation", "other")


# ---- a copy in which our signatures are not


def _without_our_signatures(data: bytes, name: str, document: Document) -> Returned:
    """Never forged, never signed: a copy whose words are compared."""
    from avv_desktop.reply.agreement import agreement

    foreign = tuple(dict.fromkeys(each.name for each in signers(data) if each.name))
    try:
        found = compare(document, agreement(data, name))
    except NoText:
        return Returned("scan", foreign=foreign)
    if _likeness(found) < ALIKE:
        return Returned("other", foreign=foreign)
    return Returned("rewritten", differences=tuple(_differences(found, document)), foreign=foreign)


def _likeness(comparison: Comparison) -> float:
    """Lines of the agreement that the copy has too, of all of them."""
    lines = [change for clause in comparison.clauses for change in clause.changes if change.old is not None]
    return sum(change.new is not None for change in lines) / len(lines) if lines else 0.0


def _differences(comparison: Comparison, document: Document) -> list[Difference]:
    """What a copy says otherwise, but for what only printing does: other blanks, lines read in another order, and the
    words of signatures that were printed where the signatures stood."""
    stamps, found = _stamps(document), []
    for clause in comparison.clauses:
        for change in clause.changes:
            old, new = change.old.text if change.old else "", change.new.text if change.new else ""
            if change.state != "same" and not change.left and _bare(old) != _bare(new):
                unit = change.old or change.new
                found.append(Difference(unit.label if unit else "", clause.title, old, new))
    gone = Counter(_bare(each.ours) for each in found if not each.theirs)
    come = Counter(_bare(each.theirs) for each in found if not each.ours)
    moved = gone & come
    return [each for each in found if not _printed_only(each, moved, stamps)]


def _printed_only(each: Difference, moved: Counter[str], stamps: list[str]) -> bool:
    if each.ours and each.theirs:
        return False
    if moved[_bare(each.ours or each.theirs)]:
        return True
    left = DATE.sub("", each.theirs)
    bare = _bare(left)
    for words in stamps:
        bare = bare.replace(words, "")
    return not each.ours and not bare.strip(",.")


DATE = re.compile(r"\d{2}\.\d{2}\.\d{4}")


def _stamps(document: Document) -> list[str]:
    """All that our signatures print, the longest first."""
    lines = signature_lines(document)
    said = {_bare(words) for line in lines for words in (line.name, line.function, line.party, line.place)}
    return sorted(filter(None, said | {_bare(TRIAL_WORDS)}), key=len, reverse=True)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00a0\u00ad*-]", "", text).casefold()
