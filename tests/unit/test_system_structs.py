"""Two threads that read the same struct for the first time do not bring the process down."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
RACE = """
import sys, threading
from typing import Literal
import msgspec
from avv_desktop.system.structs import ready

sys.setswitchinterval(1e-6)
for n in range(60):
    lines = "".join(f"    f{i}: 'tuple[Literal[\\"a{i}{n}\\", \\"b\\"], ...]' = ()\\n" for i in range(12))
    space = {"Literal": Literal, "msgspec": msgspec}
    exec(f"class Inner(msgspec.Struct):\\n{lines}class Outer(msgspec.Struct):\\n    inner: Inner\\n{lines}", space)
    space["Inner"].__module__ = space["Outer"].__module__ = "__main__"
    globals().update(Inner=space["Inner"])
    gate = threading.Barrier(3)

    def work(kind=space["Outer"]):
        gate.wait()
        msgspec.convert({"inner": {}}, ready(kind))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
print("through")
"""


def test_three_threads_meet_at_a_type_nobody_has_read():
    done = subprocess.run([sys.executable, "-c", RACE], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "through\n"), done.stderr[-2000:]


def test_whatever_is_read_into_a_type_is_made_ready():
    wrong = []
    for path in (ROOT / "avv_desktop").rglob("*.py"):
        source = path.read_text("utf-8")
        for found in re.finditer(r"msgspec\.(?:convert|json\.decode|toml\.decode)\(", source):
            call = source[found.end() : found.end() + 300].split("\n\n")[0]
            typed = "convert" in found.group() or "type=" in call.split("\n    except")[0]
            if typed and "ready(" not in call:
                wrong.append(f"{path.relative_to(ROOT)}: {call[:60]}")
    assert not wrong, wrong
