"""A verdict in three answers, each with its own colour: "nicht geprüft" is grey, never green, never red. Pure."""

from __future__ import annotations

from typing import Literal, NamedTuple

from avv_desktop.signing.badge import marked
from avv_desktop.signing.model import SignatureVerdict, Slot, Verdict
from avv_desktop.system.language import tr, trn
from ui.look.tokens import State

Answer = Literal["yes", "no", "open", "moot", "none"]
"""moot: true, but of another text, so no green beside a red. none: there is nothing to answer."""

GLYPHS: dict[Answer, tuple[str, str]] = {
    "yes": ("check-circle-fill", "good"),
    "no": ("x-circle-fill", "bad"),
    "open": ("question-fill", "faint"),
    "moot": ("info-fill", "faint"),
    "none": ("circle-dashed", "faint"),
}
STATES = {"good": State.SIGNED, "open": State.DRAFT, "bad": State.PROBLEM, "none": State.DRAFT}
ANSWER_OF_TONE: dict[str, Answer] = {"good": "yes", "open": "open", "bad": "no", "none": "none"}


class Axis(NamedTuple):
    question: str
    answer: Answer
    short: str
    sentence: str


def axes(verdict: Verdict) -> tuple[Axis, Axis, Axis]:
    """Unchanged, who, when: of all signatures of a file together."""
    unchanged = weakest([unchanged_answer(each) for each in verdict.signatures])
    who = weakest([who_answer(each) for each in verdict.signatures])
    when = weakest([when_answer(each) for each in verdict.signatures])
    if unchanged == "no":
        who, when = "no" if who == "no" else _moot(who), _moot(when)
    return (
        Axis(tr("Unchanged?"), unchanged, _short(unchanged), verdict.unchanged),
        Axis(tr("Who?"), who, _names(verdict, who), verdict.who),
        Axis(tr("When?"), when, _days(verdict, when), verdict.when),
    )


def unchanged_answer(signature: SignatureVerdict) -> Answer:
    if signature.integrity == "altered" or signature.changes in ("annotation", "other"):
        return "no"
    if signature.integrity == "unverifiable" or signature.changes in ("unverifiable", "form"):
        return "open"
    return "yes"


def who_answer(signature: SignatureVerdict) -> Answer:
    return {"trusted": "yes", "revoked": "no"}.get(signature.trust, "open")


def when_answer(signature: SignatureVerdict) -> Answer:
    if signature.signed_at is None or signature.time_source != "timestamp":
        return "open"
    return "yes"


def signature_answer(signature: SignatureVerdict) -> Answer:
    """Of one signature's row: its text first, then whose it is; the time alone takes no green away."""
    return weakest([unchanged_answer(signature), who_answer(signature)])


def weakest(answers: list[Answer]) -> Answer:
    """One no is a no, one open is open; without any there is nothing to answer."""
    order: tuple[Answer, ...] = ("no", "open", "moot", "yes")
    return next((answer for answer in order if answer in answers), "none")


def details(signature: SignatureVerdict, slot: Slot | None = None) -> list[tuple[str, str]]:
    """What folds away below a signature: names and values. slot: the line of the agreement it stands on."""
    found = [
        (tr("Unchanged?"), signature.unchanged),
        (tr("Who?"), signature.who),
        (tr("When?"), signature.when),
        (tr("Signed for"), " · ".join(filter(None, (signature.function, signature.party)))),
        (tr("Identity"), identity_words(slot)),
        (tr("In law"), signature.legal),
        (tr("Covers"), tr("the whole file") if signature.covers_whole_file else tr("the file as it was then")),
        (tr("Certificate"), _certificate(signature)),
        (tr("Level"), signature.level),
        (tr("Proven since"), _proven(signature)),
        (tr("Result"), " · ".join(filter(None, (signature.indication, signature.sub_indication)))),
        (tr("Not checked because"), signature.reason),
    ]
    return [(name, words) for name, words in found if words]


def identity_words(slot: Slot | None) -> str:
    """Is it the person this line is for? And does it count for the party?"""
    if slot is None or not slot.signed:
        return ""
    said = {
        "": "",
        "verified": tr("verified: it is {name}", name=slot.name),
        "name": tr("the name fits; whose certificate it is, nobody has checked"),
        "stranger": tr("not the person this line is for: {name}", name=slot.name),
    }[slot.identity]
    return " · ".join(filter(None, (said, slot.note)))


def title(signature: SignatureVerdict) -> str:
    """Whose signature it is; a trial says so in the same breath."""
    name = signature.signer or tr("Unknown signer")
    if signature.kind == "timestamp":
        name = tr("Timestamp: {name}", name=name)
    return marked(name, trial=signature.trial)


def subtitle(signature: SignatureVerdict) -> str:
    if unchanged_answer(signature) == "no":
        return tr("What was signed is another version of this document")
    about = ", ".join(filter(None, (signature.function, signature.party)))
    when = signature.signed_at.astimezone().strftime("%d.%m.%Y") if signature.signed_at else ""
    return " · ".join(filter(None, (about or signature.field, when)))


def _proven(signature: SignatureVerdict) -> str:
    """By which timestamp, and since when."""
    if signature.proven_at is None:
        return ""
    own = signature.proven_by.startswith("signature")
    when = signature.proven_at.astimezone().strftime("%d.%m.%Y %H:%M")
    return f"{when} · {tr('its own timestamp') if own else tr('the document’s timestamp')}"


def _certificate(signature: SignatureVerdict) -> str:
    if signature.trial:
        return tr("trial key: nobody has checked whose it is")
    return {
        "trusted": tr("trusted"),
        "unknown": tr("issuer not known here"),
        "expired": tr("expired"),
        "revoked": tr("revoked"),
        "unchecked": tr("not checked"),
    }[signature.trust]


def _moot(answer: Answer) -> Answer:
    return "none" if answer == "none" else "moot"


def _short(answer: Answer) -> str:
    return {
        "yes": tr("Yes"),
        "no": tr("No"),
        "open": tr("Not checked"),
        "none": tr("Not signed"),
    }.get(answer, "")


def _names(verdict: Verdict, answer: Answer) -> str:
    names = [each.signer for each in verdict.signatures if each.kind == "signature" and each.signer]
    if answer == "none" or not names:
        return tr("Nobody")
    if answer == "open":
        trial = any(each.trial for each in verdict.signatures)
        return tr("Not checked (trial)") if trial else tr("Not checked")
    return " · ".join(dict.fromkeys(names))


def _days(verdict: Verdict, answer: Answer) -> str:
    if answer == "none":
        return tr("No time")
    if answer == "open":
        return tr("Not checked")
    days = [each.signed_at.astimezone().strftime("%d.%m.%Y") for each in verdict.signatures if each.signed_at]
    return " – ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def count_words(verdict: Verdict) -> str:
    return trn("{count} signature", "{count} signatures", len(verdict.signatures))
