"""The two strangers that judge: veraPDF on archives and accessibility, the EU's DSS on signatures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.conformance.java import JavaProgram


class VeraPdf(JavaProgram):
    def __init__(self) -> None:
        super().__init__("verapdf", "Judge")

    def judge(self, path: Path, flavour: str) -> dict:
        """{"passed": bool, "failed": [{clause, test, message, where}], "error": str}; flavour is "3a" or "ua1"."""
        return self.ask(flavour, path)


class Dss(JavaProgram):
    """It fetches nothing when it validates."""

    def __init__(self) -> None:
        super().__init__("dss", "Validator")

    def validate(self, path: Path, anchors: Sequence[Path]) -> list[dict]:
        """One entry a signature: field, format, indication, sub_indication, intact, modified, errors.

        anchors: files of trusted certificates, and revocation lists (.crl). AssertionError if DSS cannot read the file.
        """
        answer = self.ask(path, *anchors)
        assert not answer["error"], answer["error"]
        return answer["signatures"]
