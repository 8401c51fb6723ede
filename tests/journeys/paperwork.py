"""Hands for the command line's journeys: sign, change a draft, look what lies in the folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path


def sign(avv, code: int, pdf: str = "agreement.pdf", p12: str = "aida.p12", output: str = "signed.pdf") -> str:
    said = avv(code, "sign", pdf, "--p12", p12, "--as", "Aida Dia", "--passphrase-file", "passphrase.txt", "-o", output)
    assert code == 0 or not Path(output).is_file()
    return said


def changed(change: Callable[[dict], object], name: str = "changed.json") -> str:
    """The draft file with something else in it."""
    content = json.loads(Path("draft.json").read_text("utf-8"))
    change(content)
    Path(name).write_text(json.dumps(content, ensure_ascii=True), "utf-8")
    return name


def lying() -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}
