"""Three answers, each with its own colour: "nicht geprüft" is never green and never red."""

from __future__ import annotations

import datetime

import pytest
from msgspec.structs import replace

from avv_desktop.signing.model import SignatureVerdict, Verdict
from ui.verify import answers

MOMENT = datetime.datetime(2026, 3, 12, 9, 14, tzinfo=datetime.UTC)
GOOD = SignatureVerdict(
    kind="signature",
    field="processor_1",
    signer="Aida Dia",
    integrity="intact",
    changes="signature",
    trust="trusted",
    signed_at=MOMENT,
    time_source="timestamp",
    trial=False,
    level="PAdES-BASELINE-B",
    indication="TOTAL-PASSED",
    sub_indication="",
    unchanged="unverändert",
    who="bekannt",
    when="bestätigt",
)


def verdict(*signatures: SignatureVerdict, tone: str = "open") -> Verdict:
    return Verdict(signatures, "Überschrift", "a", "b", "c", tone, False)


def answered(*signatures: SignatureVerdict) -> tuple[str, ...]:
    return tuple(axis.answer for axis in answers.axes(verdict(*signatures)))


def test_all_in_order_is_three_times_yes():
    assert answered(GOOD, replace(GOOD, signer="Jörn Fischer")) == ("yes", "yes", "yes")


@pytest.mark.parametrize("trust", ["unknown", "expired", "unchecked"])
def test_who_was_not_checked_is_neither_green_nor_red(trust):
    assert answered(GOOD, replace(GOOD, trust=trust)) == ("yes", "open", "yes")
    assert answers.GLYPHS["open"][1] not in ("good", "bad")


def test_the_signers_own_clock_proves_no_time():
    assert answered(replace(GOOD, time_source="signer")) == ("yes", "yes", "open")


@pytest.mark.parametrize("changed", [{"integrity": "altered"}, {"changes": "other"}, {"changes": "annotation"}])
def test_no_green_beside_a_red(changed):
    assert answered(replace(GOOD, **changed)) == ("no", "moot", "moot")


def test_one_altered_signature_spoils_the_file():
    assert answered(GOOD, replace(GOOD, integrity="altered"))[0] == "no"


def test_revoked_is_a_no():
    assert answered(replace(GOOD, trust="revoked"))[1] == "no"


def test_a_file_without_signatures_has_nothing_to_answer():
    assert answered() == ("none", "none", "none")


def test_what_cannot_be_judged_stays_open():
    assert answered(replace(GOOD, integrity="unverifiable"))[0] == "open"


def test_a_trial_says_so_wherever_the_signer_is_named():
    trial = replace(GOOD, trial=True, trust="unchecked")
    assert "Probe" in answers.title(trial)
    assert "Probe" in answers.axes(verdict(trial))[1].short
    assert any("Probeschlüssel" in words for _, words in answers.details(trial))


def test_the_row_of_a_signature_is_green_only_if_it_is_known_whose_it_is():
    assert answers.signature_answer(GOOD) == "yes"
    assert answers.signature_answer(replace(GOOD, trust="unchecked")) == "open"
    assert answers.signature_answer(replace(GOOD, integrity="altered")) == "no"
