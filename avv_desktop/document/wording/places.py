"""Countries and addresses."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=512)
def country(code: str) -> str:
    """The German name of an ISO 3166-1 country: IE Irland, EE Estland; what is no such code is returned as it is."""
    return _countries().get(code.strip().upper(), code.strip())


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    from babel import Locale

    return {code: name for code, name in Locale("de").territories.items() if len(code) == 2}
