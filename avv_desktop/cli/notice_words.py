"""Notices and promises in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from avv_desktop.cli.say import say
from avv_desktop.notice.model import Notice
from avv_desktop.notice.upstream import Beside, answer_words, name_of, words
from avv_desktop.notice.wording import advice, state_words
from avv_desktop.system.language import tr, trn


def print_notices(found: Sequence[Notice]) -> None:
    for each in found:
        say(f"{each.number} {each.customer}: {state_words(each)}")
        for line in advice(each):
            say(f"  {line}")
    said = trn("One agreement is concerned.", "{count} agreements are concerned.", len(found))
    say(said if found else tr("No agreement is concerned."))


def print_beside(found: Iterable[Beside]) -> None:
    for each in found:
        say(f"{name_of(each.topic)}: {answer_words(each.answer)}")
        ours = f"{words(each.ours)} ({each.customer} {each.ours.where})".replace(" )", ")").replace(" ()", "")
        say(f"  {tr('We promise')}: {ours}")
        say(f"  {tr('They promise')}: {words(each.theirs)}" + (f" ({each.theirs.where})" if each.theirs.where else ""))
