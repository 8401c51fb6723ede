"""A message as a file (.eml) that opens in the user's own mail program. Nothing is ever sent from here."""

from __future__ import annotations

import re
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from avv_desktop.document.wording.dates import in_sentence
from avv_desktop.notice.letter import CONSENT_TITLE, TITLE
from avv_desktop.notice.model import Contact, Notice

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,250}[A-Za-z0-9])")
_LONGEST = 150
SUBTYPES = {".pdf": ("application", "pdf"), ".ics": ("text", "calendar")}


def message(notice: Notice, attachments: dict[str, bytes]) -> bytes:
    """A draft of a message (`X-Unsent`) with files by name; without a valid address its "To" stays empty."""
    made = EmailMessage(policy=SMTP)
    title = CONSENT_TITLE if notice.consent else TITLE
    made["Subject"] = header(" ".join(filter(None, (title, notice.number))))
    for name, whom in (("From", _sender(notice)), ("To", notice.contact)):
        found = address(whom)
        if found is not None:
            made[name] = found
    made["X-Unsent"] = "1"
    made.set_content(_words(notice), cte="quoted-printable")
    for name, data in attachments.items():
        ending = name[name.rfind(".") :]
        main, sub = SUBTYPES.get(ending, ("application", "octet-stream"))
        made.add_attachment(data, maintype=main, subtype=sub, filename=header(name))
    made.set_boundary(f"avv-{sha256(b''.join(attachments.values())).hexdigest()[:32]}")
    return made.as_bytes()


def _sender(notice: Notice) -> Contact:
    return Contact(notice.reply_to.name or notice.sender, notice.reply_to.email)


def address(contact: Contact) -> Address | None:
    """None for what is no e-mail address; a name can never become a second one, nor a header."""
    email = contact.email.strip()
    if not _ADDRESS.fullmatch(email) or ".." in email:
        return None
    user, _, domain = email.rpartition("@")
    try:
        return Address(header(contact.name), user, domain)
    except (ValueError, HeaderParseError):
        return None


def header(text: str) -> str:
    """One line of printable letters, whatever came in: no line break, nothing invisible."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(plain.split())[:_LONGEST]


def _words(notice: Notice) -> str:
    by = in_sentence(notice.dates.answer_by.isoformat()).replace("\u00a0", " ")
    lines = ["Guten Tag,", "", "im Anhang erhalten Sie unsere Information über eine Änderung bei den"]
    lines += ["Unterauftragnehmern" + (f" zur Vereinbarung {notice.number}." if notice.number else ".")]
    if notice.material:
        asked = "Ihre Antwort erbitten wir" if notice.consent else "Widersprechen können Sie"
        lines += ["", f"{asked} bis zum {by} in Textform."]
    lines += ["", "Mit freundlichen Grüßen", "", *filter(None, (header(notice.sender), header(notice.reply_to.name)))]
    return "\n".join(lines) + "\n"
