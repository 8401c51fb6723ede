"""What is believed when a signature is verified: issuers, persons, trusted lists, and proof of revocation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import Space
from ui.settings.believed_files import BelievedFiles, Kind
from ui.settings.believed_people import BelievedPeople
from ui.settings.fetch_lists import FetchLists
from ui.widgets.controls import column


class Trust(QWidget):
    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.issuers = BelievedFiles(
            desk,
            Kind(
                "trust_files",
                tr("Trusted certificates"),
                tr(
                    "Certificates of issuers you trust (.pem, .cer, .crt). Without them a signature can be intact, but "
                    "who signed stays “not checked”."
                ),
                tr("Add certificate"),
                tr("No certificate has been added yet."),
                tr("Certificates") + " (*.pem *.cer *.crt *.der)",
                "identification-card",
            ),
        )
        self.people = BelievedPeople(desk)
        self.lists = BelievedFiles(
            desk,
            Kind(
                "trust_lists",
                tr("EU trusted lists"),
                tr(
                    "They say whose certificates are qualified (eIDAS). Load the list of a country as a file, and the "
                    "list of the lists with it, which vouches for it; or fetch both. Only then the network is asked."
                ),
                tr("Add list"),
                tr("No list has been added yet: qualified signatures read “advanced”."),
                tr("Trusted lists") + " (*.xml *.xtsl)",
                "list-bullets",
            ),
        )
        self.fetching = FetchLists(desk)
        self.revocations = BelievedFiles(
            desk,
            Kind(
                "revocation_files",
                tr("Revocation lists"),
                tr(
                    "Lists and answers of issuers on revoked certificates (.crl, .ors), for files that do not carry "
                    "them."
                ),
                tr("Add revocation list"),
                tr("None has been added yet."),
                tr("Revocation lists") + " (*.crl *.ors *.der *.pem)",
                "prohibit",
            ),
        )
        self.setLayout(
            column(self.issuers, self.people, self.lists, self.fetching, self.revocations, None, gap=Space.L)
        )
