"""500 prepared agreements signed in one go, in a process of its own; and what it holds after 100, 500 and 1000."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.bench.figures import Figure

MANY, MARKS = 500, (100, 500, 1000)
WORK = """
import json, resource, sys, tempfile, time
from pathlib import Path
from avv_desktop import flow
from avv_desktop.signing.keys import open_key
from avv_desktop.signing.stack import Sheet, sign_stack
from avv_desktop.system.files import write_whole
from tests.bench.agreement import PASSPHRASE, agreement, key_file

def held():
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    sizes = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(sizes[0] if sizes else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024

template, draft = agreement()
data = flow.render(template, draft).data
with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    key = open_key(key_file("Aida Dia", "rsa-3072", folder), PASSPHRASE)
    files = []
    for number in range(max(MARKS)):
        path = folder / f"{number}.pdf"
        path.write_bytes(data)
        files.append(path)
    sheets = [Sheet(path.name, path.read_bytes) for path in files]
    list(sign_stack(sheets[:3], key))
    told, begun, worked = {}, time.perf_counter(), time.process_time()
    for number, result in enumerate(sign_stack(sheets, key), start=1):
        if result.error is not None or result.progress.state != "half":
            sys.exit(f"{result.sheet.name}: {result.error}")
        write_whole(folder / f"signed {result.sheet.name}", result.signed.data)
        if number == MANY:
            told["taken"], told["worked"] = time.perf_counter() - begun, time.process_time() - worked
        if number in MARKS:
            told[str(number)] = held()
print(json.dumps(told))
"""


def run() -> list[Figure]:
    work = f"MANY, MARKS = {MANY}, {MARKS}\n{WORK}"
    done = subprocess.run([sys.executable, "-c", work], capture_output=True, text=True, timeout=900, check=True)
    told = json.loads(done.stdout.splitlines()[-1])
    rate, idle = round(MANY / told["taken"], 1), round(MANY / told["worked"], 1)
    note = (
        f"{MANY} read, signed (RSA-3072), judged and written in {told['taken']:.1f} s by one process; "
        f"{told['worked']:.1f} s of processor time, so {idle} a second on an idle core"
    )
    sizes = [round(told[str(mark)], 1) for mark in MARKS]
    grown = round(sizes[-1] - sizes[0], 1)
    held = ", ".join(f"{mark}: {size} MiB" for mark, size in zip(MARKS, sizes, strict=True))
    return [
        Figure("prepared agreements signed in one go", rate, rate, "a second", note=note, aim="≥ 20", count=MANY),
        Figure("memory of a stack from 100 to 1000", grown, grown, "MiB", note=held, aim="flat", count=MARKS[-1]),
    ]
