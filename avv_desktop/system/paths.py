"""Where things lie on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

APP = "avv-desktop"
HOME_VARIABLE = "AVV_DESKTOP_HOME"
"""Set to a folder, everything the program keeps lies below it (tests, the tour, a stick)."""


def resources() -> Path:
    """The folder of templates, fonts, layouts and translations; inside a bundle, or beside the package."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) / "resources" if bundled else Path(__file__).parents[2] / "resources"


def data_folder() -> Path:
    """Where the store lies. It is not created here."""
    return _below("data") or Path(platformdirs.user_data_dir(APP, appauthor=False))


def templates_folder() -> Path:
    """Where the user's own templates lie, one folder each."""
    return data_folder() / "templates"


def rules_folder() -> Path:
    """Where the user's own rule packs lie, one file each."""
    return data_folder() / "rules"


def library_file() -> Path:
    """The user's annex library: sub-processors and measures to be used again."""
    return data_folder() / "library.json"


def config_folder() -> Path:
    """Where the settings lie."""
    return _below("config") or Path(platformdirs.user_config_dir(APP, appauthor=False))


def documents_folder() -> Path:
    """Where exports are offered first."""
    return _below("documents") or Path(platformdirs.user_documents_dir())


def _below(name: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / name if home else None
