"""Sentences that depend on how many there are: sub-processors, persons who signed."""

from __future__ import annotations

from avv_desktop.document.wording.companies import Party, with_article
from avv_desktop.document.wording.quantities import in_words


def case_of(count: int) -> str:
    """ "none", "one" or "many": which lead-in sentence fits so many rows."""
    return "none" if count == 0 else "one" if count == 1 else "many"


def sub_processors(count: int) -> str:
    """ "Keine Unterauftragnehmer", "Ein Unterauftragnehmer", "4 Unterauftragnehmer"."""
    return {0: "Keine Unterauftragnehmer", 1: "Ein Unterauftragnehmer"}.get(count, f"{count} Unterauftragnehmer")


def lacking(count: int, what: str) -> str:
    """ "Bei 3 Unterauftragnehmern fehlt die Ansprechstelle." `what` with its article."""
    if count == 0:
        return "Bei keinem Unterauftragnehmer fehlt etwas."
    return f"Bei {count} Unterauftragnehmer{'n' if count > 1 else ''} fehlt {what}."


def signed(count: int, needed: int) -> str:
    """ "Noch niemand hat unterschrieben.", "1 von 2 hat unterschrieben.", "2 von 2 haben unterschrieben." """
    if count == 0:
        return "Noch niemand hat unterschrieben."
    return f"{count} von {needed} {'hat' if count == 1 else 'haben'} unterschrieben."


def signed_for(party: Party, count: int, needed: int) -> str:
    """ "Seitens der Muster GmbH hat 1 von 2 Personen unterschrieben." """
    whose = f"Seitens {with_article(party, 'genitive')}"
    if count == 0:
        return f"{whose} hat noch niemand unterschrieben."
    return f"{whose} {'hat' if count == 1 else 'haben'} {count} von {needed} Personen unterschrieben."


def who_signs(needed: int, named: int) -> str:
    """ "Es unterschreiben zwei der drei genannten Personen."; "" when all who are named sign."""
    if needed >= named:
        return ""
    verb = "unterschreibt" if needed == 1 else "unterschreiben"
    return f"Es {verb} {in_words(needed)} der {in_words(named)} genannten Personen."
