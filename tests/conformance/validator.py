"""The EU's DSS in one process for many files; it fetches nothing."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).parent / "dss"


class Dss:
    """Fetches and builds on first use; raises CalledProcessError when Maven cannot."""

    def __init__(self) -> None:
        libraries = PROJECT / "target" / "libraries"
        built = PROJECT / "target" / "classes" / "Validator.class"
        newest = max(path.stat().st_mtime for path in (PROJECT / "pom.xml", *PROJECT.glob("src/**/*.java")))
        if not libraries.is_dir() or not built.is_file() or built.stat().st_mtime < newest:
            subprocess.run(["mvn", "-q", "-B", "package"], cwd=PROJECT, check=True, timeout=900)
        self._process = subprocess.Popen(
            ["java", "-cp", f"{built.parent}:{libraries}/*", "Validator"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )

    def validate(self, path: Path, anchors: Sequence[Path]) -> list[dict]:
        """One entry a signature: field, format, indication, sub_indication, intact, modified, errors.

        anchors: files of trusted certificates, and revocation lists (.crl). AssertionError if DSS cannot read the file.
        """
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("\t".join(map(str, (path, *anchors))) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert not answer["error"], answer["error"]
        return answer["signatures"]

    def close(self) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(timeout=30)
