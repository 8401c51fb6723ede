"""A service that signs remotely, on this computer: the API of the Cloud Signature Consortium 1.0.4 and 2.0, with a
login in the browser (authorization code and PKCE). It can be slow, down, or lie."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding

from avv_desktop.system.settings import RemoteService
from tests.unit import signing_pki as pki

PIN, OTP = "2468", "135790"
SHA256 = "2.16.840.1.101.3.4.2.1"
CLIENT = "avv-desktop"


class Service:
    """`asked`: what it was asked, in order. `told`: changes an answer before it is sent, by what was asked for."""

    def __init__(self, *people: pki.Identity, version: int = 1, mode: str = "explicit", most: int = 10) -> None:
        self.people = {f"credential-{number}": person for number, person in enumerate(people)}
        self.version, self.mode, self.most = version, mode, most
        self.pin, self.otp, self.secret = True, False, ""
        self.asked: list[tuple[str, dict]] = []
        self.told: dict[str, Callable[[dict], object]] = {}
        self.failing: dict[str, int] = {}
        self.dripping: str = ""
        self.algorithms: list[str] | None = None
        self.bare_numbers = False
        self._codes: dict[str, dict] = {}
        self._tokens: dict[str, list[str]] = {}
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def settings(self) -> RemoteService:
        return RemoteService("Fernsignatur Muster", f"{self.root}/csc/v{self.version}", CLIENT)

    def whats(self) -> list[str]:
        return [what for what, _ in self.asked]

    # ---- the person at the browser

    def browser(self, address: str) -> None:
        """A person who logs in without fuss: follows the redirect to the program, as a browser does."""
        threading.Thread(target=lambda: self.visit(address), daemon=True).start()

    def visit(self, address: str) -> str:
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10) as page:
            return page.read().decode()

    # ---- OAuth 2.0

    def authorize(self, query: dict) -> str:
        assert query["response_type"] == "code" and query["client_id"] == CLIENT
        assert query["code_challenge_method"] == "S256" and len(query["code_challenge"]) == 43
        back = urllib.parse.urlsplit(query["redirect_uri"])
        assert (back.scheme, back.hostname) == ("http", "127.0.0.1")
        self.asked.append(("authorize", query))
        answer = {"code": secrets.token_urlsafe(8), "state": query["state"]}
        if "authorize" in self.told:
            answer = self.told["authorize"](answer)
        self._codes[str(answer.get("code"))] = query
        return f"{query['redirect_uri']}?{urllib.parse.urlencode(answer)}"

    def token(self, form: dict) -> tuple[int, object]:
        query = self._codes.pop(form["code"], None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        fits = query and query["code_challenge"] == challenge.decode() and query["redirect_uri"] == form["redirect_uri"]
        if not fits or form["grant_type"] != "authorization_code" or form.get("client_secret", "") != self.secret:
            return 400, {"error": "invalid_grant"}
        token = secrets.token_urlsafe(8)
        named = query.get("hashes") or query.get("hash") or ""
        self._tokens[token] = [_unpadded(each) for each in named.split(",")] if named else []
        kind = "SAD" if query["scope"] == "credential" else "Bearer"
        return 200, {"access_token": token, "token_type": kind, "expires_in": 3600}

    # ---- the API

    def answer(self, what: str, body: dict, bearer: str) -> tuple[int, object]:
        if what == "info":
            specs = "1.0.4.0" if self.version == 1 else "2.0.0.2"
            return 200, {"specs": specs, "name": "Muster", "authType": ["basic", "oauth2code"], "oauth2": self.root}
        if bearer not in self._tokens:
            return 401, {"error": "invalid_token"}
        if what == "credentials/list":
            names = list(self.people)
            at = int(body.get("pageToken", 0))
            more = {"nextPageToken": str(at + 1)} if at + 1 < len(names) else {}
            return 200, {"credentialIDs": names[at : at + 1], **more}
        if what == "credentials/sendOTP":
            return 204, None
        person = self.people.get(body["credentialID"])
        if person is None:
            return 400, {"error": "invalid_request", "error_description": "Unknown credential"}
        if what == "signatures/signHash":
            by_token = self.version == 2 and self.mode == "oauth2code"
            return self._signed(body, person, bearer if by_token else body["SAD"])
        return {"credentials/info": self._described, "credentials/authorize": self._authorized}[what](body, person)

    def _described(self, _: dict, person: pki.Identity) -> tuple[int, object]:
        chain = [person.certificate, *([person.issuer.certificate] if person.issuer else [])]
        encoded = [base64.b64encode(each.public_bytes(Encoding.DER)).decode() for each in chain]
        own = ["1.2.840.113549.1.1.1", "1.2.840.113549.1.1.11"]
        own = own if isinstance(person.key, rsa.RSAPrivateKey) else ["1.2.840.10045.4.3.2"]
        told = {
            "key": {"status": "enabled", "algo": self.algorithms or own, "len": 256},
            "cert": {"status": "valid", "certificates": encoded},
            "SCAL": "2",
            "multisign": self.most,
        }
        if self.version == 2:
            objects = [{"id": "PIN", "type": "Password"}] * self.pin + [{"id": "OTP", "type": "Password"}] * self.otp
            return 200, told | {"auth": {"mode": self.mode, "expression": "PIN", "objects": objects}}
        return 200, told | {
            "authMode": self.mode,
            "PIN": {"presence": str(self.pin).lower()},
            "OTP": {"presence": str(self.otp).lower(), "type": "online"},
        }

    def _hashes(self, body: dict) -> list[str]:
        if self.version == 2:
            assert body["hashAlgorithmOID"] == SHA256 and "hash" not in body
            return body["hashes"]
        assert "hashes" not in body
        return body["hash"]

    def _authorized(self, body: dict, _: pki.Identity) -> tuple[int, object]:
        hashed = self._hashes(body)
        assert body["numSignatures"] == len(hashed) <= self.most
        given = {each["id"]: each["value"] for each in body.get("authData", [])} if self.version == 2 else body
        if self.pin and given.get("PIN") != PIN:
            return 400, {"error": "invalid_pin", "error_description": "geheim"}
        if self.otp and given.get("OTP") != OTP:
            return 400, {"error": "invalid_otp"}
        sad = secrets.token_urlsafe(8)
        self._tokens[sad] = [_unpadded(each) for each in hashed]
        return 200, {"SAD": sad, "expiresIn": 300}

    def _signed(self, body: dict, person: pki.Identity, leave: str) -> tuple[int, object]:
        hashed = self._hashes(body)
        if self._tokens.pop(leave, None) != [_unpadded(each) for each in hashed]:
            return 400, {"error": "invalid_request", "error_description": "Invalid SAD"}
        return 200, {"signatures": [self._one(base64.b64decode(each), person) for each in hashed]}

    def _one(self, digest: bytes, person: pki.Identity) -> str:
        whole = utils.Prehashed(hashes.SHA256())
        if isinstance(person.key, rsa.RSAPrivateKey):
            return base64.b64encode(person.key.sign(digest, padding.PKCS1v15(), whole)).decode()
        value = person.key.sign(digest, ec.ECDSA(whole))
        if self.bare_numbers:
            value = b"".join(each.to_bytes(32, "big") for each in utils.decode_dss_signature(value))
        return base64.b64encode(value).decode()

    # ---- HTTP

    def _handler(service) -> type[BaseHTTPRequestHandler]:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                parts = urllib.parse.urlsplit(self.path)
                assert parts.path == "/oauth2/authorize"
                self.send_response(302)
                self.send_header("Location", service.authorize(dict(urllib.parse.parse_qsl(parts.query))))
                self.end_headers()

            def do_POST(self) -> None:
                data = self.rfile.read(int(self.headers["Content-Length"]))
                if self.path == "/oauth2/token":
                    what, form = "token", dict(urllib.parse.parse_qsl(data.decode()))
                    service.asked.append((what, form))
                    code, told = service.token(form)
                else:
                    what, body = self.path.removeprefix(f"/csc/v{service.version}/"), json.loads(data)
                    service.asked.append((what, body))
                    bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
                    code, told = service.answer(what, body, bearer)
                self.say(what, code, told)

            def say(self, what: str, code: int, told: object) -> None:
                code = service.failing.get(what, code)
                if what in service.told:
                    told = service.told[what](told)
                data = told if isinstance(told, bytes) else b"" if told is None else json.dumps(told).encode()
                self.send_response(code)
                if 300 <= code < 400:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                if what == service.dripping:
                    for letter in data:
                        self.wfile.write(bytes([letter]))
                        self.wfile.flush()
                        time.sleep(0.05)
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                pass

        return Handler


def _unpadded(text: str) -> str:
    return text.replace("+", "-").replace("/", "_").rstrip("=")
