"""EU trusted lists from the network, when a person asks for them: checked before one byte is kept.

The European Commission publishes the list of the lists (Art. 22(4) of Regulation (EU) 910/2014); it says where each
country's own list lies and who signs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from asn1crypto import x509

from avv_desktop.errors import TrustListError
from avv_desktop.signing import network
from avv_desktop.signing.trust_lists import LARGEST, countries, read_lists
from avv_desktop.system.files import write_whole
from avv_desktop.system.language import tr

ADDRESS = "https://ec.europa.eu/tools/lotl/eu-lotl.xml"
SECONDS = 60.0
"""For each of the two: some countries answer slowly."""
OF_LISTS = "EU.xml"


def fetch(
    country: str, folder: Path, operators: Sequence[x509.Certificate] = (), address: str = ADDRESS
) -> tuple[Path, Path]:
    """The files of the list of the lists and of one country ("DE"), in place of earlier ones.

    operators: who is believed besides those who come with the program. Raises TrustListError, CannotWrite; then the
    earlier files are as they were.
    """
    wanted = country.strip().upper()
    lists = _ask(address)
    known = countries(lists, operators)
    if wanted not in known:
        names = ", ".join(sorted(known))
        raise TrustListError(
            path=wanted, reason=tr("There is no list of this country. Countries: {names}", names=names)
        )
    own = _ask(known[wanted])
    read_lists((lists, own), operators)
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / OF_LISTS, folder / f"{wanted}.xml"
    for path, data in zip(paths, (lists, own), strict=True):
        write_whole(path, data)
    return paths


def _ask(address: str) -> bytes:
    try:
        return network.ask(address, seconds=SECONDS, largest=LARGEST)
    except network.Unreachable as error:
        raise TrustListError(path=address, reason=str(error)) from error
