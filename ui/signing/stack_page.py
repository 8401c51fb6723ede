"""Viele unterschreiben: the agreements that wait for one person, read line by line, signed with one passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFrame, QProgressBar, QWidget

from avv_desktop.system.language import tr, trn
from ui.desk import Desk
from ui.jobs import SIGNING, STORE, In, Story, Teller
from ui.look.tokens import Size, Space, State
from ui.signing import stack_tasks as tasks
from ui.signing.card_search import look_for_cards
from ui.signing.keys import KeyChoice
from ui.signing.opening import let_go, opened, remember
from ui.signing.secret import Secret
from ui.signing.service_login import log_in_to
from ui.signing.sources import asks
from ui.signing.stack_rows import Lines
from ui.signing.talk import Talk
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Field, Scrolled, boxed, button, column, frame, row, text, tool
from ui.widgets.inputs import Choice

if TYPE_CHECKING:
    from avv_desktop.signing.keys import Key

WIDE = 420


class StackPage(QWidget):
    """`arrive`: what waits is looked up anew."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waits: list[tasks.Wait] = []
        self._stop = False
        self.teller = Teller(desk.jobs, STORE)
        self.teller.ended.connect(self._ended)
        self.teller.failed.connect(self._say)
        self.lines, self.person = Lines(), Choice()
        self.keys, self.secret, self.talk = KeyChoice(), Secret(), Talk()
        self.keys.make_trial.hide()
        self.all, self.read = QCheckBox(tr("All")), QCheckBox(tr("I have read what differs"))
        self.sign, self.stop = button("", "primary", glyph="pencil-line"), button(tr("Stop"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Signing"))
        self._trouble, self._told = column(gap=0), text("", "soft", wrap=True)
        body = row(self._left(), self._right(), gap=0)
        body.setStretch(0, 1)
        whole = column(self._head(), body, gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self._connect()

    # ---- furniture

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to the shelf"))
        back.clicked.connect(lambda: self._desk.go("shelf"))
        inside = row(back, text(tr("Sign several"), "subtitle"), None, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _left(self) -> QWidget:
        self._person = Field(tr("&Who signs"), self.person)
        self._person.setMaximumWidth(360)
        self._nothing = text(tr("No agreement waits for a signature of your company."), "soft", wrap=True)
        self._words = text(
            tr("Each line says what differs from your standard. “Read” shows the agreement with all its pages."),
            "soft",
            wrap=True,
        )
        inside = column(self._person, self._words, self.all, self.lines, self._nothing, None, gap=Space.L)
        inside.setContentsMargins(Space.XXL, Space.XL, Space.XL, Space.XL)
        return Scrolled(boxed(inside))

    def _right(self) -> QFrame:
        after = text(tr("For each a new file is written; a bad one stops none of the others."), "caption", wrap=True)
        self.stop.hide()
        self._bar.hide()
        foot = column(
            boxed(self._trouble), self.talk, self._told, self._bar, row(self.sign, self.stop), after, gap=Space.M
        )
        foot.setContentsMargins(*(Space.XL,) * 4)
        inside = column(text(tr("With what"), "subtitle"), self.keys, self.secret, self.read, None, gap=Space.L)
        inside.setContentsMargins(*(Space.XL,) * 4)
        made = frame(column(Scrolled(boxed(inside)), boxed(foot), gap=0), line="left")
        made.setFixedWidth(WIDE)
        return made

    def _connect(self) -> None:
        self.person.edited.connect(self._show)
        self.all.clicked.connect(self.lines.tick_all)
        self.lines.changed.connect(self._count)
        self.lines.wanted.connect(lambda id: self._desk.open(id, "signing"))
        self.keys.chosen.connect(self._settle)
        self.keys.added.connect(lambda path: (remember(self._desk, self.keys, path), self._settle()))
        self.keys.wants_cards.connect(lambda: look_for_cards(self._desk, self.keys, self._settle))
        self.keys.services.wanted.connect(lambda each: log_in_to(self._desk, self.keys, self.talk, each, self._settle))
        self._desk.closing.connect(self._halt)
        self.secret.entered.connect(self._begin)
        self.sign.clicked.connect(self._begin)
        self.stop.clicked.connect(self._halt)

    # ---- what waits

    def arrive(self, place: str) -> None:
        self.keys.show_files(self._desk.settings.key_files)
        self.keys.services.offer(self._desk.settings.remote)
        self._settle()
        if not self.teller.telling:
            self._waits = []
            self._show()
            self._desk.run_in_store(tasks.waiting, self._look, newest="stack")

    def hideEvent(self, event) -> None:
        """Keys are in memory only while the page is open."""
        super().hideEvent(event)
        if not event.spontaneous() and not self.teller.telling:
            self.talk.give_up()
            self.keys.forget()
            self.secret.take()

    def _look(self, entries: object) -> None:
        """One after the other, so that the first lines are there at once."""
        store = self._desk.store
        for entry in entries:
            self._desk.jobs.run(lambda entry=entry: tasks.look_at(store, entry), self._found, lane=STORE)

    def _found(self, wait: object) -> None:
        if wait is not None and wait.entry.id not in {each.entry.id for each in self._waits}:
            self._waits.append(wait)
            self._show()

    def _show(self) -> None:
        names = list(dict.fromkeys(name for wait in self._waits for name in wait.persons))
        self.person.set_options([(name, name) for name in names])
        if names and not self.person.value():
            self.person.set_value(max(names, key=lambda name: sum(name in wait.persons for wait in self._waits)))
        self.lines.show_waits(self._waits, self.person.value())
        some = bool(self._waits)
        for part in (self._person, self._words, self.all):
            part.setVisible(some)
        self._nothing.setVisible(not some)

    def _count(self) -> None:
        count = len(self.lines.ticked())
        words = trn("Sign one agreement", "Sign {count} agreements", count) if count else tr("Sign")
        self.sign.setText(words)
        self.sign.setEnabled(count > 0 and not self.teller.telling)
        self.all.setChecked(count == len([each for each in self.lines.lines.values() if each.box.isEnabled()]) > 0)

    def _settle(self) -> None:
        source = self.keys.source
        self.secret.ask_for(source)
        self.secret.setVisible(bool(self.keys.path) and self.keys.key() is None and asks(source))

    # ---- signing

    def _begin(self) -> None:
        self._say(None)
        if self.teller.telling or not self.lines.ticked():
            return
        if not self.keys.path:
            self.keys.complain(tr("Please choose with which key you sign."))
        elif not self.secret.isHidden() and self.keys.key() is None and not self.secret.edit.text():
            self.secret.ask_again(self.keys.source)
        elif not self.read.isChecked():
            self._banner(tr("Please read what differs first, and tick it."))
            self.read.setFocus()
        else:
            self.teller.tell(self._story())

    def _story(self) -> Story:
        """Open the key once, then one agreement after the other, or as many at once as the key takes."""
        desk, path, source, before = self._desk, self.keys.path, self.keys.source, self.keys.key()
        waits = self.lines.ticked()
        desk.save()
        if (key := (yield from opened(self.keys, self.secret, self.talk))) is None:
            return
        if before is None and key.pin_each and len(waits) > 1:  # said beforehand; whoever presses again has seen it
            self._banner(tasks.pin_each_words(len(waits), pad=not asks(source)), State.HALF)
            return
        self._stop, done, step = False, tasks.Done(), tasks.together(key)
        self._work(len(waits))
        for start in range(0, len(waits), step):
            if not (self._stop or done.ended):
                yield from self._some(waits[start : start + step], key, len(waits), done)
        desk.shelf_changed.emit()
        self.read.setChecked(False)
        let_go(self.keys, path, key)
        self._settle()

    def _some(self, waits: list[tasks.Wait], key: Key, count: int, done: tasks.Done) -> Story:
        """What fails is told at its line, and stops none of the others."""
        desk, person, services = self._desk, self.person.value(), self._desk.settings.timestamp_services
        entries = [each.entry for each in waits]
        found = yield lambda: tasks.begin(desk.store, desk.typesetter, entries, person)
        signed = yield In(SIGNING, lambda: tasks.sign(desk.store, found, key, services))
        if self.talk.given_up and not any(isinstance(each, tasks.SignedPdf) for each in signed):
            done.ended = True
            self._banner(tr("Cancelled; these were not signed."), State.READY)
            return
        for entry, ready, outcome in zip(entries, found, signed, strict=True):
            words, good = "", True
            try:
                words = yield lambda r=ready, o=outcome: tasks.keep(desk.store, r, o, desk.settings.last_folder)
                done.signed += 1
            except Exception as error:  # one bad agreement never stops the others
                words, good, done.failed = tasks.said_of(error), False, done.failed + 1
                done.ended = done.ended or tasks.ends(error)
            self.lines.lines[entry.id].show_result(words, done=good)
            self._bar.setValue(done.signed + done.failed)
            self._told.setText(tasks.counted(done.signed, done.failed, count - done.signed - done.failed))

    def _work(self, count: int) -> None:
        self._bar.setRange(0, count)
        self._bar.setValue(0)
        self._bar.show()
        self.stop.show()
        self.sign.setEnabled(False)
        self.stop.setFocus()

    def _halt(self) -> None:
        self._stop = True
        self.talk.give_up()
        self.stop.setEnabled(False)

    def _ended(self) -> None:
        self.talk.end()
        self._bar.hide()
        self.stop.hide()
        self.stop.setEnabled(True)
        self._count()

    def _say(self, error: Exception | None) -> None:
        empty(self._trouble)
        if error is not None:
            self._banner(tasks.said_of(error))

    def _banner(self, words: str, state: State = State.PROBLEM) -> None:
        empty(self._trouble)
        self._trouble.addLayout(row(Banner(state, words), gap=0))
