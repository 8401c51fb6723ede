"""Agreements that both directors have signed, kept as the signing page keeps them."""

from __future__ import annotations

from typing import Any

from avv_desktop import flow
from avv_desktop.draft.model import Draft
from avv_desktop.signing.badge import state_words
from avv_desktop.signing.keys import Key, key_from_bytes
from avv_desktop.signing.trial import trial_key
from avv_desktop.store.kept import Store

SECRET = "probe-geheim-1"


def trial(name: str) -> Key:
    return key_from_bytes(trial_key(name, SECRET, kind="p-256"), SECRET)


def signed_by(data: bytes, keys: dict[str, Key], *, most: int = 2) -> bytes:
    """By whoever is next, so many times."""
    for _ in range(most):
        slot = flow.progress(data).next
        data = flow.sign_file(data, keys[slot.name], slot).data
    return data


def kept(store: Store, example: dict[str, Any], keys: dict[str, Key], customer: str, number: str, **more: Any) -> Draft:
    """`more`: names of fields with "__" for the full stop."""
    template = flow.find_template("avv-de")
    answers = {name.replace("__", "."): value for name, value in more.items()}
    company = example["controller.company"] | {"name": customer}
    draft = flow.begin(template, example | {"controller.company": company} | answers, number=number)
    data = signed_by(flow.render(template, draft).data, keys)
    progress = flow.progress(data)
    store.save(draft, template)
    store.keep_file(draft.id, "signed", f"{customer} AVV.pdf", data, progress.state)
    store.set_state(draft.id, progress.state, state_words(progress), progress.next.name)
    return draft
