"""Sheets about keeping, to print: the recovery key, and what became of a person's data, and why."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from msgspec import Struct

from avv_desktop.pdf.report import Picture, Report, ReportSection, ReportTable, report
from avv_desktop.store.key import fingerprint
from avv_desktop.store.key import to_recovery as letters
from avv_desktop.system.language import language, tr

IN_A_LINE = 4
"""Groups of letters."""


def recovery_sheet(key: bytes, owner: str, at: datetime.datetime) -> bytes:
    """One page (PDF) with the key as letters and as a QR code. owner: whose it is, or empty. Raises TypesettingFailed.

    Whoever holds it reads every agreement and every backup made with this key.
    """
    words = letters(key)
    groups = words.split("-")
    lines = tuple(
        f"{number}.   {'   '.join(groups[start : start + IN_A_LINE])}"
        for number, start in enumerate(range(0, len(groups), IN_A_LINE), 1)
    )
    sections = (
        ReportSection(
            tr("The recovery key"),
            text=(
                tr("It has no zero, no one and no eight: what looks like one is the letter O, I or B."),
                tr("The last letters are a check: a slip of the pen is noticed."),
            ),
            lines=lines,
            large=True,
            picture=Picture(_qr(words), tr("A QR code with the recovery key"), width=46),
        ),
        ReportSection(
            tr("What it is for"),
            steps=(
                tr("On a new computer: install the program, go to Settings, Backups, and put a backup back."),
                tr("On this computer, if the shelf is locked: enter it instead of the passphrase."),
                tr("It opens the backups that were made with this key; after a change of key please print a new sheet "
                   "and keep this one as long as older backups are kept."),
            ),
        ),
        ReportSection(tr("Where it lies"), text=(tr("Place: ____________________   Date: ____________________"),)),
    )  # fmt: skip
    about = " · ".join(filter(None, (owner, tr("mark of the key {mark}", mark=fingerprint(key)))))
    warning = tr("Whoever has this sheet and a copy of the files reads every agreement. Please keep it locked away.")
    title = tr("Recovery key of AVV Desktop")
    return report(Report(title, about, "", sections, warning, language()), at)


def _qr(words: str) -> str:
    import segno

    return segno.make(words, error="m", micro=False).svg_inline(border=2, dark="#1b1f24", light="#ffffff")


class Outcome(Struct, frozen=True):
    """What became of one agreement that names a person."""

    number: str
    what: str
    why: str = ""


def erasure_report(person: str, done: Sequence[Outcome], notes: Sequence[str], at: datetime.datetime) -> bytes:
    """For the answer to the person and for one's own proof. notes: where else their data may stand.

    Raises TypesettingFailed.
    """
    rows = tuple((each.number, each.what, each.why) for each in done)
    table = ReportTable((tr("Agreement"), tr("What was done"), tr("Reason")), rows, (1.2, 1.6, 3), compact=True)
    sections = (
        ReportSection(tr("What was done"), table=table),
        ReportSection(tr("Where else to look"), text=tuple(notes)),
    )
    about = tr("Request of {person}", person=person)
    return report(Report(tr("Erasing a person’s data (Art. 17 GDPR)"), about, "", sections, "", language()), at)
