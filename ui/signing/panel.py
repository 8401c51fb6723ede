"""The right side: who signs, with what, what was checked, and the one button."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QProgressBar

from avv_desktop.signing.model import PreCheck
from avv_desktop.system.language import tr
from avv_desktop.system.settings import Settings, TimestampService
from ui.look.tokens import Space, State
from ui.signing.keys import KeyChoice, TrialForm
from ui.signing.secret import Secret
from ui.signing.sources import asks
from ui.signing.talk import Talk
from ui.signing.who import Checks, Who
from ui.trust.parts import empty
from ui.widgets.banner import Banner
from ui.widgets.controls import Scrolled, boxed, button, column, row, rule, text

WIDE = 420


class Panel(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("line", "left")
        self.setFixedWidth(WIDE)
        self.who, self.keys, self.trial = Who(), KeyChoice(), TrialForm()
        self.secret, self.checks, self.talk = Secret(), Checks(), Talk()
        self._trouble = column(gap=0)
        self.stamp = QCheckBox(tr("Have the time confirmed at once"))
        self.stamp.setChecked(True)
        self.sign = button(tr("Sign now"), "primary", glyph="pencil-line")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(tr("Signing"))
        self._bar.hide()
        margins = (Space.XL, Space.XL, Space.XL, Space.L)
        inside = column(
            self.who,
            rule(),
            text(tr("With what"), "subtitle"),
            self.keys,
            self.trial,
            self.checks,
            self.secret,
            self.stamp,
            None,
            gap=Space.L,
            margins=margins,
        )
        after = text(tr("A new file is written; the one without this signature stays as it is."), "caption", wrap=True)
        # the button stands below what scrolls: it is always in sight
        foot = boxed(
            column(
                boxed(self._trouble),
                self.talk,
                self.sign,
                self._bar,
                after,
                gap=Space.M,
                margins=(Space.XL, Space.L, Space.XL, Space.L),
            )
        )
        self._scroll = Scrolled(boxed(inside))
        self.setLayout(column(self._scroll, rule(), foot, gap=0))
        self.trial.shown.connect(lambda: self._scroll.ensureWidgetVisible(self.trial))

    def work(self, on: bool) -> None:
        """While a story is told."""
        self._bar.setVisible(on)
        self.sign.setEnabled(not on)
        self.trial.make.setEnabled(not on)

    def settle(self, *, someone: bool | None = None) -> None:
        """Shows what belongs to the chosen person and key. someone: it needs no choice who signs."""
        someone = self.who.slot is not None if someone is None else someone
        source = self.keys.source
        self.secret.ask_for(source)
        self.secret.setVisible(bool(self.keys.path) and self.keys.key() is None and someone and asks(source))
        self.keys.setVisible(someone)
        self.sign.setVisible(someone)
        self.sign.setText(tr("Sign now"))

    def offer(self, settings: Settings) -> None:
        """The remembered key files, services that are set up, and a timestamp where there is a service for it."""
        self.keys.show_files(settings.key_files)
        self.keys.services.offer(settings.remote)
        self.stamp.setVisible(bool(settings.timestamp_services))

    def services(self, known: tuple[TimestampService, ...]) -> tuple[TimestampService, ...]:
        """Those that are asked now."""
        return known if self.stamp.isChecked() else ()

    def ready(self) -> bool:
        """Whether a key and its passphrase are there; if not, says so where it is to be done and goes there."""
        self.keys.complain("")
        if not self.keys.path:
            self.keys.complain(tr("Please choose with which key you sign."))
            self.keys.choose_file.setFocus()
        elif not self.secret.isHidden() and self.keys.key() is None and not self.secret.edit.text():
            self.secret.ask_again(self.keys.source)
        else:
            return True
        return False

    def refuse(self, stop: PreCheck) -> None:
        self._banner(tr("It cannot be signed like this."), stop.message)

    def doubt(self, doubts: list[PreCheck]) -> None:
        """Shown once; the button then means that it was seen."""
        self._banner(tr("Please look at this first."), " ".join(each.message for each in doubts), State.HALF)
        self.sign.setText(tr("Sign all the same"))
        self.sign.setEnabled(True)
        self.sign.setFocus()

    def say(self, error: Exception | None) -> None:
        """What happened, what it means, what to do, above the button; None takes it away."""
        empty(self._trouble)
        if error is not None:
            from avv_desktop.system.sentences import explain

            said = explain(error)
            self._banner(said.happened, f"{said.means} {said.todo}".strip())

    def say_failed(self, error: Exception) -> None:
        """Whoever gave up themselves is not told so as a failure."""
        if self.talk.given_up:
            self._banner(tr("Cancelled; nothing was signed."), "", State.READY)
        else:
            self.say(error)

    def _banner(self, title: str, words: str, state: State = State.PROBLEM) -> None:
        empty(self._trouble)
        self._trouble.addLayout(row(Banner(state, title, words), gap=0))
