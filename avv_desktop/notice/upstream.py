"""Does a sub-processor's own agreement promise at least what we promise our customers? Both sides, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from avv_desktop.document.model import Document
from avv_desktop.notice.promises import TOPICS, Promise, Topic, promises, strictest
from avv_desktop.system.language import tr, trn

Answer = Literal["kept", "weaker", "unsaid", "open"]


class Beside(Struct, frozen=True):
    """One topic. customer: whose agreement has our strictest promise. answer: "kept" theirs is at least as strict;
    "weaker" it is less; "unsaid" they name nothing that can be measured; "open" we promise nothing measurable."""

    topic: Topic
    customer: str
    ours: Promise
    theirs: Promise
    answer: Answer

    @property
    def stricter(self) -> Literal["ours", "theirs", "same", "open"]:
        if self.answer == "open":
            return "open"
        if self.answer != "kept":
            return "ours"
        return "same" if self.ours.at_least(self.theirs) else "theirs"


def upstream(theirs: Document, ours: Iterable[tuple[str, Document]]) -> tuple[Beside, ...]:
    """Every topic, theirs beside the strictest of ours."""
    best = strictest((name, promises(document)) for name, document in ours)
    said = promises(theirs)
    return tuple(_beside(topic, *best.get(topic, ("", Promise(topic))), said[topic]) for topic in TOPICS)


def _beside(topic: Topic, customer: str, ours: Promise, theirs: Promise) -> Beside:
    if ours.amount is None:
        answer: Answer = "open"
    elif theirs.amount is None:
        answer = "unsaid"
    else:
        answer = "kept" if theirs.at_least(ours) else "weaker"
    return Beside(topic, customer, ours, theirs, answer)


def enough(found: Iterable[Beside]) -> bool:
    return all(each.answer in ("kept", "open") for each in found)


def name_of(topic: Topic) -> str:
    return {
        "breach": tr("Report of a breach"),
        "deletion": tr("Deletion at the end"),
        "backups": tr("Deletion in backups"),
        "audit": tr("Audits"),
        "sub_processors": tr("Notice of further sub-processors"),
        "places": tr("Places of processing"),
    }[topic]


def words(promise: Promise) -> str:
    """What is promised, in a few words."""
    amount = promise.amount
    if amount is None:
        return tr("at once, no hours named") if promise.soon else tr("nothing measurable")
    match promise.topic:
        case "breach":
            return trn("within {count} hour", "within {count} hours", amount)
        case "deletion" | "backups":
            return trn("within {count} day after the end", "within {count} days after the end", amount)
        case "sub_processors":
            return trn("{count} day before", "{count} days before", amount)
        case "audit":
            return tr("also on site") if amount > 1 else tr("by documents")
    return tr("in the EEA only") if amount > 1 else tr("third countries under conditions")


def answer_words(answer: Answer) -> str:
    return {
        "kept": tr("enough"),
        "weaker": tr("less than we promise"),
        "unsaid": tr("says nothing measurable"),
        "open": tr("we promise nothing measurable"),
    }[answer]
