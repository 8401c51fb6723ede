"""What every test needs: a home of its own, secrets in memory, no screen."""

from __future__ import annotations

import datetime
import gc
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
import keyring.backend
import keyring.errors
import pytest

from avv_desktop.draft import values

pytest_plugins = ["tests.unit.pki_services", "tests.unit.team_server"]

TODAY = datetime.date(2026, 11, 23)
"""The day of all tests: dates of the example lie shortly before it, and grow old."""
TESTS_BETWEEN = 20
"""Two full collections."""


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Forgets everything at the end of a test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError(username)


@pytest.fixture(scope="session", autouse=True)
def today():
    """Whatever the clock says, drafts are judged on the same day."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(values, "this_day", lambda: TODAY)
        yield TODAY


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Everything the program keeps lies in the test's own folder."""
    monkeypatch.setenv("AVV_DESKTOP_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def keychain():
    """A keychain that works."""
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture(autouse=True)
def german():
    """Every test begins in German."""
    from avv_desktop.system.language import set_language

    set_language("de")
    yield
    set_language("de")


@pytest.fixture(autouse=True)
def tidied():
    """Once the window was open, no thread but this one tidies memory: after each test the young, at times all."""
    yield
    if not gc.isenabled():
        young, _, rest = gc.get_count()
        gc.collect(2 if rest > TESTS_BETWEEN else 1 if young > 10_000 else 0)


@pytest.fixture(scope="session")
def qapp():
    from ui.app import application

    return application()


@pytest.fixture
def drain(qapp):
    """Return when nothing is left to do: `drain(desk)` saves what is typed, finishes all jobs, lays out and paints."""

    def wait(desk=None) -> None:
        qapp.processEvents()
        if desk is not None:
            desk.save()
            desk.jobs.finish()
        qapp.sendPostedEvents(None, 0)
        qapp.processEvents()

    return wait


@pytest.fixture
def until(qapp):
    """`until(condition)`: let the window work until it holds; fails after 20 s."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    def wait(condition, *, seconds: float = 20) -> None:
        deadline = QDeadlineTimer(int(seconds * 1000))
        while not condition():
            assert not deadline.hasExpired(), "waited in vain"
            qapp.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    return wait


@pytest.fixture
def make_window(qapp, drain):
    """Makes windows over the test's home; closes them, and fails if one left a dialog behind."""
    from PySide6.QtCore import QEvent
    from shiboken6 import isValid

    from ui.app import build

    made = []

    def make(*files: str, settings=None):
        window = build(settings)
        made.append(window)
        window.resize(1440, 900)
        window.show()
        window.start(list(files))
        drain(window.desk)
        return window

    yield make
    left = [type(each).__name__ for each in qapp.topLevelWidgets() if each.isVisible() and each not in made]
    for window in made:
        if isValid(window):
            window.close()
            window.deleteLater()
    drain()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # they would wait for a loop that never runs
    assert not left, f"still open: {left}"


@pytest.fixture
def window(make_window):
    """The program's window, its store open, on the shelf."""
    return make_window()
