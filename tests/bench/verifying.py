"""Judging an agreement with three signatures and proof for the long term (B-LTA), beside the pyHanko command line."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from avv_desktop import flow
from tests.bench.agreement import agreement
from tests.bench.figures import Figure, absent, figure, timed, worked

SIGNERS = ("aida", "joern", "erika")


def run() -> list[Figure]:
    from avv_desktop.signing.verify import verify

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data, root = sealed(folder)
        found = flow.verify(data, trust=[root]).signatures
        if len(found) < 4 or {(each.integrity, each.trust) for each in found} != {("intact", "trusted")}:
            return [absent("verify three signatures, B-LTA", "the sample is not judged good")]
        peer, note = by_command_line(data, root, folder)
        whole = timed(lambda _: flow.verify(data, trust=[root]), range(10))
        only = timed(lambda _: verify(data, trust=[root]), range(10))
        idle = worked(lambda _: verify(data, trust=[root]), range(10))
    spent = f"{round(statistics.median(idle))} ms of processor time"
    return [
        figure("verify three signatures, B-LTA", only, peer=peer, note=f"{spent}; {note}", aim="≤ 250 ms"),
        figure("the same, and compare pages with data", whole, note="the peer does not"),
    ]


def sealed(folder: Path) -> tuple[bytes, bytes]:
    """The agreement signed by all three, timestamped and sealed by a test authority; and its root."""
    from avv_desktop.signing.augment import upgrade
    from avv_desktop.signing.pades import sign
    from avv_desktop.signing.revocation import Sources
    from avv_desktop.signing.timestamps import Stamper
    from avv_desktop.system.settings import TimestampService
    from tests.unit.pki_services import Loopback

    template, draft = agreement()
    authority = Loopback(folder)
    try:
        current = flow.render(template, draft)
        for label in SIGNERS:
            current = sign(current, authority.key(label), flow.progress(current.data).next)
        stamper = Stamper([TimestampService("Muster", authority.tsa())])
        sources = Sources(anchors=(authority.certificate("root"),), online=True)
        return upgrade(current, "LTA", stamper=stamper, sources=sources).data, authority.root
    finally:
        authority.close()


def by_command_line(data: bytes, root: bytes, folder: Path) -> tuple[list[float] | None, str]:
    program = Path(sys.executable).with_name("pyhanko")
    if not program.exists() and not shutil.which("pyhanko"):
        return None, "pyHanko command line: not installed"
    (folder / "sealed.pdf").write_bytes(data)
    (folder / "root.der").write_bytes(root)
    command = [program, "sign", "validate", "--trust", folder / "root.der", "--retroactive-revinfo"]
    heard = []

    def judge(_: int) -> None:
        done = subprocess.run([*command, folder / "sealed.pdf"], capture_output=True, text=True, timeout=120)
        heard.append(done.stdout + done.stderr)

    values = timed(judge, range(3))
    if heard[-1].count("INTACT") < 3:
        return None, f"pyHanko command line failed: {heard[-1][-200:]}"
    return values, "peer: pyHanko command line, each time a new process"
