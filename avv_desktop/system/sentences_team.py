"""What a person reads when the store of a team cannot be used."""

from __future__ import annotations

from avv_desktop import errors
from avv_desktop.system.language import tr
from avv_desktop.system.sentences_keys import Words

HERE = lambda: tr("Nothing is lost: your agreements lie on this computer, and you can go on working.")  # noqa: E731

WORDS: dict[type[errors.TeamError], Words] = {
    errors.TeamError: (
        lambda d: tr("The team's server could not do it. {reason}", reason=d["reason"]),
        HERE,
        lambda: tr("Please try again later, or tell whoever looks after the server."),
    ),
    errors.TeamUnreachable: (
        lambda d: tr("The team's server cannot be reached. {reason}", reason=d["reason"]),
        HERE,
        lambda: tr("Please check the connection and try again; what was not shared is shared then."),
    ),
    errors.TeamUnsafe: (
        lambda d: tr("The connection to {name} would not be encrypted.", name=d["name"]),
        lambda: tr("Nothing was sent."),
        lambda: tr("Please let the server offer TLS with a certificate that this computer trusts."),
    ),
    errors.TeamUntrusted: (
        lambda d: tr("What the team's server gives cannot be believed. {reason}", reason=d["reason"]),
        lambda: tr("Nothing of it was taken over. Somebody may have changed it on the server."),
        lambda: tr("Please talk to your team before you share anything more."),
    ),
    errors.TeamRefused: (
        lambda d: tr("The team's server does not allow this. {reason}", reason=d["reason"]),
        HERE,
        lambda: tr("Please ask a managing director of your team."),
    ),
    errors.TeamConflict: (
        lambda d: tr("Somebody else has changed {name} in the meantime.", name=d["name"]),
        lambda: tr("Both versions are kept; nothing is overwritten."),
        lambda: tr("Please fetch theirs, look at both, and choose what counts."),
    ),
    errors.TeamNone: (
        lambda d: str(d["reason"]) or tr("This computer belongs to no team yet."),
        lambda: tr("Agreements lie on this computer alone."),
        lambda: tr("Please join a team first."),
    ),
}
