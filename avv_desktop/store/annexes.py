"""New annexes for agreements in the store: made, filed, and the notice with them."""

from __future__ import annotations

import datetime

from msgspec.structs import replace

from avv_desktop.document.model import Document
from avv_desktop.errors import CannotDo
from avv_desktop.notice.amendment import amended, amendment, render
from avv_desktop.notice.answers import hindrance
from avv_desktop.notice.model import Notice
from avv_desktop.notice.output import base_name
from avv_desktop.store.in_force import one
from avv_desktop.store.kept import Store
from avv_desktop.store.notices import Notices


def new_annex(store: Store, notice: Notice, day: datetime.date) -> Document:
    """The amendment of one customer as it would be issued on this day. Raises StoreError, DraftError."""
    draft, template, before = one(store, notice.agreement)
    for each in before:
        draft = amended(draft, template, each.rows, each.issued or day)
    return amendment(notice, amended(draft, template, notice.rows, day), template, day)


def issue(store: Store, notice: Notice, moment: datetime.datetime, composer: str) -> tuple[Notice, str, bytes]:
    """Make it, file it with its agreement, and give it for handing out: the notice as it is now, name and PDF.

    Raises CannotDo while something is in the way, TypesettingFailed, StoreError.
    """
    day = moment.date()
    if reason := hindrance(notice, day):
        raise CannotDo(reason=reason)
    data = render(new_annex(store, notice, day), moment, composer).data
    name = f"{day.isoformat()} {base_name(notice, 'Nachtrag Unterauftragnehmer')}.pdf"
    done = replace(notice, state="issued", issued=day)
    Notices(store).issue(done, name, data)
    return done, name, data
