"""Errors of keys that lie elsewhere: on a card or token, or with a service that signs remotely."""

from __future__ import annotations

from avv_desktop.errors.base import CannotDo


class TokenError(CannotDo):
    """details: reason"""


class WrongPin(TokenError):
    """details: reason"""


class PinLocked(TokenError):
    """details: reason"""


class PinRefused(TokenError):
    """details: reason"""


class PinNeeded(TokenError):
    """details: reason"""


class TokenCancelled(TokenError):
    """details: reason"""


class TokenGone(TokenError):
    """details: reason"""


class ModuleUnusable(TokenError):
    """details: path, reason"""


class RemoteError(CannotDo):
    """details: name, reason"""


class RemoteUnreachable(RemoteError):
    """details: name, reason"""


class RemoteRefused(RemoteError):
    """details: name, reason"""


class RemoteUntrustworthy(RemoteError):
    """details: name, reason"""
