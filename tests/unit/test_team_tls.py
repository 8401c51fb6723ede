"""A server elsewhere is spoken to over TLS only, with a certificate for its name by a believed authority."""

from __future__ import annotations

import contextlib
import datetime
import ipaddress
import os
import shutil
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from avv_desktop.errors import TeamUnsafe
from avv_desktop.store import server
from tests.unit.team_server import PASSWORD, Cluster


def certificate(issuer=None, *, address: str = "127.0.0.1"):
    """(certificate, key); without an issuer an authority."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Muster Server" if issuer else "Muster CA")])
    by, by_key = (issuer[0].subject, issuer[1]) if issuer else (name, key)
    builder = (
        x509.CertificateBuilder(by, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.BasicConstraints(ca=issuer is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(address))]), critical=False)
    )
    return builder.sign(by_key, hashes.SHA256()), key


@contextlib.contextmanager
def started(*, tls: tuple | None):
    """A server of its own; tls: certificate and key."""
    folder = Path(tempfile.mkdtemp(prefix="avv-tls-"))
    folder.chmod(0o755)
    made = Cluster(folder)
    if tls:
        data = folder / "data"
        secret = tls[1].private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        for name, content in (("server.crt", tls[0].public_bytes(Encoding.PEM)), ("server.key", secret)):
            (data / name).write_bytes(content)
            (data / name).chmod(0o600)
            if os.geteuid() == 0:
                os.chown(data / name, 65534, 65534)
        with (data / "postgresql.conf").open("a") as file:
            file.write("ssl = on\n")
    made.start()
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def elsewhere(monkeypatch):
    """This computer's own address counts as another one's."""
    monkeypatch.setattr(server, "is_here", lambda host: False)


def connected(cluster: Cluster, authority, folder: Path):
    path = folder / "authority.pem"
    path.write_bytes(authority[0].public_bytes(Encoding.PEM))
    return server.connect(f"{cluster.address('postgres')}?sslrootcert={path}", "owner", PASSWORD)


def test_only_a_certificate_for_this_name_by_a_believed_authority_will_do(elsewhere, tmp_path):
    authority, stranger = certificate(), certificate()
    with started(tls=certificate(authority)) as cluster:
        with contextlib.closing(connected(cluster, authority, tmp_path)) as found, found._work() as work:
            encrypted = work.execute(sa.text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")).scalar()
            assert encrypted
        with pytest.raises(TeamUnsafe):
            connected(cluster, stranger, tmp_path)
    with started(tls=certificate(authority, address="192.0.2.1")) as cluster, pytest.raises(TeamUnsafe):
        connected(cluster, authority, tmp_path)


def test_without_tls_nothing_is_said_not_even_the_password(elsewhere, tmp_path):
    with started(tls=None) as cluster:
        with pytest.raises(TeamUnsafe):
            connected(cluster, certificate(), tmp_path)
        assert "authenti" not in (cluster.folder / "log").read_text()
