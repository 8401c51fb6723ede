"""The roots that every error of ours grows from."""

from __future__ import annotations


class AvvError(Exception):
    """Base of all errors of ours.

    `details` are plain values for the sentences (a path, a line, a reason); never secrets, never whole documents.
    """

    exit_code = 4

    def __init__(self, **details: object) -> None:
        super().__init__(", ".join(f"{name}={value!r}" for name, value in details.items()))
        self.details = details


class CannotDo(AvvError):
    """details: reason"""

    exit_code = 4
