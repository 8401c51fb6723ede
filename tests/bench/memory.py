"""Peak memory of a process that renders the agreement, draws every page and signs twice."""

from __future__ import annotations

import subprocess
import sys

from tests.bench.figures import Figure

WORK = """
import resource
from pathlib import Path
from avv_desktop.pdf.pages import Pages
from avv_desktop.pdf.typeset import Typesetter
from tests.bench.agreement import agreement, rendered_and_signed
typesetter = Typesetter()
_, draft = agreement()
for number in range(20):
    data = rendered_and_signed(draft.answer("processing.purpose", f"Zweck {number}"), typesetter)
    with Pages(data) as pages:
        for index in range(pages.count):
            pages.render(index, 1.5)
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peaks = [line.split()[1] for line in lines if line.startswith("VmHWM")]
print(peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# VmHWM first: what getrusage says begins with the size of the process that started this one.


def run() -> list[Figure]:
    done = subprocess.run([sys.executable, "-c", WORK], capture_output=True, text=True, timeout=300, check=True)
    megabytes = round(int(done.stdout.split()[-1]) / 1024, 1)
    return [Figure("peak memory", megabytes, megabytes, "MiB", note="20 agreements rendered, drawn and signed twice")]
