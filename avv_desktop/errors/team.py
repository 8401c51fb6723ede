"""Errors of a store that several people share."""

from __future__ import annotations

from avv_desktop.errors.base import CannotDo


class TeamError(CannotDo):
    """details: reason"""


class TeamUnreachable(TeamError):
    """details: reason"""


class TeamUnsafe(TeamError):
    """details: name"""


class TeamUntrusted(TeamError):
    """details: reason"""


class TeamRefused(TeamError):
    """details: reason"""


class TeamConflict(TeamError):
    """details: name"""


class TeamNone(TeamError):
    """details: reason"""
