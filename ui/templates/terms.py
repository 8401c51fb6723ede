"""Defined terms: which there are, how often they are said, and one renamed everywhere."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QWidget

from avv_desktop.system.language import tr, trn
from avv_desktop.template import terms
from ui.look.tokens import Space
from ui.templates.book import Book
from ui.widgets.controls import Field, Scrolled, boxed, button, card, column, row, text
from ui.widgets.tab_order import TabAsLaidOut
from ui.widgets.text_inputs import TextInput

WIDEST = 760


class TermsView(QWidget):
    def __init__(self, book: Book) -> None:
        super().__init__()
        self._book = book
        self._list = column(gap=Space.M)
        self._open = ""
        inside = TabAsLaidOut()
        inside.setMaximumWidth(WIDEST)
        words = tr("A term is renamed once and changes everywhere, in all its forms.")
        title = column(text(tr("Terms"), "title"), text(words, "soft", wrap=True), gap=Space.XS)
        inside.setLayout(column(title, self._list, None, gap=Space.L, margins=(0, 0, Space.M, Space.XL)))
        whole = row(inside)
        whole.addStretch(0)
        whole.setStretch(0, 1)
        self.setLayout(column(Scrolled(boxed(whole)), margins=(Space.XXL, Space.XL, Space.M, 0)))

    def show_template(self) -> None:
        while (item := self._list.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        found = terms.terms(self._book.now)
        for term in found:
            self._list.addWidget(self._card(term))
        if not found:
            words = tr("No terms are defined. They are recognised where the text says: im Weiteren „…“.")
            self._list.addWidget(text(words, "soft", wrap=True))

    def _card(self, term: terms.Term) -> QWidget:
        count = trn("{count} time", "{count} times", term.count)
        where = self._book.reference(term.place) or tr("First page")
        name = column(text(term.name, "subtitle"), text(f"{count}  ·  {where}", "caption"), gap=Space.HAIR)
        turn = button(tr("Rename"), "quiet", small=True)
        turn.setAccessibleName(tr("Rename {term}", term=term.name))
        turn.setVisible(not self._book.given)
        head = row(name, None, turn)
        made = card(head)
        if term.name == self._open:
            made.layout().addWidget(_Rename(self._book, term, self._closed))
        turn.clicked.connect(lambda: self._unfold(term.name))
        return made

    def _unfold(self, name: str) -> None:
        self._open = "" if self._open == name else name
        self.show_template()
        if (found := self.findChild(_Rename)) is not None and self._open:
            found.new.setFocus()

    def _closed(self) -> None:
        self._open = ""


class _Rename(QWidget):
    """The new word, what its forms become, and compounds to choose."""

    def __init__(self, book: Book, term: terms.Term, done) -> None:
        super().__init__()
        self._book, self._term, self._done = book, term, done
        self.new = TextInput()
        self.new.edited.connect(self._show)
        self._forms: dict[str, TextInput] = {}
        self._compounds: dict[str, tuple[QCheckBox, str]] = {}
        self._below = column(gap=Space.S)
        self.rename = button(tr("Rename everywhere"), small=True)
        self.rename.setEnabled(False)
        self.rename.clicked.connect(self._rename)
        self.setLayout(column(Field(tr("&New word"), self.new), self._below, row(self.rename, None), gap=Space.M))

    def _show(self) -> None:
        while (item := self._below.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        self._forms, self._compounds = {}, {}
        new, now, old = self.new.value(), self._book.now, self._term.name
        self.rename.setEnabled(bool(new) and new != old)
        if not new or new == old:
            return
        for form, becomes in terms.new_forms(now, old, new).items():
            field = TextInput()
            field.set_value(becomes)
            field.setAccessibleName(tr("{form} becomes", form=form))
            self._forms[form] = field
            line = row(text(form), text("→", "soft"), field, gap=Space.M)
            line.setStretch(2, 1)
            self._below.addWidget(boxed(line))
        if said := terms.already_said(now, new):
            words = trn(
                "“{new}” stands in the text once already.",
                "“{new}” stands in the text {count} times already.",
                said,
                new=new,
            )
            self._below.addWidget(text(words, "caption", wrap=True))
        self._below.addWidget(
            text(
                tr("Please check the articles (der, die, das) if the new word has another gender."),
                "caption",
                wrap=True,
            )
        )
        self._offer(terms.compounds(now, old, new))

    def _offer(self, found: tuple[terms.Compound, ...]) -> None:
        if found:
            self._below.addWidget(
                text(tr("Other words made with it; they change only if you choose so:"), "caption", wrap=True)
            )
        for each in found:
            box = QCheckBox(f"{each.word} → {each.proposal} ({each.count})".replace("&", "&&"))
            self._compounds[each.word] = (box, each.proposal)
            self._below.addWidget(box)

    def _rename(self) -> None:
        forms = {form: field.value() for form, field in self._forms.items()}
        forms |= {word: new for word, (box, new) in self._compounds.items() if box.isChecked()}
        self._done()
        self._book.edit(lambda t: terms.rename(t, forms))
