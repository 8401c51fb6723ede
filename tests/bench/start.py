"""Start to usable window, in a new process each time."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile

from tests.bench.figures import Figure, absent, figure

NAME = "start to usable window"
AIM = "≤ 1500 ms"


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "AVV_DESKTOP_EXIT_WHEN_READY": "1",
            "AVV_DESKTOP_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
        }
        try:
            opened(environment)
            taken = [opened(environment) for _ in range(10)]
            return [figure(NAME, taken, aim=AIM, note="from the start of the process, offscreen, warm disk")]
        except subprocess.TimeoutExpired:
            return [absent(NAME, "the window did not say that it is ready within 30 s", aim=AIM)]
        except RuntimeError as error:
            return [absent(NAME, str(error), aim=AIM)]


def opened(environment: dict[str, str]) -> float:
    """Milliseconds, as the window says them; without that, RuntimeError."""
    command = [sys.executable, "-m", "avv_desktop", "app"]
    done = subprocess.run(command, env=environment, capture_output=True, timeout=30)
    ready = re.match(rb"ready (\d+)", done.stdout)
    if done.returncode or not ready:
        raise RuntimeError(f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[-200:]}")
    return float(ready[1])
