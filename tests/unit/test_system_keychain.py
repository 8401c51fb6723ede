"""The keychain keeps secrets; one that cannot, or keeps them in the clear, is as good as none."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.fail
import keyring.backends.null
import keyring.errors
import pytest

from avv_desktop.errors import KeychainUnavailable
from avv_desktop.system import keychain as ours
from tests.conftest import MemoryKeyring
from tests.journeys.paper_keyring import PaperKeyring

SECRET = "geheim-ß-客户"
CALLS = (lambda: ours.secret("a"), lambda: ours.keep("a", SECRET), lambda: ours.forget("a"))


def fails(error: Exception):
    def failing(*_):
        raise error

    return failing


def test_a_secret_is_kept_found_and_forgotten(keychain):
    assert ours.available() and ours.secret("a") is None
    ours.keep("a", SECRET)
    ours.keep("b", "other")
    assert (ours.secret("a"), ours.secret("b")) == (SECRET, "other")
    assert set(keychain.kept) == {("avv-desktop", "a"), ("avv-desktop", "b")}
    ours.forget("a")
    assert ours.secret("a") is None and ours.secret("b") == "other"
    ours.forget("a")


def test_a_secret_outlives_the_process(tmp_path):
    path = tmp_path / "keychain.json"
    script = """
import keyring, sys
from pathlib import Path
from tests.journeys.paper_keyring import PaperKeyring
from avv_desktop.system.keychain import keep
keyring.set_keyring(PaperKeyring(Path(sys.argv[1])))
keep("a", "kept")
"""
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=Path(__file__).parents[2], check=True)
    keyring.set_keyring(PaperKeyring(path))
    assert ours.secret("a") == "kept"


@pytest.mark.parametrize("backend", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring])
def test_a_system_without_a_keychain_is_noticed(backend):
    keyring.set_keyring(backend())
    check_unavailable()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("__module__", "keyrings.alt.file.PlaintextKeyring"),
        ("priority", 0),
        ("priority", property(fails(RuntimeError("the service is not running")))),
    ],
)
def test_a_keychain_that_is_not_fit_or_keeps_in_the_clear_does_not_count(monkeypatch, keychain, name, value):
    monkeypatch.setattr(MemoryKeyring, name, value)
    check_unavailable()
    assert not keychain.kept, "nothing was written"


def check_unavailable() -> None:
    assert not ours.available()
    for call in CALLS:
        with pytest.raises(KeychainUnavailable):
            call()


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", [keyring.errors.KeyringLocked(SECRET), RuntimeError(SECRET), OSError(SECRET)])
def test_a_locked_or_broken_keychain_is_one_error_that_tells_no_secret(monkeypatch, call, error):
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(MemoryKeyring, name, fails(error))
    with pytest.raises(KeychainUnavailable) as caught:
        call()
    assert SECRET not in str(caught.value) + repr(caught.value.details)


def test_a_keychain_that_cannot_even_be_loaded_is_none(monkeypatch):
    monkeypatch.setattr(keyring, "get_keyring", fails(ImportError("no backend")))
    assert not ours.available()
