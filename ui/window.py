"""The window: a rail on the left, messages above, one page at a time; pages are built when first shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QStackedWidget, QWidget

from avv_desktop.system.language import language, set_language, tr
from avv_desktop.system.paths import config_folder
from ui import actions, messages
from ui.arrivals import OPENABLE
from ui.desk import Desk
from ui.keeping import Keeper
from ui.look import theme
from ui.pages import PAGES
from ui.qt_words import speak_qt
from ui.rail import Rail
from ui.widgets.controls import boxed, column, row
from ui.widgets.dropping import DropSign

SMALLEST = QSize(1024, 700)
FIRST = QSize(1440, 900)
AGREEMENT = ("editor", "clauses", "reply", "review", "signing", "past")


class Window(QMainWindow):
    usable = Signal()
    """The store is open (or asks for its passphrase) and the first page is painted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        Keeper(desk)
        self.setWindowTitle(tr("AVV Desktop"))
        room = self.screen().availableSize()
        self.setMinimumSize(SMALLEST.boundedTo(room))
        self.resize(FIRST.boundedTo(room))
        self.setAcceptDrops(True)
        self._memory = QSettings(str(config_folder() / "window.ini"), QSettings.Format.IniFormat)
        if geometry := self._memory.value("geometry"):
            self.restoreGeometry(geometry)
        self._built: dict[str, QWidget] = {}
        self.page = ""
        self._warned = False
        self._locked_by: Exception | None = None
        self._furnish()
        desk.went.connect(self.show_page)
        desk.failed.connect(messages.show)
        desk.told.connect(messages.toast)
        desk.settings_changed.connect(self._settings_changed)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_turned)

    # ---- the parts

    def _furnish(self) -> None:
        """Everything that speaks: made anew when the language changes."""
        self._built, self.pages = {}, QStackedWidget()
        self.rail = Rail(self.desk)
        self.messages = messages.MessageBar(self)
        right = boxed(column(self.messages, self.pages, gap=0))
        whole = row(self.rail, right, gap=0)
        whole.setStretch(1, 1)
        self.setCentralWidget(boxed(whole, ground="canvas"))
        self.drop_sign = DropSign(self)
        actions.install(self, actions.shortcuts_of(self))

    def show_page(self, name: str, place: str = "") -> None:
        if name in AGREEMENT and self.desk.draft is None:
            name, place = "shelf", ""
        if name == "shelf" and self._locked_by is not None:
            name = "unlock"
        if name not in self._built:
            self._built[name] = self._make(name)
            self.pages.addWidget(self._built[name])
        if name != self.page:
            messages.clear()
        self.page = name
        page = self._built[name]
        self.pages.setCurrentWidget(page)
        self.rail.show_place(name)
        page.arrive(place)
        self._remember()

    def current(self) -> QWidget:
        return self.pages.currentWidget()

    # ---- start and end

    def start(self, files: list[str] | None = None) -> None:
        """Open the store, then what lay on the desk last, or the files given."""
        self.show_page("shelf")
        self.desk.open_store(then=lambda: self._opened(files or []), failed=self._locked)

    def _opened(self, files: list[str]) -> None:
        page, draft = self._memory.value("page"), self._memory.value("draft")
        if files:
            self.desk.open_file(files[0])
        elif page in AGREEMENT and draft:
            self.desk.open(str(draft), str(page))
        elif self.page not in ("shelf", "verify", "templates", "intake", "stack", "notice", "returned", "settings"):
            self.desk.go("shelf")
        self.usable.emit()

    def _locked(self, error: Exception) -> None:
        """The store did not open: a calm page instead of the shelf, with the way out. Verifying works without it."""
        self._locked_by = error
        self.show_page("shelf")
        self.usable.emit()

    def _unlocked(self) -> None:
        self._locked_by = None
        self._drop_unlock()
        self.show_page("shelf")
        self._opened([])

    def _damaged(self, error: Exception) -> None:
        self._drop_unlock()
        self._locked(error)

    def _drop_unlock(self) -> None:
        page = self._built.pop("unlock")
        self.pages.removeWidget(page)
        page.deleteLater()

    def _make(self, name: str) -> QWidget:
        if name != "unlock":
            return PAGES[name](self.desk)
        from ui.unlock import page_for

        page = page_for(self.desk, self._locked_by)
        page.unlocked.connect(self._unlocked)
        page.damaged.connect(self._damaged)
        return page

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saved first; what cannot be saved keeps the window open once, so that nothing is lost unseen."""
        self._memory.setValue("geometry", self.saveGeometry())
        self._remember()
        self.desk.closing.emit()
        if not self.desk.flush() and not self._warned:
            self._warned = True
            event.ignore()
            return
        self.desk.close()
        event.accept()

    def _remember(self) -> None:
        """Where one is, at once: after a crash the program comes back here."""
        if self.desk.store is None or self.page == "unlock":
            return
        self._memory.setValue("page", self.page)
        self._memory.setValue("draft", self.desk.draft.id if self.desk.draft else "")
        self._memory.sync()

    # ---- what the keyboard does

    def new_agreement(self) -> None:
        self.desk.go("shelf")
        if self.page == "shelf":
            self.current().new_agreement()

    def choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Open a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(
            tr("PDF, Word, text, table and draft files") + f" ({' '.join('*' + each for each in OPENABLE)})"
        )
        dialog.fileSelected.connect(self.desk.open_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def undo(self) -> None:
        """In an agreement its last change, in a page with a history the page's; elsewhere what the toast offers."""
        if self.page in AGREEMENT:
            self.desk.undo()
        elif hasattr(self.current(), "undo"):
            self.current().undo()
        else:
            self.messages.undo()

    def redo(self) -> None:
        if self.page in AGREEMENT:
            self.desk.redo()
        elif hasattr(self.current(), "redo"):
            self.current().redo()

    def search(self) -> None:
        self.desk.go("shelf")
        if self.page == "shelf":
            self.current().focus_search()

    def turn_lights(self) -> None:
        self.desk.change_settings(theme="light" if theme.colours().dark else "dark")

    def show_keys(self) -> None:
        from ui.keys_overview import KeysOverview

        KeysOverview(self, actions.shortcuts_of(self))

    # ---- settings

    def _settings_changed(self) -> None:
        theme.apply_named(QApplication.instance(), self.desk.settings.theme)
        if self.desk.settings.language != language():
            set_language(self.desk.settings.language)
            speak_qt(QApplication.instance(), self.desk.settings.language)
            page = self.page
            self._furnish()
            self.show_page(page)

    def _system_turned(self) -> None:
        if self.desk.settings.theme == "system":
            theme.apply_named(QApplication.instance(), "system")

    # ---- files dragged over the window

    def dragEnterEvent(self, event) -> None:
        if _files(event):
            self.drop_sign.show_for(_files(event)[0], openable=_openable(_files(event)))
            event.acceptProposedAction()

    def dragLeaveEvent(self, event) -> None:
        self.drop_sign.hide()

    def dropEvent(self, event) -> None:
        self.drop_sign.hide()
        files = _files(event)
        event.acceptProposedAction()
        if files:
            self.desk.open_file(files[0])

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.drop_sign.setGeometry(self.rect())


def _files(event) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _openable(files: list[Path]) -> bool:
    return bool(files) and files[0].suffix.lower() in OPENABLE
