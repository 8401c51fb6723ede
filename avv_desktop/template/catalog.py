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
    return [_installed(folder) for folder in sorted((resources() / "templates").iterdir()) if folder.is_dir()]


def template(id_or_folder: str) -> Template:
    """An installed template by its id, or one from a folder. Raises UnknownTemplate, TemplateError."""
    folder = resources() / "templates" / id_or_folder
    if "/" not in id_or_folder and "\\" not in id_or_folder and folder.is_dir() and id_or_folder not in (".", ".."):
        return _installed(folder)
    if Path(id_or_folder).is_dir():
        return load(Path(id_or_folder))
    raise UnknownTemplate(path=id_or_folder, template=id_or_folder, version="")


def find(id: str, version: int, hash: str) -> Template | None:
    """The installed template with exactly this text, or None."""
    return next((each for each in installed() if (each.id, each.version, each.hash) == (id, version, hash)), None)


@lru_cache(maxsize=32)
def _installed(folder: Path) -> Template:
    return load(folder)
