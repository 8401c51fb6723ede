"""A Java program of ours around a validator: one process, one line of question, one line of JSON as the answer."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path


def missing() -> str:
    """What lacks on this machine to run it, or ""."""
    lacking = [name for name in ("java", "mvn") if shutil.which(name) is None]
    return f"not installed: {', '.join(lacking)}" if lacking else ""


class JavaProgram:
    """Fetches and builds on first use; raises CalledProcessError when Maven cannot."""

    def __init__(self, folder: str, main: str) -> None:
        project = Path(__file__).parent / folder
        libraries = project / "target" / "libraries"
        built = project / "target" / "classes" / f"{main}.class"
        newest = max(path.stat().st_mtime for path in (project / "pom.xml", *project.glob("src/**/*.java")))
        if not libraries.is_dir() or not built.is_file() or built.stat().st_mtime < newest:
            subprocess.run(["mvn", "-q", "-B", "package"], cwd=project, check=True, timeout=900)
        self._process = subprocess.Popen(
            ["java", "-cp", f"{built.parent}:{libraries}/*", main],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def ask(self, *parts: object) -> dict:
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("\t".join(map(str, parts)) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)
