"""A customer's answer in the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from avv_desktop.cli.say import say
from avv_desktop.document.compare.model import Piece
from avv_desktop.draft.model import Draft
from avv_desktop.errors import CannotDo, UsageError
from avv_desktop.reply.match import ENOUGH
from avv_desktop.reply.model import Reply, ReplyChange
from avv_desktop.reply.take import take
from avv_desktop.system.language import tr, trn
from avv_desktop.template.model import Template

SHOWN = 60
"""Letters of what did not change, at each side of what did."""


def print_reply(reply: Reply) -> None:
    """Every change with its number, who made it, and whether it was tracked."""
    if reply.score < ENOUGH:
        say(tr("This file does not look like an answer to this draft."))
    if reply.outdated:
        say(tr("The draft was changed after it was sent; the answer is compared with what it says now."))
    if not reply.changes:
        say(tr("Nothing was changed."))
    for number, change in enumerate(reply.changes, start=1):
        _print(number, change)
    for comment in reply.comments:
        say(tr("Comment by {author}: {text}", author=comment.author, text=comment.text))
    silent = len(reply.silent)
    if silent:
        said = trn("One change was made without tracking.", "{count} changes were made without tracking.", silent)
        say(said)


def _print(number: int, change: ReplyChange) -> None:
    how = tr("tracked") if change.tracked else tr("NOT TRACKED")
    who = ", ".join(filter(None, (how, change.author, change.date[:10])))
    say(f"{number}. {change.where} {change.title} ({who})")
    say(f"   {_shown(change.pieces)}")
    for comment in change.comments:
        say(f"   {tr('Comment by {author}: {text}', author=comment.author, text=comment.text)}")
    if change.by_hand:
        say(f"   {change.by_hand}")


def _shown(pieces: Sequence[Piece]) -> str:
    said = []
    for piece in pieces:
        text = piece.text.replace("\u00a0", " ")
        if piece.kind == "same":
            said.append(text if len(text) <= 2 * SHOWN else f"{text[:SHOWN]} … {text[-SHOWN:]}")
        else:
            said.append(f"[-{text}-]" if piece.kind == "deleted" else f"[+{text}+]")
    return "".join(said)


def taken(draft: Draft, template: Template, reply: Reply, which: str) -> tuple[Draft, list[str]]:
    """The draft with these changes ("all" or "1,3"), and a line for each that could not be taken over."""
    left = []
    for number in _numbers(which, len(reply.changes)):
        change = reply.changes[number - 1]
        try:
            draft = take(draft, template, change)
        except CannotDo as error:
            left.append(f"{number}. {change.where}: {error.details['reason']}")
    return draft, left


def _numbers(which: str, count: int) -> list[int]:
    if which.strip() == "all":
        return list(range(1, count + 1))
    numbers = [int(each) if each.strip().isdecimal() else 0 for each in which.split(",")]
    if not all(0 < number <= count for number in numbers):
        raise UsageError(reason=tr("The changes are numbered from 1 to {count}.", count=count))
    return sorted(set(numbers))
