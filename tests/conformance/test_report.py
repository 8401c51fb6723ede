"""A stranger's judgement of the pages that say what differs."""

from __future__ import annotations

import datetime

import pytest

from avv_desktop import flow
from avv_desktop.draft.model import ClauseEdit
from avv_desktop.review.deviations import deviations
from avv_desktop.review.deviations_export import as_pdf
from tests.bench.agreement import agreement

pytestmark = [pytest.mark.conformance, pytest.mark.timeout(900)]


def test_pages_of_deviations(verapdf, tmp_path):
    template, draft = agreement()
    asked = draft.with_edit(
        ClauseEdit("audit_rights.cost", "changed", ("Anders, 😀.",), reason="Wunsch", author="Vera")
    )
    asked = asked.with_edit(ClauseEdit("duties", "struck", allowed="Aida Dia")).answer("sub_processors.notice_days", 45)
    page = deviations(template, asked, findings=flow.check(template, asked))
    path = tmp_path / "deviations.pdf"
    path.write_bytes(as_pdf(page, datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)))
    for flavour in ("3a", "ua1"):
        verdict = verapdf.judge(path, flavour)
        assert verdict["passed"], (flavour, verdict["error"], verdict["failed"][:5])
