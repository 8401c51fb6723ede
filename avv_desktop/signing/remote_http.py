"""Talking to a service that signs remotely: JSON over HTTPS, with limits; every failure is an error of ours."""

from __future__ import annotations

import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from concurrent.futures import Future
from http.client import HTTPException
from typing import Any, NamedTuple, TypeVar

import msgspec

from avv_desktop.errors import (
    RemoteError,
    RemoteRefused,
    RemoteUnreachable,
    RemoteUntrustworthy,
    UsageError,
)
from avv_desktop.system.language import tr
from avv_desktop.system.structs import ready

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds for one answer, all of it."""
LARGEST_ANSWER = 4 * 1024 * 1024
LONGEST_QUOTE = 200
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Line(NamedTuple):
    """A service by name, its address, and who we are there (an access token, or nothing yet)."""

    name: str
    address: str
    token: str = ""

    def __repr__(self) -> str:
        return f"Line({self.name!r}, {self.address!r})"

    def post(self, what: str, body: dict[str, Any], kind: type[T]) -> T:
        """Ask `what` below the address. Raises RemoteError and its kinds."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        return _typed(self, _asked(self, f"{self.address}/{what}", msgspec.json.encode(body), headers), kind)

    def post_form(self, url: str, fields: dict[str, str], kind: type[T]) -> T:
        """As `post`, of a form to a whole address (OAuth 2.0)."""
        checked_address(url)
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return _typed(self, _asked(self, url, urllib.parse.urlencode(fields).encode(), headers), kind)


def checked_address(address: str) -> str:
    """`address` without a slash at its end. Raises UsageError if it is none, or if anybody on the way could listen."""
    parts = urllib.parse.urlsplit(address.strip())
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
    if not parts.hostname or not safe or parts.username or parts.query or parts.fragment:
        raise UsageError(reason=tr("The address of a service begins with https:// and has no parameters."))
    return address.strip().rstrip("/")


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A token must not follow wherever an answer points."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _asked(line: Line, url: str, body: bytes, headers: dict[str, str]) -> bytes:
    handlers: list[urllib.request.BaseHandler] = [_NoRedirect()]
    if urllib.parse.urlsplit(url).hostname in LOOPBACK:
        handlers.append(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, body, headers | {"Accept": "application/json"}, method="POST")
    opener = urllib.request.build_opener(*handlers)
    return _in_time(line, lambda: _exchanged(line, opener, request))


def _in_time(line: Line, work: Callable[[], bytes]) -> bytes:
    """A name that nobody resolves or a head that comes letter by letter has no limit of its own; this sets one."""
    answer: Future[bytes] = Future()

    def run() -> None:
        try:
            answer.set_result(work())
        except BaseException as error:
            answer.set_exception(error)

    threading.Thread(target=run, name="remote", daemon=True).start()
    try:
        return answer.result(PATIENCE)
    except TimeoutError:
        raise RemoteUnreachable(name=line.name, reason=tr("No answer came in time.")) from None


def _exchanged(line: Line, opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> bytes:
    deadline = time.monotonic() + PATIENCE
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return _read(line, answer, deadline)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(line, error.code, _quoted(error, deadline)) from None
    except urllib.error.URLError as error:
        raise _unreachable(line, error.reason) from None
    except (OSError, HTTPException, ValueError) as error:
        raise _unreachable(line, error) from None


def _read(line: Line, answer: Any, deadline: float) -> bytes:
    """All of it, but not for ever: a service may send one byte a second."""
    parts, size = [], 0
    while part := answer.read1(65536):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER:
            raise RemoteUntrustworthy(name=line.name, reason=tr("It is far too long."))
        if time.monotonic() > deadline:
            raise RemoteUnreachable(name=line.name, reason=tr("No answer came in time."))
    return b"".join(parts)


def _unreachable(line: Line, error: object) -> RemoteError:
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = tr("The address cannot prove that it belongs to the service.")
        return RemoteUntrustworthy(name=line.name, reason=reason)
    if isinstance(error, TimeoutError):
        return RemoteUnreachable(name=line.name, reason=tr("No answer came in time."))
    return RemoteUnreachable(name=line.name, reason=tr("There was no connection."))


class _Refused(msgspec.Struct):
    """How the standard and OAuth 2.0 say no."""

    error: str = ""
    error_description: str = ""


def _quoted(error: urllib.error.HTTPError, deadline: float) -> _Refused:
    try:
        return msgspec.json.decode(_read(Line("", ""), error, deadline), type=ready(_Refused))
    except (msgspec.MsgspecError, UnicodeDecodeError, RemoteError, OSError, HTTPException):
        return _Refused()


def _refusal(line: Line, code: int, said: _Refused) -> RemoteError:
    if 300 <= code < 400:
        return RemoteUntrustworthy(name=line.name, reason=tr("It points to another address; that is not followed."))
    if code >= 500:
        return RemoteUnreachable(name=line.name, reason=tr("The service is out of order ({code}).", code=code))
    if code == 404:
        return RemoteUnreachable(name=line.name, reason=tr("There is no such service at this address."))
    wrong = {
        "invalid_pin": tr("The PIN of the service is wrong."),
        "invalid_otp": tr("The one-time code is wrong or too old."),
        "access_denied": tr("The login was cancelled or refused."),
    }.get(said.error)
    if wrong or code in (401, 403):
        return RemoteRefused(name=line.name, reason=wrong or tr("The login does not hold, or no longer."))
    words = " ".join((said.error_description or said.error).split())[:LONGEST_QUOTE]
    quote = "".join(letter for letter in words if letter.isprintable())
    reason = tr("It says: “{said}”", said=quote) if quote else tr("It gives no reason ({code}).", code=code)
    return RemoteRefused(name=line.name, reason=reason)


def _typed(line: Line, data: bytes, kind: type[T]) -> T:
    if kind is dict and not data.strip():
        return kind()
    try:
        return msgspec.json.decode(data, type=ready(kind), strict=False)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        raise RemoteUntrustworthy(name=line.name, reason=tr("It does not follow the standard.")) from None
