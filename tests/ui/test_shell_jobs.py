"""Work off the GUI thread: in order, the newest wins, errors come back."""

import threading

import pytest
from PySide6.QtWidgets import QDialog

from ui.jobs import Immediate, Jobs, Teller


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


def test_one_lane_keeps_the_order_and_answers_on_the_gui_thread(jobs):
    here, said = threading.current_thread(), []
    for n in range(20):
        jobs.run(lambda n=n: n, lambda answer: said.append((answer, threading.current_thread())))
    jobs.finish()
    assert said == [(n, here) for n in range(20)]


def test_work_happens_elsewhere(jobs):
    where = []
    jobs.run(lambda: where.append(threading.current_thread()))
    jobs.finish()
    assert where[0] is not threading.current_thread()


def test_the_newest_waiting_work_wins(jobs):
    gate, done = threading.Event(), []
    jobs.run(gate.wait)
    for n in range(5):
        jobs.run(lambda n=n: n, done.append, newest="page")
    jobs.run(lambda: "other", done.append, newest="other")
    gate.set()
    jobs.finish()
    assert done == [4, "other"]


def test_lanes_run_beside_each_other(jobs):
    gate, done = threading.Event(), []
    jobs.run(gate.wait, lane="store")
    jobs.run(gate.set, lambda _: done.append(True), lane="pages")
    jobs.finish()
    assert done == [True]


def test_an_error_goes_to_who_asked_or_to_everybody(jobs):
    said, everybody = [], []
    jobs.failed.connect(everybody.append)
    jobs.run(lambda: 1 / 0, failed=said.append)
    jobs.run(lambda: {}["x"])
    jobs.finish()
    assert [type(e) for e in said] == [ZeroDivisionError]
    assert [type(e) for e in everybody] == [KeyError]


def test_a_panic_of_a_library_is_told_and_nobody_waits_for_ever(jobs):
    class Panic(BaseException):
        pass

    def panics():
        raise Panic("index out of bounds")

    told = []
    jobs.run(panics, failed=told.append)
    jobs.run(lambda: "next", then=told.append)
    jobs.finish()
    assert [str(each) for each in told] == ["Panic: index out of bounds", "next"]


def test_after_the_end_nothing_is_taken(qapp):
    jobs, done = Jobs(), []
    jobs.run(lambda: 1, done.append)
    jobs.close()
    jobs.run(lambda: 2, done.append)
    assert done == [1]


def test_tests_can_have_it_at_once(qapp):
    jobs, done = Jobs(lambda _: Immediate()), []
    jobs.run(lambda: 1, done.append)
    assert done == [1]


def test_a_story_is_told_from_top_to_bottom(jobs):
    heard, teller = [], Teller(jobs)

    def story():
        heard.append((yield lambda: 6 * 7))
        try:
            yield lambda: 1 / 0
        except ZeroDivisionError:
            heard.append("caught")
        question = QDialog()
        answer = yield question
        heard.append(answer)

    teller.tell(story())
    jobs.finish()
    assert teller.telling
    from PySide6.QtWidgets import QApplication

    (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
    dialog.accept()
    assert heard == [42, "caught", True]
    assert not teller.telling


def test_a_story_that_fails_says_so(jobs):
    said, teller = [], Teller(jobs)
    teller.failed.connect(said.append)

    def story():
        yield lambda: {}["x"]

    teller.tell(story())
    jobs.finish()
    assert [type(e) for e in said] == [KeyError]
    assert not teller.telling
