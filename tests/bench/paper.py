"""A draft to PDF in a new process, beside LibreOffice that makes a PDF of our Word file."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from avv_desktop import flow
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, figure, timed


def run() -> list[Figure]:
    template, draft = agreement()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        from avv_desktop.draft.files import to_bytes

        (folder / "draft.json").write_bytes(to_bytes(draft, template))
        values = timed(lambda _: rendered(folder), range(5))
        peer, note = by_libreoffice(flow.export_word(template, draft), folder)
    return [figure("draft to PDF, new process", values, peer=peer, note=note)]


def rendered(folder: Path) -> None:
    command = [sys.executable, "-m", "avv_desktop", "render", folder / "draft.json", "-o", folder / "out.pdf"]
    done = subprocess.run(command, capture_output=True, timeout=60)
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr.decode(errors="replace")[-300:])


def by_libreoffice(docx: bytes, folder: Path) -> tuple[list[float] | None, str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None, "LibreOffice: not installed"
    (folder / "agreement.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, folder / "agreement.docx"]

    def convert(_: object) -> None:
        subprocess.run(command, capture_output=True, timeout=120, check=True)

    convert(None)
    return timed(convert, range(5)), "peer: LibreOffice, DOCX to PDF, each time a new process"
