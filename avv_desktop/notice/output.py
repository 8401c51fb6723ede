"""The files of one notice: to read, to send, to remember."""

from __future__ import annotations

import datetime

from avv_desktop.notice.letter import as_pdf, letter
from avv_desktop.notice.mail import message
from avv_desktop.notice.model import Notice
from avv_desktop.notice.reminders import reminders
from avv_desktop.system.files import safe_name


def base_name(notice: Notice, what: str = "Unterauftragnehmer") -> str:
    """Without an ending, safe on every system: "AVV-2026-001 Muster GmbH Unterauftragnehmer"."""
    return safe_name(" ".join(filter(None, (notice.number, notice.customer, what))))


def files(notice: Notice, created: datetime.datetime) -> dict[str, bytes]:
    """PDF, Word, message and calendar by name; the same notice and moment give the same bytes.

    Raises TypesettingFailed.
    """
    from avv_desktop.word.write import docx

    document, name = letter(notice), base_name(notice)
    pdf = as_pdf(document, created)
    return {
        f"{name}.pdf": pdf,
        f"{name}.docx": docx(document, created=created),
        f"{name}.eml": message(notice, {f"{name}.pdf": pdf}),
        f"{name}.ics": reminders(notice),
    }
