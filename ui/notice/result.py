"""Whom a change concerns, and what can be done next; later, how far every customer is."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.notice.answers import ready
from avv_desktop.notice.model import Change, Notice
from avv_desktop.system.language import tr, trn
from ui.look.tokens import Space, State
from ui.notice.cards import NoticeCard
from ui.notice.words import sentence
from ui.widgets.banner import Banner
from ui.widgets.controls import button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut

SHOWN = 200
"""Cards at once; files are written for all."""


class Result(TabAsLaidOut):
    wants_keeping, wants_files, wants_sent = Signal(), Signal(), Signal()
    wants_annexes, wants_forgetting = Signal(), Signal()
    answered = Signal(object)

    def __init__(self, change: Change, notices: list[Notice], *, kept: bool) -> None:
        super().__init__()
        self._change, self._notices, self._kept = change, notices, kept
        parts = column(self._head(), gap=Space.L)
        for each in notices[:SHOWN]:
            made = NoticeCard(each, kept=kept)
            made.answered.connect(self.answered)
            parts.addWidget(made)
        if len(notices) > SHOWN:
            more = len(notices) - SHOWN
            parts.addWidget(text(trn("and {count} more agreement", "and {count} more agreements", more), "soft"))
        self.setLayout(parts)

    def _head(self) -> QWidget:
        count = len(self._notices)
        said = trn("One agreement is concerned.", "{count} agreements are concerned.", count)
        parts: list = [text(said if count else tr("No agreement is concerned."), "subtitle")]
        parts += [text(sentence(each), "soft", wrap=True) for each in self._change.rows]
        if late := [each for each in self._notices if not each.dates.in_time and each.state in ("planned", "told")]:
            words = trn("For one customer it holds later.", "For {count} customers it holds later.", len(late))
            parts.append(Banner(State.HALF, words, tr("Their own agreements ask for a longer period.")))
        if guessed := [each for each in self._notices if each.guessed and each.state == "planned"]:
            words = trn("One agreement names no number.", "{count} agreements name no number.", len(guessed))
            parts.append(Banner(State.HALF, words, tr("30 and 21 days are taken. Please check before you send.")))
        parts.append(row(*self._deeds(), None, gap=Space.M))
        return card(*parts, padding=Space.XL)

    def _deeds(self) -> list[QWidget]:
        if not self._kept:
            keep = button(tr("Keep this change"), "primary")
            keep.clicked.connect(self.wants_keeping)
            return [keep]
        today = datetime.date.today()
        write = button(tr("Write the notices"), glyph="envelope")
        write.clicked.connect(self.wants_files)
        planned = [each.dates.sent for each in self._notices if each.state == "planned"]
        words = tr("Enter as sent on {day}", day=f"{planned[0]:%d.%m.%Y}") if planned else tr("All are sent")
        sent = button(words, glyph="paper-plane-tilt")
        sent.clicked.connect(self.wants_sent)
        sent.setEnabled(bool(planned) and planned[0] <= today)
        count = sum(ready(each, today) for each in self._notices)
        annexes = button(
            trn("Issue {count} new annex", "Issue {count} new annexes", count) if count else tr("Issue new annexes"),
            "primary",
        )
        annexes.clicked.connect(self.wants_annexes)
        annexes.setEnabled(count > 0)
        if any(each.state != "planned" for each in self._notices):
            return [write, sent, annexes]
        forget = button(tr("Discard this change"), "quiet")
        forget.clicked.connect(self.wants_forgetting)
        return [write, sent, forget]
