"""How far the long-term proof of a file is, what is missing, and by when it has to be added. Pure.

B    signed; when, only the signer's computer says      → a timestamp, before the certificate ends
T    a service confirms when                            → words on revocation, before the certificates end
LT   everything that proves it lies in the file         → a seal over it, before the service's certificate ends
LTA  sealed                                             → a new seal, before the service's certificate ends
"""

from __future__ import annotations

import datetime
from typing import Literal, TypeAlias

from msgspec import Struct
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from avv_desktop.signing import chains, late_timestamp, pdf_file, timestamp_tokens
from avv_desktop.signing.certificates import day, summary
from avv_desktop.signing.evidence import Evidence, Stamp
from avv_desktop.signing.integrity import is_timestamp
from avv_desktop.signing.level import BASELINE, level
from avv_desktop.system.language import tr

Level: TypeAlias = Literal["B", "T", "LT", "LTA"]
Missing: TypeAlias = Literal["timestamp", "revocation", "archive"]
LEVELS: tuple[Level, ...] = ("B", "T", "LT", "LTA")
MISSING: dict[Level, tuple[Missing, ...]] = {
    "B": ("timestamp", "revocation", "archive"),
    "T": ("revocation", "archive"),
    "LT": ("archive",),
    "LTA": (),
}
EARLY = datetime.timedelta(days=90)
"""How long before its end a seal is renewed."""


class Proof(Struct, frozen=True):
    """One signature. level: "" if it is none of PAdES. due: when proof breaks if nothing is added.

    within: a timestamp still fits into the signature itself.
    """

    field: str
    signer: str
    level: Level | Literal[""]
    missing: tuple[Missing, ...]
    due: datetime.datetime | None
    within: bool = False


class Upgrade(Struct, frozen=True):
    """Of a file. level: the lowest of its signatures. sealed_until: when its last seal ends, if there is one."""

    signatures: tuple[Proof, ...]
    level: Level | Literal[""]
    due: datetime.datetime | None
    sealed_until: datetime.datetime | None

    @property
    def pending(self) -> bool:
        """ "Zeitstempel ausstehend": no service confirms when it was signed."""
        return any("timestamp" in each.missing for each in self.signatures)

    def ages(self, now: datetime.datetime) -> bool:
        """Is it time for a new seal?"""
        return self.sealed_until is not None and self.sealed_until - now < EARLY

    def reached(self, wanted: Level) -> bool:
        return self.level != "" and LEVELS.index(self.level) >= LEVELS.index(wanted)


def plan(data: bytes) -> Upgrade:
    """Raises PdfError, EncryptedPdf."""
    opened = pdf_file.reader(data)
    fields = pdf_file.fields(opened)
    return of_fields(fields, Evidence(opened, fields), len(data))


def of_fields(fields: list[pdf_file.Field], evidence: Evidence, size: int) -> Upgrade:
    signatures = [(each.name, each.signature) for each in fields if each.signature is not None]
    found = tuple(_proof(name, each, evidence, size) for name, each in signatures if not is_timestamp(each))
    levels = [each.level for each in found]
    return Upgrade(
        signatures=found,
        level=min(levels, key=LEVELS.index) if levels and all(levels) else "",
        due=min((each.due for each in found if each.due), default=None),
        sealed_until=_ends(evidence.stamps[-1], evidence) if evidence.stamps else None,
    )


def state(found: Upgrade, now: datetime.datetime) -> str:
    """One sentence for a person."""
    if not found.signatures:
        return tr("This document is not signed.")
    until = day(found.due) if found.due else ""
    if found.pending:
        return (
            tr("Timestamp pending; it should be added before {day}.", day=until) if until else tr("Timestamp pending.")
        )
    if found.level == "T":
        return tr("Long-term proof pending; it should be added before {day}.", day=until)
    if found.level == "LT":
        return tr("Provable in the long term; it should be sealed before {day}.", day=until)
    if found.level != "LTA":
        return tr("Its signatures are of another kind; nothing can be added to them here.")
    if found.ages(now):
        return tr("The seal ages; it should be renewed before {day}.", day=until)
    return tr("Sealed; it should be renewed before {day}.", day=until)


def _proof(name: str, signature: EmbeddedPdfSignature, evidence: Evidence, size: int) -> Proof:
    kind = level(signature, evidence)
    reached = kind.removeprefix(BASELINE) if kind.startswith(BASELINE) else ""
    try:
        signer = summary(signature.signer_cert).name
        due = _due(reached, signature, evidence)
    except Exception:  # a foreign file may raise anything
        signer, due = "", None
    within = reached == "B" and late_timestamp.fits(signature, size)
    return Proof(name, signer, reached, MISSING.get(reached, ()), due, within)  # type: ignore[arg-type, call-overload]


def _due(reached: str, signature: EmbeddedPdfSignature, evidence: Evidence) -> datetime.datetime | None:
    """When the first thing ends that proof hangs on."""
    if reached == "LTA":
        return _ends(evidence.stamps[-1], evidence)
    hangs_on = [chain for chain, _ in evidence.chains(signature)]
    if reached == "LT":
        hangs_on = hangs_on[1:]
    ends = [each.not_valid_after for chain in hangs_on for each in chain]
    ends += [_ends(each, evidence) for each in evidence.later(signature)[-1:]]
    if reached == "B":
        ends += _words_end(hangs_on[0], evidence)
    return min(ends, default=None)


def _words_end(chain: list, evidence: Evidence) -> list[datetime.datetime]:
    """Until when the words in the store are the last ones; a timestamp that comes later needs newer words."""
    pairs = list(chains.asked_about(chain))
    latest = [max((w.until for w in chains.words(*pair, evidence.material) if w.until), default=None) for pair in pairs]
    return [each for each in latest if each is not None]


def _ends(stamp: Stamp, evidence: Evidence) -> datetime.datetime:
    authority = timestamp_tokens.authority(stamp.signature.signed_data)
    return min(each.not_valid_after for each in chains.chain(authority, evidence.material.certificates))
