"""Full disks, read-only folders, outputs that are in the way: said, with no half file and nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from avv_desktop.system.paths import resources
from tests.journeys.paperwork import lying, sign

TEMPLATE = resources() / "templates" / "avv-de"
ROOT = Path(__file__).parents[2]


LIMITED = """
import resource, sys
from avv_desktop.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
raise SystemExit(main(sys.argv[1:]))
"""


def limited(*arguments: str) -> None:
    """Run `avv` where no file may grow beyond 20 kB, as on a full disk."""
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, *arguments],
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 4 and "Der Datenträger ist voll." in done.stderr and "Traceback" not in done.stderr


def test_a_full_disk_while_rendering_and_signing(avv, papers):
    Path("out.pdf").write_bytes(b"an older one")
    before = lying()
    limited("render", "draft.json", "-o", "out.pdf")
    limited("render", "draft.json", "-o", "new.docx")
    limited("new", "-o", "new.json")
    limited("open", "agreement.pdf", "-o", "new.json")
    given = ("--p12", "aida.p12", "--as", "Aida Dia", "--passphrase-file", "passphrase.txt")
    limited("sign", "agreement.pdf", *given, "-o", "signed.pdf")
    assert lying() == before


@pytest.mark.parametrize("place", ["missing/x", "agreement.pdf/x", "readonly/x"])
def test_a_folder_that_cannot_be_written_to(avv, papers, monkeypatch, place):
    refuse_below(monkeypatch, "readonly")
    before = lying()
    avv(4, "render", "draft.json", "-o", f"{place}.pdf")
    avv(4, "new", "-o", f"{place}.json")
    avv(4, "key", "new", "--name", "Aida", "--passphrase-file", "passphrase.txt", "-o", f"{place}.p12")
    sign(avv, 4, output=f"{place}.pdf")
    assert lying() == before


def refuse_below(monkeypatch, name: str) -> None:
    """A read-only folder, also for root."""
    Path(name).mkdir()
    real = tempfile.mkstemp

    def refused(*args, dir, **more):
        if Path(dir).name == name:
            raise PermissionError(13, "Permission denied")
        return real(*args, dir=dir, **more)

    monkeypatch.setattr(tempfile, "mkstemp", refused)


def test_an_output_that_is_a_folder(avv, papers):
    for name in ("folder.pdf", "folder.json"):
        Path(name).mkdir()
    assert "Das ist ein Ordner." in avv(4, "render", "draft.json", "-o", "folder.pdf")
    assert "Das ist ein Ordner." in avv(4, "new", "-o", "folder.json")
    assert "Das ist ein Ordner." in sign(avv, 4, output="folder.pdf")
    avv(2, "render", "draft.json", "-o", ".")
    assert Path("folder.pdf").is_dir() and not list(Path("folder.pdf").iterdir())


def test_what_is_read_is_never_overwritten(avv, papers):
    shutil.copy(TEMPLATE / "answers.toml", "answers.toml")
    Path("linked.json").symlink_to("draft.json")
    before = lying()
    avv(2, "render", "draft.json", "-o", "draft.json")
    avv(2, "render", "draft.json", "-o", "linked.json")
    avv(2, "open", "agreement.pdf", "-o", "./agreement.pdf")
    avv(2, "new", "--answers", "answers.toml", "-o", "answers.toml")
    for output in ("agreement.pdf", "aida.p12"):
        avv(2, "sign", "agreement.pdf", "--p12", "aida.p12", "--passphrase-file", "passphrase.txt", "-o", output)
    assert lying() == before
