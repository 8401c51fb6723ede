"""Which rule packs are installed: those of the program, and those in the user's folder; the newest of each id wins."""

from __future__ import annotations

import contextlib
import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from avv_desktop.errors import CannotWrite, InputError, RulePackError, TemplateError
from avv_desktop.review.kept import EMPTY, Vocabulary
from avv_desktop.review.known_checks import CHECKS
from avv_desktop.review.patterns import bounded
from avv_desktop.review.rules_model import Pack, Row, Rule
from avv_desktop.system.files import safe_name, write_whole
from avv_desktop.system.paths import resources, rules_folder
from avv_desktop.system.structs import ready
from avv_desktop.template.expression import parsed

LARGEST = 500_000
"""Bytes of one file."""
MOST_RULES = 300
_made: tuple[tuple[Pack, ...], Vocabulary] = ((), EMPTY)


def installed(extra: Path | None = None) -> tuple[Pack, ...]:
    """The newest version of every pack. extra: a folder to look in instead of the user's; what is damaged in it is
    left out (see `damaged`)."""
    newest: dict[str, Pack] = {}
    for path, given in _files(extra):
        try:
            pack = _read(path, _state(path), given)
        except InputError:
            if given:
                raise
            continue
        if pack.id not in newest or newest[pack.id].version < pack.version:
            newest[pack.id] = pack
    return tuple(newest.values())


def vocabulary(packs: tuple[Pack, ...]) -> Vocabulary:
    """What the patterns of these packs hold; made once for the packs in use."""
    global _made
    before, made = _made
    if len(before) != len(packs) or any(a is not b for a, b in zip(before, packs, strict=True)):
        made = Vocabulary(pattern for pack in packs for rule in pack.rules for pattern in _patterns(rule))
        _made = (packs, made)
    return made


def damaged(extra: Path | None = None) -> list[tuple[Path, InputError]]:
    """The user's files that are no rule packs, and why."""
    found: list[tuple[Path, InputError]] = []
    for path, given in _files(extra):
        if not given:
            try:
                _read(path, _state(path), False)
            except InputError as error:
                found.append((path, error))
    return found


def keep(path: Path) -> Pack:
    """Import a pack: check it, then copy it to the user's folder. Raises RulePackError, UnreadableFile, CannotWrite."""
    pack = load(path)
    target = rules_folder() / f"{safe_name(f'{pack.id}-{pack.version}')}.toml"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(path=str(target), reason=error.strerror or "") from error
    write_whole(target, path.read_bytes())
    return pack


def forget(id: str) -> bool:
    """Remove every version of a pack of the user's; False if there is none. Raises CannotWrite."""
    found = False
    for path, given in _files(None):
        with contextlib.suppress(InputError):
            if not given and _read(path, _state(path), given).id == id:
                try:
                    path.unlink()
                except OSError as error:
                    raise CannotWrite(path=str(path), reason=error.strerror or "") from error
                found = True
    return found


def load(path: Path, given: bool = False) -> Pack:
    """One pack from a file. Raises RulePackError (path, line, reason)."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulePackError(path=str(path), line=0, reason="Die Datei ist nicht als UTF-8-Text lesbar.") from error
    if len(data) > LARGEST:
        raise RulePackError(path=str(path), line=0, reason=f"Die Datei ist größer als {LARGEST // 1000} kB.")
    return replace(read(text, str(path)), given=given)


def read(text: str, name: str = "") -> Pack:
    """A pack from its text. Raises RulePackError."""
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        line = re.search(r"line (\d+)", str(error))
        raise RulePackError(
            path=name, line=int(line[1]) if line else 0, reason=f"Kein lesbares TOML: {error}."
        ) from error
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)]
    rules = raw.pop("rule", [])
    raw.pop("given", None)
    pack = _converted(raw, Pack, name, 1)
    if not isinstance(rules, list) or len(rules) > MOST_RULES:
        raise RulePackError(path=name, line=0, reason=f"Ein Paket hat höchstens {MOST_RULES} Regeln.")
    read_rules = []
    for number, each in enumerate(rules):
        line_number = lines[number] if number < len(lines) else 0
        rule = _converted(each, Rule, name, line_number)
        try:
            _check(rule)
        except ValueError as error:
            raise RulePackError(path=name, line=line_number, reason=f"{rule.id}: {error}") from error
        read_rules.append(rule)
    return replace(pack, rules=tuple(read_rules))


def _converted(raw: Any, kind: Any, name: str, line: int) -> Any:
    try:
        return msgspec.convert(raw, ready(kind))
    except msgspec.ValidationError as error:
        raise RulePackError(path=name, line=line, reason=f"{raw.get('id', '') or 'Regel'}: {error}.") from error


def _check(rule: Rule) -> None:
    """Raises ValueError with a German reason."""
    if not rule.message.strip() or not rule.id.strip():
        raise ValueError("Kennung und Satz dürfen nicht leer sein.")
    if not (rule.patterns or rule.check or rule.row):
        raise ValueError("Die Regel braucht patterns, check oder row.")
    for name in filter(None, (rule.check, *_checks_of(rule.row))):
        if name not in CHECKS:
            raise ValueError(f"Die Prüfung „{name}“ gibt es nicht.")
    for pattern in _patterns(rule):
        bounded(pattern)
    for fix in rule.fixes:
        if "\\" in fix.new and fix.kind == "replace":
            _template_of(rule, fix.new)
    if rule.row:
        for expression in filter(None, (rule.row.holds, rule.row.warns)):
            try:
                parsed(expression)
            except TemplateError as error:
                raise ValueError(str(error.details["reason"])) from error


def _checks_of(row: Row | None) -> tuple[str, ...]:
    return (*row.faults, *row.weaknesses) if row else ()


def _patterns(rule: Rule) -> list[str]:
    """All expressions of a rule. Raises ValueError for an option that must be one and is none."""
    own = [*rule.patterns, rule.unless, rule.unless_line, rule.unless_document, rule.only_if, rule.within]
    if row := rule.row:
        own += [*row.present, row.exclude, *row.needs, row.needs_not, *row.weakens, *row.near]
    for key, value in rule.options.items():
        own += value.values() if isinstance(value, dict) else (value,) if key.startswith("pattern") else ()
        if not all(isinstance(each, str) for each in own):
            raise ValueError(f"„{key}“ braucht Muster.")
    return [each for each in own if each]


def _template_of(rule: Rule, new: str) -> None:
    """What is put in may only use groups that every pattern has."""
    for pattern in rule.patterns:
        groups = bounded(pattern).expression
        for number, name in re.findall(r"\\(?:(\d+)|g<(\w+)>)", new):
            if (number and int(number) > groups.groups) or (name and name not in groups.groupindex):
                raise ValueError(f"„{new}“ nennt eine Gruppe, die das Muster nicht hat.")


def _files(extra: Path | None) -> list[tuple[Path, bool]]:
    found = [(path, True) for path in sorted((resources() / "rules").glob("*.toml"))]
    with contextlib.suppress(OSError):
        found += [(path, False) for path in sorted((extra or rules_folder()).glob("*.toml"))]
    return found


def _state(path: Path) -> tuple[int, int]:
    with contextlib.suppress(OSError):
        stat = path.stat()
        return (stat.st_mtime_ns, stat.st_size)
    return (0, 0)


@lru_cache(maxsize=128)
def _read(path: Path, state: tuple[int, int], given: bool) -> Pack:
    return load(path, given)
