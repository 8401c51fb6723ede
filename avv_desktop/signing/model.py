"""Who stands for it: the values of signing and verifying."""

from __future__ import annotations

import datetime
from typing import Literal

from msgspec import Struct

Integrity = Literal["intact", "altered", "unverifiable"]
Changes = Literal["none", "signature", "form", "annotation", "other", "unverifiable"]
Trust = Literal["trusted", "unknown", "expired", "revoked", "unchecked"]
Identity = Literal["", "verified", "name", "stranger"]
"""Who signed a line: nobody yet, the person expected, somebody of that name, somebody else."""
Policy = Literal["", "own", "default", "lenient"]
Qualified = Literal["", "qualified", "advanced", "simple"]
"""What a signature is in the words of eIDAS (Art. 3 Nos. 10 to 12), as far as it is known."""
Content = Literal["", "same", "words", "redrawn", "different", "unverifiable"]
"""same: the pages are just what the program makes of the data. words: they say the same; whether they also look the
same cannot be told. redrawn: they say the same, but somebody has worked on them. different: they say something else."""
Purpose = Literal["signing", "login", "encryption", "issuing", "other", "any"]
"""What a certificate is for. "any": it does not say. "login": for proving who one is to a computer."""


class SignedPdf(Struct, frozen=True):
    """Bytes somebody has signed; never rewritten, only appended to."""

    data: bytes


class Certificate(Struct, frozen=True):
    """What a person needs to know of a certificate; nothing private."""

    name: str
    issuer: str
    not_before: datetime.datetime
    not_after: datetime.datetime
    algorithm: str
    """ "RSA-3072", "P-256" """
    trial: bool
    """Self-signed by the program's button: it shows everywhere that this is a trial."""
    fingerprint: str
    purpose: Purpose = "any"


class Slot(Struct, frozen=True):
    """A signature field of a file, and whether it is signed.

    fits: the signer is the person expected, by name or as pinned (None while unsigned).
    counts: the signature is one of those that the party's rule asks for. identity: "verified" is more than a name
    that fits. note: why it does not count, or what is not known; one sentence.
    """

    field: str
    side: str
    name: str
    function: str
    party: str
    place: str
    order: int
    signed: bool
    signer: str = ""
    signed_at: datetime.datetime | None = None
    trial: bool = False
    fits: bool | None = None
    counts: bool = False
    identity: Identity = ""
    note: str = ""


class PartyState(Struct, frozen=True):
    """How far one party is. `words` is what the screen says: "1 von 2 unterschrieben".

    verified: how many of the signatures that count are by persons whose identity is verified. standing: what that
    comes to, one sentence: "Wirksam gezeichnet", or why not yet.
    """

    side: str
    party: str
    signed: int
    needed: int
    words: str
    verified: int = 0
    standing: str = ""

    @property
    def done(self) -> bool:
        return self.signed >= self.needed

    @property
    def effective(self) -> bool:
        """The rule of representation is met by verified signatures of the right persons."""
        return self.needed > 0 and self.verified >= self.needed


class Progress(Struct, frozen=True):
    """Where a file stands. state: "ready", "half", "signed" (the processor is done), "countersigned", "problem".

    effective: every party has signed effectively, and nothing is wrong.
    """

    state: Literal["ready", "half", "signed", "countersigned", "problem"]
    parties: tuple[PartyState, ...]
    slots: tuple[Slot, ...]
    next: Slot | None
    effective: bool = False


class PreCheck(Struct, frozen=True):
    """One answer of the dry run before any passphrase is asked for. severity: "ok", "warn", "stop"."""

    name: str
    severity: Literal["ok", "warn", "stop"]
    message: str


class SignatureVerdict(Struct, frozen=True):
    """One signature, each axis apart. The plain sentences are one each, in the language of the screen."""

    kind: Literal["signature", "timestamp"]
    field: str
    signer: str
    integrity: Integrity
    changes: Changes
    trust: Trust
    signed_at: datetime.datetime | None
    time_source: Literal["signer", "timestamp", "none"]
    trial: bool
    level: str
    indication: str
    sub_indication: str
    unchanged: str
    who: str
    when: str
    party: str = ""
    function: str = ""
    covers_whole_file: bool = True
    proven_at: datetime.datetime | None = None
    """Since when a trusted timestamp proves that it was there, and which one (`proven_by`)."""
    proven_by: Literal["", "signature timestamp", "document timestamp"] = ""
    reason: str = ""
    """Why something could not be checked."""
    policy: Policy = ""
    """By which rules later changes were judged: those for our own files, the usual ones, the lenient ones."""
    qualified: Qualified = ""
    legal: str = ""
    """What `qualified` means, in a sentence."""


class TrustList(Struct, frozen=True):
    """An EU trusted list that was given. outdated: a newer one should have been out by now."""

    territory: str
    operator: str
    issued: datetime.datetime | None
    next_update: datetime.datetime | None
    outdated: bool
    words: str


class Verdict(Struct, frozen=True):
    """What can be said of a file.

    positive: there is a signature, and every one is intact, unchanged and trusted.
    tone: "good", "open" (something was not checked), "bad", "none" (no signature).
    content: of our own agreements, whether the pages say what the data inside says. sent: whether it is the original
    that was given to compare with. notes: what else one should know, a sentence each.
    """

    signatures: tuple[SignatureVerdict, ...]
    headline: str
    unchanged: str
    who: str
    when: str
    tone: Literal["good", "open", "bad", "none"]
    positive: bool
    progress: Progress | None = None
    agreement: str = ""
    """Title and number, if one of ours is inside."""
    content: Content = ""
    sent: Literal["", "same", "different"] = ""
    trust_lists: tuple[TrustList, ...] = ()
    notes: tuple[str, ...] = ()
