"""Where the drivers of smartcards and tokens (PKCS#11 modules) lie on Linux, Windows and macOS."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

VARIABLE = "AVV_PKCS11_MODULES"
"""Paths of modules, separated as in PATH: then only these are looked for."""


class Module(NamedTuple):
    """A driver on this computer. name: whose cards it is for."""

    path: Path
    name: str


MAKERS = (
    ("OpenSC", "opensc-pkcs11.so opensc-pkcs11.dll opensc-pkcs11.dylib"),
    ("SoftHSM", "libsofthsm2.so softhsm2.dll softhsm2-x64.dll libsofthsm2.dylib"),
    ("D-Trust, CardOS", "libcardos11.so cardos11.dll cardos11_64.dll libcardos11.dylib"),
    ("TeleSec", "libpkcs11tcos*.so pkcs11tcos*.dll libpkcs11tcos*.dylib"),
    ("Bundesdruckerei, Nexus Personal", "libpersonal.so personal.dll personal64.dll libpersonal.dylib"),
    ("SafeNet", "libeToken.so libeTPkcs11.so eTPKCS11.dll libeTPkcs11.dylib libIDPrimePKCS11.so IDPrimePKCS11*.dll"),
    ("YubiKey", "libykcs11.so libykcs11.dll libykcs11.dylib"),
    ("SwissSign, cryptovision", "libcvP11.so cvP11.dll cvP11_m.dll libcvP11.dylib"),
    ("Charismathics", "libcmP11.so cmP11.dll cmP1164.dll libcmP11.dylib"),
    ("Bit4id", "libbit4xpki.so bit4xpki.dll libbit4xpki.dylib libbit4ipki.so bit4ipki.dll"),
    ("A.E.T. SafeSign", "libaetpkss.so libaetpkss.so.3 aetpkss1.dll libaetpkss.dylib"),
)

LINUX = (
    *("/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/local/lib64", "/usr/lib/pkcs11", "/usr/lib64/pkcs11"),
    *("/usr/lib/*-linux-gnu", "/usr/lib/*-linux-gnu/pkcs11", "/usr/lib/*-linux-gnu/softhsm", "/usr/lib/softhsm"),
    *("/usr/lib64/softhsm", "/usr/local/lib/softhsm", "/usr/local/lib/pkcs11", "/usr/lib/personal", "/usr/lib/tcos*"),
    *("/opt/*/lib", "/opt/*/lib64", "/opt/*/*/lib"),
)
MACOS = (
    *("/Library/OpenSC/lib", "/usr/local/lib", "/usr/local/lib/softhsm", "/opt/homebrew/lib"),
    *("/opt/homebrew/lib/softhsm", "/opt/homebrew/lib/pkcs11", "/Library/Frameworks/eToken.framework/Versions/Current"),
    *("/Applications/*.app/Contents/MacOS", "/Applications/*.app/Contents/Frameworks", "/Applications/*/lib"),
)
WINDOWS = (
    *("{SystemRoot}/System32", "{ProgramFiles}/OpenSC Project/OpenSC/pkcs11", "{ProgramFiles}/Personal/bin64"),
    *("{ProgramFiles}/Personal/bin", "{ProgramFiles}/Yubico/Yubico PIV Tool/bin", "{ProgramFiles}/*/*"),
    *("{ProgramFiles}/*/*/bin", "{ProgramFiles}/*", "{SystemDrive}/SoftHSM2/lib"),
)
REGISTERED = ("/usr/share/p11-kit/modules", "/etc/pkcs11/modules", "/usr/local/share/p11-kit/modules")
"""Where drivers enter themselves on Linux, a file each."""
NO_CARDS = ("p11-kit-trust", "p11-kit-proxy", "p11-kit-client", "gnome-keyring-pkcs11")


def installed() -> tuple[Module, ...]:
    """The drivers found, each once; nothing is loaded."""
    given = os.environ.get(VARIABLE)
    if given is not None:
        return tuple(chosen(Path(each)) for each in given.split(os.pathsep) if each and Path(each).is_file())
    found: dict[Path, Module] = {}
    for module in (*_usual(), *_registered()):
        found.setdefault(module.path.resolve(), module)
    return tuple(found.values())


def chosen(path: Path) -> Module:
    """A driver that somebody points to."""
    maker = next((name for name, files in MAKERS if any(path.match(each) for each in files.split())), path.stem)
    return Module(path, maker)


def folders(platform: str = sys.platform) -> Iterator[Path]:
    """The usual places of a system, as far as they exist."""
    usual = {"win32": WINDOWS, "darwin": MACOS}.get(platform, LINUX)
    for pattern in usual:
        place = Path(_filled(pattern))
        if place.anchor and (parts := place.parts[1:]):
            try:
                yield from sorted(each for each in Path(place.anchor).glob("/".join(parts)) if each.is_dir())
            except OSError:  # a place that may not be read holds nothing for us
                continue


def _filled(pattern: str) -> str:
    for name in ("SystemRoot", "ProgramFiles", "SystemDrive"):
        pattern = pattern.replace(f"{{{name}}}", os.environ.get(name, ""))
    return pattern


def _usual() -> Iterator[Module]:
    places = list(folders())
    for maker, files in MAKERS:
        for pattern in files.split():
            for folder in places:
                yield from (Module(path, maker) for path in sorted(folder.glob(pattern)) if path.is_file())


def _registered() -> Iterator[Module]:
    for place in REGISTERED:
        for entry in sorted(Path(place).glob("*.module")):
            path = _named_in(entry)
            if path is not None and not path.stem.startswith(NO_CARDS):
                yield chosen(path)


def _named_in(entry: Path) -> Path | None:
    """The driver that an entry of p11-kit names; a bare name lies in one of the usual places."""
    try:
        lines = entry.read_text("utf-8", "replace").splitlines()
    except OSError:
        return None
    values = [value.strip() for name, _, value in (line.partition(":") for line in lines) if name.strip() == "module"]
    if not values or not values[0]:
        return None
    named = Path(values[0])
    tried = [named] if named.is_absolute() else [folder / named for folder in folders()]
    return next((each for each in tried if each.is_file()), None)
