"""The rows on a team's server. Knows SQL and nothing of what is sealed; who may do what is for the server to say.

PostgreSQL by psycopg. Every call may raise TeamUnreachable, TeamRefused, TeamError; each is whole or has not happened.
"""

from __future__ import annotations

import contextlib
import ipaddress
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from avv_desktop.errors import TeamConflict, TeamError, TeamRefused, TeamUnreachable, TeamUnsafe
from avv_desktop.store.migrate import SCRIPTS
from avv_desktop.system.language import tr

PATIENCE = 10
"""Seconds for a connection; a minute for one question."""
GROUPS = {"sales": "avv_sales", "director": "avv_directors", "privacy": "avv_privacy"}


class Server:
    """Made by `connect`; close it when done."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    @contextlib.contextmanager
    def _work(self) -> Iterator[sa.Connection]:
        """One transaction."""
        with told(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self._engine.dispose()

    # ---- members

    def statements(self) -> list[tuple[bytes, bytes]]:
        """Content and signature, the first first."""
        with self._work() as work:
            rows = work.execute(sa.text("SELECT content, signature FROM statements ORDER BY number"))
            return [(bytes(row.content), bytes(row.signature)) for row in rows]

    def say(
        self, number: int, content: bytes, signature: bytes, wraps: Iterable[dict[str, Any]], met: str = ""
    ) -> None:
        """Add a statement with the keys that go with it. met: a request that it answers. Raises TeamConflict."""
        with self._work() as work:
            work.execute(
                sa.text("INSERT INTO statements (number, content, signature) VALUES (:number, :content, :signature)"),
                {"number": number, "content": content, "signature": signature},
            )
            for each in wraps:
                work.execute(
                    sa.text("INSERT INTO wraps VALUES (:epoch, :member, :by, :wrapped, :signature)"), dict(each)
                )
            if met:
                work.execute(sa.text("DELETE FROM requests WHERE member = :member"), {"member": met})

    def wraps(self, member: str) -> list[dict[str, Any]]:
        with self._work() as work:
            rows = work.execute(
                sa.text(
                    'SELECT epoch, member, by_member AS "by", wrapped, signature FROM wraps WHERE member = :member'
                ),
                {"member": member},
            )
            return [dict(row) | {"wrapped": bytes(row["wrapped"])} for row in rows.mappings()]

    def request(self, member: str, sign_key: bytes, seal_key: bytes) -> None:
        """Ask to be let in; asking twice is asking once."""
        with self._work() as work:
            work.execute(
                sa.text(
                    "INSERT INTO requests (member, sign_key, seal_key) VALUES (:member, :sign, :seal) "
                    "ON CONFLICT DO NOTHING"
                ),
                {"member": member, "sign": sign_key, "seal": seal_key},
            )

    def requests(self) -> list[dict[str, Any]]:
        with self._work() as work:
            rows = work.execute(sa.text("SELECT member, sign_key, seal_key, login, at FROM requests ORDER BY at"))
            return [dict(row) for row in rows.mappings()]

    # ---- agreements

    def heads(self) -> dict[str, int]:
        """The number of the newest revision of every agreement that this login may read."""
        with self._work() as work:
            rows = work.execute(sa.text("SELECT agreement, max(number) AS newest FROM revisions GROUP BY agreement"))
            return {str(row.agreement): row.newest for row in rows}

    def newest(self, agreement: str) -> dict[str, Any] | None:
        """The newest revision, whole."""
        with self._work() as work:
            row = work.execute(
                sa.text(
                    "SELECT agreement::text, number, token::text, state, epoch, by_member AS by, sealed, signature, at "
                    "FROM revisions WHERE agreement = :agreement ORDER BY number DESC LIMIT 1"
                ),
                {"agreement": _id(agreement)},
            ).mappings()
            found = row.first()
            return dict(found) if found else None

    def add(self, revision: dict[str, Any], parts: Iterable[dict[str, Any]], readers: tuple[str, ...] = ("*",)) -> None:
        """A new revision with its new parts. Raises TeamConflict where another came first."""
        with self._work() as work:
            work.execute(
                sa.text(
                    "INSERT INTO revisions VALUES (:agreement, :number, :token, '', :readers, :state, :epoch, :by, "
                    ":sealed, :signature, now())"
                ),
                revision | {"agreement": _id(revision["agreement"]), "readers": list(readers)},
            )
            for each in parts:
                work.execute(
                    sa.text("INSERT INTO parts VALUES (:id, :agreement, :epoch, :sealed)"),
                    each | {"agreement": _id(revision["agreement"])},
                )

    def part(self, id: str) -> tuple[int, bytes] | None:
        """The epoch of its key, and its sealed bytes."""
        with self._work() as work:
            row = work.execute(sa.text("SELECT epoch, sealed FROM parts WHERE id = :id"), {"id": id}).first()
            return (row.epoch, bytes(row.sealed)) if row else None

    def erase(self, agreement: str) -> None:
        """All revisions and files of an agreement."""
        with self._work() as work:
            for table in ("parts", "revisions"):
                work.execute(sa.text(f"DELETE FROM {table} WHERE agreement = :id"), {"id": _id(agreement)})

    # ---- for whoever looks after the server

    def prepare(self) -> None:
        """Bring the schema forward. For the owner of the database."""
        from alembic import command
        from alembic.config import Config

        config = Config()
        config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
        with self._work() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "team@head")

    def add_login(self, login: str, password: str, role: str) -> None:
        """A login that may do what its role may; a password without a percent sign or quotes. For a superuser."""
        from psycopg import sql

        with self._work() as work:
            raw = work.connection.driver_connection
            assert raw is not None
            statement = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {} IN ROLE {}")
            raw.execute(statement.format(sql.Identifier(login), sql.Literal(password), sql.Identifier(GROUPS[role])))


def connect(address: str, login: str = "", password: str = "") -> Server:
    """address: "postgresql://host:5432/name". Raises TeamUnsafe, TeamUnreachable, TeamError."""
    url = _url(address)
    if login:
        url = url.set(username=login, password=password or None)
    options: dict[str, Any] = {"connect_timeout": PATIENCE, "options": "-c statement_timeout=60000"}
    if not is_here(url.host or ""):
        options |= {"sslmode": "verify-full", "sslrootcert": url.query.get("sslrootcert", "system")}
    engine = sa.create_engine(url.set(query={}), connect_args=options, poolclass=NullPool)
    server = Server(engine)
    with told(url.host or ""), engine.connect() as connection:
        connection.execute(sa.text("SELECT 1"))
    return server


def _url(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise TeamError(reason=tr("This is no address of a PostgreSQL server.")) from error
    if url.get_backend_name() != "postgresql" or not url.database:
        raise TeamError(reason=tr("This is no address of a PostgreSQL server."))
    return url.set(drivername="postgresql+psycopg")


def is_here(host: str) -> bool:
    """This computer itself: nothing goes over a network."""
    if host in ("", "localhost") or host.startswith("/"):
        return True
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return False


def _id(agreement: str) -> str:
    return str(uuid.UUID(agreement))


@contextlib.contextmanager
def told(host: str = "") -> Iterator[None]:
    """What the database says, as an error of ours."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _ours(error, host) from error


def _ours(error: sa.exc.DBAPIError, host: str) -> TeamError:
    state = getattr(error.orig, "sqlstate", None) or ""
    words = str(error.orig)
    if state == "23505":
        return TeamConflict(name="")
    if state == "42501":
        return TeamRefused(reason=tr("Your role in the team may not do this."))
    if state.startswith("28") or "password authentication failed" in words:
        return TeamRefused(reason=tr("It does not know this login, or the password is wrong."))
    if "SSL" in words or "certificate" in words:
        return TeamUnsafe(name=host)
    if state.startswith(("57P", "08")) or not state or error.connection_invalidated:
        return TeamUnreachable(reason="")
    return TeamError(reason=tr("It answered with the code {code}.", code=state))
