"""Which templates are installed: those that come with the program, and those kept by the user."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from avv_desktop.errors import CannotWrite, InputError, UnknownTemplate
from avv_desktop.system.files import safe_name, write_whole
from avv_desktop.system.paths import resources, templates_folder
from avv_desktop.template.load import FILES, load
from avv_desktop.template.model import Template
from avv_desktop.template.write import files


def installed() -> list[Template]:
    """The newest version of every template, those of the program first. A damaged one is left out (see `damaged`)."""
    newest: dict[str, Template] = {}
    for template in every_version():
        if template.id not in newest or newest[template.id].version < template.version:
            newest[template.id] = template
    return list(newest.values())


def every_version() -> list[Template]:
    """All templates in all their versions."""
    found = []
    for folder in _folders():
        with contextlib.suppress(InputError):
            found.append(_installed(folder))
    return found


def given() -> frozenset[str]:
    """Ids of the templates that come with the program."""
    return frozenset(folder.name for folder in _given_folders())


def damaged() -> list[tuple[Path, InputError]]:
    """The user's folders that are no templates, and why."""
    found = []
    for folder in _own_folders():
        try:
            _installed(folder)
        except InputError as error:
            found.append((folder, error))
    return found


def template(id_or_folder: str) -> Template:
    """An installed template by its id (the newest version), or one from a folder.

    Raises UnknownTemplate, TemplateError.
    """
    for folder in _given_folders():
        if folder.name == id_or_folder:
            _installed(folder)  # a damaged one says why
    known = next((each for each in installed() if each.id == id_or_folder), None)
    if known is not None:
        return known
    if _is_folder(id_or_folder):
        return load(Path(id_or_folder))
    raise UnknownTemplate(path=id_or_folder, template=id_or_folder, version="")


def find(id: str, version: int, hash: str) -> Template | None:
    """The installed template with exactly this text, or None."""
    return next((each for each in every_version() if (each.id, each.version, each.hash) == (id, version, hash)), None)


def keep(template: Template, folder: Path | None = None) -> Template:
    """Write a template to the user's templates, or to `folder`, whole or not at all; as it reads from there.

    Raises CannotWrite (also where another template of this id and version is kept), TemplateError.
    """
    target = folder or templates_folder() / safe_name(f"{template.id}-{template.version}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=".new-", dir=target.parent))
    except OSError as error:
        raise CannotWrite(path=str(target), reason=error.strerror or "") from error
    try:
        for name, text in files(template).items():
            write_whole(beside / name, text.encode())
        read = load(beside)
        if target.is_dir() and all((target / name).is_file() for name in FILES) and load(target).hash == read.hash:
            return read
        beside.chmod(0o755)
        beside.rename(target)
    except OSError as error:
        raise CannotWrite(path=str(target), reason=error.strerror or "") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return read


def _folders() -> list[Path]:
    return [*_given_folders(), *_own_folders()]


def _given_folders() -> list[Path]:
    return sorted(folder for folder in (resources() / "templates").iterdir() if folder.is_dir())


def _own_folders() -> list[Path]:
    try:
        return sorted(each for each in templates_folder().iterdir() if each.is_dir() and each.name[0] != ".")
    except OSError:
        return []


def _is_folder(path: str) -> bool:
    try:
        return path != "" and Path(path).is_dir()
    except OSError:  # longer than a path can be
        return False


def _installed(folder: Path) -> Template:
    return _read(folder, _state(folder))


def _state(folder: Path) -> tuple[int, ...]:
    """Changes with the files, so that what somebody edits by hand is read again."""
    with contextlib.suppress(OSError):
        return tuple(stat.st_mtime_ns ^ stat.st_size for stat in ((folder / name).stat() for name in FILES))
    return ()


@lru_cache(maxsize=64)
def _read(folder: Path, state: tuple[int, ...]) -> Template:
    return load(folder)
