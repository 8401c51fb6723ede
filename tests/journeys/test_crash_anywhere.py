"""Killed anywhere, out of disk, without a keychain, opened twice: nothing that was acknowledged is lost."""

from __future__ import annotations

import signal

import pytest

from avv_desktop.store.open import open_store
from tests.faults.lost import Kept, lost_of
from tests.faults.rounds import KINDS, played
from tests.unit.store_sample import agreement, at, template

ROUNDS = 25


def test_every_kind_is_played():
    assert len(KINDS) <= ROUNDS


def test_a_loss_is_noticed(tmp_path):
    """The judge can fail: an agreement that is gone, an older state, a state without its file, half a file."""
    store, draft = open_store(tmp_path / "store"), agreement()
    store.save(at(0, draft, **{"processing.subject": "3"}), template())
    store.set_state(draft.id, "half", "", "")
    store.close()
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "a.pdf").write_bytes(b"%PDF-1.7 and no end")
    kept = Kept()
    kept.heard(["begun\n", f"kept {draft.id} 4\n", "kept nobody -1\n", "either nothing\n", "file b.pdf\n"])
    said = " ".join(lost_of(tmp_path / "store", kept))
    for each in (
        "3 of 4",
        "nobody: DraftError",
        "nothing: neither",
        "half with 0 signed",
        "b.pdf: gone",
        "half a file",
    ):
        assert each in said, (each, said)
    assert kept.count == 4


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be caught")
@pytest.mark.parametrize("seed", range(ROUNDS))
def test_crash_anywhere(seed, tmp_path):
    assert played(seed, tmp_path / "round").lost == ()
