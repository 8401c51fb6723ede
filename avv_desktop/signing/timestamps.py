"""Time-stamping services (RFC 3161): those of the settings, in their order.

Nothing is asked unless a service is set up. A service that fails is named with its reason; there is never a local
time instead. Passwords lie in the keychain only.
"""

from __future__ import annotations

import asyncio
import datetime
from collections.abc import Callable, Sequence

from asn1crypto import cms
from pyhanko.sign.timestamps.api import TimeStamper

from avv_desktop.errors import TimestampFailed
from avv_desktop.signing import network, timestamp_tokens
from avv_desktop.system import keychain
from avv_desktop.system.language import tr
from avv_desktop.system.settings import TimestampService

QUESTION = "application/timestamp-query"
LARGEST = 256 * 1024
"""Bytes; a token with its certificates has 2 to 10 KiB."""


class Stamper(TimeStamper):
    """Asks the services one after the other until one gives a good token.

    seconds: for each of them. clock: what time it is, for tests.
    """

    def __init__(
        self,
        services: Sequence[TimestampService],
        *,
        seconds: float = network.SECONDS,
        clock: Callable[[], datetime.datetime] = lambda: datetime.datetime.now(datetime.UTC),
    ) -> None:
        super().__init__()
        self._services = tuple(services)
        self._seconds = seconds
        self._clock = clock

    def __repr__(self) -> str:
        return f"Stamper({', '.join(map(named, self._services))})"

    def stamp(self, digest: bytes, algorithm: str = "sha256") -> cms.ContentInfo:
        """A token over `digest`. Raises TimestampFailed, KeychainUnavailable."""
        failed = []
        for service in self._services:
            try:
                return self._stamped(service, digest, algorithm)
            except (network.Unreachable, timestamp_tokens.BadToken) as error:
                failed.append(f"{named(service)}: {error}")
        raise TimestampFailed(reason=" ".join(failed) or tr("No timestamp service is set up."))

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        return await asyncio.to_thread(self.stamp, message_digest, md_algorithm)

    def _stamped(self, service: TimestampService, digest: bytes, algorithm: str) -> cms.ContentInfo:
        asked = timestamp_tokens.question(digest, algorithm)
        login = (service.user, password(service)) if service.user else None
        answer = network.ask(service.url, asked.dump(), QUESTION, login=login, seconds=self._seconds, largest=LARGEST)
        return timestamp_tokens.token(answer, asked, self._clock())


def named(service: TimestampService) -> str:
    return service.name or service.url


def password(service: TimestampService) -> str:
    """Raises KeychainUnavailable."""
    return keychain.secret(_entry(service)) or ""


def keep_password(service: TimestampService, word: str) -> None:
    """Raises KeychainUnavailable."""
    keychain.keep(_entry(service), word)


def forget_password(service: TimestampService) -> None:
    """Raises KeychainUnavailable."""
    keychain.forget(_entry(service))


def _entry(service: TimestampService) -> str:
    return f"timestamp {service.user} {service.url}"
