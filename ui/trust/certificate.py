"""What a certificate says, in lines: whose, by whom, until when, what for. Never serial numbers or e-mail addresses."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from avv_desktop.signing.model import Certificate
from avv_desktop.system.language import tr
from ui.look.tokens import Space
from ui.trust.parts import fact_line
from ui.widgets.controls import column
from ui.widgets.dates import date_words

GROUP = 4
WIDTH = 168


def certificate_facts(certificate: Certificate) -> list[tuple[str, str]]:
    return [
        (tr("Holder"), certificate.name),
        (tr("Issued by"), certificate.issuer),
        (tr("Valid"), _valid(certificate)),
        (tr("Meant for"), _purpose(certificate)),
        (tr("Key type"), certificate.algorithm),
        (tr("Fingerprint"), digits(certificate.fingerprint)),
    ]


def certificate_lines(certificate: Certificate) -> QBoxLayout:
    lines = column(gap=Space.S)
    for name, words in certificate_facts(certificate):
        lines.addLayout(fact_line(name, words, width=WIDTH))
    return lines


def digits(fingerprint: str) -> str:
    """SHA-256 in groups, to be read out."""
    return " ".join(fingerprint[at : at + GROUP] for at in range(0, len(fingerprint), GROUP)).upper()


def _valid(certificate: Certificate) -> str:
    first, last = (each.astimezone().date() for each in (certificate.not_before, certificate.not_after))
    return tr("from {first} to {last}", first=date_words(first), last=date_words(last))


def _purpose(certificate: Certificate) -> str:
    if certificate.trial:
        return tr("trying out only: nobody has checked whose it is")
    return {
        "signing": tr("signing"),
        "login": tr("logging in"),
        "encryption": tr("encrypting"),
        "issuing": tr("issuing certificates"),
        "other": tr("something else"),
        "any": tr("it does not say"),
    }[certificate.purpose]
