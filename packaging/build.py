"""Builds the folder that runs without Python, then proves it: the command line's journey and the tour, from nowhere.

`python packaging/build.py` writes dist/avv-desktop/ and the tour's pictures to out/package/. Exit code 0 means that
everything below was done by the bundle alone, in an environment that knows nothing of this checkout.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT / "dist" / "avv-desktop"
PROGRAM = BUNDLE / ("avv.exe" if os.name == "nt" else "avv")
PICTURES = ROOT / "out" / "package"
ANSWERS = BUNDLE / "_internal" / "resources" / "templates" / "avv-de" / "answers.toml"
PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
SIGNING = "--sign aida.p12 --person Aida&Dia --passphrase-file passphrase.txt"
PATIENCE = 900
"""Seconds."""

JOURNEY: list[tuple[int, str]] = [
    (0, "--help"),
    (0, "new --answers {answers} -o draft.json"),
    (0, "check draft.json"),
    (0, "render draft.json -o agreement.pdf"),
    (0, "render draft.json -o agreement.docx"),
    (0, "key new --name Aida&Dia --passphrase-file passphrase.txt -o aida.p12"),
    (0, "sign agreement.pdf --p12 aida.p12 --as Aida&Dia --passphrase-file passphrase.txt -o signed.pdf"),
    (1, "verify signed.pdf"),  # a trial key nobody vouches for is not wholly positive
    (0, "open signed.pdf -o again.json"),
    (0, "render again.json -o again.txt"),
    (0, "import agreement.docx -o own"),
    (0, "new --template own --answers own/answers.toml -o own.json"),
    (0, "compare agreement.pdf draft.json"),
    (0, "deviations draft.json -o deviations.pdf"),
    (0, "matrix draft.json -o matrix.pdf"),
    (0, "reply draft.json agreement.docx"),
    (0, "redline again.json own.json -o changes.docx --author Aida&Dia"),
    (0, "rules list"),
    (1, "proof signed.pdf"),  # a timestamp is still to come
    (0, "revisions signed.pdf -o revisions"),
    (0, "kit agreement.pdf -o kit"),
    (0, "merge customers.xlsx --answers {answers} -o out {signing}"),
    (0, "backup make backups --passphrase-file passphrase.txt"),
    (0, "audit --passphrase-file passphrase.txt"),
    (4, "team prepare --server postgresql://127.0.0.1:1/x --password-file passphrase.txt"),
    (0, "new -o empty.json"),
    (1, "check empty.json"),
    (2, "frob"),
    (3, "verify draft.json"),
    (4, "render draft.json -o no/such/folder/agreement.pdf"),
]
"""The README's commands and the exit code of each; & stands for a space inside a word."""


class Failed(Exception):
    """What the bundle could not do."""


def build() -> None:
    """Everything that is made on the way stays in build/."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    folders = ["--distpath", str(ROOT / "dist"), "--workpath", str(ROOT / "build")]
    environment = os.environ | {"PYINSTALLER_CONFIG_DIR": str(ROOT / "build" / "cache")}
    subprocess.run(
        [*command, *folders, str(ROOT / "packaging" / "avv-desktop.spec")], cwd=ROOT, env=environment, check=True
    )


class Nowhere:
    """An empty folder and an environment without Python, without a screen and without this checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        self._environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self._environment |= {
            "PATH": os.pathsep.join(
                part for part in os.environ.get("PATH", "").split(os.pathsep) if ".venv" not in part
            ),
            "HOME": str(folder),
            "AVV_DESKTOP_HOME": str(folder / "home"),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def run(self, *arguments: str, expected: int = 0, **environment: str) -> str:
        """What the bundle says. Raises Failed for another exit code than the expected one."""
        done = subprocess.run(
            [PROGRAM, *arguments],
            cwd=self.folder,
            env=self._environment | environment,
            capture_output=True,
            timeout=PATIENCE,
        )
        said, warned = (each.decode("utf-8", "replace") for each in (done.stdout, done.stderr))
        if done.returncode != expected:
            raise Failed(f"avv {' '.join(arguments)}: exit code {done.returncode}, not {expected}\n{said}\n{warned}")
        return said


def prove_command_line(nowhere: Nowhere) -> None:
    """The README's journey; a PDF and a Word file stand there in the end."""
    (nowhere.folder / "passphrase.txt").write_text("vier Wörter sind genug\n", "utf-8")
    _write_customers(nowhere.folder / "customers.xlsx")
    for code, words in JOURNEY:
        arguments = [
            word.replace("&", " ").format(answers=ANSWERS) for word in words.replace("{signing}", SIGNING).split()
        ]
        nowhere.run(*arguments, expected=code)
    for name, beginning in (
        ("agreement.pdf", b"%PDF-"),
        ("signed.pdf", b"%PDF-"),
        ("agreement.docx", b"PK"),
        ("changes.docx", b"PK"),
    ):
        if not (nowhere.folder / name).read_bytes().startswith(beginning):
            raise Failed(f"{name} is no such file")
    print(f"the command line: {len(JOURNEY)} commands, each with its exit code")


def _write_customers(file: Path) -> None:
    """A table of two customers, as a spreadsheet program writes it."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Firma", "Straße", "PLZ", "Ort", "Registergericht", "Registernummer"])
    sheet.append(["Muster Eins GmbH", "Weg 1", "10115", "Berlin", "Charlottenburg", "HRB 1"])
    sheet.append(["Muster Zwei GmbH", "Weg 2", "20095", "Hamburg", "Hamburg", "HRB 2"])
    book.save(file)


def prove_tour(nowhere: Nowhere) -> None:
    """The window, driven from an empty form to a verified signature."""
    began = time.monotonic()
    said = nowhere.run("tour", str(PICTURES))
    pictures = len(list(PICTURES.glob("*.png")))
    if not re.search(rf"^{pictures} pictures in ", said, re.MULTILINE) or "word for word" not in said:
        raise Failed(f"the tour did not come to its end\n{said}")
    print(f"the tour: {pictures} pictures in {PICTURES.relative_to(ROOT)}, {time.monotonic() - began:.0f} s")


def start_time(nowhere: Nowhere, times: int = 5) -> float:
    """Milliseconds from the start of the process to a usable window, as the program tells; the median."""
    told = [nowhere.run("app", AVV_DESKTOP_EXIT_WHEN_READY="1") for _ in range(times)]
    return statistics.median(float(each.rpartition("ready ")[2]) for each in told)


def size(folder: Path) -> int:
    """Bytes; a file that is linked to counts once."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())


def largest(folder: Path, count: int = 5) -> str:
    files = [file for file in folder.rglob("*") if file.is_file() and not file.is_symlink()]
    files = sorted(files, key=lambda file: -file.lstat().st_size)[:count]
    return ", ".join(f"{file.name.partition('.')[0]} {file.lstat().st_size / 1e6:.0f}" for file in files)


def main() -> int:
    build()
    try:
        with tempfile.TemporaryDirectory(prefix="avv-package-") as folder:
            nowhere = Nowhere(Path(folder))
            prove_command_line(nowhere)
            print(f"start to usable window: {start_time(nowhere):.0f} ms (median of 5)")
            prove_tour(nowhere)
    except (Failed, OSError, subprocess.TimeoutExpired) as error:
        print(f"The bundle does not do what it should: {error}", file=sys.stderr)
        return 1
    print(f"{BUNDLE.relative_to(ROOT)}: {size(BUNDLE) / 1e6:.0f} MB (the largest: {largest(BUNDLE)})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
