"""Logging in to a service: OAuth 2.0 in the person's own browser (RFC 8252), with PKCE (RFC 7636).

The browser comes back to an address of this computer that exists only as long as it is waited for.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import secrets
import time
import urllib.parse
import webbrowser
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, NamedTuple

from msgspec import Struct

from avv_desktop.errors import RemoteRefused, RemoteUntrustworthy
from avv_desktop.signing.remote_http import Line, checked_address
from avv_desktop.system.language import language, tr

Browse = Callable[[str], object]
"""Shows an address to the person."""
PATIENCE = 300.0
"""Seconds a person has for logging in."""
GLANCE = 0.2
"""Seconds after which it is looked whether the person has given up."""


class Client(NamedTuple):
    """Who this program is to the service. secret: only of services that give one to programs."""

    ident: str
    secret: str = ""

    def __repr__(self) -> str:
        return f"Client({self.ident!r})"


class Granted(Struct):
    """What a service gives for a login."""

    access_token: str
    token_type: str = ""
    expires_in: int = 3600

    def __repr__(self) -> str:
        return "Granted()"


def browse(address: str) -> object:
    """In the system's browser."""
    return webbrowser.open(address)


def log_in(
    line: Line,
    base: str,
    client: Client,
    scope: Mapping[str, str],
    *,
    show: Browse = browse,
    stopped: Callable[[], bool] = lambda: False,
) -> Granted:
    """Let the person log in. base: the address of the service's login. scope: what is asked for.

    Raises RemoteRefused (refused, cancelled, nobody came), RemoteUnreachable, RemoteUntrustworthy.
    """
    base = checked_address(base)
    state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(64)
    with _Receiver(state) as receiver:
        wanted = {
            "response_type": "code",
            "client_id": client.ident,
            "redirect_uri": receiver.address,
            "state": state,
            "code_challenge": challenge(verifier),
            "code_challenge_method": "S256",
            **scope,
        }
        show(f"{base}/oauth2/authorize?{urllib.parse.urlencode(wanted, quote_via=urllib.parse.quote)}")
        answer = receiver.wait(stopped)
    if answer is None:
        raise RemoteRefused(name=line.name, reason=tr("Nobody logged in."))
    if answer.get("error"):
        raise RemoteRefused(name=line.name, reason=tr("The login was cancelled or refused."))
    if not answer.get("code"):
        raise RemoteUntrustworthy(name=line.name, reason=tr("It does not follow the standard."))
    fields = {
        "grant_type": "authorization_code",
        "code": answer["code"],
        "redirect_uri": receiver.address,
        "client_id": client.ident,
        "code_verifier": verifier,
    }
    secret = {"client_secret": client.secret} if client.secret else {}
    granted = line.post_form(f"{base}/oauth2/token", fields | secret, Granted)
    if not granted.access_token:
        raise RemoteUntrustworthy(name=line.name, reason=tr("It does not follow the standard."))
    return granted


def challenge(verifier: str) -> str:
    """RFC 7636, 4.2, method S256."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


class _Receiver:
    """Waits on a free port of this computer for the browser with the right `state`; anybody else is sent away."""

    def __init__(self, state: str) -> None:
        self._state = state
        self._answer: dict[str, str] | None = None
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            timeout = 2

            def do_GET(self) -> None:
                receiver.take(self)

            def log_message(self, *_: Any) -> None:
                """Addresses carry secrets."""

        self._server = HTTPServer(("127.0.0.1", 0), Handler)
        self._server.timeout = GLANCE
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> _Receiver:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.server_close()

    def wait(self, stopped: Callable[[], bool]) -> dict[str, str] | None:
        """What came back; None if nobody came, or the person gave up."""
        deadline = time.monotonic() + PATIENCE
        while self._answer is None and time.monotonic() < deadline and not stopped():
            self._server.handle_request()
        return self._answer

    def take(self, request: BaseHTTPRequestHandler) -> None:
        parts = urllib.parse.urlsplit(request.path)
        given = dict(urllib.parse.parse_qsl(parts.query))
        ours = parts.path == "/" and hmac.compare_digest(given.get("state", "").encode(), self._state.encode())
        if ours:
            self._answer = given
        page = _page(tr("Done. You can close this page and go back to the program.") if ours else tr("Nothing here."))
        request.send_response(200 if ours else 404)
        request.send_header("Content-Type", "text/html; charset=utf-8")
        request.send_header("Content-Length", str(len(page)))
        request.send_header("Cache-Control", "no-store")
        request.send_header("Referrer-Policy", "no-referrer")
        request.end_headers()
        request.wfile.write(page)


def _page(words: str) -> bytes:
    said = html.escape(words)
    return f'<!doctype html><html lang="{language()}"><title>{said}</title><p>{said}</p></html>'.encode()
