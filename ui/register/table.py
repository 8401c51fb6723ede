"""The table of the register: whole rows, several at once, columns that sort."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from avv_desktop.system.language import tr
from ui.register.model import Lines

HEIGHT = 34
WIDTHS = (200, 124, 168, 120, 92, 120, 92)
"""Pixels; the first takes what is left."""


def table_of(model: Lines) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(tr("Agreements"))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(HEIGHT)
    heads = table.horizontalHeader()
    heads.setSectionsClickable(True)
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for at, width in enumerate(WIDTHS):
        table.setColumnWidth(at, width)
    heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table
