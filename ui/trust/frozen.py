"""A signed agreement stays as it is: the banner that says so, and the way to a new version."""

from __future__ import annotations

from msgspec.structs import replace

from avv_desktop import flow
from avv_desktop.system.language import tr
from ui.desk import Desk
from ui.look.tokens import State
from ui.widgets.banner import Banner
from ui.widgets.controls import button


class FrozenBanner(Banner):
    def __init__(self, desk: Desk) -> None:
        again = button(tr("New version"), small=True)
        super().__init__(
            State.SIGNED if desk.state != "half" else State.READY,
            tr("Signed: changes only in a new version."),
            tr("The signed text stays as it is. A new version takes over all answers and is signed anew."),
            again,
        )
        again.clicked.connect(lambda: new_version(desk))


def new_version(desk: Desk) -> None:
    """The same agreement as a new draft with the next version number, on the desk and in its form."""
    template, signed = desk.template, desk.draft
    assert template is not None and signed is not None
    version = signed.answers.get("agreement.version", 1)
    answers = signed.answers | {"agreement.version": (version if isinstance(version, int) else 1) + 1}
    draft = flow.begin(template, answers, number=str(signed.answers.get("agreement.number") or ""))
    desk.lay_down(replace(draft, measures=signed.measures, confirmed=signed.confirmed), template)
    desk.go("editor")
