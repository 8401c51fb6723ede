"""Memory is tidied on the GUI thread alone: widgets that are destroyed on another thread crash Qt."""

import gc
import threading

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from ui import messages, tidy


@pytest.fixture
def collections():
    """The threads that collected."""
    seen: list[str] = []
    note = lambda phase, _: seen.append(threading.current_thread().name) if phase == "start" else None  # noqa: E731
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def rubbish(count: int = 50_000) -> None:
    for _ in range(count):
        circle: list = []
        circle.append(circle)


def test_a_worker_that_makes_much_never_collects(window, drain, collections):
    window.desk.jobs.run(rubbish)
    drain(window.desk)
    assert not set(collections) - {threading.main_thread().name}


def test_what_was_left_is_gone_soon(window, collections, until):
    rubbish()
    until(lambda: collections and gc.get_count()[0] < 50_000)
    assert set(collections) == {threading.main_thread().name}


def test_a_widget_in_a_circle_dies_where_it_lived(qapp, until):
    died: list[str] = []

    class Circle(QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.me = self
            self.destroyed.connect(lambda: died.append(threading.current_thread().name))

    Circle()
    worker = threading.Thread(target=rubbish)
    worker.start()
    worker.join()
    assert not died
    rubbish()
    until(lambda: died)
    assert died == [threading.main_thread().name]


def test_young_ones_are_left_until_there_are_many(collections):
    gc.collect()
    collections.clear()
    tidy.collect_young()
    assert not collections


def test_words_for_a_window_that_is_gone_go_nowhere(make_window, qapp):
    window = make_window()
    kept = window.findChild(messages.MessageBar)
    window.close()
    window.deleteLater()
    qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    messages.toast("zu spät")
    messages.say("zu spät")
    assert kept is not None
