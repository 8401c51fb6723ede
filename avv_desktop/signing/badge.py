"""How far a file is, in the words of a badge."""

from __future__ import annotations

from avv_desktop.signing.model import Progress
from avv_desktop.system.language import tr


def marked(name: str, *, trial: bool) -> str:
    """A signer's name; a trial says so in the same breath (trial certificates carry the mark themselves)."""
    mark = tr("trial")
    return f"{name} · {mark}" if trial and mark.casefold() not in name.casefold() else name


def state_words(progress: Progress) -> str:
    """What the badge says beside the state's own word; empty where that word is enough."""
    words = plain_words(progress)
    said = marked(words, trial=any(slot.trial for slot in progress.slots)) if words else ""
    return said if progress.state == "half" or said != words else ""


def plain_words(progress: Progress) -> str:
    if progress.state == "half":
        return next((party.words for party in progress.parties if party.signed and not party.done), "")
    return {"signed": tr("signed"), "countersigned": tr("countersigned")}.get(progress.state, "")
