"""A verdict as a file: for people, for other programs of the field (ETSI TS 119 102-2), for any program."""

from __future__ import annotations

import datetime

from avv_desktop.signing.model import Verdict

ENDINGS = (".pdf", ".xml", ".json")


def as_report(verdict: Verdict, ending: str, name: str, data: bytes, at: datetime.datetime) -> bytes:
    """name, data: of the file that was judged, `at` that moment. Raises TypesettingFailed."""
    if ending == ".xml":
        from avv_desktop.signing.ades_report import xml_report

        return xml_report(data, verdict)
    if ending == ".json":
        import msgspec

        from avv_desktop.verdict.as_json import as_json

        return msgspec.json.format(msgspec.json.encode(as_json(verdict)), indent=1)
    from avv_desktop.verdict.pages import as_pdf

    return as_pdf(verdict, name, data, at)
