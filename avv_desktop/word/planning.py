"""Document → plan: which paragraph has which style and number, section by section."""

from __future__ import annotations

from avv_desktop.document import model as m
from avv_desktop.word.blocks import Blocks
from avv_desktop.word.counting import Counting
from avv_desktop.word.keys import Keys
from avv_desktop.word.numbering import ANNEXES, CLAUSES
from avv_desktop.word.plan import UNNUMBERED, Line, Numbers, Para, Plan

_STYLES = {"clause": "AVV Paragraf", "signatures": "AVV Paragraf", "annex": "AVV Anlage", "group": "AVV Gruppe"}
_LISTS: dict[str, Numbers] = {"AVV Paragraf": (CLAUSES, 0), "AVV Anlage": (ANNEXES, 0), "AVV Gruppe": (ANNEXES, 1)}
_DEEPER: Numbers = (ANNEXES, 2)


def planned(document: m.Document) -> Plan:
    """What the file will say, line by line."""
    counting, keys = Counting(), Keys()
    numbers: dict[str, str] = {}
    lines: list[Line] = _head(document, keys)
    for section in document.sections:
        lines += _section(section, counting, keys, numbers)
    return Plan(tuple(lines), counting.lists, numbers)


def _head(document: m.Document, keys: Keys) -> list[Line]:
    def line(style: str, runs: m.Runs, key: str) -> Para:
        return Para(style, runs, key=keys(f"head/{key}"))

    found = [line("AVV Titel", document.title, "title")]
    if document.subtitle:
        found.append(line("AVV Untertitel", document.subtitle, "subtitle"))
    found.append(line("AVV Hinweis", _number(document), "number"))
    for count, party in enumerate(document.parties, start=1):
        side = f"{party.side}{count}"
        found.append(line("AVV Text", (m.Text(party.intro),), f"{side}/intro"))
        name = party.name if isinstance(party.name, m.Missing | m.Value) else m.Strong(party.name.text)
        found.append(line("AVV Firma", (name,), f"{side}/name"))
        role = (m.Text(f"{party.role} {party.term}".strip()),)
        for runs, key in ((party.runs, "address"), (party.represented, "represented"), (role, "role")):
            if runs:
                found.append(line("AVV Text", runs, f"{side}/{key}"))
    if document.closing:
        found.append(line("AVV Text", (m.Text(document.closing),), "closing"))
    return [each for each in found if each.runs and any(run.text for run in each.runs)]


def _number(document: m.Document) -> m.Runs:
    """ "Nummer …, Fassung …", as far as there are any."""
    number = (m.Text("Nummer "), document.number) if document.number.text else ()
    version = (m.Text(", Fassung " if number else "Fassung "), document.version) if document.version.text else ()
    return (*number, *version)


def _section(section: m.Section, counting: Counting, keys: Keys, numbers: dict[str, str]) -> list[Line]:
    style = _STYLES.get(section.kind, "AVV Kontrolle")
    own = _LISTS.get(style)
    list_level = own or _DEEPER
    runs: m.Runs = (m.Text(section.title),)
    counted = bool(section.label) and counting.counts(*list_level, section.label)
    if counted:
        numbers[section.id] = section.label
    elif section.label:
        runs = (m.Text(f"{section.label} "), *runs)
    title = Para(
        style,
        runs,
        section.id,
        keys(f"{section.id}/title"),
        numbers=(None if own else _DEEPER) if counted else UNNUMBERED if own else None,
        new_page=section.kind == "annex",
    )
    lines: list[Line] = [title]
    if section.note:
        lines.append(Para("AVV Hinweis", section.note, key=keys(f"{section.id}/note")))
    lines += Blocks(counting, keys, numbers).lines(section.blocks, section.id)
    for below in section.sections:
        lines += _section(below, counting, keys, numbers)
    return lines
