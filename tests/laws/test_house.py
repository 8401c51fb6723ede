"""House rules that a machine can keep."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([*(ROOT / "avv_desktop").rglob("*.py"), *(ROOT / "ui").rglob("*.py")])
LONGEST_MODULE = 250
HEAVY = ("pyhanko", "docx", "typst", "pikepdf", "pypdfium2", "sqlalchemy", "alembic", "fontTools")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_modules_are_short_and_say_what_they_are(path):
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= LONGEST_MODULE
    tree = ast.parse(source)
    assert not tree.body or ast.get_docstring(tree), "a module tells what it is for"


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_nothing_is_evaluated(path):
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert not calls & {"eval", "exec", "compile", "__import__"}


def test_import_contracts_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_heavy_libraries_stay_off_the_start_path():
    probe = "import sys, avv_desktop.flow, avv_desktop.cli, ui.app, ui.window; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not [name for name in HEAVY if name in loaded]


def test_both_locks_pin_the_same_versions_and_name_no_address():
    pin = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)", re.MULTILINE)
    run, develop = ((ROOT / name).read_text() for name in ("requirements.lock", "requirements-dev.lock"))
    assert set(pin.findall(run)) <= set(pin.findall(develop))
    assert "://" not in run + develop
    assert len(re.findall(r"--hash=sha256:", run)) > len(pin.findall(run))


ENDINGS = (".py", ".md", ".toml", ".sh", ".typ", ".po", ".json")


def test_files_name_no_place_on_one_machine():
    rooms = [ROOT, *(ROOT / name for name in ("avv_desktop", "ui", "resources", "tests", "packaging"))]
    files = [path for room in rooms for path in (room.glob("*") if room == ROOT else room.rglob("*"))]
    texts = [path for path in files if path.suffix in ENDINGS and "target" not in path.parts]
    assert len(texts) > 300
    place = re.compile(r"(?<![\w.])/(?:home|Users|root|work)/\w")
    assert not [named(path) for path in texts if path.exists() and place.search(path.read_text("utf-8", "replace"))]
