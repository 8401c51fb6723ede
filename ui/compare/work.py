"""Two sides ──▶ what differs, off the GUI thread. Knows no widgets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from avv_desktop import flow
from avv_desktop.document.compose import compose
from avv_desktop.document.units import units
from avv_desktop.errors import CannotDo, UnknownTemplate
from avv_desktop.reply.given import Given, beside, filled, given_draft, given_file, given_template
from avv_desktop.review.deviations import deviations, proposed, standard_of
from avv_desktop.system.language import tr
from ui.compare.sides import Side

if TYPE_CHECKING:
    from avv_desktop.document.model import Document
    from avv_desktop.draft.model import Draft
    from avv_desktop.review.deviations_model import DeviationPage
    from avv_desktop.store.open import Store
    from avv_desktop.template.model import Template


class Ground(NamedTuple):
    """What sides are found on: the agreement on the desk (with the name it is called by), and the shelf."""

    store: Store | None
    draft: Draft | None = None
    template: Template | None = None
    title: str = ""


class Compared(NamedTuple):
    """The page; both as Documents, for Word; `said`: the words of each line and paragraph of the new one, by id;
    data: what a Word file of the new one carries; read: the files that were read."""

    page: DeviationPage
    old: Document
    new: Document
    said: dict[str, str]
    data: bytes = b""
    read: tuple[Path, ...] = ()


def compared(old: Side, new: Side, ground: Ground) -> Compared:
    """Raises what reading either side raises; CannotDo where neither side has a standard."""
    first = None if old.kind == "standard" else found(old, ground)
    second = None if new.kind == "standard" else found(new, ground)
    before, after = first or _standard(second), second or _standard(first)
    read = tuple(Path(each.key) for each in (old, new) if each.kind == "file")
    if after.draft is not None and after.template is not None and _is_standard(before, after):
        return _against_standard(after.draft, after.template, read)
    return _two(before, after, read, standard=(first is None, second is None))


def found(side: Side, ground: Ground) -> Given:
    """What a side is. Raises InputError, StoreError."""
    from avv_desktop.system.files import read

    id, _, number = side.key.partition("/")
    match side.kind:
        case "open" if ground.draft is not None and ground.template is not None:
            return given_draft(ground.draft, ground.template, ground.title)
        case "template":
            return given_template(_template(id, number))
        case "kept" | "state" if ground.store is not None:
            draft, template = ground.store.draft(id)
            if side.kind == "state":
                draft = _state(ground.store, id, int(number))
                template = template_of(draft, template)
            return given_draft(draft, template, _name(draft))
        case "file":
            return given_file(read(Path(side.key)), Path(side.key).name, side.key)
    raise CannotDo(reason=tr("There is no agreement open any more that could be compared."))


def _template(id: str, version: str) -> Template:
    from avv_desktop.template import catalog

    for each in catalog.every_version():
        if each.id == id and str(each.version) == version:
            return each
    raise UnknownTemplate(path=id, template=id, version=version)


def _state(store: Store, draft_id: str, number: int) -> Draft:
    for each in store.earlier(draft_id):
        if each.id == number:
            return store.state_at(each)
    raise CannotDo(reason=tr("This earlier state is no longer kept."))


def template_of(draft: Draft, likely: Template) -> Template:
    """The template an earlier state was made with; the agreement may have taken a newer version since."""
    from avv_desktop.template import catalog

    ref = draft.template
    if (likely.id, likely.version, likely.hash) == (ref.id, ref.version, ref.hash):
        return likely
    older = catalog.find(ref.id, ref.version, ref.hash)
    if older is None:
        raise UnknownTemplate(path=draft.id, template=ref.id, version=ref.version)
    return older


def _name(draft: Draft) -> str:
    company = draft.answers.get("controller.company")
    name = str(company.get("name") or "").strip() if isinstance(company, dict) else ""
    number = str(draft.answers.get("agreement.number") or "").strip()
    return " · ".join(filter(None, (name or tr("New agreement"), number)))


def _standard(other: Given | None) -> Given:
    """The template of an agreement made here. Raises CannotDo."""
    if other is None or other.template is None:
        raise CannotDo(
            reason=tr("Only an agreement that was made here has a standard; please choose a template to compare with.")
        )
    return given_template(standard_of(other.template) or other.template)


def _is_standard(before: Given, after: Given) -> bool:
    return before.draft is None and before.document is None and before.template == after.template


def _against_standard(draft: Draft, template: Template, read: tuple[Path, ...]) -> Compared:
    """With the reasons, and with who allowed what."""
    base = standard_of(template) or template
    document = flow.compose(template, draft)
    page = deviations(template, draft, document, findings=flow.check(template, draft))
    return Compared(
        page, compose(base, proposed(base, draft)), document, _said(document, whole=True), _data(template, draft), read
    )


def _two(before: Given, after: Given, read: tuple[Path, ...], standard: tuple[bool, bool]) -> Compared:
    from avv_desktop.document.compare.compare import compare
    from avv_desktop.document.compare.even import evened
    from avv_desktop.review.deviations_compare import comparison_page

    old, new = beside(before, after)
    old = _proposed(before, after) if standard[0] else old
    new = _proposed(after, before) if standard[1] else new
    data = _data(after.template, after.draft) if after.template and after.draft else b""
    page = comparison_page(compare(old, new), before.title, after.title)
    return Compared(page, old, new, _said(evened(old, new)[1], whole=False), data, read)


def _proposed(standard: Given, other: Given) -> Document:
    """As the standard would have it, with the other's answers."""
    assert standard.template is not None
    return compose(standard.template, proposed(standard.template, filled(standard.template, other.answers)))


def _data(template: Template, draft: Draft) -> bytes:
    from avv_desktop.pdf.carry import encoded

    return encoded(flow.carried_of(template, draft))


def _said(document: Document, *, whole: bool) -> dict[str, str]:
    """The words of each line by its key; with `whole` those of a paragraph together, by its id."""
    said: dict[str, str] = {}
    for unit in units(document):
        key = unit.key.partition("/")[0] if whole else unit.key
        said[key] = f"{said[key]}\n{unit.text}" if key in said else unit.text
    return said
