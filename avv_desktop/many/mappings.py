"""Which column is which, remembered for each template and set of headings; names of columns, no customer's data."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from avv_desktop.errors import CannotWrite, UsageError
from avv_desktop.many.model import Target
from avv_desktop.many.targets import folded, mapping_key, matched, targets
from avv_desktop.system.files import write_whole
from avv_desktop.system.language import tr
from avv_desktop.system.paths import data_folder
from avv_desktop.system.structs import ready
from avv_desktop.template.model import Template

MOST = 200


def mapping_for(template: Template, headers: Sequence[str]) -> dict[str, str]:
    """As it was kept for these headings, else by their names."""
    known = {each.id for each in targets(template)}
    kept = _kept().get(mapping_key(template, headers))
    if kept is None:
        return matched(headers, targets(template))
    return {header: id for header, id in kept.items() if header in headers and id in known}


def keep_mapping(template: Template, headers: Sequence[str], mapping: Mapping[str, str]) -> None:
    """Raises CannotWrite."""
    all_kept = _kept()
    key = mapping_key(template, headers)
    if all_kept.get(key) == dict(mapping):
        return
    all_kept.pop(key, None)
    all_kept[key] = dict(mapping)
    newest = dict(list(all_kept.items())[-MOST:])
    path = _path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(path), reason=error.strerror or "") from error
    write_whole(path, msgspec.json.encode(newest))


def by_hand(given: Sequence[str], headers: Sequence[str], known: Sequence[Target]) -> dict[str, str]:
    """ "Spalte=Feld" each; the field by id or label, or empty: that column is not read. Raises UsageError."""
    names = {folded(name): each.id for each in known for name in (each.label, each.id)}
    columns = {folded(header): header for header in headers}
    found = {}
    for each in given:
        column, sign, field = each.partition("=")
        header = columns.get(folded(column))
        if not sign or header is None:
            there = ", ".join(headers)
            raise UsageError(reason=tr("There is no column “{name}”. Columns: {names}", name=column, names=there))
        if field.strip() and folded(field) not in names:
            raise UsageError(reason=tr("There is no field “{name}” that a column could fill.", name=field.strip()))
        found[header] = names.get(folded(field), "")
    return found


def _kept() -> dict[str, dict[str, str]]:
    with contextlib.suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode(_path().read_bytes(), type=ready(dict[str, dict[str, str]]))
    return {}


def _path() -> Path:
    return data_folder() / "columns.json"
