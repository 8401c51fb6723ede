"""The signatures of a file, one row each: details, the certificate, and whose it is known to be from now on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from avv_desktop.signing.model import Certificate, SignatureVerdict, Slot, Verdict
from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.trust.certificate import certificate_lines
from ui.trust.parts import fact_line
from ui.verify import answers
from ui.widgets.controls import boxed, button, column, frame, row, rule, text
from ui.widgets.fold import Fold


class Signatures(QWidget):
    """`pins`: a person's name, and the fingerprint of the certificate that is theirs from now on."""

    pins = Signal(str, str)

    def __init__(self, verdict: Verdict, certificates: dict[str, Certificate]) -> None:
        super().__init__()
        slots = {slot.field: slot for slot in verdict.progress.slots} if verdict.progress else {}
        lines, found = column(gap=0), verdict.signatures
        for index, each in enumerate(found):
            if index:
                lines.addWidget(rule())
            opened = len(found) == 1 or answers.signature_answer(each) == "no"
            lines.addWidget(self._line(each, slots.get(each.field), certificates.get(each.field), opened=opened))
        heading = row(text(tr("Signatures"), "heading"), text(str(len(found)), "heading"), None)
        self.setLayout(column(heading, frame(lines, card="true"), gap=Space.S))

    def _line(
        self, each: SignatureVerdict, slot: Slot | None, certificate: Certificate | None, *, opened: bool
    ) -> QWidget:
        glyph, tone = answers.GLYPHS[answers.signature_answer(each)]
        inside = column(gap=Space.S)
        for name, words in answers.details(each, slot):
            inside.addLayout(fact_line(name, words, width=168))
        if certificate is not None:
            inside.addWidget(self._certificate(each, slot, certificate))
        return Fold(answers.title(each), answers.subtitle(each), glyph, tone, boxed(inside), opened=opened)

    def _certificate(self, each: SignatureVerdict, slot: Slot | None, certificate: Certificate) -> QWidget:
        """Folded away until it is asked for; below it the way to say whose it is."""
        show = button(tr("Show certificate"), "quiet", small=True, glyph="identification-card")
        show.setAccessibleName(tr("Show certificate of {name}", name=certificate.name))
        parts = column(certificate_lines(certificate), gap=Space.M)
        if slot is not None and slot.identity != "verified" and answers.unchanged_answer(each) != "no":
            parts.addLayout(self._whose(slot, certificate))
        shown = boxed(parts)
        shown.hide()
        show.clicked.connect(lambda: shown.setVisible(shown.isHidden()))
        return boxed(column(row(show, None), shown, gap=Space.S))

    def _whose(self, slot: Slot, certificate: Certificate) -> QWidget:
        words = tr(
            "Has {name} told you this fingerprint in person or on the telephone, and is it the same? Then the "
            "certificate can be remembered as theirs.",
            name=slot.name,
        )
        pin = button(tr("Remember as the certificate of {name}", name=slot.name), glyph="user-plus")
        pin.clicked.connect(lambda: self.pins.emit(slot.name, certificate.fingerprint))
        return column(text(words, "soft", wrap=True), row(pin, None), gap=Space.S)
