"""What the shelf says of its agreements: groups, filters, sentences. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

from avv_desktop.system.language import tr, trn
from ui.look.tokens import State
from ui.widgets.dates import moment_words

if TYPE_CHECKING:
    from avv_desktop.store.model import Entry

Row: TypeAlias = "Entry | str"

FILTERS: dict[str, tuple[str, ...]] = {
    "all": (),
    "drafts": ("draft",),
    "to_sign": ("ready", "half"),
    "with_customer": ("signed",),
    "done": ("countersigned",),
    "problems": ("problem",),
}


def filter_words(key: str) -> str:
    return {
        "all": tr("All"),
        "drafts": tr("Drafts"),
        "to_sign": tr("To sign"),
        "with_customer": tr("With the customer"),
        "done": tr("Completed"),
        "problems": tr("Problems"),
    }[key]


def passing(entries: Iterable[Entry], key: str) -> list[Entry]:
    states = FILTERS[key]
    return [entry for entry in entries if not states or entry.state in states]


def grouped(entries: list[Entry]) -> list[Row]:
    """Who has to act comes first; that is what one opens the program for. The newest change is on top."""
    newest = sorted(entries, key=lambda entry: entry.changed, reverse=True)
    groups = {
        tr("It is your turn"): [e for e in newest if e.state not in ("signed", "countersigned")],
        tr("It is their turn"): [e for e in newest if e.state == "signed"],
        tr("Completed"): [e for e in newest if e.state == "countersigned"],
    }
    return [row for title, group in groups.items() if group for row in (f"{title}  {len(group)}", *group)]


def customer(entry: Entry) -> str:
    return entry.customer.strip() or tr("New agreement")


def about(entry: Entry) -> str:
    return "  ·  ".join(each for each in (entry.subject.strip(), entry.number.strip()) if each)


def short_words(entry: Entry) -> str:
    """For the badge of a row."""
    match State(entry.state):
        case State.HALF:
            return entry.words.replace(tr("signed"), "").replace("  ", " ").strip() or tr("1 of 2")
        case State.PROBLEM:
            return tr("Problem")
        case State.DRAFT:
            return tr("Draft")
        case State.READY:
            return tr("ready")
        case State.SIGNED:
            return entry.words or tr("signed")
        case _:
            return entry.words or tr("countersigned")


def next_step(entry: Entry) -> str:
    """What is to be done, for the line beside the agreement."""
    match entry.state:
        case "draft" if entry.missing:
            return trn("{count} answer is missing", "{count} answers are missing", entry.missing)
        case "draft":
            return tr("complete, ready to be reviewed")
        case "ready":
            return tr("signs first")
        case "half":
            return tr("signs next")
        case "signed":
            return tr("countersigns for the customer")
        case "countersigned":
            return tr("completed {when}", when=moment_words(entry.changed))
        case _:
            return entry.words or tr("please look into it")


def spoken(entry: Entry) -> str:
    """What a screen reader says of a row."""
    said = (customer(entry), entry.subject, entry.number, short_words(entry), entry.next_person, next_step(entry))
    return ", ".join(each for each in said if each)


def next_action(entry: Entry) -> tuple[str, str, str]:
    """(words, icon, page) of the one filled button."""
    return {
        "draft": (tr("Continue filling in"), "pencil-simple", "editor"),
        "ready": (tr("Read and sign"), "pencil-line", "signing"),
        "half": (tr("Read and sign"), "pencil-line", "signing"),
        "signed": (tr("Show the signatures"), "pencil-line", "signing"),
        "countersigned": (tr("Show the signatures"), "circle-wavy-check", "signing"),
        "problem": (tr("Look into it"), "magnifying-glass", "signing"),
    }[entry.state]
