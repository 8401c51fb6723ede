"""What a paragraph can fulfil, as people call it."""

from __future__ import annotations

from avv_desktop.system.language import tr
from avv_desktop.template.model import Template


def tag_words() -> dict[str, str]:
    """Tag → words, in the order of Art. 28 GDPR."""
    return {
        "k.parteien": tr("Parties"),
        "k.gegenstand": tr("Subject matter"),
        "k.dauer": tr("Duration"),
        "k.art": tr("Nature of the processing"),
        "k.zweck": tr("Purpose of the processing"),
        "k.daten": tr("Types of data"),
        "k.personen": tr("Categories of persons"),
        "k.vp": tr("Rights and duties of the controller"),
        "k.a.weisung": tr("Documented instructions"),
        "k.a.drittland": tr("Transfers to third countries"),
        "k.a.rechtspflicht": tr("Legal compulsion"),
        "k.b": tr("Confidentiality"),
        "k.c": tr("Security measures"),
        "k.d.genehmigung": tr("Authorisation of sub-processors"),
        "k.d.info": tr("Notice of new sub-processors"),
        "k.d.pflichten": tr("Same duties for sub-processors"),
        "k.d.haftung": tr("Liability for sub-processors"),
        "k.d.liste": tr("List of sub-processors"),
        "k.e": tr("Rights of data subjects"),
        "k.f": tr("Assistance with Art. 32 to 36"),
        "k.f.meldung": tr("Notice of data breaches"),
        "k.f.34": tr("Informing data subjects"),
        "k.f.35": tr("Impact assessment"),
        "k.f.36": tr("Prior consultation"),
        "k.g": tr("Deletion and return"),
        "k.h": tr("Proof and audits"),
        "k.hinweis": tr("Warning of unlawful instructions"),
        "k.form": tr("Form"),
        "k.exzess": tr("Acting beyond instructions"),
        "k.29": tr("Persons under authority"),
        "k.30": tr("Records of processing"),
        "k.31": tr("Cooperation with the authority"),
        "k.dsb": tr("Data-protection officer"),
        "k.drittland": tr("Basis of transfers"),
        "k.garantie": tr("Sufficient guarantees"),
        "k.haftung": tr("Liability"),
        "k.anlagen": tr("Annexes"),
        "k.schluss": tr("Final provisions"),
        "t.a": tr("Pseudonymisation and encryption"),
        "t.b": tr("Confidentiality, integrity, availability, resilience"),
        "t.c": tr("Restoration"),
        "t.d": tr("Regular testing"),
    }


def tag_options(template: Template) -> list[tuple[str, str]]:
    """The tags this template knows, in words."""
    known = tag_words()
    asked = {tag for _, tags in template.coverage for tag in tags}
    return [(tag, words) for tag, words in known.items() if not asked or tag in asked]


def fulfilled(tags: tuple[str, ...]) -> str:
    """ "Gegenstand, Dauer"; tags without words are left out."""
    known = tag_words()
    return ", ".join(known[tag] for tag in tags if tag in known)
