"""The language of the screen. Source strings are English; German comes from resources/translations/de/*.po."""

from __future__ import annotations

from functools import lru_cache

from avv_desktop.system.paths import resources

LANGUAGES = {"de": "Deutsch", "en": "English"}

_language = "de"


def set_language(code: str) -> None:
    """ "de" or "en"; anything else gives German."""
    global _language
    _language = code if code in LANGUAGES else "de"


def language() -> str:
    return _language


def tr(text: str, /, **values: object) -> str:
    """`text` in the language of the screen, `{name}` filled from `values`.

    Values are put in as they are and never read as a pattern; the source string must be a literal at the call,
    so that it can be found for translation.
    """
    said = catalog(_language).get(text, text)
    return _filled(said, values)


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Like `tr`, for one or several; `{count}` is filled in."""
    return tr(one if count == 1 else many, count=count, **values)


def _filled(text: str, values: dict[str, object]) -> str:
    pieces = text.split("{") if values else [text]
    filled = [pieces[0]]
    for piece in pieces[1:]:
        name, closed, rest = piece.partition("}")
        filled.append(f"{values[name]}{rest}" if closed and name in values else "{" + piece)
    return "".join(filled)


@lru_cache(maxsize=len(LANGUAGES))
def catalog(code: str) -> dict[str, str]:
    """English → translation; empty for English."""
    from babel.messages.pofile import read_po  # only where a language other than English is spoken

    folder = resources() / "translations" / code
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.po")):
        with file.open("rb") as lines:
            found |= {str(entry.id): str(entry.string) for entry in read_po(lines) if entry.id and entry.string}
    return found
