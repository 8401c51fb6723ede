"""Serie: one agreement for every row of a table; matched, checked, compared with the standard, then made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.icons import Glyph
from ui.look.tokens import Space
from ui.many import tasks
from ui.many.columns import Columns
from ui.many.making import Making
from ui.many.notes import Notes, fill
from ui.many.panel import Panel
from ui.many.rows import RowsModel, RowsView, what
from ui.widgets.controls import Scrolled, boxed, button, card, centred, column, row, text

LANE = "many"


class ManyPage(QWidget):
    """`arrive`: the path of a table, or nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.loaded: tasks.Loaded | None = None
        self.choices = tasks.Choices({})
        self.judged: tasks.Judged | None = None
        self._before: list[tasks.Choices] = []
        self._after: list[tasks.Choices] = []
        self._known: dict = {}
        self.columns, self.model, self.panel, self.notes = Columns(), RowsModel(), Panel(), Notes()
        self.making = Making(desk, self.panel)
        self.rows = RowsView(self.model)
        self.detail = text("", "caption", wrap=True)
        """All that is wrong or missing in the chosen row."""
        self._stack = QStackedWidget()
        self._build()
        self._connect()

    def arrive(self, place: str) -> None:
        self.panel.show_keys(self._desk.settings.key_files)
        if place:
            self.open_table(Path(place))
        elif self.loaded is None:
            self.choose.setFocus()

    # ---- the parts

    def _build(self) -> None:
        self.choose = button(tr("Choose table …"), "primary", glyph="folder-open")
        self.sample, self.sample_csv = button(tr("Sample as XLSX")), button(tr("Sample as CSV"))
        self.other = button(tr("Another table …"))
        self.wrong = button(tr("Go to the first wrong cell"), "quiet", small=True)
        self._about = text("", "soft", wrap=True)
        self._summary = text("", "soft", wrap=True)
        self._differs = column(gap=Space.S)
        first = self._first()
        head = row(text(tr("Series"), "display"), None, self.other, gap=Space.M)
        rows = card(row(text(tr("Customers"), "subtitle"), None, self.wrong), self._summary, self.rows, self.detail)
        differs = card(text(tr("What differs from the standard"), "subtitle"), boxed(self._differs))
        matching = card(text(tr("Which column is which"), "subtitle"), self.columns)
        inside = column(head, self._about, self.notes, rows, differs, matching, None, gap=Space.L)
        inside.setContentsMargins(Space.XXL, Space.XL, Space.XL, Space.XL)
        whole = row(Scrolled(boxed(inside)), self.panel, gap=0)
        whole.setStretch(0, 1)
        self._first_page, self._work_page = first, boxed(whole)
        self._stack.addWidget(first)
        self._stack.addWidget(self._work_page)
        self.setLayout(column(self._stack, gap=0))

    def _first(self) -> QWidget:
        words = text(
            tr(
                "A table with one customer a row: CSV or XLSX. What all copies share comes from the open agreement, "
                "without its customer. Nothing is written before you have seen what differs."
            ),
            "soft",
            wrap=True,
        )
        words.setFixedWidth(460)
        self._trouble = Notes()
        self._trouble.setFixedWidth(560)
        title = text(tr("One agreement for many customers"), "title")
        actions = row(self.choose, self.sample, self.sample_csv)
        inside = column(None, *map(centred, (Glyph("files", 56, "faint"), title, words)), Space.S, centred(actions),
                        Space.S, centred(self._trouble), None, None, gap=Space.M)  # fmt: skip
        inside.setContentsMargins(Space.XXL, Space.XL, Space.XXL, Space.XL)
        return boxed(inside)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._ask)
        self.other.clicked.connect(self._ask)
        self.sample.clicked.connect(lambda: self._ask_sample(".xlsx"))
        self.sample_csv.clicked.connect(lambda: self._ask_sample(".csv"))
        self.wrong.clicked.connect(self._go_wrong)
        self.columns.chosen.connect(lambda mapping: self._decide(self.choices._replace(mapping=mapping)))
        self.model.typed.connect(lambda *cell: self._decide(tasks.corrected(self.choices, *cell)))
        self.rows.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        self.notes.merge.connect(lambda each: self._decide(tasks.merged(self.loaded, self.choices, each)))
        self.panel.make.connect(lambda: self.making.make(self.loaded, self.choices, self.judged))
        self.panel.keep.connect(lambda: self.making.keep(self.loaded, self.choices, self.judged))

    # ---- the table

    def _ask(self) -> None:
        dialog = QFileDialog(self, tr("Choose table"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Tables") + " (*.xlsx *.xlsm *.csv *.tsv *.txt)")
        dialog.fileSelected.connect(lambda path: self.open_table(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_table(self, path: Path) -> None:
        desk = self._desk
        draft, template, profile = desk.draft, desk.template, desk.settings.profile
        self._about.setText(tr("Reading {name} …", name=path.name))

        def work() -> object:
            return tasks.load(path, *tasks.common_answers(draft, template, profile))

        desk.jobs.run(work, self._took, self._not_read, lane=LANE, newest="table")

    def _took(self, found: object) -> None:
        self.loaded, self.choices = found
        self._before, self._after, self._known = [], [], {}
        self._trouble.show_error(None)
        self._stack.setCurrentWidget(self._work_page)
        self._judge()

    def _not_read(self, error: Exception) -> None:
        notes = self._trouble if self.loaded is None else self.notes
        notes.show_error(error)

    def _ask_sample(self, ending: str) -> None:
        from ui.many.sample import ask_sample

        ask_sample(self._desk, self, ending)

    # ---- decisions, each of which can be taken back

    def _decide(self, choices: tasks.Choices) -> None:
        self._before.append(self.choices)
        self._after.clear()
        self._show(choices)

    def undo(self) -> None:
        if self._before and not self.making.busy:
            self._after.append(self.choices)
            self._show(self._before.pop())

    def redo(self) -> None:
        if self._after and not self.making.busy:
            self._before.append(self.choices)
            self._show(self._after.pop())

    def _show(self, choices: tasks.Choices) -> None:
        self.choices = choices
        self._judge()

    def _judge(self) -> None:
        loaded, choices, known = self.loaded, self.choices, self._known
        self.columns.show_columns(loaded, choices)

        def then(judged: object) -> None:
            if choices is self.choices:
                self._show_judged(judged)

        self._desk.jobs.run(
            lambda: tasks.judge(loaded, choices, known), then, self.panel.complain_of, lane=LANE, newest="judge"
        )

    def _show_judged(self, judged: tasks.Judged) -> None:
        self.judged = judged
        self.model.show_judged(self.loaded, self.choices, judged)
        states = [each.state for each in judged.customers]
        counts = {state: states.count(state) for state in ("ready", "incomplete", "wrong")}
        name, title = self.loaded.path.name, self.loaded.template.title
        self._about.setText(f"{name}  ·  {title}")
        parts = [tr("{count} complete", count=counts["ready"])]
        parts += [tr("{count} incomplete", count=counts["incomplete"])] if counts["incomplete"] else []
        parts += [tr("{count} wrong: no copy is made of them", count=counts["wrong"])] if counts["wrong"] else []
        self._summary.setText("  ·  ".join(parts))
        self.wrong.setVisible(counts["wrong"] > 0)
        self.notes.show_notes(self.loaded.table.notes, judged.doubles)
        self._show_detail()
        fill(self._differs, judged.differing)
        self.panel.show_count(counts["ready"] + counts["incomplete"], counts["incomplete"])

    def _show_detail(self) -> None:
        at = self.rows.currentIndex().row()
        customers = self.judged.customers if self.judged else []
        self.detail.setText(what(customers[at]) if 0 <= at < len(customers) else "")

    def _go_wrong(self) -> None:
        index = self.model.first_wrong()
        if index.isValid():
            self.rows.setFocus()
            self.rows.setCurrentIndex(index)
            self.rows.scrollTo(index)
