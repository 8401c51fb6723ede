"""What all signatures of a file come to. Pure: made once when they are judged, and again when the pages are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from avv_desktop.signing import words
from avv_desktop.signing.model import Content, Progress, SignatureVerdict, TrustList, Verdict
from avv_desktop.system.language import tr


def concluded(
    signatures: tuple[SignatureVerdict, ...],
    progress: Progress | None,
    agreement: str,
    trust_lists: tuple[TrustList, ...] = (),
) -> Verdict:
    return with_pages(
        Verdict(
            signatures=signatures,
            headline="",
            unchanged=words.file_unchanged(signatures),
            who=words.file_who(signatures),
            when=words.file_when(signatures),
            tone="none",
            positive=False,
            progress=progress,
            agreement=agreement,
            trust_lists=trust_lists,
        )
    )


def with_pages(verdict: Verdict, content: Content = "", same_as_sent: bool | None = None) -> Verdict:
    """`verdict`, knowing what its pages say and whether it is what was sent."""
    sent = "" if same_as_sent is None else "same" if same_as_sent else "different"
    judged = replace(verdict, content=content, sent=sent)
    tone = _tone(judged)
    judged = replace(judged, tone=tone, positive=tone == "good")
    return replace(judged, headline=_headline(judged), notes=tuple(_notes(judged)))


def _tone(verdict: Verdict) -> words.Tone:
    tone = words.tone(verdict.signatures)
    if tone == "none":
        return tone
    if "different" in (verdict.content, verdict.sent):
        return "bad"
    problem = verdict.progress is not None and verdict.progress.state == "problem"
    return "open" if tone == "good" and (problem or verdict.content in ("redrawn", "unverifiable")) else tone


def _headline(verdict: Verdict) -> str:
    if verdict.tone == "none":
        return words.headline(verdict.signatures, verdict.progress)
    if verdict.sent == "different":
        return tr("This is not the agreement that was sent.")
    if verdict.content == "different":
        return content_words("different")
    said = words.headline(verdict.signatures, verdict.progress)
    if words.tone(verdict.signatures) != "good" or verdict.tone == "good":
        done = verdict.tone == "good" and verdict.progress is not None and verdict.progress.effective
        return f"{said} {tr('Signed effectively.')}" if done else said
    if verdict.content in ("redrawn", "unverifiable"):
        return content_words(verdict.content)
    return tr("Not every signature counts.")


def content_words(content: Content) -> str:
    """One sentence; empty where there is nothing to compare."""
    return {
        "": "",
        "same": tr("The pages are exactly what the data inside says."),
        "words": tr("The pages say the same as the data inside."),
        "redrawn": tr("The words fit the data inside, but the pages are not as this program makes them."),
        "different": tr("The pages say something else than the data inside."),
        "unverifiable": tr("Whether the pages say what the data inside says could not be checked."),
    }[content]


def _notes(verdict: Verdict) -> Iterator[str]:
    yield from filter(None, (content_words(verdict.content),))
    if verdict.sent:
        same = verdict.sent == "same"
        yield tr("It is the agreement that was sent.") if same else tr("This is not the agreement that was sent.")
    if verdict.progress is not None:
        yield from (slot.note for slot in verdict.progress.slots if slot.signed and not slot.counts)
        yield from (f"{party.party}: {party.standing}" for party in verdict.progress.parties if party.standing)
        fields = {slot.field for slot in verdict.progress.slots}
        for each in verdict.signatures:
            if each.kind == "signature" and each.field not in fields:
                yield tr(
                    "{name} has signed in a field that is not part of the agreement; it does not count for it.",
                    name=each.signer or tr("somebody unknown"),
                )
    if any(each.policy == "lenient" for each in verdict.signatures):
        yield tr("Changes were judged by the lenient rules for files of other programs.")
    elif any(each.policy == "default" for each in verdict.signatures):
        yield tr("Changes were judged by the usual rules for files of other programs.")
    elif any(each.policy == "own" for each in verdict.signatures):
        yield tr("Changes were judged by the strict rules for our own agreements.")
    yield from (each.words for each in verdict.trust_lists)
    if any(each.qualified for each in verdict.signatures):
        yield tr("Art. 28(9) GDPR asks for writing, which may be electronic; no signature has to be qualified for it.")
