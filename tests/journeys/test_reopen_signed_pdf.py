"""Dropping a signed PDF brings the agreement back: the same answers, as a new draft."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from avv_desktop import flow


def drop(window, path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(QPointF(400, 400), *how)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(400, 400), *how))


def test_reopen_signed_pdf(hand, complete, sign_as, exports):
    desk = hand.desk
    sign_as("Aida Dia")
    hand.wait_for("Unterschrieben. Jetzt ist Jörn Fischer dran.")
    (path,) = exports()
    before = desk.document()

    drop(hand.window, path)
    hand.settle(desk)
    hand.wait_until_there("Vertrag daraus öffnen")
    assert hand.reads(complete.answers["agreement.number"])
    hand.click("Vertrag daraus öffnen")
    hand.settle(desk)

    assert desk.draft.id != complete.id
    assert desk.state == "draft"
    assert flow.export_text(desk.template, desk.draft) == flow.export_text(desk.template, complete)
    assert desk.document() == before
    assert len(desk.store.drafts()) == 2
