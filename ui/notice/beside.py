"""A sub-processor's own agreement beside the strictest of ours, topic by topic."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from avv_desktop.notice.upstream import Beside, answer_words, enough, name_of, words
from avv_desktop.system.language import tr
from ui.look.tokens import Space, State
from ui.trust.parts import fact_line
from ui.widgets.badge import Badge
from ui.widgets.banner import Banner
from ui.widgets.controls import card, column, row, rule, text

TONES = {"kept": State.SIGNED, "weaker": State.PROBLEM, "unsaid": State.HALF, "open": State.DRAFT}


def beside_card(name: str, found: tuple[Beside, ...]) -> QFrame:
    good = enough(found)
    title = tr("It promises at least what we promise.") if good else tr("It promises less than we promise customers.")
    hint = tr("Read from the words of both; please look at the places yourself.")
    parts: list = [text(tr("Agreement of the sub-processor: {name}", name=name), "subtitle", wrap=True)]
    parts.append(Banner(State.SIGNED if good else State.HALF, title, hint))
    for each in found:
        parts += [rule(), _topic(each)]
    return card(*parts, padding=Space.XL)


def _topic(each: Beside):
    head = row(text(name_of(each.topic), "strong"), Badge(TONES[each.answer], answer_words(each.answer)), None)
    ours = " · ".join(filter(None, (words(each.ours), each.customer, each.ours.where)))
    theirs = " · ".join(filter(None, (words(each.theirs), each.theirs.where)))
    lines = column(head, fact_line(tr("We promise"), ours), fact_line(tr("They promise"), theirs), gap=Space.S)
    if each.answer in ("weaker", "unsaid") and each.theirs.words:
        lines.addWidget(text(f"„{each.theirs.words}“", "caption", wrap=True))
    return lines
