"""Killed in the middle of typing, the program comes back where it was; at most the last second is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import keyring
import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ENOUGH = 150
"""Letters."""
MAY_BE_LOST = 1.0
"""Seconds."""


def type_until_killed(home: Path, keychain: Path) -> tuple[list[float], float]:
    """When each letter was typed, and when the process was killed."""
    environment = os.environ | {
        "AVV_DESKTOP_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT), str(HERE))),
    }
    command = [sys.executable, str(HERE / "typist.py"), str(keychain)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as typist:
        moments = []
        try:
            for line in typist.stdout:
                moments.append(float(line.split()[1]))
                if len(moments) == ENOUGH:
                    break
        finally:
            killed = time.monotonic()
            typist.send_signal(signal.SIGKILL)
        rest = [float(line.split()[1]) for line in typist.stdout if line.endswith("\n") and len(line.split()) == 2]
    return moments + rest, killed


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
def test_crash_and_return(home, tmp_path, make_window, drain):
    sys.path.insert(0, str(HERE))
    from paper_keyring import PaperKeyring
    from typist import FIELD, LETTERS

    from ui.hand import Hand

    keychain = tmp_path / "keychain.json"
    moments, killed = type_until_killed(home, keychain)
    assert len(moments) >= ENOUGH, "the window was typed into"

    keyring.set_keyring(PaperKeyring(keychain))
    window = make_window()
    hand = Hand(window)
    hand.wait(lambda: window.desk.draft is not None, "what lay on the desk")
    hand.settle(window.desk)

    assert window.page == "editor"
    kept = window.desk.draft.answers["processing.subject"]
    typed = (LETTERS * (len(moments) // len(LETTERS) + 1))[: len(moments)]
    assert typed.startswith(kept)
    surely = sum(moment < killed - MAY_BE_LOST for moment in moments)
    assert surely > 20, "typed for longer than may be lost"
    assert len(kept) >= len(typed[:surely].rstrip())
    assert window.desk.number, "and everything else of it"

    (entry,) = window.desk.store.drafts()
    assert entry.id == window.desk.draft.id
    assert not list(home.rglob("*.part")), "nothing half-written is left"
    window.desk.go("editor", "processing.subject")
    hand.settle(window.desk)
    assert hand.find(FIELD).toPlainText().strip() == kept.strip()
