"""A certification authority that really answers: OCSP, revocation lists and timestamps over HTTP on loopback.

`loopback` is a fixture of every test (see tests/conftest.py). Its services tell the truth until a test asks for an
address in one of the MOODS: then they are slow, refuse, or lie.
"""

from __future__ import annotations

import datetime
import threading
from pathlib import Path

import pytest
from asn1crypto import cms, core, ocsp, tsp, x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

SECRET = "vier Wörter sind genug"
DAY = datetime.timedelta(days=1)
PEOPLE = {"aida": "Aida Dia", "joern": "Jörn Fischer", "erika": "Erika Muster", "rita": "Rita Muster"}
"""Certificate labels and names; the certificate of Rita Muster was revoked ten days ago."""
USER, PASSWORD = "muster", "geheim: Doppelpunkt"
MOODS = (
    "slow",
    "dripping",
    "failing",
    "garbage",
    "empty",
    "huge",
    "refusing",
    "wrong-nonce",
    "wrong-hash",
    "wrong-signature",
    "bare",
    "yesterday",
    "elsewhere",
    "login",
)
"""First part of an address. bare: no certificate comes along. elsewhere: a redirect. login: USER and PASSWORD wanted.
yesterday: a clock that is two days behind."""


class Loopback:
    """The authority and its address. `now` is the time its services believe it is, None for the real one."""

    def __init__(self, folder: Path) -> None:
        from certomancer.integrations.animator import Animator, AnimatorArchStore
        from certomancer.registry import CertomancerConfig
        from werkzeug.serving import WSGIRequestHandler, make_server

        class Quiet(WSGIRequestHandler):
            def log(self, type: str, message: str, *args) -> None:
                return

        self.now: datetime.datetime | None = None
        self.heard: list[str] = []
        self._closing = threading.Event()
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True, request_handler=Quiet)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.port}"
        _write_keys(folder)
        config = CertomancerConfig(_config(self.address), key_search_dir=str(folder))
        self._pki = config.get_pki_arch("muster")
        self._animator = Animator(AnimatorArchStore({"muster": self._pki}), with_web_ui=False)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def reset(self) -> None:
        self.now = None
        self.heard.clear()

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    # ---- what a test asks for

    def tsa(self, mood: str = "", label: str = "tsa") -> str:
        """The address of the time-stamping service, in a mood."""
        assert not mood or mood in MOODS
        return "/".join(filter(None, (self.address, mood, "muster", "tsa", label)))

    def down(self) -> str:
        """An address where nobody listens."""
        import socket

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return f"http://127.0.0.1:{free.getsockname()[1]}/tsa"

    def certificate(self, label: str) -> x509.Certificate:
        return self._pki.get_cert(label)

    @property
    def root(self) -> bytes:
        """DER of the trust anchor."""
        return self.certificate("root").dump()

    def p12(self, label: str) -> bytes:
        """A person's key, its certificate and the intermediate one; locked with SECRET."""
        return self._pki.package_pkcs12(label, certs_to_embed=["interm"], password=SECRET.encode())

    def key(self, label: str = "aida"):
        from avv_desktop.signing.keys import key_from_bytes

        return key_from_bytes(self.p12(label), SECRET)

    def crl(self, issuer: str = "interm") -> bytes:
        return self._pki.service_registry.get_crl(issuer, self.now or _now()).dump()

    def ocsp(self, label: str) -> bytes:
        """The responder's answer about a certificate, as a file."""
        from pyhanko_certvalidator.authority import AuthorityWithCert
        from pyhanko_certvalidator.fetchers.common_utils import format_ocsp_request

        issuer = AuthorityWithCert(self.certificate("interm"))
        asked = format_ocsp_request(self.certificate(label), issuer, certid_hash_algo="sha256", request_nonces=False)
        responder = self._pki.service_registry.summon_responder("interm", self.now or _now())
        return responder.build_ocsp_response(ocsp.OCSPRequest.load(asked.dump())).dump()

    # ---- the server

    def _answer(self, environ, start_response):
        from werkzeug.wrappers import Response

        path = environ["PATH_INFO"]
        self.heard.append(path)
        mood, _, rest = path.lstrip("/").partition("/")
        if mood in MOODS:
            environ["PATH_INFO"] = f"/{rest}"
        if mood == "moved":
            return Response(status=302, headers={"Location": environ["QUERY_STRING"]})(environ, start_response)
        if self.now is not None:
            environ["HTTP_X_CERTOMANCER_FAKE_TIME"] = self.now.isoformat()
        return self._in_mood(mood, environ, start_response)

    def _in_mood(self, mood: str, environ, start_response):
        from werkzeug.wrappers import Request, Response

        if mood == "slow":
            self._closing.wait(60)
        if mood == "yesterday":
            environ["HTTP_X_CERTOMANCER_FAKE_TIME"] = (_now() - 2 * DAY).isoformat()
        if mood == "login":
            given = Request(environ).authorization
            if given is None or (given.username, given.password) != (USER, PASSWORD):
                return Response("who?", 401, {"WWW-Authenticate": 'Basic realm="tsa"'})(environ, start_response)
        if mood in LIES:
            return self._lying(LIES[mood], environ, start_response)
        fixed = {
            "failing": Response("broken", 500),
            "garbage": Response(b"\x30\x82 no DER", mimetype="application/timestamp-reply"),
            "empty": Response(b"", mimetype="application/timestamp-reply"),
            "huge": Response((b"\x30" * 65536 for _ in range(2048)), mimetype="application/timestamp-reply"),
            "dripping": Response(self._drops(), mimetype="application/timestamp-reply"),
            "elsewhere": Response(status=302, headers={"Location": self.tsa()}),
        }
        answer = fixed.get(mood) or Response.from_app(self._animator, environ)
        return answer(environ, start_response)

    def _drops(self):
        while not self._closing.wait(0.05):
            yield b"\x30"

    def _lying(self, lie, environ, start_response):
        from werkzeug.wrappers import Request, Response

        asked = tsp.TimeStampReq.load(Request(environ).get_data())
        stamper = self._pki.service_registry.summon_timestamper("tsa", self.now or _now())
        answer = lie(stamper, tsp.TimeStampReq.load(asked.dump()))
        return Response(answer.dump(), mimetype="application/timestamp-reply")(environ, start_response)


def _wrong_nonce(stamper, asked: tsp.TimeStampReq) -> tsp.TimeStampResp:
    asked["nonce"] = core.Integer(4711)
    return stamper.request_tsa_response(asked)


def _wrong_hash(stamper, asked: tsp.TimeStampReq) -> tsp.TimeStampResp:
    asked["message_imprint"]["hashed_message"] = bytes(32)
    return stamper.request_tsa_response(asked)


def _wrong_signature(stamper, asked: tsp.TimeStampReq) -> tsp.TimeStampResp:
    answer = tsp.TimeStampResp.load(stamper.request_tsa_response(asked).dump())
    signer = answer["time_stamp_token"]["content"]["signer_infos"][0]
    value = signer["signature"].native
    signer["signature"] = value[:-1] + bytes([value[-1] ^ 1])
    return answer


def _bare(stamper, asked: tsp.TimeStampReq) -> tsp.TimeStampResp:
    answer = tsp.TimeStampResp.load(stamper.request_tsa_response(asked).dump())
    answer["time_stamp_token"]["content"]["certificates"] = cms.CertificateSet([])
    return answer


class _Refusal(core.Sequence):
    """A TimeStampResp without a token, which asn1crypto does not know."""

    _fields = [("status", tsp.PKIStatusInfo)]


def _refusing(stamper, asked: tsp.TimeStampReq) -> _Refusal:
    return _Refusal({"status": {"status": "rejection", "status_string": ["heute nicht"], "fail_info": {"bad_alg"}}})


LIES = {
    "wrong-nonce": _wrong_nonce,
    "wrong-hash": _wrong_hash,
    "wrong-signature": _wrong_signature,
    "bare": _bare,
    "refusing": _refusing,
}


# ---- the authority


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC).replace(microsecond=0)


KEYS = ("root", "interm", "responder", "tsa", "old-tsa", *PEOPLE)


def _write_keys(folder: Path) -> None:
    for name in KEYS:
        key = ec.generate_private_key(ec.SECP256R1())
        lines = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.pem").write_bytes(lines)


def _config(address: str) -> dict:
    entities = {
        "root": _entity("Muster Wurzel"),
        "interm": _entity("Muster Unterschriften CA"),
        "responder": _entity("Muster Auskunft"),
        "tsa": _entity("Muster Zeitstempel"),
        "old-tsa": _entity("Muster Zeitstempel, alt"),
        **{label: _entity(name, "Muster Dienste GmbH") for label, name in PEOPLE.items()},
    }
    return {
        "external-url-prefix": address,
        "keysets": {"muster": {"keys": {name: {"path": f"{name}.pem"} for name in KEYS}}},
        "pki-architectures": {
            "muster": {"keyset": "muster", "entities": entities, "certs": _certificates(), "services": _services()}
        },
    }


def _entity(common: str, organization: str = "Muster Zertifizierung GmbH") -> dict:
    return {"country-name": "DE", "organization-name": organization, "common-name": common}


def _services() -> dict:
    issuers = ("root", "interm")
    return {
        "ocsp": {"interm": {"for-issuer": "interm", "responder-cert": "responder", "signing-key": "responder"}},
        "crl-repo": {
            each: {"for-issuer": each, "signing-key": each, "simulated-update-schedule": "P1D"} for each in issuers
        },
        "cert-repo": {"interm": {"for-issuer": "interm"}},
        "time-stamping": {label: {"signing-key": label, "signing-cert": label} for label in ("tsa", "old-tsa")},
    }


def _certificates() -> dict:
    """The timestamp authority "old-tsa" has a certificate that ends in 40 days."""
    authority = [_extension("basic_constraints", {"ca": True}, critical=True), _usage("key_cert_sign", "crl_sign")]
    person = [_usage("digital_signature", "non_repudiation"), _crls("interm"), _questions("interm")]
    stamper = [_usage("digital_signature"), _purpose("time_stamping"), _crls("interm"), _questions("interm")]
    answers = [
        _usage("digital_signature"),
        _purpose("ocsp_signing", critical=False),
        {"id": "ocsp_no_check"},
    ]
    people = {label: _certificate(label, "interm", person, -30, 300) for label in PEOPLE}
    revoked = {"revoked-since": (_now() - 10 * DAY).isoformat(), "reason": "key_compromise"}
    return {
        "root": _certificate("root", "root", authority, -800, 7300),
        "interm": _certificate("interm", "root", [*authority, _crls("root")], -700, 5000),
        "responder": _certificate("responder", "interm", answers, -30, 3000),
        "tsa": _certificate("tsa", "interm", stamper, -30, 3000),
        "old-tsa": _certificate("old-tsa", "interm", stamper, -30, 40),
        **people,
        "rita": {**people["rita"], "revocation": revoked},
    }


def _certificate(label: str, issuer: str, extensions: list[dict], start: int, end: int) -> dict:
    """`start` and `end`: days from today."""
    return {
        "subject": label,
        "issuer": issuer,
        "subject-key": label,
        "authority-key": issuer,
        "validity": {
            "valid-from": (_now() + start * DAY).isoformat(),
            "valid-to": (_now() + end * DAY).isoformat(),
        },
        "extensions": extensions,
    }


def _extension(name: str, value: object, *, critical: bool = False) -> dict:
    return {"id": name, "critical": critical, "value": value}


def _usage(*names: str) -> dict:
    return {"id": "key_usage", "critical": True, "smart-value": {"schema": "key-usage", "params": list(names)}}


def _purpose(name: str, *, critical: bool = True) -> dict:
    return _extension("extended_key_usage", [name], critical=critical)


def _crls(issuer: str) -> dict:
    return {
        "id": "crl_distribution_points",
        "smart-value": {"schema": "crl-dist-url", "params": {"crl-repo-names": [issuer]}},
    }


def _questions(issuer: str) -> dict:
    return {
        "id": "authority_information_access",
        "smart-value": {
            "schema": "aia-urls",
            "params": {"ocsp-responder-names": [issuer], "ca-issuer-links": [{"repo": issuer}]},
        },
    }


# ---- fixtures


@pytest.fixture(scope="session")
def _loopback(tmp_path_factory):
    made = Loopback(tmp_path_factory.mktemp("authority"))
    yield made
    made.close()


@pytest.fixture
def loopback(_loopback):
    """The authority with its services, telling the truth."""
    _loopback.reset()
    return _loopback
