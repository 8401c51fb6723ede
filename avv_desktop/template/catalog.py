"""Which templates are installed."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from avv_desktop.errors import UnknownTemplate
from avv_desktop.system.paths import resources
from avv_desktop.template.load import load
from avv_desktop.template.model import Template


def installed() -> list[Template]:
    """The templates that come with the program."""
    return [_installed(folder) for folder in _folders()]


def template(id_or_folder: str) -> Template:
    """An installed template by its id, or one from a folder. Raises UnknownTemplate, TemplateError."""
    for folder in _folders():
        if folder.name == id_or_folder:
            return _installed(folder)
    if _is_folder(id_or_folder):
        return load(Path(id_or_folder))
    raise UnknownTemplate(path=id_or_folder, template=id_or_folder, version="")


def find(id: str, version: int, hash: str) -> Template | None:
    """The installed template with exactly this text, or None."""
    return next((each for each in installed() if (each.id, each.version, each.hash) == (id, version, hash)), None)


def _folders() -> list[Path]:
    return sorted(folder for folder in (resources() / "templates").iterdir() if folder.is_dir())


def _is_folder(path: str) -> bool:
    try:
        return path != "" and Path(path).is_dir()
    except OSError:  # longer than a path can be
        return False


@lru_cache(maxsize=32)
def _installed(folder: Path) -> Template:
    return load(folder)
