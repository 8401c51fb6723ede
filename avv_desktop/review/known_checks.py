"""All named checks there are: importing this registers them."""

from __future__ import annotations

from avv_desktop.review import (
    checks_annexes,
    checks_form,
    checks_language,
    checks_parties,
    checks_sub_processors,
    checks_terms,
)
from avv_desktop.review.checks import CHECKS

__all__ = (
    "CHECKS",
    "checks_annexes",
    "checks_form",
    "checks_language",
    "checks_parties",
    "checks_sub_processors",
    "checks_terms",
)
