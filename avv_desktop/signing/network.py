"""The one place where signing speaks to the network: one question, one answer, within a time and a size.

Nothing here runs unless a person set up a service, or asked for proof that has to be fetched.
"""

from __future__ import annotations

import base64
import http.client
import time
import urllib.error
import urllib.request

from avv_desktop.system.language import tr

SCHEMES = ("http://", "https://")
SECONDS = 15.0
LARGEST = 16 * 1024 * 1024
"""Bytes. Revocation lists of large authorities have a few megabytes."""
PIECE = 65536


class Unreachable(Exception):
    """`str(error)`: why there is no answer, one sentence for a person."""


class _Careful(urllib.request.HTTPRedirectHandler):
    """What is only read may lie elsewhere; a question, or a password, is never sent on."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if req.data is not None or not newurl.lower().startswith(SCHEMES):
            return None
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def ask(
    url: str,
    body: bytes | None = None,
    kind: str = "",
    *,
    login: tuple[str, str] | None = None,
    seconds: float = SECONDS,
    largest: int = LARGEST,
) -> bytes:
    """What `url` answers to `body` of the media type `kind`; without a body it is only read. Raises Unreachable.

    login: user and password. seconds: for everything together. The system's proxy settings count.
    """
    if not url.lower().startswith(SCHEMES):
        raise Unreachable(tr("Its address does not begin with http:// or https://."))
    headers = {"User-Agent": "avv-desktop", **({"Content-Type": kind} if kind else {})}
    if login is not None:
        headers["Authorization"] = "Basic " + base64.b64encode(":".join(login).encode()).decode("ascii")
    until = time.monotonic() + seconds
    try:
        question = urllib.request.Request(url, data=body, headers=headers)
        with urllib.request.build_opener(_Careful).open(question, timeout=seconds) as answer:
            return _read(answer, until, largest)
    except urllib.error.HTTPError as error:
        with error:
            raise Unreachable(_refused(error.code)) from error
    except TimeoutError as error:
        raise Unreachable(_too_slow()) from error
    except urllib.error.URLError as error:
        slow = isinstance(error.reason, TimeoutError)
        raise Unreachable(_too_slow() if slow else _not_there(error.reason)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Unreachable(_not_there(error)) from error


def _read(answer, until: float, largest: int) -> bytes:
    pieces, size = [], 0
    while piece := answer.read1(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            raise Unreachable(tr("Its answer is too large."))
        if time.monotonic() > until:
            raise Unreachable(_too_slow())
    return b"".join(pieces)


def _too_slow() -> str:
    return tr("It did not answer in time.")


def _refused(code: int) -> str:
    if code in (401, 403):
        return tr("It does not accept the user name and password ({code}).", code=code)
    if 300 <= code < 400:
        return tr("It sends elsewhere ({code}); its address has changed.", code=code)
    return tr("It answers with an error ({code}).", code=code)


def _not_there(reason: object) -> str:
    return tr("It cannot be reached ({reason}).", reason=str(reason).rstrip(".")[:120] or type(reason).__name__)
