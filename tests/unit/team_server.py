"""A real PostgreSQL on loopback, made for the tests and gone after them."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import uuid
from pathlib import Path

import pytest

from avv_desktop.store.server import connect
from avv_desktop.system.files import write_whole

PASSWORD = "nur-fuer-die-probe"


def programs() -> Path:
    """Where initdb and pg_ctl lie; the newest of several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    here = str(found[-1]) if found else shutil.which("initdb")
    assert here, "PostgreSQL is not installed: packaging/setup.sh develop does it"
    return Path(here).parent


class Cluster:
    """start, kill (as a power cut does), stop; `url(database)` for its owner."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, _free_port()
        self._as = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
        if self._as:
            os.chown(folder, 65534, 65534)
        secret = folder / "secret"
        write_whole(secret, PASSWORD.encode())
        secret.chmod(0o644)
        self._run("initdb", "-D", folder / "data", "-U", "owner", "-A", "scram-sha-256", "--pwfile", secret, "-N",
                  "--locale=C.UTF-8", "-E", "UTF8")  # fmt: skip
        with (folder / "data" / "postgresql.conf").open("a") as file:
            file.write(f"listen_addresses = '127.0.0.1'\nport = {self.port}\nunix_socket_directories = ''\n")
            file.write("max_connections = 40\nshared_buffers = 16MB\n")

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [*self._as, str(programs() / program), *map(str, arguments)],
            cwd=self.folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout

    def start(self) -> None:
        """Ends with this process, however that ends."""
        program = [str(programs() / "postgres"), "-D", str(self.folder / "data")]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["setpriv", "--pdeathsig=INT", *self._as[1:], *program],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip
        pause, deadline = threading.Event(), time.monotonic() + 60
        while subprocess.run([programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]).returncode:
            assert self._process.poll() is None and time.monotonic() < deadline, (self.folder / "log").read_text()
            pause.wait(0.05)

    def kill(self) -> None:
        """Without a word to anybody: what was not acknowledged may be lost, nothing else."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        self._process.send_signal(how)
        self._process.wait(60)

    def address(self, database: str) -> str:
        return f"postgresql://127.0.0.1:{self.port}/{database}"

    def as_owner(self, database: str):
        return connect(self.address(database), "owner", PASSWORD)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def cluster():
    folder = Path(tempfile.mkdtemp(prefix="avv-team-"))
    folder.chmod(0o755)
    made = Cluster(folder)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


class Place:
    """A database of its own, prepared; `login(role)` makes somebody who may use it."""

    def __init__(self, cluster: Cluster) -> None:
        self.cluster, self.name = cluster, f"team_{uuid.uuid4().hex[:12]}"
        self._owner("postgres", f'CREATE DATABASE "{self.name}"')
        self.address = cluster.address(self.name)
        with contextlib.closing(cluster.as_owner(self.name)) as server:
            server.prepare()

    def _owner(self, database: str, statement: str) -> None:
        import psycopg

        address = self.cluster.address(database)
        with psycopg.connect(address, user="owner", password=PASSWORD, autocommit=True) as raw:
            raw.execute(statement)

    def login(self, role: str) -> str:
        name = f"{role}_{uuid.uuid4().hex[:8]}"
        with contextlib.closing(self.cluster.as_owner(self.name)) as server:
            server.add_login(name, PASSWORD, role)
        return name

    def connect(self, login: str):
        return connect(self.address, login, PASSWORD)

    def rows(self, statement: str, login: str = "owner") -> list[tuple]:
        import psycopg

        with psycopg.connect(self.address, user=login, password=PASSWORD, autocommit=True) as raw:
            found = raw.execute(statement)
            return found.fetchall() if found.description else []


@pytest.fixture
def place(cluster):
    return Place(cluster)
