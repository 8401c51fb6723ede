"""Signing a prepared PDF in a running program, beside the pyHanko command line."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from avv_desktop import flow
from tests.bench.agreement import PASSPHRASE, agreement, key_file
from tests.bench.figures import Figure, figure, timed, worked

KINDS = {"RSA-3072": "rsa-3072", "P-256": "p-256"}


def run() -> list[Figure]:
    template, draft = agreement()
    pdf = flow.render(template, draft)
    return [measured(label, kind, pdf) for label, kind in KINDS.items()]


def measured(label: str, kind: str, pdf) -> Figure:
    from avv_desktop.signing.keys import open_key
    from avv_desktop.signing.pades import sign

    slot = flow.progress(pdf.data).next
    with tempfile.TemporaryDirectory() as folder:
        p12 = key_file(slot.name, kind, Path(folder))
        key = open_key(p12, PASSPHRASE)
        sign(pdf, key, slot)
        values = timed(lambda _: sign(pdf, key, slot), range(40))
        idle = sorted(worked(lambda _: sign(pdf, key, slot), range(20)))[10]
        peer, note = by_command_line(pdf.data, p12, slot.field, Path(folder))
    return figure(
        f"sign a prepared PDF, {label}",
        values,
        peer=peer,
        note=f"{round(idle)} ms of processor time; {note}",
        aim="≤ 40 ms",
    )


def by_command_line(data: bytes, p12: Path, field: str, folder: Path) -> tuple[list[float] | None, str]:
    program = Path(sys.executable).with_name("pyhanko")
    if not program.exists() and not shutil.which("pyhanko"):
        return None, "pyHanko command line: not installed"
    (folder / "in.pdf").write_bytes(data)
    (folder / "pass").write_text(PASSPHRASE, encoding="utf-8")
    command = [program, "sign", "addsig", "--field", field, "--use-pades", "pkcs12", "--passfile", folder / "pass"]

    def sign(number: int) -> None:
        done = subprocess.run(
            [*command, folder / "in.pdf", folder / f"{number}.pdf", p12], capture_output=True, timeout=120
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace")[-300:])

    try:
        return timed(sign, range(5)), "peer: pyHanko command line, each time a new process"
    except RuntimeError as error:
        return None, f"pyHanko command line failed: {error}"
