"""The tour's picture of the look of signatures: a name written by hand, and how it prints."""

from __future__ import annotations

import math

from ui.camera import Tour


def looks(tour: Tour) -> None:
    from PySide6.QtCore import QPoint, Qt
    from PySide6.QtTest import QTest

    tour.desk.go("settings", "marks")
    tour.settle()
    tour.hand.type("Name, wie er im Vertrag steht", "Aida Dia")
    pad = tour.hand.find("Blatt für den Schriftzug")
    points = [QPoint(90 + 4 * n, round(80 - 40 * math.sin(n / 5) * math.exp(-n / 60))) for n in range(70)]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(pad, point)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])
    tour.hand.click("Diesen Schriftzug verwenden")
    tour.settle()
    tour.hand.wait_until_there("Ohne Schriftzug unterschreiben")
    tour.shoot("einstellungen-unterschriftsbild")
    tour.hand.click("Ohne Schriftzug unterschreiben")
    tour.settle()
    tour.say("wrote a name by hand")
