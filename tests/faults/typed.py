"""Somebody types into the real window until the process is killed."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path

from tests.faults.lost import Kept

JOURNEYS = Path(__file__).parents[1] / "journeys"
MAY_BE_LOST = 1.0
LONGEST = 2.5
"""Seconds: of typing that may be lost, and that somebody types at most."""


def typed(home: Path, keychain: Path, chance: random.Random, kept: Kept) -> None:
    environment = os.environ | {
        "AVV_DESKTOP_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(JOURNEYS.parents[1]), str(JOURNEYS))),
    }
    command = [sys.executable, str(JOURNEYS / "typist.py"), str(keychain)]
    ended: list[float] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as typist:

        def kill() -> None:
            ended.append(time.monotonic())
            typist.kill()

        first = typist.stdout.readline()
        timer = threading.Timer(chance.random() * LONGEST, kill)
        timer.start()
        lines = [first, *(line for line in typist.stdout if line.endswith("\n"))]
        timer.join()
    moments = [float(line.split()[1]) for line in lines if len(line.split()) == 2]
    if not moments:
        kept.lost.append("the window was not typed into")
    kept.typed = len(moments)
    kept.surely = sum(moment < ended[0] - MAY_BE_LOST for moment in moments)
