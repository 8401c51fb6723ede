"""The keychain of a real desktop: gnome-keyring on a message bus of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOGIN = "Anmeldung"
SECRET = "geheim-ß-客户"
UNLOCKED = 'printf %s "$LOGIN" | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$@"'
SCRIPT = """
import sys
from avv_desktop.errors import KeychainUnavailable
from avv_desktop.system import keychain
print(keychain.available())
for word in sys.argv[1:]:
    name, _, value = word.lstrip("-").partition("=")
    try:
        if word.startswith("-"):
            keychain.forget(name)
        elif value:
            keychain.keep(name, value)
        else:
            print(keychain.secret(name))
    except KeychainUnavailable:
        print("unavailable")
"""
"""Does what the words say: `a` asks, `a=b` keeps, `-a` forgets."""


@pytest.fixture
def desktop(tmp_path):
    """`desktop(*words)`: what the keychain answers in a new process on a new bus; the home stays."""
    for program in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed")
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    places = {"HOME": tmp_path, "XDG_RUNTIME_DIR": runtime, "XDG_DATA_HOME": tmp_path / "data"}
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "XDG", "PYTHON_KEYRING"))}
    environment = kept | {name: str(place) for name, place in places.items()} | {"LOGIN": LOGIN, "PYTHONUTF8": "1"}

    def run(*words: str, unlock: bool = True) -> list[str]:
        program = [sys.executable, "-c", SCRIPT, *words]
        inside = ["sh", "-c", UNLOCKED, "sh", *program] if unlock else program
        done = subprocess.run(
            ["dbus-run-session", "--", *inside], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == 0, done.stderr
        assert SECRET not in done.stderr
        return done.stdout.split()

    return run


def test_a_secret_outlives_the_session_and_is_never_kept_in_the_clear(desktop, tmp_path):
    assert desktop("a", f"a={SECRET}", "a") == ["True", "None", SECRET]
    assert desktop("a") == ["True", SECRET]
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert files and not any(SECRET.encode() in path.read_bytes() for path in files)


def test_what_is_forgotten_is_gone(desktop):
    assert desktop(f"a={SECRET}", "b=andere", "-a", "-a", "a", "b") == ["True", "None", "andere"]
    assert desktop("a", "b") == ["True", "None", "andere"]


def test_a_desktop_whose_keychain_nobody_unlocked_is_noticed(desktop):
    said = desktop("a", unlock=False)
    assert said in (["False", "unavailable"], ["True", "unavailable"])
