"""veraPDF in one process for many files."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parent / "verapdf"


def missing() -> str:
    """Why veraPDF cannot be asked on this machine, or ""."""
    lacking = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


class VeraPdf:
    """Fetches and builds on first use; raises CalledProcessError when Maven cannot."""

    def __init__(self) -> None:
        libraries = PROJECT / "target" / "libraries"
        built = PROJECT / "target" / "classes" / "Judge.class"
        newest = max(path.stat().st_mtime for path in (PROJECT / "pom.xml", *PROJECT.glob("src/**/*.java")))
        if not libraries.is_dir() or not built.is_file() or built.stat().st_mtime < newest:
            subprocess.run(["mvn", "-q", "-B", "package"], cwd=PROJECT, check=True, timeout=900)
        self._process = subprocess.Popen(
            ["java", "-cp", f"{built.parent}:{libraries}/*", "Judge"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def judge(self, path: Path, flavour: str) -> dict:
        """{"passed": bool, "failed": [{clause, test, message, where}], "error": str}; flavour is "3a" or "ua1"."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{flavour}\t{path}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)
