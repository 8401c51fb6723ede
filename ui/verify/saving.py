"""What is kept of a verification: the report, and each version of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.trust.saving import ask_where, save
from ui.verify.look import Looked

if TYPE_CHECKING:
    from avv_desktop.signing.revisions import Revision


def ask_report(desk: Desk, parent: QWidget, looked: Looked, ending: str) -> None:
    """ending: ".pdf", ".xml" or ".json"."""
    verdict, name = looked.verdict, looked.path.name

    def make() -> bytes:
        from avv_desktop.verdict.reports import as_report

        return as_report(verdict, ending, name, looked.data, looked.at)

    proposed = tr("Verification of {name}", name=looked.path.stem)
    ask_where(parent, proposed, ending, lambda path: save(desk, path, make, read=_own(looked)))


def ask_version(desk: Desk, parent: QWidget, looked: Looked, version: Revision) -> None:
    proposed = tr("{name}, version {number}", name=looked.path.stem, number=version.number)
    ask_where(parent, proposed, ".pdf", lambda path: save(desk, path, lambda: version.data, read=_own(looked)))


def _own(looked: Looked) -> list[Path]:
    return [looked.path] if looked.path.is_absolute() else []
