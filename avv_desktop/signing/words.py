"""A verdict in plain sentences: three for each signature, three and a headline for the file. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Literal

from avv_desktop.signing.model import Changes, Integrity, Progress, SignatureVerdict, Trust
from avv_desktop.system.language import tr

Tone = Literal["good", "open", "bad", "none"]


# ---- one signature


def unchanged(integrity: Integrity, changes: Changes) -> str:
    if integrity == "altered":
        return tr("The document was changed after this signature, or the signature does not belong to it.")
    if integrity == "unverifiable":
        return tr("Whether the document is unchanged could not be checked.")
    return {
        "none": tr("Nothing was changed after this signature."),
        "signature": tr("The signed text is unchanged; only further signatures came after it."),
        "form": tr("The signed text is unchanged, but form fields were filled in after this signature."),
        "annotation": tr("Notes were added to the document after this signature."),
        "other": tr("More than signatures was added or replaced in the document after this signature."),
        "unverifiable": tr("The signed version is intact; what came after it could not be checked."),
    }[changes]


def who(name: str, trust: Trust, *, trial: bool, note: str = "") -> str:
    name = name or tr("somebody unknown")
    if trial:
        said = tr("{name}, according to a trial key (“Probe”): nobody has checked whose it is.", name=name)
        return said if trust != "trusted" else said + " " + tr("You trust this very key.")
    return {
        "trusted": " ".join(filter(None, (tr("{name}, vouched for by a certificate you trust.", name=name), note))),
        "unknown": tr("{name}, according to the certificate; its issuer is not known here.", name=name),
        "expired": tr("{name}, according to a certificate that is not valid any more, or not yet.", name=name),
        "revoked": tr("{name}, according to a certificate that was revoked.", name=name),
        "unchecked": tr("{name}, according to the certificate; whose it is was not checked.", name=name),
    }[trust]


def when(moment: datetime.datetime | None, source: str, sealed: datetime.datetime | None = None) -> str:
    """sealed: when a trusted timestamp over the document found the signature in it."""
    if moment is None:
        return tr("The signature names no time.")
    said = moment.astimezone().strftime("%d.%m.%Y, %H:%M")
    if source == "timestamp":
        return tr("{moment}, confirmed by a trusted timestamp.", moment=said)
    if sealed is not None:
        day = sealed.astimezone().strftime("%d.%m.%Y, %H:%M")
        return tr("{moment}, according to the signer's computer; a seal proves it for {day}.", moment=said, day=day)
    return tr("{moment}, according to the signer's computer; no timestamp confirms it.", moment=said)


# ---- the file


def tone(signatures: Sequence[SignatureVerdict]) -> Tone:
    if not signatures:
        return "none"
    if any(is_bad(each) for each in signatures):
        return "bad"
    return "good" if all(is_good(each) for each in signatures) else "open"


def is_bad(signature: SignatureVerdict) -> bool:
    changed = signature.changes in ("annotation", "other")
    return signature.integrity == "altered" or changed or signature.trust == "revoked"


def is_good(signature: SignatureVerdict) -> bool:
    unchanged = signature.integrity == "intact" and signature.changes in ("none", "signature")
    return unchanged and signature.trust == "trusted"


def headline(signatures: Sequence[SignatureVerdict], progress: Progress | None) -> str:
    kind = tone(signatures)
    if kind == "none":
        return tr("This document is not signed.")
    if kind == "bad":
        if any(each.integrity == "altered" or each.changes in ("annotation", "other") for each in signatures):
            return tr("This document is not as it was signed.")
        return tr("A certificate in this document was revoked.")
    state = progress_words(progress)
    if kind == "good":
        said = tr("Unchanged, and signed by people you trust.")
    elif any(each.integrity != "intact" or each.changes in ("form", "unverifiable") for each in signatures):
        said = tr("Not everything about this document could be checked.")
    else:
        said = tr("Unchanged; who signed was not checked.")
    if any(each.trial for each in signatures):
        said += " " + tr("Signed with a trial key (“Probe”).")
    return f"{said} {state}".strip()


def progress_words(progress: Progress | None) -> str:
    """ "Muster GmbH: 1 von 2 unterschrieben." for whoever has begun and is not done."""
    if progress is None:
        return ""
    begun = [party for party in progress.parties if party.signed and not party.done]
    return " ".join(f"{party.party}: {party.words}." for party in begun)


def file_unchanged(signatures: Sequence[SignatureVerdict]) -> str:
    if not signatures:
        return tr("There is no signature that could show a change.")
    if len(signatures) == 1:
        return signatures[0].unchanged
    states = [(each.integrity, each.changes) for each in signatures]
    for integrity, changes in states:
        if integrity == "altered" or changes in ("annotation", "other"):
            return unchanged(integrity, changes)
    for integrity, changes in states:
        if integrity == "unverifiable" or changes in ("unverifiable", "form"):
            return unchanged(integrity, changes)
    return tr("The signed text is unchanged; all {count} signatures fit it.", count=len(signatures))


def file_who(signatures: Sequence[SignatureVerdict]) -> str:
    people = [each for each in signatures if each.kind == "signature"]
    if not people:
        return tr("Nobody has signed.")
    if len(people) == 1:
        return people[0].who
    names = ", ".join(dict.fromkeys(each.signer or tr("somebody unknown") for each in people))
    if any(each.trust == "revoked" for each in people):
        return tr("{names}; a certificate was revoked.", names=names)
    if any(each.trial for each in people):
        return tr("{names}, according to trial keys (“Probe”): nobody has checked whose they are.", names=names)
    if all(each.trust == "trusted" for each in people):
        return tr("{names}, vouched for by certificates you trust.", names=names)
    return tr("{names}, according to their certificates; whose they are was not checked.", names=names)


def file_when(signatures: Sequence[SignatureVerdict]) -> str:
    if len(signatures) == 1:
        return signatures[0].when
    moments = sorted(each.signed_at for each in signatures if each.signed_at)
    if not moments:
        return tr("There is no time of signing.") if not signatures else tr("The signatures name no time.")
    first, last = (moment.astimezone().strftime("%d.%m.%Y") for moment in (moments[0], moments[-1]))
    days = first if first == last else tr("{first} to {last}", first=first, last=last)
    if all(each.time_source == "timestamp" for each in signatures):
        return tr("{days}, confirmed by trusted timestamps.", days=days)
    proven = [each.signed_at if each.kind == "timestamp" else each.proven_at for each in signatures]
    if all(proven):
        latest = max(filter(None, proven)).astimezone().strftime("%d.%m.%Y")
        return tr("{days}; trusted timestamps prove all of it for {day}.", days=days, day=latest)
    return tr("{days}, according to the signers' computers; no timestamp confirms all of it.", days=days)
