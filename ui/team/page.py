"""Team: join, see who belongs to it, exchange agreements, and choose where two have changed one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QWidget

from avv_desktop.system.language import tr, trn
from ui import messages
from ui.desk import Desk
from ui.jobs import STORE
from ui.look.tokens import Size, Space, State
from ui.team import tasks
from ui.team.choices import Choices
from ui.team.joining import Joining
from ui.team.people import People
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, card, column, frame, row, text, tool

WIDEST = 820


class TeamPage(QWidget):
    """`arrive`: what is known here is shown at once; the server is only asked when a person wants it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stop = False
        self.exchange = button(tr("Exchange with the team"), "primary", glyph="arrows-clockwise")
        self.stop = button(tr("Stop"))
        self.ask = button(tr("Show members"), glyph="user")
        self.leave = button(tr("Leave the team"), "quiet")
        self._said = text("", "soft", wrap=True)
        self.joining = Joining()
        self._two, self._people, self._question = column(gap=Space.L), column(gap=Space.L), column(gap=0)
        self._home = self._status()
        inside = column(
            boxed(self._question), self.joining, self._home, boxed(self._two), boxed(self._people), None, gap=Space.L
        )
        held = boxed(inside)
        held.setMaximumWidth(WIDEST)
        around = row(held, margins=(Space.XXL, Space.XL, Space.XL, Space.XL))
        whole = column(self._head(), Scrolled(boxed(around)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.stop.hide()
        self._said.hide()
        self._connect()

    def _head(self) -> QFrame:
        back = tool("arrow-left", tr("Back to the shelf"))
        back.clicked.connect(lambda: self._desk.go("shelf"))
        inside = row(back, text(tr("Team"), "subtitle"), None, gap=Space.M)
        inside.setContentsMargins(Space.L, 0, Space.XL, 0)
        made = frame(inside, line="below")
        made.setFixedHeight(Size.HEADER)
        return made

    def _status(self) -> QWidget:
        self._where, self._own = text("", "soft", wrap=True), text("", "caption", wrap=True)
        return card(text(tr("Your team"), "subtitle"), self._where, self._own, self._said,
                    boxed(row(self.exchange, self.stop, self.ask, None, self.leave, gap=Space.M)),
                    gap=Space.M, padding=Space.XL)  # fmt: skip

    def _connect(self) -> None:
        self.joining.joins.connect(lambda *given: self._in_store(lambda store: tasks.join(store, *given), self._joined))
        self.joining.founds.connect(
            lambda *given: self._in_store(lambda store: tasks.found(store, *given), self._founded)
        )
        self.exchange.clicked.connect(self._exchange)
        self.stop.clicked.connect(lambda: setattr(self, "_stop", True))
        self.ask.clicked.connect(lambda: self._in_store(tasks.company, self._show_people))
        self.leave.clicked.connect(self._leave)

    def _in_store(self, work: Callable, then: Callable[[object], object]) -> None:
        self._busy(True)
        store = self._desk.store

        def failed(error: Exception) -> None:
            self._busy(False)
            self._desk.failed.emit(error)

        def done(answer: object) -> None:
            self._busy(False)
            then(answer)

        self._desk.jobs.run(lambda: work(store), done, failed, lane=STORE)

    def _busy(self, busy: bool) -> None:
        for each in (self.exchange, self.ask, self.leave, self.joining.go):
            each.setEnabled(not busy)

    # ---- what is known

    def arrive(self, place: str) -> None:
        if self._desk.store is not None:
            self._desk.save()
            self._in_store(lambda store: (tasks.home(store), tasks.two(store)), self._show)

    def _show(self, known: object) -> None:
        home, two = known
        self.joining.setVisible(not home.server)
        self._home.setVisible(bool(home.server))
        self._where.setText(tr("{server}, as {login}", server=home.server, login=home.login))
        self._own.setText(tr("Your fingerprint: {digits}", digits=home.own))
        self._show_two(two)
        if not home.server:
            empty(self._people)
        (self.exchange if home.server else self.joining).setFocus()

    def _show_two(self, two: object) -> None:
        empty(self._two)
        for each in two:
            made = Choices(each)
            made.chosen.connect(self._choose)
            made.wanted.connect(lambda id: self._desk.open(id, "editor"))
            self._two.addWidget(made)

    def _show_people(self, company: object) -> None:
        empty(self._people)
        people = People(company)
        people.admitted.connect(
            lambda *who: self._in_store(
                lambda store: tasks.admit(store, *who),
                lambda company: (
                    self._show_people(company),
                    messages.toast(tr("{name} belongs to the team.", name=who[1])),
                ),
            )
        )
        people.removed.connect(self._remove)
        self._people.addWidget(people)

    # ---- what a person does

    def _founded(self, root: object) -> None:
        messages.say(tr("The team is founded"), tr("Whoever joins needs your fingerprint; tell it in person."))
        self._moved()

    def _joined(self, own: object) -> None:
        messages.say(tr("You have asked to be let in"),
                     tr("Please read your fingerprint out to a managing director of the team."))  # fmt: skip
        self._moved()

    def _moved(self) -> None:
        """In or out: the rail shows it too."""
        self.arrive("")
        self._desk.settings_changed.emit()

    def _exchange(self) -> None:
        self._stop = False
        self.stop.show()
        self._say(tr("Exchanging with the team …"))
        self._desk.save()
        self._in_store(lambda store: (tasks.exchange(store, lambda: self._stop), tasks.two(store)), self._exchanged)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _exchanged(self, told: object) -> None:
        done, two = told
        self.stop.hide()
        parts = [trn("One shared", "{count} shared", done.shared)] if done.shared else []
        parts += [trn("one new", "{count} new", done.new)] if done.new else []
        parts += [trn("one changed by others", "{count} changed by others", done.newer)] if done.newer else []
        parts += [trn("one to choose", "{count} to choose", done.two)] if done.two else []
        self._say(" · ".join(parts) or tr("Everything is the same here and there."))
        self._show_two(two)
        self._desk.shelf_changed.emit()
        self._lay_anew()

    def _lay_anew(self) -> None:
        """What lies on the desk may be older now than what is kept."""
        if self._desk.draft is not None:
            self._desk.open(self._desk.draft.id, "team")

    def _choose(self, id: str, choices: dict) -> None:
        def chosen(two: object) -> None:
            self._show_two(two)
            self._lay_anew()
            messages.toast(tr("Chosen. The next exchange sends it to your team."))

        self._in_store(lambda store: tasks.choose(store, id, choices), chosen)

    def _remove(self, id: str, name: str) -> None:
        words = tr("{name} can read nothing that comes from now on. What they have already stays with them.", name=name)
        deed = lambda: self._in_store(lambda store: tasks.remove(store, id), self._show_people)  # noqa: E731
        self._ask(tr("Remove {name}?", name=name), words, tr("Remove"), deed)

    def _leave(self) -> None:
        words = tr("This computer shares nothing any more. Your agreements stay here.")
        deed = lambda: self._in_store(tasks.leave, lambda _: self._moved())  # noqa: E731
        self._ask(tr("Leave the team?"), words, tr("Leave"), deed)

    def _ask(self, title: str, words: str, yes: str, deed: Callable[[], object]) -> None:
        """Above everything else on the page; nothing happens until a person says so."""
        empty(self._question)
        agree, back = button(yes, "danger"), button(tr("Cancel"))
        agree.clicked.connect(lambda: (empty(self._question), deed()))
        back.clicked.connect(lambda: empty(self._question))
        self._question.addWidget(Banner(State.PROBLEM, title, words, agree, back))
        back.setFocus()
