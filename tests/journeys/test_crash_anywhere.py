"""Killed anywhere, out of disk, without a keychain, opened twice: nothing that was acknowledged is lost."""

from __future__ import annotations

import signal

import pytest

from tests.faults.rounds import played

ROUNDS = 25


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_crash_anywhere(seed, tmp_path):
    assert played(seed, tmp_path / "round").lost == ()
