"""Opening the store: one window, the right key, an undamaged file; whatever fails leaves it untouched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import keyring
import keyring.backends.fail
import pytest

from avv_desktop.errors import KeychainUnavailable, StoreDamaged, StoreError, StoreInUse, StoreWrongKey
from avv_desktop.store.key import from_recovery, to_recovery
from avv_desktop.store.open import NAME, open_store
from tests.conftest import MemoryKeyring
from tests.unit.store_sample import agreement, check_intact, key, template

ROOT = Path(__file__).parents[2]
PASSPHRASE = "vier Wörter sind genug"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "store"


@pytest.fixture
def filled(folder):
    """A closed store with one agreement in it; gives its recovery key."""
    return fill(folder)


def fill(folder: Path, passphrase: str | None = None) -> str:
    store = open_store(folder, passphrase=passphrase)
    draft = agreement()
    store.save(draft, template())
    store.keep_file(draft.id, "pdf", "a.pdf", os.urandom(200_000), state="ready")
    recovery = store.recovery_key()
    store.close()
    return recovery


def count(folder: Path, passphrase: str | None = None) -> int:
    store = open_store(folder, passphrase=passphrase)
    try:
        return len(store.drafts())
    finally:
        store.close()


def without_keychain() -> None:
    keyring.set_keyring(keyring.backends.fail.Keyring())


def lying(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir()}


# ---- keys


def test_a_key_is_made_once_and_found_in_the_keychain(folder, filled, keychain):
    assert len(bytes.fromhex(key())) == 32
    assert count(folder) == 1 and len(keychain.kept) == 1


def test_the_folder_is_for_its_owner_only(folder, filled):
    assert folder.stat().st_mode & 0o077 == 0


def test_without_a_keychain_a_passphrase_is_asked_for_and_nothing_is_made_before(folder):
    without_keychain()
    with pytest.raises(KeychainUnavailable):
        open_store(folder)
    assert not (folder / NAME).exists()
    fill(folder, PASSPHRASE)
    assert count(folder, PASSPHRASE) == 1
    assert not [name for name, content in lying(folder).items() if PASSPHRASE.encode() in content]


@pytest.mark.parametrize("wrong", ["falsch", PASSPHRASE.upper(), PASSPHRASE + " ", "ABCD-EFGH"])
def test_a_wrong_passphrase_is_said_and_nothing_changes(folder, wrong):
    without_keychain()
    fill(folder, PASSPHRASE)
    before = lying(folder)
    with pytest.raises(StoreWrongKey):
        open_store(folder, passphrase=wrong)
    with pytest.raises(KeychainUnavailable):
        open_store(folder)
    assert lying(folder) == before and count(folder, PASSPHRASE) == 1


def test_a_keychain_that_lost_or_changed_the_key_is_a_wrong_key_and_nothing_is_made_anew(folder, filled, keychain):
    before = lying(folder)
    for kept in (None, "00" * 32, "no hex", "00"):
        keychain.kept.clear()
        if kept:
            keyring.set_password("avv-desktop", "store-key", kept)
        with pytest.raises(StoreWrongKey):
            open_store(folder)
        assert lying(folder) == before
        assert keyring.get_password("avv-desktop", "store-key") == kept


def test_the_recovery_key_opens_the_store_and_is_kept_again(folder, filled):
    keyring.set_keyring(MemoryKeyring())
    slip = filled.lower().replace("-", " ").replace("o", "0").replace("i", "1").replace("b", "8")
    assert count(folder, slip) == 1
    assert count(folder) == 1, "the keychain has it again"


def test_the_recovery_key_opens_a_store_whose_passphrase_is_forgotten(folder):
    without_keychain()
    recovery = fill(folder, PASSPHRASE)
    assert count(folder, recovery) == 1


def test_the_recovery_key_of_another_store_is_a_wrong_key(folder, filled, tmp_path, keychain):
    keychain.kept.clear()
    other = fill(tmp_path / "other")
    with pytest.raises(StoreWrongKey):
        open_store(folder, passphrase=other)
    assert key() != from_recovery(filled).hex()


def test_a_slip_of_the_pen_in_the_recovery_key_is_noticed():
    written = to_recovery(bytes(range(32)))
    assert from_recovery(written) == bytes(range(32))
    assert all(len(group) <= 4 for group in written.split("-"))
    for at, letter in enumerate(written):
        if letter != "-":
            other = "A" if letter != "A" else "C"
            assert from_recovery(written[:at] + other + written[at + 1 :]) is None
    for nothing in ("", "A", PASSPHRASE, written[:-1], written + "A", "-", "€" * 55):
        assert from_recovery(nothing) is None


# ---- one window


def test_a_second_window_on_the_same_store_is_refused_until_the_first_is_closed(folder):
    first = open_store(folder)
    with pytest.raises(StoreInUse) as caught:
        open_store(folder)
    assert caught.value.details == {"path": str(folder)}
    first.save(agreement(), template())
    first.close()
    assert count(folder) == 1


def test_another_process_holds_it_until_it_is_killed(folder, filled):
    script = "import sys; from pathlib import Path; from avv_desktop.store.lock import Lock;"
    script += "held = Lock(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", script, str(folder / "lock")]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        with pytest.raises(StoreInUse):
            open_store(folder)
        other.send_signal(signal.SIGKILL)
        other.wait()
    assert count(folder) == 1


def test_a_place_where_no_store_can_be_is_said(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file")
    with pytest.raises(StoreError):
        open_store(tmp_path / "file" / "below")


def test_a_disk_that_is_full_at_the_first_start_is_no_damage(folder):
    script = """
import resource, sys
from pathlib import Path
import keyring
from avv_desktop.errors import AvvError
from avv_desktop.store.open import open_store
from tests.conftest import MemoryKeyring
keyring.set_keyring(MemoryKeyring())
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    open_store(Path(sys.argv[1]))
except AvvError as error:
    print(type(error).__name__, error.details["reason"])
"""
    for limit in ("3000", "9000", "40000"):
        command = [sys.executable, "-c", script, str(folder), limit]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
        assert (done.stdout.strip(), done.stderr) == ("StoreError Der Datenträger ist voll.", ""), limit
        shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["Büro 客户", "100% #1", "a?mode=memory&cache=shared", 'it\'s "so"'])
def test_the_folder_may_have_any_name(tmp_path, name):
    fill(tmp_path / name)
    assert count(tmp_path / name) == 1
    assert [each.name for each in tmp_path.iterdir()] == [name] and (tmp_path / name / NAME).stat().st_size > 4096


# ---- damage


DAMAGE = {
    "another file": lambda data: b"this is no database at all, but long enough to be looked at" * 100,
    "zeros at the start": lambda data: bytes(4096) + data[4096:],
    "one bit of the first page": lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:],
    "in the middle": lambda data: data[: 5 * 4096] + bytes(4096) + data[6 * 4096 :],
    "cut in a page": lambda data: data[: len(data) // 2 + 100],
    "cut after a page": lambda data: data[: 8 * 4096],
    "cut to a few bytes": lambda data: data[:100],
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_store_is_said_and_left_untouched(folder, filled, damage):
    path = folder / NAME
    damaged = damage(path.read_bytes())
    path.write_bytes(damaged)
    for _ in range(2):
        with pytest.raises(StoreDamaged) as caught:
            open_store(folder)
        assert caught.value.details["reason"] and path.read_bytes() == damaged
    assert not (folder / f"{NAME}-wal").exists()


@pytest.mark.parametrize("content", [b"", b"{}", b'{"salt": "AA==", "nonce": "AA==", "content": "AA=="}', b"\xff" * 99])
def test_a_damaged_key_file_is_said_and_the_recovery_key_still_helps(folder, content):
    without_keychain()
    recovery = fill(folder, PASSPHRASE)
    (folder / "key.json").write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_store(folder, passphrase=PASSPHRASE)
    assert (folder / "key.json").read_bytes() == content
    assert count(folder, recovery) == 1


def test_a_store_that_was_never_closed_is_whole(folder):
    store = open_store(folder)
    store.save(agreement(), template())
    copy = folder.with_name("copy")
    shutil.copytree(folder, copy)
    store.close()
    assert count(copy) == 1
    check_intact(copy, key())
