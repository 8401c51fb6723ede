"""What a person reads when a table of customers cannot be used."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from avv_desktop import errors
from avv_desktop.system.language import tr

WORDS: dict[type[errors.AvvError], tuple[Callable[[Mapping], str], Callable[[], str], Callable[[], str]]] = {
    errors.TableError: (
        lambda d: tr("{path} cannot be read as a table of customers. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("No copy was made from it."),
        lambda: tr("Please save it as .xlsx or .csv with one customer a row, and choose that file."),
    ),
}
