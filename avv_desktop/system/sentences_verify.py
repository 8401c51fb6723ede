"""What a person reads when a file or a trusted list cannot be judged."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from avv_desktop import errors
from avv_desktop.system.language import tr

WORDS: dict[type[errors.AvvError], tuple[Callable[[Mapping], str], Callable[[], str], Callable[[], str]]] = {
    errors.NotVerifiable: (
        lambda d: tr("This file cannot be judged. {reason}", reason=d["reason"]),
        lambda: tr("Nothing can be said of its signatures, neither good nor bad."),
        lambda: tr("Please ask for the file again, from somebody you trust."),
    ),
    errors.TrustListError: (
        lambda d: tr("The trusted list {path} cannot be used. {reason}", path=d["path"], reason=d["reason"]),
        lambda: tr("Nobody is believed because of it."),
        lambda: tr("Please fetch the list anew, and give the certificate of whoever issues it."),
    ),
}
