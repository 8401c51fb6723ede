"""The files of a notice: the same words in each, nothing smuggled into headers or calendars; and the new annex."""

from __future__ import annotations

import datetime
from email import message_from_bytes
from email.policy import default

import pytest
from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.document.model import signature_lines
from avv_desktop.document.plain import plain
from avv_desktop.notice.amendment import amended, amendment, render
from avv_desktop.notice.letter import letter
from avv_desktop.notice.mail import message
from avv_desktop.notice.model import Contact
from avv_desktop.notice.output import files
from avv_desktop.notice.plan import notice, told
from avv_desktop.notice.reminders import reminders
from avv_desktop.system.calendar import Event, calendar
from tests.unit.notice_sample import MOMENT, SENT, START, change, draft, held, rows, template

NASTY = 'Muster\r\nBcc: alle@example.org\r\n\r\n<b>"; DROP'


@pytest.fixture(scope="module")
def sent():
    return told(notice(change(), held(), SENT), SENT, START)


def test_pdf_word_message_and_calendar_and_the_same_bytes_again(sent):
    made = files(sent, MOMENT)
    assert [name[name.rfind(".") :] for name in made] == [".pdf", ".docx", ".eml", ".ics"]
    assert made == files(sent, MOMENT)


def test_the_letter_says_what_the_agreement_says(sent):
    said = plain(letter(sent)).replace("\u00a0", " ")
    for words in (
        "Frisch Support GmbH",
        "15. Dezember 2026",
        "§ 6 Abs. 5",
        "innerhalb von 21 Tagen",
        "15. Januar 2027",
    ):
        assert words.lower() in said.lower(), words
    strict = told(notice(change(), held(draft(sub_processors__regime="specific")), SENT), SENT, START)
    assert "Ohne Ihre Zustimmung" in plain(letter(strict))
    gone = notice(change([rows()[0], rows()[2]]), held(), SENT)
    assert "nur zu Ihrer Kenntnis" in plain(letter(gone))


def test_a_message_is_a_draft_with_its_attachment(sent):
    found = message_from_bytes(message(sent, {"a.pdf": b"%PDF-1.7"}), policy=default)
    assert found["To"] == "Datenschutz-Postfach <datenschutz@muster-logistik.example.org>"
    assert found["X-Unsent"] == "1" and found["Subject"].endswith("AVV-2026-001")
    (attached,) = found.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("a.pdf", b"%PDF-1.7")
    assert "15. Dezember 2026" in found.get_body().get_content()


def test_no_header_can_be_smuggled_in(sent):
    nasty = replace(sent, number=NASTY, customer=NASTY, sender=NASTY, contact=Contact(NASTY, "a@example.org"))
    nasty = replace(nasty, reply_to=Contact(NASTY, "b@example.org"))
    found = message_from_bytes(message(nasty, {f"{NASTY}.pdf": b"x"}), policy=default)
    assert set(found.keys()) == {"Subject", "From", "To", "X-Unsent", "MIME-Version", "Content-Type"}
    assert [each.addr_spec for each in found["To"].addresses] == ["a@example.org"]


@pytest.mark.parametrize(
    "email",
    ["", "keine", "a@b@c", "a@example.org\nBcc: x@example.org", "a@example.org, b@example.org", "<a@b.example>"],
)
def test_what_is_no_address_is_left_out(sent, email):
    found = message_from_bytes(message(replace(sent, contact=Contact("A", email)), {}), policy=default)
    assert found["To"] is None and found["Bcc"] is None


def test_the_days_for_the_calendar(sent):
    said = reminders(sent).decode()
    assert "DTSTART;VALUE=DATE:20261215" in said and "DTSTART;VALUE=DATE:20270115" in said
    assert said.count("BEGIN:VALARM") == 2


def test_a_calendar_keeps_its_form_whatever_it_says():
    title = "ä" * 60 + "\r\nEND:VEVENT\nATTENDEE:x; , \\"
    said = calendar([Event("u\r\nX:1", datetime.date(2026, 12, 31), title, "b\nc", 2)])
    lines = said.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines) and b"\n" not in said.replace(b"\r\n", b"")
    whole = said.replace(b"\r\n ", b"").decode()
    assert "\r\nATTENDEE" not in whole and whole.count("\r\nEND:VEVENT") == 1
    assert "DTEND;VALUE=DATE:20270101" in whole and "\\nEND:VEVENT\\nATTENDEE:x\\; \\, \\\\" in whole


# ---- the new annex


def test_the_new_annex_counts_on_and_is_ready_to_be_signed(sent):
    day = datetime.date(2027, 1, 4)
    made = amended(draft(), template(), sent.rows, day)
    document = amendment(sent, made, template(), day)
    said = plain(document).replace("\u00a0", " ")
    assert "Anlage 2 der Vereinbarung AVV-2026-001 gilt ab dem 15. Januar 2027 in dieser Fassung (Fassung 2" in said
    assert "Frisch Support GmbH" in said and "Muster Hosting GmbH" in said
    assert {line.side for line in signature_lines(document)} == {"processor"}
    pdf = render(document, MOMENT, flow.COMPOSER).data
    progress = flow.progress(pdf)
    assert progress.state == "ready" and progress.next.name == "Aida Dia"
    assert flow.document_inside(pdf) == document


def test_where_the_customer_agreed_both_sign():
    strict = told(notice(change(), held(draft(sub_processors__regime="specific")), SENT), SENT, START)
    strict = replace(strict, consent_by="E", consent_day=SENT)
    document = amendment(strict, amended(draft(), template(), strict.rows, SENT), template(), SENT)
    assert {line.side for line in signature_lines(document)} == {"processor", "controller"}
    assert "zugestimmt" in plain(document)
